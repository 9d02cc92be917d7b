//! Which entities of different documents are one. In: all records; out: the nodes, and for each document's entity its
//! node and the reason.
//!
//! One wrong merge is worse than two nodes, so the joins are few and each is an equivalence of something written:
//!
//! 1. the same ISO 3166 code;
//! 2. the same Wikidata id;
//! 3. the same kind and normalized name. Bodies share names ("Foreign Ministry"), and so do people known by one name
//!    only, so these must also belong to the same state, or be the only ones of that name;
//! 4. a name that some document ties to a known id joins it elsewhere, if it is a full name and only one bears it;
//! 5. a body named only by its acronym joins the body that another document gives this acronym, if there is only one.
//!
//! Everything is decided over the collected whole, in sorted order.

use super::ids;
use super::model::{Identity, Node};
use super::names::{abbreviates, acronym, normalize};
use super::record::{Local, Record};
use crate::entity::{EntityKind, MentionKind};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// What holds a node together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Anchor {
    Iso3(String),
    Wikidata(String),
    /// Kind, normalized name and, where names alone do not tell apart, the state.
    Name(EntityKind, String, Option<String>),
}

/// What the documents say of the entities at one anchor; counts are of documents' entities.
#[derive(Debug, Default)]
struct Gathered {
    kinds: BTreeMap<EntityKind, usize>,
    names: BTreeMap<String, usize>,
    countries: BTreeMap<String, usize>,
    wikidata: BTreeMap<String, usize>,
    /// Acronyms that a document gives to the full name.
    acronyms: BTreeSet<String>,
}

/// Where a document's entity belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub node: NodeIndex,
    pub identity: Identity,
}

/// The nodes, in order of id and without occurrences, and a place for each entity of each record.
#[derive(Debug, Default)]
pub(super) struct Resolution {
    pub nodes: Vec<Node>,
    pub places: Vec<Vec<Place>>,
}

type Joins = BTreeMap<Anchor, (Anchor, Identity)>;

/// Decides the identity of every entity of `records`.
pub(super) fn resolve(records: &[Record]) -> Resolution {
    let mut gathered: BTreeMap<Anchor, Gathered> = BTreeMap::new();
    for local in records.iter().flat_map(|record| &record.entities) {
        gathered.entry(anchor(local)).or_default().add(local);
    }
    let mut joins = Joins::new();
    join_wikidata_to_countries(&gathered, &mut joins);
    join_names(&gathered, &mut joins);
    join_acronyms(&gathered, &mut joins);

    let mut whole: BTreeMap<Anchor, Gathered> = BTreeMap::new();
    for (anchor, part) in gathered {
        whole.entry(root(&joins, &anchor)).or_default().absorb(part);
    }
    let mut nodes: Vec<(Node, Anchor)> = whole.into_iter().map(|(anchor, all)| (all.node(&anchor), anchor)).collect();
    nodes.sort_unstable_by(|a, b| a.0.id.cmp(&b.0.id));
    let numbers: BTreeMap<&Anchor, NodeIndex> =
        nodes.iter().enumerate().map(|(number, (_, anchor))| (anchor, NodeIndex::new(number))).collect();
    let place = |local: &Local| {
        let own = anchor(local);
        let node = numbers.get(&root(&joins, &own)).copied().unwrap_or_default();
        let identity = joins.get(&own).map_or(own.identity(), |(_, reason)| *reason);
        Place { node, identity }
    };
    let places = records.iter().map(|record| record.entities.iter().map(place).collect()).collect();
    Resolution { nodes: nodes.into_iter().map(|(node, _)| node).collect(), places }
}

impl Anchor {
    fn identity(&self) -> Identity {
        match self {
            Self::Iso3(_) => Identity::Iso3,
            Self::Wikidata(_) => Identity::Wikidata,
            Self::Name(..) => Identity::Name,
        }
    }

