//! A graph in numbers. In: a graph; out: [`Statistics`].

use super::{communities, page_rank};
use crate::entity::EntityKind;
use crate::graph::KnowledgeGraph;
use petgraph::algo::connected_components;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What there is in a graph, and who and what is most often in it. Lists are complete, the most frequent first.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// Documents.
    pub articles: usize,
    /// Entities of each kind.
    pub kinds: Vec<(EntityKind, usize)>,
    /// Relations, each once whatever number of edges draws it.
    pub relations: usize,
    /// Edges.
    pub edges: usize,
    /// Sentences that say the relations, counted for each relation.
    pub sentences: usize,
    /// Parts of the graph that no edge joins.
    pub components: usize,
    /// First and last day of the edges, ISO 8601.
    pub span: Option<(String, String)>,
    /// Every entity, the most central first.
    pub actors: Vec<Actor>,
    /// Every two entities that an edge joins.
    pub pairs: Vec<Pair>,
    /// Every predicate.
    pub predicates: Vec<Count>,
    /// Every month in which an edge begins, in order of time.
    pub months: Vec<Count>,
}

/// One entity in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Actor {
    /// Which.
    pub node: NodeIndex,
    /// Edges that begin or end at it.
    pub edges: usize,
    /// Sentences that say these edges.
    pub sentences: usize,
    /// PageRank; the sum over all entities is 1.
    pub rank: f64,
    /// The number of its group; the largest group is 0.
    pub community: usize,
}

/// Two entities in numbers, whoever does what to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The end whose id sorts first.
    pub one: NodeIndex,
    /// The other.
    pub other: NodeIndex,
    /// Edges between them.
    pub edges: usize,
    /// Sentences that say these edges.
    pub sentences: usize,
}

/// A predicate or a month in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted: "met_with", "2022-02".
    pub what: String,
    /// Its edges.
    pub edges: usize,
    /// Sentences that say these edges.
    pub sentences: usize,
}

/// `graph` in numbers.
pub fn statistics(graph: &KnowledgeGraph) -> Statistics {
    let mut ends: BTreeMap<NodeIndex, [usize; 2]> = BTreeMap::new();
    let mut pairs = Pairs::new();
    let mut predicates: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut months: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    fn count<K: Ord>(counts: &mut BTreeMap<K, [usize; 2]>, key: K, sentences: usize) {
        let [edges, said] = counts.entry(key).or_default();
        *edges += 1;
        *said += sentences;
    }
    let mut sentences = 0;
    for edge in graph.petgraph().edge_references() {
        let (a, b, said) = (edge.source(), edge.target(), edge.weight().statements);
        sentences += said;
        count(&mut ends, a, said);
        if a != b {
            count(&mut ends, b, said);
        }
        count(&mut pairs, (a.min(b), a.max(b)), said);
        count(&mut predicates, edge.weight().predicate.as_str(), said);
        if let Some(month) = edge.weight().first.as_deref() {
            count(&mut months, month.get(..7).unwrap_or(month), said);
        }
    }
    let days = |day: fn(&crate::graph::Edge) -> Option<&String>| {
        graph.petgraph().edge_weights().filter_map(day).collect::<Vec<_>>()
    };
    let (first, last) = (days(|edge| edge.first.as_ref()), days(|edge| edge.last.as_ref()));
    let kinds = [EntityKind::Person, EntityKind::Country, EntityKind::Organization];
    let mut predicates = counts(predicates);
    predicates.sort_by_key(|count| Reverse((count.edges, count.sentences)));
    Statistics {
        articles: graph.articles().len(),
        kinds: kinds.map(|kind| (kind, graph.nodes().filter(|node| node.kind == kind).count())).into(),
        relations: graph.relations().len(),
        edges: graph.edge_count(),
        sentences,
        components: connected_components(graph.petgraph()),
        span: first.into_iter().min().cloned().zip(last.into_iter().max().cloned()),
        actors: actors(graph, &ends),
        pairs: ranked_pairs(pairs),
        predicates,
        months: counts(months),
    }
}

fn counts(counted: BTreeMap<&str, [usize; 2]>) -> Vec<Count> {
    let count = |(what, [edges, sentences]): (&str, [usize; 2])| Count { what: what.to_owned(), edges, sentences };
    counted.into_iter().map(count).collect()
}

fn actors(graph: &KnowledgeGraph, ends: &BTreeMap<NodeIndex, [usize; 2]>) -> Vec<Actor> {
    let (ranks, groups) = (page_rank(graph), communities(graph));
    let actor = |node: NodeIndex| {
        let [edges, sentences] = ends.get(&node).copied().unwrap_or_default();
        Actor { node, edges, sentences, rank: ranks[node.index()], community: groups[node.index()] }
    };
    let mut actors: Vec<Actor> = graph.petgraph().node_indices().map(actor).collect();
    actors.sort_by(|a, b| b.rank.total_cmp(&a.rank).then(b.edges.cmp(&a.edges)).then(a.node.cmp(&b.node)));
    actors
}

type Pairs = BTreeMap<(NodeIndex, NodeIndex), [usize; 2]>;

fn ranked_pairs(pairs: Pairs) -> Vec<Pair> {
    type Entry = ((NodeIndex, NodeIndex), [usize; 2]);
    let pair = |((one, other), [edges, sentences]): Entry| Pair { one, other, edges, sentences };
    let mut pairs: Vec<Pair> = pairs.into_iter().map(pair).collect();
    pairs.sort_by_key(|pair| Reverse((pair.edges, pair.sentences)));
    pairs
}
