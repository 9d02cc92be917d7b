//! Two entities that a phrase without a noun of its own stands for: "The two also held talks", "Both said so", and the two
//! states of a divided land ("the Koreas"). In: everything that is joined already; out: drafts of the two.
//!
//! One: "Roe met Doe. The two agreed …". None: a sentence before that names three people, or one.

use super::super::draft::{Draft, Identity};
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use super::groups::{coordination, is_argument};
use crate::gazetteer::CountryId;
use crate::syntax::{Deprel, Upos};
use std::ops::Range;

/// Why a state counts that only a name for two stands for: that name alone is no mention of the one.
pub(in crate::entity) const HALF: &str = "half of a divided land that is named with the other";

/// How many sentences back the two may stand, where those between name nobody.
const REACH: usize = 2;

/// The tokens of a bare "the two" at `token`, that takes part in what a verb says.
pub(super) fn bare_two(reading: &Reading, token: usize) -> Option<Range<usize>> {
    let view = reading.view;
    let the = view.child(token, &[Deprel::Det]).filter(|&d| view.lower(d) == "the" && d + 1 == token)?;
    let part = matches!(view.deprel(token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl);
    let bare = view.children(token).all(|c| matches!(view.deprel(c), Deprel::Det | Deprel::Case | Deprel::Punct));
    (view.lower(token) == "two" && view.upos(token) == Upos::Num && part && bare).then_some(the..token + 1)
}

/// "the parties" of a quarrel or an agreement: the two who were named together or act on each other, one of them a state;
/// parties that stand for election are another thing.
pub(super) fn parties(reading: &Reading, token: usize) -> Option<(Range<usize>, Vec<usize>)> {
    let view = reading.view;
    let the = view.child(token, &[Deprel::Det]).filter(|&d| view.lower(d) == "the" && d + 1 == token)?;
    if view.lower(token) != "parties" || !is_bare(reading, token) {
        return None;
    }
    let members = two_before(reading, token)?;
    let body = |&m: &usize| reading.clusters.get(m).kind != EntityKind::Person;
    let state = members.iter().any(|&m| reading.clusters.get(m).kind == EntityKind::Country);
    (state && members.iter().all(body)).then_some((the..token + 1, members))
}

/// "the countries" with nothing else said of them: the two states that its own sentence or the one before joins with
/// "and", if that names no third.
pub(super) fn countries(reading: &Reading, token: usize) -> Option<(Range<usize>, Vec<usize>)> {
    const STATES: &[EntityKind] = &[EntityKind::Country];
    let view = reading.view;
    let the = view.child(token, &[Deprel::Det]).filter(|&d| view.lower(d) == "the" && d + 1 == token)?;
    if !matches!(view.lower(token), "countries" | "nations" | "governments") || !is_bare(reading, token) {
        return None;
    }
    let last = view.sentence(token);
    for sentence in (last.saturating_sub(1)..=last).rev() {
        let words = view.tokens_of(sentence);
        let words = words.start..words.end.min(the);
        let state = |t: usize| reading.at_head(t).filter(|&i| reading.clusters.get(i).kind == EntityKind::Country);
        let named: Vec<usize> = words.clone().filter_map(state).collect();
        if !named.is_empty() {
            let pair = words.rev().find_map(|t| coordination(reading, t, STATES, 2))?;
            let third = named.iter().any(|&i| !pair.iter().any(|&p| reading.clusters.same(p, i)));
            return (!third).then_some((the..token + 1, pair));
        }
    }
    None
}

/// Whether nothing before the noun at `token` but an article, and behind it no phrase or clause, says which are meant.
fn is_bare(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    view.children(token).all(|c| {
        c > token && !matches!(view.deprel(c), Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl | Deprel::Conj)
            || matches!(view.deprel(c), Deprel::Det | Deprel::Case | Deprel::Punct)
    })
}

/// The two people, else the two states or bodies, of the nearest sentence that names anybody: named together, or the only
/// ones that take part in what it says.
pub(super) fn two_before(reading: &Reading, token: usize) -> Option<Vec<usize>> {
    const PEOPLE: &[EntityKind] = &[EntityKind::Person];
    const OTHERS: &[EntityKind] = &[EntityKind::Country, EntityKind::Organization];
    let view = reading.view;
    let last = view.sentence(token);
    for sentence in (last.saturating_sub(REACH)..=last).rev() {
        let words = view.tokens_of(sentence);
        let words = words.start..words.end.min(token);
        let from = reading.groups.partition_point(|g| g.head < words.start);
        let known =
            reading.groups.iter().skip(from).take_while(|g| g.head < words.end).filter(|g| g.members.len() == 2);
        if let Some(group) = known.last() {
            return Some(group.members.clone());
        }
        let (people, others) = (within(reading, &words, token, PEOPLE), within(reading, &words, token, OTHERS));
        let together = |kinds| words.clone().rev().find_map(|t| coordination(reading, t, kinds, 2));
        let alone = |list: &[usize], other: &[usize]| match list {
            // Of whom more is said than that they own or accompany something.
            &[a, b] => {
                let acts = |i: usize| is_argument(reading, reading.clusters.get(i).head);
                (acts(a) && acts(b) && other.len() < 3).then(|| vec![a, b])
            }
            _ => None,
        };
        // Somebody here speaks of two who were named before.
        let here = sentence == last;
        if here && people.len() + others.len() < 2 {
            continue;
        }
        let found = match people.len() {
            0 => together(OTHERS).or_else(|| alone(&others, &[])),
            2 => together(PEOPLE).or_else(|| alone(&people, &[])),
            1 => together(OTHERS),
            _ => together(PEOPLE).filter(|pair| is_subject(reading, pair)),
        };
        if found.is_some() {
            return found;
        }
        if !people.is_empty() || !others.is_empty() {
            if here {
                continue;
            }
            return None;
        }
    }
    None
}

/// Whether those who are named together are who acts: "Roe and Doe met Poe. The two".
fn is_subject(reading: &Reading, pair: &[usize]) -> bool {
    let head = pair.first().map(|&first| reading.view.first_conjunct(reading.clusters.get(first).head));
    head.is_some_and(|head| matches!(reading.view.deprel(head), Deprel::Nsubj | Deprel::NsubjPass))
}

/// The entities of `kinds` among `words`, in order; but for whoever acts on those at `token`.
fn within(reading: &Reading, words: &Range<usize>, token: usize, kinds: &[EntityKind]) -> Vec<usize> {
    let view = reading.view;
    let mut found: Vec<usize> = Vec::new();
    for index in words.clone().filter_map(|t| reading.at_head(t)) {
        let draft = reading.clusters.get(index);
        let fits = kinds.contains(&draft.kind)
            // The state in "the Russian minister" is told of the minister.
            && (draft.kind != EntityKind::Country || is_argument(reading, draft.head))
            && (view.head(token).is_none() || view.head(draft.head) != view.head(token));
        if fits && !found.iter().any(|&f| reading.clusters.same(f, index)) {
            found.push(index);
        }
    }
    found
}

/// "the Koreas", "both Koreas": the states of a land that is divided in two, entered where the document has not named them.
pub(super) fn halves(reading: &mut Reading, token: usize) -> Option<(Range<usize>, Vec<usize>)> {
    let view = reading.view;
    let states = lexicon::halves_of(view.lower(token)).filter(|_| view.is_capitalized(token))?;
    let one = |c: &usize| matches!(view.lower(*c), "the" | "both" | "two" | "these");
    let start = view.children(token).filter(|c| *c < token && one(c)).min()?;
    // "one of the two Koreas" is one of them.
    let partitive = view.case(token).as_deref() == Some("of")
        && view.head(token).is_some_and(|h| matches!(view.lower(h), "one" | "each" | "either" | "neither"));
    let gazetteer = reading.known.gazetteer;
    let states: Vec<CountryId> = states.iter().filter_map(|code| gazetteer.country_by_iso3(code)).collect();
    if partitive || states.len() != 2 {
        return None;
    }
    let members = states.into_iter().map(|state| {
        reading.country_draft(state).unwrap_or_else(|| {
            // Not entered under its head, which stands for both.
            reading.clusters.add(Draft {
                sentence: view.sentence(token),
                tokens: token..token + 1,
                head: token,
                kind: EntityKind::Country,
                form: MentionKind::Description,
                reason: HALF,
                identity: Some(Identity::Country(state)),
                country: None,
                skip: 0,
                gender: None,
                words: Vec::new(),
            })
        })
    });
    Some((start..token + 1, members.collect()))
}
