//! Adjectives as triggers: "Ankara is critical of", "nations grateful to". In: an adjective of a sentence; out: at most one
//! [`Event`].

use super::event::{Class, Event, pairs_among, product};
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::slots::fill_adjective;
use super::stray::asks;
use super::verbs::{able, touched};
use crate::schema::TriggerClass;
use crate::syntax::{Deprel, Upos, Xpos};

/// The event that adjective `word` says: "Ankara is critical of", "nations grateful to".
pub(super) fn adjective(scene: &Scene, word: usize) -> Option<Event> {
    let tagged = scene.tree.word(word);
    if tagged.upos != Upos::Adj && tagged.xpos != Xpos::Vbn {
        return None;
    }
    let lemma = scene.lemma(word);
    for frame in scene.vocabulary.frames(TriggerClass::Adjective, lemma) {
        let Some(predicate) = scene.vocabulary.predicate(frame.predicate) else { continue };
        // "was encouraged by Chad to": it is asked for something.
        if scene.vocabulary.in_words("feelings", lemma) && asks(scene, word) {
            continue;
        }
        let objects = frame
            .slots
            .iter()
            .map(|slot| fill_adjective(scene, word, slot))
            .find(|f| !f.is_empty())
            .unwrap_or_default();
        let holders = match (tagged.deprel, tagged.head) {
            (Deprel::Amod, Some(noun)) => vec![noun],
            _ => scene.view.subjects(word),
        };
        let subjects: Vec<Filler> = holders.into_iter().flat_map(|w| referents(scene, w, Role::Actor)).collect();
        let subjects = able(scene, &subjects, predicate);
        // "Chad and Niger are united against": with each other.
        let said = tagged.upos == Upos::Adj && scene.tree.child(word, Deprel::Cop).is_some();
        let mutual = predicate.symmetric && objects.is_empty() && subjects.len() > 1 && said;
        let pairs = match mutual && scene.vocabulary.in_words("mutual", lemma) {
            true => pairs_among(&subjects),
            false => product(&subjects, &touched(scene, &objects, predicate)),
        };
        if !pairs.is_empty() {
            return Some(Event {
                predicate: frame.predicate,
                word,
                class: Class::Adjective,
                trigger: lemma.to_owned(),
                pairs,
                about: Vec::new(),
                role: None,
                former: false,
            });
        }
    }
    None
}
