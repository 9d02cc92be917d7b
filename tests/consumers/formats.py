"""The formats beside the usual five: GEXF by NetworkX and the schema, node-link JSON by NetworkX, Turtle and N-Quads by
rdflib, Oxigraph and Raptor, Neo4j's tables by DuckDB, FollowTheMoney by its own library, PLOVER records and the picture."""

import collections
import json
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

from networks import GRAPHML_JAR, check_attributes
from truth import SCHEMA, exact, one_line

# Nodes up to which GEXF has places.
PLACED = 10_000


def check_gexf(report, truth, folder):
    import networkx

    path = os.path.join(folder, "graph.gexf")
    graph = networkx.MultiDiGraph(networkx.read_gexf(path))
    report.true("networkx gexf: directed", graph.is_directed())
    nodes = dict(graph.nodes(data=True))
    edges = [
        (source, target, {**read, "interaction": read["predicate"], "rules": None})
        for source, target, read in graph.edges(data=True)
    ]
    check_attributes(report, "networkx gexf", without_rules(truth), nodes, edges)
    for _, _, read in edges:
        days = [read.get(key) for key in ("first_date", "last_date")]
        if all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day or "") for day in days):
            report.same(f"networkx gexf: span of {read['id']}", days, [read.get("start"), read.get("end")])
    places = [(n["viz"]["position"]["x"], n["viz"]["position"]["y"]) for n in nodes.values() if "position" in n["viz"]]
    placed = len(truth.nodes) if len(truth.nodes) <= PLACED else 0
    report.same("networkx gexf: a place of its own for each node", placed, len(set(places)))
    check_gexf_schema(report, path)
    check_gexf_for_gephi(report, truth, path)


def without_rules(truth):
    """The graph as the property-graph formats hold it: they leave out the names of rules."""

    class Plain:
        nodes = truth.nodes
        edges = {key: {**edge, "rules": set()} for key, edge in truth.edges.items()}

    return Plain


