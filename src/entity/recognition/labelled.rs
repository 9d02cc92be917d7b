//! The learnt labeller's people and organizations, mended by tree and gazetteer. In: `Tree::names`; out: [`Candidate`]s
//! without titles, possessives and stray punctuation, with the words that the labeller cut off.

use super::super::draft::Identity;
use super::super::known::{Hit, Known};
use super::super::view::View;
use super::super::{EntityKind, lexicon};
use super::bodies::is_of_state;
use super::candidate::Candidate;
use super::countries::in_dateline;
use super::{extent, shape, things};
use crate::gazetteer::{CountryForm, EntryRef, OrganizationKind, TitleClass};
use crate::syntax::{Deprel, NameType, Upos, Xpos};
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds the labeller's names.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    let double = double_surnames(view);
    for (number, tokens) in view.sentences() {
        let Some(tree) = view.tree(number) else { continue };
        for name in tree.names() {
            let span = name.words.start + tokens.start..name.words.end + tokens.start;
            if in_dateline(view, span.start) {
                continue;
            }
            match name.label {
                NameType::Person => out.extend(person(view, known, span, name.probability, &double)),
                NameType::Organization => match member(view, known, &span) {
                    Some((person, body)) => {
                        out.push(Candidate::name(person, EntityKind::Person, 0.8, "name of a member"));
                        let body = body.and_then(|body| shape::trim(view, body));
                        out.extend(body.clone().and_then(|body| organization(view, known, body, name.probability)));
                        out.extend(body.map(|body| {
                            Candidate::name(body, EntityKind::Organization, 0.62, "body that a person is of")
                        }));
                    }
                    None => out.extend(organization(view, known, span, name.probability)),
                },
                NameType::Location => out.extend(surname(view, known, span, name.probability)),
            }
        }
    }
}

fn person(
    view: &View,
    known: &Known,
    span: Range<usize>,
    probability: f32,
    double: &BTreeSet<(&str, &str)>,
) -> Option<Candidate> {
    // "the Dalai Lama", "Kim Jong il": of a name that is known whole no part is a title or a common word.
    let whole = |h: &&Hit| matches!(h.entry, EntryRef::OfficeHolder(_)) && h.tokens.end >= span.end;
    let plain = |h: &&Hit| {
        let of = h.tokens.clone().any(|t| view.lower(t) == "of");
        h.tokens.len() > 1 && !of && !things::is_vessel(view, &h.tokens)
    };
    if let Some(hit) = known.starting(span.start).iter().find(whole).filter(plain) {
        return Some(Candidate::name(hit.tokens.clone(), EntityKind::Person, 0.95, "name of an office holder"));
    }
    let mut span = shape::complete_person(view, known, shape::without_titles(view, known, shape::trim(view, span)?)?);
    span.start = shape::with_odd_word(view, known, span.start);
    span = shape::with_nickname(view, span);
    // "Sheikh Hasina": a form of address that is part of the name by which an office holder is known.
    let known_as = known.ending_before(span.end).filter(|h| matches!(h.entry, EntryRef::OfficeHolder(_)));
    span.start = known_as.map(|h| h.tokens.start).chain([span.start]).min().unwrap_or(span.start);
    // "Aphrodite gas": no name ends in small letters.
    while span.len() > 1 && !view.form(span.end - 1).contains(char::is_uppercase) && !view.touches(span.end - 1) {
        span.end -= 1;
    }
    let span = if span.len() == 1
        && shape::hyphenated(view, span.end)
        && (is_article(view.lower(span.start))
            || known.title_before(span.start).is_some()
            || double.contains(&(view.form(span.start), view.form(span.end + 1))))
    {
        span.start..span.end + 2
    } else {
        span
    };
    let people = span.len() == 1
        && (matches!(view.xpos(span.start), Xpos::Nnps | Xpos::Nns)
            || known.is(span.start, |e| matches!(e, EntryRef::OrganizationWord)));
    if !span.clone().any(|t| view.is_capitalized(t))
        || is_nationality(known, &span)
        || people
        || things::is_vessel(view, &span)
    {
        return None;
    }
    let mut score = 0.42 + 0.4 * probability;
    if known.title_before(span.start).is_some() {
        score += 0.15;
    }
    if known.given_name(span.start).is_some() && span.len() > 1 {
        score += 0.1;
    }
    if shape::ends_as_organization(view, known, &span) || view.is_all_caps(span.start) && span.len() == 1 {
        score -= 0.2;
    }
    if is_before_its_state(view, known, &span) && known.given_name(span.start).is_none() {
        score -= 0.5;
    }
    if view.is_heading(view.sentence(span.start)) {
        score -= 0.1;
    }
    Some(Candidate::name(span, EntityKind::Person, score, "name of a person"))
}

