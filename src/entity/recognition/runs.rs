//! Names that neither labeller nor gazetteer gives whole: runs of proper nouns with evidence beside or inside them (a
//! title before, a given name first, a word for organizations last), and acronyms in brackets after a name.

use super::super::EntityKind;
use super::super::known::Known;
use super::super::view::View;
use super::candidate::Candidate;
use super::countries::{in_dateline, labels};
use super::{extent, shape, things};
use crate::gazetteer::{CountryForm, EntryRef, TitleClass};
use crate::syntax::{Deprel, NameType, Upos};
use std::collections::BTreeSet;
use std::ops::Range;

/// "Environment Canada", "Air France": a noun written as a name before a state's name, both before one head.
fn with_state(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    let states =
        || known.hits().iter().filter(|h| matches!(h.entry, EntryRef::Country { form: CountryForm::Name, .. }));
    // A common noun with a capital inside of a sentence is part of a name there, and of the same name elsewhere.
    let inside: BTreeSet<String> = states()
        .filter_map(|h| {
            let before = h.tokens.start.checked_sub(1)?;
            let first = view.tokens_of(view.sentence(before)).start;
            let noun = view.upos(before) == Upos::Noun && view.is_capitalized(before) && before > first;
            (noun && !view.is_heading(view.sentence(before))).then(|| view.phrase(before..h.tokens.end))
        })
        .collect();
    for hit in states() {
        let (start, last) = (hit.tokens.start, hit.tokens.end - 1);
        let Some(before) = start.checked_sub(1).filter(|&t| view.sentence(t) == view.sentence(start)) else { continue };
        let noun = matches!(view.upos(before), Upos::Noun | Upos::Propn)
            && view.is_capitalized(before)
            && !view.is_all_caps(before)
            && view.deprel(before) == Deprel::Compound
            && view.head(before).is_some_and(|h| h == last || Some(h) == view.head(last));
        let doubtful = !surely_place(view, &hit.tokens) || inside.contains(&view.phrase(before..hit.tokens.end));
        let other = known.title_before(start).is_some()
            || known.ending_before(start).any(|h| {
                matches!(
                    h.entry,
                    EntryRef::Country { .. } | EntryRef::Organization { .. } | EntryRef::Place { ambiguous: false, .. }
                )
            });
        let compass =
            matches!(view.lower(before), "north" | "south" | "east" | "west" | "northern" | "southern" | "mainland");
        if noun && doubtful && !other && !compass && !view.is_heading(view.sentence(start)) {
            let whole = extent::complete(view, known, before..hit.tokens.end);
            out.push(Candidate::name(whole, EntityKind::Organization, 0.93, "name with its state"));
        }
    }
}

/// Whether the labeller is sure that `tokens` are a place by themselves.
fn surely_place(view: &View, tokens: &Range<usize>) -> bool {
    let sentence = view.sentence(tokens.start);
    let start = view.tokens_of(sentence).start;
    view.tree(sentence).is_some_and(|tree| {
        tree.names()
            .iter()
            .any(|n| n.label == NameType::Location && n.words.start + start == tokens.start && n.probability > 0.7)
    })
}

/// Adds readings of runs of proper nouns.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    with_state(view, known, out);
    for (number, tokens) in view.sentences() {
        if view.is_heading(number) {
            continue;
        }
        let mut at = tokens.start;
        while at < tokens.end {
            let mut end = at;
            while end < tokens.end && view.upos(end) == Upos::Propn && view.is_capitalized(end) {
                end += 1;
            }
            if end > at {
                if !in_dateline(view, at) {
                    out.extend(read(view, known, at..end));
                }
                at = end;
            } else {
                at += 1;
            }
        }
    }
}

fn read(view: &View, known: &Known, run: Range<usize>) -> Option<Candidate> {
    let run = shape::without_titles(view, known, shape::trim(view, run)?)?;
    let surname = view.form(run.start).chars().count() < 8 && !view.is_all_caps(run.start);
    if run.len() == 2 && surname && shape::is_syllabic(view.form(run.start + 1)) && known.organization(&run).is_none() {
        return Some(Candidate::name(run, EntityKind::Person, 0.8, "surname and syllables"));
    }
    let place = known
        .starting(run.start)
        .iter()
        .any(|h| h.tokens.end >= run.end && matches!(h.entry, EntryRef::Country { .. } | EntryRef::Place { .. }));
    let located = labels(view, &run).any(|(_, label)| label == NameType::Location);
    if place || located || known.is(run.end - 1, |e| matches!(e, EntryRef::PlaceWord)) {
        return None;
    }
    if shape::ends_as_organization(view, known, &run) && !things::is_event(view, &run) {
        let mut whole = extent::complete(view, known, run);
        if extent::joins_two(view, &whole) {
            return Some(Candidate::name(whole, EntityKind::Organization, 0.96, "run of names for a body"));
        }
        let state = shape::state_before(view, known, whole.start)
            .filter(|(before, _)| view.head(view.head_of(before.clone())).is_some_and(|h| whole.contains(&h)));
        if let Some((before, _)) = &state {
            whole.start = before.start;
        }
        let found = Candidate::name(whole, EntityKind::Organization, 0.64, "run of names for a body");
        return Some(Candidate { country: state.map(|(_, country)| country), ..found });
    }
    if things::is_vessel(view, &run) {
        return None;
    }
    let titled = known.title_before(run.start).is_some_and(|(_, id)| {
        let title = known.gazetteer.title(id);
        title.office || title.class == TitleClass::Honorific
    });
    let given = run.len() > 1 && run.len() < 5 && known.given_name(run.start).is_some();
    let score = match (titled, given) {
        (true, true) => 0.8,
        (true, false) if run.len() < 5 => 0.62,
        (false, true) if !view.is_all_caps(run.end - 1) => 0.55,
        _ => return None,
    };
    let whole = shape::complete_person(view, known, run);
    Some(Candidate::name(whole, EntityKind::Person, score, "title or given name"))
}
