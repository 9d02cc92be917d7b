//! Readings that the tree allows and sense does not. In: a predicate with subject and object; out: whether it can be meant:
//! nobody is received by his own people, and to speak with some freed citizens is not to speak with their state.

use super::event::Event;
use super::scene::{Filler, Scene};
use crate::entity::{EntityKind, MentionKind};
use crate::schema::Predicate;
use crate::syntax::{Deprel, Xpos};

/// Whether `event` can say its predicate of this subject and object.
pub(super) fn holds(scene: &Scene, event: &Event, predicate: &Predicate, subject: Filler, object: Filler) -> bool {
    let consults = predicate.plover.as_deref() == Some("CONSULT");
    if consults && (is_some_people(scene, object) || is_somebody(scene, object)) {
        return false;
    }
    if predicate.name == "visited" && !object.direct && of_talks(scene, event.word, object.word) {
        return false;
    }
    // A ministry gives its own state no aid, nor does a president.
    let own = || is_body_of(scene, subject, object) || is_own_state(scene, subject, object);
    if predicate.plover.as_deref() == Some("AID") && own() {
        return false;
    }
    // "ordered the security services to unite": a demand of one's own body is one all the same.
    let asked = predicate.name == "urged" && is_own_body(scene, object);
    let people = is_people(scene, object) || !object.direct && !asked;
    // Nor does one sign a pact with one's own state.
    let mutual = consults || predicate.symmetric && !predicate.standing;
    !(is_own_state(scene, subject, object) && (mutual || people && predicate.speech))
}

/// Whether the object is the state of the person who is the subject.
fn is_own_state(scene: &Scene, subject: Filler, object: Filler) -> bool {
    let Some((person, state)) = scene.entity(subject.entity).zip(scene.entity(object.entity)) else { return false };
    person.kind == EntityKind::Person && state.iso3.is_some() && person.country == state.iso3
}

/// Whether the subject is a public body of the state that is the object.
fn is_body_of(scene: &Scene, subject: Filler, object: Filler) -> bool {
    let Some((body, state)) = scene.entity(subject.entity).zip(scene.entity(object.entity)) else { return false };
    let public = body.name.to_lowercase().split(' ').any(|word| scene.vocabulary.in_words("own_bodies", word));
    public && body.kind == EntityKind::Organization && state.iso3.is_some() && body.country == state.iso3
}

/// Whether a body acts for the state that the object is, not a part of its people: "the Chadian police".
fn is_own_body(scene: &Scene, object: Filler) -> bool {
    let noun = scene.tree.word(object.word).head.filter(|_| !object.direct);
    noun.is_some_and(|n| {
        let listed = |list: &str| scene.vocabulary.in_words(list, scene.lemma(n));
        let apart = ["crowds", "everybody", "opposing", "unofficial", "private"].into_iter().any(listed);
        (listed("agents") || listed("forces")) && !apart && !scene.vocabulary.in_class("people", scene.lemma(n))
    })
}

/// Whether the word names the people of a state: "Russians".
fn is_people(scene: &Scene, filler: Filler) -> bool {
    let plural = matches!(scene.tree.word(filler.word).xpos, Xpos::Nns | Xpos::Nnps);
    plural && scene.mention(filler.word).is_some_and(|(_, m)| m.kind == MentionKind::Demonym)
}

/// Whether the object is one of a people who is not named: "a Thai national whom she met".
fn is_somebody(scene: &Scene, object: Filler) -> bool {
    let noun = scene.tree.word(object.word).head.filter(|_| !object.direct);
    noun.is_some_and(|n| scene.tree.word(n).xpos == Xpos::Nn && scene.vocabulary.in_class("people", scene.lemma(n)))
}

/// Whether the word names some of a people: "freed Americans", "two Americans", "Americans held in Iran".
fn is_some_people(scene: &Scene, filler: Filler) -> bool {
    let narrowing = [Deprel::Amod, Deprel::Nummod, Deprel::Acl, Deprel::AclRelcl];
    is_people(scene, filler) && scene.tree.children_by(filler.word, &narrowing).next().is_some()
}

/// Whether talks stand between the trigger and the object: "return to talks with Canada".
fn of_talks(scene: &Scene, trigger: usize, object: usize) -> bool {
    let between = scene.tree.ancestors(object).skip(1).take_while(|&w| w != trigger);
    between.into_iter().any(|w| scene.vocabulary.in_class("talks", scene.lemma(w)))
}

/// "a suggestion to hold talks": whether it says what somebody is to do.
pub(super) fn is_to_act(scene: &Scene, noun: usize) -> bool {
    let mut clauses = scene.tree.children_by(noun, &[Deprel::Acl]);
    clauses.any(|c| scene.view.mark(c).as_deref() == Some("to"))
}
