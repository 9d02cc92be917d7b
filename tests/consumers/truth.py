"""What a graph holds, from graph.jsonld read as plain JSON: nodes summed up from their occurrences, edges from the single
statements, by the rules of the format and not by the program's own sums."""

import collections
import json
import os

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "schema")
KINDS = ("Person", "Country", "Organization")
ALIAS_FORMS = ("nameForm", "demonymForm", "seatForm")


class Truth:
    """The graph of a graph.jsonld, read as plain JSON and summed up anew."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = json.load(file)
        items = self.document["@graph"]
        self.articles = {item["id"]: item for item in items if item["type"] == "NewsArticle"}
        self.entities = {item["id"]: item for item in items if item["type"] in KINDS}
        self.events = {item["id"]: item for item in items if item["type"] == "Event"}
        self.nodes = {local(iri): self.node(item) for iri, item in self.entities.items()}
        self.edges = {}
        for event in self.events.values():
            for target, slot in targets(event):
                edge = self.edge(event, target, slot)
                self.edges[edge["key"]] = edge

    def name(self, iri):
        return self.entities[iri]["name"]

    def node(self, item):
        forms = collections.Counter()
        for occurrence in item["occurrences"]:
            for form in occurrence.get("forms", []):
                if form["formKind"] in ALIAS_FORMS:
                    forms[form["text"]] += form["count"]
        return {
            "name": item["name"],
            "kind": item["type"],
            "iso3": item.get("iso3"),
            "country": item.get("country"),
            "wikidata": item.get("wikidata"),
            "aliases": set(forms) - {item["name"]},
            "documents": len({occurrence["inArticle"] for occurrence in item["occurrences"]}),
            "mentions": sum(occurrence["mentionCount"] for occurrence in item["occurrences"]),
        }

    def edge(self, event, target, slot):
        said = [s for s in event["statements"] if slot == "object" or target in s.get("aboutInOrder", [])]
        days = [day for s in said for day in self.days(s)]
        predicate = event["eventType"].removeprefix("dm:")
        role = most(s.get("role") for s in said)
        label = ("not " if event["polarity"] == "negated" else "") + predicate.replace("_", " ")
        label += f": {role}" if role else ""
        notes = (["about"] if slot == "about" else []) + ([event["modality"]] if event["modality"] != "actual" else [])
        label += f" ({', '.join(notes)})" if notes else ""
        about = {self.name(iri) for s in said for iri in s.get("aboutInOrder", [])} if slot == "object" else set()
        return {
            "key": (local(event["agent"]), local(target), predicate, event["polarity"], event["modality"], slot),
            "relation": local(event["id"]),
            "label": label,
            "drawn": ("not " if event["polarity"] == "negated" else "")
            + (role or predicate.replace("_", " "))
            + (" (about)" if slot == "about" else ""),
            "statements": sum(len(s["evidence"]) for s in said),
            "documents": len({s["derivedFrom"][0] for s in said}),
            "first_date": min(days, default=None),
            "last_date": max(days, default=None),
            "said_by": {self.name(iri) for s in said for iri in s.get("attributedTo", [])},
            "about": about,
            "plover": most(s.get("ploverType") for s in said),
            "cameo": most(s.get("cameoCode") for s in said),
            "role": role,
            "confidence": max(s["confidence"] for s in said),
            "rules": {s["rule"] for s in said},
            "symmetric": event["symmetric"],
            "sentences": {one_line(exact(piece)) for s in said for piece in s["evidence"]},
        }

    def days(self, statement):
        if "time" in statement:
            return [statement["time"]]
        if "beginTime" in statement:
            return [statement["beginTime"], statement["endTime"]]
        if "dateText" in statement:
            return statement["dateText"].split("/", 1)
        published = self.articles[statement["derivedFrom"][0]].get("datePublished")
        return [published] if published else []


def local(iri):
    return iri.split(":", 1)[1]


def targets(event):
    if "object" in event:
        return [(event["object"], "object")]
    return [(iri, "about") for iri in sorted({i for s in event["statements"] for i in s.get("aboutInOrder", [])})]


def exact(annotation):
    return next(s["exact"] for s in annotation["hasTarget"]["hasSelector"] if s["type"] == "TextQuoteSelector")


def one_line(text):
    return " ".join(text.split())


def most(values):
    counts = collections.Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value.encode()), default=None)


def check_sums(report, truth):
    """The sums that graph.jsonld itself declares, its direct triples, and the places of its evidence."""
    about = next(item for item in truth.document["@graph"] if item["type"] == "Graph")
    counts = (len(truth.nodes), len(truth.events), len(truth.edges))
    report.same(
        "jsonld: entities, events, edges", (about["entityCount"], about["eventCount"], about["edgeCount"]), counts
    )
    direct, declared = set(), set()
    for iri, item in truth.entities.items():
        node = truth.nodes[local(iri)]
        report.same(
            f"jsonld: counts of {iri}",
            (node["documents"], node["mentions"]),
            (item["documentCount"], item["mentionCount"]),
        )
        terms = {k: v for k, v in truth.document["@context"].items() if isinstance(v, dict)}
        for key, value in item.items():
            if (
                terms.get(key, {}).get("@id") == f"dm:{key.removeprefix('dm:')}"
                and isinstance(value, list)
                and key != "occurrences"
            ):
                declared |= {(iri, key.removeprefix("dm:"), end) for end in value}
    for iri, event in truth.events.items():
        statements = sum(len(s["evidence"]) for s in event["statements"])
        documents = len({s["derivedFrom"][0] for s in event["statements"]})
        report.same(
            f"jsonld: counts of {iri}", (statements, documents), (event["statementCount"], event["documentCount"])
        )
        if "object" in event and (event["polarity"], event["modality"]) == ("affirmed", "actual"):
            direct.add((event["agent"], event["eventType"].removeprefix("dm:"), event["object"]))
        for piece in (piece for s in event["statements"] for piece in s["evidence"]):
            start = next(s["start"] for s in piece["hasTarget"]["hasSelector"] if "start" in s)
            trigger = piece["trigger"]
            words = exact(piece)[max(trigger["start"] - start, 0) : max(trigger["end"] - start, 0)]
            report.same(f"jsonld: trigger of {piece['id']}", words, trigger.get("exact", ""))
    report.same("jsonld: direct triples of what is affirmed as a fact", direct, declared)
    identifiers = [local(item["id"]) for item in truth.document["@graph"][1:]]
    report.same("jsonld: ids are unique", len(identifiers), len(set(identifiers)))
