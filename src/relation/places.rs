//! Where something is done: the country of a place. In: a word; out: [`Filler`]s.

use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::slots::in_class;
use crate::schema::TriggerClass;
use crate::syntax::{Deprel, Upos};

/// Whether a phrase that hangs from the verb may tell where those are whom the noun means: sites, and the victims of force.
pub(super) fn stays(scene: &Scene, word: usize) -> bool {
    let attacked = scene.vocabulary.number("attacked");
    let violent = |verb: usize| {
        let mut frames = scene.vocabulary.frames(TriggerClass::Verb, scene.lemma(verb));
        frames.any(|f| Some(f.predicate) == attacked && f.with.is_none() && f.beside.is_empty())
    };
    let lemma = scene.lemma(word);
    in_class(scene, word, "site")
        || scene.vocabulary.in_words("victims", lemma) && scene.tree.word(word).head.is_some_and(violent)
}

/// "shelled positions in Chad": where the phrase that says of which state a place is was hung from the verb.
pub(super) fn behind(scene: &Scene, word: usize) -> Vec<Filler> {
    let Some(verb) = scene.tree.word(word).head else { return Vec::new() };
    let end = scene.tree.extent(word).end;
    let border = scene.vocabulary.in_words("borders", scene.lemma(word));
    let place = |p: &str| matches!(p, "in" | "inside" | "of" | "near" | "at") || border && p == "with";
    // "a camp near the border with Chad", "a village near the Iranian border" is on either side of it.
    let shared = |p: &str, w: usize| {
        let with = || scene.view.noun_phrases(w).iter().any(|(p, _)| p == "with");
        scene.vocabulary.in_words("borders", scene.lemma(w)) && (p == "near" || with())
    };
    // "killed two soldiers early Saturday in Chad"
    let time = |w: usize| {
        let word = scene.tree.word(w);
        scene.view.is_time(w) || word.upos == Upos::Adv || matches!(scene.form(w), "on" | "early" | "late" | "last")
    };
    let next = (scene.view.obliques(verb).into_iter()).find(|&(ref p, w)| {
        let start = scene.tree.extent(w).start;
        place(p) && start >= end && (end..start).all(time) && !shared(p, w)
    });
    let found = next.into_iter().flat_map(|(_, w)| referents(scene, w, Role::Undergoer));
    found.map(|f| Filler { direct: false, ..f }).collect()
}

/// The country of the place that the phrase of `word` names: "Aleppo", "the outskirts of Aleppo", "two people in Aleppo".
pub(super) fn located(scene: &Scene, word: usize) -> Vec<Filler> {
    let place = |w: usize| scene.entities.country_at(scene.offset + w).map(|entity| (entity, w));
    let mut found: Vec<Filler> = Vec::new();
    for conjunct in scene.view.conjuncts(word) {
        let below = |w: usize| {
            let inside = |p: &str| matches!(p, "of" | "in" | "at" | "near" | "along" | "around" | "inside");
            // "attacked the decision on Aleppo"
            let act = scene.vocabulary.in_words("acts", scene.lemma(w)) || in_class(scene, w, "position");
            let phrases = scene.view.noun_phrases(w).into_iter().filter(move |(p, _)| inside(p) && !act);
            phrases.map(|(_, w)| w)
        };
        // "five West Bank towns"
        let inside = scene.tree.children_by(conjunct, &[Deprel::Compound, Deprel::NmodUnmarked]).find_map(place);
        let named = place(conjunct)
            .or(inside.filter(|_| in_class(scene, conjunct, "site") || in_class(scene, conjunct, "territory")))
            .or_else(|| below(conjunct).find_map(place))
            .or_else(|| below(conjunct).flat_map(below).find_map(place));
        found.extend(named.map(|(entity, word)| Filler { entity, word, direct: false }));
    }
    found
}
