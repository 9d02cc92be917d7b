//! Countries by name, demonym, capital and seat of power. In: the gazetteer's hits and the tree; out: [`Candidate`]s.

use super::super::draft::Identity;
use super::super::known::{Hit, Known};
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::candidate::Candidate;
use super::{homonyms, metonymy};
use crate::gazetteer::{CountryForm, CountryId, EntryRef, Statehood};
use crate::syntax::{Deprel, NameType, Upos, Xpos};
use std::ops::Range;

/// Why a state counts that somebody is for or against: a mention that stands for nobody who acts.
pub(in crate::entity) const SIDES: &str = "for or against the state";

/// "the Soviets": a people by a noun, which is that state's as long as there was one.
fn is_people(view: &View, hit: &Hit) -> bool {
    let head = view.head_of(hit.tokens.clone());
    let modifies = matches!(view.deprel(head), Deprel::Amod | Deprel::Compound);
    matches!(view.xpos(head), Xpos::Nns | Xpos::Nnps) && !modifies && view.form(hit.tokens.end - 1).ends_with('s')
}

/// Whether the word tells the descent of a people of another state, whose demonym follows: "Turkish" in "Turkish Cypriot".
fn tells_descent(view: &View, known: &Known, hit: &Hit, country: CountryId) -> bool {
    let demonym = |h: &Hit| match h.entry {
        EntryRef::Country { country: other, form: CountryForm::Demonym, .. } => other != country,
        _ => false,
    };
    let next = hit.tokens.end;
    let own = known.country(&hit.tokens, &[CountryForm::Demonym]).is_some();
    own && lexicon::is_spread(&known.gazetteer.country(country).iso3)
        && view.sentence(next) == view.sentence(hit.tokens.start)
        && known.starting(next).iter().any(demonym)
}

/// Why a seat of power counts as a body with people in it.
pub(in crate::entity) const SEAT: &str = "seat of power with its staff";

/// Adds every reading of a hit as a country.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    prefixed(view, known, out);
    let otherwise = homonyms::meant_otherwise(known);
    for hit in known.hits() {
        let EntryRef::Country { country, form, ambiguous } = hit.entry else { continue };
        let others = out.len();
        if !known.gazetteer.country(country).is_state() || in_dateline(view, hit.tokens.start) {
            continue;
        }
        match form {
            _ if is_currency(view, hit) || is_in_place(view, known, hit, country) => {}
            CountryForm::Name if otherwise.contains(&country) || homonyms::is_part(view, known, hit, country) => {}
            CountryForm::Name if two_states(view, known, hit, country, out) => {}
            CountryForm::Name if ambiguous && begins_person(view, known, hit) => {}
            CountryForm::Name => out.extend(name(view, known, hit, country, ambiguous)),
            // "the former Soviet republic" is not that state, nor is "Czechoslovak" one of today.
            CountryForm::Demonym
                if known.gazetteer.country(country).statehood == Statehood::Former && !is_people(view, hit) => {}
            CountryForm::Demonym if elsewhere(view, known, &hit.tokens, country) => {}
            CountryForm::Demonym => out.extend(demonym(view, hit, country)),
            CountryForm::Capital => out.extend(capital(view, known, hit, country)),
            CountryForm::Seat => out.extend(seat(view, hit, country)),
        }
        // "pro - Russian", where the tokenizer parts them.
        let sided = metonymy::is_sided(view, hit.tokens.start) || tells_descent(view, known, hit, country);
        out.iter_mut().skip(others).filter(|_| sided).for_each(|found| found.reason = SIDES);
    }
}

/// "US $80 million", "US$": a currency; not "paid the U.S. $80 million".
fn is_currency(view: &View, hit: &Hit) -> bool {
    let last = hit.tokens.end - 1;
    let first = view.tokens_of(view.sentence(last)).start;
    let the = hit.tokens.start > first && view.lower(hit.tokens.start - 1) == "the";
    let sign = matches!(view.form(hit.tokens.end), "$" | "£") && view.head(last) == Some(hit.tokens.end);
    view.form(last).ends_with('$') || view.is_all_caps(last) && sign && !the
}

