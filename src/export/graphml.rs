//! `graph.graphml`: GraphML 1.1 with typed keys.
//!
//! Only the six types of the schema, separate keys for nodes and edges, no element for an absent value, every edge with
//! an id: what NetworkX, igraph, Cytoscape and JGraphT all accept. `name` and `interaction` are what Cytoscape looks for;
//! `label`, `size`, `weight`, `r`, `g` and `b` what Gephi does. Gephi sums up parallel edges of GraphML; its format is CSV.

use super::fields::{Type, decimal, event_fields};
use super::xml::escape;
use super::{Options, OutputFile, SEPARATOR, blocks, clearest, edge_rows, joined, kinds, names, offices, other_names};
use crate::graph::{EdgeView, KnowledgeGraph, Node};
use petgraph::graph::NodeIndex;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.graphml", media_type: "application/graphml+xml", writer: write, plain: true };

const NODE_KEYS: [(&str, &str); 15] = [
    ("label", "string"),
    ("name", "string"),
    ("kind", "string"),
    ("iso3", "string"),
    ("country", "string"),
    ("wikidata", "string"),
    ("aliases", "string"),
    ("offices", "string"),
    ("documents", "int"),
    ("mentions", "int"),
    ("degree", "int"),
    ("size", "float"),
    ("r", "int"),
    ("g", "int"),
    ("b", "int"),
];

const EDGE_KEYS: [(&str, &str); 20] = [
    ("label", "string"),
    ("interaction", "string"),
    ("relation", "string"),
    ("slot", "string"),
    ("polarity", "string"),
    ("modality", "string"),
    ("symmetric", "boolean"),
    ("weight", "double"),
    ("statements", "int"),
    ("documents", "int"),
    ("first_date", "string"),
    ("last_date", "string"),
    ("said_by", "string"),
    ("about", "string"),
    ("plover", "string"),
    ("cameo", "string"),
    ("role", "string"),
    ("confidence", "double"),
    ("rules", "string"),
    ("evidence", "string"),
];

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
          <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
          xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
          xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
          http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd\">\n",
    )?;
    let events = event_fields(graph).map(|field| (field.name, key_type(field.kind)));
    keys(out, "node", NODE_KEYS.into_iter().chain(events))?;
    keys(out, "edge", EDGE_KEYS.into_iter())?;
    out.write_all(b" <graph id=\"demarche\" edgedefault=\"directed\">\n")?;
    let degrees = degrees(graph);
    blocks::rows(graph.nodes().len(), out, |number, block| {
        let node = graph.petgraph().node_weight(NodeIndex::new(number));
        node.zip(degrees.get(number)).map_or(Ok(()), |(node, &degree)| write_node(block, graph, node, degree))
    })?;
    edge_rows(graph, out, |view, block| write_edge(block, graph, view))?;
    out.write_all(b" </graph>\n</graphml>\n")
}

/// Key ids carry the first letter of what they are for, since ids are unique in the file and names are not.
fn keys<'a>(out: &mut dyn Write, of: &str, mut keys: impl Iterator<Item = (&'a str, &'a str)>) -> io::Result<()> {
    let letter = of.get(..1).unwrap_or_default();
    keys.try_for_each(|(name, kind)| {
        writeln!(out, " <key id=\"{letter}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
    })
}

fn key_type(kind: Type) -> &'static str {
    match kind {
        Type::Text | Type::Texts | Type::Date => "string",
        Type::Integer => "int",
        Type::Share => "double",
        Type::Boolean => "boolean",
    }
}

