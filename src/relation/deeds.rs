//! Who did the known act that the text only points at: "criticized the move", "called the plan a farce". In: the sentences
//! before, and those who speak of the act; out: whoever the act was said to be of, else whoever acted last.

use super::phrase::{Role, referents};
use super::reported::reports;
use super::scene::{Filler, Scene};
use crate::entity::{EntityId, EntityKind};
use crate::schema::TriggerClass;
use crate::syntax::{Deprel, Upos};

/// How many sentences back the act may have been told, and told by its own name.
const LATE: usize = 2;
const NAMED: usize = 3;

/// An act that a sentence calls by a noun and says whose it is: "the League's decision".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deed {
    sentence: usize,
    noun: String,
    by: EntityId,
}

/// The acts that the sentence says somebody's, each with the one whose it is.
pub(super) fn owned<'a>(scene: &'a Scene) -> impl Iterator<Item = Deed> + 'a {
    (0..scene.tree.len()).filter_map(|word| {
        let by = owner(scene, word)?;
        Some(Deed { sentence: scene.number, noun: scene.lemma(word).to_owned(), by })
    })
}

/// Whose the act that the noun `word` names is said to be, if it is one entity's.
fn owner(scene: &Scene, word: usize) -> Option<EntityId> {
    let listed = |list: &str| scene.vocabulary.in_words(list, scene.lemma(word));
    if scene.tree.word(word).upos != Upos::Noun || !(listed("acts") || listed("documents")) {
        return None;
    }
    match referents(scene, word, Role::Undergoer)[..] {
        [one] => Some(one.entity),
        _ => None,
    }
}

/// Those who do something in the sentence: the subjects of what it tells, not those who tell it, but of a proposal or a
/// demand those who make it. None where it only happens that something is done or is so, as at a quotation.
pub(super) fn acting(scene: &Scene) -> Option<Vec<EntityId>> {
    let root = scene.tree.root()?;
    let asks = || scene.tells(TriggerClass::Verb, scene.lemma(root), |p| p.name == "urged" || p.name == "threatened");
    // To judge an act is none that others judge: "Chad denounced the trip, and Peru the visit".
    if scene.vocabulary.in_words("commending", scene.lemma(root)) {
        return None;
    }
    let told: Vec<usize> = match reports(scene, root) && !asks() {
        true => scene.tree.children_by(root, &[Deprel::Ccomp]).filter(|&c| !reports(scene, c)).collect(),
        false => vec![root],
    };
    let subjects = told.iter().flat_map(|&verb| scene.view.actors(verb));
    let mut found: Vec<EntityId> = subjects.flat_map(|w| referents(scene, w, Role::Actor)).map(|f| f.entity).collect();
    found.sort_unstable();
    found.dedup();
    (!told.is_empty()).then_some(found)
}

/// Who did the act that `word` points at, or that "it" stands for where there is none, other than `subjects`: whose it was
/// said to be, else the one that the text is about, who acted just before, or who has been acting most; nobody where the
/// text leaves a choice, or where it is their own.
pub(super) fn doer(scene: &Scene, word: Option<usize>, subjects: &[Filler]) -> Option<EntityId> {
    let body = |s: &Filler| scene.entity(s.entity).is_some_and(|e| e.kind == EntityKind::Organization);
    let own = |e: EntityId| {
        let same = |s: &Filler| s.entity == e || scene.home(e) == Some(s.entity);
        subjects.iter().any(|s| same(s) || body(s) && scene.home(s.entity) == Some(e))
    };
    if let Some(word) = word {
        let lemma = scene.lemma(word);
        let here = (0..word).rev().filter(|&w| scene.lemma(w) == lemma).find_map(|w| owner(scene, w));
        let before = || {
            let near = |d: &&Deed| scene.number - d.sentence <= NAMED && d.noun == lemma;
            scene.deeds.iter().rev().find(near).map(|d| d.by)
        };
        if let Some(by) = here.or_else(before) {
            return Some(by).filter(|&by| !own(by));
        }
        if is_own(scene, word, subjects) {
            return None;
        }
    }
    // "He said the tax was unfair. Peru rejected the claim".
    let spoken = |word: usize| scene.vocabulary.in_words("sayings", scene.lemma(word));
    if word.is_some_and(spoken) {
        let mut others = scene.said_before.iter().copied().filter(|&e| !own(e));
        if let (Some(one), None) = (others.next(), others.next()) {
            return Some(one);
        }
    }
    if let Some(theme) = scene.theme.filter(|&theme| !own(theme)) {
        return Some(theme);
    }
    let (number, last) = scene.acted.as_ref().filter(|(number, _)| scene.number - number <= LATE)?;
    let last = <[EntityId; 1]>::try_from(last.as_slice()).ok().map(|[one]| one);
    let just = last.filter(|_| scene.number - number < LATE);
    let most = scene.actors.iter().copied().find(|&e| !own(e));
    just.or(most).or(last).filter(|&one| !own(one))
}

/// "King Roe took power, saying the move was necessary": whether the act is what the main clause tells of those who judge it.
fn is_own(scene: &Scene, word: usize, subjects: &[Filler]) -> bool {
    let judged = matches!(scene.tree.word(word).deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let Some(root) = scene.tree.root().filter(|&root| judged && root < word && !reports(scene, root)) else {
        return false;
    };
    let actors = scene.view.actors(root).into_iter().flat_map(|w| referents(scene, w, Role::Actor));
    scene.tree.word(root).upos == Upos::Verb
        && actors.into_iter().any(|a| subjects.iter().any(|s| s.entity == a.entity))
}
