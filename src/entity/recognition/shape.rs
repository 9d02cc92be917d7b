//! The extent of names: what belongs to a name of a person or body and what only stands beside it. In: a run of tokens;
//! out: the run without titles, articles and possessives, or with the words of the name that the labeller missed.

use super::super::known::{Hit, Known};
use super::super::view::View;
use super::countries::begins_name;
use crate::gazetteer::{CountryForm, CountryId, EntryRef};
use crate::syntax::calendar::{DAYS, MONTHS};
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// `span` without quotation marks, punctuation, articles, prepositions and possessive clitics at its ends; none if nothing is left.
pub(super) fn trim(view: &View, mut span: Range<usize>) -> Option<Range<usize>> {
    let edge = |t: usize| {
        view.xpos(t) == Xpos::Pos
            || matches!(view.form(t), "'s" | "’s" | "'" | "’")
            || !view.form(t).chars().any(char::is_alphanumeric)
    };
    let before = |t: usize| {
        matches!(view.lower(t), "the" | "a" | "an" | "and")
            || !view.is_capitalized(t) && matches!(view.lower(t), "of" | "from" | "by" | "with" | "in" | "to")
    };
    while span.start < span.end && (edge(span.start) || before(span.start)) {
        span.start += 1;
    }
    while span.start < span.end
        && (edge(span.end - 1)
            || span.len() > 1 && DAYS.contains(&view.lower(span.end - 1))
            || matches!(view.lower(span.end - 1), "the" | "of" | "and" | "for" | "in" | "on" | "at" | "to"))
    {
        // "Marines Thursday" is a body and a day. A closing bracket or a full stop that belongs to an initial stays with its token; these are tokens of their own.
        span.end -= 1;
    }
    (span.start < span.end).then_some(span)
}

/// `span` without titles at its start ("President Biden" → "Biden"); none if it was only a title.
pub(super) fn without_titles(view: &View, known: &Known, mut span: Range<usize>) -> Option<Range<usize>> {
    // "Grand | Ayatollah Roe": the labeller may begin inside of a title.
    let cut = (span.start.saturating_sub(3)..span.start).filter_map(|t| known.title_at(t)).map(|(title, _)| title.end);
    span.start = cut.filter(|end| (span.start..span.end).contains(end)).max().unwrap_or(span.start);
    // The labeller may take in more: "U.S. President", "Ambassador to the United States".
    while let Some(title) = span.clone().find_map(|t| known.title_at(t)).map(|(tokens, _)| tokens) {
        if title.end >= span.end {
            // "Mr. King", "Prince": a title that fills the span is a name only behind another title.
            let whole = title.start == span.start && known.title_before(span.start).is_some();
            return (whole || is_surname(view, known, &title, &span)).then_some(span);
        }
        span.start = title.end;
    }
    while span.len() > 1 {
        let beside = known.starting(span.start).iter().find(|h| {
            matches!(h.entry, EntryRef::Country { form: CountryForm::Name | CountryForm::Demonym, .. })
                && h.tokens.end < span.end
                && known.given_name(h.tokens.start).is_none()
                && !begins_name(view, h)
        });
        match beside {
            Some(hit) => span.start = hit.tokens.end,
            None if is_odd_word(view, known, span.start) => break,
            None if matches!(view.upos(span.start), Upos::Adp | Upos::Det) => span.start += 1,
            None => break,
        }
    }
    trim(view, span)
}

/// Whether what the tagger takes for a function word is the first word of a name, by its capital and a title before it:
/// "General Than Shwe".
fn is_odd_word(view: &View, known: &Known, token: usize) -> bool {
    let function = matches!(view.upos(token), Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Part | Upos::Det);
    (function || view.deprel(token) == Deprel::Case)
        && view.is_capitalized(token)
        && !view.is_all_caps(token)
        && view.is_capitalized(token + 1)
        && !matches!(view.lower(token), "the" | "of" | "and" | "for" | "a" | "an")
        && !view.is_heading(view.sentence(token))
        && known.title_before(token).is_some_and(|(title, _)| view.sentence(title.start) == view.sentence(token))
}

/// Where a name that the labeller found from `start` on begins, if a word before it is part of it though it is tagged as a
/// function word.
pub(super) fn with_odd_word(view: &View, known: &Known, start: usize) -> usize {
    start.checked_sub(1).filter(|&before| is_odd_word(view, known, before)).unwrap_or(start)
}

/// "Imran Khan": the last word of a name that is a form of address too, where it is known as a surname or a given name
/// stands before it.
fn is_surname(view: &View, known: &Known, title: &Range<usize>, span: &Range<usize>) -> bool {
    let behind = title.len() == 1 && title.start > span.start && title.end == span.end;
    let flat = view.deprel(title.start) == Deprel::Flat && view.head(title.start).is_some_and(|h| span.contains(&h));
    behind
        && flat
        && (known.is(title.start, |e| matches!(e, EntryRef::Surname)) || known.given_name(span.start).is_some())
}

