//! `demarche entities`. In: a graph; out: its nodes as a table, JSON or CSV, and which of them may be one and were left
//! apart.

use super::asking::Entities;
use super::console::Outcome;
use super::graphs;
use super::output::print;
use super::table::Table;
use demarche::Result;
use demarche::entity::MentionKind;
use demarche::graph::{KnowledgeGraph, LeftApart, Node};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Other names that the table shows.
const NAMES: usize = 5;

/// Prints the nodes of a graph, the most often mentioned first.
///
/// # Errors
/// The graph cannot be read.
pub fn entities(options: &Entities) -> Result<Outcome> {
    let graph = graphs::open(&options.graph)?;
    let apart = graph.left_apart();
    let mut by_node: BTreeMap<&str, Vec<(&LeftApart, &Node)>> = BTreeMap::new();
    for pair in &apart {
        for (own, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
            if let Some(other) = graph.petgraph().node_weight(other) {
                by_node.entry(graph.id(own)).or_default().push((pair, other));
            }
        }
    }
    let mut nodes: Vec<&Node> = (graph.nodes())
        .filter(|node| options.kind.is_none_or(|kind| node.kind == kind.into()))
        .filter(|node| !options.apart || by_node.contains_key(node.id.as_str()))
        .collect();
    nodes.sort_by_key(|node| (Reverse(node.mentions), &node.id));
    let of = |node: &Node| by_node.get(node.id.as_str()).map_or(&[][..], Vec::as_slice);
    if options.json {
        let all: Vec<Value> = nodes.iter().map(|node| object(node, of(node))).collect();
        return print(&format!("{:#}\n", Value::Array(all)));
    }
    if options.csv {
        let mut table = Table::new(["id", "name", "kind", "country", "documents", "mentions", "aliases", "left_apart"]);
        for node in nodes {
            let apart: Vec<&str> = of(node).iter().map(|(_, other)| other.id.as_str()).collect();
            table.row(cells(node, &names(node).join("|"), node.country.clone(), Some(apart.join("|"))));
        }
        return print(&table.csv()?);
    }
    print(&(shown(&nodes) + &shown_apart(&graph, &apart, &nodes)))
}

fn names(node: &Node) -> Vec<&str> {
    node.other_names(&[MentionKind::Name, MentionKind::Demonym, MentionKind::Seat])
}

fn cells(node: &Node, names: &str, country: Option<String>, apart: Option<String>) -> Vec<String> {
    let mut cells = vec![node.id.clone(), node.name.clone(), node.kind.as_str().to_owned()];
    cells.extend([country.unwrap_or_default(), node.documents.to_string(), node.mentions.to_string()]);
    cells.push(names.to_owned());
    cells.extend(apart);
    cells
}

fn shown(nodes: &[&Node]) -> String {
    let mut table = Table::new(["name", "kind", "of", "documents", "mentions", "also called", "id"]).numbers(&[3, 4]);
    for node in nodes {
        let names = names(node);
        let mut called = names.iter().take(NAMES).copied().collect::<Vec<_>>().join(", ");
        if names.len() > NAMES {
            called.push_str(&format!(" and {} more", names.len() - NAMES));
        }
        table.row([
            node.name.clone(),
            node.kind.as_str().to_owned(),
            node.country.clone().unwrap_or_default(),
            node.documents.to_string(),
            node.mentions.to_string(),
            called,
            node.id.clone(),
        ]);
    }
    table.text()
}

fn shown_apart(graph: &KnowledgeGraph, apart: &[LeftApart], nodes: &[&Node]) -> String {
    let mut table = Table::new(["left apart", "from", "why", "ids"]);
    let mut any = false;
    for pair in apart.iter().filter(|pair| nodes.iter().any(|node| node.id == graph.id(pair.one))) {
        any = true;
        let ids = format!("{} {}", graph.id(pair.one), graph.id(pair.other));
        table.row([graph.name(pair.one), graph.name(pair.other), &pair.why, &ids]);
    }
    if any { format!("\n{}", table.text()) } else { String::new() }
}

fn object(node: &Node, apart: &[(&LeftApart, &Node)]) -> Value {
    let aliases: Vec<Value> = (node.aliases.iter())
        .map(|alias| json!({"text": alias.text, "kind": alias.kind, "count": alias.count}))
        .collect();
    let apart: Vec<Value> =
        apart.iter().map(|(pair, other)| json!({"id": other.id, "name": other.name, "why": pair.why})).collect();
    json!({
        "id": node.id,
        "name": node.name,
        "kind": node.kind,
        "iso3": node.iso3,
        "country": node.country,
        "wikidata": node.wikidata,
        "documents": node.documents,
        "mentions": node.mentions,
        "aliases": aliases,
        "leftApart": apart,
    })
}
