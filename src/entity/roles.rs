//! The words of an office before its noun: which of them belong to the role, whether they say that it is over, and whether
//! it is one of a state at all. In: the tokens of a title; out: those of the role.

use super::coreference::Reading;
use super::lexicon;
use super::offices::{ends_office, in_entity, owner_before};
use super::recognition::is_suffix;
use super::view::View;
use crate::gazetteer::{CountryForm, EntryRef};
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// The title with the modifiers that belong to the role ("deputy", "economic development"), and whether it is over.
pub(super) fn role_of(reading: &Reading, title: Range<usize>) -> (Range<usize>, bool) {
    let view = reading.view;
    let first = view.tokens_of(view.sentence(title.start)).start;
    let mut former = (title.clone()).any(|t| ends_office(view.lower(t)));
    let mut start = title.start;
    while start > first {
        let word = start - 1;
        if ends_office(view.lower(word)) {
            former = true;
            break;
        }
        if view.form(word) == "-" && start >= first + 2 && ends_office(view.lower(start - 2)) {
            former = true;
            break;
        }
        // "Kremlin-backed Prime Minister", "long-time president": the end of a word that is no part of the role.
        let joined = word > first && matches!(view.form(word - 1), "-" | "‑") && view.touches(word);
        if joined && (is_suffix(view.lower(word)) || matches!(view.lower(word), "time" | "term" | "serving")) {
            break;
        }
        let modifier = matches!(view.upos(word), Upos::Adj | Upos::Noun)
            && matches!(view.deprel(word), Deprel::Amod | Deprel::Compound | Deprel::Nmod)
            && !in_entity(reading, word)
            && !is_descent(reading, word)
            && view.head(word).is_some_and(|h| h > word && h < title.end + 1);
        if !modifier {
            break;
        }
        start = word;
    }
    // "former" further left: "the former U.S. ambassador".
    let head = view.head_of(title.clone());
    former |= view.children(head).any(|c| ends_office(view.lower(c)) || is_late(view, c));
    // It may have been hung on the name: "Former U.S. President Bill Roe".
    let bearer = view.head(head).filter(|&name| name > head && view.deprel(head) == Deprel::NmodDesc);
    let over = |c: usize| c < title.start && (ends_office(view.lower(c)) || is_late(view, c));
    former |= bearer.is_some_and(|n| view.children(n).any(over));
    former |= is_second(reading, start, first);
    while start < title.start && ends_office(view.lower(start)) {
        start += 1;
    }
    (start..title.end, former)
}

/// Whether the adjective at `word` says that somebody is dead: "the late president".
fn is_late(view: &View, word: usize) -> bool {
    view.lower(word) == "late" && view.deprel(word) == Deprel::Amod && !view.lower(word + 1).starts_with("night")
}

/// Whether a role that begins at `start` is the second of two that a "former" before the first is said of: "former rebel and
/// president Ana Roe", not "former rebel and the president".
fn is_second(reading: &Reading, start: usize, first: usize) -> bool {
    let view = reading.view;
    let start = owner_before(reading, start).map_or(start, |owner| reading.clusters.get(owner).tokens.start);
    let Some(and) = start.checked_sub(1).filter(|&t| t > first && view.lower(t) == "and") else { return false };
    let noun = and - 1;
    // "former supporter and current president".
    if lexicon::is_present(view.lower(and + 1)) {
        return false;
    }
    let common = matches!(view.xpos(noun), Xpos::Nn) && !in_entity(reading, noun);
    let before = (first..noun).rev().take_while(|&t| matches!(view.upos(t), Upos::Noun | Upos::Adj | Upos::Propn));
    common && before.into_iter().any(|t| ends_office(view.lower(t)))
}

/// Whether the role is one among people who are no state's ("rebel leader", "guerrilla commander").
pub(super) fn is_unofficial(view: &View, role: &Range<usize>, noun: usize) -> bool {
    let before = role.start.saturating_sub(1)..noun;
    noun > 0 && before.into_iter().any(|t| lexicon::is_unofficial(view.lower(t)) && view.head(t) == Some(noun))
}

/// Whether the word tells a people and no state: "Bosnian Serb".
pub(super) fn is_descent(reading: &Reading, word: usize) -> bool {
    let demonym = |e: &EntryRef| matches!(e, EntryRef::Country { form: CountryForm::Demonym, .. });
    reading.known.is(word, demonym) && !in_entity(reading, word)
}