def check_gexf_schema(report, path):
    """The schema of GEXF 1.2, the newest that a package carries, without what 1.3 has added: its name and `kind`. That
    schema has colours, positions and sizes in the wrong namespace, which is no fault of the files."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    text = text.replace("<viz:", "<")
    text = re.sub(r'(<edge [^>]*?) kind="[^"]*"', r"\1", text).replace(' timerepresentation="interval"', "")
    with tempfile.TemporaryDirectory() as place:
        with zipfile.ZipFile(GRAPHML_JAR) as jar:
            for name in ("gexf.xsd", "viz.xsd"):
                jar.extract(name, place)
        older = os.path.join(place, "graph.gexf")
        with open(older, "w", encoding="utf-8") as file:
            file.write(text)
        command = ["xmllint", "--noout", "--nonet", "--schema", os.path.join(place, "gexf.xsd"), older]
        run = subprocess.run(command, capture_output=True, text=True)
    report.true(f"xmllint: valid GEXF {run.stderr[:300] if run.returncode else ''}", run.returncode == 0)


def check_gexf_for_gephi(report, truth, path):
    """Gephi itself is not run: it adds up edges of one source, target and kind, and drops repeated ids."""
    space = "{http://gexf.net/1.3}"
    tree = ElementTree.parse(path)
    edges = list(tree.iter(space + "edge"))
    merged = {(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges}
    report.same("gexf: Gephi keeps every edge apart", len(truth.edges), len(merged))
    report.same("gexf: unique edge ids", len(truth.edges), len({edge.get("id") for edge in edges}))
    report.same("gexf: unique node ids", len(truth.nodes), len({node.get("id") for node in tree.iter(space + "node")}))


def check_nodelink(report, truth, folder):
    import networkx

    with open(os.path.join(folder, "graph.json"), encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file), edges="edges")
    report.same("networkx node-link: kind of graph", (True, True), (graph.is_directed(), graph.is_multigraph()))
    joined = lambda read: {k: " | ".join(v) if isinstance(v, list) else v for k, v in read.items()}
    nodes = {id: joined(read) for id, read in graph.nodes(data=True)}
    edges = [
        (source, target, {**joined(read), "interaction": read["predicate"], "rules": None})
        for source, target, read in graph.edges(data=True)
    ]
    check_attributes(report, "networkx node-link", without_rules(truth), nodes, edges)


def check_linked(report, truth, folder):
    """Turtle and N-Quads hold the triples of the JSON-LD, and each reader finds as many."""
    import pyoxigraph
    import rdflib

    of = lambda name, kind: pyoxigraph.parse(path=os.path.join(folder, name), format=kind)
    readings = {}
    for name, kind in (
        ("graph.jsonld", pyoxigraph.RdfFormat.JSON_LD),
        ("graph.ttl", pyoxigraph.RdfFormat.TURTLE),
        ("graph.nq", pyoxigraph.RdfFormat.N_QUADS),
    ):
        quads = pyoxigraph.Dataset(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in of(name, kind))
        quads.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
        readings[name] = {str(quad) for quad in quads}
    report.same("graph.ttl and graph.jsonld: the same triples", readings["graph.jsonld"], readings["graph.ttl"])
    report.same("graph.nq and graph.jsonld: the same triples", readings["graph.jsonld"], readings["graph.nq"])
    count = len(readings["graph.jsonld"])
    for name, kind in (("graph.ttl", "turtle"), ("graph.nq", "nquads")):
        path = os.path.join(folder, name)
        dataset = rdflib.Dataset()
        dataset.parse(path, format=kind)
        report.same(f"rdflib: triples of {name}", count, len(dataset))
        run = subprocess.run(["rapper", "-c", "-q", "-i", kind, path], capture_output=True, text=True)
        report.true(f"rapper: reads {name} {run.stderr[:300] if run.returncode else ''}", run.returncode == 0)


def check_counts(report, truth, folder):
    """Oxigraph and Raptor find as many triples in each file."""
    import pyoxigraph

    counts = {}
    for name, kind in (
        ("graph.jsonld", pyoxigraph.RdfFormat.JSON_LD),
        ("graph.ttl", pyoxigraph.RdfFormat.TURTLE),
        ("graph.nq", pyoxigraph.RdfFormat.N_QUADS),
    ):
        counts[name] = sum(1 for _ in pyoxigraph.parse(path=os.path.join(folder, name), format=kind))
    report.same("oxigraph: as many triples in each file", {name: counts["graph.nq"] for name in counts}, counts)
    for name, kind in (("graph.ttl", "turtle"), ("graph.nq", "nquads")):
        run = subprocess.run(["rapper", "-c", "-i", kind, os.path.join(folder, name)], capture_output=True, text=True)
        report.true(f"rapper: {counts[name]} triples in {name} {run.stderr[-200:]}", f" {counts[name]} triples" in run.stderr)


def check_neo4j(report, truth, folder):
    """DuckDB reads the tables; the headers are those of Neo4j's documentation, which no server here can try."""
    import duckdb

    def rows(name):
        path = os.path.join(folder, name).replace("'", "''")
        cursor = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, all_varchar = true, nullstr = '\\0')")
        return [dict(zip(cursor.columns, row)) for row in cursor.fetchall()]

    nodes = {row["id:ID"]: row for row in rows("neo4j-nodes.csv")}
    edges = rows("neo4j-relationships.csv")
    report.same("neo4j: names", {id: n["name"] for id, n in truth.nodes.items()}, {i: r["name"] for i, r in nodes.items()})
    labels = {id: f"Entity;{node['kind']}" for id, node in truth.nodes.items()}
    report.same("neo4j: labels", labels, {id: row[":LABEL"] for id, row in nodes.items()})
    expected = collections.Counter((key[0], key[1], key[2].upper(), key[3], key[4]) for key in truth.edges)
    found = collections.Counter((r[":START_ID"], r[":END_ID"], r[":TYPE"], r["polarity"], r["modality"]) for r in edges)
    report.same("neo4j: relationships", expected, found)


