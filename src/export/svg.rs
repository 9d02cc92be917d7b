//! `graph.svg`: a picture of the graph, for a page or a report, with no program in between.
//!
//! Colours, lines and heads mean what they mean in `graph.dot`: solid is said as a fact, dashed planned, dotted
//! hypothetical, vermilion with a bar at its end negated. Parallel edges are bent apart. Names stand below the nodes, and
//! whatever the pointer rests on tells the rest.

use super::xml::escape;
use super::{Options, OutputFile, clearest, kinds, other_names, tone};
use crate::entity::EntityKind;
use crate::graph::layout::{Place, layout};
use crate::graph::{EdgeView, KnowledgeGraph, Node, Slot};
use crate::relation::{Modality, Polarity};
use petgraph::visit::EdgeRef;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.svg", media_type: "image/svg+xml", writer: write, plain: true };

/// Room around the drawing, for names and the legend.
const MARGIN: f64 = 70.0;
/// How far apart parallel edges are in their middle.
const BEND: f64 = 16.0;
/// Letters of a name that are drawn; the layout keeps room for no more.
const LETTERS: usize = 18;

const STYLE: &str = "<style>text{font-family:Helvetica,Arial,sans-serif;font-size:11px;fill:#222}\
    .n{text-anchor:middle}.halo{stroke:#fff;stroke-width:3px;stroke-linejoin:round}path{fill:none;opacity:.8}\
    .planned{stroke-dasharray:6 4}.hypothetical{stroke-dasharray:1.5 3.5;stroke-linecap:round}</style>\n";

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let places = layout(graph);
    let across = |low: fn(&Place) -> f64, high: fn(&Place) -> f64| {
        let least = places.iter().map(low).fold(0.0, f64::min) - MARGIN;
        (least, places.iter().map(high).fold(0.0, f64::max) + MARGIN - least)
    };
    let (left, width) = across(|place| place.x - place.radius, |place| place.x + place.radius);
    let (top, height) = across(|place| place.y - place.radius, |place| place.y + place.radius);
    write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left:.1} {top:.1} {width:.1} {height:.1}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" aria-label=\"{} entities, {} relations\">\n{STYLE}",
        graph.nodes().len(),
        graph.edge_count()
    )?;
    writeln!(out, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>")?;
    heads(out)?;
    let bends = bends(graph);
    let ends = graph.petgraph().edge_references().map(|edge| (edge.source().index(), edge.target().index()));
    for ((view, (from, to)), bend) in graph.edges().zip(ends).zip(bends) {
        if let (Some(from), Some(to)) = (places.get(from), places.get(to)) {
            write_edge(out, &view, from, to, bend)?;
        }
    }
    for (node, place) in graph.nodes().zip(&places) {
        write_node(out, node, place)?;
    }
    legend(out, left + 14.0, top + 18.0)?;
    out.write_all(b"</svg>\n")
}

/// Arrow heads, one of each tone and form; they take their colour from the file, since few programs hand it down.
fn heads(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<defs>")?;
    for (name, color, form) in [
        ("arrow", "#404040", "M0,0L8,4L0,8z"),
        ("about", "#7A7A7A", "M0,0L8,4L0,8z"),
        ("bar", "#C44E00", "M6,0L8,0L8,8L6,8z"),
    ] {
        write!(
            out,
            "<marker id=\"{name}\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"{form}\" \
             style=\"fill:{color}\"/></marker>"
        )?;
    }
    out.write_all(b"</defs>\n")
}

/// How far each edge is bent to its left, so that those between the same two nodes lie side by side.
fn bends(graph: &KnowledgeGraph) -> Vec<f64> {
    let pair = |a: usize, b: usize| (a.min(b), a.max(b));
    let ends = || graph.petgraph().edge_references().map(|edge| (edge.source().index(), edge.target().index()));
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    ends().for_each(|(a, b)| *counts.entry(pair(a, b)).or_default() += 1);
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let bend = |(a, b)| {
        let number = seen.entry(pair(a, b)).or_default();
        let middle = (counts.get(&pair(a, b)).copied().unwrap_or(1) - 1) as f64 / 2.0;
        let bend = (*number as f64 - middle) * BEND;
        *number += 1;
        // Left of an edge is right of one that comes the other way.
        if a < b { bend } else { -bend }
    };
    ends().map(bend).collect()
}