/// `span` with the parts of the name that hang on its head by `flat`, that are joined to it by a hyphen, or that follow a
/// given name standing alone; without a day or month at its end.
pub(super) fn complete_person(view: &View, known: &Known, mut span: Range<usize>) -> Range<usize> {
    while span.len() > 1 && is_date(view.lower(span.end - 1)) {
        span.end -= 1;
    }
    // "called Mr. Roe Europe's last hope": whose it is stands behind the name.
    let addressed = known.title_before(span.start).is_some();
    let owner = |t: usize| {
        view.xpos(t + 1) == Xpos::Pos
            && addressed
            && !known.is(t, |e| matches!(e, EntryRef::Surname))
            && (matches!(view.lower(t), "africa" | "asia" | "europe")
                || known.is(t, |e| matches!(e, EntryRef::Country { .. } | EntryRef::Place { ambiguous: false, .. })))
    };
    if span.len() == 2 && owner(span.end - 1) {
        span.end -= 1;
    }
    let sentence = view.tokens_of(view.sentence(span.start));
    let name_word =
        |t: usize| t < sentence.end && view.upos(t) == Upos::Propn && view.is_capitalized(t) && !is_date(view.lower(t));
    while span.start > sentence.start
        && name_word(span.start - 1)
        && known.given_name(span.start - 1).is_some()
        && known.title_at(span.start - 1).is_none()
        && (view.head(span.start) == Some(span.start - 1) || view.head(span.start - 1) == Some(span.start))
    {
        span.start -= 1;
    }
    let head = view.head_of(span.clone());
    loop {
        let next = span.end;
        // "Wilson Or lost": a surname that is also a function word, known by its capital.
        let odd = span.len() == 1
            && next < sentence.end
            && known.is(span.start, |e| matches!(e, EntryRef::GivenName(_) | EntryRef::Surname))
            && matches!(view.upos(next), Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Aux)
            && view.is_capitalized(next)
            && !view.is_all_caps(next)
            && !view.is_capitalized(next + 1)
            && !view.is_heading(view.sentence(next));
        let flat =
            name_word(next) && view.deprel(next) == Deprel::Flat && view.head(next) == Some(head) && !owner(next);
        let surname = span.len() == 1
            && name_word(next)
            && known.given_name(span.start).is_some()
            && !known.is(next, |e| {
                matches!(e, EntryRef::Country { .. } | EntryRef::Organization { .. } | EntryRef::Title(_))
            })
            && !view.is_all_caps(next);
        let syllables = span.len() == 1 && next < sentence.end && is_syllabic(view.form(next));
        if flat || surname || odd || syllables {
            span.end += 1;
        } else if span.len() > 1 && hyphenated(view, next) {
            span.end += 2;
        } else {
            return span;
        }
    }
}

/// "Pik-wan", "Jong-un": how Chinese and Korean given names are written behind the surname.
pub(super) fn is_syllabic(form: &str) -> bool {
    form.split_once('-').is_some_and(|(first, second)| {
        first.starts_with(char::is_uppercase)
            && [first, second].iter().all(|part| (1..=6).contains(&part.chars().count()))
            && first.chars().skip(1).chain(second.chars()).all(char::is_lowercase)
    })
}

/// `span` with a nickname in quotation marks and what stands on the other side of it: "Robert “Bobby” Kennedy".
pub(super) fn with_nickname(view: &View, span: Range<usize>) -> Range<usize> {
    // The labeller may take in the nickname and stop at its end, or begin behind it.
    let cut = span.clone().skip(1).find(|&t| view.is_quote(t)).filter(|&t| t <= span.start + 2);
    let span = cut.map_or(span.clone(), |quote| span.start..quote);
    let name = |t: usize| view.upos(t) == Upos::Propn && view.is_capitalized(t);
    let sentence = view.tokens_of(view.sentence(span.start));
    let quoted = |open: usize| {
        let inside = |close: usize| (open + 1..close).all(name) && close > open + 1 && name(close + 1);
        let close = (open + 2..sentence.end.min(open + 4)).find(|&t| view.is_quote(t));
        close.filter(|&close| view.is_quote(open) && close + 1 < sentence.end && inside(close))
    };
    let opened = |close: usize| {
        let open = (close.saturating_sub(3)..close.saturating_sub(1)).rev().find(|&t| view.is_quote(t))?;
        open.checked_sub(1).filter(|&given| given >= sentence.start && name(given)).map(|_| open)
    };
    let behind = span.start.checked_sub(1).filter(|&t| view.is_quote(t)).and_then(opened);
    let open = if view.is_quote(span.end) && span.len() < 3 {
        span.end
    } else if let Some(open) = behind {
        open
    } else {
        match span.start.checked_sub(2).filter(|&t| t >= sentence.start) {
            Some(given) if name(given) && view.is_quote(given + 1) => given + 1,
            _ => return span,
        }
    };
    let Some(close) = quoted(open) else { return span };
    let mut end = span.end.max(close + 2);
    while end < sentence.end && name(end) && view.deprel(end) == Deprel::Flat {
        end += 1;
    }
    span.start.min(open - 1)..end
}

