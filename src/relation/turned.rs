//! What an event turns out to be by who takes part and how: a call in which somebody is told something, soldiers who
//! land. In: the event that a verb's frame says; out: the same, or another.

use super::event::Event;
use super::nouns::is_body;
use super::scene::{Filler, Scene};
use super::verbs::marches;
use crate::entity::{EntityKind, MentionKind};
use crate::schema::Predicate;
use crate::syntax::Deprel;

/// `event`, said by `verb` as `predicate`, as what it is; without pairs where it is nothing.
pub(super) fn turned(scene: &Scene, verb: usize, predicate: &Predicate, event: Event) -> Event {
    let event = objected(scene, verb, conversed(scene, verb, interviewed(scene, verb, event)));
    landed(scene, retired(scene, predicate, event))
}

/// "Speaking to Reuters, she said": what is spoken to accompany a statement is told.
fn interviewed(scene: &Scene, verb: usize, event: Event) -> Event {
    let word = scene.tree.word(verb);
    let speaks = scene.vocabulary.in_words("speaking", &scene.lemma(verb)) && word.deprel == Deprel::Advcl;
    let reports = || word.head.is_some_and(|h| scene.vocabulary.cues.report_verbs.contains(&scene.lemma(h)));
    let to = || scene.view.obliques(verb).iter().any(|(p, _)| p == "to");
    match scene.vocabulary.number("told") {
        Some(predicate) if speaks && to() && reports() => Event { predicate, ..event },
        _ => event,
    }
}

/// "told Putin in a telephone conversation", "by phone": what is said in an exchange of two is part of it.
fn conversed(scene: &Scene, verb: usize, event: Event) -> Event {
    let exchange = |(p, w): &(String, usize)| {
        let lemma = scene.lemma(*w);
        match p.as_str() {
            "in" | "during" => {
                scene.vocabulary.in_words("conversations", &lemma) && scene.view.noun_phrases(*w).is_empty()
            }
            "by" | "over" => matches!(lemma.as_str(), "phone" | "telephone"),
            _ => false,
        }
    };
    // "told Reuters by telephone" gives an interview.
    let person_or_state = |f: Filler| scene.entity(f.entity).is_some_and(|e| e.kind != EntityKind::Organization);
    match scene.vocabulary.number("spoke_with") {
        Some(predicate)
            if scene.vocabulary.number("told") == Some(event.predicate)
                && event.pairs.iter().all(|(_, o)| o.is_some_and(person_or_state))
                && scene.view.obliques(verb).iter().any(exchange) =>
        {
            Event { predicate, ..event }
        }
        _ => event,
    }
}

/// "Vietnam protested the drilling": a state or body that is named as such objects rather than marches.
fn objected(scene: &Scene, verb: usize, event: Event) -> Event {
    let named = |f: &Filler| {
        f.direct && scene.mention(f.word).is_some_and(|(_, m)| matches!(m.kind, MentionKind::Name | MentionKind::Seat))
    };
    let act = scene.lemma(verb) == "protest" && !scene.view.undergoers(verb).is_empty();
    match scene.vocabulary.number("criticized") {
        Some(predicate) if act && event.pairs.iter().all(|(s, _)| named(s)) => Event { predicate, ..event },
        _ => event,
    }
}

/// A person who withdraws from something in a country pulls nobody out of that country.
fn retired(scene: &Scene, predicate: &Predicate, mut event: Event) -> Event {
    let personal = |s: Filler, o: Option<Filler>| !is_body(scene, s) && o.is_some_and(|o| !o.direct);
    event.pairs.retain(|&(s, o)| predicate.plover.as_deref() != Some("RETREAT") || !personal(s, o));
    event
}

/// "French paratroopers landed in Mali": where forces go, they are deployed.
fn landed(scene: &Scene, event: Event) -> Event {
    let visited = scene.vocabulary.number("visited") == Some(event.predicate);
    let object = |f: &Option<Filler>| f.is_some_and(|f| is_body(scene, f));
    match scene.vocabulary.number("deployed_to") {
        Some(predicate) if visited && event.pairs.iter().all(|(s, o)| marches(scene, *s) && object(o)) => {
            Event { predicate, ..event }
        }
        _ => event,
    }
}