/// "British Honduras", "the French Quarter": a demonym of one state and the name of another or of a place that are one name.
fn is_in_place(view: &View, known: &Known, hit: &Hit, country: CountryId) -> bool {
    let state = |h: &Hit, demonym: bool| match h.entry {
        EntryRef::Country { country: c, form, .. } => {
            // "Soviet Ukraine" is Ukraine still.
            let today = known.gazetteer.country(c).statehood != Statehood::Former;
            c != country && today && (form == CountryForm::Demonym) == demonym && (demonym || form == CountryForm::Name)
        }
        _ => false,
    };
    let last = hit.tokens.end - 1;
    let first = view.tokens_of(view.sentence(last)).start;
    let demonym = known.country(&hit.tokens, &[CountryForm::Demonym]).is_some();
    if demonym && known.country(&hit.tokens, &[CountryForm::Name]).is_none() {
        let next = hit.tokens.end;
        let run = (next..next + 3).take_while(|&t| view.upos(t) == Upos::Propn && view.is_capitalized(t)).count();
        let names = |h: &Hit| h.tokens.end <= next + run && view.is_under(last, view.head_of(h.tokens.clone()));
        let other = known.starting(next).iter().any(|h| state(h, false) && names(h));
        let place = run > 0 && {
            let word = next + run - 1;
            let headed = known.is(word, |e| matches!(e, EntryRef::PlaceWord));
            let whole = labels(view, &hit.tokens)
                .any(|(t, label)| label == NameType::Location && t.contains(&last) && t.contains(&word));
            whole && !headed && view.is_under(last, word)
        };
        return run > 0 && view.sentence(next) == view.sentence(last) && (other || place);
    }
    let before = known.ending_before(hit.tokens.start).filter(|_| hit.tokens.start > first);
    let head = view.head_of(hit.tokens.clone());
    before.into_iter().any(|h| {
        state(h, true)
            && known.country(&h.tokens, &[CountryForm::Name]).is_none()
            && view.is_under(h.tokens.start, head)
            && view.upos(head) == Upos::Propn
    })
}

/// "the union between Serbia and Montenegro": the name of one state that joins those of two names two behind "between".
fn two_states(view: &View, known: &Known, hit: &Hit, country: CountryId, out: &mut Vec<Candidate>) -> bool {
    let before = hit.tokens.start.checked_sub(1).filter(|&t| view.lower(t) == "between");
    let Some(and) = before.and_then(|_| hit.tokens.clone().find(|&t| view.lower(t) == "and")) else { return false };
    let parts = [hit.tokens.start..and, and + 1..hit.tokens.end];
    let state = |part: &Range<usize>| {
        let words: Vec<&str> = part.clone().map(|t| view.form(t)).collect();
        let found = known.gazetteer.country_of_phrase(&words.join(" ")).map(|(found, _)| found);
        found.filter(|&found| found != country && known.gazetteer.country(found).is_state())
    };
    let [Some(first), Some(second)] = parts.clone().map(|part| state(&part)) else { return false };
    for (part, state) in parts.iter().zip([first, second]) {
        out.push(candidate(part, state, MentionKind::Name, 0.9, "country name"));
    }
    true
}

/// "pro-Beijing", "anti-Moscow", "non-NATO" where the tokenizer leaves the prefix on: what the rest of the token names.
fn prefixed(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    for token in view.sentences().flat_map(|(_, tokens)| tokens) {
        let form = view.form(token);
        let Some((prefix, rest)) = form.split_once(['-', '‑']) else { continue };
        if !lexicon::is_siding(&prefix.to_ascii_lowercase()) || !rest.starts_with(char::is_uppercase) {
            continue;
        }
        let Some((country, form_of)) = known.gazetteer.country_of_phrase(rest) else { continue };
        if !known.gazetteer.country(country).is_state() {
            continue;
        }
        let form = match form_of {
            CountryForm::Name => MentionKind::Name,
            CountryForm::Demonym => MentionKind::Demonym,
            CountryForm::Capital | CountryForm::Seat => MentionKind::Seat,
        };
        let found = candidate(&(token..token + 1), country, form, 0.9, SIDES);
        out.push(Candidate { skip: view.form(token).len() - rest.len(), ..found });
    }
}

fn candidate(
    tokens: &Range<usize>,
    country: CountryId,
    form: MentionKind,
    score: f32,
    reason: &'static str,
) -> Candidate {
    Candidate { form, ..Candidate::name(tokens.clone(), EntityKind::Country, score, reason) }
        .known(Identity::Country(country))
}

/// "Chad Smith": a country's name that is given to people too, with a surname behind it.
fn begins_person(view: &View, known: &Known, hit: &Hit) -> bool {
    let next = hit.tokens.end;
    known.given_name(hit.tokens.start).is_some()
        && view.sentence(next) == view.sentence(hit.tokens.start)
        && view.upos(next) == Upos::Propn
        && view.is_capitalized(next)
        && (known.is(next, |e| matches!(e, EntryRef::Surname)) || view.deprel(next) == Deprel::Flat)
        && !known.is(next, |e| matches!(e, EntryRef::Country { .. } | EntryRef::OrganizationWord | EntryRef::PlaceWord))
}

