//! Acronyms: defined in brackets ("Syrian Democratic Forces (SDF)", "ISIS (Islamic State of Iraq and Syria)"), or the
//! initials of one body of the document.

use super::super::EntityKind;
use super::super::draft::Draft;
use super::Reading;
use crate::gazetteer::EntryRef;
use std::collections::BTreeMap;

/// Joins a body and the acronym that stands in brackets behind it, in either order.
pub(super) fn in_brackets(reading: &mut Reading) {
    for index in 1..reading.clusters.drafts().len() {
        let after = reading.clusters.get(index);
        // A state inside of the name may stand between: "U.S. Timber Agency (TA)".
        let long = (0..index).rev().take(3).find(|&i| {
            let before = reading.clusters.get(i);
            before.kind == EntityKind::Organization
                && (1..3).any(|marks| before.tokens.end + marks == after.tokens.start)
        });
        let Some(first) = long else { continue };
        let before = reading.clusters.get(first);
        let bracket = before.tokens.end;
        let opened = bracket + 1 == after.tokens.start && matches!(reading.view.form(bracket), "(" | "[");
        // "the Self-Defence Force of Tarvek, or FAT,"
        let named = bracket + 2 == after.tokens.start
            && (reading.view.form(bracket), reading.view.lower(bracket + 1)) == (",", "or");
        let (opened, ends) = (opened || named, named && reading.view.form(after.tokens.end) == ".");
        let closed = ends || matches!(reading.view.form(after.tokens.end), ")" | "]" | "," | ";");
        if !opened || !closed || before.kind != EntityKind::Organization || after.kind != EntityKind::Organization {
            continue;
        }
        let fits = |long: &Draft, short: &Draft| acronym(short).is_some_and(|a| spells(&a, &long.words));
        // "Kurdistan Workers' Party (PKK)": the letters are those of another language.
        let foreign =
            before.words.len() > 1 && acronym(after).is_some() && reading.view.is_all_caps(after.tokens.start);
        if fits(before, after) || fits(after, before) || foreign {
            reading.clusters.join(first, index, "acronym in brackets");
        }
    }
}

/// Joins an acronym to the one body whose initials it is.
pub(super) fn by_initials(reading: &mut Reading) {
    let mut by_initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let drafts = reading.clusters.drafts();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| d.kind == EntityKind::Organization && d.is_name()) {
        if draft.words.len() > 1 {
            for key in initials(&draft.words) {
                let list = by_initials.entry(key).or_default();
                if !list.iter().any(|&other| reading.clusters.same(other, index)) {
                    list.push(index);
                }
            }
        }
    }
    for index in 0..reading.clusters.drafts().len() {
        let draft = reading.clusters.get(index);
        if draft.kind != EntityKind::Organization || !reading.view.is_all_caps(draft.tokens.start) {
            continue;
        }
        let Some(key) = acronym(draft) else { continue };
        if let Some(&[body]) = by_initials.get(&key).map(Vec::as_slice)
            && !reading.clusters.same(body, index)
        {
            // The letters are several bodies' in the gazetteer: the document's own is meant.
            if is_ambiguous(reading, index) {
                reading.clusters.forget(index);
            }
            reading.clusters.join(body, index, "acronym");
        }
    }
}

/// Whether the gazetteer marks the letters of draft `index` as those of more than one body, or of something else.
fn is_ambiguous(reading: &Reading, index: usize) -> bool {
    let tokens = &reading.clusters.get(index).tokens;
    let hits = reading.known.starting(tokens.start).iter().filter(|h| h.tokens == *tokens);
    hits.into_iter().any(|h| matches!(h.entry, EntryRef::Organization { ambiguous: true, .. }))
}

/// The letters of a draft of one short word ("un", "sdf").
fn acronym(draft: &Draft) -> Option<String> {
    let [word] = draft.words.as_slice() else { return None };
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    (2..=8).contains(&letters.chars().count()).then_some(letters)
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "on" | "in" | "to" | "&" | "at" | "de" | "et")
}

/// The initials of `words`: with small words and without.
fn initials(words: &[String]) -> Vec<String> {
    let first = |keep: &dyn Fn(&str) -> bool| -> String {
        words
            .iter()
            .flat_map(|w| w.split('-'))
            .filter(|w| keep(w))
            .filter_map(|w| w.chars().find(|c| c.is_alphanumeric()))
            .collect()
    };
    let (all, large) = (first(&|_| true), first(&|w| !is_small(w)));
    if all == large { vec![large] } else { vec![large, all] }
}

/// Whether the letters of `acronym` stand in `words` in order, each at the start of a word or behind another used letter
/// of the same word, beginning with the first word ("Centcom", "UNESCO", "SDF").
fn spells(acronym: &str, words: &[String]) -> bool {
    let letters: Vec<char> = acronym.chars().collect();
    let words: Vec<Vec<char>> = words.iter().map(|w| w.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
    let firsts = words.iter().filter(|w| w.first().is_some_and(|f| letters.contains(f))).count();
    let mut at = 0;
    for word in &words {
        for letter in word {
            if letters.get(at) == Some(letter) {
                at += 1;
            }
        }
    }
    let begins = words.first().and_then(|w| w.first()) == letters.first();
    at == letters.len() && begins && 2 * firsts >= letters.len().min(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn initials_skip_small_words() {
        assert!(initials(&words("house of commons")).contains(&"hc".to_owned()));
        assert!(initials(&words("people's protection units")).contains(&"ppu".to_owned()));
    }

    #[test]
    fn an_acronym_spells_its_name_in_order() {
        assert!(spells("sdf", &words("syrian democratic forces")));
        assert!(spells("unesco", &words("united nations educational scientific and cultural organization")));
        assert!(!spells("nato", &words("syrian democratic forces")));
    }
}
