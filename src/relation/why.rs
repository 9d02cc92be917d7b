//! Why a trigger says nothing. In: the layers of a document and what was found in it; out: each word that is a trigger of
//! the vocabulary and evidence of no relation, with the first condition that failed. For people who read or write rules.

use super::phrase::{Role, referents};
use super::scene::{Filler, Names, Scene};
use super::slots::{beside, class_object, fill_verb, words};
use super::verbs::{able, actors, touched};
use super::{Facts, topic};
use crate::document::{Document, Span};
use crate::entity::{Entities, EntityKind};
use crate::schema::{Frame, Place, Predicate, TriggerClass, Vocabulary};
use crate::syntax::{Deprel, Tree, Upos};
use crate::text::Text;
use std::collections::BTreeSet;

/// A trigger that gave no relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// Sentence number in the document.
    pub sentence: usize,
    /// Bytes of the word.
    pub span: Span,
    /// The predicate that it might have said.
    pub predicate: String,
    /// The rule, as relations name it ("verb:warn").
    pub rule: String,
    /// What was missing, in prose.
    pub reason: String,
}

/// The triggers of `document` that are evidence of nothing in `facts`, in order of the text; the other arguments are
/// those of [`extract`](super::extract).
pub fn unused(
    document: &Document,
    text: &Text,
    trees: &[Tree],
    entities: &Entities,
    vocabulary: &Vocabulary,
    facts: &Facts,
) -> Vec<Unused> {
    let names = Names::new(document, entities);
    let scenes = topic::scenes(document, text, trees, entities, vocabulary, &names);
    let used: BTreeSet<Span> = facts.relations.iter().flat_map(|r| &r.evidence).map(|piece| piece.trigger).collect();
    let mut found = Vec::new();
    for scene in scenes.iter().flatten() {
        let words = (0..scene.tree.len()).filter(|&word| !used.contains(&scene.span(word)));
        found.extend(words.filter_map(|word| of_word(scene, word)));
    }
    found
}

fn of_word(scene: &Scene, word: usize) -> Option<Unused> {
    let (class, name) = match scene.tree.word(word).upos {
        Upos::Verb => (TriggerClass::Verb, "verb"),
        Upos::Noun => (TriggerClass::Noun, "noun"),
        Upos::Adj => (TriggerClass::Adjective, "adjective"),
        _ => return None,
    };
    let lemma = scene.lemma(word);
    let fits = |frame: &&Frame| {
        let part = frame.with.as_ref().is_none_or(|with| class_object(scene, word, with, frame).is_some());
        beside(scene, word, frame) && part
    };
    let frame = scene.vocabulary.frames(class, lemma).find(fits)?;
    let predicate = scene.vocabulary.predicate(frame.predicate)?;
    if predicate.standing {
        return None;
    }
    let reason = match class {
        TriggerClass::Verb => of_verb(scene, word, frame, predicate),
        TriggerClass::Noun => of_noun(scene, word, predicate),
        TriggerClass::Adjective => "its subject or what its preposition names is no entity".to_owned(),
    };
    Some(Unused {
        sentence: scene.number,
        span: scene.span(word),
        predicate: predicate.name.clone(),
        rule: format!("{name}:{}", frame.name()),
        reason,
    })
}

fn of_verb(scene: &Scene, verb: usize, frame: &Frame, predicate: &Predicate) -> String {
    let subjects = actors(scene, verb);
    if subjects.is_empty() {
        let said = scene.view.actors(verb);
        return match said.first() {
            Some(&word) => format!("the subject {} is no entity", shown(scene, word)),
            None if scene.view.is_passive(verb) => "a passive that does not say who does it".to_owned(),
            None => "no subject".to_owned(),
        };
    }
    let able = able(scene, &subjects, predicate);
    if able.is_empty() {
        return format!("the subject {} is of a kind that {} does not admit", names(scene, &subjects), predicate.name);
    }
    let part = frame.with.as_ref().and_then(|with| class_object(scene, verb, with, frame));
    let (mut spoken, mut filled) = (Vec::new(), Vec::new());
    for slot in &frame.slots {
        spoken.extend(words(scene, verb, frame, slot, part));
        filled.extend(fill_verb(scene, verb, frame, slot, part, Role::Undergoer));
    }
    let others: Vec<Filler> = filled.iter().filter(|o| able.iter().all(|s| s.entity != o.entity)).copied().collect();
    match (spoken.first(), filled.is_empty(), others.is_empty()) {
        (None, true, _) => {
            format!("nothing stands in the slots of its object ({})", slots(frame))
        }
        (Some(&word), true, _) => format!("the object {} is no entity", shown(scene, word)),
        (_, _, true) => "subject and object are the same entity".to_owned(),
        _ if touched(scene, &others, predicate).is_empty() => {
            format!("the object {} is of a kind that {} does not admit", names(scene, &others), predicate.name)
        }
        _ => "another reading of the clause was preferred, or it is a question or another phrasal verb".to_owned(),
    }
}

fn of_noun(scene: &Scene, noun: usize, predicate: &Predicate) -> String {
    let phrases = scene.view.noun_phrases(noun).into_iter().map(|(_, word)| word);
    let near: Vec<usize> = scene.view.modifiers(noun).into_iter().chain(phrases).collect();
    let fillers: Vec<Filler> = near.into_iter().flat_map(|w| referents(scene, w, Role::Undergoer)).collect();
    let entities: BTreeSet<_> = fillers.iter().map(|f| f.entity).collect();
    let supported = scene.tree.word(noun).deprel == Deprel::Obj;
    match (entities.len(), touched(scene, &fillers, predicate).is_empty()) {
        (0, _) => "nobody is named with it".to_owned(),
        (1, _) if supported => format!("only {} is named with it, and its verb adds nobody", names(scene, &fillers)),
        (1, _) => format!("only {} is named with it", names(scene, &fillers)),
        (_, true) => format!("{} are of kinds that {} does not admit", names(scene, &fillers), predicate.name),
        _ => format!("{} do not stand in its slots", names(scene, &fillers)),
    }
}

/// The slots of a frame as `relations.toml` writes them.
fn slots(frame: &Frame) -> String {
    let name = |place: &Place| match place {
        Place::Object => "obj".to_owned(),
        Place::Indirect => "iobj".to_owned(),
        Place::Preposition(word) => word.replace(' ', "_"),
        Place::That => "that".to_owned(),
        Place::Infinitive => "inf".to_owned(),
        Place::Condition => "cond".to_owned(),
        Place::Possessor => "poss".to_owned(),
        Place::Between => "between".to_owned(),
        Place::Nothing => "-".to_owned(),
    };
    frame.slots.iter().map(|slot| name(&slot.place)).collect::<Vec<_>>().join(" ")
}

/// The phrase of `word`, cut where it grows long.
fn shown(scene: &Scene, word: usize) -> String {
    let extent = scene.tree.extent(word);
    let near = extent.start.max(word.saturating_sub(4))..extent.end.min(word + 3);
    let span = scene.span(near.start).cover(scene.span(near.end.saturating_sub(1)));
    format!("“{}”", scene.document.slice(span))
}

fn names(scene: &Scene, fillers: &[Filler]) -> String {
    let kind = |kind: EntityKind| kind.as_str();
    let name = |f: &Filler| scene.entity(f.entity).map(|e| format!("{} ({})", e.name, kind(e.kind)));
    let all: BTreeSet<String> = fillers.iter().filter_map(name).collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}
