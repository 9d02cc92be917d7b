//! `demarche stats`. In: a graph; out: its numbers, and who and what is most often in it.

use super::answers::answer;
use super::console::Outcome;
use super::graphs::open;
use super::reading::Stats;
use super::table::Table;
use demarche::Result;
use demarche::graph::KnowledgeGraph;
use demarche::graph::analysis::{Actor, Count, Statistics, statistics};
use serde_json::{Value, json};

/// Counts what is in a graph.
///
/// # Errors
/// The graph cannot be read.
pub fn stats(options: &Stats) -> Result<Outcome> {
    let graph = open(&options.graph)?;
    let numbers = statistics(&graph);
    let everybody = actors(&graph, &numbers, usize::MAX);
    answer(&options.form, || object(&graph, &numbers, options.top), &everybody, || text(&graph, &numbers, options.top))
}

fn kind_name(graph: &KnowledgeGraph, actor: &Actor) -> &'static str {
    graph.petgraph().node_weight(actor.node).map_or("", |node| node.kind.as_str())
}

fn actors(graph: &KnowledgeGraph, numbers: &Statistics, top: usize) -> Table {
    let mut table =
        Table::new(["entity", "kind", "relations", "sentences", "PageRank", "community"]).numbers(&[2, 3, 4, 5]);
    for actor in numbers.actors.iter().take(top) {
        let counts = [actor.edges, actor.sentences].map(|count| count.to_string());
        let [edges, sentences] = counts;
        let (name, kind) = (graph.name(actor.node).to_owned(), kind_name(graph, actor).to_owned());
        table.row([name, kind, edges, sentences, format!("{:.4}", actor.rank), (actor.community + 1).to_string()]);
    }
    table
}

fn counts(what: &str, counted: &[Count], top: usize) -> Table {
    let mut table = Table::new([what, "relations", "sentences"]).numbers(&[1, 2]);
    for count in counted.iter().take(top) {
        table.row([count.what.clone(), count.edges.to_string(), count.sentences.to_string()]);
    }
    table
}

fn pairs(graph: &KnowledgeGraph, numbers: &Statistics, top: usize) -> Table {
    let mut table = Table::new(["one", "other", "relations", "sentences"]).numbers(&[2, 3]);
    for pair in numbers.pairs.iter().take(top) {
        let names = [pair.one, pair.other].map(|node| graph.name(node).to_owned());
        let [one, other] = names;
        table.row([one, other, pair.edges.to_string(), pair.sentences.to_string()]);
    }
    table
}

/// Communities of at least three, by their most central members.
fn communities(graph: &KnowledgeGraph, numbers: &Statistics, top: usize) -> Table {
    let mut table = Table::new(["community", "entities", "the most central of them"]).numbers(&[0, 1]);
    for (number, members) in groups(numbers).into_iter().enumerate().take(top) {
        if members.len() > 2 {
            let names: Vec<&str> = members.iter().take(6).map(|actor| graph.name(actor.node)).collect();
            table.row([(number + 1).to_string(), members.len().to_string(), names.join(", ")]);
        }
    }
    table
}

/// The members of each community, the most central first.
fn groups(numbers: &Statistics) -> Vec<Vec<&Actor>> {
    let mut groups: Vec<Vec<&Actor>> = Vec::new();
    for actor in &numbers.actors {
        if groups.len() <= actor.community {
            groups.resize(actor.community + 1, Vec::new());
        }
        groups[actor.community].push(actor);
    }
    groups
}

fn text(graph: &KnowledgeGraph, numbers: &Statistics, top: usize) -> String {
    let mut whole = Table::new(["in all", ""]).numbers(&[1]);
    for (kind, count) in &numbers.kinds {
        whole.row([kind.as_str().to_owned(), count.to_string()]);
    }
    for (what, count) in [
        ("relations", numbers.relations),
        ("edges", numbers.edges),
        ("sentences", numbers.sentences),
        ("articles", numbers.articles),
        ("connected parts", numbers.components),
    ] {
        whole.row([what.to_owned(), count.to_string()]);
    }
    if let Some((first, last)) = &numbers.span {
        whole.row(["first day", first]);
        whole.row(["last day", last]);
    }
    let mut months = numbers.months.clone();
    months.sort_by_key(|count| std::cmp::Reverse((count.edges, count.sentences)));
    [
        whole,
        actors(graph, numbers, top),
        pairs(graph, numbers, top),
        counts("predicate", &numbers.predicates, top),
        counts("month", &months, top),
        communities(graph, numbers, top),
    ]
    .iter()
    .map(Table::text)
    .collect::<Vec<_>>()
    .join("\n")
}

fn object(graph: &KnowledgeGraph, numbers: &Statistics, top: usize) -> Value {
    let count = |count: &Count| json!({"name": count.what, "edges": count.edges, "sentences": count.sentences});
    let actor = |actor: &Actor| {
        json!({
            "id": graph.id(actor.node),
            "name": graph.name(actor.node),
            "kind": kind_name(graph, actor),
            "edges": actor.edges,
            "sentences": actor.sentences,
            "pageRank": actor.rank,
            "community": actor.community + 1,
        })
    };
    let pairs: Vec<Value> = (numbers.pairs.iter().take(top))
        .map(|pair| {
            let ends = [pair.one, pair.other].map(|node| json!({"id": graph.id(node), "name": graph.name(node)}));
            json!({"ends": ends, "edges": pair.edges, "sentences": pair.sentences})
        })
        .collect();
    json!({
        "articles": numbers.articles,
        "entities": numbers.kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect::<std::collections::BTreeMap<_, _>>(),
        "relations": numbers.relations,
        "edges": numbers.edges,
        "sentences": numbers.sentences,
        "connectedParts": numbers.components,
        "firstDate": numbers.span.as_ref().map(|span| &span.0),
        "lastDate": numbers.span.as_ref().map(|span| &span.1),
        "actors": numbers.actors.iter().take(top).map(actor).collect::<Vec<_>>(),
        "pairs": pairs,
        "predicates": numbers.predicates.iter().map(count).collect::<Vec<_>>(),
        "months": numbers.months.iter().map(count).collect::<Vec<_>>(),
    })
}
