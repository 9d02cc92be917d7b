//! The surest passes: what the gazetteer knows as one, and what is written alike.
//!
//! One: "Russia", "Russian", "Moscow" that acts; "UN", "the United Nations"; "Erdoğan", "Erdogan".
//! Two: the Foreign Ministry of Russia and that of Ukraine.

use super::super::EntityKind;
use super::super::draft::{Draft, Identity};
use super::super::recognition::candidate::words;
use super::super::recognition::state_inside;
use super::Reading;
use crate::gazetteer::{CountryForm, CountryId, EntryRef};
use crate::syntax::Deprel;
use std::collections::BTreeMap;

/// Joins drafts that the gazetteer knows as the same country or body.
pub(super) fn same_identity(reading: &mut Reading) {
    let mut first: BTreeMap<Identity, usize> = BTreeMap::new();
    for index in 0..reading.clusters.drafts().len() {
        let Some(identity) = reading.clusters.get(index).identity else { continue };
        match first.get(&identity) {
            Some(&earlier) => {
                let reason = reading.clusters.get(index).reason;
                reading.clusters.join(earlier, index, reason);
            }
            None => {
                first.insert(identity, index);
            }
        }
    }
}

/// Takes from bodies what the gazetteer knows of one of another state: "Norway's Labour Party", "Britain's ruling Labor
/// Party" are not the Labor Party of Australia, nor is that what the document calls so elsewhere.
pub(super) fn of_other_states(reading: &mut Reading) {
    let mut found = Vec::new();
    for (root, family) in reading.clusters.groups() {
        let Some(Identity::Body(id)) = reading.clusters.facts(root).identity else { continue };
        let Some(own) = reading.known.gazetteer.organization(id).country else { continue };
        let names = family.into_iter().filter(|&i| reading.clusters.get(i).is_name());
        let states: Vec<CountryId> = names.filter_map(|i| state_beside(reading, i)).collect();
        if let Some(&state) = states.first().filter(|_| !states.contains(&own)) {
            found.push((root, state));
        }
    }
    for (body, state) in found {
        reading.clusters.forget(body);
        reading.clusters.belongs_to(body, state);
    }
}

/// The state that the text ties the body of draft `index` to: as a possessor or by a demonym, right before the name or with
/// adjectives between.
fn state_beside(reading: &Reading, index: usize) -> Option<CountryId> {
    let view = reading.view;
    let draft = reading.clusters.get(index);
    let start = draft.tokens.start;
    let possessive = start > 0 && matches!(view.form(start - 1), "'s" | "’s" | "'" | "’");
    let end = if possessive { start - 1 } else { start };
    let before = reading.known.ending_before(end).find_map(|hit| {
        // "an Afghan BBC reporter" says of which state the reporter is.
        let own = view.head(hit.tokens.end - 1) == Some(draft.head);
        match hit.entry {
            EntryRef::Country { country, form: CountryForm::Demonym, .. } if own => Some(country),
            EntryRef::Country { country, form: CountryForm::Name, .. } if possessive => Some(country),
            _ => None,
        }
    });
    // "the Israeli-Hezbollah war", "Iranian-backed Hezbollah" tie it to nobody.
    let apart = |c: usize| (c..start).any(|t| matches!(view.form(t), "-" | "‑" | "–" | ","));
    let owner = |c: &usize| *c < start && matches!(view.deprel(*c), Deprel::NmodPoss | Deprel::Amod) && !apart(*c);
    let above = || {
        let state = view.children(draft.head).filter(owner).find_map(|c| reading.at_head(c))?;
        match reading.clusters.get(state).identity {
            Some(Identity::Country(country)) => Some(country),
            _ => None,
        }
    };
    before.or_else(above)
}

/// Joins people and bodies whose words are the same. A body without a state of its own goes to the nearest before it.
pub(super) fn same_words(reading: &mut Reading) {
    let mut seen: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    for index in 0..reading.clusters.drafts().len() {
        let draft = reading.clusters.get(index);
        if draft.kind == EntityKind::Country || draft.words.is_empty() {
            continue;
        }
        let key = without_state(reading, draft).unwrap_or_else(|| draft.folded());
        let list = seen.entry((draft.kind, key)).or_default();
        let clusters = &mut reading.clusters;
        // Each entry of the list is another entity, the latest mention of it; so the list is short.
        let found = list.iter().rposition(|&earlier| clusters.join(earlier, index, "same name"));
        if let Some(position) = found {
            list.remove(position);
        }
        list.push(index);
    }
}

/// The words of a body behind its state's name, the state in code: "U.S. Embassy", "United States Embassy".
fn without_state(reading: &Reading, draft: &Draft) -> Option<String> {
    let gazetteer = reading.known.gazetteer;
    let country = draft.country.filter(|_| draft.kind == EntityKind::Organization)?;
    let (tokens, state) = state_inside(reading.known, &draft.tokens)?;
    let behind = words(reading.view, tokens.end..draft.tokens.end);
    (state == country && !behind.is_empty())
        .then(|| format!("{} {}", gazetteer.country(country).iso3, behind.join(" ")))
}
