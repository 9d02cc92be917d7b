//! Who may be one and was left apart. In: a graph; out: pairs of nodes whose names suggest it, each with what stood in the
//! way, for people to judge and to rule on.

use super::names::{abbreviates, acronym, normalize};
use super::spelling::{likeness, skeleton};
use super::{KnowledgeGraph, Node};
use crate::entity::EntityKind;
use petgraph::graph::NodeIndex;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs for each node at most: those with the nodes that are mentioned most.
const PAIRS: usize = 3;

/// Two nodes that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftApart {
    /// The one that is mentioned less.
    pub one: NodeIndex,
    /// The one that is mentioned more.
    pub other: NodeIndex,
    /// What suggests that they are one, and what stood in the way.
    pub why: String,
}

impl KnowledgeGraph {
    /// People and bodies that may be one by their names and were left two, in order of mentions of the lesser one.
    pub fn left_apart(&self) -> Vec<LeftApart> {
        let mut groups: BTreeMap<(EntityKind, String), Vec<(NodeIndex, &Node)>> = BTreeMap::new();
        for index in self.graph.node_indices() {
            let Some(node) = self.graph.node_weight(index).filter(|node| node.kind != EntityKind::Country) else {
                continue;
            };
            for key in keys(node) {
                groups.entry((node.kind, key)).or_default().push((index, node));
            }
        }
        let mut seen: BTreeSet<(NodeIndex, NodeIndex)> = BTreeSet::new();
        let mut pairs: Vec<LeftApart> = Vec::new();
        for group in groups.values_mut() {
            group.sort_by_key(|(index, node)| (Reverse(node.mentions), *index));
            for (rank, &(one, node)) in group.iter().enumerate() {
                let before = group.iter().take(rank).filter_map(|&(other, more)| Some((other, why(node, more)?)));
                for (other, why) in before.take(PAIRS) {
                    if seen.insert((one, other)) {
                        pairs.push(LeftApart { one, other, why });
                    }
                }
            }
        }
        let mentions = |index: NodeIndex| self.graph.node_weight(index).map_or(0, |node| node.mentions);
        pairs.sort_by_key(|pair| (Reverse(mentions(pair.one)), pair.one, pair.other));
        pairs
    }
}

/// Words under which nodes that may be one meet.
fn keys(node: &Node) -> BTreeSet<String> {
    let name = normalize(&node.name);
    match node.kind {
        EntityKind::Person => name.rsplit(' ').next().map(skeleton).into_iter().collect(),
        _ => {
            let initials = name.split(' ').filter(|word| word.len() > 3).filter_map(|word| word.chars().next());
            let initials: String = initials.collect();
            let letters = acronym(&node.name).map(|letters| letters.to_lowercase());
            [Some(format!("{name} ")), Some(initials).filter(|i| i.len() > 1), letters].into_iter().flatten().collect()
        }
    }
}

/// Why the two may be one and are not said to be; none if nothing suggests it.
fn why(one: &Node, other: &Node) -> Option<String> {
    let (a, b) = (normalize(&one.name), normalize(&other.name));
    let suggests = if a == b {
        "the same name"
    } else if one.kind == EntityKind::Person {
        match (a.contains(' '), b.contains(' ')) {
            (true, true) => likeness(&a, &b).map(|_| "names alike")?,
            (false, false) => "names alike",
            _ => "a surname alone",
        }
    } else if a.len().min(b.len()) > 8 && strsim::osa_distance(&a, &b) <= 2 {
        "names alike"
    } else {
        let stands_for = |short: &Node, long: &Node| acronym(&short.name).is_some_and(|a| abbreviates(&a, &long.name));
        (stands_for(one, other) || stands_for(other, one)).then_some("an acronym")?
    };
    let against = match (&one.country, &other.country) {
        (Some(x), Some(y)) if x != y => format!("of different states ({x}, {y})"),
        (Some(_), Some(_)) if one.wikidata.is_some() && other.wikidata.is_some() => "of different ids".to_owned(),
        (Some(_), Some(_)) => "no office in common, or several whom it fits".to_owned(),
        _ => "nothing in the documents ties them, or several fit".to_owned(),
    };
    Some(format!("{suggests}, but {against}"))
}
