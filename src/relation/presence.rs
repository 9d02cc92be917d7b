//! Who is where: "the minister is in Chad for talks" tells of a visit, "troops are in Chad" of forces. In: the predicate of a sentence; out: at most one
//! [`Event`].

use super::event::{Class, Event, product};
use super::nouns::is_body;
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::{Pairs, marches};
use crate::entity::EntityKind;
use crate::syntax::{Deprel, Upos};

/// The visit that the place `word` tells of: "is in Chad to meet", "are in Lima on a tour". Without a purpose it tells only
/// where somebody is.
pub(super) fn event(scene: &Scene, word: usize) -> Option<Event> {
    if scene.lemma(word) == "take" {
        return taken(scene, word);
    }
    if is_awaited(scene, word) {
        return awaited(scene, word);
    }
    if scene.tree.child(word, Deprel::Cop).is_none() || scene.view.preposition(word).as_deref() != Some("in") {
        return None;
    }
    let place = scene.state_at(word)?;
    if let Some(stationed) = stationed(scene, word, place) {
        return Some(stationed);
    }
    if !has_purpose(scene, word) {
        return None;
    }
    let pairs = product(&travellers(scene, word), &[place]);
    being(scene, word, "visited", pairs)
}

/// The people, and the groups that travel for somebody, of whom the predicate `word` is said.
fn travellers(scene: &Scene, word: usize) -> Vec<Filler> {
    let travels = |f: &Filler, subject: usize| {
        let person = scene.entity(f.entity).is_some_and(|e| e.kind == EntityKind::Person);
        let group = scene.lemma(subject);
        let group = scene.vocabulary.in_class("delegation", group) || scene.vocabulary.in_words("visitors", group);
        person && f.direct || group
    };
    let subjects = scene.view.subjects(word).into_iter().flat_map(|s| scene.view.conjuncts(s));
    let named = subjects
        .flat_map(|s| referents(scene, s, Role::Actor).into_iter().filter(|f| travels(f, s)).collect::<Vec<_>>());
    named.collect()
}

/// Whether the predicate `word` says that somebody is to come to a place: "is due in Chad", "is expected in Lima", not "is
/// expected to meet in Lima".
pub(super) fn is_awaited(scene: &Scene, word: usize) -> bool {
    let tagged = scene.tree.word(word);
    let bare = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Obj, Deprel::Advcl];
    matches!(tagged.upos, Upos::Adj | Upos::Verb)
        && scene.vocabulary.in_words("awaited", scene.lemma(word))
        && (tagged.upos == Upos::Adj || scene.view.is_passive(word))
        && scene.tree.children_by(word, &bare).next().is_none()
}

/// The visit that is to come by the predicate `word`.
fn awaited(scene: &Scene, word: usize) -> Option<Event> {
    let phrases = scene.view.obliques(word).into_iter().chain(scene.view.noun_phrases(word));
    let places = phrases.filter(|(p, _)| p == "in" || p == "at").filter_map(|(p, w)| {
        let body = || scene.mention(w).map(|(entity, _)| Filler { entity, word: w, direct: true });
        let body = || body().filter(|&f| p == "at" && is_body(scene, f));
        scene.state_at(w).or_else(body)
    });
    let places: Vec<Filler> = places.take(1).collect();
    let pairs = product(&travellers(scene, word), &places);
    let event = being(scene, word, "visited", pairs)?;
    Some(Event { trigger: scene.lemma(word).to_owned(), ..event })
}

/// What "is in" at `word` says of `pairs`, if there are any: that they do what the predicate `name` tells.
fn being(scene: &Scene, word: usize, name: &str, pairs: Pairs) -> Option<Event> {
    let predicate = scene.vocabulary.number(name)?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word,
        class: Class::Verb,
        trigger: "be in".to_owned(),
        pairs,
        about: Vec::new(),
        role: None,
        former: false,
    })
}

/// "Kenyan soldiers have been in Somalia since May": forces that are somewhere are deployed there.
fn stationed(scene: &Scene, word: usize, place: Filler) -> Option<Event> {
    let subjects = scene.view.subjects(word).into_iter().flat_map(|s| scene.view.conjuncts(s));
    let forces =
        subjects.flat_map(|s| referents(scene, s, Role::Actor)).filter(|&f| is_body(scene, f) && marches(scene, f));
    let pairs = product(&forces.collect::<Vec<_>>(), &[place]);
    being(scene, word, "deployed_to", pairs)
}

/// "a trip that will take him to Chad": the visit that the verb of a journey tells of.
fn taken(scene: &Scene, verb: usize) -> Option<Event> {
    let journey = |w: usize| scene.vocabulary.in_class("journey", scene.lemma(w));
    if scene.tree.word(verb).upos != Upos::Verb || !scene.view.actors(verb).into_iter().any(journey) {
        return None;
    }
    let travellers: Vec<Filler> =
        scene.view.undergoers(verb).into_iter().flat_map(|w| referents(scene, w, Role::Actor)).collect();
    let goals = scene.view.obliques(verb).into_iter().filter(|(p, _)| p == "to").map(|(_, w)| w);
    let goals = goals.flat_map(|w| scene.view.conjuncts(w)).filter_map(|w| scene.state_at(w));
    let pairs = product(&travellers, &goals.collect::<Vec<_>>());
    let predicate = scene.vocabulary.number("visited")?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word: verb,
        class: Class::Verb,
        trigger: "take".to_owned(),
        pairs,
        about: Vec::new(),
        role: None,
        former: false,
    })
}

/// Whether the sentence says what for: "to meet", "for talks", "on a visit".
fn has_purpose(scene: &Scene, word: usize) -> bool {
    let mut clauses = scene.tree.children_by(word, &[Deprel::Advcl, Deprel::Xcomp, Deprel::Acl]);
    let journey = |w: usize| scene.vocabulary.in_class("journey", scene.lemma(w));
    let phrases = scene.view.obliques(word).into_iter().chain(scene.view.noun_phrases(word));
    let mut meant = phrases.filter(|(p, w)| p == "for" && !scene.view.is_time(*w) || p == "on" && journey(*w));
    let ends = |c: usize| scene.view.mark(c).as_deref() == Some("to") && !scene.view.is_finite(c);
    clauses.any(ends) || meant.next().is_some()
}
