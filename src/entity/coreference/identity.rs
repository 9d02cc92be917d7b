//! The surest passes: what the gazetteer knows as one, and what is written alike.
//!
//! One: "Russia", "Russian", "Moscow" that acts; "UN", "the United Nations"; "Erdoğan", "Erdogan".
//! Two: the Foreign Ministry of Russia and that of Ukraine.

use super::super::EntityKind;
use super::super::draft::{Draft, Identity};
use super::super::recognition::candidate::words;
use super::super::recognition::state_inside;
use super::Reading;
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
    (state == country && behind.len() > 0).then(|| format!("{} {}", gazetteer.country(country).iso3, behind.join(" ")))
}
