//! Organizations that the gazetteer knows, and the bodies of states by pattern ("the Russian Foreign Ministry"). In: the
//! gazetteer's hits; out: [`Candidate`]s, among them the state itself where its troops or government act.

use super::super::draft::Identity;
use super::super::known::{Hit, Known};
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::candidate::Candidate;
use super::countries::{elsewhere, in_dateline, labels};
use crate::gazetteer::{CountryForm, EntryRef, OrganizationId, OrganizationKind};
use crate::syntax::{Deprel, NameType, Upos};
use std::collections::BTreeSet;
use std::ops::Range;

/// Why "State" is a body in "the State and Defense Departments".
pub(super) const SHARED_WORD: &str = "shares its last word";

/// Adds every reading as a body.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    for hit in known.hits() {
        match hit.entry {
            EntryRef::Organization { organization, acronym, ambiguous }
                if !in_dateline(view, hit.tokens.start) && !is_seat(known, hit) =>
            {
                out.push(named(view, known, hit, organization, acronym, ambiguous));
            }
            EntryRef::Body(id) if known.gazetteer.body(id).named => {
                out.extend(alone(view, hit, known.gazetteer.body(id).kind));
            }
            _ => {}
        }
    }
    chamber(view, known, out);
    coordinated(view, known, out);
    let written: BTreeSet<String> = known
        .hits()
        .iter()
        .filter(|h| matches!(h.entry, EntryRef::Body(_)) && view.is_capitalized(h.tokens.end - 1))
        .map(|h| view.phrase(h.tokens.start.saturating_sub(1)..h.tokens.end))
        .collect();
    for (_, tokens) in view.sentences() {
        of_states(view, known, tokens, &written, out);
    }
}

/// A body with a name of its own; its state before the name belongs to it ("U.S. State Department").
fn named(view: &View, known: &Known, hit: &Hit, id: OrganizationId, acronym: bool, ambiguous: bool) -> Candidate {
    let organization = known.gazetteer.organization(id);
    let mut tokens = hit.tokens.clone();
    // "the Israeli army" in small letters is a description, like "Israeli troops".
    let written = organization.kind != OrganizationKind::Military || view.is_capitalized(tokens.end - 1);
    let partisan = organization.kind == OrganizationKind::Party && is_partisan(view, &tokens);
    let labelled = labels(view, &hit.tokens).any(|(_, label)| label == NameType::Organization);
    let score = match (ambiguous, labelled) {
        _ if !written => 0.0,
        // "Democratic Rally" is no Democratic Party.
        (true, true) if goes_on(view, &hit.tokens) => 0.45,
        (_, true) => 0.97,
        (true, false) if partisan => 0.9,
        (true, false) if stands_as_name(view, &hit.tokens) => 0.6,
        (true, false) => 0.45,
        (false, false) if acronym => 0.85,
        (false, false) => 0.9,
    };
    let before = known.ending_before(tokens.start).find(|h| {
        matches!(h.entry, EntryRef::Country { country, form: CountryForm::Name | CountryForm::Demonym, .. }
            if organization.country == Some(country))
    });
    if let Some(before) = before
        && !acronym
        && tokens.len() > 1
    {
        tokens.start = before.tokens.start;
    }
    // "Reuters news agency": what it is, said behind its name; "U.N. nuclear" is no name.
    let what = tokens.clone().rev().take_while(|&t| is_what_it_is(view.form(t)));
    let phrase = |end: usize| (hit.tokens.start..end).map(|t| view.form(t)).collect::<Vec<_>>().join(" ");
    let short = what.filter(|&end| known.gazetteer.organization_of_phrase(&phrase(end)) == Some(id)).last();
    tokens.end = short.unwrap_or(tokens.end);
    if view.lower(tokens.start) == "the" && tokens.len() > 1 {
        tokens.start += 1;
    }
    let found = Candidate::name(tokens, EntityKind::Organization, score, "known body").known(Identity::Body(id));
    Candidate { country: organization.country, of_state: is_of_state(organization.kind), ..found }
}

/// "the Commonwealth suspended Fiji": a common word that is written and tagged as a name where it needs no capital, alone,
/// and does something.
fn stands_as_name(view: &View, tokens: &Range<usize>) -> bool {
    let (token, next) = (tokens.start, tokens.end);
    let first = view.tokens_of(view.sentence(token)).start;
    let verb = view.head(token).filter(|&v| view.upos(v) == Upos::Verb && view.deprel(token) == Deprel::Nsubj);
    tokens.len() == 1
        && view.upos(token) == Upos::Propn
        && view.is_capitalized(token)
        && !view.is_heading(view.sentence(token))
        && !(view.sentence(next) == view.sentence(token) && (view.is_capitalized(next) || view.touches(next)))
        && view.child(token, &[Deprel::Nmod, Deprel::Amod, Deprel::Compound, Deprel::Flat]).is_none()
        && labels(view, tokens).next().is_none()
        && verb.is_some_and(|v| {
            let lemma = view.lemma(v);
            !lexicon::is_scenery(lemma) && (token > first || lexicon::is_speech(lemma))
        })
}

