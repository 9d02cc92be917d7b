//! `demarche query`. In: a graph and patterns of who, what and whom; out: the edges that fit.

use super::answers::{answer, object, table};
use super::console::Outcome;
use super::graphs::{entity, open};
use super::reading::Query;
use demarche::graph::analysis::{Ends, edges_of, named_like};
use demarche::graph::{EdgeView, Found, KnowledgeGraph};
use demarche::{Error, Result};
use glob::Pattern;
use std::collections::BTreeSet;
use std::path::Path;

/// Finds edges.
///
/// # Errors
/// The graph cannot be read, or a name or predicate fits nothing in it.
pub fn query(options: &Query) -> Result<Outcome> {
    let graph = open(&options.graph)?;
    let [subject, object_] = [&options.subject, &options.object].map(|name| ends(&graph, name, &options.graph));
    let (subject, other) = (subject?, object_?);
    let predicates = predicates(&graph, &options.predicate, &options.graph)?;
    let edges: Vec<EdgeView> = edges_of(&graph, &subject, predicates.as_ref(), &other).collect();
    let found = table(&graph, &edges);
    let text = || if edges.is_empty() { "no such relation\n".to_owned() } else { found.text() };
    answer(&options.form, || edges.iter().map(|view| object(&graph, view)).collect(), &found, text)
}

/// The entities that a word of the user's means: everybody, those whose names fit its pattern, or all that are called so.
fn ends(graph: &KnowledgeGraph, name: &str, path: &Path) -> Result<Ends> {
    if name == "*" {
        return Ok(Ends::Any);
    }
    let these = match graph.find(name) {
        Found::Several(all) => all.into_iter().collect(),
        _ if name.contains('*') => named_like(graph, name),
        _ => BTreeSet::from([entity(graph, name, path)?]),
    };
    if these.is_empty() {
        return Err(Error::input(
            path,
            None,
            format!(
                "no name fits {name:?}: try a shorter pattern, such as '*{}*'",
                name.trim_matches('*').split(' ').next().unwrap_or_default()
            ),
        ));
    }
    Ok(Ends::These(these))
}

/// The predicates of the graph that fit `wanted`; none if anything does.
fn predicates(graph: &KnowledgeGraph, wanted: &str, path: &Path) -> Result<Option<BTreeSet<String>>> {
    if wanted == "*" {
        return Ok(None);
    }
    let known: BTreeSet<&str> = graph.edges().map(|view| view.edge.predicate.as_str()).collect();
    let mut found = BTreeSet::new();
    for pattern in wanted.split(',').map(|word| word.trim().to_lowercase().replace(' ', "_")) {
        let refuse = |reason: String| Error::input(path, None, format!("{pattern:?}: {reason}"));
        let glob = Pattern::new(&pattern).map_err(|e| refuse(e.to_string()))?;
        let fitting: Vec<&str> = known.iter().copied().filter(|name| glob.matches(name)).collect();
        if fitting.is_empty() {
            let all: Vec<&str> = known.iter().copied().collect();
            return Err(refuse(format!("no such predicate in this graph; there are {}", all.join(", "))));
        }
        found.extend(fitting.into_iter().map(str::to_owned));
    }
    Ok(Some(found))
}
