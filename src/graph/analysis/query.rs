//! Edges by who, what and whom. In: patterns; out: the edges that fit them.

use crate::graph::names::normalize;
use crate::graph::{EdgeView, KnowledgeGraph};
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;

/// Who may stand at one end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ends {
    /// Everybody.
    Any,
    /// These.
    These(BTreeSet<NodeIndex>),
}

impl Ends {
    fn contains(&self, node: NodeIndex) -> bool {
        match self {
            Self::Any => true,
            Self::These(nodes) => nodes.contains(&node),
        }
    }
}

/// The edges from `subject` to `object` whose predicate is among `predicates` (any if none are given), in order; those of
/// symmetric predicates in either direction.
pub fn edges_of<'a>(
    graph: &'a KnowledgeGraph,
    subject: &'a Ends,
    predicates: Option<&'a BTreeSet<String>>,
    object: &'a Ends,
) -> impl Iterator<Item = EdgeView<'a>> {
    graph.edges().filter(move |view| {
        let Some((source, target)) = graph.petgraph().edge_endpoints(view.index) else { return false };
        let fits = subject.contains(source) && object.contains(target);
        let turned = view.relation.key.symmetric && subject.contains(target) && object.contains(source);
        (fits || turned) && predicates.is_none_or(|wanted| wanted.contains(&view.edge.predicate))
    })
}

/// The entities one of whose names fits `pattern`, where `*` stands for anything; case and accents do not count.
pub fn named_like(graph: &KnowledgeGraph, pattern: &str) -> BTreeSet<NodeIndex> {
    let pieces: Vec<String> = pattern.split('*').map(piece).collect();
    let fits = |name: &str| fits(&piece(name), &pieces);
    let named = |index: &NodeIndex| {
        let node = graph.petgraph().node_weight(*index);
        node.is_some_and(|node| fits(&node.name) || node.aliases.iter().any(|alias| fits(&alias.text)))
    };
    graph.petgraph().node_indices().filter(named).collect()
}

fn piece(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { normalize(text) }
}

/// Whether `name` is the pieces in order with anything between: the first at its start, the last at its end.
fn fits(name: &str, pieces: &[String]) -> bool {
    let [first, middle @ .., last] = pieces else {
        return pieces.first().is_some_and(|only| name == only);
    };
    let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
    for piece in middle {
        match rest.split_once(piece.as_str()) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        let fits = |name: &str, pattern: &str| {
            let pieces: Vec<String> = pattern.split('*').map(piece).collect();
            fits(&piece(name), &pieces)
        };
        assert!(fits("Russian Foreign Ministry", "*ministry"));
        assert!(fits("Russian Foreign Ministry", "Russ*foreign*"));
        assert!(!fits("Russian Foreign Ministry", "*Defence*"));
        assert!(!fits("Russian Foreign Ministry", "Foreign*"));
        assert!(fits("Erdoğan", "ERD*an") && !fits("an", "an*an"));
    }
}
