//! Who deals mostly with whom. In: a graph; out: groups, by the method of Louvain (Blondel and others 2008).

use crate::graph::KnowledgeGraph;
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Weights of the links of each node; a link to itself stands for those within it.
type Links = Vec<BTreeMap<usize, f64>>;

/// Passes over all nodes at most.
const PASSES: usize = 50;

/// The number of the group of each node, in order of node; the largest group is 0. Links count by the sentences that say
/// them, in either direction. Nodes are visited in order, so the same graph has the same groups.
pub fn communities(graph: &KnowledgeGraph) -> Vec<usize> {
    let mut links: Links = vec![BTreeMap::new(); graph.nodes().len()];
    for edge in graph.petgraph().edge_references() {
        let (a, b) = (edge.source().index(), edge.target().index());
        let weight = edge.weight().statements.max(1) as f64;
        if a != b {
            *links[a].entry(b).or_default() += weight;
            *links[b].entry(a).or_default() += weight;
        }
    }
    by_size(&louvain(links))
}

fn louvain(mut links: Links) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..links.len()).collect();
    loop {
        let (joined, number) = numbered(&joined(&links));
        if number == links.len() {
            return groups;
        }
        groups.iter_mut().for_each(|group| *group = joined[*group]);
        let mut merged: Links = vec![BTreeMap::new(); number];
        for (node, neighbours) in links.iter().enumerate() {
            for (&other, weight) in neighbours {
                *merged[joined[node]].entry(joined[other]).or_default() += weight;
            }
        }
        links = merged;
    }
}

/// Moves each node to the neighbouring group that raises modularity most, until none moves.
fn joined(links: &Links) -> Vec<usize> {
    let degrees: Vec<f64> = links.iter().map(|neighbours| neighbours.values().sum()).collect();
    let whole: f64 = degrees.iter().sum();
    let mut group: Vec<usize> = (0..links.len()).collect();
    let mut totals = degrees.clone();
    for _ in 0..PASSES {
        let mut moved = false;
        for node in 0..links.len() {
            let own = group[node];
            totals[own] -= degrees[node];
            let mut to: BTreeMap<usize, f64> = BTreeMap::from([(own, 0.0)]);
            for (&other, weight) in links[node].iter().filter(|(other, _)| **other != node) {
                *to.entry(group[other]).or_default() += weight;
            }
            let gain = |group: usize, weight: f64| weight - totals[group] * degrees[node] / whole;
            let mut best = (own, gain(own, to[&own]));
            for (&candidate, &weight) in &to {
                let gain = gain(candidate, weight);
                if gain > best.1 + 1e-12 {
                    best = (candidate, gain);
                }
            }
            totals[best.0] += degrees[node];
            moved |= best.0 != own;
            group[node] = best.0;
        }
        if !moved {
            break;
        }
    }
    group
}

/// Groups numbered from 0 in order of their first node, and how many there are.
fn numbered(groups: &[usize]) -> (Vec<usize>, usize) {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut renamed = Vec::with_capacity(groups.len());
    for group in groups {
        let next = numbers.len();
        renamed.push(*numbers.entry(*group).or_insert(next));
    }
    (renamed, numbers.len())
}

fn by_size(groups: &[usize]) -> Vec<usize> {
    let (groups, number) = numbered(groups);
    let mut sizes = vec![0_usize; number];
    groups.iter().for_each(|&group| sizes[group] += 1);
    let mut order: Vec<usize> = (0..number).collect();
    order.sort_by_key(|&group| Reverse(sizes[group]));
    let mut place = vec![0; number];
    order.iter().enumerate().for_each(|(rank, &group)| place[group] = rank);
    groups.into_iter().map(|group| place[group]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cliques_are_two_groups() {
        let mut links: Links = vec![BTreeMap::new(); 9];
        let pairs = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (3, 6), (4, 6), (5, 6), (2, 3)];
        for (a, b) in pairs {
            links[a].insert(b, 1.0);
            links[b].insert(a, 1.0);
        }
        assert_eq!(by_size(&louvain(links)), [1, 1, 1, 0, 0, 0, 0, 2, 3]);
    }
}
