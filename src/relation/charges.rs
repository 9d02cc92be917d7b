//! What a denial denies. In: the events of a sentence and the charges made before it; out: denials of "the charge", "it",
//! "this" with whoever made the charge as their object.

use super::event::{Class, Event};
use super::phrase::mentioned;
use super::scene::{Filler, Scene};
use super::verbs::actors;
use crate::entity::EntityId;
use crate::syntax::{Deprel, Upos};

/// Who has accused or criticized whom, by sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Charge {
    sentence: usize,
    by: EntityId,
    against: EntityId,
}

/// The charges that `events` make.
pub(super) fn made(scene: &Scene, events: &[Event]) -> Vec<Charge> {
    let charges = events.iter().filter(|e| is(scene, e, &["accused", "criticized"]));
    let pairs = charges.flat_map(|e| &e.pairs);
    let charge = |&(by, object): &(Filler, Option<Filler>)| {
        Some(Charge { sentence: scene.number, by: by.entity, against: object?.entity })
    };
    pairs.filter_map(charge).collect()
}

/// Gives the denials among `events` that name no claim of their own the one who made the last of `charges` against the
/// denier, in this sentence or the one before, or else the one who spoke of the denier there.
pub(super) fn answer(scene: &Scene, events: &mut [Event], charges: &[Charge]) {
    let near = charges.iter().rev().filter(|c| c.sentence + 1 >= scene.number);
    let near: Vec<Charge> = near.copied().collect();
    for event in events.iter_mut() {
        let verbal = matches!(event.class, Class::Verb | Class::Light);
        if !verbal || !is(scene, event, &["denied"]) || !points_back(scene, event.word) {
            continue;
        }
        for (denier, object) in event.pairs.iter_mut().filter(|(_, object)| object.is_none()) {
            let charge = near.iter().find(|c| c.against == denier.entity && c.by != denier.entity);
            if is_aside(scene, event.word) {
                // "Peru says Chad spies, a charge Chad denies": who says it in this sentence has made it.
                let here = charge.filter(|c| c.sentence == scene.number).map(|c| c.by);
                let by = here.or_else(|| speaker_above(scene, event.word)).filter(|by| *by != denier.entity);
                *object = by.map(|entity| Filler { entity, word: event.word, direct: false });
                event.about.clear();
                continue;
            }
            let spoke = || match scene.said_before.as_slice() {
                [one] if *one != denier.entity && scene.spoken_of.contains(&denier.entity) => Some(*one),
                _ => None,
            };
            let by = charge.map(|c| c.by).or_else(spoke);
            *object = by.map(|entity| Filler { entity, word: event.word, direct: false });
            event.about.retain(|&a| Some(a) != object.map(|o| o.entity));
        }
    }
}

/// Whether `verb` stands in a relative clause of what it denies: "a charge that Chad denies".
pub(super) fn is_aside(scene: &Scene, verb: usize) -> bool {
    let word = scene.tree.word(verb);
    word.deprel == Deprel::AclRelcl && word.head.is_some_and(|noun| scene.view.undergoers(verb).contains(&noun))
}

/// Who speaks in the verb of saying above `verb`.
fn speaker_above(scene: &Scene, verb: usize) -> Option<EntityId> {
    let mut above = scene.tree.ancestors(verb).filter(|&w| w != verb && scene.tree.word(w).upos == Upos::Verb);
    let saying = above.find(|&w| scene.vocabulary.cues.report_verbs.contains(scene.lemma(w)))?;
    actors(scene, saying).first().map(|f| f.entity)
}

/// Whether the object of `verb` only points back at a claim and names nobody: "the charge", "it", "any role in the killing".
pub(super) fn points_back(scene: &Scene, verb: usize) -> bool {
    let objects = scene.view.undergoers(verb);
    let points = |&w: &usize| {
        let pronoun = matches!(scene.tree.word(w).upos, Upos::Pron | Upos::Det);
        let claim = scene.vocabulary.in_class("claim", scene.lemma(w));
        // "a charge that Sudan denies": its own clause is no part of it.
        (pronoun || claim) && mentioned(scene, w, &[verb]).iter().all(|f| f.word == w)
    };
    objects.iter().any(points)
}

fn is(scene: &Scene, event: &Event, names: &[&str]) -> bool {
    scene.vocabulary.predicate(event.predicate).is_some_and(|p| names.contains(&p.name.as_str()))
}