/// Whether a hyphen and a part of the same written word stand at `at` ("Chung-tai", "Thomas-Greenfield"), not "-led".
pub(super) fn hyphenated(view: &View, at: usize) -> bool {
    matches!(view.form(at), "-" | "‑" | "‐")
        && view.sentence(at) == view.sentence(at + 1)
        && view.touches(at)
        && view.touches(at + 1)
        && view.form(at + 1).chars().all(char::is_alphabetic)
        && !is_suffix(view.lower(at + 1))
}

/// What is joined to names by a hyphen without being a part of them.
pub(crate) fn is_suffix(word: &str) -> bool {
    const LIST: &[&str] = &[
        "led",
        "era",
        "backed",
        "style",
        "appointed",
        "brokered",
        "like",
        "born",
        "controlled",
        "linked",
        "based",
        "run",
        "owned",
        "supported",
        "friendly",
        "aligned",
        "sponsored",
        "proposed",
        "signed",
        "held",
        "ally",
        "elect",
        "loyal",
        "approved",
        "ordered",
        "funded",
        "allied",
        "inspired",
        "affiliated",
        "related",
        "imposed",
        "mediated",
        "authored",
    ];
    LIST.contains(&word)
}

/// Whether a word in small letters is a day or a month; "may" is more often a verb.
pub(super) fn is_date(word: &str) -> bool {
    DAYS.contains(&word) || word != "may" && MONTHS.contains(&word)
}

/// Whether a day or month stands alone ("told lawmakers Thursday"); some months are given names as well.
pub(super) fn is_time(view: &View, tokens: &Range<usize>) -> bool {
    let word = view.lower(tokens.start);
    // These are given names as well, but not before a day of the month.
    let given = matches!(word, "april" | "may" | "june" | "august");
    let day = || view.form(tokens.end).parse::<u8>().is_ok_and(|day| day <= 31);
    tokens.len() == 1 && is_date(word) && (!given || day())
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

/// `span` from the beginning of the country's name that it cuts in two ("States Navy" → "United States Navy").
pub(super) fn whole_words(known: &Known, span: Range<usize>) -> Range<usize> {
    let cut = (span.start.saturating_sub(4)..span.start).flat_map(|t| known.starting(t)).find(|h| {
        matches!(h.entry, EntryRef::Country { form: CountryForm::Name, .. })
            && h.tokens.end > span.start
            && h.tokens.end < span.end
    });
    cut.map_or(span.start, |h| h.tokens.start)..span.end
}

/// The state whose name or demonym begins the name `span` ("US State Department").
pub(crate) fn state_inside(known: &Known, span: &Range<usize>) -> Option<(Range<usize>, CountryId)> {
    known.starting(span.start).iter().find_map(|h| match h.entry {
        EntryRef::Country { country, form: CountryForm::Name | CountryForm::Demonym, .. }
            if h.tokens.end < span.end && known.gazetteer.country(country).is_state() =>
        {
            Some((h.tokens.clone(), country))
        }
        _ => None,
    })
}

/// The state that a name begins or ends with.
pub(super) fn state_of(view: &View, known: &Known, span: &Range<usize>) -> Option<CountryId> {
    let inside = state_inside(known, span).map(|(_, country)| country);
    inside.or_else(|| state_behind(view, known, span))
}

/// The state that a name ends with or whose place it ends with, behind "of" ("University of Chile", "Bus Company of Tehran").
fn state_behind(view: &View, known: &Known, span: &Range<usize>) -> Option<CountryId> {
    let behind = |h: &&Hit| h.tokens.start > span.start + 1 && view.lower(h.tokens.start - 1) == "of";
    known.ending_before(span.end).filter(behind).find_map(|h| match h.entry {
        EntryRef::Country { country, form: CountryForm::Name | CountryForm::Capital, .. } => Some(country),
        EntryRef::Place { country, ambiguous: false } => country,
        _ => None,
    })
}

/// Whether the head or last word of `span` is a word for organizations ("Party", "Ministry").
pub(super) fn ends_as_organization(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let word = |t: usize| known.is(t, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)));
    span.len() > 1 && (word(span.end - 1) || word(view.head_of(span.clone())))
}