    fn node_id(&self) -> String {
        match self {
            Self::Iso3(code) => ids::country(code),
            Self::Wikidata(id) => id.clone(),
            Self::Name(kind, name, country) => ids::named(*kind, name, country.as_deref()),
        }
    }
}

fn anchor(local: &Local) -> Anchor {
    if let (EntityKind::Country, Some(code)) = (local.kind, &local.iso3) {
        return Anchor::Iso3(code.clone());
    }
    if let Some(id) = &local.wikidata {
        return Anchor::Wikidata(id.clone());
    }
    let name = normalize(&local.name);
    let country = local.country.clone().filter(|_| !is_telling(local.kind, &name));
    Anchor::Name(local.kind, name, country)
}

/// Whether a normalized name alone tells who is meant: a person's full name, a country's name.
fn is_telling(kind: EntityKind, name: &str) -> bool {
    match kind {
        EntityKind::Person => name.contains(' '),
        EntityKind::Country => true,
        EntityKind::Organization => false,
    }
}

impl Gathered {
    fn add(&mut self, local: &Local) {
        *self.kinds.entry(local.kind).or_default() += 1;
        *self.names.entry(local.name.clone()).or_default() += 1;
        if let Some(country) = &local.country {
            *self.countries.entry(country.clone()).or_default() += 1;
        }
        if let Some(id) = &local.wikidata {
            *self.wikidata.entry(id.clone()).or_default() += 1;
        }
        if local.kind == EntityKind::Organization {
            let given = local.aliases.iter().filter(|alias| alias.kind == MentionKind::Name);
            let acronyms = given.filter_map(|alias| acronym(&alias.text));
            self.acronyms.extend(acronyms.filter(|letters| abbreviates(letters, &local.name)));
        }
    }

    fn absorb(&mut self, other: Gathered) {
        add_counts(&mut self.kinds, other.kinds);
        add_counts(&mut self.names, other.names);
        add_counts(&mut self.countries, other.countries);
        add_counts(&mut self.wikidata, other.wikidata);
        self.acronyms.extend(other.acronyms);
    }

    /// Whether nothing speaks against these being of `country`.
    fn may_be_of(&self, country: Option<&String>) -> bool {
        country.is_none_or(|country| self.countries.is_empty() || self.countries.contains_key(country))
    }

    fn node(&self, anchor: &Anchor) -> Node {
        let (iso3, wikidata) = match anchor {
            Anchor::Iso3(code) => (Some(code.clone()), most(&self.wikidata)),
            Anchor::Wikidata(id) => (None, Some(id.clone())),
            Anchor::Name(..) => (None, None),
        };
        let kind = most(&self.kinds).unwrap_or(EntityKind::Organization);
        Node {
            id: anchor.node_id(),
            kind,
            name: fullest(&self.names),
            iso3,
            country: most(&self.countries).filter(|_| kind != EntityKind::Country),
            wikidata,
            aliases: Vec::new(),
            documents: 0,
            mentions: 0,
            offices: Vec::new(),
            occurrences: Vec::new(),
        }
    }
}

fn add_counts<K: Ord>(to: &mut BTreeMap<K, usize>, from: BTreeMap<K, usize>) {
    for (key, count) in from {
        *to.entry(key).or_default() += count;
    }
}

/// The most frequent key, the first of equals.
fn most<K: Ord + Clone>(counts: &BTreeMap<K, usize>) -> Option<K> {
    counts.iter().rev().max_by_key(|(_, count)| **count).map(|(key, _)| key.clone())
}

/// The name that most documents use; of equals one that is not shouted, then the longest.
fn fullest(names: &BTreeMap<String, usize>) -> String {
    let calm = |name: &str| name.contains(char::is_lowercase);
    let best = names.iter().rev().max_by_key(|(name, count)| (**count, calm(name), name.chars().count()));
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}

