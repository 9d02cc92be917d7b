//! Who takes part in a talk or journey that the sentence mentions beside something else. In: a noun of talking or
//! travelling without a subject of its own; out: those whom the words around it name.

use super::bearers::subject_phrases;
use super::nouns::{before, is_body, measured, support};
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::actors;
use crate::syntax::{Deprel, Upos};

/// Who takes part in a talk or journey that only the circumstances mention: "said in a call with Putin", "arrived for
/// talks with", "a trip by Johnson to Kyiv for talks with".
pub(super) fn companions(scene: &Scene, noun: usize) -> Vec<Filler> {
    // "after weeks of talks with"
    let top = measured(scene, scene.view.first_conjunct(noun));
    let word = scene.tree.word(top);
    // "talks bringing together the leaders of", "the summit gathers the leaders of"
    let clauses = scene.tree.children_by(top, &[Deprel::Acl, Deprel::AclRelcl]);
    let subject = word.head.filter(|_| word.deprel == Deprel::Nsubj);
    let mut gathering = clauses.chain(subject).filter(|&v| scene.vocabulary.in_words("gathering", scene.lemma(v)));
    if let Some(verb) = gathering.next() {
        let objects = scene.view.objects(verb).into_iter().filter(|&o| o != top);
        let guests: Vec<Filler> = objects.flat_map(|w| referents(scene, w, Role::Undergoer)).collect();
        if guests.len() > 1 {
            return guests;
        }
    }
    let Some(head) = word.head else { return Vec::new() };
    match word.deprel {
        Deprel::Obl | Deprel::Advcl => {
            let near = !matches!(
                scene.view.preposition(top).as_deref(),
                None | Some("despite" | "of" | "by" | "against" | "to" | "as")
            );
            if !near {
                return Vec::new();
            }
            // "brought both together for talks": those who are brought talk.
            let brought = scene.vocabulary.in_words("gathering", scene.lemma(head))
                && scene.view.preposition(top).as_deref() == Some("for");
            let objects: Vec<Filler> = (scene.view.objects(head).into_iter().filter(|_| brought))
                .flat_map(|w| referents(scene, w, Role::Undergoer))
                .collect();
            if objects.len() > 1 {
                return objects;
            }
            let found = actors(scene, head);
            let passive =
                || scene.view.undergoers(head).into_iter().flat_map(|w| referents(scene, w, Role::Actor)).collect();
            if found.is_empty() && scene.view.is_passive(head) { passive() } else { found }
        }
        // "characterized the call with": the subject of whatever verb has the talk as its object.
        Deprel::Obj if scene.tree.word(head).upos == Upos::Verb => match actors(scene, head) {
            // "his schedule includes talks with"
            found if found.is_empty() && scene.vocabulary.in_words("listing", scene.lemma(head)) => {
                let things = scene.view.subjects(head).into_iter();
                let owners = things.flat_map(|w| scene.tree.children_by(w, &[Deprel::NmodPoss]).collect::<Vec<_>>());
                owners.flat_map(|w| referents(scene, w, Role::Actor)).collect()
            }
            // Who brokers a deal is no party to it.
            _ if scene.vocabulary.in_words("mediating", scene.lemma(head)) => Vec::new(),
            found => found,
        },
        // "Japan and Korea in talks", as headlines have it
        Deprel::Nmod
            if scene.view.preposition(top).as_deref() == Some("in")
                && scene.tree.word(head).deprel == Deprel::Root
                && scene.mention(head).is_some() =>
        {
            referents(scene, head, Role::Actor)
        }
        Deprel::Nmod => match scene.view.preposition(top).as_deref() {
            // "Haddad, on a visit to Chad, said"
            Some("on") if scene.vocabulary.in_class("journey", scene.lemma(top)) => travellers(scene, head),
            Some("for" | "in" | "during" | "after" | "following" | "at") => {
                let found = subject_phrases(scene, head);
                let found = if found.is_empty() { before(scene, head) } else { found };
                let found = if found.is_empty() { travellers(scene, head) } else { found };
                if found.is_empty() {
                    support(scene, head).map(|s| actors(scene, s.verb)).unwrap_or_default()
                } else {
                    found
                }
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A person above the phrase: "a trip by Johnson to Kyiv for talks", hung one from another.
fn travellers(scene: &Scene, word: usize) -> Vec<Filler> {
    let chain = scene.tree.ancestors(word).take_while(|&a| scene.tree.word(a).upos != Upos::Verb).take(3);
    let mentions = chain.filter_map(|a| scene.mention(a).map(|(entity, _)| Filler { entity, word: a, direct: true }));
    mentions.filter(|&f| !is_body(scene, f)).take(1).collect()
}
