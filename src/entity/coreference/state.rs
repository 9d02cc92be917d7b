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
/// no other state was named in the sentence before.
pub(super) fn governments(reading: &mut Reading) {
    let Some(main) = reading.main_country() else { return };
    let view = reading.view;
    let mut found = Vec::new();
    for (_, tokens) in view.sentences() {
        // A court or army of another state in the sentence before speaks for whose "police" these are.
        let state = acting_before(reading, tokens.start, main).unwrap_or(main);
        // What is said of another state first may be said of its government.
        let foreign = |&token: &usize| {
            // "US-built trucks" speaks of no other government.
            let joined = tokens.contains(&(token + 1)) && view.form(token + 1) == "-";
            reading.at_head(token).is_some_and(|index| {
                let country = reading.clusters.get(index).kind == EntityKind::Country;
                country && !joined && !reading.clusters.same(index, state)
            })
        };
        let others = tokens.clone().find(foreign).unwrap_or(tokens.end);
        for token in tokens.start..others {
            let word = view.lower(token);
            // Prosecutors and ministers are so often said to be somebody's that they count only where they act.
            let acting = lexicon::is_said_of(word) && is_doer(reading, token);
            let noun = view.upos(token) == Upos::Noun && (acting || lexicon::is_organ(word));
            let known = reading.known.is(token, |e| matches!(e, EntryRef::Body(_)));
            if !noun || !known && !lexicon::is_state_actor(view.lower(token)) || reading.at_head(token).is_some() {
                continue;
            }
            // Only bare: "the government", "government"; with an adjective or a possessor it may be anybody's.
            let bare = view.children(token).filter(|&c| c < token).all(|c| match view.deprel(c) {
                Deprel::Det => view.lower(c) == "the",
                Deprel::Amod => matches!(view.lower(c), "central" | "federal") || is_passing(view.lower(c)),
                Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Mark => true,
                _ => false,
            });
            let of = view.children(token).any(|c| view.deprel(c) == Deprel::Nmod);
            let modifier = matches!(view.deprel(token), Deprel::Compound);
            // Of another state that was named just before they may be.
            let near = |t: usize| {
                let from = view.tokens_of(view.sentence(t).saturating_sub(if acting { SAID } else { 1 })).start;
                let last = reading.before(t, EntityKind::Country).next();
                let last = last.filter(|&i| reading.clusters.get(i).tokens.start >= from);
                last.map_or(!acting, |i| reading.clusters.same(i, state))
            };
            if bare && !of && !modifier && near(token) {
                let reason = if state == main { "the state of this article" } else { "the state spoken of" };
                let draft = reading.reference(state, token..token + 1, MentionKind::Description, reason);
                found.push((state, draft));
            }
        }
    }
    for (state, draft) in found {
        reading.refer(state, draft);
    }
}

/// How many sentences back a state may be named that is the only one spoken of.
const NEARBY: usize = 2;

/// "Chad held a vote. … Police arrested Haddad": those who act for a state, where by then only one state has been named in
/// the sentences around.
pub(super) fn nearby(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        let organ = view.upos(token) == Upos::Noun && lexicon::is_organ(view.lower(token));
        if !organ || reading.at_head(token).is_some() || !is_bare(reading, token) || !is_doer(reading, token) {
            continue;
        }
        let from = view.tokens_of(view.sentence(token).saturating_sub(NEARBY)).start;
        let near = reading.before(token, EntityKind::Country).take_while(|&i| reading.clusters.get(i).head >= from);
        let states: Vec<usize> = near.collect();
        let Some(&state) = states.first() else { continue };
        // "police say a raid has killed a man in Chad": they may be Chad's.
        let later = token..view.tokens_of(view.sentence(token)).end;
        let elsewhere = later.filter_map(|t| reading.at_head(t)).any(|index| {
            let draft = reading.clusters.get(index);
            let country = draft.kind == EntityKind::Country && !reading.clusters.same(index, state);
            country && view.case(draft.head).as_deref() == Some("in")
        });
        if !elsewhere && states.iter().all(|&other| reading.clusters.same(other, state)) {
            let reason = "the only state spoken of";
            let draft = reading.reference(state, token..token + 1, MentionKind::Description, reason);
            reading.refer(state, draft);
        }
    }
}

