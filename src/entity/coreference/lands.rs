//! A state as a whole: "the country", "the nation", "the West African country". In: names and descriptions already joined; a
//! noun is joined only where one state stands out as the one that is meant.

use super::super::draft::Identity;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::syntax::{Deprel, Upos};

/// "the country", "the nation": the one state that the sentence has named by then, or the one that is its subject; else
/// those of the sentences before in turn; else the document's main state.
pub(super) fn lands(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        let word = view.lower(token);
        let regional = lexicon::is_regional_land(word);
        let noun = matches!(view.upos(token), Upos::Noun | Upos::Propn) && (lexicon::is_land(word) || regional);
        if !noun || reading.at_head(token).is_some() || matches!(view.deprel(token), Deprel::Compound | Deprel::Appos) {
            continue;
        }
        let the = view.child(token, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "the" | "this" | "that"));
        let ours = view.child(token, &[Deprel::NmodPoss]).filter(|&p| matches!(view.lower(p), "our" | "my"));
        let kind = Kind::of(reading, token);
        let bare = view.children(token).all(|c| {
            matches!(view.deprel(c), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj)
                || Some(c) == ours
                || kind.as_ref().is_some_and(|kind| kind.words.contains(&c))
        });
        // "the state" is as often one of a federation.
        if !the && ours.is_none()
            || !bare
            || !lexicon::is_land(word) && kind.as_ref().is_none_or(|k| k.states.is_empty())
        {
            continue;
        }
        let state = match ours {
            Some(speaker) => state_of_speaker(reading, speaker),
            None => land_meant(reading, token, kind.as_ref()),
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

/// What the words before a noun for a state say of it.
struct Kind {
    /// Those words.
    words: Vec<usize>,
    /// The codes of the states of which it can be said, if they say in which part of the world it lies or of what kind it is.
    states: Vec<&'static str>,
}

impl Kind {
    /// What is said of the noun at `token`: "West African", "war-torn".
    fn of(reading: &Reading, token: usize) -> Option<Kind> {
        let view = reading.view;
        let described = [Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked, Deprel::NmodDesc];
        let before = |c: &usize| *c < token && described.contains(&view.deprel(*c));
        let words: Vec<usize> = view.children(token).filter(before).collect();
        let mut states: Vec<&'static str> = Vec::new();
        for &word in &words {
            let lower = view.lower(word);
            // "American" is of the United States, "South American" is not.
            let part = || (word.saturating_sub(2)..word).any(|w| lexicon::is_world_part(view.lower(w)));
            match lexicon::states_of_region(lower) {
                Some(codes) if !lexicon::is_continental(lower) || part() => match states.is_empty() {
                    true => states = codes,
                    false => states.retain(|code| codes.contains(code)),
                },
                Some(_) => return None,
                None if lexicon::is_direction(lower) || lexicon::is_world_part(lower) => {}
                None if lexicon::is_part_of_region(lower) || lexicon::is_describing(lower) => {}
                None => return None,
            }
        }
        // "the southern state", "the former republic" is none of its own.
        let placed = |w: &usize| lexicon::is_describing(view.lower(*w));
        (!words.is_empty() && (!states.is_empty() || words.iter().all(placed))).then_some(Kind { words, states })
    }

    /// Whether it can be said of the state with this code.
    fn fits(&self, code: &str) -> bool {
        self.states.is_empty() || self.states.contains(&code)
    }
}

/// How many sentences back "the country" may be named, and "the West African country".
const REACH: usize = 2;
const REACH_OF_REGION: usize = 4;

fn land_meant(reading: &Reading, token: usize, kind: Option<&Kind>) -> Option<usize> {
    let view = reading.view;
    let last = view.sentence(token);
    let reach = if kind.is_some_and(|kind| !kind.states.is_empty()) { REACH_OF_REGION } else { REACH };
    for sentence in (last.saturating_sub(reach)..=last).rev() {
        let words = view.tokens_of(sentence).start..view.tokens_of(sentence).end.min(token);
        let mut states: Vec<usize> = Vec::new();
        for index in words.filter_map(|t| reading.at_head(t)) {
            let country = reading.clusters.get(index).kind == EntityKind::Country;
            let country = country && is_such_a_land(reading, index, token, kind);
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
    reading.main_country().filter(|&main| is_such_a_land(reading, main, token, kind))
}

/// Whether the state of draft `index` can be what the noun at `token` says: a kingdom is no republic, and
/// Togo no Baltic state.
fn is_such_a_land(reading: &Reading, index: usize, token: usize, kind: Option<&Kind>) -> bool {
    let Some(Identity::Country(country)) = reading.clusters.facts(index).identity else { return true };
    let code = &reading.known.gazetteer.country(country).iso3;
    if kind.is_some_and(|kind| !kind.fits(code)) {
        return false;
    }
    match reading.view.lower(token) {
        "kingdom" => lexicon::is_kingdom(code),
        "republic" => !lexicon::is_kingdom(code) && !lexicon::is_crown(code),
        _ => true,
    }
}
