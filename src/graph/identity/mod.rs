//! Which entities of different documents are one. In: all records, and what the user has ruled; out: the nodes, and for
//! each document's entity its node, the rule that put it there and the evidence.
//!
//! One wrong merge is worse than two nodes. An entity is put by what is written of it (an [`Anchor`]: code, id, or name
//! and state), and anchors are joined by few rules, the surest first:
//!
//! 1. what the user has ruled;
//! 2. the same ISO 3166 code, the same Wikidata id;
//! 3. the same kind and name. Bodies share names ("Foreign Ministry"), and people do, so the states must not differ;
//! 4. a body by the acronym that only one body is given;
//! 5. a person by a longer or shorter form of the name, or by another romanization, where only one person fits and state
//!    or office speak for it;
//! 6. a person by the surname, where only one person of the corpus bears it and the document supports it.
//!
//! There are no chains of guesses: whoever is joined must fit the one that it ends at. Everything is decided over the
//! collected whole, in sorted order.

mod anchor;
mod bodies;
mod gathered;
mod known;
mod people;
mod surnames;

use super::model::{Identity, Node};
use super::record::Record;
use super::rulings::Rulings;
use crate::gazetteer::Gazetteer;
use anchor::{Anchor, Own};
use gathered::Gathered;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// Where a document's entity belongs, and why.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub node: NodeIndex,
    pub identity: Identity,
    /// What spoke for it, where the rule alone does not say it.
    pub because: Option<String>,
}

/// The nodes, in order of id and without occurrences, and a place for each entity of each record.
#[derive(Debug, Default)]
pub(super) struct Resolution {
    pub nodes: Vec<Node>,
    pub places: Vec<Vec<Place>>,
}

/// Why an anchor was joined to another.
#[derive(Debug, Clone)]
struct Join {
    to: Anchor,
    identity: Identity,
    because: String,
}

/// What is being decided.
struct Corpus<'a> {
    records: &'a [Record],
    rulings: &'a Rulings,
    gazetteer: Option<&'a Gazetteer>,
    /// By record, the states that it names.
    states: Vec<BTreeSet<String>>,
    /// What is known at each anchor that is not joined to another.
    gathered: BTreeMap<Anchor, Gathered>,
    joins: BTreeMap<Anchor, Join>,
}

/// Decides the identity of every entity of `records`.
pub(super) fn resolve(records: &[Record], rulings: &Rulings) -> Resolution {
    let gazetteer = Gazetteer::embedded().ok();
    let states = records.iter().map(|record| anchor::states(record, gazetteer)).collect();
    let mut corpus = Corpus { records, rulings, gazetteer, states, gathered: BTreeMap::new(), joins: BTreeMap::new() };
    let anchors = anchor::of_all(&corpus);
    for (number, (record, anchors)) in records.iter().zip(&anchors).enumerate() {
        for (index, (local, own)) in record.entities.iter().zip(anchors).enumerate() {
            let offices = anchor::offices(record, index);
            corpus.gathered.entry(own.anchor.clone()).or_default().add(number, local, offices);
        }
    }
    known::join_ruled(&mut corpus);
    known::join_countries(&mut corpus);
    known::join_names(&mut corpus);
    bodies::join_unstated(&mut corpus);
    bodies::join_acronyms(&mut corpus);
    people::join_forms(&mut corpus);
    surnames::join_surnames(&mut corpus);
    corpus.resolution(&anchors)
}

impl Corpus<'_> {
    /// Where `anchor` has been joined to. Joins never form a circle: only what stands by itself is joined.
    fn root(&self, anchor: &Anchor) -> Anchor {
        let mut at = anchor;
        while let Some(join) = self.joins.get(at) {
            at = &join.to;
        }
        at.clone()
    }

    /// Joins `from` to what `to` has been joined to, unless they are one already or the user keeps them apart.
    fn join(&mut self, from: &Anchor, to: &Anchor, identity: Identity, because: String) -> bool {
        let to = self.root(to);
        if *from == to || self.joins.contains_key(from) || self.are_apart(from, &to) {
            return false;
        }
        let Some(part) = self.gathered.remove(from) else { return false };
        self.gathered.entry(to.clone()).or_default().absorb(part);
        self.joins.insert(from.clone(), Join { to, identity, because });
        true
    }

    fn are_apart(&self, a: &Anchor, b: &Anchor) -> bool {
        let called = |anchor: &Anchor| {
            let mut names = self.gathered.get(anchor).map(|all| all.forms.clone()).unwrap_or_default();
            names.insert(anchor.node_id());
            names
        };
        !self.rulings.is_empty() && self.rulings.are_apart(anchor_kind(self, a), &called(a), &called(b))
    }

    /// The first document of those that are gathered at `anchor`, for people.
    fn document(&self, anchor: &Anchor) -> &str {
        let first = self.gathered.get(anchor).and_then(|all| all.documents.first());
        first.and_then(|&number| self.records.get(number)).map_or("", |record| record.article.id.as_str())
    }

    /// "Antony Blinken in talks-1".
    fn described(&self, anchor: &Anchor) -> String {
        let name = self.gathered.get(anchor).map(Gathered::name).unwrap_or_default();
        format!("{name} in {}", self.document(anchor))
    }

    /// The state's common name.
    fn state<'s>(&'s self, code: &'s str) -> &'s str {
        self.gazetteer.and_then(|gazetteer| gazetteer.country_name(code)).unwrap_or(code)
    }

    fn resolution(&self, anchors: &[Vec<Own>]) -> Resolution {
        let mut nodes: Vec<(Node, &Anchor)> =
            self.gathered.iter().map(|(anchor, all)| (all.node(anchor), anchor)).collect();
        nodes.sort_unstable_by(|a, b| a.0.id.cmp(&b.0.id));
        let numbers: BTreeMap<&Anchor, NodeIndex> =
            nodes.iter().enumerate().map(|(number, (_, anchor))| (*anchor, NodeIndex::new(number))).collect();
        let place = |own: &Own| {
            let node = numbers.get(&self.root(&own.anchor)).copied().unwrap_or_default();
            match self.joins.get(&own.anchor) {
                _ if own.ruled => Place { node, identity: Identity::Ruled, because: own.because.clone() },
                Some(join) => Place { node, identity: join.identity, because: Some(join.because.clone()) },
                None => Place { node, identity: own.anchor.identity(), because: own.because.clone() },
            }
        };
        let places = anchors.iter().map(|anchors| anchors.iter().map(place).collect()).collect();
        Resolution { nodes: nodes.into_iter().map(|(node, _)| node).collect(), places }
    }
}

fn anchor_kind(corpus: &Corpus, anchor: &Anchor) -> Option<crate::entity::EntityKind> {
    corpus.gathered.get(anchor).map(Gathered::kind)
}

fn only<T>(mut candidates: impl Iterator<Item = T>) -> Option<T> {
    candidates.next().filter(|_| candidates.next().is_none())
}
