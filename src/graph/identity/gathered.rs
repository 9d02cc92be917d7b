//! What the documents say of the entities at one anchor.

use super::super::model::Node;
use super::super::names::{abbreviates, acronym, normalize};
use super::super::record::Local;
use super::anchor::Anchor;
use crate::entity::{EntityKind, MentionKind};
use std::collections::{BTreeMap, BTreeSet};

/// An office as two documents may both name it: the role, and the code or name of what it is an office of.
pub(super) type Office = (String, String);

/// What is known of an entity; counts are of documents' entities.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    kinds: BTreeMap<EntityKind, usize>,
    names: BTreeMap<String, usize>,
    countries: BTreeMap<String, usize>,
    pub wikidata: BTreeMap<String, usize>,
    /// The name that the user has given it.
    pub ruled: Option<String>,
    /// Normalized names by which documents know it.
    pub forms: BTreeSet<String>,
    /// Acronyms that a document gives to the full name.
    pub acronyms: BTreeSet<String>,
    /// Offices held.
    pub offices: BTreeSet<Office>,
    /// Numbers of its documents.
    pub documents: BTreeSet<usize>,
}

impl Gathered {
    pub fn add(&mut self, document: usize, local: &Local, offices: BTreeSet<Office>) {
        *self.kinds.entry(local.kind).or_default() += 1;
        *self.names.entry(local.name.clone()).or_default() += 1;
        if let Some(country) = &local.country {
            *self.countries.entry(country.clone()).or_default() += 1;
        }
        if let Some(id) = &local.wikidata {
            *self.wikidata.entry(id.clone()).or_default() += 1;
        }
        self.forms.insert(normalize(&local.name));
        if local.kind == EntityKind::Organization {
            let given = local.aliases.iter().filter(|alias| alias.kind == MentionKind::Name);
            let acronyms = given.filter_map(|alias| acronym(&alias.text));
            self.acronyms.extend(acronyms.filter(|letters| abbreviates(letters, &local.name)));
        }
        self.offices.extend(offices);
        self.documents.insert(document);
    }

    pub fn absorb(&mut self, other: Gathered) {
        add_counts(&mut self.kinds, other.kinds);
        add_counts(&mut self.names, other.names);
        add_counts(&mut self.countries, other.countries);
        add_counts(&mut self.wikidata, other.wikidata);
        self.ruled = self.ruled.take().or(other.ruled);
        self.forms.extend(other.forms);
        self.acronyms.extend(other.acronyms);
        self.offices.extend(other.offices);
        self.documents.extend(other.documents);
    }

    /// The kind that most documents take it for.
    pub fn kind(&self) -> EntityKind {
        most(&self.kinds).unwrap_or(EntityKind::Organization)
    }

    /// The state that most documents give it.
    pub fn country(&self) -> Option<&String> {
        self.countries.iter().rev().max_by_key(|(_, count)| **count).map(|(country, _)| country)
    }

    /// Whether nothing that is known forbids that the two are of one state.
    pub fn may_be(&self, other: &Gathered) -> bool {
        self.country().zip(other.country()).is_none_or(|(a, b)| a == b)
    }

    /// The state of both, where both tell it.
    pub fn shared_country<'a>(&'a self, other: &Gathered) -> Option<&'a String> {
        self.country().filter(|country| other.country() == Some(country))
    }

    /// An office that documents give to both.
    pub fn shared_office<'a>(&'a self, other: &'a Gathered) -> Option<&'a Office> {
        self.offices.intersection(&other.offices).next()
    }

    /// The name that most documents use; of equals one that is not shouted, then the longest.
    pub fn name(&self) -> String {
        if let Some(name) = &self.ruled {
            return name.clone();
        }
        let calm = |name: &str| name.contains(char::is_lowercase);
        let capital = |name: &str| name.starts_with(char::is_uppercase);
        let several = |name: &str| self.kind() == EntityKind::Person && name.contains(' ');
        let key = |name: &str, count: usize| (several(name), capital(name), count, calm(name), name.chars().count());
        let best = self.names.iter().rev().max_by_key(|(name, count)| key(name, **count));
        best.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    pub fn node(&self, anchor: &Anchor) -> Node {
        let (iso3, wikidata) = match anchor {
            Anchor::Iso3(code) => (Some(code.clone()), most(&self.wikidata)),
            Anchor::Wikidata(id) => (None, Some(id.clone())),
            Anchor::Ruled(_) | Anchor::Name { .. } => (None, None),
        };
        let kind = self.kind();
        Node {
            id: anchor.node_id(),
            kind,
            name: self.name(),
            iso3,
            country: self.country().cloned().filter(|_| kind != EntityKind::Country),
            wikidata,
            aliases: Vec::new(),
            documents: 0,
            mentions: 0,
            offices: Vec::new(),
            occurrences: Vec::new(),
            event: None,
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