/// "Democratic senators", "a Conservative MP": the adjective of a party, written as a name inside of a sentence, before
/// people of a party.
fn is_partisan(view: &View, tokens: &Range<usize>) -> bool {
    let first = view.tokens_of(view.sentence(tokens.start)).start;
    // At the start of a sentence any adjective has a capital; before "MP" and "Senator" it is a party's.
    let titled = view.is_capitalized(tokens.end) && view.head(tokens.start) == Some(tokens.end);
    // "Christian Democratic leader" is of another party.
    let longer = tokens.start > first && {
        let before = tokens.start - 1;
        view.is_capitalized(before)
            && view.head(before) == view.head(tokens.start)
            && lexicon::is_creed(view.lower(before))
    };
    tokens.len() == 1
        && !longer
        && (tokens.start > first || titled)
        && !view.is_heading(view.sentence(tokens.start))
        && view.is_capitalized(tokens.start)
        && [Some(tokens.end), view.head(tokens.start)].into_iter().flatten().any(|t| {
            t >= tokens.end
                && view.upos(t) == Upos::Noun
                && (lexicon::is_partisan(view.lower(t)) || lexicon::is_partisan(view.lemma(t)))
        })
}

/// "the State and Defense Departments": two known bodies that share their last word.
fn coordinated(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    for last in view.sentences().flat_map(|(_, tokens)| tokens) {
        let one = match view.lower(last) {
            "departments" => "Department",
            "ministries" => "Ministry",
            "committees" => "Committee",
            "parties" => "Party",
            _ => continue,
        };
        let first = view.tokens_of(view.sentence(last)).start;
        let run = |end: usize| {
            let small = (first..end).rev().find(|&t| !view.is_capitalized(t) || view.lower(t) == "the");
            small.map_or(first, |t| t + 1)
        };
        let second = run(last)..last;
        let Some(and) = second.start.checked_sub(1).filter(|&t| t > first && view.lower(t) == "and") else { continue };
        let both = [run(and)..and, second];
        let body = |part: &Range<usize>| {
            let words: Vec<&str> = part.clone().map(|t| view.form(t)).chain([one]).collect();
            known.gazetteer.organization_of_phrase(&words.join(" ")).filter(|_| !part.is_empty())
        };
        if let [Some(a), Some(b)] = both.clone().map(|part| body(&part)) {
            for (part, id) in both.into_iter().zip([a, b]) {
                let found = Candidate::name(part, EntityKind::Organization, 1.05, SHARED_WORD);
                let country = known.gazetteer.organization(id).country;
                out.push(Candidate { country, ..found.known(Identity::Body(id)) });
            }
        }
    }
}

/// Whether the labeller takes `tokens` for the beginning of a longer name of a body.
fn goes_on(view: &View, tokens: &Range<usize>) -> bool {
    let longer = |name: &Range<usize>| name.start == tokens.start && name.end > tokens.end;
    view.is_capitalized(tokens.end)
        && labels(view, tokens).any(|(name, label)| label == NameType::Organization && longer(&name))
}

/// Whether bodies of `kind` are a state's own.
pub(in crate::entity) fn is_of_state(kind: OrganizationKind) -> bool {
    matches!(
        kind,
        OrganizationKind::Agency
            | OrganizationKind::Ministry
            | OrganizationKind::Military
            | OrganizationKind::Court
            | OrganizationKind::Legislature
    )
}

/// "the House" of a document that speaks of a Congress, Senate or House of Commons.
fn chamber(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    let parliament = tokens.iter().any(|&t| {
        view.is_capitalized(t)
            && matches!(view.lower(t), "congress" | "senate" | "representatives" | "commons" | "parliament")
    });
    for &token in tokens.iter().filter(|_| parliament) {
        let the = token.checked_sub(1).is_some_and(|t| view.lower(t) == "the")
            && view.sentence(token - 1) == view.sentence(token);
        let behind = view.lower(token + 1);
        let longer = behind == "of" || view.is_capitalized(token + 1) && known.title_at(token + 1).is_none();
        if view.form(token) == "House" && the && !longer {
            out.push(Candidate::name(token..token + 1, EntityKind::Organization, 0.8, "chamber of a parliament"));
        }
    }
}

/// Nouns in small letters that only say what a body is.
fn is_what_it_is(form: &str) -> bool {
    matches!(
        form,
        "news"
            | "agency"
            | "newspaper"
            | "television"
            | "network"
            | "group"
            | "militia"
            | "company"
            | "magazine"
            | "movement"
            | "party"
    )
}

