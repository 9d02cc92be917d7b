//! `graph.graphml`: GraphML 1.1 with typed keys.
//!
//! Only the six types of the schema, separate keys for nodes and edges, no element for an absent value, every edge with
//! an id: what NetworkX, igraph, Cytoscape and JGraphT all accept. `name` and `interaction` are what Cytoscape looks for;
//! `label`, `size`, `weight`, `r`, `g` and `b` what Gephi does. Gephi sums up parallel edges of GraphML; its format is CSV.

use super::xml::escape;
use super::{Options, OutputFile, SEPARATOR, clearest, kinds, names, offices, other_names};
use crate::graph::{EdgeView, KnowledgeGraph, Node};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.graphml", media_type: "application/graphml+xml", writer: write };

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
    keys(out, "node", &NODE_KEYS)?;
    keys(out, "edge", &EDGE_KEYS)?;
    out.write_all(b" <graph id=\"demarche\" edgedefault=\"directed\">\n")?;
    // Many small pieces are put together in memory, which is several times as fast as handing on each.
    let mut element = Vec::new();
    for (index, node) in graph.nodes().enumerate() {
        element.clear();
        write_node(&mut element, graph, NodeIndex::new(index), node)?;
        out.write_all(&element)?;
    }
    for view in graph.edges() {
        element.clear();
        write_edge(&mut element, graph, &view)?;
        out.write_all(&element)?;
    }
    out.write_all(b" </graph>\n</graphml>\n")
}

/// Key ids carry the first letter of what they are for, since ids are unique in the file and names are not.
fn keys(out: &mut dyn Write, of: &str, keys: &[(&str, &str)]) -> io::Result<()> {
    let letter = of.get(..1).unwrap_or_default();
    keys.iter().try_for_each(|(name, kind)| {
        writeln!(out, " <key id=\"{letter}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
    })
}

/// Writes `<data>` unless there is no value.
fn data(out: &mut Vec<u8>, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    out.write_all(b"   <data key=\"")?;
    out.write_all(key.as_bytes())?;
    out.write_all(b"\">")?;
    escape(out, value)?;
    out.write_all(b"</data>\n")
}

fn write_node(out: &mut Vec<u8>, graph: &KnowledgeGraph, index: NodeIndex, node: &Node) -> io::Result<()> {
    writeln!(out, "  <node id=\"{}\">", node.id)?;
    let edges = |direction| graph.petgraph().edges_directed(index, direction).count();
    let degree = edges(Direction::Outgoing) + edges(Direction::Incoming);
    data(out, "n_label", &node.name)?;
    data(out, "n_name", &node.name)?;
    data(out, "n_kind", node.kind.as_str())?;
    data(out, "n_iso3", node.iso3.as_deref().unwrap_or_default())?;
    data(out, "n_country", node.country.as_deref().unwrap_or_default())?;
    data(out, "n_wikidata", node.wikidata.as_deref().unwrap_or_default())?;
    data(out, "n_aliases", &other_names(node))?;
    data(out, "n_offices", &offices(graph, node))?;
    data(out, "n_documents", &node.documents.to_string())?;
    data(out, "n_mentions", &node.mentions.to_string())?;
    data(out, "n_degree", &degree.to_string())?;
    data(out, "n_size", &format!("{:.1}", 10.0 + 4.0 * (degree as f64).sqrt()))?;
    let kinds::Color(channels) = kinds::color(node.kind);
    for (key, channel) in ["n_r", "n_g", "n_b"].into_iter().zip(channels) {
        data(out, key, &channel.to_string())?;
    }
    out.write_all(b"  </node>\n")
}

fn write_edge(out: &mut Vec<u8>, graph: &KnowledgeGraph, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    for (before, id) in
        [("  <edge id=\"", edge.id.as_str()), ("\" source=\"", &view.source.id), ("\" target=\"", &view.target.id)]
    {
        out.write_all(before.as_bytes())?;
        out.write_all(id.as_bytes())?;
    }
    out.write_all(b"\">\n")?;
    data(out, "e_label", &edge.label())?;
    data(out, "e_interaction", &edge.predicate)?;
    data(out, "e_relation", &view.relation.id)?;
    data(out, "e_slot", edge.slot.as_str())?;
    data(out, "e_polarity", edge.polarity.as_str())?;
    data(out, "e_modality", edge.modality.as_str())?;
    data(out, "e_symmetric", if view.relation.key.symmetric { "true" } else { "false" })?;
    let statements = edge.statements.to_string();
    data(out, "e_weight", &format!("{statements}.0"))?;
    data(out, "e_statements", &statements)?;
    data(out, "e_documents", &edge.documents.to_string())?;
    data(out, "e_first_date", edge.first.as_deref().unwrap_or_default())?;
    data(out, "e_last_date", edge.last.as_deref().unwrap_or_default())?;
    data(out, "e_said_by", &names(graph, &edge.said_by))?;
    data(out, "e_about", &names(graph, &edge.about))?;
    data(out, "e_plover", edge.plover.as_deref().unwrap_or_default())?;
    data(out, "e_cameo", edge.cameo.as_deref().unwrap_or_default())?;
    data(out, "e_role", edge.role.as_deref().unwrap_or_default())?;
    data(out, "e_confidence", &format!("{:.2}", f64::from(edge.confidence) / 100.0))?;
    data(out, "e_rules", &edge.rules.join(SEPARATOR))?;
    data(out, "e_evidence", &clearest(view))?;
    out.write_all(b"  </edge>\n")
}
