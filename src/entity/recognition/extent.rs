//! How far the name of a body reaches: modifiers before it, a complement after it ("Centers for Disease Control and
//! Prevention"), the name before a "for" ("Cinema for Peace Foundation"). In: the run of tokens that the labeller or the
//! tagger found; out: the whole name.

use super::super::known::{Hit, Known};
use super::super::lexicon;
use super::super::view::View;
use super::countries::labels;
use super::shape;
use crate::gazetteer::{CountryForm, EntryRef};
use crate::syntax::{Deprel, NameType, Upos, Xpos};
use std::ops::Range;

/// The words around `head` that hang under it: before it those that `joins` allows, behind it those that `follows` does.
pub(super) fn run(
    view: &View,
    head: usize,
    joins: impl Fn(usize) -> bool,
    follows: impl Fn(usize) -> bool,
) -> Range<usize> {
    let sentence = view.tokens_of(view.sentence(head));
    let (mut start, mut end) = (head, head + 1);
    while start > sentence.start && joins(start - 1) && view.is_under(start - 1, head) {
        start -= 1;
    }
    while end < sentence.end && follows(end) && view.is_under(end, head) {
        end += 1;
    }
    start..end
}

/// `span` in its full length.
pub(super) fn complete(view: &View, known: &Known, span: Range<usize>) -> Range<usize> {
    if let Some(office) = office_of(view, &span) {
        return office;
    }
    let span = without_title_behind(view, known, leftward(view, known, rightward(view, known, span)));
    let span = complement(view, known, span);
    let span = place_behind(view, known, span);
    before_preposition(view, known, span)
}

/// What stands behind `span` in one run of names and hangs on it, or carries it ("Democratic" → "Democratic Rally").
fn rightward(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let limit = view.tokens_of(view.sentence(span.start)).end;
    while span.end < limit {
        let next = span.end;
        let tied = view.head(next).is_some_and(|h| span.contains(&h)) && view.deprel(next) == Deprel::Flat
            || view.head(view.head_of(span.clone())) == Some(next)
                && matches!(view.deprel(view.head_of(span.clone())), Deprel::Amod | Deprel::Compound | Deprel::Flat);
        let head = is_headword(view.lower(next)) && view.upos(next) == Upos::Noun;
        let name =
            (view.upos(next) == Upos::Propn || head) && view.is_capitalized(next) && !shape::is_date(view.lower(next));
        let other = known.title_at(next).is_some()
            || known.organization(&span).is_some() && !head
            || known.starting(next).iter().any(|h| {
                matches!(h.entry, EntryRef::Country { .. } | EntryRef::Organization { .. } | EntryRef::GivenName(_))
            })
            || labels(view, &(next..next + 1)).any(|(_, label)| label != NameType::Organization);
        if !tied || !name || other {
            break;
        }
        span.end += 1;
    }
    span
}

/// "Office of the High Commissioner for Human Rights": whose office it is, is no person with a title there.
fn office_of(view: &View, span: &Range<usize>) -> Option<Range<usize>> {
    let first = view.tokens_of(view.sentence(span.start)).start;
    let mut at = span.start.checked_sub(1)?;
    if view.lower(at) == "the" {
        at = at.checked_sub(1)?;
    }
    let office = at.checked_sub(1).filter(|&t| t >= first && view.lower(at) == "of")?;
    (view.form(office) == "Office" && span.len() > 2).then_some(office..span.end)
}

/// Nouns that head the name of a body of their own, whatever known body stands before them ("Treasury Board").
fn is_headword(word: &str) -> bool {
    matches!(
        word,
        "board" | "council" | "committee" | "department" | "commission" | "ministry" | "bureau" | "institute"
    )
}

/// Cuts a capitalized title at the end ("State Department Spokesperson").
fn without_title_behind(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    while let Some((title, _)) = known.title_before(span.end) {
        let inside = title.start > span.start && !matches!(view.lower(title.start - 1), "of" | "for" | "the" | "and");
        if !inside {
            break;
        }
        span.end = title.start;
    }
    span
}

