//! A part of a graph, as a graph of its own. In: [`KnowledgeGraph`] and a [`View`], which says what is wanted; out: a
//! graph that every format writes as it writes the whole.
//!
//! A view chooses statements, and so edges; nothing is added to what they say, and their ids stay the same. The entities
//! of a view are the ends of its edges and the speakers of its statements: without its speaker a claim would stand there
//! as the text's own. An entity's names and counts remain those of the whole corpus. Choices are made in the order of
//! [`View`]'s fields, each among what the one before has left.

use super::assemble::{Parts, assemble, days};
use super::model::{Article, ArticleIndex, Node, RelationKey, Statement};
use super::{KnowledgeGraph, record};
use crate::entity::EntityKind;
use crate::relation::{Modality, Polarity};
use petgraph::graph::NodeIndex;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is wanted of a graph; the default is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Only what is affirmed, and as a fact.
    pub asserted: bool,
    /// Only these predicates; all if empty.
    pub predicates: BTreeSet<String>,
    /// Only edges between entities of these kinds; all if empty.
    pub kinds: BTreeSet<EntityKind>,
    /// Only what lasts to this day or longer, ISO 8601; an event's date, else its article's. What has no date is left out.
    pub since: Option<String>,
    /// Only what begins on this day or before.
    pub until: Option<String>,
    /// Only statements as sure as this, in hundredths.
    pub min_confidence: u8,
    /// Whether edges of one PLOVER type are merged, whose name becomes their predicate; standing ties have none and stay.
    /// A type has no direction if one of its predicates has none.
    pub by_event_type: bool,
    /// Only edges that this many sentences say.
    pub min_statements: usize,
    /// Only this entity and those around it.
    pub ego: Option<Ego>,
    /// Only this many entities, those with the most edges, and the edges between them.
    pub largest: Option<usize>,
}

/// An entity and its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ego {
    /// The entity's id.
    pub id: String,
    /// How many edges away the others are at most.
    pub hops: usize,
}

type Chosen = Vec<(RelationKey, Vec<Statement>)>;

impl View {
    /// What is wanted of `graph`.
    pub fn of(&self, graph: &KnowledgeGraph) -> KnowledgeGraph {
        if *self == Self::default() {
            return graph.clone();
        }
        let mut chosen = self.statements(graph);
        if !self.kinds.is_empty() {
            let fits = |index: NodeIndex| graph.graph.node_weight(index).is_some_and(|n| self.kinds.contains(&n.kind));
            retain(&mut chosen, |key, end| fits(key.subject) && fits(end));
        }
        if self.by_event_type {
            chosen = merged(chosen);
        }
        if self.min_statements > 1 {
            let said = weights(&chosen);
            retain(&mut chosen, |key, end| said.get(&(key.clone(), end)).is_some_and(|&n| n >= self.min_statements));
        }
        let ego = self.ego.as_ref().map(|ego| (graph.index_of(&ego.id), ego.hops));
        if let Some((center, hops)) = ego {
            let near = center.map(|center| around(&chosen, center, hops)).unwrap_or_default();
            retain(&mut chosen, |key, end| near.contains(&key.subject) && near.contains(&end));
        }
        if let Some(number) = self.largest {
            let large = largest(&chosen, number, ego.and_then(|(center, _)| center));
            retain(&mut chosen, |key, end| large.contains(&key.subject) && large.contains(&end));
        }
        part(graph, chosen)
    }

    /// The statements that fit, each for itself.
    fn statements(&self, graph: &KnowledgeGraph) -> Chosen {
        let fits = |key: &RelationKey| {
            let fact = (key.polarity, key.modality) == (Polarity::Affirmed, Modality::Actual);
            (!self.asserted || fact) && (self.predicates.is_empty() || self.predicates.contains(&key.predicate))
        };
        let mut chosen = Chosen::new();
        for relation in graph.relations.iter().filter(|relation| fits(&relation.key)) {
            let said = relation.statements.iter().filter(|statement| {
                statement.confidence >= self.min_confidence && self.is_then(statement, &graph.articles)
            });
            chosen.push((relation.key.clone(), said.cloned().collect()));
        }
        chosen.retain(|(_, said)| !said.is_empty());
        chosen
    }

    fn is_then(&self, statement: &Statement, articles: &[Article]) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        days(statement, articles).is_some_and(|(first, last)| {
            self.since.as_deref().is_none_or(|since| last >= since)
                && self.until.as_deref().is_none_or(|until| first <= until)
        })
    }
}

/// The ends that edges of the relation lead to, with the sentences of a statement for each.
fn ends<'a>(key: &'a RelationKey, said: &'a [Statement]) -> impl Iterator<Item = (NodeIndex, usize)> + 'a {
    said.iter().flat_map(move |statement| {
        let about = if key.object.is_none() { statement.about.as_slice() } else { &[] };
        key.object.into_iter().chain(about.iter().copied()).map(|end| (end, statement.evidence.len()))
    })
}

/// Keeps the edges for which `keep` holds, given the relation and the end.
fn retain(chosen: &mut Chosen, keep: impl Fn(&RelationKey, NodeIndex) -> bool) {
    for (key, said) in chosen.iter_mut() {
        match key.object {
            Some(object) if keep(key, object) => {}
            Some(_) => said.clear(),
            None => {
                said.iter_mut().for_each(|statement| statement.about.retain(|&end| keep(key, end)));
                said.retain(|statement| !statement.about.is_empty());
            }
        }
    }
    chosen.retain(|(_, said)| !said.is_empty());
}

