"""The statements of a graph against the extractions that it was built from, and those against their JSON Schema."""

import collections
import json
import os
import re

from truth import SCHEMA, one_line


def clean(text):
    """A name as a graph holds it: one line, no controls (those of Unicode's category Cc, separators, noncharacters)."""
    return one_line(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]", " ", text or ""))


def check_extractions(report, truth, path):
    import jsonschema

    with open(os.path.join(SCHEMA, "extraction.schema.json"), encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    with open(path, encoding="utf-8") as file:
        documents = [json.loads(line) for line in file if line.strip()]
    for number, document in enumerate(documents, 1):
        errors = [f"{error.json_path}: {error.message}"[:200] for error in validator.iter_errors(document)]
        report.same(f"jsonschema: line {number}", [], errors)
    report.same("extractions: documents", len({json.dumps(d, sort_keys=True) for d in documents}), len(truth.articles))
    nodes_of = collections.defaultdict(lambda: collections.defaultdict(set))
    present = collections.defaultdict(collections.Counter)
    for iri, item in truth.entities.items():
        for occurrence in item["occurrences"]:
            local_key = (occurrence["name"], occurrence["kind"])
            nodes_of[occurrence["inArticle"]][local_key].add(iri)
            present[occurrence["inArticle"]][local_key + (occurrence["mentionCount"],)] += 1
    said = collections.defaultdict(collections.Counter)
    for event in truth.events.values():
        for s in event["statements"]:
            predicate = event["eventType"].removeprefix("dm:")
            key = (event["agent"], predicate, event.get("object"), event["polarity"], event["modality"]) + manner(s)
            said[s["derivedFrom"][0]][key] += 1
    free = dict(truth.articles)
    for document in documents:
        local_names = collections.Counter(
            (clean(e["name"]) or "(no name)", e["type"], len(e["mentions"])) for e in document["entities"]
        )
        fits = [
            iri
            for iri, a in free.items()
            if a["identifier"].split("~")[0] == clean(document["id"]).split("~")[0] and present[iri] == local_names
        ]
        if not fits:
            report.fail(f"extractions: entities of document {document['id']!r} are not in the graph")
            continue
        article = fits[0]
        del free[article]
        match_relations(report, document, nodes_of[article], said[article])
    report.same("extractions: statements that no document makes", [], [key for left in said.values() for key in +left])


def match_relations(report, document, nodes, said):
    """Takes each relation of `document` off `said`, which counts the statements of its article."""
    of = {e["id"]: nodes[(clean(e["name"]) or "(no name)", e["type"])] for e in document["entities"]}
    for relation in document["relations"]:
        predicate = re.sub(r"[^A-Za-z0-9_]", "_", clean(relation["predicate"]))
        rest = (relation["polarity"], relation["modality"]) + manner(relation)
        subjects, objects = of[relation["subject"]], of.get(relation["object"], {None})
        pairs = [(a, b) for a in subjects for b in objects] + [(b, a) for a in subjects for b in objects]
        keys = [(source, predicate, target) + rest for source, target in pairs]
        found = next((key for key in keys if said[key] > 0), None)
        if found:
            said[found] -= 1
            report.passed += 1
        elif not subjects & objects:  # a relation of an entity to itself is none
            report.fail(
                f"extractions: {document['id']!r} says {relation['subject']} {predicate} {relation['object']}, the graph does not"
            )


def manner(said):
    """How it is said: what a statement and a document's relation have in common besides the ends."""
    return (said["confidence"], clean(said["rule"]), clean(said.get("role")), len(said["evidence"]))