/// The noun that the state of draft `index` is told of ("police" in "British police"); its own where nothing follows.
fn noun_of(reading: &Reading, index: usize) -> Option<usize> {
    let head = reading.clusters.get(index).head;
    match reading.view.deprel(head) {
        Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => reading.view.head(head),
        // "the government of Chad", "ministers in Chad", not "troops in Chad".
        Deprel::Nmod => {
            let noun = reading.view.head(head)?;
            let at_home = lexicon::is_at_home(reading.view.lower(noun));
            match reading.view.case(head).as_deref() {
                Some("of") => Some(noun),
                Some("in") if at_home => Some(noun),
                _ => None,
            }
        }
        _ => Some(head),
    }
}

/// Whether the phrase of `noun` is what acts in a clause that tells what is so: not "if Italian police agreed".
fn is_doer(reading: &Reading, noun: usize) -> bool {
    let view = reading.view;
    let subject = matches!(view.deprel(noun), Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent);
    subject && view.head(noun).is_some_and(|verb| view.deprel(view.first_conjunct(verb)) != Deprel::Advcl)
}

/// The one state, other than `main`, whose court or forces act in the sentence that ends before token `start` of the same
/// paragraph or the next: by its name or by its capital's ("a Minsk court"). None where `main` is named there too.
fn acting_before(reading: &Reading, start: usize, main: usize) -> Option<usize> {
    let view = reading.view;
    let sentence = view.sentence(start).checked_sub(1)?;
    let mut acting = None;
    for index in view.tokens_of(sentence).filter_map(|t| reading.at_head(t)) {
        let draft = reading.clusters.get(index);
        if draft.kind != EntityKind::Country {
            continue;
        }
        let acts = noun_of(reading, index).is_some_and(|noun| {
            let organ = lexicon::is_judicial(view.lower(noun)) || lexicon::is_bare_actor(view.lower(noun));
            organ && is_doer(reading, noun)
        });
        match acting {
            _ if reading.clusters.same(index, main) => return None,
            Some(other) if !reading.clusters.same(index, other) => return None,
            None if acts => acting = Some(index),
            None => return None,
            Some(_) => {}
        }
    }
    acting
}

/// "Malian officials said troops had fired", "the Thai minister says police have": forces and authorities of which nothing
/// else is said are the state's whose official speaks of them.
pub(super) fn reported(reading: &mut Reading) {
    let view = reading.view;
    let mut found = Vec::new();
    for token in view.sentences().flat_map(|(_, tokens)| tokens) {
        let actor = lexicon::is_bare_actor(view.lower(token)) || lexicon::is_bare_actor(view.lemma(token));
        if !actor || reading.at_head(token).is_some() || !is_bare(reading, token) {
            continue;
        }
        let subject = matches!(view.deprel(token), Deprel::Nsubj | Deprel::OblAgent | Deprel::Conj);
        let speaker = subject.then(|| speaker_of(reading, token)).flatten();
        let Some(speaker) = speaker.or_else(|| commander_of(reading, token)) else { continue };
        let Some(state) = state_behind(reading, speaker) else { continue };
        // Where another state has been named they may be the other's.
        let tokens = view.tokens_of(view.sentence(token));
        let vague = matches!(view.lower(token), "government" | "authorities" | "officials");
        let end = if vague { tokens.end } else { token };
        let named = (tokens.start..end).filter_map(|t| reading.at_head(t));
        let other =
            |i: &usize| reading.clusters.get(*i).kind == EntityKind::Country && !reading.clusters.same(*i, state);
        if !named.into_iter().any(|i| other(&i)) {
            let draft =
                reading.reference(state, token..token + 1, MentionKind::Description, "the state of whoever says so");
            found.push((state, draft));
        }
    }
    for (state, draft) in found {
        reading.refer(state, draft);
    }
}

/// "the interim government" is the government.
fn is_passing(word: &str) -> bool {
    matches!(word, "interim" | "transitional")
}

/// Whether nothing before or behind the noun says whose it is: "the troops", "security forces".
fn is_bare(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    view.children(token).all(|c| match view.deprel(c) {
        Deprel::Det => view.lower(c) == "the",
        Deprel::Punct | Deprel::Cc | Deprel::Mark | Deprel::Conj | Deprel::Case => true,
        Deprel::Compound => view.lower(c) == "security",
        Deprel::Amod => is_passing(view.lower(c)),
        _ => false,
    })
}

/// The subject of the verb of saying whose content the clause of `token` is.
fn speaker_of(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let clause = view.head(view.first_conjunct(token)).map(|clause| view.first_conjunct(clause))?;
    let verb = view.head(clause).filter(|_| view.deprel(clause) == Deprel::Ccomp)?;
    let says = lexicon::is_speech(view.lemma(verb));
    view.child(verb, &[Deprel::Nsubj]).filter(|&s| says && s < verb && verb < token)
}