fn write_edge(out: &mut dyn Write, view: &EdgeView<'_>, from: &Place, to: &Place, bend: f64) -> io::Result<()> {
    let edge = view.edge;
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    // The control point of a quadratic curve lies twice as far out as its middle.
    let (cx, cy) = ((from.x + to.x) / 2.0 + 2.0 * bend * dy / length, (from.y + to.y) / 2.0 - 2.0 * bend * dx / length);
    let rim = |place: &Place, gap: f64| {
        let (dx, dy) = (cx - place.x, cy - place.y);
        let share = (place.radius + gap) / (dx * dx + dy * dy).sqrt().max(1.0);
        (place.x + dx * share, place.y + dy * share)
    };
    let ((x1, y1), (x2, y2)) = (rim(from, 0.0), rim(to, 1.5));
    let head = match (edge.polarity, edge.slot) {
        (Polarity::Negated, _) => "bar",
        (Polarity::Affirmed, Slot::About | Slot::SaidBy) => "about",
        (Polarity::Affirmed, Slot::Object | Slot::Agent) => "arrow",
    };
    let class = if edge.modality == Modality::Actual { "" } else { edge.modality.as_str() };
    let start = if view.relation.key.symmetric && !edge.is_part() {
        format!(" marker-start=\"url(#{head})\"")
    } else {
        String::new()
    };
    write!(
        out,
        "<path class=\"{class}\" d=\"M{x1:.1},{y1:.1}Q{cx:.1},{cy:.1} {x2:.1},{y2:.1}\" stroke=\"{}\" \
         stroke-width=\"{:.2}\" marker-end=\"url(#{head})\"{start}><title>",
        tone(edge),
        (0.9 + 0.6 * (edge.statements as f64).ln_1p()).min(5.0)
    )?;
    let told = format!("{} {} {}: {}", view.source.name, edge.label(), view.target.name, clearest(view));
    escape(out, &told)?;
    out.write_all(b"</title></path>\n")
}

fn write_node(out: &mut dyn Write, node: &Node, place: &Place) -> io::Result<()> {
    let (Place { x, y, radius }, color) = (*place, kinds::color_of(node));
    write!(out, "<g><circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{}\" stroke=\"{color}\"/>", color.tint(45))?;
    let short = node.short_name(LETTERS);
    // The name over its halo: an order of painting that every program keeps.
    for class in ["n halo", "n"] {
        write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{:.1}\">", y + radius + 11.0)?;
        escape(out, &short)?;
        out.write_all(b"</text>")?;
    }
    out.write_all(b"<title>")?;
    escape(out, &node.name)?;
    let others = other_names(node);
    if !others.is_empty() {
        out.write_all(b": ")?;
        escape(out, &others)?;
    }
    out.write_all(b"</title></g>\n")
}

fn legend(out: &mut dyn Write, x: f64, y: f64) -> io::Result<()> {
    let mut at = y;
    for kind in [EntityKind::Person, EntityKind::Country, EntityKind::Organization] {
        let color = kinds::color(kind);
        let (middle, words, name) = (at - 4.0, x + 12.0, kind.as_str());
        write!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{middle:.1}\" r=\"5\" fill=\"{}\" stroke=\"{color}\"/>\
             <text x=\"{words:.1}\" y=\"{at:.1}\">{name}</text>",
            color.tint(45)
        )?;
        at += 16.0;
    }
    for (class, color, words) in [
        ("", "#404040", "said as a fact"),
        ("planned", "#404040", "planned"),
        ("hypothetical", "#404040", "hypothetical"),
        ("", "#C44E00", "negated"),
    ] {
        let (from, middle, text) = (x - 5.0, at - 4.0, x + 25.0);
        write!(
            out,
            "<path class=\"{class}\" d=\"M{from:.1},{middle:.1}h24\" stroke=\"{color}\" stroke-width=\"1.5\"/>\
             <text x=\"{text:.1}\" y=\"{at:.1}\">{words}</text>"
        )?;
        at += 16.0;
    }
    out.write_all(b"\n")
}
