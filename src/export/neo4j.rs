//! `neo4j-nodes.csv`, `neo4j-relationships.csv` and `neo4j-import.txt`: tables with the headers that Neo4j's importer
//! and `apoc.import.csv` read, and the commands that do so. A node's label is its kind; a relationship's type is its
//! predicate in capitals. Lists are parted by semicolons, which within a value become commas.

use super::days::is_day;
use super::fields::{EDGE, Field, Type, Value, node_fields};
use super::{Options, OutputFile};
use crate::graph::{KnowledgeGraph, Node};
use csv::WriterBuilder;
use std::io::{self, Write};

/// The table of entities.
pub(super) const NODES: OutputFile =
    OutputFile { name: "neo4j-nodes.csv", media_type: "text/csv", writer: nodes, plain: true };
/// The table of edges.
pub(super) const RELATIONSHIPS: OutputFile =
    OutputFile { name: "neo4j-relationships.csv", media_type: "text/csv", writer: relationships, plain: true };
/// How to import them.
pub(super) const COMMANDS: OutputFile =
    OutputFile { name: "neo4j-import.txt", media_type: "text/plain", writer: commands, plain: true };

/// `firstDate:date` of `first_date`; Neo4j's names are in camel case.
fn header<F>(field: &Field<F>) -> String {
    let mut name = String::new();
    for (index, word) in field.name.split('_').enumerate() {
        let first = word.chars().next().filter(|_| index > 0).map(|c| c.to_ascii_uppercase());
        name.extend(first);
        name.push_str(if first.is_some() { word.get(1..).unwrap_or_default() } else { word });
    }
    let kind = match field.kind {
        Type::Text => "",
        Type::Texts => ":string[]",
        Type::Integer => ":int",
        Type::Share => ":double",
        Type::Boolean => ":boolean",
        Type::Date => ":date",
    };
    name + kind
}

/// What stands in a cell; an empty one is no value to Neo4j.
fn cell(kind: Type, value: Value<'_>) -> String {
    match value {
        Value::Texts(all) => all.iter().map(|text| text.replace(';', ",")).collect::<Vec<_>>().join(";"),
        Value::Text(day) if kind == Type::Date && !is_day(&day) => String::new(),
        value => value.cell(";").unwrap_or_default().into_owned(),
    }
}

/// Fields that are columns of their own: the others are in Neo4j's label or type.
fn is_property(name: &str) -> bool {
    !matches!(name, "label" | "kind")
}

fn label(node: &Node) -> String {
    let entity = if node.event.is_some() { "" } else { "Entity;" };
    [entity, node.kind_name()].concat()
}

fn nodes(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().from_writer(out);
    let properties = || node_fields(graph).filter(|field| is_property(field.name));
    let columns = ["id:ID", "name", ":LABEL"].map(str::to_owned);
    table.write_record(columns.into_iter().chain(properties().map(header)))?;
    for node in graph.nodes() {
        let own = [node.id.clone(), node.name.clone(), label(node)];
        table.write_record(own.into_iter().chain(properties().map(|f| cell(f.kind, (f.of)(graph, node)))))?;
    }
    table.flush()
}

fn relationships(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().from_writer(out);
    let properties = || EDGE.iter().filter(|field| is_property(field.name));
    let columns = [":START_ID", ":END_ID", ":TYPE", "id"].map(str::to_owned);
    table.write_record(columns.into_iter().chain(properties().map(header)))?;
    for view in graph.edges() {
        let kind = view.edge.predicate.to_ascii_uppercase();
        let own = [view.source.id.clone(), view.target.id.clone(), kind, view.edge.id.clone()];
        table.write_record(own.into_iter().chain(properties().map(|f| cell(f.kind, (f.of)(graph, &view)))))?;
    }
    table.flush()
}

fn commands(_: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"// Into a new database (Neo4j 5 or newer; the server must not have it open):\n\
          //\n\
          //   neo4j-admin database import full --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv neo4j\n\
          //\n\
          // Into a running one with the APOC plugin, the two tables in its import folder and\n\
          // apoc.import.file.enabled=true:\n\
          //\n\
          //   CALL apoc.import.csv(\n\
          //     [{fileName: 'file:/neo4j-nodes.csv', labels: []}],\n\
          //     [{fileName: 'file:/neo4j-relationships.csv', type: null}],\n\
          //     {stringIds: true});\n\
          //\n\
          // Then: who accused whom, and the sentence that says so.\n\
          //\n\
          //   MATCH (a)-[r:ACCUSED {polarity: 'affirmed'}]->(b) RETURN a.name, b.name, r.evidence;\n",
    )
}
