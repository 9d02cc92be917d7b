//! From evidence to mentions. In: [`View`] and [`Known`]; out: the document's named mentions as [`Draft`]s, in order.
//! Each source of evidence gives candidates; where they overlap the better-founded one is kept; at last, a name that was
//! accepted once is found wherever it stands in the document.

mod bodies;
pub(super) mod candidate;
mod countries;
mod described;
mod evidence;
mod extent;
mod homonyms;
mod initials;
mod labelled;
mod metonymy;
mod runs;
mod shape;
pub(super) use bodies::is_of_state;
pub(super) use shape::{is_suffix, state_inside};
mod spread;
mod things;

pub(super) use countries::{SEAT, SIDES, in_dateline};

use super::EntityKind;
use super::draft::Draft;
use super::known::Known;
use super::view::View;
use candidate::{Candidate, THRESHOLD};
use std::collections::BTreeMap;

/// The named mentions of a document, and the states that are meant by "Russian troops": in order of the text, the longer
/// of two that begin together first.
pub(super) fn find(view: &View, known: &Known) -> Vec<Draft> {
    let mut candidates = Vec::new();
    countries::collect(view, known, &mut candidates);
    bodies::collect(view, known, &mut candidates);
    labelled::collect(view, known, &mut candidates);
    runs::collect(view, known, &mut candidates);
    let defined = initials::collect(view, known, &mut candidates);
    initials::as_defined(view, &defined, &mut candidates);
    evidence::affiliations(view, known, &mut candidates);
    evidence::appositions(view, known, &mut candidates);
    longer_bodies(view, known, &mut candidates);
    candidates.retain(|c| !shape::is_time(view, &c.tokens));
    things::drop_elections(view, known, &mut candidates);
    things::drop_storms(view, &mut candidates);
    things::drop_call_signs(view, &mut candidates);
    things::drop_namesakes(view, known, &mut candidates);
    let mut chosen = choose(candidates, view.len());
    evidence::places(view, known, &mut chosen);
    evidence::companies(view, known, &mut chosen);
    evidence::lone_words(view, known, &mut chosen);
    evidence::pairs(view, known, &mut chosen);
    described::told(view, known, &mut chosen);
    spread::one_sense(view, &mut chosen);
    spread::places(view, &mut chosen);
    spread::companies(view, known, &mut chosen);
    spread::everywhere(view, known, &mut chosen);
    chosen.sort_by_key(|c| (c.tokens.start, usize::MAX - c.tokens.end));
    chosen.into_iter().map(|c| c.draft(view, known)).collect()
}

/// Puts a body's longer name before a known body inside it ("House of Commons Library", "Office of the UN High
/// Commissioner for Human Rights").
fn longer_bodies(view: &View, known: &Known, candidates: &mut [Candidate]) {
    // By start, so that each name looks only at its own words.
    let mut inner: BTreeMap<usize, Vec<(usize, f32)>> = BTreeMap::new();
    let identified = |c: &&Candidate| c.kind == EntityKind::Organization && c.identity.is_some() && c.score <= 1.0;
    for known in candidates.iter().filter(identified) {
        inner.entry(known.tokens.start).or_default().push((known.tokens.end, known.score));
    }
    for candidate in candidates.iter_mut().filter(|c| c.kind == EntityKind::Organization && c.score >= THRESHOLD) {
        let span = candidate.tokens.clone();
        let headed = extent::is_org_word(view, known, span.end - 1)
            || extent::is_org_word(view, known, view.head_of(span.clone())) && span.len() > 3;
        let within = inner
            .range(span.clone())
            .flat_map(|(&start, list)| list.iter().map(move |&(end, score)| (start, end, score)));
        let best = within
            .filter(|&(start, end, _)| end <= span.end && end - start < span.len())
            .map(|(_, _, score)| score)
            .max_by(f32::total_cmp);
        if let Some(score) = best.filter(|_| headed) {
            candidate.score = candidate.score.max(score + 0.005);
        }
    }
}

/// The best-founded of the candidates that overlap. A state may stand inside the name of its own body, and inside the
/// description that stands for it.
fn choose(mut candidates: Vec<Candidate>, tokens: usize) -> Vec<Candidate> {
    candidates.retain(|c| c.score >= THRESHOLD);
    candidates.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(b.tokens.len().cmp(&a.tokens.len())).then(a.tokens.start.cmp(&b.tokens.start))
    });
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut at: Vec<Vec<usize>> = vec![Vec::new(); tokens];
    for candidate in candidates {
        let mut rivals: Vec<usize> = candidate.tokens.clone().filter_map(|t| at.get(t)).flatten().copied().collect();
        rivals.sort_unstable();
        rivals.dedup();
        if rivals.iter().filter_map(|&r| chosen.get(r)).all(|r| compatible(r, &candidate)) {
            for token in candidate.tokens.clone() {
                if let Some(list) = at.get_mut(token) {
                    list.push(chosen.len());
                }
            }
            chosen.push(candidate);
        }
    }
    chosen
}

/// Whether two readings that overlap can both hold.
fn compatible(a: &Candidate, b: &Candidate) -> bool {
    nested(a, b) || nested(b, a)
}

fn nested(outer: &Candidate, inner: &Candidate) -> bool {
    let inside = outer.tokens.start <= inner.tokens.start && inner.tokens.end <= outer.tokens.end;
    if !inside || inner.kind != EntityKind::Country || outer.tokens == inner.tokens {
        return false;
    }
    match outer.kind {
        // Its own state, before the body's own name: "Russian Foreign Ministry", not the "Bank of America".
        EntityKind::Organization => {
            let own = matches!(inner.identity, Some(super::draft::Identity::Country(c)) if outer.country == Some(c));
            own && outer.of_state && outer.tokens.start == inner.tokens.start
        }
        EntityKind::Country => outer.identity == inner.identity,
        EntityKind::Person => false,
    }
}
