//! `graph.graphml`: GraphML 1.1 with typed keys.
//!
//! Only the six types of the schema, separate keys for nodes and edges, no element for an absent value, every edge with
//! an id: what NetworkX, igraph, Cytoscape and JGraphT all accept. `name` and `interaction` are what Cytoscape looks for;
//! `label`, `size`, `weight`, `r`, `g` and `b` what Gephi does. Gephi sums up parallel edges of GraphML; its format is CSV.

use super::{Options, OutputFile, SEPARATOR, clearest, kinds, names, offices, other_names};
use crate::graph::{EdgeView, KnowledgeGraph, Node};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
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
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = BytesStart::new("graphml").with_attributes([
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd",
        ),
    ]);
    xml.write_event(Event::Start(root))?;
    keys(&mut xml, "node", &NODE_KEYS)?;
    keys(&mut xml, "edge", &EDGE_KEYS)?;
    let body = BytesStart::new("graph").with_attributes([("id", "demarche"), ("edgedefault", "directed")]);
    xml.write_event(Event::Start(body))?;
    for (index, node) in graph.nodes().enumerate() {
        write_node(&mut xml, graph, NodeIndex::new(index), node)?;
    }
    for view in graph.edges() {
        write_edge(&mut xml, graph, &view)?;
    }
    xml.write_event(Event::End(BytesEnd::new("graph")))?;
    xml.write_event(Event::End(BytesEnd::new("graphml")))?;
    xml.get_mut().write_all(b"\n")
}

/// Key ids carry the first letter of what they are for, since ids are unique in the file and names are not.
fn keys<W: Write>(xml: &mut Writer<W>, of: &str, keys: &[(&str, &str)]) -> io::Result<()> {
    for (name, kind) in keys {
        let id = format!("{}_{name}", of.get(..1).unwrap_or_default());
        let key = BytesStart::new("key").with_attributes([
            ("id", id.as_str()),
            ("for", of),
            ("attr.name", name),
            ("attr.type", kind),
        ]);
        xml.write_event(Event::Empty(key))?;
    }
    Ok(())
}

/// Writes `<data>` unless there is no value.
fn data<W: Write>(xml: &mut Writer<W>, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    let start = BytesStart::new("data").with_attributes([("key", key)]);
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(value)))?;
    xml.write_event(Event::End(BytesEnd::new("data")))
}

fn write_node<W: Write>(xml: &mut Writer<W>, graph: &KnowledgeGraph, index: NodeIndex, node: &Node) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("node").with_attributes([("id", node.id.as_str())])))?;
    let edges = |direction| graph.petgraph().edges_directed(index, direction).count();
    let degree = edges(Direction::Outgoing) + edges(Direction::Incoming);
    data(xml, "n_label", &node.name)?;
    data(xml, "n_name", &node.name)?;
    data(xml, "n_kind", node.kind.as_str())?;
    data(xml, "n_iso3", node.iso3.as_deref().unwrap_or_default())?;
    data(xml, "n_country", node.country.as_deref().unwrap_or_default())?;
    data(xml, "n_wikidata", node.wikidata.as_deref().unwrap_or_default())?;
    data(xml, "n_aliases", &other_names(node))?;
    data(xml, "n_offices", &offices(graph, node))?;
    data(xml, "n_documents", &node.documents.to_string())?;
    data(xml, "n_mentions", &node.mentions.to_string())?;
    data(xml, "n_degree", &degree.to_string())?;
    data(xml, "n_size", &format!("{:.1}", 10.0 + 4.0 * (degree as f64).sqrt()))?;
    let kinds::Color(channels) = kinds::color(node.kind);
    for (key, channel) in ["n_r", "n_g", "n_b"].into_iter().zip(channels) {
        data(xml, key, &channel.to_string())?;
    }
    xml.write_event(Event::End(BytesEnd::new("node")))
}

fn write_edge<W: Write>(xml: &mut Writer<W>, graph: &KnowledgeGraph, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    let start = BytesStart::new("edge").with_attributes([
        ("id", edge.id.as_str()),
        ("source", view.source.id.as_str()),
        ("target", view.target.id.as_str()),
    ]);
    xml.write_event(Event::Start(start))?;
    data(xml, "e_label", &edge.label())?;
    data(xml, "e_interaction", &edge.predicate)?;
    data(xml, "e_relation", &view.relation.id)?;
    data(xml, "e_slot", edge.slot.as_str())?;
    data(xml, "e_polarity", edge.polarity.as_str())?;
    data(xml, "e_modality", edge.modality.as_str())?;
    data(xml, "e_symmetric", if view.relation.key.symmetric { "true" } else { "false" })?;
    data(xml, "e_weight", &format!("{:.1}", edge.statements as f64))?;
    data(xml, "e_statements", &edge.statements.to_string())?;
    data(xml, "e_documents", &edge.documents.to_string())?;
    data(xml, "e_first_date", edge.first.as_deref().unwrap_or_default())?;
    data(xml, "e_last_date", edge.last.as_deref().unwrap_or_default())?;
    data(xml, "e_said_by", &names(graph, &edge.said_by))?;
    data(xml, "e_about", &names(graph, &edge.about))?;
    data(xml, "e_plover", edge.plover.as_deref().unwrap_or_default())?;
    data(xml, "e_cameo", edge.cameo.as_deref().unwrap_or_default())?;
    data(xml, "e_role", edge.role.as_deref().unwrap_or_default())?;
    data(xml, "e_confidence", &format!("{:.2}", f64::from(edge.confidence) / 100.0))?;
    data(xml, "e_rules", &edge.rules.join(SEPARATOR))?;
    data(xml, "e_evidence", &clearest(view))?;
    xml.write_event(Event::End(BytesEnd::new("edge")))
}
