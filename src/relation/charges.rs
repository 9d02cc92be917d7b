//! What a denial denies. In: the events of a sentence and the charges made before it; out: denials of "the charge", "it",
//! "this" with whoever made the charge as their object.

use super::event::{Class, Event};
use super::scene::{Filler, Scene};
use crate::entity::EntityId;
use crate::syntax::Upos;

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
/// denier, in this sentence or the one before.
pub(super) fn answer(scene: &Scene, events: &mut [Event], charges: &[Charge]) {
    let near = charges.iter().rev().filter(|c| c.sentence + 1 >= scene.number);
    let near: Vec<Charge> = near.copied().collect();
    for event in events.iter_mut() {
        let verbal = matches!(event.class, Class::Verb | Class::Light);
        if !verbal || near.is_empty() || !is(scene, event, &["denied"]) || !is_bare(scene, event.word) {
            continue;
        }
        for (denier, object) in event.pairs.iter_mut().filter(|(_, object)| object.is_none()) {
            let charge = near.iter().find(|c| c.against == denier.entity && c.by != denier.entity);
            *object = charge.map(|c| Filler { entity: c.by, word: event.word, direct: false });
            event.about.retain(|&a| Some(a) != object.map(|o| o.entity));
        }
    }
}

/// Whether the object of `verb` only points back at a claim: "the charge", "it", "any wrongdoing".
fn is_bare(scene: &Scene, verb: usize) -> bool {
    let objects = scene.view.undergoers(verb);
    let points = |&w: &usize| {
        let pronoun = matches!(scene.tree.word(w).upos, Upos::Pron | Upos::Det);
        let claim = scene.vocabulary.in_class("claim", &scene.lemma(w));
        (pronoun || claim) && scene.view.noun_phrases(w).is_empty() && scene.view.modifiers(w).is_empty()
    };
    objects.iter().any(points)
}

fn is(scene: &Scene, event: &Event, names: &[&str]) -> bool {
    scene.vocabulary.predicate(event.predicate).is_some_and(|p| names.contains(&p.name.as_str()))
}
