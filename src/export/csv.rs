//! `nodes.csv` and `edges.csv`: RFC 4180, UTF-8, with the columns that Gephi looks for.
//!
//! `Kind` holds what an edge says, so that Gephi, which adds up edges equal in source, target and kind, keeps apart what
//! is not the same. No cell is a formula to a spreadsheet, and none holds a backslash, which Gephi's reader takes for an
//! escape and other readers do not.

use super::fields::{Field, OfNode, decimal, event_fields};
use super::{Options, OutputFile, SEPARATOR, clearest, edge_blocks, edge_kind, joined, names, offices, other_names};
use crate::graph::{EdgeView, KnowledgeGraph};
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};

/// The table of entities.
pub(super) const NODES: OutputFile =
    OutputFile { name: "nodes.csv", media_type: "text/csv", writer: nodes, plain: true };
/// The table of edges.
pub(super) const EDGES: OutputFile =
    OutputFile { name: "edges.csv", media_type: "text/csv", writer: edges, plain: true };

const NODE_COLUMNS: [&str; 10] =
    ["Id", "Label", "EntityType", "Iso3", "Country", "Wikidata", "Aliases", "Offices", "Documents", "Mentions"];

const EDGE_COLUMNS: [&str; 27] = [
    "Id",
    "Source",
    "Target",
    "Type",
    "Kind",
    "Label",
    "Weight",
    "SourceName",
    "TargetName",
    "Predicate",
    "Polarity",
    "Modality",
    "Slot",
    "Symmetric",
    "Relation",
    "Statements",
    "Documents",
    "FirstDate",
    "LastDate",
    "SaidBy",
    "About",
    "Plover",
    "Cameo",
    "Role",
    "Confidence",
    "Rules",
    "Evidence",
];

/// A cell that no reader takes for more than text.
fn safe(text: &str) -> Cow<'_, str> {
    let plain = if text.contains('\\') { Cow::Owned(text.replace('\\', "/")) } else { Cow::Borrowed(text) };
    if plain.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        return format!("'{plain}").into();
    }
    plain
}

/// `word` with a capital letter.
fn capital(word: &str) -> String {
    word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)).collect()
}

/// A writer of rows to `out`, as all tables here are written.
fn table<W: Write>(out: W) -> csv::Writer<W> {
    WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(1 << 16).from_writer(out)
}

fn nodes(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(out);
    let column = |field: &Field<OfNode>| field.name.split('_').map(capital).collect::<String>();
    table.write_record(NODE_COLUMNS.into_iter().map(str::to_owned).chain(event_fields(graph).map(column)))?;
    for node in graph.nodes() {
        let (others, held) = (other_names(node), offices(graph, node));
        let (documents, mentions) = (node.documents.to_string(), node.mentions.to_string());
        let (name, others, held) = (safe(&node.name), safe(&others), safe(&held));
        let own: [&str; 10] = [
            &node.id,
            &name,
            node.kind_name(),
            node.iso3.as_deref().unwrap_or_default(),
            node.country.as_deref().unwrap_or_default(),
            node.wikidata.as_deref().unwrap_or_default(),
            &others,
            &held,
            &documents,
            &mentions,
        ];
        own.into_iter().try_for_each(|cell| table.write_field(cell))?;
        for field in event_fields(graph) {
            let value = (field.of)(graph, node);
            table.write_field(&*safe(&value.cell(SEPARATOR).unwrap_or_default()))?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

fn edges(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    table(&mut *out).write_record(EDGE_COLUMNS)?;
    edge_blocks(graph, out, |views, block| {
        let mut table = table(block);
        views.iter().try_for_each(|view| write_edge(&mut table, graph, view))?;
        table.flush()
    })
}

fn write_edge<W: Write>(table: &mut csv::Writer<W>, graph: &KnowledgeGraph, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    let mut digits = [itoa::Buffer::new(), itoa::Buffer::new()];
    let [statements, documents] = &mut digits;
    let statements = statements.format(edge.statements);
    table.write_record::<[&str; 27], _>([
        &edge.id,
        &view.source.id,
        &view.target.id,
        "Directed",
        &edge_kind(edge),
        &safe(&edge.label()),
        &[statements, ".0"].concat(),
        &safe(&view.source.name),
        &safe(&view.target.name),
        &edge.predicate,
        edge.polarity.as_str(),
        edge.modality.as_str(),
        edge.slot.as_str(),
        if view.relation.key.symmetric { "true" } else { "false" },
        &view.relation.id,
        statements,
        documents.format(edge.documents),
        edge.first.as_deref().unwrap_or_default(),
        edge.last.as_deref().unwrap_or_default(),
        &safe(&names(graph, &edge.said_by)),
        &safe(&names(graph, &edge.about)),
        &safe(edge.plover.as_deref().unwrap_or_default()),
        &safe(edge.cameo.as_deref().unwrap_or_default()),
        &safe(edge.role.as_deref().unwrap_or_default()),
        decimal(edge.confidence),
        &safe(&joined(&edge.rules)),
        &safe(&clearest(view)),
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_cell_is_a_formula_or_an_escape() {
        for (text, cell) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("a\\\"b", "a/\"b"), ("a=b", "a=b"), ("-3", "'-3")] {
            assert_eq!(safe(text), cell);
        }
    }
}
