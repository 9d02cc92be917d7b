//! Demands without a verb of demanding: "must", "should" and "has to" in somebody's mouth are that speaker's urging.

use super::event::{Class, Event, product};
use super::phrase::{Role, mentioned_besides, referents};
use super::scene::{Filler, Scene};
use crate::syntax::{Deprel, Upos};

/// The demand that the verb `verb` carries, said by `speaker`.
pub(super) fn event(scene: &Scene, verb: usize, speaker: Filler) -> Option<Event> {
    let auxiliaries = scene.tree.children_by(verb, &[Deprel::Aux]);
    let must = auxiliaries.into_iter().find(|&a| scene.vocabulary.in_words("demanding", scene.lemma(a)));
    let has_to = || {
        let xcomp = scene.tree.child(verb, Deprel::Xcomp)?;
        // What somebody does not have to do is not asked of him.
        let negated = &scene.vocabulary.cues.negated.adverbs;
        let free = scene.tree.children_by(verb, &[Deprel::Advmod]).any(|a| negated.contains(scene.lemma(a)));
        // "may have to" weighs it.
        let modals = &scene.vocabulary.cues.hypothetical.auxiliaries;
        let weighed = scene.tree.children_by(verb, &[Deprel::Aux]).any(|a| {
            let form = scene.form(a);
            form != "would" && modals.contains(form) && !scene.vocabulary.in_words("demanding", form)
        });
        let needs = !free
            && !weighed
            && scene.vocabulary.in_words("needing", scene.lemma(verb))
            && scene.tree.word(verb).upos == Upos::Verb;
        (needs && scene.view.mark(xcomp).as_deref() == Some("to")).then_some(verb)
    };
    let trigger = must.or_else(has_to)?;
    // "If X should attack" demands nothing.
    if scene.is_supposed(verb) || scene.view.is_passive(verb) {
        return None;
    }
    let objects: Vec<Filler> = (scene.view.subjects(verb).into_iter())
        .flat_map(|w| referents(scene, w, Role::Actor))
        .filter(|f| f.entity != speaker.entity)
        .collect();
    let mut pairs = product(&[speaker], &objects);
    let taken: Vec<_> = objects.iter().map(|o| o.entity).chain([speaker.entity]).collect();
    let about = mentioned_besides(scene, verb, &taken);
    let unnamed = |w: usize| scene.vocabulary.in_words("everybody", scene.lemma(w));
    if objects.is_empty() && !about.is_empty() && scene.view.subjects(verb).into_iter().any(unnamed) {
        // "the world must stop Chad": asked of nobody named.
        pairs = vec![(speaker, None)];
    }
    let predicate = scene.vocabulary.number("urged")?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word: trigger,
        class: Class::Modal,
        trigger: scene.lemma(trigger).to_owned(),
        pairs,
        about,
        role: None,
        former: false,
    })
}
