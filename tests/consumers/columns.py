"""The Parquet tables, by pyarrow and DuckDB, and loaded into Ladybug (the graph database that was Kuzu)."""

import collections
import os
import tempfile

from networks import check_attributes
from truth import exact

TABLES = ("nodes", "edges", "evidence")


def check_parquet(report, truth, folder):
    import duckdb
    import pyarrow.parquet

    joined = lambda row: {k: " | ".join(v) if isinstance(v, list) else str(v) if is_day(v) else v for k, v in row.items()}
    read = {name: pyarrow.parquet.read_table(os.path.join(folder, f"{name}.parquet")) for name in TABLES}
    nodes = {row["id"]: joined(row) for row in read["nodes"].to_pylist()}
    edges = [
        (row["source"], row["target"], {**joined(row), "interaction": row["predicate"], "weight": row["statements"]})
        for row in read["edges"].to_pylist()
    ]

    class Typed:
        """Rules are in the table of evidence, and dates that are no days are left out."""

        nodes = truth.nodes
        edges = {
            key: {**edge, "rules": set(), "first_date": day(edge["first_date"]), "last_date": day(edge["last_date"])}
            for key, edge in truth.edges.items()
        }

    check_attributes(report, "pyarrow", Typed, nodes, edges)
    said = collections.Counter(
        (event["id"].split(":", 1)[1], s["derivedFrom"][0], s["rule"], round(s["confidence"], 2), exact(piece))
        for event in truth.events.values()
        for s in event["statements"]
        for piece in s["evidence"]
    )
    iri = {article["identifier"]: iri for iri, article in truth.articles.items()}
    found = collections.Counter(
        (row["relation"], iri[row["article"]], row["rule"], round(row["confidence"], 2), row["sentence"])
        for row in read["evidence"].to_pylist()
    )
    report.same("pyarrow: evidence", said, found)
    for name in TABLES:
        path = os.path.join(folder, f"{name}.parquet").replace("'", "''")
        counted = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0]
        report.same(f"duckdb: rows of {name}.parquet", read[name].num_rows, counted)


def is_day(value):
    return hasattr(value, "isoformat")


def day(text):
    """A date as it stands in a column of days."""
    import datetime

    try:
        return datetime.date.fromisoformat(text or "").isoformat() if len(text or "") == 10 else None
    except ValueError:
        return None


def check_ladybug(report, truth, folder):
    import ladybug
    import pyarrow.parquet

    kinds = {"string": "STRING", "int64": "INT64", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE"}
    of = lambda field: "STRING[]" if str(field.type).startswith("list") else kinds[str(field.type)]
    columns = lambda name: [(f.name, of(f)) for f in pyarrow.parquet.read_schema(os.path.join(folder, f"{name}.parquet"))]
    write = lambda fields: ", ".join(f"`{name}` {kind}" for name, kind in fields)
    path = lambda name: os.path.join(folder, f"{name}.parquet").replace('"', '\\"')
    with tempfile.TemporaryDirectory() as place:
        connection = ladybug.Connection(ladybug.Database(os.path.join(place, "graph")))
        connection.execute(f"CREATE NODE TABLE Entity({write(columns('nodes'))}, PRIMARY KEY (id))")
        connection.execute(f"CREATE REL TABLE Does(FROM Entity TO Entity, {write(columns('edges')[2:])})")
        connection.execute(f'COPY Entity FROM "{path("nodes")}"')
        connection.execute(f'COPY Does FROM "{path("edges")}"')
        count = lambda query: connection.execute(query).get_next()[0]
        report.same("ladybug: nodes", len(truth.nodes), count("MATCH (a:Entity) RETURN count(*)"))
        report.same("ladybug: edges", len(truth.edges), count("MATCH ()-[r:Does]->() RETURN count(*)"))
        rows = connection.execute("MATCH (a:Entity)-[r:Does]->(b:Entity) RETURN a.id, r.predicate, b.id, r.polarity, r.modality")
        found = collections.Counter()
        while rows.has_next():
            found[tuple(rows.get_next())] += 1
        expected = collections.Counter((key[0], key[2], key[1], key[3], key[4]) for key in truth.edges)
        report.same("ladybug: who does what to whom", expected, found)


COLUMNS = [("parquet", check_parquet), ("ladybug", check_ladybug)]
