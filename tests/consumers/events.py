#!/usr/bin/env python3
"""Read a graph whose events are nodes (`demarche merge … -f all --as events`) with the programs that plain graphs are
for, and compare what each sees with graph.jsonld, in which events are what they always are.

    python events.py FOLDER...

Needs and exit status: those of check.py."""

import collections
import json
import os
import sys

from report import Report
from tables import read_tables
from truth import Truth, local


def expected(truth):
    """The ids of all nodes, and each (start, part, end) once."""
    nodes, parts = set(truth.nodes), set()
    for iri, event in truth.events.items():
        at = local(iri)
        nodes.add(at)
        parts.add((local(event["agent"]), "agent", at))
        if "object" in event:
            parts.add((at, "object", local(event["object"])))
        for statement in event["statements"]:
            parts |= {(at, "about", local(end)) for end in statement.get("aboutInOrder", [])}
            parts |= {(at, "said_by", local(end)) for end in statement.get("attributedTo", [])}
    return nodes, parts


def readings(folder):
    """What each program sees: name, nodes with their kind, edges."""
    import igraph
    import networkx

    at = lambda name: os.path.join(folder, name)
    of = lambda graph, key: ({id: n["kind"] for id, n in graph.nodes(data=True)}, [(a, e[key], b) for a, b, e in graph.edges(data=True)])
    yield "networkx graphml", *of(networkx.read_graphml(at("graph.graphml"), force_multigraph=True), "interaction")
    yield "networkx gexf", *of(networkx.MultiDiGraph(networkx.read_gexf(at("graph.gexf"))), "predicate")
    with open(at("graph.json"), encoding="utf-8") as file:
        yield "networkx node-link", *of(networkx.node_link_graph(json.load(file), edges="edges"), "predicate")
    graph = igraph.Graph.Read_GraphML(at("graph.graphml"))
    if graph.vcount():
        ids = graph.vs["id"]
        edges = [(ids[e.source], e["interaction"], ids[e.target]) for e in graph.es]
        yield "igraph graphml", dict(zip(ids, graph.vs["kind"])), edges
    tables = read_tables(folder)
    nodes, edges = ([dict(zip(t[0], row)) for row in t[1:]] for t in tables.values())
    yield "csv", {n["Id"]: n["EntityType"] for n in nodes}, [(e["Source"], e["Predicate"], e["Target"]) for e in edges]
    import pyarrow.parquet

    nodes, edges = (pyarrow.parquet.read_table(at(f"{name}.parquet")).to_pylist() for name in ("nodes", "edges"))
    yield "pyarrow", {n["id"]: n["kind"] for n in nodes}, [(e["source"], e["predicate"], e["target"]) for e in edges]


def main():
    failed = 0
    for folder in sys.argv[1:]:
        report, truth = Report(), Truth(os.path.join(folder, "graph.jsonld"))
        nodes, parts = expected(truth)
        events = {local(iri) for iri in truth.events}
        for who, kinds, edges in readings(folder):
            report.same(f"{who}: nodes", nodes, set(kinds))
            report.same(f"{who}: events", events, {id for id, kind in kinds.items() if kind == "Event"})
            report.same(f"{who}: parts", collections.Counter(parts), collections.Counter(edges))
        print(f"{folder}: {len(events)} events as nodes; {report.passed} passed, {len(report.failures)} failed", flush=True)
        failed += len(report.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