/// Whether `hit` is also a seat of power, for which its place in the sentence decides.
fn is_seat(known: &Known, hit: &Hit) -> bool {
    known.country(&hit.tokens, &[CountryForm::Seat]).is_some()
}

/// Which bodies are named even in small letters: "the Turkish foreign ministry", "Turkey's parliament", not "the Saudi
/// consulate".
fn is_body_in_small_letters(kind: OrganizationKind) -> bool {
    matches!(kind, OrganizationKind::Ministry | OrganizationKind::Legislature | OrganizationKind::Court)
}

/// A body of a state whose state is not beside it: "the Interior Ministry". Only where it is written as a name.
fn alone(view: &View, hit: &Hit, kind: OrganizationKind) -> Option<Candidate> {
    let first = hit.tokens.start;
    // "the Army", "the Ministry" only point back to a name; "Congress" is one.
    if hit.tokens.len() == 1 && kind != OrganizationKind::Legislature {
        return None;
    }
    let starts = view.tokens_of(view.sentence(first)).start == first;
    let capitals = hit.tokens.clone().filter(|&t| view.is_capitalized(t)).count();
    let written = capitals == hit.tokens.len() || (capitals > 1 && hit.tokens.len() > 2);
    let shown = written && (!starts || hit.tokens.len() > 1);
    let heading = view.is_heading(view.sentence(first));
    (shown && !heading && !bears_title(view, view.head_of(hit.tokens.clone())))
        .then(|| Candidate::name(hit.tokens.clone(), EntityKind::Organization, 0.6, "body of a state"))
}

/// Bodies of states with their state beside them. An army in small letters is the state's troops, unless the document
/// writes it as a name elsewhere (`written`).
fn of_states(view: &View, known: &Known, tokens: Range<usize>, written: &BTreeSet<String>, out: &mut Vec<Candidate>) {
    let start = tokens.start;
    let forms: Vec<&str> = tokens.map(|t| view.form(t)).collect();
    let matches = known.gazetteer.matches(&forms);
    for found in known.gazetteer.bodies(&forms, &matches) {
        let head = found.head.start + start..found.head.end + start;
        let whole = found.tokens.start + start..found.tokens.end + start;
        // The demonym may be no state's at its place ("South American armies").
        let beside = found.country_tokens.start + start..found.country_tokens.end + start;
        let meant = known.starting(beside.start).iter().any(|h| h.tokens == beside);
        // "Bosnian Serb forces" are not Serbia's, "former Chadian officials" no longer Chad's.
        let past = beside.start.checked_sub(1).is_some_and(|t| t >= start && lexicon::is_past(view.lower(t)));
        let body = known.gazetteer.body(found.body);
        // "opposition leaders in Togo", "business leaders in Togo"
        let apart = head.start.checked_sub(1).is_some_and(|t| t >= start && lexicon::is_apart(view.lower(t)));
        if apart && beside.start > head.start {
            continue;
        }
        if elsewhere(view, known, &beside, found.country) || past && is_of_people(view, &head) {
            continue;
        }
        if !meant || !known.gazetteer.country(found.country).is_state() {
            continue;
        }
        let troops = body.kind == OrganizationKind::Military
            && !written.contains(&view.phrase(head.start.saturating_sub(1)..head.end));
        // "state-run" is no state.
        if lexicon::is_opposed(view.lower(head.end - 1)) || view.form(head.end) == "-" {
            continue;
        }
        let small = !view.is_capitalized(head.start) && !view.is_capitalized(head.end - 1);
        let first = head.len() == 1 && view.tokens_of(view.sentence(head.start)).start == head.start;
        if (small || first) && !troops && body.named && !is_body_in_small_letters(body.kind) {
            continue;
        }
        if body.named && !troops {
            let possessive =
                found.country_tokens.start < found.head.start && view.form(head.start - 1).starts_with(['\'', '’']);
            let tokens = if possessive { head } else { whole };
            let body = Candidate::name(tokens, EntityKind::Organization, 0.985, "body of a state");
            out.push(Candidate { country: Some(found.country), of_state: true, ..body });
        } else if !bears_title(view, view.head_of(head)) {
            let state = Candidate::name(whole, EntityKind::Country, 0.9, "stands for its state");
            out.push(Candidate { form: MentionKind::Description, ..state }.known(Identity::Country(found.country)));
        }
    }
}

/// Whether the body is only people ("officials", "leaders"), and no government that was there.
fn is_of_people(view: &View, head: &Range<usize>) -> bool {
    let word = view.lower(head.end - 1);
    lexicon::is_bearer(word.strip_suffix('s').unwrap_or(word))
}

/// Whether `head` is part of a person's title ("Navy commander John Smith").
fn bears_title(view: &View, head: usize) -> bool {
    view.deprel(head) == Deprel::NmodDesc
}