/// "Frederick Fung of ADPL", "Nathan Law": what the labeller takes for one body though it begins with a person's name, cut
/// into the person and the body. The person's words are a known given name and what else is written as a name, with a
/// known surname last where no body follows.
fn member(view: &View, known: &Known, span: &Range<usize>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let of = span.clone().find(|&t| matches!(view.lower(t), "of" | "from"));
    let person = span.start..of.unwrap_or(span.end);
    let names = person.clone().all(|t| {
        view.upos(t) == Upos::Propn
            && view.is_capitalized(t)
            && !view.is_all_caps(t)
            && !known.is(t, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_) | EntryRef::Country { .. }))
    });
    let given = known.given_name(span.start).is_some()
        || person.len() == 2
            && view.form(span.start + 1).split_once('-').is_some_and(|(_, b)| !b.contains(char::is_uppercase));
    let surname = known.is(person.end.checked_sub(1)?, |e| matches!(e, EntryRef::Surname));
    let certain = (2..4).contains(&person.len()) && names && given && (of.is_some() || surname);
    if !certain || known.organization(span).is_some() || known.organization(&person).is_some() {
        return None;
    }
    Some((person, of.map(|t| t + 1..span.end)))
}

/// A surname that the labeller takes for a place no gazetteer knows, where it stands as people do: beside people in a
/// list, or as the one who is met or who acts.
fn surname(view: &View, known: &Known, span: Range<usize>, probability: f32) -> Option<Candidate> {
    let place = |e: &EntryRef| matches!(e, EntryRef::Country { .. } | EntryRef::Place { .. } | EntryRef::PlaceWord);
    let at = span.start;
    if span.len() != 1 || !known.is(at, |e| matches!(e, EntryRef::Surname)) || known.is(at, place) {
        return None;
    }
    let first = view.first_conjunct(at);
    let person = match view.deprel(first) {
        Deprel::Nsubj => true,
        Deprel::Obl | Deprel::Nmod => matches!(view.case(first).as_deref(), Some("with" | "by")),
        _ => false,
    };
    person.then(|| Candidate::name(span, EntityKind::Person, 0.8 - 0.2 * probability, "surname"))
}

/// Why a body counts for which the labeller speaks, whatever speaks for it beside.
pub(super) const LABELLED: &str = "name of a body";

/// Tokens before a name in which a longer known name of it may begin.
const LONGEST: usize = 8;

