//! `nodes.csv` and `edges.csv`: RFC 4180, UTF-8, with the columns that Gephi looks for.
//!
//! `Kind` holds what an edge says, so that Gephi, which adds up edges equal in source, target and kind, keeps apart what
//! is not the same. No cell is a formula to a spreadsheet, and none holds a backslash, which Gephi's reader takes for an
//! escape and other readers do not.

use super::{Options, OutputFile, SEPARATOR, clearest, edge_kind, names, offices, other_names};
use crate::graph::KnowledgeGraph;
use csv::{Terminator, WriterBuilder};
use std::io::{self, Write};

/// The table of entities.
pub(super) const NODES: OutputFile = OutputFile { name: "nodes.csv", media_type: "text/csv", writer: nodes };
/// The table of edges.
pub(super) const EDGES: OutputFile = OutputFile { name: "edges.csv", media_type: "text/csv", writer: edges };

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
fn safe(text: &str) -> String {
    let plain = text.replace('\\', "/");
    if plain.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{plain}")
    } else {
        plain
    }
}

fn nodes(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(NODE_COLUMNS)?;
    for node in graph.nodes() {
        table.write_record([
            node.id.clone(),
            safe(&node.name),
            node.kind.as_str().to_owned(),
            node.iso3.clone().unwrap_or_default(),
            node.country.clone().unwrap_or_default(),
            node.wikidata.clone().unwrap_or_default(),
            safe(&other_names(node)),
            safe(&offices(graph, node)),
            node.documents.to_string(),
            node.mentions.to_string(),
        ])?;
    }
    table.flush()
}

fn edges(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(EDGE_COLUMNS)?;
    for view in graph.edges() {
        let edge = view.edge;
        table.write_record([
            edge.id.clone(),
            view.source.id.clone(),
            view.target.id.clone(),
            "Directed".to_owned(),
            edge_kind(edge),
            safe(&edge.label()),
            format!("{:.1}", edge.statements as f64),
            safe(&view.source.name),
            safe(&view.target.name),
            edge.predicate.clone(),
            edge.polarity.as_str().to_owned(),
            edge.modality.as_str().to_owned(),
            edge.slot.as_str().to_owned(),
            view.relation.key.symmetric.to_string(),
            view.relation.id.clone(),
            edge.statements.to_string(),
            edge.documents.to_string(),
            edge.first.clone().unwrap_or_default(),
            edge.last.clone().unwrap_or_default(),
            safe(&names(graph, &edge.said_by)),
            safe(&names(graph, &edge.about)),
            safe(edge.plover.as_deref().unwrap_or_default()),
            safe(edge.cameo.as_deref().unwrap_or_default()),
            safe(edge.role.as_deref().unwrap_or_default()),
            format!("{:.2}", f64::from(edge.confidence) / 100.0),
            safe(&edge.rules.join(SEPARATOR)),
            safe(&clearest(&view)),
        ])?;
    }
    table.flush()
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
