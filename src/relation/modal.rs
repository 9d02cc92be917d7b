//! Demands without a verb of demanding: "must", "should" and "has to" in somebody's mouth are that speaker's urging.

use super::event::{Class, Event, product};
use super::phrase::{Role, mentioned, referents};
use super::scene::{Filler, Scene};
use super::stance::stance;
use super::{Modality, Polarity};
use crate::entity::EntityId;
use crate::syntax::{Deprel, Upos};

/// The demand that the verb `verb` carries, said by `speaker`.
pub(super) fn event(scene: &Scene, verb: usize, speaker: Filler) -> Option<Event> {
    let auxiliaries = scene.tree.children_by(verb, &[Deprel::Aux]);
    let must = auxiliaries.into_iter().find(|&a| matches!(scene.lemma(a).as_str(), "must" | "should"));
    let has_to = || {
        let xcomp = scene.tree.child(verb, Deprel::Xcomp)?;
        let needs = matches!(scene.lemma(verb).as_str(), "have" | "need") && scene.tree.word(verb).upos == Upos::Verb;
        (needs && scene.view.mark(xcomp).as_deref() == Some("to")).then_some(verb)
    };
    let trigger = must.or_else(has_to)?;
    // "If X should attack" demands nothing.
    let conditional = scene.view.mark(verb).is_some_and(|m| scene.vocabulary.cues.conditions.contains(&m));
    if conditional || scene.view.is_passive(verb) {
        return None;
    }
    let objects: Vec<Filler> = (scene.view.subjects(verb).into_iter())
        .flat_map(|w| referents(scene, w, Role::Actor))
        .filter(|f| f.entity != speaker.entity)
        .collect();
    let pairs = product(&[speaker], &objects);
    let taken: Vec<_> = objects.iter().map(|o| o.entity).chain([speaker.entity]).collect();
    let about = mentioned(scene, verb, &[]).into_iter().map(|f| f.entity).filter(|e| !taken.contains(e)).collect();
    let predicate = scene.vocabulary.number("urged")?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word: trigger,
        class: Class::Modal,
        trigger: scene.lemma(trigger),
        pairs,
        about,
        role: None,
        former: false,
    })
}

/// A hostile act that its own subject announces is a threat: "said it would shell", "will retaliate, X said".
pub(super) fn threat(scene: &Scene, event: &Event, speaker: Option<EntityId>) -> Option<Event> {
    let plover = scene.vocabulary.predicate(event.predicate)?.plover.as_deref()?;
    let hostile = matches!(plover, "SANCTION" | "ASSAULT" | "COERCE");
    let pairs: Vec<_> = event.pairs.iter().filter(|(s, o)| Some(s.entity) == speaker && o.is_some()).copied().collect();
    if !hostile || pairs.is_empty() || scene.tree.word(event.word).upos != Upos::Verb {
        return None;
    }
    // What is said already to be threatened needs no inference, what is denied is none.
    let (polarity, modality) = stance(scene, event.word);
    let said = super::attribution::speaker(scene, event.word);
    let neutral = match said {
        super::attribution::Speaker::Named(_, cue) => matches!(
            scene.lemma(cue).as_str(),
            "say" | "state" | "announce" | "declare" | "vow" | "tell" | "add" | "warn"
        ),
        _ => false,
    };
    let predicate = scene.vocabulary.number("threatened")?;
    // Announced sanctions are sanctions, unless something is asked for.
    let clauses = scene.tree.children_by(event.word, &[Deprel::Advcl]);
    let condition = clauses
        .into_iter()
        .any(|c| scene.view.mark(c).is_some_and(|m| m == "until" || scene.vocabulary.cues.conditions.contains(&m)));
    if plover == "SANCTION" && !condition {
        return None;
    }
    let own =
        scene.tree.children_by(event.word, &[Deprel::Aux]).any(|a| matches!(scene.form(a).as_str(), "would" | "will"));
    (neutral && own && polarity == Polarity::Affirmed && modality != Modality::Actual).then(|| Event {
        predicate,
        class: Class::Modal,
        pairs,
        trigger: format!("would {}", event.trigger),
        about: Vec::new(),
        ..event.clone()
    })
}
