//! `graph.dot`: for Graphviz, `sfdp -Tsvg graph.dot -o graph.svg`.
//!
//! Shape and colour tell the kind of an entity, its size how many relations it has. An edge's line tells polarity and
//! modality: solid is said as a fact, dashed planned, dotted hypothetical, red with a crossbar negated; its width how
//! often it is said. Every attribute stands on its node or edge, since Gephi's reader loses its way at `node [...]` and
//! takes `name=value` for two nodes.

use super::{Options, OutputFile, clearest, kinds, other_names};
use crate::entity::EntityKind;
use crate::graph::{EdgeView, KnowledgeGraph, Node, Slot};
use crate::relation::{Modality, Polarity};
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile = OutputFile { name: "graph.dot", media_type: "text/vnd.graphviz", writer: write };

/// Letters on a line of a node's label before it is broken.
const LINE: usize = 16;

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph \"demarche\" {{")?;
    for (index, node) in graph.nodes().enumerate() {
        write_node(out, graph, NodeIndex::new(index), node)?;
    }
    for view in graph.edges() {
        write_edge(out, graph, &view)?;
    }
    writeln!(out, "}}")
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
    let color = kinds::color(node.kind);
    let (shape, style) = match node.kind {
        EntityKind::Country => ("box", "rounded,filled"),
        EntityKind::Person => ("ellipse", "filled"),
        EntityKind::Organization => ("hexagon", "filled"),
    };
    let size = (11.0 + 1.8 * (degree as f64).sqrt()).min(26.0);
    let others = other_names(node);
    let tooltip = if others.is_empty() { node.name.clone() } else { format!("{}: {others}", node.name) };
    writeln!(
        out,
        "  \"{}\" [label=\"{}\", kind=\"{}\", shape=\"{shape}\", style=\"{style}\", fillcolor=\"{}\", color=\"{color}\", \
         penwidth=\"1.5\", fontname=\"Helvetica\", fontsize=\"{size:.1}\", margin=\"0.08,0.04\", width=\"0.3\", \
         height=\"0.3\", tooltip=\"{}\"];",
        node.id,
        escape(&node.name),
        node.kind.as_str(),
        color.tint(35),
        escape(&tooltip)
    )
}

fn write_edge(out: &mut dyn Write, graph: &KnowledgeGraph, view: &EdgeView<'_>) -> io::Result<()> {
    let edge = view.edge;
    let style = match edge.modality {
        Modality::Actual => "solid",
        Modality::Planned => "dashed",
        Modality::Hypothetical => "dotted",
    };
    let color = match (edge.polarity, edge.slot) {
        (Polarity::Negated, _) => "#C1272D",
        (Polarity::Affirmed, Slot::Object) => "#4D4D4D",
        (Polarity::Affirmed, Slot::About) => "#8A8A8A",
    };
    let head = match (edge.polarity, edge.slot) {
        (Polarity::Negated, _) => "tee",
        (Polarity::Affirmed, Slot::Object) => "normal",
        (Polarity::Affirmed, Slot::About) => "onormal",
    };
    let direction = if view.relation.key.symmetric { "both" } else { "forward" };
    let width = (0.9 + 0.6 * (edge.statements as f64).ln_1p()).min(5.0);
    let label = edge.label();
    writeln!(
        out,
        "  \"{}\" -> \"{}\" [id=\"{}\", label=\"{}\", polarity=\"{}\", modality=\"{}\", strength=\"{}\", \
         style=\"{style}\", color=\"{color}\", fontcolor=\"{color}\", fontname=\"Helvetica\", fontsize=\"9\", \
         penwidth=\"{width:.2}\", arrowsize=\"0.7\", arrowhead=\"{head}\", dir=\"{direction}\", tooltip=\"{}\", \
         labeltooltip=\"{}\"];",
        view.source.id,
        view.target.id,
        edge.id,
        escape(&label),
        edge.polarity.as_str(),
        edge.modality.as_str(),
        edge.statements,
        escape(&clearest(graph, view)),
        escape(&clearest(graph, view)),
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
