//! How answers look: an edge as a row of a table or as a JSON object, and the form that the user asked for. In: edges of
//! a graph; out: text on standard output.

use super::console::Outcome;
use super::output::print;
use super::reading::Form;
use super::table::{Table, printable};
use demarche::Result;
use demarche::graph::{EdgeView, KnowledgeGraph};
use serde_json::{Value, json};

/// Prints `table` as CSV, `value` as JSON, or else `text`.
///
/// # Errors
/// It cannot be written.
pub fn answer(
    form: &Form,
    value: impl FnOnce() -> Value,
    table: &Table,
    text: impl FnOnce() -> String,
) -> Result<Outcome> {
    if form.json {
        print(&format!("{:#}\n", value()))
    } else if form.csv {
        print(&table.csv()?)
    } else {
        print(&text())
    }
}

/// The headings of [`row`].
pub const HEADINGS: [&str; 6] = ["subject", "relation", "object", "date", "said by", "sentences"];

/// The columns of [`row`] that hold numbers.
pub const NUMBERS: [usize; 1] = [5];

/// An edge as a row.
pub fn row(graph: &KnowledgeGraph, view: &EdgeView) -> [String; 6] {
    let mut speakers: Vec<&str> = view.edge.said_by.iter().map(|&node| graph.name(node)).collect();
    // Nobody named says what the text says; beside a speaker that has to be told.
    if !speakers.is_empty() && view.statements().any(|statement| statement.said_by.is_none()) {
        speakers.insert(0, "the text");
    }
    [
        view.source.name.clone(),
        view.edge.label(),
        view.target.name.clone(),
        days(view),
        speakers.join(", "),
        view.edge.statements.to_string(),
    ]
}

/// A table of edges.
pub fn table<'a>(graph: &KnowledgeGraph, edges: impl IntoIterator<Item = &'a EdgeView<'a>>) -> Table {
    let mut table = Table::new(HEADINGS).numbers(&NUMBERS);
    edges.into_iter().for_each(|view| table.row(row(graph, view)));
    table
}

/// First and last day of an edge, `2022-02-24..2022-03-01`, or the one.
pub fn days(view: &EdgeView) -> String {
    match (view.edge.first.as_deref(), view.edge.last.as_deref()) {
        (Some(first), Some(last)) if first != last => format!("{first}..{last}"),
        (first, last) => first.or(last).unwrap_or_default().to_owned(),
    }
}

/// An edge as a JSON object, with its sentences.
pub fn object(graph: &KnowledgeGraph, view: &EdgeView) -> Value {
    let end = |node: &demarche::graph::Node| json!({"id": node.id, "name": node.name});
    let names = |nodes: &[petgraph::graph::NodeIndex]| nodes.iter().map(|&n| graph.name(n)).collect::<Vec<_>>();
    let statements: Vec<Value> = (view.statements())
        .map(|statement| {
            json!({
                "article": graph.article(statement.article).map(|article| &article.id),
                "saidBy": statement.said_by.map(|node| graph.name(node)),
                "date": statement.date,
                "confidence": f64::from(statement.confidence) / 100.0,
                "sentences": statement.evidence.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "id": view.edge.id,
        "subject": end(view.source),
        "predicate": view.edge.predicate,
        "object": end(view.target),
        "slot": view.edge.slot.as_str(),
        "polarity": view.edge.polarity.as_str(),
        "modality": view.edge.modality.as_str(),
        "role": view.edge.role,
        "about": names(&view.edge.about),
        "saidBy": names(&view.edge.said_by),
        "firstDate": view.edge.first,
        "lastDate": view.edge.last,
        "statements": view.edge.statements,
        "documents": view.edge.documents,
        "confidence": f64::from(view.edge.confidence) / 100.0,
        "said": statements,
    })
}

/// "1 relation", "2 relations".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The sentence of an edge's surest statement.
pub fn clearest(view: &EdgeView) -> String {
    let best = view.statements().min_by_key(|statement| std::cmp::Reverse(statement.confidence));
    best.and_then(|statement| statement.evidence.first()).map(|piece| printable(&piece.text)).unwrap_or_default()
}