def check_ftm(report, truth, folder):
    from followthemoney import model

    with open(os.path.join(folder, "ftm.jsonl"), encoding="utf-8") as file:
        entities = [model.get_proxy(json.loads(line), cleaned=True) for line in file]
    by_id = {entity.id: entity for entity in entities}
    report.same("ftm: unique ids", len(entities), len(by_id))
    for entity in entities:
        try:
            entity.schema.validate(entity.to_dict())
            problem = None
        except Exception as error:  # what the library refuses is a finding
            problem = str(error)
        report.same(f"ftm: {entity.id} is a valid {entity.schema.name}", None, problem)
        for prop, value in entity.itervalues():
            clean = prop.type.clean(value) if prop.type.name in ("country", "date", "entity") else value
            report.same(f"ftm: {prop.name} of {entity.id}", value, clean)
            if prop.type.name == "entity":
                target = by_id.get(value)
                report.true(f"ftm: {prop.name} of {entity.id} is a {prop.range.name}", target and target.schema.is_a(prop.range))
    links = [entity for entity in entities if entity.schema.edge]
    report.same("ftm: links", len(truth.edges), len(links))
    names = {id: entity.first("name") for id, entity in by_id.items() if id in truth.nodes}
    report.same("ftm: names", {id: node["name"] for id, node in truth.nodes.items()}, names)


def check_plover(report, truth, folder):
    with open(os.path.join(folder, "plover.jsonl"), encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    said = [s for event in truth.events.values() for s in event["statements"] if s.get("ploverType")]
    expected = collections.Counter(s["ploverType"] for s in said)
    report.same("plover: records of each type", expected, collections.Counter(r["event"][0] for r in records))
    report.same("plover: unique ids", len(records), len({record["id"] for record in records}))
    names = {node["name"] for node in truth.nodes.values()}
    actors = {actor["identifier_text"] for r in records for actor in r["source"] + r["recipient"]}
    report.same("plover: actors are of the graph", set(), actors - names)


def check_picture(report, truth, folder):
    tree = ElementTree.parse(os.path.join(folder, "graph.svg"))
    space = "{http://www.w3.org/2000/svg}"
    nodes = [group.findtext(space + "title") for group in tree.iter(space + "g")]
    titles = sorted(one_line(title or "") for title in nodes)
    names = sorted(one_line(node["name"]) for node in truth.nodes.values())
    report.same("svg: nodes", len(names), len(titles))
    missing = [name for name in names if not any(title.startswith(name) for title in titles)]
    report.same("svg: names", [], missing)
    paths = [path for path in tree.iter(space + "path") if path.find(space + "title") is not None]
    report.same("svg: edges", len(truth.edges), len(paths))


def check_queries(report, truth, folder):
    """The README's queries, by Oxigraph: what they answer is what the graph holds."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.load(path=os.path.join(folder, "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    with open(os.path.join(SCHEMA, "..", "README.md"), encoding="utf-8") as file:
        readme = file.read()
    answers = lambda query: {tuple(value and value.value for value in row) for row in store.query(query)}
    accusations = {
        (truth.name(event["agent"]), truth.name(event["object"]), exact(piece))
        for event in truth.events.values()
        if (event["eventType"], event["polarity"]) == ("accused", "affirmed") and "object" in event
        for statement in event["statements"]
        for piece in statement["evidence"]
    }
    (query,) = re.findall(r'store\.query\("""(.*?)"""\)', readme, re.DOTALL)
    report.same("README: who accused whom", accusations, answers(query))
    warnings = {
        (truth.name(event["agent"]), truth.name(event["object"]), day, speaker, exact(piece))
        for event in truth.events.values()
        if (event["eventType"], event["polarity"]) == ("warned", "affirmed") and "object" in event
        for statement in event["statements"]
        for day in [statement.get("time") or truth.articles[statement["derivedFrom"][0]].get("datePublished")]
        if day and "2022-01-01" <= day <= "2022-01-31"
        for speaker in [truth.name(iri) for iri in statement.get("attributedTo", [])] or [None]
        for piece in statement["evidence"]
    }
    (query,) = re.findall(r"```sparql\n(.*?)```", readme, re.DOTALL)
    report.same("README: who warned whom in January 2022, and who says so", warnings, answers(query))


FORMATS = [
    ("gexf", check_gexf),
    ("node-link", check_nodelink),
    ("turtle and n-quads", check_linked),
    ("neo4j", check_neo4j),
    ("followthemoney", check_ftm),
    ("plover", check_plover),
    ("svg", check_picture),
    ("queries", check_queries),
]
