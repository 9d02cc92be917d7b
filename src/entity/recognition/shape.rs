//! The extent of names: what belongs to a name of a person or body and what only stands beside it. In: a run of tokens;
//! out: the run without titles, articles and possessives, or with the words of the name that the labeller missed.

use super::super::known::Known;
use super::super::view::View;
use crate::gazetteer::{CountryForm, CountryId, EntryRef};
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// `span` without quotation marks, punctuation, articles and possessive clitics at its ends; none if nothing is left.
pub(super) fn trim(view: &View, mut span: Range<usize>) -> Option<Range<usize>> {
    let edge = |t: usize| {
        view.xpos(t) == Xpos::Pos
            || matches!(view.form(t), "'s" | "’s" | "'" | "’")
            || !view.form(t).chars().any(char::is_alphanumeric)
    };
    while span.start < span.end && (edge(span.start) || matches!(view.lower(span.start), "the" | "a" | "an" | "and")) {
        span.start += 1;
    }
    while span.start < span.end && (edge(span.end - 1) || matches!(view.lower(span.end - 1), "the" | "of" | "and")) {
        // A closing bracket or a full stop that belongs to an initial stays with its token; these are tokens of their own.
        span.end -= 1;
    }
    (span.start < span.end).then_some(span)
}

/// `span` without titles at its start ("President Biden" → "Biden"); none if it was only a title.
pub(super) fn without_titles(view: &View, known: &Known, mut span: Range<usize>) -> Option<Range<usize>> {
    // The labeller may take in more: "U.S. President", "Ambassador to the United States".
    while let Some(title) = span.clone().find_map(|t| known.title_at(t)).map(|(tokens, _)| tokens) {
        if title.end >= span.end {
            // "Mr. King", "Prince": a title that fills the span is a name only behind another title.
            let whole = title.start == span.start && known.title_before(span.start).is_some();
            return whole.then_some(span);
        }
        span.start = title.end;
    }
    while span.len() > 1 {
        let beside = known.starting(span.start).iter().find(|h| {
            matches!(h.entry, EntryRef::Country { form: CountryForm::Name | CountryForm::Demonym, .. })
                && h.tokens.end < span.end
                && known.given_name(h.tokens.start).is_none()
        });
        match beside {
            Some(hit) => span.start = hit.tokens.end,
            None if matches!(view.upos(span.start), Upos::Adp | Upos::Det) => span.start += 1,
            None => break,
        }
    }
    trim(view, span)
}

/// `span` with the parts of the name that hang on its head by `flat`, or a given name before it.
pub(super) fn complete_person(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let sentence = view.tokens_of(view.sentence(span.start));
    let name_word = |t: usize| view.upos(t) == Upos::Propn && view.is_capitalized(t);
    let head = view.head_of(span.clone());
    while span.end < sentence.end
        && name_word(span.end)
        && view.deprel(span.end) == Deprel::Flat
        && view.head(span.end) == Some(head)
    {
        span.end += 1;
    }
    while span.start > sentence.start
        && name_word(span.start - 1)
        && known.given_name(span.start - 1).is_some()
        && known.title_at(span.start - 1).is_none()
        && (view.head(span.start) == Some(span.start - 1) || view.head(span.start - 1) == Some(span.start))
    {
        span.start -= 1;
    }
    span
}

/// The state whose name or demonym stands just before `start` and belongs to the name there ("Indonesian Navy").
pub(super) fn state_before(view: &View, known: &Known, start: usize) -> Option<(Range<usize>, CountryId)> {
    known.ending_before(start).find_map(|h| match h.entry {
        EntryRef::Country { country, form: CountryForm::Name | CountryForm::Demonym, .. }
            if view.sentence(h.tokens.start) == view.sentence(start) && known.gazetteer.country(country).is_state() =>
        {
            Some((h.tokens.clone(), country))
        }
        _ => None,
    })
}

/// `span` with the modifiers before its head that are written as names, and with its complement ("Department" → "U.S.
/// Department of Justice").
pub(super) fn complete_organization(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let sentence = view.tokens_of(view.sentence(span.start));
    let head = view.head_of(span.clone());
    while span.start > sentence.start {
        let before = span.start - 1;
        let part = view.is_capitalized(before)
            && view.upos(before) == Upos::Propn
            && matches!(view.deprel(before), Deprel::Compound | Deprel::Amod | Deprel::Flat)
            && view.head(before).is_some_and(|h| span.contains(&h))
            && !known.is(before, |e| matches!(e, EntryRef::Country { .. } | EntryRef::Title(_)));
        if !part {
            break;
        }
        span.start = before;
    }
    complement(view, known, head, span)
}

/// Extends `span`, whose head `head` is a word for organizations, over an "of" or "for" phrase written as a name.
fn complement(view: &View, known: &Known, head: usize, mut span: Range<usize>) -> Range<usize> {
    if !known.is(head, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_))) {
        return span;
    }
    let sentence = view.tokens_of(view.sentence(head));
    let linked = |t: usize| {
        view.ancestors(t)
            .take_while(|&a| a != head)
            .last()
            .is_some_and(|top| matches!(view.deprel(top), Deprel::Nmod) && view.is_under(t, head))
    };
    let (mut at, mut end) = (span.end, span.end);
    while at < sentence.end && linked(at) {
        let small = matches!(view.lower(at), "of" | "for" | "on" | "and" | "the" | "," | "&" | "'s" | "’s");
        if view.is_capitalized(at) && matches!(view.upos(at), Upos::Propn | Upos::Adj | Upos::Noun | Upos::Verb) {
            end = at + 1;
        } else if !small {
            break;
        }
        at += 1;
    }
    span.end = end;
    span
}

/// Whether the head or last word of `span` is a word for organizations ("Party", "Ministry").
pub(super) fn ends_as_organization(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let word = |t: usize| known.is(t, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)));
    span.len() > 1 && (word(span.end - 1) || word(view.head_of(span.clone())))
}

/// Whether `span` names a law, treaty, prize, competition or other thing that is no body.
pub(super) fn is_event(view: &View, span: &Range<usize>) -> bool {
    const LIST: &[&str] = &[
        "act",
        "treaty",
        "agreement",
        "convention",
        "war",
        "summit",
        "games",
        "cup",
        "olympics",
        "festival",
        "day",
        "award",
        "prize",
        "plan",
        "accord",
        "accords",
        "protocol",
        "constitution",
        "bill",
        "amendment",
        "championship",
        "championships",
        "election",
        "elections",
        "crisis",
        "deal",
        "pact",
        "declaration",
        "revolution",
        "spring",
        "championship",
        "tournament",
        "doctrine",
        "strait",
        "airport",
        "street",
        "square",
        "river",
        "park",
        "hotel",
        "bible",
        "quran",
        "article",
        "brexit",
        "covid-19",
        "internet",
        "christmas",
        "islam",
        "christianity",
    ];
    let last = view.lower(span.end - 1);
    let head = view.head_of(span.clone());
    LIST.contains(&last) || LIST.contains(&view.lower(head))
}