/// Whether a surname is hung on the one word of `hit`, a name of a state that people have as well.
pub(super) fn begins_name(view: &View, hit: &Hit) -> bool {
    let name = matches!(hit.entry, EntryRef::Country { form: CountryForm::Name, .. });
    let next = hit.tokens.end;
    name && hit.tokens.len() == 1 && view.deprel(next) == Deprel::Flat
}

/// "Russia", "South Lebanon"; not in a longer name of a place ("South China Sea").
fn name(view: &View, known: &Known, hit: &Hit, country: CountryId, ambiguous: bool) -> Option<Candidate> {
    let mut score = if ambiguous { 0.5 } else { 0.62 };
    if ambiguous && view.upos(hit.tokens.start) != Upos::Propn {
        return None;
    }
    // "France 24": the state's name only begins the body's.
    let begins =
        |h: &Hit| matches!(h.entry, EntryRef::Organization { ambiguous: false, .. }) && h.tokens.end > hit.tokens.end;
    if known.starting(hit.tokens.start).iter().any(begins) {
        return Some(candidate(&hit.tokens, country, MentionKind::Name, score, "country name"));
    }
    for (tokens, label) in labels(view, &hit.tokens) {
        let inside = tokens.start <= hit.tokens.start && hit.tokens.end <= tokens.end;
        let part = |t: usize| !ambiguous && t + 1 == hit.tokens.start && is_part(view, known, t..hit.tokens.end);
        let longer = tokens.clone().any(|t| !hit.tokens.contains(&t) && view.upos(t) == Upos::Propn && !part(t));
        match label {
            // "Jordan Roe": what people are called as well, in a person's name.
            NameType::Person if longer && tokens.start == hit.tokens.start && begins_name(view, hit) => return None,
            NameType::Location if inside && longer && !comma_between(view, &tokens) => return None,
            NameType::Location if inside => score = 0.92,
            _ => {}
        }
    }
    Some(candidate(&hit.tokens, country, MentionKind::Name, score, "country name"))
}

/// "South Lebanon", unless that is known as a place by itself ("Northern Ireland").
fn is_part(view: &View, known: &Known, tokens: Range<usize>) -> bool {
    lexicon::is_direction(view.lower(tokens.start)) && !known.starting(tokens.start).iter().any(|h| h.tokens == tokens)
}

fn comma_between(view: &View, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|t| view.form(t) == ",")
}

/// Whether the demonym tells the descent of people of another state, or of none that is told: "Bosnian Serbs", "the Serbs of
/// Bosnia", "ethnic Albanians".
pub(super) fn elsewhere(view: &View, known: &Known, tokens: &Range<usize>, country: CountryId) -> bool {
    let start = tokens.start;
    if start > view.tokens_of(view.sentence(start)).start && view.lower(start - 1) == "ethnic" {
        return true;
    }
    if !lexicon::is_spread(&known.gazetteer.country(country).iso3) {
        return false;
    }
    let head = view.head_of(tokens.clone());
    let plural = matches!(view.xpos(head), Xpos::Nns | Xpos::Nnps);
    let other = |h: &Hit, demonym: bool| match h.entry {
        EntryRef::Country { country: c, form, .. } => {
            c != country && (form == CountryForm::Demonym || !demonym && form == CountryForm::Name)
        }
        _ => false,
    };
    let of = || {
        let phrases = view.children(head).filter(|&c| view.deprel(c) == Deprel::Nmod);
        phrases
            .filter(|&c| view.case(c).as_deref() == Some("of"))
            .any(|c| known.starting(c).iter().any(|h| other(h, false)))
    };
    // "Kosovo Serb leaders": the name beside it describes the same noun.
    let beside = |h: &Hit| view.deprel(view.head_of(h.tokens.clone())) == Deprel::Compound;
    let before = |h: &Hit| view.sentence(h.tokens.start) == view.sentence(start) && other(h, !plural && !beside(h));
    known.ending_before(start).any(before) || plural && of()
}

