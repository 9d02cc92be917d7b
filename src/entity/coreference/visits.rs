//! Capitals that somebody travels to or attacks: a visit to its capital is one to the state ("Blinken flew to Kyiv"), and
//! so are an attack on it and an embassy in it, though the city is only a place. In: entities so far; out: a mention of the
//! state, where the traveller is an entity of the document.
//!
//! One: "Blinken's trip to Kyiv", "He visited Kyiv" of somebody named, "Israeli jets bombed Damascus". None: "the road to Kyiv", "tourists flew to Kyiv".

use super::super::draft::Identity;
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::gazetteer::{CountryForm, CountryId, EntryRef};
use crate::syntax::{Deprel, Upos, Xpos};
use std::collections::BTreeMap;
use std::ops::Range;

/// Adds the states whose capitals are visited.
pub(super) fn capitals(reading: &mut Reading) {
    let hits = reading.known.hits().iter().filter_map(|hit| match hit.entry {
        EntryRef::Country { country, form: CountryForm::Capital, .. } => Some((hit.tokens.clone(), country)),
        _ => None,
    });
    let found: Vec<(Range<usize>, CountryId)> =
        hits.filter(|(tokens, country)| is_visited(reading, tokens) && is_state(reading, *country)).collect();
    let mut states: BTreeMap<CountryId, usize> = BTreeMap::new();
    for (index, draft) in reading.clusters.drafts().iter().enumerate() {
        if let Some(Identity::Country(country)) = draft.identity {
            states.entry(country).or_insert(index);
        }
    }
    for (tokens, country) in found {
        let earlier = states.get(&country).copied();
        let mut draft =
            reading.reference(earlier.unwrap_or(0), tokens, MentionKind::Seat, "capital that is visited or attacked");
        draft.kind = EntityKind::Country;
        match earlier {
            Some(state) => reading.refer(state, draft),
            None => {
                draft.identity = Some(Identity::Country(country));
                let index = reading.clusters.add(draft);
                reading.note_head(index);
                states.insert(country, index);
            }
        }
    }
}

fn is_state(reading: &Reading, country: CountryId) -> bool {
    reading.known.gazetteer.country(country).is_state()
}

/// Whether an entity travels to the capital named by `tokens`, which no mention and no longer name covers.
fn is_visited(reading: &Reading, tokens: &Range<usize>) -> bool {
    let view = reading.view;
    let own = view.head_of(tokens.clone());
    let sentence = view.sentence(own);
    let start = view.tokens_of(sentence).start;
    let longer = view.tree(sentence).is_some_and(|tree| {
        let mut names = tree.names().iter().map(|n| n.words.start + start..n.words.end + start);
        names.any(|n| n.contains(&own) && n.len() > tokens.len())
    });
    let covered = reading.named_in(sentence).any(|(_, d)| d.tokens.contains(&own));
    if longer || covered || reading.at_head(own).is_some() {
        return false;
    }
    let head = view.first_conjunct(own);
    let Some(governor) = view.head(head) else { return false };
    let lemma = view.lemma(governor);
    let journey = view.upos(governor) == Upos::Noun && lexicon::is_journey(lemma);
    match (view.deprel(head), view.case(head).as_deref()) {
        (Deprel::Obj, None) if matches!(lemma, "visit" | "tour") => travels(reading, governor),
        (Deprel::Obj, None) if lexicon::is_assault(lemma) => is_attacked(reading, governor),
        (Deprel::Nmod, Some("in")) if lemma == "embassy" => true,
        (Deprel::Nmod, Some("in" | "to" | "from")) if lexicon::is_envoy(lemma) => true,
        (Deprel::Obl, Some("from")) if recalls(view, governor) => true,
        (Deprel::Obl, Some("to")) if lexicon::is_travel(lemma) => travels(reading, governor),
        (Deprel::Obl, Some("in")) if matches!(lemma, "arrive" | "land") => travels(reading, governor),
        (Deprel::Nmod | Deprel::Obl, Some("to")) if journey => {
            let someone = |d: &super::super::draft::Draft| d.kind == EntityKind::Person;
            let by = |c: usize| view.deprel(c) == Deprel::NmodPoss || view.case(c).as_deref() == Some("by");
            let owner = view.children(governor).filter(|&c| by(c)).any(|c| is_named(reading, c));
            owner
                || view.tokens_of(sentence).filter_map(|t| reading.at_head(t)).any(|i| someone(reading.clusters.get(i)))
        }
        _ => false,
    }
}

/// Whether the object of `verb` is an envoy: "recalled its ambassador from Kyiv".
fn recalls(view: &View, verb: usize) -> bool {
    view.child(verb, &[Deprel::Obj]).is_some_and(|o| lexicon::is_envoy(view.lemma(o)))
}

/// Whether somebody named is said to do what `verb` says, himself or by what is his ("Russian missiles").
fn is_attacked(reading: &Reading, verb: usize) -> bool {
    doer(reading.view, verb).is_some_and(|s| is_named(reading, s))
}

/// The subject of `verb`; a clause without a subject shares that of the clause above, and one that describes a noun ("Blinken,
/// who arrived in", "the envoy flying to") has the noun.
fn doer(view: &View, verb: usize) -> Option<usize> {
    view.ancestors(verb).find_map(|v| {
        let own = view.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let relative = own.is_some_and(|s| matches!(view.xpos(s), Xpos::Wp | Xpos::Wdt));
        let described = match view.deprel(v) {
            Deprel::AclRelcl if relative => view.head(v),
            Deprel::Acl if own.is_none() && view.xpos(v) == Xpos::Vbg => view.head(v),
            _ => None,
        };
        described.or(own)
    })
}

/// Whether the phrase of `word` names an entity.
fn is_named(reading: &Reading, word: usize) -> bool {
    let view = reading.view;
    let below = |t: usize| view.ancestors(t).any(|a| a == word);
    view.tokens_of(view.sentence(word)).filter(|&t| below(t)).any(|t| reading.at_head(t).is_some())
}

/// Whether the subject of `verb` is an entity.
fn travels(reading: &Reading, verb: usize) -> bool {
    let view = reading.view;
    let conjuncts = |s: usize| std::iter::once(s).chain(view.children(s).filter(|&c| view.deprel(c) == Deprel::Conj));
    // "Laos's army chief flew to Hanoi", "a NATO delegation"
    let owned = |t: usize| {
        let body = lexicon::is_delegation(view.lemma(t));
        let owner = |&c: &usize| {
            let before = matches!(view.deprel(c), Deprel::Compound | Deprel::Amod);
            view.deprel(c) == Deprel::NmodPoss || body && before
        };
        view.children(t).filter(owner).any(|owner| reading.at_head(owner).is_some())
    };
    doer(view, verb).is_some_and(|s| conjuncts(s).any(|t| reading.at_head(t).is_some() || owned(t)))
}
