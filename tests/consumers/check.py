#!/usr/bin/env python3
"""Read exported graphs with the programs that they are meant for, and compare what each sees with what the graph holds.

    python check.py FOLDER... [--extractions FILE.jsonl | --large]

A FOLDER holds what `demarche build -f all` writes. What the graph holds is worked out from
graph.jsonld read as plain JSON: nodes from their occurrences, edges and their sums from the single statements, by the
rules of the format and not by the program's own sums. With --extractions, the statements themselves are compared with
the extractions that the graph (the one FOLDER) was built from, and those with schema/extraction.schema.json. With --large,
only those programs are run that stand a graph of many thousand edges, and the triples are counted, not compared.

Needs: pip install -r requirements.txt; npm install of package.json, and NODE_PATH set to its node_modules; Graphviz (sfdp, gc),
xmllint, rapper, Node, Java's compiler, and libjgrapht-java for the schemas.
Exit status: 0 all agree, 1 something does not (each disagreement is a line), 2 a program is missing.
"""

import argparse
import os
import shutil
import sys

from columns import COLUMNS
from contract import check_extractions
from elsewhere import ELSEWHERE
from formats import FORMATS, check_counts
from networks import GRAPHML_JAR, check_graphml_schema, check_graphviz, check_igraph, check_networkx
from report import Report, shorten
from tables import check_csv, check_pandas
from triples import check_rdf, check_shacl
from truth import Truth, check_sums, one_line

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
    *FORMATS,
    *COLUMNS,
    *ELSEWHERE,
]

# What reads a graph of a hundred thousand edges in minutes, and by what it was written.
LARGE = {"sums", "graphml schema", "networkx", "igraph", "csv", "pandas", "gexf", "node-link", "neo4j", "parquet", "ladybug"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--extractions", metavar="FILE.jsonl")
    parser.add_argument("--large", action="store_true")
    arguments = parser.parse_args()
    missing = [tool for tool in ("sfdp", "dot", "gc", "xmllint", "rapper", "node", "java") if not shutil.which(tool)]
    missing += [] if os.path.exists(GRAPHML_JAR) else [GRAPHML_JAR]
    if missing:
        print(f"missing: {', '.join(missing)}; apt-get install graphviz libxml2-utils libjgrapht-java raptor2-utils nodejs default-jdk-headless", file=sys.stderr)
        return 2
    failed = 0
    for folder in arguments.folders:
        report = Report()
        truth = Truth(os.path.join(folder, "graph.jsonld"))
        checks = [check for check in CHECKS if not arguments.large or check[0] in LARGE]
        if arguments.large:
            checks.append(("triples", check_counts))
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
