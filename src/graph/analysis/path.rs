//! How two entities are connected. In: a graph and two nodes; out: the edges between.

use crate::graph::{Edge, KnowledgeGraph};
use crate::relation::{Modality, Polarity};
use petgraph::algo::astar;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, UndirectedAdaptor};

/// The edges of the shortest way from `from` to `to`, in order and against their direction where need be; none if the two
/// are not connected. Of ways of one length, the one that is said as a fact and most often.
pub fn path(graph: &KnowledgeGraph, from: NodeIndex, to: NodeIndex) -> Option<Vec<EdgeIndex>> {
    let petgraph = graph.petgraph();
    let (_, nodes) = astar(UndirectedAdaptor(petgraph), from, |node| node == to, |edge| cost(edge.weight()), |_| 0.0)?;
    let step = |pair: &[NodeIndex]| {
        let [a, b] = [pair.first().copied()?, pair.get(1).copied()?];
        let between = petgraph.edges_connecting(a, b).chain(petgraph.edges_connecting(b, a));
        between.min_by(|x, y| cost(x.weight()).total_cmp(&cost(y.weight()))).map(|edge| edge.id())
    };
    nodes.windows(2).map(step).collect()
}

/// One for the step, and less than a thousandth for doubts.
fn cost(edge: &Edge) -> f64 {
    let doubt = f64::from(u8::from(edge.polarity == Polarity::Negated) + u8::from(edge.modality != Modality::Actual));
    1.0 + doubt * 2e-4 + 1e-4 / edge.statements.max(1) as f64
}