/// Follows the joins to the end. They never form a circle: each leads to a stronger kind of anchor, or from a name
/// without a state to one with, or from an acronym to a full name.
fn root(joins: &Joins, anchor: &Anchor) -> Anchor {
    let mut at = anchor;
    while let Some((next, _)) = joins.get(at) {
        at = next;
    }
    at.clone()
}

fn only<T>(mut candidates: impl Iterator<Item = T>) -> Option<T> {
    candidates.next().filter(|_| candidates.next().is_none())
}

/// A country that some document knows by Wikidata only.
fn join_wikidata_to_countries(gathered: &BTreeMap<Anchor, Gathered>, joins: &mut Joins) {
    let mut countries: BTreeMap<&String, BTreeSet<&Anchor>> = BTreeMap::new();
    for (anchor, all) in gathered.iter().filter(|(anchor, _)| matches!(anchor, Anchor::Iso3(_))) {
        for id in all.wikidata.keys() {
            countries.entry(id).or_default().insert(anchor);
        }
    }
    for anchor in gathered.keys() {
        if let Anchor::Wikidata(id) = anchor
            && let Some(country) = countries.get(id).and_then(|found| only(found.iter()))
        {
            joins.insert(anchor.clone(), ((*country).clone(), Identity::Wikidata));
        }
    }
}

/// Names that stand for a known id elsewhere, and bodies whose state only some documents tell.
fn join_names(gathered: &BTreeMap<Anchor, Gathered>, joins: &mut Joins) {
    let mut known: BTreeMap<(EntityKind, String), BTreeSet<Anchor>> = BTreeMap::new();
    let mut states: BTreeMap<(EntityKind, &String), BTreeSet<&Anchor>> = BTreeMap::new();
    for (anchor, all) in gathered {
        match anchor {
            Anchor::Name(kind, name, Some(_)) => {
                states.entry((*kind, name)).or_default().insert(anchor);
            }
            Anchor::Name(..) => {}
            Anchor::Iso3(_) | Anchor::Wikidata(_) => {
                let kind = most(&all.kinds).unwrap_or(EntityKind::Organization);
                for name in all.names.keys().map(|name| normalize(name)) {
                    known.entry((kind, name)).or_default().insert(root(joins, anchor));
                }
            }
        }
    }
    for anchor in gathered.keys() {
        let Anchor::Name(kind, name, country) = anchor else { continue };
        let bearers = known.get(&(*kind, name.clone())).into_iter().flatten();
        let bearer = only(bearers).filter(|_| *kind != EntityKind::Person || is_telling(*kind, name));
        let bearer = bearer.filter(|at| gathered.get(at).is_some_and(|all| all.may_be_of(country.as_ref())));
        let of_state = || only(states.get(&(*kind, name))?.iter().copied()).filter(|_| country.is_none());
        if let Some(to) = bearer.or_else(of_state) {
            joins.insert(anchor.clone(), (to.clone(), Identity::Name));
        }
    }
}

/// Bodies that a document names by their acronym only.
fn join_acronyms(gathered: &BTreeMap<Anchor, Gathered>, joins: &mut Joins) {
    let mut given: BTreeMap<&String, BTreeSet<Anchor>> = BTreeMap::new();
    for (anchor, all) in gathered {
        for letters in &all.acronyms {
            given.entry(letters).or_default().insert(root(joins, anchor));
        }
    }
    for (anchor, all) in gathered {
        let Anchor::Name(EntityKind::Organization, _, country) = anchor else { continue };
        let letters = only(all.names.keys()).and_then(|name| acronym(name));
        let Some(bearer) = letters.and_then(|letters| only(given.get(&letters)?.iter())) else { continue };
        let fits = gathered.get(bearer).is_some_and(|known| known.may_be_of(country.as_ref()));
        if fits && bearer != anchor && !joins.contains_key(anchor) {
            joins.insert(anchor.clone(), (bearer.clone(), Identity::Acronym));
        }
    }
}
