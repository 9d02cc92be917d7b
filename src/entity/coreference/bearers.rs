//! Nouns whose bearer the text names behind them: "the head of the union, Ana Roe, urged", and in a later sentence, as news
//! does: "Norway's foreign minister has accused Chad. 'It is serious,' Ana Roe said". In: names and offices; out: descriptions.
//!
//! One: the next speaker, if it is somebody new of whom nothing else is said. None: "Norway's foreign minister left. 'Good,'
//! Jan Poe said", "spokesman Jan Poe said", "Jan Poe of the union said".

use super::super::offices::{OfficeDraft, Owner, at_token, belongs_to_state, title_with};
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// How many sentences ahead a bearer may be named.
const AHEAD: usize = 2;

/// Joins the noun of an office to the person whose name stands behind it, though the tree hangs the name on the body that
/// the office is one of: "The head of the union, Ana Roe, urged", "the U.S. ambassador to the U.N. Ana Roe".
pub(super) fn named_behind(reading: &mut Reading) {
    let view = reading.view;
    let mut found = Vec::new();
    for office in &reading.offices {
        let noun = view.head_of(office.role_tokens.clone());
        let name = reading.clusters.get(office.person);
        let acts = matches!(view.deprel(noun), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj);
        if !acts || name.tokens.start <= noun || reading.at_head(noun).is_some() || view.sentence(noun) != name.sentence
        {
            continue;
        }
        let hung = |at: usize| matches!(view.deprel(at), Deprel::Nmod | Deprel::NmodDesc | Deprel::NmodUnmarked);
        let above = view.head(name.head).filter(|_| view.deprel(name.head) == Deprel::Appos || hung(name.head));
        let below = |top: usize| view.ancestors(top).take_while(|&a| a != noun).all(hung) && view.is_under(top, noun);
        // The name right on the noun is what the tree says anyway.
        let direct = above == Some(noun) && view.deprel(name.head) == Deprel::Appos;
        if above.is_some_and(below) && !direct {
            found.push((office.person, noun));
        }
    }
    for (person, noun) in found {
        let draft =
            reading.reference(person, noun..noun + 1, MentionKind::Description, "office of the one named behind");
        reading.refer(person, draft);
    }
}

/// "Norway's foreign minister has accused Chad. 'It is serious,' Ana Roe said."
pub(super) fn named_later(reading: &mut Reading) {
    let view = reading.view;
    let nouns: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for noun in nouns {
        if view.deprel(noun) != Deprel::Nsubj || reading.at_head(noun).is_some() || at_token(reading, noun).is_some() {
            continue;
        }
        let Some((tokens, id)) = title_with(reading, noun) else { continue };
        let class = reading.known.gazetteer.title(id).class;
        if !opens_story(view, noun) || !belongs_to_state(class) || matches!(view.xpos(noun), Xpos::Nns | Xpos::Nnps) {
            continue;
        }
        let owner =
            |c: &usize| matches!(view.deprel(*c), Deprel::NmodPoss | Deprel::Amod | Deprel::Compound) && *c < noun;
        let state = view.children(noun).filter(owner).find_map(|c| reading.at_head(c));
        let state = state.filter(|&i| reading.clusters.get(i).kind == EntityKind::Country);
        // A name beside it, or words that make it somebody else.
        let other = |c: usize| match view.deprel(c) {
            Deprel::Det => !matches!(view.lower(c), "the"),
            Deprel::Amod | Deprel::Compound => !tokens.contains(&c) && reading.at_head(c).is_none(),
            Deprel::Appos | Deprel::Flat | Deprel::Conj | Deprel::AclRelcl | Deprel::Acl | Deprel::Nmod => true,
            _ => false,
        };
        let Some(state) = state.filter(|_| !view.children(noun).any(other)) else { continue };
        let Some(person) = next_speaker(reading, noun) else { continue };
        let role = view.phrase(tokens.clone());
        let start = reading.clusters.get(state).tokens.start.min(tokens.start);
        let office = OfficeDraft {
            person,
            of: Some(Owner::Draft(state)),
            role,
            class,
            sentence: view.sentence(noun),
            tokens: start..tokens.end,
            role_tokens: tokens.clone(),
            former: false,
        };
        let at = reading.offices.partition_point(|o| o.tokens.start <= office.tokens.start);
        reading.offices.insert(at, office);
        let draft = reading.reference(person, tokens, MentionKind::Description, "office of the one named next");
        reading.refer(person, draft);
    }
}

/// Whether `noun` speaks or has spoken, as the first sentence of a story has it; in the past tense the next speaker is as
/// often a bystander.
fn opens_story(view: &View, noun: usize) -> bool {
    view.head(noun).is_some_and(|verb| {
        let lemma = view.lemma(verb);
        // "has accused", "is accusing", "has been accusing".
        let present = |c: usize| view.deprel(c) == Deprel::Aux && matches!(view.xpos(c), Xpos::Vbz | Xpos::Vbp);
        let now = match view.xpos(verb) {
            Xpos::Vbz | Xpos::Vbp => true,
            Xpos::Vbn | Xpos::Vbg => view.children(verb).any(present),
            _ => false,
        };
        now && (lexicon::is_speech(lemma) || lexicon::is_position(lemma) || lexicon::is_judging(lemma))
    })
}