fn organization(view: &View, known: &Known, span: Range<usize>, probability: f32) -> Option<Candidate> {
    let mut span = shape::trim(view, span)?;
    // The labeller stopped or began inside a known name: "Islamic State of Iraq" before "and Syria".
    let first = view.tokens_of(view.sentence(span.start)).start.max(span.start.saturating_sub(LONGEST));
    let known_bodies = (first..=span.start)
        .flat_map(|t| known.starting(t))
        .filter(|h| matches!(h.entry, EntryRef::Organization { ambiguous: false, .. }) && h.tokens.end >= span.end);
    if let Some(whole) = known_bodies.max_by_key(|h| h.tokens.len()).filter(|_| span.len() > 1) {
        span = whole.tokens.clone();
    }
    // "Al" before a hyphen is only the beginning of a name.
    if span.len() == 1 && is_article(view.lower(span.start)) {
        span.end += if shape::hyphenated(view, span.end) { 2 } else { return None };
    }
    let seat = known.starting(span.start).iter().any(|h| {
        matches!(h.entry, EntryRef::Country { form: CountryForm::Capital | CountryForm::Seat, .. })
            && h.tokens.end >= span.end
    });
    if seat || is_nationality(known, &span) || !span.clone().any(|t| view.is_capitalized(t)) {
        return None;
    }
    if things::is_event(view, &span) || things::is_vessel(view, &span) || is_place(known, &span, probability) {
        return None;
    }
    if is_generic(known, &span) || is_state(view, known, &span) || is_of_city(view, known, &span) {
        return None;
    }
    // "the liberal Party of the Green Revolution"
    if span.len() > 2
        && view.upos(span.start) == Upos::Adj
        && view.form(span.start).chars().all(char::is_lowercase)
        && view.is_capitalized(span.start + 1)
    {
        span.start += 1;
    }
    let mut span = without_tail(view, known, extent::complete(view, known, shape::whole_words(known, span)));
    if is_title(view, known, &span) || is_portfolio(view, known, &span) || is_task(view, known, &span) {
        return None;
    }
    // The labeller may have stopped before the word for the kind: "Stabilization and Association" before "Agreement".
    let body = known.organization(&span).is_some() || shape::ends_as_organization(view, known, &span);
    if !body && things::is_event(view, &span) {
        return None;
    }
    let mut score = 0.45 + 0.4 * probability;
    let state = shape::state_before(view, known, span.start).filter(|(before, _)| {
        let joined = view.head(view.head_of(before.clone())).is_some_and(|h| span.contains(&h));
        joined
            && shape::ends_as_organization(view, known, &(before.start..span.end))
            && view.is_capitalized(span.end - 1)
    });
    if let Some((before, _)) = &state {
        span.start = before.start;
    }
    let mut found = Candidate::name(span.clone(), EntityKind::Organization, 0.0, LABELLED);
    found.country = state.map(|(_, country)| country);
    if found.country.is_none() {
        found.country = shape::state_of(view, known, &span);
    }
    found.of_state = span.clone().flat_map(|t| known.starting(t)).any(|h| match h.entry {
        EntryRef::Body(id) => known.gazetteer.body(id).named && h.tokens.end == span.end,
        EntryRef::Organization { organization, .. } => is_of_state(known.gazetteer.organization(organization).kind),
        _ => false,
    });
    let inner = shape::state_inside(known, &span).map_or(span.clone(), |(state, _)| state.end..span.end);
    if let Some(id) = known.organization(&span).or_else(|| known.organization(&inner)) {
        score += 0.25;
        found.country = known.gazetteer.organization(id).country.or(found.country);
        found = found.known(Identity::Body(id));
    } else if shape::ends_as_organization(view, known, &span) {
        score += 0.2;
    } else if span.clone().all(|t| view.upos(t) != Upos::Propn && view.upos(t) != Upos::X && !view.is_all_caps(t)) {
        score -= 0.2;
    }
    // A headline in title case writes every word as a name.
    if view.is_heading(view.sentence(span.start)) && found.identity.is_none() && score < 0.9 {
        score -= 0.2;
    }
    if span.len() == 1 && found.identity.is_none() {
        // A word alone can be anything: a product, a ship, a programme.
        score -= 0.15;
        let form = view.form(span.start);
        let address = form
            .rsplit_once('.')
            .is_some_and(|(_, tail)| (2..4).contains(&tail.len()) && !tail.contains(char::is_uppercase));
        if form.chars().count() < 2 || address {
            return None;
        }
    }
    if known.starting(span.end - 1).iter().any(|h| matches!(h.entry, EntryRef::Country { .. })) && span.len() > 1 {
        score += 0.2;
    }
    if is_before_its_state(view, known, &span) && found.identity.is_none() {
        score -= 0.4;
    }
    if known.title_before(span.start).is_some() && view.deprel(view.head_of(span.clone())) != Deprel::Compound {
        score -= 0.1;
    }
    if extent::joins_two(view, &found.tokens) && shape::ends_as_organization(view, known, &found.tokens) {
        (found.country, score) = (None, score.max(0.96));
    }
    Some(Candidate { score, ..found })
}

/// Whether a word is the Arabic or Spanish article, which begins names and is none.
fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el")
}

/// `span` without common nouns in small letters at its end, where a word that heads names of bodies or a known body stands
/// before them: "Haifa University geostrategy" is the university, "Reuters news agency" Reuters; not "Ministry of defence".
fn without_tail(view: &View, known: &Known, span: Range<usize>) -> Range<usize> {
    let small = |t: usize| {
        !view.form(t).contains(char::is_uppercase) && matches!(view.upos(t), Upos::Noun | Upos::Propn | Upos::Adj)
    };
    let body = |t: usize| known.is(t, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)));
    let all = span.clone().rev().take_while(|&t| small(t) && t > span.start).last();
    if let Some(start) = all
        && known.organization(&span).is_none()
        && known.organization(&(span.start..start)).is_some()
    {
        return span.start..start;
    }
    let tail = span.clone().rev().take_while(|&t| small(t) && !body(t) && t > span.start).last();
    match tail {
        Some(start) if view.is_capitalized(start - 1) && body(start - 1) && known.organization(&span).is_none() => {
            span.start..start
        }
        _ => span,
    }
}

