//! The surest passes: what the gazetteer knows as one, and what is written alike.
//!
//! One: "Russia", "Russian", "Moscow" that acts; "UN", "the United Nations"; "Erdoğan", "Erdogan".
//! Two: the Foreign Ministry of Russia and that of Ukraine.

use super::super::EntityKind;
use super::super::draft::{Draft, Identity};
use super::super::known::Hit;
use super::super::recognition::candidate::words;
use super::super::recognition::{is_of_state, state_inside};
use super::Reading;
use super::bodies::is_body_noun;
use crate::gazetteer::{CountryForm, CountryId, EntryRef, OrganizationId, OrganizationKind};
use crate::syntax::Deprel;
use std::collections::BTreeMap;

/// Joins drafts that are known as the same country or body.
pub(super) fn same_identity(reading: &mut Reading) {
    let mut first: BTreeMap<Identity, usize> = BTreeMap::new();
    for index in 0..reading.clusters.drafts().len() {
        let Some(identity) = reading.clusters.facts(index).identity else { continue };
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

/// Notes whose the bodies are, and takes from them what the gazetteer knows of one of another state: "Norway's Labour
/// Party", "Britain's ruling Labor Party" are not the Labor Party of Australia, nor is that what the document calls so
/// elsewhere; "Kenya's Supreme Court" is not that of the United States, whatever else the document names.
pub(super) fn of_states(reading: &mut Reading) {
    let mut families: BTreeMap<OrganizationId, Vec<(usize, Option<CountryId>)>> = BTreeMap::new();
    let mut owned = Vec::new();
    for (index, draft) in reading.clusters.drafts().iter().enumerate() {
        if draft.kind != EntityKind::Organization || !draft.is_name() {
            continue;
        }
        // "Eritrea-Ethiopia Commission" is of two.
        let alone = |tokens: &std::ops::Range<usize>| !matches!(reading.view.form(tokens.end), "-" | "–" | "‑");
        let inside = state_inside(reading.known, &draft.tokens).filter(|(tokens, _)| alone(tokens));
        // "Korean" in the whole name of a news agency of the North.
        let known = reading.known.organization(&draft.tokens);
        let known = known.and_then(|id| reading.known.gazetteer.organization(id).country);
        let inside = inside.map(|(_, state)| known.unwrap_or(state));
        let state = inside.or_else(|| state_beside(reading, index));
        match draft.identity {
            Some(Identity::Body(id)) => families.entry(id).or_default().push((index, state)),
            _ if draft.country.is_none() && is_common(reading, draft) => owned.extend(state.map(|s| (index, s))),
            _ => {}
        }
    }
    for (index, state) in owned {
        reading.clusters.belongs_to(index, state);
    }
    for (id, family) in families {
        let body = reading.known.gazetteer.organization(id);
        let Some(own) = body.country else { continue };
        let Some(other) = family.iter().filter_map(|(_, state)| *state).find(|&state| state != own) else { continue };
        // Where its own state is spoken of more, the bare name is the known body's.
        let named = |state| {
            let state = Some(Identity::Country(state));
            reading.clusters.drafts().iter().filter(|d| d.identity == state).count()
        };
        let known = family.iter().any(|(_, state)| *state == Some(own)) || named(own) > named(other);
        if known && !is_of_state(body.kind) && body.kind != OrganizationKind::Party {
            continue;
        }
        let mut last = if known { own } else { other };
        for (index, state) in family {
            last = state.unwrap_or(last);
            if last != own {
                reading.clusters.forget(index);
                reading.clusters.belongs_to(index, last);
            }
        }
    }
}

/// Whether many states have a body of that name: "Foreign Ministry", "Constitutional Court", not "Gazprom".
fn is_common(reading: &Reading, draft: &Draft) -> bool {
    let kind = |hit: &Hit| hit.tokens.end <= draft.tokens.end && matches!(hit.entry, EntryRef::Body(_));
    let last = draft.words.last().map_or("", String::as_str);
    reading.known.within(&draft.tokens).iter().any(kind) || is_body_noun(last)
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
        let keys = match without_state(reading, index) {
            Some(key) => vec![key],
            // "Norway's Foreign Ministry": by its state, and by its words alone.
            None => of_state(reading, index).into_iter().chain([draft.folded()]).collect(),
        };
        let kind = draft.kind;
        let clusters = &mut reading.clusters;
        for key in keys {
            let list = seen.entry((kind, key)).or_default();
            // Each entry of the list is another entity, the latest mention of it; so the list is short.
            let found = list.iter().rposition(|&earlier| clusters.join(earlier, index, "same name"));
            if let Some(position) = found {
                list.remove(position);
            }
            list.push(index);
        }
    }
}

/// The words of a body whose state does not stand in its name, with the state's code.
fn of_state(reading: &Reading, index: usize) -> Option<String> {
    let draft = reading.clusters.get(index);
    let country = reading.clusters.facts(index).country.filter(|_| draft.kind == EntityKind::Organization)?;
    Some(format!("{} {}", reading.known.gazetteer.country(country).iso3, draft.folded()))
}

/// The words of a body behind its state's name, the state in code: "U.S. Embassy", "United States Embassy".
fn without_state(reading: &Reading, index: usize) -> Option<String> {
    let gazetteer = reading.known.gazetteer;
    let draft = reading.clusters.get(index);
    let country = reading.clusters.facts(index).country.filter(|_| draft.kind == EntityKind::Organization)?;
    let (tokens, state) = state_inside(reading.known, &draft.tokens)?;
    let behind = words(reading.view, tokens.end..draft.tokens.end);
    (state == country && !behind.is_empty())
        .then(|| format!("{} {}", gazetteer.country(country).iso3, behind.join(" ")))
}
