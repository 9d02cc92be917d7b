"""Extractions of a made-up world, to try how readers of our files stand a large graph: large.py NODES EDGES > facts.jsonl

A few nodes have many edges and most have few, as in the news; the same numbers give the same world."""

import json
import random
import sys

SYLLABLES = "ba ke lo mi nu ra so te va zi dor fen gal hul jam kor lun mar nis pol rin sal tov ul ven".split()
PREDICATES = {
    "met_with": "met",
    "accused": "accused",
    "warned": "warned",
    "aided": "aided",
    "attacked": "attacked",
    "visited": "visited",
    "urged": "urged",
    "sanctioned": "sanctioned",
    "spoke_with": "spoke with",
    "supported": "supported",
}


def word(dice):
    return "".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3)))).capitalize()


def entities(count, dice):
    names = {}
    while len(names) < count:
        kind = dice.choices(("Person", "Organization", "Country"), (6, 3, 1))[0]
        name = {"Person": "{} {}", "Organization": "{} {} Council", "Country": "{1}ia"}[kind]
        names.setdefault(name.format(word(dice), word(dice)), kind)
    return list(names.items())


def relation(subject, object, said_by, dice):
    predicate, verb = dice.choice(list(PREDICATES.items()))
    polarity = dice.choices(("affirmed", "negated"), (9, 1))[0]
    modality = dice.choices(("actual", "planned", "hypothetical"), (8, 1, 1))[0]
    text = f"{subject[1]} {verb} {object[1]} over the harvest, officials said."
    trigger = len(subject[1]) + 1
    end = trigger + len(verb)
    return {
        "subject": subject[0],
        "predicate": predicate,
        "object": object[0],
        "about": [],
        "polarity": polarity,
        "modality": modality,
        "source": said_by[0] if dice.random() < 0.2 else None,
        "role": None,
        "date": None,
        "confidence": round(dice.uniform(0.4, 0.99), 2),
        "rule": "verb:" + verb,
        "evidence": [
            {
                "start": 0,
                "end": len(text),
                "text": text,
                "trigger": [trigger, end],
                "subject": [0, len(subject[1])],
                "object": [end + 1, end + 1 + len(object[1])],
            }
        ],
    }


def article(number, pairs, names, dice):
    present = sorted({end for pair in pairs for end in pair})
    local = {node: f"e{place + 1}" for place, node in enumerate(present)}
    listed = []
    for node in present:
        name, kind = names[node]
        mention = {"start": 0, "end": len(name), "text": name, "kind": "name", "reason": "name"}
        entity = {"id": local[node], "type": kind, "name": name, "wikidata": f"Q9{node:06d}", "mentions": [mention]}
        listed.append(entity)
    ends = lambda node: (local[node], names[node][0])
    said = [relation(ends(a), ends(b), ends(dice.choice(present)), dice) for a, b in pairs]
    date = f"20{20 + number % 4}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    described = dict.fromkeys(("path", "url", "publisher", "title"))
    return {"id": f"story-{number:05d}", **described, "date": date, "entities": listed, "relations": said, "quotations": []}


def main(nodes, edges):
    dice = random.Random(7)
    names = entities(nodes, dice)
    # Every node once, then those that have edges already are the likelier ends.
    ends = list(range(nodes))
    pairs = [(node, dice.choice(ends[: max(1, node)])) for node in range(1, nodes)]
    ends += [end for pair in pairs for end in pair]
    while len(pairs) < edges:
        a, b = dice.choice(ends), dice.choice(ends)
        # Most talk to their neighbours.
        b = b if dice.random() < 0.4 else (a + dice.randint(1, 40)) % nodes
        if a != b:
            pairs.append((a, b))
            ends += (a, b)
    for number, start in enumerate(range(0, len(pairs), 5)):
        print(json.dumps(article(number, pairs[start : start + 5], names, dice)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