/// Whether the last word of `span` heads names of places ("Golan Heights") and the labeller is not sure of the body.
fn is_place(known: &Known, span: &Range<usize>, probability: f32) -> bool {
    let last = span.end - 1;
    span.len() > 1
        && probability < 0.7
        && known.is(last, |e| matches!(e, EntryRef::PlaceWord))
        && !known.is(last, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
        && known.organization(span).is_none()
}

/// Whether `span` is a title ("Home Secretary"), with or without what it is for ("Secretary of State for Political Affairs").
fn is_title(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let tail = |at: usize| matches!(view.lower(at), "for" | "of") && !shape::ends_as_organization(view, known, span);
    let whole = |title: Range<usize>| title.end >= span.end || tail(title.end);
    known.title_at(span.start).is_some_and(|(title, _)| whole(title)) && known.organization(span).is_none()
}

/// Whether `span` says of what the minister behind it is minister ("Fisheries Minister Halldors"); a party or a known
/// body before the title is one ("Green Party Minister").
fn is_portfolio(view: &View, known: &Known, span: &Range<usize>) -> bool {
    matches!(view.form(span.end), "Minister" | "Ministers")
        && known.organization(span).is_none()
        && !known.is(span.end - 1, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
        && !view.is_all_caps(span.end - 1)
}

/// Whether `span` says in the name of a state what somebody is to do there: "Inspector General for Chad Reconstruction".
fn is_task(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let preposition = span.start.checked_sub(1).filter(|&t| view.lower(t) == "for");
    let title = preposition.and_then(|t| known.title_before(t)).map(|(_, id)| known.gazetteer.title(id).class);
    title.is_some_and(|class| class != TitleClass::Spokesperson)
        && shape::state_inside(known, span).is_some()
        && known.organization(span).is_none()
        && !shape::ends_as_organization(view, known, span)
}

/// Whether `span` is one word for bodies of any kind ("Party", "Council"); a parliament's can be a name.
fn is_generic(known: &Known, span: &Range<usize>) -> bool {
    let parliament = |e: &EntryRef| match *e {
        EntryRef::Body(id) => known.gazetteer.body(id).kind == OrganizationKind::Legislature,
        EntryRef::Organization { .. } => true,
        _ => false,
    };
    span.len() == 1
        && known.is(span.start, |e| matches!(e, EntryRef::OrganizationWord))
        && !known.is(span.start, parliament)
}

/// Whether `span` is words for a state itself, with its state before them ("Austrian Government").
fn is_state(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let mut hits = span.clone().flat_map(|t| known.starting(t));
    hits.any(|h| {
        matches!(h.entry, EntryRef::Body(id) if !known.gazetteer.body(id).named)
            && h.tokens.end == span.end
            && (h.tokens.start == span.start
                || shape::state_before(view, known, h.tokens.start).is_some_and(|(s, _)| s.start <= span.start))
    })
}

/// The surnames with a hyphen that stand behind a given name somewhere in the document: "Linda Thomas-Greenfield" tells
/// that "Thomas-Greenfield" alone is one person, which "Biden-Putin" is not.
fn double_surnames<'a>(view: &View<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let name = |t: usize| view.upos(t) == Upos::Propn && view.is_capitalized(t);
    (2..view.len())
        .filter(|&t| name(t - 1) && shape::hyphenated(view, t) && t >= 2 && name(t - 2))
        .filter(|&t| matches!(view.deprel(t - 1), Deprel::Flat) && view.sentence(t - 2) == view.sentence(t))
        .map(|t| (view.form(t - 1), view.form(t + 1)))
        .collect()
}

/// "Otranto, Italy": a place told by the state behind the comma; not "Ebba Lind, Sweden's minister".
pub(super) fn is_before_its_state(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let after = span.end + 1;
    let state = view.form(span.end) == ","
        && known.starting(after).iter().any(|h| {
            matches!(h.entry, EntryRef::Country { form: CountryForm::Name, .. })
                && view.sentence(after) == view.sentence(span.start)
                && !matches!(view.form(h.tokens.end), "and" | "'s" | "’s" | "'" | "’")
        });
    state && span.len() < 3
}

/// "Kano officials", "Lviv police": a known place before people or organs that are of a city.
fn is_of_city(view: &View, known: &Known, span: &Range<usize>) -> bool {
    let place = |h: &Hit| h.tokens == *span && matches!(h.entry, EntryRef::Place { .. });
    let noun = view.head(span.end - 1).filter(|&n| view.deprel(span.end - 1) == Deprel::Compound && n >= span.end);
    known.starting(span.start).iter().any(place)
        && known.organization(span).is_none()
        && noun.is_some_and(|n| {
            let lemma = view.lemma(n);
            !view.is_capitalized(n) && (lexicon::is_urban(lemma) || lexicon::is_bare_actor(lemma))
        })
}

/// Whether all of `span` is a country's name or demonym.
fn is_nationality(known: &Known, span: &Range<usize>) -> bool {
    known.country(span, &[CountryForm::Name, CountryForm::Demonym]).is_some()
}
