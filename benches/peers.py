"""How long other programs take to write the graph that the benchmark `exports` has just written. It is started by that
benchmark (`--peers PYTHON`); the Python needs networkx, lxml, igraph and pyoxigraph.

    python peers.py FORMAT FOLDER

FOLDER holds our own files of the same graph. For graphml, gexf and csv the peers write it twice: with the five strings
of each edge (predicate, date, polarity, modality, sentence), and with all that our file tells of it. For jsonld and
nquads they write the triples of our file. Each line of the answer is a peer with its seconds, those of the processor
and those of the clock."""

import csv
import gc
import itertools
import os
import sys
import time

FIVE = ["Predicate", "FirstDate", "Polarity", "Modality", "Evidence"]
# What edges.csv has and graphml and gexf do not: the ends and their names are not attributes there.
ENDS = ["Id", "Source", "Target", "Type", "Kind", "SourceName", "TargetName"]
TRIPLES = 500_000


class Clock:
    """Seconds since the start, those of the processor and those of the clock."""

    def __enter__(self):
        gc.collect()
        gc.disable()
        self.processor, self.clock = -time.process_time(), -time.perf_counter()
        return self

    def __exit__(self, *_):
        self.processor += time.process_time()
        self.clock += time.perf_counter()
        gc.enable()


def say(peer, *clocks):
    print(peer, sum(c.processor for c in clocks), sum(c.clock for c in clocks), sep="\t", flush=True)


def table(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        return header, list(rows)


def columns(header, name):
    if name == "five":
        return [header.index(column) for column in FIVE]
    return [at for at, column in enumerate(header) if column not in ENDS]


def graphml(folder, out):
    import igraph
    import networkx

    (_, nodes), (header, edges) = table(folder, "nodes.csv"), table(folder, "edges.csv")
    place = {node[0]: number for number, node in enumerate(nodes)}
    source, target = header.index("Source"), header.index("Target")
    for what in ("five", "all"):
        graph = igraph.Graph(n=len(nodes), edges=[(place[e[source]], place[e[target]]) for e in edges], directed=True)
        graph.vs["name"], graph.vs["type"] = [n[1] for n in nodes], [n[2] for n in nodes]
        for at in columns(header, what):
            graph.es[header[at]] = [edge[at] for edge in edges]
        with Clock() as clock:
            graph.write_graphml(out)
        say(f"igraph, {what}", clock)
    del graph
    graph = networkx_graph(nodes, header, edges, "five")
    with Clock() as clock:
        networkx.write_graphml_lxml(graph, out)
    say("networkx, five", clock)


def networkx_graph(nodes, header, edges, what):
    import networkx

    source, target = header.index("Source"), header.index("Target")
    graph = networkx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node[0], name=node[1], type=node[2])
    chosen = columns(header, what)
    for edge in edges:
        graph.add_edge(edge[source], edge[target], **{header[at]: edge[at] for at in chosen})
    return graph


def gexf(folder, out):
    import networkx

    (_, nodes), (header, edges) = table(folder, "nodes.csv"), table(folder, "edges.csv")
    graph = networkx_graph(nodes, header, edges, "five")
    with Clock() as clock:
        networkx.write_gexf(graph, out)
    say("networkx, five", clock)


def csv_module(folder, out):
    header, edges = table(folder, "edges.csv")
    for what in ("five", "all"):
        chosen = range(len(header))
        if what == "five":
            chosen = [header.index(column) for column in ["Source", "Target"] + FIVE]
        rows = [[edge[at] for at in chosen] for edge in edges]
        with Clock() as clock, open(out, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        say(f"csv of Python, {what}", clock)


def triples(folder, out, kind):
    """Twice: as a script does it, each subject and object made of a string when its turn comes; and with all triples
    made before the clock starts, which is the serializer alone."""
    import pyoxigraph as ox

    text = ox.Literal("").datatype

    def parts(quad):
        subject, other = quad.subject, quad.object
        kind_of = getattr(other, "datatype", text)
        return type(subject), subject.value, quad.predicate, type(other), other.value, None if kind_of == text else kind_of

    def made(rows):
        for node, subject, predicate, value_of, value, kind_of in rows:
            value = value_of(value, datatype=kind_of) if kind_of else value_of(value)
            yield ox.Quad(node(subject), predicate, value)

    quads = ox.parse(path=os.path.join(folder, "graph.nq"), format=ox.RdfFormat.N_QUADS)
    script, serializer = [], []
    while ready := list(itertools.islice(quads, TRIPLES)):
        with Clock() as clock:
            ox.serialize(ready, out, format=kind)
        serializer.append(clock)
        rows = [parts(quad) for quad in ready]
        del ready
        with Clock() as clock:
            ox.serialize(made(rows), out, format=kind)
        script.append(clock)
    say("pyoxigraph, the same triples", *script)
    say("pyoxigraph, all in memory", *serializer)


def main(name, folder):
    out = os.path.join(folder, "peer")
    if name == "graphml":
        graphml(folder, out)
    elif name == "gexf":
        gexf(folder, out)
    elif name == "csv":
        csv_module(folder, out)
    elif name in ("jsonld", "nquads"):
        import pyoxigraph

        triples(folder, out, pyoxigraph.RdfFormat.JSON_LD if name == "jsonld" else pyoxigraph.RdfFormat.N_QUADS)
    if os.path.exists(out):
        os.remove(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
