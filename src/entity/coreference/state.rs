//! The state behind those who act for it: "the Biden administration", "the Assad government", "the government" where the
//! document leaves no doubt whose.

use super::super::draft::Identity;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::gazetteer::EntryRef;
use crate::syntax::{Deprel, Upos};
use std::collections::BTreeSet;

/// "the North", "the South" where the document speaks of "North Korea" or "South Korea".
pub(super) fn halves(reading: &mut Reading) {
    let view = reading.view;
    let drafts = reading.clusters.drafts();
    let mut found = Vec::new();
    let named = |i: usize| drafts[i].kind == EntityKind::Country && drafts[i].is_name() && drafts[i].words.len() > 1;
    let lands = |half: &str| -> BTreeSet<&str> {
        let halved = (0..drafts.len()).filter(|&i| named(i) && drafts[i].words.first().is_some_and(|w| w == half));
        halved.filter_map(|i| drafts[i].words.get(1).map(String::as_str)).collect()
    };
    // Where both halves are named, the one is meant in small letters as well.
    let both = lands("north").intersection(&lands("south")).next().is_some();
    for half in ["north", "south"] {
        let mut states: Vec<usize> = (0..drafts.len())
            .filter(|&i| named(i))
            .filter(|&i| drafts[i].words.first().is_some_and(|w| w == half))
            .collect();
        states.dedup_by(|a, b| reading.clusters.same(*a, *b));
        let [state, rest @ ..] = &states[..] else { continue };
        if rest.iter().any(|other| !reading.clusters.same(*state, *other)) {
            continue;
        }
        for token in view.sentences().flat_map(|(_, tokens)| tokens) {
            let the = view.child(token, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
            let alone = view.children(token).all(|c| !matches!(view.deprel(c), Deprel::Nmod | Deprel::Flat));
            if view.lower(token) == half
                && (both || view.is_capitalized(token))
                && the
                && alone
                && reading.at_head(token).is_none()
            {
                found.push((
                    *state,
                    reading.reference(*state, token..token + 1, MentionKind::Name, "half of a divided land"),
                ));
            }
        }
    }
    for (state, draft) in found {
        reading.refer(state, draft);
    }
}

/// "the Biden administration": the state that the person belongs to, by an office in the document or the gazetteer.
pub(super) fn administrations(reading: &mut Reading) {
    for person in 0..reading.clusters.drafts().len() {
        let draft = reading.clusters.get(person);
        if draft.kind != EntityKind::Person || !draft.is_name() {
            continue;
        }
        let view = reading.view;
        let Some(noun) = view.head(draft.head) else { continue };
        let fits = matches!(view.lower(noun), "administration" | "government" | "regime" | "cabinet" | "junta")
            && matches!(
                view.deprel(draft.head),
                Deprel::Compound | Deprel::NmodPoss | Deprel::Amod | Deprel::Flat | Deprel::NmodDesc
            );
        if !fits || noun < draft.tokens.end {
            continue;
        }
        let country = reading.clusters.facts(person).country.or_else(|| reading.country_of_leader(person));
        let Some(country) = country else { continue };
        let tokens = draft.tokens.start..noun + 1;
        let earlier = reading.country_draft(country);
        match earlier {
            Some(index) => {
                let found = reading.reference(index, tokens, MentionKind::Description, "administration of its leader");
                reading.refer(index, found);
            }
            None => {
                let mut found =
                    reading.reference(person, tokens, MentionKind::Description, "administration of its leader");
                found.kind = EntityKind::Country;
                found.identity = Some(Identity::Country(country));
                let index = reading.clusters.add(found);
                reading.note_head(index);
            }
        }
    }
}

/// "the government", "the military", "officials" with no state beside them: the document's main state, if it has one and
/// no other state was named in the sentence.
pub(super) fn governments(reading: &mut Reading) {
    let Some(main) = reading.main_country() else { return };
    let view = reading.view;
    let mut found = Vec::new();
    for (_, tokens) in view.sentences() {
        let mut others = false;
        for token in tokens.clone() {
            if let Some(index) = reading.at_head(token) {
                let draft = reading.clusters.get(index);
                // "US-built trucks" speaks of no other government.
                let joined = tokens.contains(&(token + 1)) && view.form(token + 1) == "-";
                others |= draft.kind == EntityKind::Country && !joined && !reading.clusters.same(index, main);
            }
        }
        if others {
            continue;
        }
        for token in tokens {
            let noun = view.upos(token) == Upos::Noun
                && matches!(view.lower(token), "government" | "military" | "authorities");
            let known = reading.known.is(token, |e| matches!(e, EntryRef::Body(_)));
            if !noun || !known && !lexicon::is_state_actor(view.lower(token)) || reading.at_head(token).is_some() {
                continue;
            }
            // Only bare: "the government", "government"; with an adjective or a possessor it may be anybody's.
            let bare = view.children(token).filter(|&c| c < token).all(|c| match view.deprel(c) {
                Deprel::Det => view.lower(c) == "the",
                Deprel::Amod => matches!(view.lower(c), "central" | "federal"),
                Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Mark => true,
                _ => false,
            });
            let of = view.children(token).any(|c| view.deprel(c) == Deprel::Nmod);
            let modifier = matches!(view.deprel(token), Deprel::Compound);
            if bare && !of && !modifier {
                found.push(reading.reference(
                    main,
                    token..token + 1,
                    MentionKind::Description,
                    "the state of this article",
                ));
            }
        }
    }
    for draft in found {
        reading.refer(main, draft);
    }
}

/// How many sentences back it may have been said whose "the army" is.
const SAID: usize = 5;

/// "Sudan's army … The army": those of whom it was said before whose they are, if no other state was named since.
pub(super) fn again(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        let noun = view.upos(token) == Upos::Noun && lexicon::is_state_actor(view.lower(token));
        if !noun || reading.at_head(token).is_some() || view.deprel(token) == Deprel::Compound {
            continue;
        }
        let the = view.child(token, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
        let alone = view
            .children(token)
            .all(|c| matches!(view.deprel(c), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj));
        if !the || !alone {
            continue;
        }
        let said = |index: usize| {
            let draft = reading.clusters.get(index);
            draft.form == MentionKind::Description && view.lower(draft.head) == view.lower(token)
        };
        let near = |&index: &usize| reading.clusters.get(index).sentence + SAID >= view.sentence(token);
        let mut states = reading.before(token, EntityKind::Country).take_while(near).peekable();
        let last = states.peek().copied();
        let same = |index: &usize| last.is_some_and(|last| reading.clusters.same(last, *index));
        let whose = states.by_ref().take_while(same).find(|&index| said(index));
        drop(states);
        if let Some(state) = whose {
            let draft = reading.reference(state, token..token + 1, MentionKind::Description, "whose it was said to be");
            reading.refer(state, draft);
        }
    }
}

/// "the country", "the nation": the one state that the sentence has named by then, or the one that is its subject; else
/// those of the sentences before in turn; else the document's main state.
pub(super) fn lands(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        let noun = matches!(view.upos(token), Upos::Noun | Upos::Propn) && lexicon::is_land(view.lower(token));
        if !noun || reading.at_head(token).is_some() || matches!(view.deprel(token), Deprel::Compound | Deprel::Appos) {
            continue;
        }
        let the = view.child(token, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "the" | "this" | "that"));
        let ours = view.child(token, &[Deprel::NmodPoss]).filter(|&p| matches!(view.lower(p), "our" | "my"));
        let bare = view.children(token).all(|c| {
            matches!(view.deprel(c), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj)
                || Some(c) == ours
        });
        if !the && ours.is_none() || !bare {
            continue;
        }
        let state = match ours {
            Some(speaker) => state_of_speaker(reading, speaker),
            None => land_meant(reading, token),
        };
        if let Some(state) = state {
            let found = reading.reference(state, token..token + 1, MentionKind::Description, "the state spoken of");
            reading.refer(state, found);
        }
    }
}

