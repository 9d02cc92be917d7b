//! `demarche diff`. In: two graphs; out: what the newer one has that the older has not, and the other way round.

use super::answers::{answer, count, days, object};
use super::console::Outcome;
use super::graphs::open;
use super::reading::Diff;
use super::table::Table;
use demarche::Result;
use demarche::graph::analysis::{Difference, difference};
use demarche::graph::{EdgeView, KnowledgeGraph};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Shows how two graphs differ.
///
/// # Errors
/// One of them cannot be read.
pub fn diff(options: &Diff) -> Result<Outcome> {
    let (old, new) = (open(&options.old)?, open(&options.new)?);
    let found = difference(&old, &new);
    let (before, after) = (views(&old), views(&new));
    let mut table =
        Table::new(["change", "entity or subject", "relation", "object", "date", "sentences"]).numbers(&[5]);
    for (sign, graph, nodes) in [("+", &new, &found.appeared), ("-", &old, &found.gone)] {
        for &node in nodes {
            table.row([sign, graph.name(node), kind(graph, node), "", "", ""]);
        }
    }
    for (sign, views, edges) in [("+", &after, &found.added), ("-", &before, &found.removed)] {
        for view in edges.iter().filter_map(|edge| views.get(edge)) {
            table.row(row(sign, view, view.edge.statements.to_string()));
        }
    }
    for (earlier, later) in &found.changed {
        if let (Some(earlier), Some(later)) = (before.get(earlier), after.get(later)) {
            table.row(row("~", later, format!("{} -> {}", earlier.edge.statements, later.edge.statements)));
        }
    }
    let value = || value(&old, &new, &found, &before, &after);
    answer(&options.form, value, &table, || text(&found, &table))
}

fn views(graph: &KnowledgeGraph) -> BTreeMap<EdgeIndex, EdgeView<'_>> {
    graph.edges().map(|view| (view.index, view)).collect()
}

fn kind(graph: &KnowledgeGraph, node: NodeIndex) -> &'static str {
    graph.petgraph().node_weight(node).map_or("", |node| node.kind.as_str())
}

fn row(sign: &str, view: &EdgeView, sentences: String) -> [String; 6] {
    let (source, target) = (view.source.name.clone(), view.target.name.clone());
    [sign.to_owned(), source, view.edge.label(), target, days(view), sentences]
}

fn text(found: &Difference, table: &Table) -> String {
    let entities = |nodes: &[NodeIndex]| count(nodes.len(), "entity", "entities");
    let relations = |edges: usize| count(edges, "relation", "relations");
    let lines = [
        format!("+ {}, {}", entities(&found.appeared), relations(found.added.len())),
        format!("- {}, {}", entities(&found.gone), relations(found.removed.len())),
        format!("~ {} said more or less often", relations(found.changed.len())),
    ];
    if *found == Difference::default() {
        "the two graphs say the same\n".to_owned()
    } else {
        format!("{}\n\n{}", lines.join("\n"), table.text())
    }
}

fn value(
    old: &KnowledgeGraph,
    new: &KnowledgeGraph,
    found: &Difference,
    before: &BTreeMap<EdgeIndex, EdgeView>,
    after: &BTreeMap<EdgeIndex, EdgeView>,
) -> Value {
    let entities = |graph: &KnowledgeGraph, nodes: &[NodeIndex]| -> Vec<Value> {
        let entity = |&node| json!({"id": graph.id(node), "name": graph.name(node), "kind": kind(graph, node)});
        nodes.iter().map(entity).collect()
    };
    let edges = |graph: &KnowledgeGraph, views: &BTreeMap<EdgeIndex, EdgeView>, edges: &[EdgeIndex]| -> Vec<Value> {
        edges.iter().filter_map(|edge| views.get(edge)).map(|view| object(graph, view)).collect()
    };
    let changed: Vec<Value> = (found.changed.iter())
        .filter_map(|(earlier, later)| {
            let (earlier, later) = (before.get(earlier)?, after.get(later)?);
            Some(json!({"before": earlier.edge.statements, "relation": object(new, later)}))
        })
        .collect();
    json!({
        "entities": {"added": entities(new, &found.appeared), "removed": entities(old, &found.gone)},
        "relations": {
            "added": edges(new, after, &found.added),
            "removed": edges(old, before, &found.removed),
            "changed": changed,
        },
    })
}
