//! Whose an act is that the text only points at: "condemned the attack", "called the move a farce", "killed in the
//! airstrike". In: a noun without an owner and what the sentences before told; out: who did it, or nobody where the text
//! leaves a choice.

use super::event::Event;
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use crate::entity::EntityId;
use crate::syntax::{Upos, Xpos};

/// An attack that the text has told of as a fact: who made it, and the words that call it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attack {
    sentence: usize,
    by: EntityId,
    /// Each with whether it is plural: one attack is not "the attacks".
    words: Vec<(String, bool)>,
}

impl Attack {
    /// The attack that `event` tells of, made by `by`: by its trigger, and by the acts that it happened in ("killed in an
    /// airstrike").
    pub fn new(scene: &Scene, event: &Event, by: EntityId) -> Self {
        let acts = scene.view.obliques(event.word).into_iter().map(|(_, word)| word).filter(|&w| is_violent(scene, w));
        let words = std::iter::once(event.word).chain(acts).map(|w| (called(scene, w), is_plural(scene, w)));
        Self { sentence: scene.number, by, words: words.collect() }
    }

    fn is_called(&self, name: &str, plural: bool) -> bool {
        self.words.iter().any(|(word, many)| *many == plural && alike(word, name))
    }
}

/// How many letters the names of one act share: "bomb", "bombing"; "invade", "invasion".
const SHARED: usize = 4;

/// Whether both words may call one act: "strike" and "airstrike", "bomb" and "bombing".
fn alike(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    one.ends_with(other) || other.ends_with(one) || same >= SHARED
}

/// What the word calls the act: "air strike" is an airstrike.
fn called(scene: &Scene, word: usize) -> String {
    let lemma = scene.lemma(word);
    match word.checked_sub(1).filter(|&w| scene.form(w) == "air") {
        Some(_) => format!("air{lemma}"),
        None => lemma,
    }
}

fn is_plural(scene: &Scene, word: usize) -> bool {
    matches!(scene.tree.word(word).xpos, Xpos::Nns | Xpos::Nnps)
}

fn is_violent(scene: &Scene, word: usize) -> bool {
    scene.vocabulary.in_class("killing", &scene.lemma(word))
}

/// Whether the noun points at something known: "the airstrike", "this decision".
fn is_known(scene: &Scene, word: usize) -> bool {
    let the = |d: &usize| matches!(scene.lemma(*d).as_str(), "the" | "this" | "that" | "these" | "those" | "such");
    scene.tree.children(word).iter().any(|d| *d < word && scene.tree.word(*d).upos == Upos::Det && the(d))
}

/// Who made the known attack `word`: that of the nearest attack which was called so, else whoever made all attacks that
/// the text has told of.
fn attacker(scene: &Scene, word: usize) -> Option<EntityId> {
    let (name, plural) = (called(scene, word), is_plural(scene, word));
    let so_called = scene.attacks.iter().rev().filter(|a| a.is_called(&name, plural));
    let near = so_called.clone().next().map(|a| a.sentence);
    let mut makers: Vec<EntityId> = match near {
        Some(sentence) => so_called.take_while(|a| a.sentence == sentence).map(|a| a.by).collect(),
        None => scene.attacks.iter().map(|a| a.by).collect(),
    };
    makers.sort_unstable();
    makers.dedup();
    <[EntityId; 1]>::try_from(makers).ok().map(|[one]| one)
}

/// The agent of the passive `verb` without one, where the act that it happened in has an owner: "killed in an Israeli
/// strike", "killed in the airstrike".
pub(super) fn by_act(scene: &Scene, verb: usize) -> Vec<Filler> {
    let acts = scene.view.obliques(verb).into_iter().filter(|(p, _)| matches!(p.as_str(), "in" | "during" | "by"));
    let act = |w: &usize| scene.vocabulary.in_words("acts", &scene.lemma(*w)) || is_violent(scene, *w);
    let acts: Vec<usize> = acts.map(|(_, word)| word).filter(act).collect();
    let owners: Vec<Filler> = acts.iter().flat_map(|&word| super::nouns::before(scene, word)).collect();
    match acts.first() {
        Some(&word) if owners.is_empty() && is_known(scene, word) => {
            attacker(scene, word).map(|entity| Filler { entity, word, direct: false }).into_iter().collect()
        }
        _ => owners,
    }
}

/// Whom the phrase headed by `word` stands for, as the object of `subjects`; where it is a known act without an owner ("the
/// move"), the one who did it.
pub(super) fn acted_on(scene: &Scene, word: usize, subjects: &[Filler], role: Role) -> Vec<Filler> {
    let found = referents(scene, word, role);
    let act = scene.vocabulary.in_words("acts", &scene.lemma(word));
    // "the attack on the embassy": what names its victim is a known act of somebody not named.
    let aimed =
        scene.view.noun_phrases(word).into_iter().any(|(_, w)| !referents(scene, w, Role::Undergoer).is_empty());
    if !found.is_empty() || !act || !is_known(scene, word) || aimed {
        return found;
    }
    let maker = if is_violent(scene, word) { attacker(scene, word) } else { doer(scene, subjects) };
    let maker = maker.filter(|m| !subjects.iter().any(|s| s.entity == *m));
    maker.map(|entity| Filler { entity, word, direct: false }).into_iter().collect()
}

/// Who has acted most in the sentences before, besides `subjects`.
pub(super) fn doer(scene: &Scene, subjects: &[Filler]) -> Option<EntityId> {
    scene.actors.iter().copied().find(|a| !subjects.iter().any(|s| s.entity == *a))
}