/// "our country": the state of the person, or the state itself, that "our" stands for.
fn state_of_speaker(reading: &Reading, pronoun: usize) -> Option<usize> {
    let speaker = reading.at_head(pronoun)?;
    match reading.clusters.get(speaker).kind {
        EntityKind::Country => Some(speaker),
        _ => reading.clusters.facts(speaker).country.and_then(|country| reading.country_draft(country)),
    }
}

/// How many sentences back "the country" may be named.
const REACH: usize = 2;

fn land_meant(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let last = view.sentence(token);
    for sentence in (last.saturating_sub(REACH)..=last).rev() {
        let words = view.tokens_of(sentence).start..view.tokens_of(sentence).end.min(token);
        let mut states: Vec<usize> = Vec::new();
        for index in words.filter_map(|t| reading.at_head(t)) {
            let country = reading.clusters.get(index).kind == EntityKind::Country;
            if country && !states.iter().any(|&s| reading.clusters.same(s, index)) {
                states.push(index);
            }
        }
        let subject =
            |s: &&usize| matches!(view.deprel(reading.clusters.get(**s).head), Deprel::Nsubj | Deprel::NsubjPass);
        match states[..] {
            [] => {}
            [only] => return Some(only),
            _ => {
                let mut subjects = states.iter().filter(subject);
                return match (subjects.next(), subjects.next()) {
                    (Some(&only), None) => Some(only),
                    _ => reading.main_country().filter(|&m| states.iter().any(|&s| reading.clusters.same(s, m))),
                };
            }
        }
    }
    reading.main_country()
}
