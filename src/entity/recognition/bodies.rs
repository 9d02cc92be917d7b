//! Organizations that the gazetteer knows, and the bodies of states by pattern ("the Russian Foreign Ministry"). In: the
//! gazetteer's hits; out: [`Candidate`]s, among them the state itself where its troops or government act.

use super::super::draft::Identity;
use super::super::known::{Hit, Known};
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::candidate::Candidate;
use super::countries::{in_dateline, labels};
use crate::gazetteer::{CountryForm, EntryRef, OrganizationId, OrganizationKind};
use crate::syntax::{Deprel, NameType};
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds every reading as a body.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    for hit in known.hits() {
        match hit.entry {
            EntryRef::Organization { organization, acronym, ambiguous } if !in_dateline(view, hit.tokens.start) => {
                out.push(named(view, known, hit, organization, acronym, ambiguous));
            }
            EntryRef::Body(id) if known.gazetteer.body(id).named => {
                out.extend(alone(view, hit, known.gazetteer.body(id).kind));
            }
            _ => {}
        }
    }
    let written: BTreeSet<String> = known
        .hits()
        .iter()
        .filter(|h| matches!(h.entry, EntryRef::Body(_)) && view.is_capitalized(h.tokens.end - 1))
        .map(|h| view.phrase(h.tokens.clone()))
        .collect();
    for (_, tokens) in view.sentences() {
        of_states(view, known, tokens, &written, out);
    }
}

/// A body with a name of its own; its state before the name belongs to it ("U.S. State Department").
fn named(view: &View, known: &Known, hit: &Hit, id: OrganizationId, acronym: bool, ambiguous: bool) -> Candidate {
    let organization = known.gazetteer.organization(id);
    let mut tokens = hit.tokens.clone();
    let labelled = labels(view, &hit.tokens).any(|(_, label)| label == NameType::Organization);
    let score = match (ambiguous, labelled) {
        (_, true) => 0.97,
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
    if view.lower(tokens.start) == "the" && tokens.len() > 1 {
        tokens.start += 1;
    }
    let found = Candidate::name(tokens, EntityKind::Organization, score, "known body").known(Identity::Body(id));
    Candidate { country: organization.country, ..found }
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
        if !known.gazetteer.country(found.country).is_state() {
            continue;
        }
        let body = known.gazetteer.body(found.body);
        let troops = body.kind == OrganizationKind::Military && !written.contains(&view.phrase(head.clone()));
        if lexicon::is_opposed(view.lower(head.end - 1)) {
            continue;
        }
        if body.named && !troops {
            let possessive =
                found.country_tokens.start < found.head.start && view.form(head.start - 1).starts_with(['\'', '’']);
            let tokens = if possessive { head } else { whole };
            let body = Candidate::name(tokens, EntityKind::Organization, 0.94, "body of a state");
            out.push(Candidate { country: Some(found.country), ..body });
        } else if !bears_title(view, view.head_of(head)) {
            let state = Candidate::name(whole, EntityKind::Country, 0.9, "stands for its state");
            out.push(Candidate { form: MentionKind::Description, ..state }.known(Identity::Country(found.country)));
        }
    }
}

/// Whether `head` is part of a person's title ("Navy commander John Smith").
fn bears_title(view: &View, head: usize) -> bool {
    view.deprel(head) == Deprel::NmodDesc
}
