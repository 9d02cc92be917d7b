//! `demarche show`. In: a graph and a name; out: the entity's names, offices and relations.

use super::answers::{answer, count, object, table};
use super::console::Outcome;
use super::graphs::{entity, open};
use super::reading::Show;
use super::table::{Table, printable};
use demarche::Result;
use demarche::entity::MentionKind;
use demarche::graph::{EdgeView, KnowledgeGraph, Node};
use demarche::relation::Polarity;
use serde_json::{Value, json};
use std::cmp::Reverse;

const NAMES: [MentionKind; 4] = [MentionKind::Name, MentionKind::Demonym, MentionKind::Seat, MentionKind::Description];

/// Shows one entity.
///
/// # Errors
/// The graph cannot be read, or nobody, or several, are called so.
pub fn show(options: &Show) -> Result<Outcome> {
    let graph = open(&options.graph)?;
    let index = entity(&graph, &options.name, &options.graph)?;
    let Some(node) = graph.petgraph().node_weight(index) else { return Ok(Outcome::Nothing) };
    let mut edges: Vec<EdgeView> =
        graph.edges().filter(|view| view.source.id == node.id || view.target.id == node.id).collect();
    // What it does, then what is done to it; each with the most often said first.
    edges.sort_by_key(|view| (view.source.id != node.id, Reverse(view.edge.statements)));
    let relations = table(&graph, &edges);
    let text = || text(&graph, node, &edges, &relations);
    answer(&options.form, || value(&graph, node, &edges), &relations, text)
}

fn text(graph: &KnowledgeGraph, node: &Node, edges: &[EdgeView], relations: &Table) -> String {
    let mut lines = vec![format!("{} ({}, {})", printable(&node.name), node.kind.as_str(), node.id)];
    let others = node.other_names(&NAMES);
    if !others.is_empty() {
        lines.push(format!("also called: {}", printable(&others.join(", "))));
    }
    for office in &node.offices {
        let former = if office.polarity == Polarity::Negated { "not, or no longer, " } else { "" };
        let said = count(office.statements, "sentence", "sentences");
        lines.push(format!("{former}{}, {} ({said})", printable(&office.role), printable(graph.name(office.of))));
    }
    let (mentions, articles) =
        (count(node.mentions, "mention", "mentions"), count(node.documents, "article", "articles"));
    lines.push(format!("{mentions} in {articles}, {}", count(edges.len(), "relation", "relations")));
    if edges.is_empty() { lines.join("\n") + "\n" } else { format!("{}\n\n{}", lines.join("\n"), relations.text()) }
}

fn value(graph: &KnowledgeGraph, node: &Node, edges: &[EdgeView]) -> Value {
    let offices: Vec<Value> = (node.offices.iter())
        .map(|office| {
            json!({
                "role": office.role,
                "of": {"id": graph.id(office.of), "name": graph.name(office.of)},
                "polarity": office.polarity.as_str(),
                "statements": office.statements,
            })
        })
        .collect();
    json!({
        "id": node.id,
        "name": node.name,
        "kind": node.kind.as_str(),
        "iso3": node.iso3,
        "country": node.country,
        "wikidata": node.wikidata,
        "otherNames": node.other_names(&NAMES),
        "offices": offices,
        "mentions": node.mentions,
        "documents": node.documents,
        "relations": edges.iter().map(|view| object(graph, view)).collect::<Vec<_>>(),
    })
}