/// The subject of the verb of command whose object `token` is: "the president instructed prosecutors".
fn commander_of(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let object = matches!(view.deprel(token), Deprel::Obj | Deprel::Iobj);
    let verb = view.head(token).filter(|&v| object && lexicon::is_commanding(view.lemma(v)))?;
    view.child(verb, &[Deprel::Nsubj]).or_else(|| view.child(view.first_conjunct(verb), &[Deprel::Nsubj]))
}

/// The state that the speaker at `token` speaks for: itself, its own, or that of the phrase ("Thai military spokeswoman").
fn state_behind(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let owner = |c: &usize| {
        let before = matches!(view.deprel(*c), Deprel::Amod | Deprel::Compound | Deprel::NmodPoss) && *c < token;
        before || view.deprel(*c) == Deprel::Nmod && matches!(view.case(*c).as_deref(), Some("of" | "in" | "for"))
    };
    let named = std::iter::once(token).chain(view.children(token).filter(owner)).find_map(|t| reading.at_head(t))?;
    match reading.clusters.get(named).kind {
        EntityKind::Country => Some(named),
        _ => reading.clusters.facts(named).country.and_then(|country| reading.country_draft(country)),
    }
}

/// Whether those who act as `word` says are of the same branch of a state as `later`: prosecutors go with courts, troops and
/// police with each other.
fn is_organ(word: &str, later: &str) -> bool {
    if lexicon::is_judicial(later) || later == "prosecutors" {
        return lexicon::is_judicial(word) || word == "prosecutors" || word == "police";
    }
    lexicon::is_bare_actor(word)
}

/// How many sentences back it may have been said whose "the army" is; and how many, whatever state was named since.
const SAID: usize = 5;
const JUST: usize = 2;

/// "Sudan's army … The army": those of whom it was said before whose they are, if no other state was named since, or if that
/// was said just before of nobody else's.
pub(super) fn again(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        let noun = view.upos(token) == Upos::Noun && lexicon::is_state_actor(view.lower(token));
        if !noun || reading.at_head(token).is_some() || view.deprel(token) == Deprel::Compound {
            continue;
        }
        let the = view.child(token, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
        // "Police said": without an article only where they act.
        let acts = || {
            let subject = matches!(view.deprel(token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent);
            subject && view.child(token, &[Deprel::Det]).is_none() && lexicon::is_bare_actor(view.lower(token))
        };
        if !(the || acts()) || !is_bare(reading, token) {
            continue;
        }
        let said = |index: usize| {
            let draft = reading.clusters.get(index);
            draft.form == MentionKind::Description && view.lower(draft.head) == view.lower(token)
        };
        // "British police", "a British court" as those who do something.
        let did = |index: usize| {
            let noun = noun_of(reading, index);
            noun.is_some_and(|noun| {
                let word = view.lower(noun);
                let organ = word == view.lower(token) || acts() && is_organ(word, view.lower(token));
                organ && is_doer(reading, noun)
            })
        };
        let near = |&index: &usize| reading.clusters.get(index).sentence + SAID >= view.sentence(token);
        // "Norway urged the government": it urges another's.
        let object = matches!(view.deprel(token), Deprel::Obj | Deprel::Iobj);
        let subject = view.head(token).filter(|_| object).and_then(|verb| view.child(verb, &[Deprel::Nsubj]));
        let subject = subject.and_then(|s| reading.at_head(s));
        let other = |i: &usize| subject.is_none_or(|s| !reading.clusters.same(s, *i));
        let mut states = reading.before(token, EntityKind::Country).take_while(near).filter(other).peekable();
        let last = states.peek().copied();
        let same = |index: &usize| last.is_some_and(|last| reading.clusters.same(last, *index));
        let whose = states.by_ref().take_while(same).find(|&index| said(index));
        drop(states);
        // Another state that this sentence has named may be meant as well.
        let sentence = view.sentence(token);
        let here = reading.before(token, EntityKind::Country).find(other);
        let here = here.is_some_and(|index| reading.clusters.get(index).sentence == sentence);
        let whose = whose.or_else(|| {
            let just = reading.before(token, EntityKind::Country);
            let just = just.take_while(|&i| reading.clusters.get(i).sentence + JUST >= sentence);
            let doers = just.filter(|&i| noun_of(reading, i).is_some_and(|noun| is_doer(reading, noun)));
            doers.take(1).find(|&i| !here && did(i))
        });
        if let Some(state) = whose {
            let draft = reading.reference(state, token..token + 1, MentionKind::Description, "whose it was said to be");
            reading.refer(state, draft);
        }
    }
}
