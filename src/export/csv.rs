//! `nodes.csv` and `edges.csv`: RFC 4180, UTF-8, with the columns that Gephi looks for.
//!
//! `Kind` holds what an edge says, so that Gephi, which adds up edges equal in source, target and kind, keeps apart what
//! is not the same. No cell is a formula to a spreadsheet, and none holds a backslash, which Gephi's reader takes for an
//! escape and other readers do not.

use super::fields::{Field, OfNode, decimal, event_fields};
use super::{Options, OutputFile, SEPARATOR, clearest, edge_blocks, edge_kind, joined, names, offices, other_names};
use crate::graph::{EdgeView, KnowledgeGraph};
use csv::{ByteRecord, Terminator, WriterBuilder};
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
    if text.is_empty() {
        return Cow::Borrowed(text);
    }
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
        let mut row = ByteRecord::with_capacity(1 << 10, EDGE_COLUMNS.len());
        for view in views {
            row.clear();
            edge_row(graph, view, |cell| row.push_field(cell.as_bytes()));
            // Of the crate's ways to write a row this is the fast one.
            table.write_byte_record(&row)?;
        }
        table.flush()
    })
}

/// Gives the cells of an edge's row to `cell`.
fn edge_row(graph: &KnowledgeGraph, view: &EdgeView<'_>, mut cell: impl FnMut(&str)) {
    let edge = view.edge;
    let mut digits = [itoa::Buffer::new(), itoa::Buffer::new()];
    let [statements, documents] = &mut digits;
    let statements = statements.format(edge.statements);
    cell(&edge.id);
    cell(&view.source.id);
    cell(&view.target.id);
    cell("Directed");
    cell(&edge_kind(edge));
    cell(&safe(&edge.label()));
    cell(&[statements, ".0"].concat());
    cell(&safe(&view.source.name));
    cell(&safe(&view.target.name));
    cell(&edge.predicate);
    cell(edge.polarity.as_str());
    cell(edge.modality.as_str());
    cell(edge.slot.as_str());
    cell(if view.relation.key.symmetric { "true" } else { "false" });
    cell(&view.relation.id);
    cell(statements);
    cell(documents.format(edge.documents));
    cell(edge.first.as_deref().unwrap_or_default());
    cell(edge.last.as_deref().unwrap_or_default());
    cell(&safe(&names(graph, &edge.said_by)));
    cell(&safe(&names(graph, &edge.about)));
    cell(&safe(edge.plover.as_deref().unwrap_or_default()));
    cell(&safe(edge.cameo.as_deref().unwrap_or_default()));
    cell(&safe(edge.role.as_deref().unwrap_or_default()));
    cell(decimal(edge.confidence));
    cell(&safe(&joined(&edge.rules)));
    cell(&safe(&clearest(view)));
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
