//! What an event turns out to be by who takes part and how: a call in which somebody is told something, soldiers who
//! land. In: the event that a verb's frame says; out: the same, or another.

use super::event::Event;
use super::nouns::{is_body, support};
use super::scene::{Filler, Scene};
use super::verbs::{Pairs, marches};
use crate::entity::{EntityId, EntityKind, MentionKind};
use crate::schema::{Predicate, TriggerClass};
use crate::syntax::{Deprel, Upos};
use std::borrow::Cow;

/// `event`, said by `verb` as `predicate`, as what it is; without pairs where it is nothing.
pub(super) fn turned(scene: &Scene, verb: usize, predicate: &Predicate, event: Event) -> Event {
    let event = objected(scene, verb, conversed(scene, verb, interviewed(scene, verb, event)));
    searched(scene, verb, driven(scene, verb, landed(scene, retired(scene, predicate, event))))
}

/// "Speaking to Reuters, she said": what is spoken to accompany a statement is told.
fn interviewed(scene: &Scene, verb: usize, event: Event) -> Event {
    let word = scene.tree.word(verb);
    let speaks = scene.vocabulary.in_words("speaking", scene.lemma(verb)) && word.deprel == Deprel::Advcl;
    let reports = || word.head.is_some_and(|h| scene.vocabulary.cues.report_verbs.contains(scene.lemma(h)));
    let to = || scene.view.obliques(verb).iter().any(|(p, _)| p == "to");
    match scene.vocabulary.number("told") {
        Some(predicate) if speaks && to() && reports() => Event { predicate, ..event },
        _ => event,
    }
}

/// "told Putin in a telephone conversation", "by phone": what is said in an exchange of two is part of it.
fn conversed(scene: &Scene, verb: usize, event: Event) -> Event {
    let exchange = |(p, w): &(Cow<str>, usize)| {
        let lemma = scene.lemma(*w);
        match p.as_ref() {
            "in" | "during" => {
                scene.vocabulary.in_words("conversations", lemma) && scene.view.noun_phrases(*w).is_empty()
            }
            "by" | "over" => matches!(lemma, "phone" | "telephone"),
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

/// "French troops drove the Taliban out": whom forces drive away they fight.
fn driven(scene: &Scene, verb: usize, event: Event) -> Event {
    let sanctioned = scene.vocabulary.number("sanctioned") == Some(event.predicate);
    let away = scene.vocabulary.in_words("driving", scene.lemma(verb));
    // Forces, an offensive, or one armed group that drives another.
    let act = |w: usize| scene.vocabulary.in_words("acts", scene.lemma(w));
    let armed = scene.view.actors(verb).into_iter().any(act);
    let out = scene.view.obliques(verb).into_iter().any(|(_, w)| scene.entities.country_at(scene.offset + w).is_some());
    let fought = |(s, o): &(Filler, Option<Filler>)| {
        (armed || out || marches(scene, *s) || o.is_some_and(|o| marches(scene, o)))
            && o.is_some_and(|o| is_body(scene, o))
    };
    match scene.vocabulary.number("attacked") {
        Some(predicate) if sanctioned && away && event.pairs.iter().all(fought) => Event { predicate, ..event },
        _ => event,
    }
}

/// "Kenyan police raided the offices of X": who enforces the law searches what is somebody's.
fn searched(scene: &Scene, verb: usize, event: Event) -> Event {
    let police = |f: Filler| {
        let head = scene.tree.word(f.word).head.unwrap_or(f.word);
        [f.word, head].iter().any(|&w| scene.vocabulary.in_words("searching", scene.lemma(w)))
    };
    let premises = |f: Option<Filler>| {
        f.is_some_and(|f| !f.direct && scene.entity(f.entity).is_some_and(|e| e.kind != EntityKind::Country))
    };
    match scene.vocabulary.number("investigated") {
        Some(predicate)
            if scene.vocabulary.in_words("raiding", scene.lemma(verb))
                && event.pairs.iter().all(|&(s, o)| police(s) && premises(o)) =>
        {
            Event { predicate, ..event }
        }
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

/// "Face-to-face talks" are a meeting.
pub(super) fn in_person(scene: &Scene, noun: usize, predicate: usize, pairs: &Pairs) -> usize {
    let spoke = scene.vocabulary.number("spoke_with") == Some(predicate);
    let face = || scene.view.under(noun, &[]).into_iter().any(|w| scene.lemma(w).starts_with("face") && w < noun);
    if spoke && (face() || on_a_journey(scene, noun) || at_home(scene, noun, pairs)) {
        scene.vocabulary.number("met_with").unwrap_or(predicate)
    } else {
        predicate
    }
}

/// Whether the talks are held in the country of one who takes part: "talks in Lima with Peruvian officials".
fn at_home(scene: &Scene, noun: usize, pairs: &Pairs) -> bool {
    if !scene.vocabulary.in_words("held", scene.lemma(noun)) {
        return false;
    }
    let verb = support(scene, noun).map(|s| s.verb);
    let around = verb.map(|v| scene.view.obliques(v)).unwrap_or_default();
    let phrases = scene.view.noun_phrases(noun).into_iter().chain(around);
    let places = phrases.filter(|(p, _)| p == "in").filter_map(|(_, w)| scene.state_at(w));
    let states: Vec<EntityId> = places.map(|f| f.entity).collect();
    let from = |f: Filler| states.contains(&f.entity) || scene.home(f.entity).is_some_and(|s| states.contains(&s));
    pairs.iter().all(|&(one, other)| from(one) || other.is_some_and(from))
}

/// Whether one travels for the talks: "flew to Rome for talks with", "a visit for talks with", "arrived to hold talks".
fn on_a_journey(scene: &Scene, noun: usize) -> bool {
    let travels = |w: usize, class: TriggerClass| {
        let visited = scene.vocabulary.number("visited");
        scene.vocabulary.frames(class, scene.lemma(w)).any(|f| visited == Some(f.predicate))
    };
    let word = scene.tree.word(scene.view.first_conjunct(noun));
    let Some(head) = word.head else { return false };
    // "held talks during his stay in Chad"
    let stays = |(p, w): (Cow<str>, usize)| {
        let stay = scene.vocabulary.in_class("journey", scene.lemma(w)) || scene.lemma(w) == "stay";
        matches!(p.as_ref(), "during" | "on") && stay
    };
    match scene.tree.word(head).upos {
        Upos::Verb if word.deprel == Deprel::Obj => scene.view.obliques(head).into_iter().any(stays),
        Upos::Verb if word.deprel == Deprel::Obl => {
            let goal = scene.view.obliques(head).into_iter().any(|(p, _)| matches!(p.as_ref(), "to" | "in" | "at"));
            (travels(head, TriggerClass::Verb) || scene.lemma(head) == "join")
                && goal
                && (scene.lemma(head) == "join" || scene.tree.child(head, Deprel::Obj).is_none())
                && scene.view.preposition(noun).as_deref() == Some("for")
        }
        Upos::Noun | Upos::Propn if word.deprel == Deprel::Nmod => {
            let mut chain = scene.tree.ancestors(noun).skip(1).take(4);
            scene.view.preposition(noun).as_deref() == Some("for") && chain.any(|w| travels(w, TriggerClass::Noun))
        }
        _ => false,
    }
}
