//! How central each entity is. In: a graph; out: PageRank (Brin and Page 1998).

use crate::graph::KnowledgeGraph;
use petgraph::visit::EdgeRef;

/// The share of a rank that is handed on along edges.
const DAMPING: f64 = 0.85;
/// Rounds at most, and the change of all ranks that ends them.
const ROUNDS: usize = 200;
const SETTLED: f64 = 1e-10;

/// The rank of each node, in order of node; the sum is 1. A node hands its rank on to those whom it does something to,
/// in proportion to the sentences that say so, and both ends of a symmetric relation to each other. (petgraph's own
/// takes time that grows with the square of the nodes.)
pub fn page_rank(graph: &KnowledgeGraph) -> Vec<f64> {
    let count = graph.nodes().len();
    let mut links: Vec<(usize, usize, f64)> = Vec::new();
    for edge in graph.petgraph().edge_references() {
        let (a, b, weight) = (edge.source().index(), edge.target().index(), edge.weight().statements.max(1) as f64);
        links.push((a, b, weight));
        if graph.relations().get(edge.weight().relation).is_some_and(|relation| relation.key.symmetric) {
            links.push((b, a, weight));
        }
    }
    let mut given = vec![0.0; count];
    for &(from, _, weight) in &links {
        given[from] += weight;
    }
    let even = 1.0 / count.max(1) as f64;
    let mut ranks = vec![even; count];
    for _ in 0..ROUNDS {
        // What nobody is linked from is spread over all.
        let idle: f64 = ranks.iter().zip(&given).filter(|(_, given)| **given == 0.0).map(|(rank, _)| rank).sum();
        let mut next = vec![(1.0 - DAMPING) * even + DAMPING * idle * even; count];
        for &(from, to, weight) in &links {
            next[to] += DAMPING * ranks[from] * weight / given[from];
        }
        let change: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        ranks = next;
        if change < SETTLED {
            break;
        }
    }
    ranks
}
