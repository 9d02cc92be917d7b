//! `graph.dot`: for Graphviz, `sfdp -Tsvg graph.dot -o graph.svg`.
//!
//! Shape and colour tell the kind of an entity, its size how many relations it has. An edge's line tells polarity and
//! modality: solid is said as a fact, dashed planned, dotted hypothetical, vermilion with a crossbar negated; its width
//! how often it is said. Its label is short, since the line tells the rest; the tooltip has all, and the sentence. Every attribute stands on its node or edge, since Gephi's reader loses its way at `node [...]` and
//! takes `name=value` for two nodes.

use super::{Options, OutputFile, clearest, kinds, other_names, tone};
use crate::entity::EntityKind;
use crate::graph::{Edge, EdgeView, KnowledgeGraph, Node, Slot};
use crate::relation::{Modality, Polarity};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.dot", media_type: "text/vnd.graphviz", writer: write, plain: true };

/// Space between nodes for the labels of edges, and no line across a name. These are graph attributes, which Gephi would
/// take for nodes; so they stand on the last line behind `<//>`: to Graphviz the value of a comment, to Gephi the start
/// of one, which hides the rest of the line.
const LAYOUT: &str = ", comment=<//>]; overlap=\"prism\"; sep=\"+20\"; outputorder=\"edgesfirst\";";

/// Edges up to which lines are led around nodes: 200 take Graphviz a second or two, 1500 more than a minute.
const CURVED: usize = 250;

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "digraph \"demarche\" {{")?;
    let mut first = true;
    let mut close = |out: &mut dyn Write| {
        let end = if std::mem::take(&mut first) { "\n" } else { "];\n" };
        out.write_all(end.as_bytes())
    };
    for (index, node) in graph.nodes().enumerate() {
        close(out)?;
        write_node(out, graph, NodeIndex::new(index), node)?;
    }
    for view in graph.edges() {
        close(out)?;
        write_edge(out, &view)?;
    }
    let layout = if first { "" } else { LAYOUT };
    let curved = if !first && graph.edge_count() <= CURVED { " splines=\"true\";" } else { "" };
    writeln!(out, "{layout}{curved} }}")
}

/// `text` inside the quotes of a label or tooltip: Graphviz expands backslashes there and decodes HTML entities.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' if is_entity(rest) => out.push_str("&amp;"),
            c => out.push(c),
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

/// Whether `text` starts with what Graphviz would decode: `&amp;`, `&#38;`, `&#x26;`.
fn is_entity(text: &str) -> bool {
    let name = text.get(1..).and_then(|rest| rest.split_once(';')).map_or("", |(name, _)| name);
    !name.is_empty() && name.len() <= 32 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
}

fn write_node(out: &mut dyn Write, graph: &KnowledgeGraph, index: NodeIndex, node: &Node) -> io::Result<()> {
    let edges = |direction| graph.petgraph().edges_directed(index, direction).count();
    let degree = edges(Direction::Outgoing) + edges(Direction::Incoming);
    let color = kinds::color_of(node);
    let (shape, style) = match (node.kind, &node.event) {
        (_, Some(_)) => ("hexagon", "filled"),
        (EntityKind::Country, None) => ("box", "rounded,filled"),
        (EntityKind::Person, None) => ("ellipse", "filled"),
        (EntityKind::Organization, None) => ("box", "filled"),
    };
    let size = (11.0 + 1.8 * (degree as f64).sqrt()).min(26.0);
    let others = other_names(node);
    let tooltip = if others.is_empty() { node.name.clone() } else { format!("{}: {others}", node.name) };
    write!(
        out,
        "  \"{}\" [label=\"{}\", kind=\"{}\", shape=\"{shape}\", style=\"{style}\", fillcolor=\"{}\", color=\"{color}\", \
         penwidth=\"1.5\", fontname=\"Helvetica\", fontsize=\"{size:.1}\", margin=\"0.14,0.07\", width=\"1\", \
         height=\"0.45\", tooltip=\"{}\"",
        node.id,
        escape(&node.name),
        node.kind_name(),
        color.tint(35),
        escape(&tooltip)
    )
}

/// An edge's label without what its line tells: "met with", "not accused", "foreign minister", "warned (about)".
fn drawn(edge: &Edge) -> String {
    if edge.is_part() {
        return edge.label();
    }
    let not = if edge.polarity == Polarity::Negated { "not " } else { "" };
    let about = if edge.slot == Slot::About { " (about)" } else { "" };
    match &edge.role {
        Some(role) => format!("{not}{role}{about}"),
        None => format!("{not}{}{about}", edge.predicate.replace('_', " ")),
    }
}

fn write_edge(out: &mut dyn Write, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    let style = match edge.modality {
        Modality::Actual => "solid",
        Modality::Planned => "dashed",
        Modality::Hypothetical => "dotted",
    };
    let color = tone(edge);
    let head = match (edge.polarity, edge.slot) {
        (Polarity::Negated, _) => "tee",
        (Polarity::Affirmed, Slot::Object | Slot::Agent) => "normal",
        (Polarity::Affirmed, Slot::About | Slot::SaidBy) => "onormal",
    };
    let direction = if view.relation.key.symmetric && !edge.is_part() { "both" } else { "forward" };
    let width = (0.9 + 0.6 * (edge.statements as f64).ln_1p()).min(5.0);
    let told = escape(&format!("{}: {}", edge.label(), clearest(view)));
    write!(
        out,
        "  \"{}\" -> \"{}\" [id=\"{}\", label=\"{}\", polarity=\"{}\", modality=\"{}\", strength=\"{}\", \
         style=\"{style}\", color=\"{color}\", fontcolor=\"{color}\", fontname=\"Helvetica\", fontsize=\"9\", \
         penwidth=\"{width:.2}\", arrowsize=\"0.8\", arrowhead=\"{head}\", dir=\"{direction}\", tooltip=\"{}\", \
         labeltooltip=\"{}\"",
        view.source.id,
        view.target.id,
        edge.id,
        escape(&drawn(edge)),
        edge.polarity.as_str(),
        edge.modality.as_str(),
        edge.statements,
        told,
        told,
    )
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn labels_show_what_the_name_is() {
        assert_eq!(escape("a \"b\" \\N"), "a \\\"b\\\" \\\\N");
        assert_eq!(escape("AT&T & x&amp;y &#38; &;"), "AT&T & x&amp;amp;y &amp;#38; &;");
    }
}