/// Whether `token` is a word that heads names of bodies.
pub(super) fn is_org_word(view: &View, known: &Known, token: usize) -> bool {
    view.is_capitalized(token)
        && (known.is(token, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
            || matches!(
                view.lower(token),
                "centers" | "centres" | "house" | "institutes" | "departments" | "daughters" | "friends"
            ))
}

/// Modifiers before `span` that are written as a part of the name: "Korean People's Army", "House Oversight and Reform
/// Committee".
fn leftward(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let first = view.tokens_of(view.sentence(span.start)).start;
    while span.start > first {
        let before = span.start - 1;
        if matches!(view.form(before), "'s" | "’s" | "'" | "’")
            && before > first
            && view.is_capitalized(before - 1)
            && lexicon::is_folk(view.lower(before - 1))
        {
            span.start = before - 1;
            continue;
        }
        if let Some(start) = two_joined(view, known, &span) {
            span.start = start;
            continue;
        }
        let linked = view.head(before).is_some_and(|h| span.contains(&h));
        let written = view.is_capitalized(before)
            && (view.upos(before) == Upos::Propn
                || matches!(view.upos(before), Upos::Adj | Upos::Noun) && before > first);
        let part = written
            && linked
            && matches!(view.deprel(before), Deprel::Compound | Deprel::Amod | Deprel::Flat | Deprel::NmodPoss)
            && !known.starting(before).iter().any(|h| matches!(h.entry, EntryRef::Country { .. } | EntryRef::Title(_)))
            && !labels(view, &(before..before + 1)).any(|(_, label)| label == NameType::Person);
        // "Oversight and Reform Committee": the conjunct before "and".
        let and = view.lower(before) == "and"
            && before > first
            && view.is_capitalized(before - 1)
            && view.upos(before - 1) != Upos::Verb
            && view.head(view.first_conjunct(span.start)).is_some_and(|h| span.contains(&h))
            && view.first_conjunct(span.start) < before;
        if and {
            span.start = before - 1;
        } else if part {
            span.start = before;
        } else {
            break;
        }
    }
    span
}

/// Where the name begins of which two names with a hyphen are the first word: "Eritrea-Ethiopia Border Commission". `span` has
/// the second of them or begins behind it.
fn two_joined(view: &View, known: &Known, span: &Range<usize>) -> Option<usize> {
    let first = view.tokens_of(view.sentence(span.start)).start;
    let head = view.head_of(span.clone());
    let hyphen = [span.start.checked_sub(1)?, span.start.saturating_sub(2)]
        .into_iter()
        .find(|&t| matches!(view.form(t), "-" | "–") && t > first && view.touches(t) && view.touches(t + 1))?;
    let name = |t: usize| view.is_capitalized(t) && view.upos(t) == Upos::Propn && view.is_under(t, head);
    let body = span.end > hyphen + 2 && is_org_word(view, known, span.end - 1);
    (body && name(hyphen - 1) && (span.contains(&(hyphen + 1)) || name(hyphen + 1))).then_some(hyphen - 1)
}

/// Whether the name begins with two names joined by a hyphen: it is of neither alone.
pub(super) fn joins_two(view: &View, span: &Range<usize>) -> bool {
    span.len() > 3 && matches!(view.form(span.start + 1), "-" | "–") && view.is_capitalized(span.start + 2)
}

/// Extends a name whose last word heads names of bodies over "of" or "for" and what is written as a name behind it.
fn complement(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let sentence = view.tokens_of(view.sentence(span.start));
    let first = span.start;
    // "the Embassy in Baghdad" is one of many; other bodies are only located "in".
    let mission = |t: usize| matches!(view.lower(t), "embassy" | "consulate");
    let preposition =
        |t: usize| matches!(view.lower(t), "of" | "for" | "on") || view.lower(t) == "in" && t > first && mission(t - 1);
    // The labeller may have stopped inside the complement: begin again behind the first word for bodies.
    let inside = (span.start + 1..span.end).find(|&t| preposition(t) && is_org_word(view, known, t - 1));
    let mut at = inside.unwrap_or(span.end);
    while at + 1 < sentence.end && preposition(at) && is_org_word(view, known, at - 1) {
        let start = if view.lower(at + 1) == "the" { at + 2 } else { at + 1 };
        let supported =
            view.lower(at) != "on" || labels(view, &(start..start + 1)).any(|(_, l)| l == NameType::Organization);
        let end = name_run(view, known, start, sentence.end);
        // "criticized the European Union for Monday's statement": a known body has its whole name.
        let whole = view.lower(at) != "of" && known.organization(&(first..at)).is_some();
        let owner = view.lower(at) == "for" && end < sentence.end && view.xpos(end) == Xpos::Pos;
        if end == start || !supported || whole || owner {
            break;
        }
        span.end = end.max(span.end);
        at = span.end;
    }
    span
}

/// The end of the words from `start` on that are written as a name, over "and" and commas between words of one list.
fn name_run(view: &View, known: &Known, start: usize, limit: usize) -> usize {
    let word = |t: usize| {
        t < limit
            && view.is_capitalized(t)
            && matches!(view.upos(t), Upos::Propn | Upos::Adj | Upos::Noun | Upos::Verb | Upos::X)
            && !labels(view, &(t..t + 1)).any(|(_, label)| label == NameType::Person)
    };
    let mut end = start;
    while word(end) && (end == start || known.title_at(end).is_none_or(|(title, _)| title.end > end + 1)) {
        end += 1;
        // "Allergy and Infectious Disease": what follows "and" hangs on what stands before it, and is no body itself.
        let list = (view.lower(end) == "and" || view.form(end) == "&") && word(end + 1);
        if list {
            let mut last = end + 1;
            while word(last + 1) {
                last += 1;
            }
            let head = view.head_of(end + 1..last + 1);
            let first = view.first_conjunct(head);
            let hangs = first != head && first >= start && first < end;
            let tight = hangs || labels(view, &(head..head + 1)).any(|(_, l)| l == NameType::Organization);
            let body = (end + 1..last + 1).any(|t| is_org_word(view, known, t));
            let own = known.starting(end + 1).iter().any(|h| {
                matches!(h.entry, EntryRef::Country { .. } | EntryRef::Organization { .. } | EntryRef::Title(_))
            });
            if tight && !own && !body {
                end = last + 1;
            }
        }
    }
    end
}

/// "Gas Infrastructure Europe", "Environment Canada": a place written as the end of the name.
fn place_behind(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let at = span.end;
    let place = known.starting(at).iter().any(|h| {
        h.tokens.len() == 1
            && matches!(h.entry, EntryRef::Country { form: CountryForm::Name, .. } | EntryRef::Place { .. })
    }) || view.lower(at) == "europe";
    let here = view.sentence(at) == view.sentence(span.start);
    let head = view.head_of(span.clone());
    // Either way round: the place hangs on the name, or the tree makes it the last word of the compound.
    let behind = view.head(at).is_some_and(|h| span.contains(&h)) && view.case(at).is_none();
    let last = view.head(head) == Some(at) && matches!(view.deprel(head), Deprel::Compound | Deprel::Flat);
    let tied = here && (behind || last);
    let bare = last || matches!(view.deprel(at), Deprel::Flat | Deprel::Compound | Deprel::Nmod | Deprel::NmodUnmarked);
    if place && tied && bare && view.upos(at) == Upos::Propn {
        span.end += 1;
    }
    span
}

/// "Cinema for Peace Foundation": the tree hangs the labelled end on a name before "for" or "of".
fn before_preposition(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    let first = view.tokens_of(view.sentence(span.start)).start;
    // "Forum for the Restoration of Democracy"
    let the = span.start > first + 2 && view.lower(span.start - 1) == "the";
    let at = span.start.saturating_sub(if the { 2 } else { 1 });
    if at < first + 1 || !matches!(view.lower(at), "for" | "of") {
        return span;
    }
    let word = at - 1;
    // "the Service of the US Department" is two bodies.
    let own = |h: &Hit| {
        matches!(
            h.entry,
            EntryRef::Country { .. } | EntryRef::Organization { ambiguous: false, .. } | EntryRef::Body(_)
        )
    };
    let purpose = matches!(view.lower(span.start), "liberation" | "resistance");
    let body = !purpose && (is_org_word(view, known, span.start) || known.starting(span.start).iter().any(own));
    if the && (body || !is_org_word(view, known, word)) {
        return span;
    }
    let hangs =
        view.deprel(view.head_of(span.clone())) == Deprel::Nmod && view.head(view.head_of(span.clone())) == Some(word);
    let name = view.is_capitalized(word) && (view.upos(word) == Upos::Propn || is_org_word(view, known, word));
    let other = known.title_before(word + 1).is_some()
        || known.starting(word).iter().any(|h| matches!(h.entry, EntryRef::Country { .. }))
        || labels(view, &(word..word + 1)).any(|(_, label)| label != NameType::Organization)
        || known.organization(&span).is_some() && !is_org_word(view, known, word);
    if hangs && name && !other {
        span.start = word;
        return leftward(view, known, shape::whole_words(known, span));
    }
    span
}