/// How many sentences say each edge.
fn weights(chosen: &Chosen) -> BTreeMap<(RelationKey, NodeIndex), usize> {
    let mut weights = BTreeMap::new();
    for (key, said) in chosen {
        for (end, sentences) in ends(key, said) {
            *weights.entry((key.clone(), end)).or_default() += sentences;
        }
    }
    weights
}

/// Both ends of every edge, each edge once.
fn pairs(chosen: &Chosen) -> impl Iterator<Item = (NodeIndex, NodeIndex)> + '_ {
    chosen.iter().flat_map(|(key, said)| {
        let ends: BTreeSet<NodeIndex> = ends(key, said).map(|(end, _)| end).collect();
        ends.into_iter().map(|end| (key.subject, end))
    })
}

/// The entities that are at most `hops` edges from `center`, whatever the edges' direction.
fn around(chosen: &Chosen, center: NodeIndex, hops: usize) -> BTreeSet<NodeIndex> {
    let mut beside: BTreeMap<NodeIndex, BTreeSet<NodeIndex>> = BTreeMap::new();
    for (a, b) in pairs(chosen) {
        beside.entry(a).or_default().insert(b);
        beside.entry(b).or_default().insert(a);
    }
    let mut near = BTreeSet::from([center]);
    let mut rim = near.clone();
    for _ in 0..hops {
        let next = rim.iter().filter_map(|node| beside.get(node)).flatten().copied();
        rim = next.filter(|node| !near.contains(node)).collect();
        if rim.is_empty() {
            break;
        }
        near.extend(&rim);
    }
    near
}

/// The `number` entities with the most edges, the first of equals; `always` is one of them.
fn largest(chosen: &Chosen, number: usize, always: Option<NodeIndex>) -> BTreeSet<NodeIndex> {
    let mut degrees: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for end in pairs(chosen).flat_map(|(a, b)| [a, b]) {
        *degrees.entry(end).or_default() += 1;
    }
    let mut ranked: Vec<(NodeIndex, usize)> = degrees.into_iter().collect();
    ranked.sort_by_key(|&(node, degree)| (Some(node) != always, Reverse(degree), node));
    ranked.into_iter().take(number).map(|(node, _)| node).collect()
}

/// The relations with the event types of their statements for predicates.
fn merged(chosen: Chosen) -> Chosen {
    let event_type = |statement: &Statement| statement.plover.as_deref().and_then(record::token);
    let mut without_direction: BTreeSet<String> = BTreeSet::new();
    for (_, said) in chosen.iter().filter(|(key, _)| key.symmetric) {
        without_direction.extend(said.iter().filter_map(event_type));
    }
    let mut types: BTreeMap<RelationKey, Vec<Statement>> = BTreeMap::new();
    for (key, said) in chosen {
        for mut statement in said {
            let mut key = key.clone();
            if let Some(name) = event_type(&statement) {
                key.symmetric = without_direction.contains(&name);
                key.predicate = name;
            }
            if key.symmetric {
                record::in_order(&mut key.subject, &mut key.object, &mut statement.evidence);
            }
            types.entry(key).or_default().push(statement);
        }
    }
    types.into_iter().collect()
}

/// The graph of `chosen`, which are relations of `graph`.
fn part(graph: &KnowledgeGraph, chosen: Chosen) -> KnowledgeGraph {
    let mut named: BTreeSet<NodeIndex> = BTreeSet::new();
    let mut read: BTreeSet<ArticleIndex> = BTreeSet::new();
    for (key, said) in &chosen {
        named.insert(key.subject);
        named.extend(ends(key, said).map(|(end, _)| end));
        named.extend(said.iter().filter_map(|statement| statement.said_by));
        read.extend(said.iter().map(|statement| statement.article));
    }
    let nodes: Vec<&Node> = named.iter().filter_map(|&index| graph.graph.node_weight(index)).collect();
    read.extend(nodes.iter().flat_map(|node| &node.occurrences).map(|occurrence| occurrence.article));
    let places: BTreeMap<NodeIndex, NodeIndex> =
        named.iter().enumerate().map(|(new, &old)| (old, NodeIndex::new(new))).collect();
    let articles: BTreeMap<ArticleIndex, ArticleIndex> =
        read.iter().enumerate().map(|(new, &old)| (old, ArticleIndex(new))).collect();
    // Every index in `chosen` has its new place: the maps were made of them.
    let place = |old: NodeIndex| places.get(&old).copied().unwrap_or_default();
    let article = |old: ArticleIndex| articles.get(&old).copied().unwrap_or(ArticleIndex(0));
    let mut parts = Parts {
        articles: read.iter().filter_map(|&index| graph.article(index)).cloned().collect(),
        nodes: nodes.into_iter().cloned().collect(),
        relations: BTreeMap::new(),
    };
    for occurrence in parts.nodes.iter_mut().flat_map(|node| &mut node.occurrences) {
        occurrence.article = article(occurrence.article);
    }
    for (mut key, mut said) in chosen {
        key.subject = place(key.subject);
        key.object = key.object.map(place);
        for statement in &mut said {
            statement.article = article(statement.article);
            statement.about.retain(|about| named.contains(about));
            statement.about.iter_mut().for_each(|about| *about = place(*about));
            statement.said_by = statement.said_by.map(place);
        }
        parts.relations.entry(key).or_default().extend(said);
    }
    assemble(parts)
}
