//! What the text has been speaking of: for "criticized the move" the one who has acted most. In: the sentences in order; out: each
//! sentence's memory of those before.

use super::acts;
use super::conditions::supposed;
use super::deeds::{Deed, acting, owned};
use super::phrase::{Role, mentioned, referents};
use super::reported::reports;
use super::scene::{Names, Scene};
use super::verbs;
use crate::document::Document;
use crate::entity::{Entities, EntityId};
use crate::schema::Vocabulary;
use crate::syntax::{Deprel, Tree, Upos};
use crate::text::{SentenceKind, Text};
use std::collections::BTreeMap;

/// How many sentences back somebody was named who is still spoken of.
const SPOKEN: usize = 3;

/// How many sentences back the one was named whom the text is about.
const ABOUT: usize = 10;

/// How often, at least, somebody has acted whom the text is about.
const THEME: usize = 3;

/// How many acts are remembered, so that a long text is read in time that grows with its length.
pub(super) const MEMORY: usize = 30;

/// The sentences of a document, none for boilerplate and what has no tree, each with its memory.
pub(super) fn scenes<'a>(
    document: &'a Document,
    text: &'a Text,
    trees: &'a [Tree],
    entities: &'a Entities,
    vocabulary: &'a Vocabulary,
    names: &'a Names,
) -> Vec<Option<Scene<'a>>> {
    let mut scenes: Vec<_> = (text.sentences.iter().zip(trees).enumerate())
        .map(|(number, (sentence, tree))| {
            let readable = sentence.kind != SentenceKind::Boilerplate && !tree.is_empty();
            readable.then(|| {
                let mut scene = Scene::new(document, text, entities, vocabulary, number, tree, names);
                scene.supposed = supposed(&scene);
                scene
            })
        })
        .collect();
    follow(&mut scenes);
    scenes
}

/// Gives each sentence the actors and the entities of those before it.
fn follow(scenes: &mut [Option<Scene>]) {
    // How often each has acted, the latest first among equals; and where each was named last.
    let mut actors: Vec<(usize, EntityId)> = Vec::new();
    let mut named: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut acted = None;
    let mut deeds: Vec<Deed> = Vec::new();
    let mut spoken_of: Vec<EntityId> = Vec::new();
    let mut said: Vec<EntityId> = Vec::new();
    let mut struck = None;
    let mut written = None;
    let mut ruled = None;
    for scene in scenes.iter_mut().flatten() {
        scene.struck = struck;
        scene.written = written;
        scene.ruled = ruled;
        ruled = acts::ruling(scene, scene.tree.len()).map(|judge| (scene.number, judge)).or(ruled);
        written = author(scene).map(|author| (scene.number, author)).or(written);
        struck = acts::struck(scene).map(|victim| (scene.number, victim)).or(struck);
        let lately = |e: EntityId, reach: usize| named.get(&e).is_some_and(|&at| scene.number - at <= reach);
        scene.actors = actors.iter().filter(|&&(n, e)| n > 1 && lately(e, SPOKEN)).map(|&(_, e)| e).collect();
        let second = actors.get(1).map_or(0, |&(count, _)| count);
        let first = actors.first().filter(|&&(count, e)| count >= THEME && count >= 2 * second && lately(e, ABOUT));
        scene.theme = first.map(|&(_, e)| e);
        scene.acted.clone_from(&acted);
        scene.deeds.clone_from(&deeds);
        acted = acting(scene).map(|doers| (scene.number, doers)).or(acted);
        deeds.extend(owned(scene));
        deeds.drain(..deeds.len().saturating_sub(MEMORY));
        scene.spoken_of.clone_from(&spoken_of);
        scene.said_before.clone_from(&said);
        let Some(root) = scene.tree.root() else { continue };
        let speakers = speakers(scene);
        let sayers = (0..scene.tree.len()).filter(|&w| reports(scene, w)).flat_map(|verb| verbs::actors(scene, verb));
        said = sayers.map(|f| f.entity).collect();
        said.sort_unstable();
        said.dedup();
        let others = mentioned(scene, root, &[]).into_iter().map(|f| f.entity);
        let others: Vec<EntityId> = others.collect();
        named.extend(others.iter().map(|&e| (e, scene.number)));
        spoken_of = others.into_iter().filter(|e| !speakers.contains(e)).collect();
        let subjects = scene.view.subjects(root).into_iter().flat_map(|w| referents(scene, w, Role::Actor));
        for filler in subjects.collect::<Vec<_>>().into_iter().rev() {
            let before = actors.iter().position(|&(_, a)| a == filler.entity).map_or(0, |at| actors.remove(at).0);
            actors.insert(0, (before + 1, filler.entity));
        }
        actors.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
        actors.truncate(MEMORY);
    }
}

/// The one author of the last document that the sentence tells of: "a U.N. report", "in a statement, Chad said".
fn author(scene: &Scene) -> Option<EntityId> {
    let document =
        |&w: &usize| scene.tree.word(w).upos == Upos::Noun && scene.vocabulary.in_words("writings", scene.lemma(w));
    let last = (0..scene.tree.len()).rev().find(document)?;
    let mut authors = referents(scene, last, Role::Actor);
    let word = scene.tree.word(last);
    if let (true, Deprel::Obl, Some(verb)) = (authors.is_empty(), word.deprel, word.head) {
        let says = scene.view.preposition(last).as_deref() == Some("in") && reports(scene, verb);
        authors.extend(verbs::actors(scene, verb).into_iter().filter(|_| says));
    }
    match authors[..] {
        [author] => Some(author.entity),
        _ => None,
    }
}

/// Those who say something in the sentence, with all that their phrases name ("Yilmaz, the minister of Turkey, said").
fn speakers(scene: &Scene) -> Vec<EntityId> {
    let cues = (0..scene.tree.len()).filter(|&w| reports(scene, w));
    // A name beside the subject may hang from the verb: "the minister Yilmaz said".
    let phrases = cues.flat_map(|verb| scene.tree.children_by(verb, &[Deprel::Nsubj]).chain(scene.view.actors(verb)));
    phrases.flat_map(|word| mentioned(scene, word, &[])).map(|f| f.entity).collect()
}
