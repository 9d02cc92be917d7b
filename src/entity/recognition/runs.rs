//! Names that neither labeller nor gazetteer gives whole: runs of proper nouns with evidence beside or inside them (a
//! title before, a given name first, a word for organizations last), and acronyms in brackets after a name.

use super::super::EntityKind;
use super::super::known::Known;
use super::super::view::View;
use super::candidate::Candidate;
use super::countries::{in_dateline, labels};
use super::{extent, shape};
use crate::gazetteer::{EntryRef, TitleClass};
use crate::syntax::{NameType, Upos};
use std::ops::Range;

/// Adds readings of runs of proper nouns.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) {
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
    let place = known
        .starting(run.start)
        .iter()
        .any(|h| h.tokens.end >= run.end && matches!(h.entry, EntryRef::Country { .. } | EntryRef::Place { .. }));
    let located = labels(view, &run).any(|(_, label)| label == NameType::Location);
    if place || located || known.is(run.end - 1, |e| matches!(e, EntryRef::PlaceWord)) {
        return None;
    }
    if shape::ends_as_organization(view, known, &run) && !shape::is_event(view, &run) {
        let mut whole = extent::complete(view, known, run);
        let state = shape::state_before(view, known, whole.start)
            .filter(|(before, _)| view.head(view.head_of(before.clone())).is_some_and(|h| whole.contains(&h)));
        if let Some((before, _)) = &state {
            whole.start = before.start;
        }
        let found = Candidate::name(whole, EntityKind::Organization, 0.64, "run of names for a body");
        return Some(Candidate { country: state.map(|(_, country)| country), ..found });
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
