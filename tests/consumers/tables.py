"""The tables, by Python's csv module and pandas, and by the rules that Gephi's reader follows."""

import csv
import os


def safe(text):
    """The cell that a text stands in: no backslash, no formula."""
    text = (text or "").replace("\\", "/")
    return "'" + text if text[:1] in tuple("=+-@\t\r＝＋－＠") and text else text


def check_csv(report, truth, folder):
    for name, rows in read_tables(folder).items():
        header = [column.lower() for column in rows[0]]
        report.same(f"{name}: no ragged row", [], [row for row in rows if len(row) != len(header)])
        report.same(f"{name}: columns are unique", len(header), len(set(header)))
        report.same(
            f"{name}: no column that Gephi takes for time",
            [],
            [c for c in header if "interval" in c or "timestamp" in c],
        )
        risky = [value for row in rows for value in row if "\\" in value or value[:1] in tuple("=+-@\t\r") and value]
        report.same(f"{name}: no formula, no backslash", [], risky)
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        report.true(
            f"{name}: no byte order mark, CRLF", not data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
        )
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
    report.same(
        f"{who}: nodes",
        expected,
        {row["Id"]: tuple(row[column] for column in columns) + (row["Aliases"] != "",) for row in nodes},
    )
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
