//! Where an entity of a document stands before anything is joined: by code, by id, or by name and state. In: a document's
//! record; out: an [`Anchor`] for each of its entities.

use super::super::model::Identity;
use super::super::names::normalize;
use super::super::record::{Local, Record};
use super::super::rulings::Ruled;
use super::super::{ids, spelling};
use super::Corpus;
use super::gathered::Office;
use crate::entity::EntityKind;
use crate::gazetteer::Gazetteer;
use crate::relation::{Modality, Polarity};
use std::collections::BTreeSet;

/// What holds a node together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anchor {
    Iso3(String),
    Wikidata(String),
    /// An id that the user has given.
    Ruled(String),
    Name {
        kind: EntityKind,
        name: String,
        /// The state, where it is known and the kind is not Country.
        country: Option<String>,
        /// The only document that it is of: a name that tells nothing outside it.
        document: Option<String>,
    },
}

impl Anchor {
    pub fn identity(&self) -> Identity {
        match self {
            Self::Iso3(_) => Identity::Iso3,
            Self::Wikidata(_) => Identity::Wikidata,
            Self::Ruled(_) => Identity::Ruled,
            Self::Name { .. } => Identity::Name,
        }
    }

    pub fn node_id(&self) -> String {
        match self {
            Self::Iso3(code) => ids::country(code),
            Self::Wikidata(id) | Self::Ruled(id) => id.clone(),
            Self::Name { kind, name, country, document } => {
                ids::named(*kind, name, country.as_deref(), document.as_deref())
            }
        }
    }

    /// The anchor of an entity that has nothing but a name.
    pub fn named(kind: EntityKind, name: &str, country: Option<&str>) -> Self {
        Self::Name { kind, name: name.to_owned(), country: country.map(str::to_owned), document: None }
    }
}

/// Where an entity of a document stands by itself.
pub(super) struct Own {
    pub anchor: Anchor,
    /// What spoke for it, where the anchor alone does not say it.
    pub because: Option<String>,
    /// Whether the user has put it there.
    pub ruled: bool,
}

/// The states that a document names, also within the names of their bodies.
pub(super) fn states(record: &Record, gazetteer: Option<&Gazetteer>) -> BTreeSet<String> {
    let inside = |local: &Local| Some(gazetteer?.state_body(&local.name, None)?.1?.to_owned());
    let named = |local: &Local| local.iso3.clone().or_else(|| inside(local));
    record.entities.iter().filter_map(named).collect()
}

/// The offices that a document says its entity number `index` holds.
pub(super) fn offices(record: &Record, index: usize) -> BTreeSet<Office> {
    let held = record.statements.iter().filter(|said| {
        said.subject == index && said.polarity == Polarity::Affirmed && said.modality == Modality::Actual
    });
    held.filter_map(|said| {
        let of = record.entities.get(said.object?)?;
        Some((normalize(said.role.as_ref()?), of.iso3.clone().unwrap_or_else(|| normalize(&of.name))))
    })
    .collect()
}

/// The anchors of all entities.
pub(super) fn of_all(corpus: &Corpus) -> Vec<Vec<Own>> {
    let of = |(number, record): (usize, &Record)| {
        record.entities.iter().map(|local| own(corpus, number, &record.article.id, local)).collect()
    };
    corpus.records.iter().enumerate().map(of).collect()
}

fn own(corpus: &Corpus, number: usize, document: &str, local: &Local) -> Own {
    let name = normalize(&local.name);
    if let Some(Ruled { canonical, id, place }) = corpus.rulings.of(local.kind, &name) {
        let because = Some(format!("{place}: {} is {canonical}", local.name));
        let anchor = match id {
            Some(id) => id_anchor(local.kind, id),
            None => Anchor::named(local.kind, &normalize(canonical), None),
        };
        return Own { anchor, because, ruled: true };
    }
    let (anchor, because) = found(corpus, number, document, local, name);
    Own { anchor, because, ruled: false }
}