/// "Russian troops", "the Russians"; not the language, cooking, or one nameless person ("a Russian").
fn demonym(view: &View, hit: &Hit, country: CountryId) -> Option<Candidate> {
    let head = view.head_of(hit.tokens.clone());
    let modifies = matches!(view.deprel(head), Deprel::Amod | Deprel::Compound | Deprel::Flat | Deprel::NmodDesc);
    let noun = view.head(head).filter(|_| modifies);
    if noun.is_some_and(|n| lexicon::is_cultural(view.lemma(n)) || lexicon::is_cultural(view.lower(n))) {
        return None;
    }
    // "English-Russian dictionary": the noun hangs further up.
    if lexicon::is_cultural(view.lower(hit.tokens.end)) {
        return None;
    }
    let plural = matches!(view.xpos(head), Xpos::Nns | Xpos::Nnps);
    let definite = view.child(head, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
    if !modifies && !plural && !definite && view.upos(head) != Upos::Adj {
        let language = matches!(view.case(head).as_deref(), Some("in" | "into" | "from"))
            || matches!(view.deprel(head), Deprel::Obj)
            || is_language(view, head);
        let one = view.children(head).any(|c| matches!(view.lower(c), "a" | "an"));
        if language || one {
            return None;
        }
    }
    let bare = !modifies && !plural && !definite && is_language(view, head);
    (!bare).then(|| candidate(&hit.tokens, country, MentionKind::Demonym, 0.6, "demonym"))
}

/// "a professor of Japanese", "speaks Russian".
fn is_language(view: &View, demonym: usize) -> bool {
    let first = view.first_conjunct(demonym);
    let Some(governor) = view.head(first) else { return false };
    match view.deprel(first) {
        Deprel::Obj => lexicon::is_spoken(view.lemma(governor)),
        Deprel::Nmod => view.case(first).as_deref() == Some("of") && lexicon::is_of_language(view.lemma(governor)),
        Deprel::Obl => view.case(first).as_deref() == Some("in") && lexicon::is_spoken(view.lemma(governor)),
        _ => false,
    }
}

/// "Moscow denied": a capital that acts.
fn capital(view: &View, known: &Known, hit: &Hit, country: CountryId) -> Option<Candidate> {
    let in_name = labels(view, &hit.tokens).any(|(tokens, _)| tokens.len() > hit.tokens.len());
    if in_name {
        return None;
    }
    if !metonymy::acts(view, &hit.tokens) {
        return metonymy::suffers(view, known, &hit.tokens, country)
            .then(|| candidate(&hit.tokens, country, MentionKind::Seat, 0.9, "capital where a state's forces act"));
    }
    Some(match homonyms::union_at(known, country) {
        Some(union) => {
            let body =
                Candidate::name(hit.tokens.clone(), EntityKind::Organization, 0.93, "seat of the union that acts");
            Candidate { form: MentionKind::Seat, ..body }.known(Identity::Body(union))
        }
        None => candidate(&hit.tokens, country, MentionKind::Seat, 0.9, "capital that acts"),
    })
}

/// "the Kremlin said" is the state, "a Kremlin spokesman" works for a body.
fn seat(view: &View, hit: &Hit, country: CountryId) -> Option<Candidate> {
    if metonymy::has_staff(view, &hit.tokens) {
        let body = Candidate::name(hit.tokens.clone(), EntityKind::Organization, 0.93, SEAT);
        return Some(Candidate { country: Some(country), ..body });
    }
    metonymy::acts(view, &hit.tokens)
        .then(|| candidate(&hit.tokens, country, MentionKind::Seat, 0.93, "seat of power that acts"))
}

/// The labeller's names that share a token with `tokens`, as tokens of the document.
pub(super) fn labels<'a>(
    view: &'a View,
    tokens: &'a Range<usize>,
) -> impl Iterator<Item = (Range<usize>, NameType)> + 'a {
    let sentence = view.sentence(tokens.start);
    let start = view.tokens_of(sentence).start;
    let names = view.tree(sentence).map_or(&[][..], |t| t.names());
    names
        .iter()
        .map(move |n| (n.words.start + start..n.words.end + start, n.label))
        .filter(|(range, _)| range.start < tokens.end && tokens.start < range.end)
}

/// "MOSCOW (Reuters) —", "GENEVA, Jan. 5 --": the place that a report is written in, before its first sentence.
pub(in crate::entity) fn in_dateline(view: &View, token: usize) -> bool {
    let sentence = view.tokens_of(view.sentence(token));
    if !view.is_all_caps(sentence.start) || view.is_heading(view.sentence(token)) {
        return false;
    }
    // A hyphen is a dash where it stands by itself: "WASHINGTON (Reuters) - ".
    let alone = |t: usize| view.form(t) == "-" && !view.touches(t) && !view.touches(t + 1);
    let dash = sentence.clone().take(14).find(|&t| matches!(view.form(t), "--" | "—" | "–" | "―") || alone(t));
    dash.is_some_and(|dash| token < dash && (sentence.start..dash).all(|t| view.upos(t) != Upos::Verb))
}
