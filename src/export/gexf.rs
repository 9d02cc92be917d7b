//! `graph.gexf`: GEXF 1.3, the format of Gephi, laid out, coloured and with a timeline.
//!
//! `kind` says what an edge says, so that Gephi keeps apart parallel edges that say different things (it adds up those of
//! one kind). The graph is dynamic: an edge lasts from its first day to its last, and edges without a day, like nodes,
//! always. Several values stand in one text, since NetworkX reads no lists. The namespaces are to the letter those that
//! NetworkX looks for. Where a relation has no direction, the edge has one all the same (a graph of both kinds is read
//! by few programs) and `symmetric` tells.

use super::days::is_day;
use super::fields::{EDGE, Field, Type, Value, node_fields};
use super::xml::{attribute, escape};
use super::{Options, OutputFile, SEPARATOR, blocks, edge_kind, edge_rows, kinds, tone};
use crate::graph::layout::{Place, layout};
use crate::graph::{EdgeView, KnowledgeGraph, Node};
use petgraph::graph::NodeIndex;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.gexf", media_type: "application/gexf+xml", writer: write, plain: true };

/// Nodes up to which they are given places; more than this take minutes, and Gephi has faster layouts for them.
const PLACED: usize = 10_000;

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let places = if graph.nodes().len() <= PLACED { layout(graph) } else { Vec::new() };
    let dated = graph.edges().any(|view| days(&view).is_some());
    let time =
        if dated { "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"" } else { "mode=\"static\"" };
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n\
         <meta><creator>demarche {}</creator></meta>\n\
         <graph defaultedgetype=\"directed\" {time}>\n",
        env!("CARGO_PKG_VERSION")
    )?;
    declare(out, "node", node_fields(graph))?;
    declare(out, "edge", EDGE.iter())?;
    out.write_all(b"<nodes>\n")?;
    blocks::rows(graph.nodes().len(), out, |number, block| {
        let node = graph.petgraph().node_weight(NodeIndex::new(number));
        node.map_or(Ok(()), |node| write_node(block, graph, node, places.get(number)))
    })?;
    out.write_all(b"</nodes>\n<edges>\n")?;
    edge_rows(graph, out, |view, block| write_edge(block, graph, view))?;
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

/// Declares the attributes of `fields`. Labels are not attributes but have their place in the format.
fn declare<F: 'static>(
    out: &mut dyn Write,
    class: &str,
    fields: impl Iterator<Item = &'static Field<F>>,
) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\" mode=\"static\">")?;
    for field in fields.filter(|field| field.name != "label") {
        let kind = match field.kind {
            Type::Text | Type::Texts | Type::Date => "string",
            Type::Integer => "integer",
            Type::Share => "double",
            Type::Boolean => "boolean",
        };
        writeln!(out, "<attribute id=\"{0}\" title=\"{0}\" type=\"{kind}\"/>", field.name)?;
    }
    out.write_all(b"</attributes>\n")
}

fn values<'a>(out: &mut Vec<u8>, values: impl Iterator<Item = (&'static str, Value<'a>)>) -> io::Result<()> {
    out.write_all(b"<attvalues>")?;
    for (name, value) in values.filter(|(name, _)| *name != "label") {
        if let Some(cell) = value.cell(SEPARATOR) {
            write!(out, "<attvalue for=\"{name}\" value=\"")?;
            escape(out, &cell)?;
            out.write_all(b"\"/>")?;
        }
    }
    out.write_all(b"</attvalues>")
}

fn write_node(out: &mut Vec<u8>, graph: &KnowledgeGraph, node: &Node, place: Option<&Place>) -> io::Result<()> {
    write!(out, "<node id=\"{}\"", node.id)?;
    attribute(out, "label", &node.name)?;
    out.write_all(b">")?;
    values(out, node_fields(graph).map(|field| (field.name, (field.of)(graph, node))))?;
    let kinds::Color([red, green, blue]) = kinds::color_of(node);
    write!(out, "<viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/>")?;
    if let Some(Place { x, y, radius }) = place {
        // Gephi's y grows upwards; a difference is never a negative zero.
        let (up, size) = (0.0 - y, 2.0 * radius);
        write!(out, "<viz:position x=\"{x:.1}\" y=\"{up:.1}\" z=\"0.0\"/><viz:size value=\"{size:.1}\"/>")?;
    }
    out.write_all(b"</node>\n")
}

/// The first and the last day of an edge, if both are days.
fn days<'a>(view: &EdgeView<'a>) -> Option<(&'a str, &'a str)> {
    let (first, last) = (view.edge.first.as_deref()?, view.edge.last.as_deref()?);
    (is_day(first) && is_day(last)).then_some((first, last))
}

fn write_edge(out: &mut Vec<u8>, graph: &KnowledgeGraph, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    write!(out, "<edge id=\"{}\" source=\"{}\" target=\"{}\"", edge.id, view.source.id, view.target.id)?;
    attribute(out, "kind", &edge_kind(edge))?;
    attribute(out, "label", &edge.label())?;
    write!(out, " weight=\"{:.1}\"", edge.statements as f64)?;
    if let Some((first, last)) = days(view) {
        write!(out, " start=\"{first}\" end=\"{last}\"")?;
    }
    out.write_all(b">")?;
    values(out, EDGE.iter().map(|field| (field.name, (field.of)(graph, view))))?;
    let kinds::Color([red, green, blue]) = tone(edge);
    writeln!(out, "<viz:color r=\"{red}\" g=\"{green}\" b=\"{blue}\"/></edge>")
}
