//! What several do to each other: "Chad and Niger negotiate", "exchanged fire", "accused each other". In: a verb and its
//! subjects; out: the pairs.

use super::event::pairs_among;
use super::scene::{Filler, Scene};
use super::slots::words;
use super::verbs::Pairs;
use crate::schema::{Frame, Place, Predicate, Slot};
use crate::syntax::{Deprel, Xpos};

/// The pairs of `subjects` who do to each other what the verb says: "Chad and Niger negotiate", "exchanged fire", "accused
/// each other".
pub(super) fn among(
    scene: &Scene,
    verb: usize,
    frame: &Frame,
    predicate: &Predicate,
    part: Option<usize>,
    subjects: &[Filler],
) -> Option<Pairs> {
    let partner = |slot: &Slot| matches!(&slot.place, Place::Preposition(p) if p == "with");
    let mutual = frame.slots.iter().any(partner);
    // "two statements spoke of Togo": nobody speaks with anybody.
    let mentions = scene.view.obliques(verb).iter().any(|(p, _)| p == "of");
    // "Chad and Niger ratified the pact": each by itself.
    let several = scene.vocabulary.in_words("severally", &frame.lemma);
    // "met with a rebel leader": with somebody who is not named, not with each other.
    let unnamed = frame.slots.iter().filter(|s| partner(s)).any(|s| !words(scene, verb, frame, s, part).is_empty());
    let mutual =
        mutual && !mentions && !several && !unnamed && (predicate.symmetric || frame.with.as_deref() == Some("ties"));
    if subjects.len() > 1 && mutual {
        return Some(across(scene, pairs_among(subjects)));
    }
    // "Chad and Niger exchanged fire", "broke the truce": each fires on the other, each breaks it with the other.
    let first = frame.slots.first().is_some_and(partner);
    // "traded accusations"
    let against = matches!(predicate.plover.as_deref(), Some("ASSAULT" | "ACCUSE" | "THREATEN"));
    // "Afghan and Danish troops battled the militants", "battle for votes": not each other.
    let bare = frame.with.is_none() && frame.beside.is_empty();
    let elsewhere = scene.tree.children_by(verb, &[Deprel::Obj, Deprel::Xcomp]).next().is_some()
        || scene.tree.children_by(verb, &[Deprel::Advcl]).any(|c| scene.view.mark(c).as_deref() == Some("to"))
        || scene.view.obliques(verb).iter().any(|(p, _)| p == "for");
    let fights = first && !unnamed && !(bare && elsewhere) && (against || breaks_truce(scene, frame));
    if let (true, [one, other]) = (fights, subjects) {
        return Some(vec![(*one, Some(*other)), (*other, Some(*one))]);
    }
    // "accused each other of", "blame one another"
    let object = frame.slots.iter().any(|s| s.place == Place::Object);
    if let (true, [one, other]) = (object && reciprocal(scene, verb), subjects) {
        return Some(vec![(*one, Some(*other)), (*other, Some(*one))]);
    }
    None
}

/// Whether the frame tells of a truce that is broken: "violated the ceasefire".
fn breaks_truce(scene: &Scene, frame: &Frame) -> bool {
    let truce = |word: &String| scene.vocabulary.in_class("truce", word);
    scene.vocabulary.number("rejected") == Some(frame.predicate)
        && (frame.with.as_deref() == Some("truce") || frame.beside.iter().any(truce))
}

/// The pairs of a group whose members come from different states, where the group's members do: those who come to a
/// meeting together do not meet each other there.
pub(super) fn across(scene: &Scene, pairs: Pairs) -> Pairs {
    let state = |f: Filler| scene.entity(f.entity).and_then(|e| e.country.as_deref());
    let same = |one: Filler, other: Option<Filler>| {
        let other = other.and_then(state);
        state(one).is_some() && state(one) == other
    };
    let mixed = pairs.iter().any(|&(one, other)| !same(one, other));
    let apart = |&(one, other): &(Filler, Option<Filler>)| {
        (!mixed || !same(one, other)) && !other.is_some_and(|o| leads(scene, one, o) || leads(scene, o, one))
    };
    pairs.into_iter().filter(apart).collect()
}

/// "Swedish-led NATO forces": whether `one` leads the phrase in which `other` stands.
fn leads(scene: &Scene, one: Filler, other: Filler) -> bool {
    let led = |h: &usize| scene.tree.word(*h).deprel == Deprel::Amod && scene.tree.word(*h).xpos == Xpos::Vbn;
    let participle = scene.tree.word(one.word).head.filter(led);
    let noun = participle.and_then(|p| scene.tree.word(p).head);
    noun.is_some_and(|noun| noun == other.word || scene.tree.is_under(other.word, noun))
}

/// Whether the object of the verb is "each other" or "one another".
fn reciprocal(scene: &Scene, verb: usize) -> bool {
    let other =
        |o: usize| o > 0 && matches!((scene.form(o - 1), scene.form(o)), ("each", "other") | ("one", "another"));
    scene
        .tree
        .children_by(verb, &[Deprel::Obj, Deprel::Iobj, Deprel::Obl])
        .any(|o| other(o) || other(o + 1) && o + 1 < scene.tree.len())
}