fn found(corpus: &Corpus, number: usize, document: &str, local: &Local, name: String) -> (Anchor, Option<String>) {
    if let (EntityKind::Country, Some(code)) = (local.kind, &local.iso3) {
        return (Anchor::Iso3(code.clone()), None);
    }
    if let Some(id) = local.wikidata.as_ref().filter(|_| !corpus.rulings.is_split(local.kind, &name)) {
        return (Anchor::Wikidata(id.clone()), None);
    }
    let country = local.country.clone();
    match local.kind {
        EntityKind::Country => (Anchor::named(local.kind, &name, None), None),
        EntityKind::Person => (person(corpus, document, local, country), None),
        EntityKind::Organization => organization(corpus, number, document, local, country),
    }
}

fn id_anchor(kind: EntityKind, id: &str) -> Anchor {
    match (kind, ids::wikidata(id), ids::iso3(id)) {
        (_, Some(id), _) => Anchor::Wikidata(id),
        (EntityKind::Country, None, Some(code)) => Anchor::Iso3(code),
        _ => Anchor::Ruled(id.to_owned()),
    }
}

/// A full name tells who is meant, with the state where the document gives it; a single one tells it within its document.
fn person(corpus: &Corpus, document: &str, local: &Local, country: Option<String>) -> Anchor {
    let name = without_title(corpus.gazetteer, &local.name);
    let alone = !name.contains(' ') && country.is_none();
    let document = alone.then(|| document.to_owned());
    Anchor::Name { kind: EntityKind::Person, name, country, document }
}

/// The normalized name without titles before it, as long as two words are left.
fn without_title(gazetteer: Option<&Gazetteer>, name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 2
        && let Some(first) = words.first()
        && gazetteer.is_some_and(|gazetteer| gazetteer.is_title(first))
        && !spelling::is_suffix(&normalize(words[2]))
    {
        words.remove(0);
    }
    normalize(&words.join(" "))
}

/// A body of a state without a name of its own ("Foreign Ministry") is that state's: the one that the document gives it,
/// or the only one that the document names. One whose state is not told is of its document alone.
fn organization(
    corpus: &Corpus,
    number: usize,
    document: &str,
    local: &Local,
    country: Option<String>,
) -> (Anchor, Option<String>) {
    let kind = EntityKind::Organization;
    let gazetteer = corpus.gazetteer;
    let common = gazetteer.and_then(|gazetteer| gazetteer.state_body(&local.name, country.as_deref()));
    let Some((head, state)) = common else {
        return (Anchor::Name { kind, name: normalize(&local.name), country, document: None }, None);
    };
    let name = normalize(head);
    if let Some(state) = country.or(state.map(str::to_owned)) {
        let because = format!("the {head} of {}", corpus.state(&state));
        return (Anchor::Name { kind, name, country: Some(state), document: None }, Some(because));
    }
    // "The Foreign Ministry of Serbia ... The Foreign Ministry said".
    let whose = |other: &Local| {
        let (same, state) = gazetteer?.state_body(&other.name, other.country.as_deref())?;
        other.country.clone().or(state.map(str::to_owned)).filter(|_| same == head)
    };
    let others: BTreeSet<String> =
        corpus.records.get(number).into_iter().flat_map(|record| &record.entities).filter_map(whose).collect();
    if let Some(state) = super::only(others.iter()) {
        let because = format!("{document} names the {head} of {} and no other", corpus.state(state));
        return (Anchor::Name { kind, name, country: Some(state.clone()), document: None }, Some(because));
    }
    let mut named = corpus.states.get(number).into_iter().flatten();
    match (named.next(), named.next()) {
        (Some(state), None) => {
            let because = format!("the {head} of {}, the only state that {document} names", corpus.state(state));
            (Anchor::Name { kind, name, country: Some(state.clone()), document: None }, Some(because))
        }
        _ => {
            let because = format!("no word of {document} tells whose {head} it is");
            (Anchor::Name { kind, name, country: None, document: Some(document.to_owned()) }, Some(because))
        }
    }
}
