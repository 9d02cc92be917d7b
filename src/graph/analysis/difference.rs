//! What a newer graph has that an older one has not. In: two graphs; out: places in each.

use crate::graph::KnowledgeGraph;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::collections::BTreeMap;

/// How two graphs differ. Entities and edges are the same if their ids are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Entities of the newer graph alone.
    pub appeared: Vec<NodeIndex>,
    /// Entities of the older graph alone.
    pub gone: Vec<NodeIndex>,
    /// Edges of the newer graph alone.
    pub added: Vec<EdgeIndex>,
    /// Edges of the older graph alone.
    pub removed: Vec<EdgeIndex>,
    /// Edges of both that the newer graph has more, or fewer, sentences for: where they are in the older and in the newer.
    pub changed: Vec<(EdgeIndex, EdgeIndex)>,
}

/// How `new` differs from `old`.
pub fn difference(old: &KnowledgeGraph, new: &KnowledgeGraph) -> Difference {
    let lacks = |other: &KnowledgeGraph, graph: &KnowledgeGraph| -> Vec<NodeIndex> {
        graph.petgraph().node_indices().filter(|&index| other.node(graph.id(index)).is_none()).collect()
    };
    let edges = |graph: &KnowledgeGraph| -> BTreeMap<String, (EdgeIndex, usize)> {
        graph.edges().map(|view| (view.edge.id.clone(), (view.index, view.edge.statements))).collect()
    };
    let (before, after) = (edges(old), edges(new));
    let changed = |(id, &(index, said)): (&String, &(EdgeIndex, usize))| {
        before.get(id).filter(|earlier| earlier.1 != said).map(|earlier| (earlier.0, index))
    };
    let mut difference = Difference {
        appeared: lacks(old, new),
        gone: lacks(new, old),
        added: after.iter().filter(|(id, _)| !before.contains_key(*id)).map(|(_, edge)| edge.0).collect(),
        removed: before.iter().filter(|(id, _)| !after.contains_key(*id)).map(|(_, edge)| edge.0).collect(),
        changed: after.iter().filter_map(changed).collect(),
    };
    // In the graphs' own order, not that of ids.
    difference.added.sort_unstable();
    difference.removed.sort_unstable();
    difference.changed.sort_unstable_by_key(|&(_, edge)| edge);
    difference
}