/// The first person who is named behind the sentence of `noun`, if the text has not named that one before, gives no office
/// or title, and has him or her speak.
fn next_speaker(reading: &Reading, noun: usize) -> Option<usize> {
    let view = reading.view;
    let sentence = view.sentence(noun);
    let rest = view.tokens_of(sentence).filter(|&t| t > noun);
    // Nobody else is named in what the office holder says.
    if rest.into_iter().filter_map(|t| reading.at_head(t)).any(|i| is_person(reading, i)) {
        return None;
    }
    let person = (sentence + 1..=sentence + AHEAD)
        .flat_map(|s| reading.named_in(s))
        .find(|(_, d)| d.kind == EntityKind::Person && d.is_name())?;
    let (index, draft) = person;
    let new = !reading.named_before(index, draft.tokens.start) && draft.words.len() > 1;
    let near = reading.offices.get(reading.offices_near(draft.tokens.start)).unwrap_or_default();
    // "Jan Poe of the union", "Jan Poe, 34,", "shopkeeper Jan Poe" is told to be somebody else.
    let plain = reading.known.title_before(draft.tokens.start).is_none()
        && !near.iter().any(|o| reading.clusters.same(o.person, index))
        && view
            .children(draft.head)
            .all(|c| draft.tokens.contains(&c) || matches!(view.deprel(c), Deprel::Punct | Deprel::Case));
    let speaks = view.deprel(draft.head) == Deprel::Nsubj
        && view.head(draft.head).is_some_and(|verb| lexicon::is_speech(view.lemma(verb)));
    // Somebody else may be told of in between: "A spokesman declined to comment".
    let between = view.tokens_of(sentence).end..draft.tokens.start;
    let others =
        |t: usize| view.upos(t) == Upos::Noun && view.deprel(t) == Deprel::Nsubj && lexicon::is_bearer(view.lemma(t));
    (new && plain && speaks && !between.into_iter().any(others)).then_some(index)
}

fn is_person(reading: &Reading, index: usize) -> bool {
    reading.clusters.get(index).kind == EntityKind::Person
}

/// "A court has sentenced a former contractor for fraud. The court sentenced Jan Poe to a year": one to whom a thing is done
/// and the one named next to whom the same is done.
pub(super) fn done_to(reading: &mut Reading) {
    let view = reading.view;
    let undergoes = |t: usize| matches!(view.deprel(t), Deprel::Obj | Deprel::NsubjPass);
    let mut found = Vec::new();
    for noun in view.sentences().flat_map(|(_, tokens)| tokens) {
        let one = view.child(noun, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "a" | "an"));
        let somebody =
            (view.upos(noun), view.xpos(noun)) == (Upos::Noun, Xpos::Nn) && lexicon::is_bearer(view.lower(noun));
        if !one || !somebody || !undergoes(noun) || reading.at_head(noun).is_some() {
            continue;
        }
        let Some(act) = view.head(noun) else { continue };
        let verb = view.lemma(act);
        let sentence = view.sentence(noun);
        let mut later = (sentence + 1..=sentence + AHEAD + 1)
            .flat_map(|s| reading.named_in(s))
            .filter(|(_, d)| d.kind == EntityKind::Person && d.is_name());
        let Some((person, draft)) = later.next() else { continue };
        let same = undergoes(draft.head) && view.head(draft.head).is_some_and(|v| view.lemma(v) == verb);
        let alone = view.children(draft.head).all(|c| view.deprel(c) != Deprel::Conj);
        // "another man" is somebody else, and so is whoever a further noun of the kind tells of.
        let between = view.tokens_of(sentence).end..draft.tokens.start;
        let further = between.clone().any(|t| lexicon::is_another(view.lower(t)));
        let by_same = view.head(draft.head).is_some_and(|again| is_same_doer(reading, act, again));
        if same
            && alone
            && !further
            && by_same
            && !names_other_state(reading, sentence, between)
            && !reading.named_before(person, draft.tokens.start)
        {
            found.push((person, noun));
        }
    }
    for (person, noun) in found {
        let draft = reading.reference(person, noun..noun + 1, MentionKind::Description, "named where it is said again");
        reading.refer(person, draft);
    }
}

/// Whether the act at `again` may be that of the one who does the one at `act`: the same, or nobody who is named.
fn is_same_doer(reading: &Reading, act: usize, again: usize) -> bool {
    let view = reading.view;
    let doer = |verb: usize| match view.child(verb, &[Deprel::NsubjPass]) {
        Some(_) => view.child(verb, &[Deprel::OblAgent]),
        None => view.child(verb, &[Deprel::Nsubj]),
    };
    let named = |verb: usize| doer(verb).and_then(|doer| reading.at_head(doer));
    named(again).is_none_or(|later| named(act).is_some_and(|first| reading.clusters.same(first, later)))
}

/// Whether `between` names a state that sentence `first` does not.
fn names_other_state(reading: &Reading, first: usize, between: Range<usize>) -> bool {
    let state = |t: usize| reading.at_head(t).filter(|&i| reading.clusters.get(i).kind == EntityKind::Country);
    let told: Vec<usize> = reading.view.tokens_of(first).filter_map(state).collect();
    between.into_iter().filter_map(state).any(|i| !told.iter().any(|&t| reading.clusters.same(t, i)))
}