/// Puts `parts` to the end of `out`.
fn put(out: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

/// Writes `<data>` unless there is no value.
fn data(out: &mut Vec<u8>, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    put(out, &["   <data key=\"", key, "\">"]);
    escape(out, value)?;
    put(out, &["</data>\n"]);
    Ok(())
}

/// Writes `<data>` with a value that needs no escaping, unless there is none.
fn plain(out: &mut Vec<u8>, key: &str, value: &str) {
    if !value.is_empty() {
        put(out, &["   <data key=\"", key, "\">", value, "</data>\n"]);
    }
}

/// How many edges each node has.
fn degrees(graph: &KnowledgeGraph) -> Vec<usize> {
    let mut degrees = vec![0; graph.nodes().len()];
    for edge in graph.petgraph().raw_edges() {
        for end in [edge.source(), edge.target()] {
            degrees[end.index()] += 1;
        }
    }
    degrees
}

fn write_node(out: &mut Vec<u8>, graph: &KnowledgeGraph, node: &Node, degree: usize) -> io::Result<()> {
    writeln!(out, "  <node id=\"{}\">", node.id)?;
    data(out, "n_label", &node.name)?;
    data(out, "n_name", &node.name)?;
    data(out, "n_kind", node.kind_name())?;
    data(out, "n_iso3", node.iso3.as_deref().unwrap_or_default())?;
    data(out, "n_country", node.country.as_deref().unwrap_or_default())?;
    data(out, "n_wikidata", node.wikidata.as_deref().unwrap_or_default())?;
    data(out, "n_aliases", &other_names(node))?;
    data(out, "n_offices", &offices(graph, node))?;
    data(out, "n_documents", &node.documents.to_string())?;
    data(out, "n_mentions", &node.mentions.to_string())?;
    data(out, "n_degree", &degree.to_string())?;
    data(out, "n_size", &format!("{:.1}", 10.0 + 4.0 * (degree as f64).sqrt()))?;
    let kinds::Color(channels) = kinds::color_of(node);
    for (key, channel) in ["n_r", "n_g", "n_b"].into_iter().zip(channels) {
        data(out, key, &channel.to_string())?;
    }
    for field in event_fields(graph).filter(|_| node.event.is_some()) {
        let value = (field.of)(graph, node);
        data(out, &["n_", field.name].concat(), &value.cell(SEPARATOR).unwrap_or_default())?;
    }
    out.write_all(b"  </node>\n")
}

fn write_edge(out: &mut Vec<u8>, graph: &KnowledgeGraph, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    let ends = [&edge.id, "\" source=\"", &view.source.id, "\" target=\"", &view.target.id];
    put(out, &["  <edge id=\""]);
    put(out, &ends);
    put(out, &["\">\n"]);
    data(out, "e_label", &edge.label())?;
    plain(out, "e_interaction", &edge.predicate);
    plain(out, "e_relation", &view.relation.id);
    plain(out, "e_slot", edge.slot.as_str());
    plain(out, "e_polarity", edge.polarity.as_str());
    plain(out, "e_modality", edge.modality.as_str());
    plain(out, "e_symmetric", if view.relation.key.symmetric { "true" } else { "false" });
    let mut digits = itoa::Buffer::new();
    let statements = digits.format(edge.statements);
    put(out, &["   <data key=\"e_weight\">", statements, ".0</data>\n"]);
    plain(out, "e_statements", statements);
    plain(out, "e_documents", digits.format(edge.documents));
    data(out, "e_first_date", edge.first.as_deref().unwrap_or_default())?;
    data(out, "e_last_date", edge.last.as_deref().unwrap_or_default())?;
    data(out, "e_said_by", &names(graph, &edge.said_by))?;
    data(out, "e_about", &names(graph, &edge.about))?;
    data(out, "e_plover", edge.plover.as_deref().unwrap_or_default())?;
    data(out, "e_cameo", edge.cameo.as_deref().unwrap_or_default())?;
    data(out, "e_role", edge.role.as_deref().unwrap_or_default())?;
    plain(out, "e_confidence", decimal(edge.confidence));
    data(out, "e_rules", &joined(&edge.rules))?;
    data(out, "e_evidence", &clearest(view))?;
    put(out, &["  </edge>\n"]);
    Ok(())
}
