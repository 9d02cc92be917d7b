//! Which mentions are one entity: an ordered list of small passes over the drafts, the surest first (the multi-pass sieve
//! of Raghunathan et al. 2010 and Lee et al. 2013, reduced to what news names need). A pass joins only what it is sure of
//! and sees what the passes before it have joined.

mod acronym;
mod bodies;
mod clusters;
mod descriptions;
mod identity;
mod people;
mod pronouns;
mod quotations;
mod state;

pub(super) use clusters::Clusters;

use super::draft::{Draft, fold};
use super::known::Known;
use super::offices::OfficeDraft;
use super::view::View;
use super::{EntityKind, MentionKind};
use crate::gazetteer::CountryId;
use std::collections::BTreeMap;
use std::ops::Range;

/// A document being read: its layers, its drafts and the offices that are known of them.
pub(super) struct Reading<'a> {
    pub view: &'a View<'a>,
    pub known: &'a Known<'a>,
    pub clusters: Clusters,
    /// In order of the text; empty until offices are found.
    pub offices: Vec<OfficeDraft>,
}

/// A pass.
type Sieve = fn(&mut Reading);

/// The passes over names, the surest first.
const NAMES: &[Sieve] = &[
    identity::same_identity,
    identity::same_words,
    acronym::in_brackets,
    acronym::by_initials,
    people::variants,
    people::surnames,
    people::spellings,
    bodies::short_forms,
];

/// The passes over descriptions and pronouns, which need the offices.
const REFERENCES: &[Sieve] = &[
    state::administrations,
    descriptions::office_holders,
    descriptions::leaders,
    bodies::descriptions,
    state::governments,
    quotations::speakers,
    pronouns::people,
    pronouns::bodies,
];

/// Joins the names.
pub(super) fn join_names(reading: &mut Reading) {
    for sieve in NAMES {
        sieve(reading);
    }
}

/// Finds and joins descriptions and pronouns.
pub(super) fn join_references(reading: &mut Reading) {
    for sieve in REFERENCES {
        sieve(reading);
    }
}

impl Reading<'_> {
    /// The draft whose head is `token`: a named one, else one that a sieve added; of several the longest.
    pub fn at_head(&self, token: usize) -> Option<usize> {
        let list = self.heads.get(token)?;
        list.iter().copied().max_by_key(|&i| (self.clusters.get(i).tokens.len(), usize::MAX - i))
    }

    /// Adds a draft that a sieve found, and joins it to `antecedent`.
    pub fn refer(&mut self, antecedent: usize, draft: Draft) {
        let (head, reason) = (draft.head, draft.reason);
        let index = self.clusters.add(draft);
        self.clusters.join(antecedent, index, reason);
        if let Some(list) = self.heads.get_mut(head) {
            list.push(index);
        }
    }

    /// A draft of `tokens` for the entity of draft `antecedent`.
    pub fn reference(&self, antecedent: usize, tokens: Range<usize>, form: MentionKind, reason: &'static str) -> Draft {
        Draft {
            sentence: self.view.sentence(tokens.start),
            head: self.view.head_of(tokens.clone()),
            tokens,
            kind: self.clusters.get(antecedent).kind,
            form,
            reason,
            identity: None,
            country: None,
            gender: None,
            words: Vec::new(),
        }
    }

    /// Named mentions and earlier references of `kind` that lie wholly before `token`, the nearest first.
    pub fn before(&self, token: usize, kind: EntityKind) -> impl Iterator<Item = usize> + '_ {
        (0..token.min(self.heads.len()))
            .rev()
            .flat_map(|t| self.heads.get(t).into_iter().flatten().copied())
            .filter(move |&i| self.clusters.get(i).kind == kind && self.clusters.get(i).tokens.end <= token)
    }

    /// The first draft of the country that the document names most, if it is named at least twice and more than any other.
    pub fn main_country(&self) -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, draft) in self.clusters.drafts().iter().enumerate() {
            if draft.kind == EntityKind::Country && draft.form != MentionKind::Pronoun {
                *counts.entry(self.clusters.root(index)).or_default() += 1;
            }
        }
        let (&root, &most) = counts.iter().max_by_key(|&(&root, &count)| (count, usize::MAX - root))?;
        let rivals = counts.iter().filter(|&(&r, &c)| r != root && c * 2 > most).count();
        (rivals == 0).then_some(root)
    }

    /// The state whose `office` the person of draft `index` holds by the gazetteer.
    pub fn holder_of(&self, index: usize, office: &OfficeDraft) -> Option<CountryId> {
        let draft = self.clusters.get(index);
        let last = draft.words.last()?;
        let gazetteer = self.known.gazetteer;
        let role = fold(&office.role);
        let mut found = None;
        for &holder in self.holders.get(last)? {
            let row = gazetteer.office_holder(holder);
            if fold(&row.office).contains(&role) {
                match (found, row.country) {
                    (None, country) => found = country,
                    (Some(a), Some(b)) if a != b => return None,
                    _ => {}
                }
            }
        }
        found
    }
}
