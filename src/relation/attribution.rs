//! Who says so: the innermost speaker of a word. In: a word of a sentence; out: the speaker, found in the tree (reported
//! speech, "according to") or in the quotation that the word stands in.

use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::actors;
use crate::syntax::{Deprel, Upos};

/// What is known of the speaker of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// Nobody is said to say it.
    Narrator,
    /// Somebody who is no entity ("officials said").
    Unnamed,
    /// An entity, and the word that reports it.
    Named(Filler, usize),
}

/// The innermost speaker of `word` in its sentence.
pub(super) fn speaker(scene: &Scene, word: usize) -> Speaker {
    let mut at = word;
    for step in 0..=scene.tree.len() {
        let own = step == 0 && scene.tree.word(at).upos == Upos::Verb && is_report(scene, at);
        if let Some(found) = beside(scene, at).filter(|_| !own) {
            return found;
        }
        let tagged = scene.tree.word(at);
        let Some(head) = tagged.head else { break };
        if is_aside(scene, at) {
            return Speaker::Narrator;
        }
        let content = match tagged.deprel {
            Deprel::Ccomp => !stands_before(scene, word, at, head),
            Deprel::Xcomp => speaks_of_infinitive(scene, head),
            Deprel::Obj => scene.tree.word(at).upos == Upos::Noun && at != word || is_announced(scene, head),
            // "warned of an attack", not "said after an attack"
            Deprel::Obl => {
                let topic = scene.view.preposition(at);
                topic.is_some_and(|p| {
                    matches!(p.as_ref(), "of" | "about" | "on" | "against" | "over" | "to" | "for" | "in")
                }) && (scene.tree.word(at).upos == Upos::Noun && at != word || is_announced(scene, head))
            }
            Deprel::Advcl => {
                !scene.view.is_circumstance(at)
                    && scene.view.mark(at).is_some_and(|m| matches!(m.as_ref(), "of" | "against" | "to" | "for"))
            }
            // "told the council that ..." may hang from the council.
            Deprel::Acl if scene.view.is_finite(at) && scene.view.mark(at).as_deref() == Some("that") => {
                let above = scene
                    .tree
                    .word(head)
                    .head
                    .filter(|&v| scene.tree.word(v).upos == Upos::Verb && is_report(scene, v));
                if let Some(verb) = above {
                    return named(scene, verb);
                }
                is_report_noun(scene, head)
            }
            Deprel::Acl => is_report_noun(scene, head),
            _ => false,
        };
        if content && scene.tree.word(head).upos == Upos::Verb && is_report(scene, head) {
            return named(scene, head);
        }
        if content
            && scene.tree.word(head).upos == Upos::Noun
            && scene.vocabulary.cues.report_nouns.contains(scene.lemma(head))
        {
            let owners = referents(scene, head, Role::Undergoer);
            let before = owners.first().filter(|o| o.word < head);
            return match before {
                Some(&owner) => Speaker::Named(owner, head),
                None => from_support(scene, head),
            };
        }
        at = head;
    }
    elsewhere(scene, word).unwrap_or(Speaker::Narrator)
}

/// The source of a whole sentence, wherever the tree hung it: "according to X", and ", X said" at its end.
fn elsewhere(scene: &Scene, word: usize) -> Option<Speaker> {
    let according = |w: &usize| {
        scene.is_nominal(*w)
            && scene.view.preposition(*w).is_some_and(|p| scene.vocabulary.cues.according.contains(&*p))
    };
    if let Some(source) = *scene.source.get_or_init(|| (0..scene.tree.len()).find(according)) {
        let found = referents(scene, source, Role::Undergoer);
        let own = scene.tree.is_under(word, source);
        return (!own).then(|| found.first().map_or(Speaker::Unnamed, |&f| Speaker::Named(f, source)));
    }
    let (last, subject) = (*scene.closing.get_or_init(|| closing(scene)))?;
    (word < subject).then(|| named(scene, last))
}

/// The verb of ", X said" at the end of the sentence, and where X begins.
fn closing(scene: &Scene) -> Option<(usize, usize)> {
    let last = (0..scene.tree.len()).rev().take(12).find(|&w| {
        // "..., he told the council": what is told stands before.
        let says = scene.vocabulary.in_words("closing", scene.lemma(w));
        says && scene.view.is_finite(w) && scene.tree.child(w, Deprel::Ccomp).is_none_or(|c| c < w)
    })?;
    let subject =
        scene.view.subjects(last).into_iter().map(|s| scene.tree.extent(s).start).filter(|&s| s + 10 > last).min()?;
    let comma = subject.checked_sub(1).is_some_and(|w| matches!(scene.form(w), "," | "\u{201d}" | "\""));
    (comma && subject < last).then_some((last, subject))
}

/// The claim's speaker is the subject of the verb that makes it: "made allegations that".
fn from_support(scene: &Scene, noun: usize) -> Speaker {
    let word = scene.tree.word(noun);
    match (word.deprel, word.head) {
        (Deprel::Obj, Some(verb)) if scene.vocabulary.in_words("support", scene.lemma(verb)) => named(scene, verb),
        _ => Speaker::Unnamed,
    }
}

/// Whether `word` stands before the speaker though the clause `clause` that it was hung from stands behind `verb`: "During a
/// visit to Oslo, she said that NATO would help."
fn stands_before(scene: &Scene, word: usize, clause: usize, verb: usize) -> bool {
    let subjects = scene.view.subjects(verb).into_iter().map(|s| scene.tree.extent(s).start);
    let start = subjects.filter(|&s| s < verb).min().unwrap_or(verb);
    clause > verb && word < start
}

/// Whether `clause` is a relative clause between commas: what it tells of its noun the writer tells, not whoever speaks
/// (C. Potts, The Logic of Conventional Implicatures, 2005).
fn is_aside(scene: &Scene, clause: usize) -> bool {
    let start = || scene.tree.extent(clause).start;
    // "a charge that Niger denies", in apposition
    let sums_up = scene.tree.word(clause).head.is_some_and(|noun| scene.tree.word(noun).deprel == Deprel::Appos);
    scene.tree.word(clause).deprel == Deprel::AclRelcl && {
        if sums_up {
            return true;
        }
        let first = (start()..clause).find(|&w| scene.view.is_relative(w));
        first.and_then(|w| w.checked_sub(1)).is_some_and(|w| scene.form(w) == ",")
    }
}

fn is_report_noun(scene: &Scene, head: usize) -> bool {
    scene.vocabulary.cues.report_nouns.contains(scene.lemma(head))
}

fn is_report(scene: &Scene, verb: usize) -> bool {
    scene.vocabulary.cues.report_verbs.contains(scene.lemma(verb))
}

/// Verbs of saying whose infinitive is what is said: "threatened to", "urged him to", not "continued to".
/// In the passive ("is said to have") only a by-phrase is a speaker.
fn speaks_of_infinitive(scene: &Scene, verb: usize) -> bool {
    let (lemma, cues) = (scene.lemma(verb), &scene.vocabulary.cues);
    let active = || !scene.view.is_passive(verb) && !scene.view.actors(verb).is_empty();
    !cues.deed_verbs.contains(lemma) && (!cues.raising_verbs.contains(lemma) || active())
}

/// "announced sanctions", "denied plans", "threatened an attack": the object of some verbs of saying is what is said.
fn is_announced(scene: &Scene, verb: usize) -> bool {
    scene.vocabulary.cues.content_verbs.contains(scene.lemma(verb))
}

fn named(scene: &Scene, verb: usize) -> Speaker {
    match actors(scene, verb).first() {
        Some(&filler) => Speaker::Named(filler, verb),
        None => Speaker::Unnamed,
    }
}

/// A reporting clause beside the clause of `at`: "..., Lavrov said", "as Lavrov put it", "according to".
fn beside(scene: &Scene, at: usize) -> Option<Speaker> {
    for &child in scene.tree.children(at) {
        match scene.tree.word(child).deprel {
            Deprel::Parataxis | Deprel::Advcl => {
                let lemma = scene.lemma(child);
                let cues = &scene.vocabulary.cues;
                let content =
                    scene.tree.children_by(child, &[Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj]).next().is_some();
                let reports = match scene.tree.word(child).deprel {
                    Deprel::Parataxis => cues.report_verbs.contains(lemma),
                    _ => cues.aside_verbs.contains(lemma) && scene.view.mark(child).as_deref() == Some("as"),
                };
                if reports && !content {
                    return Some(named(scene, child));
                }
            }
            Deprel::Obl | Deprel::Advmod | Deprel::Nmod => {
                let preposition = scene.view.preposition(child);
                if preposition.as_ref().is_some_and(|p| scene.vocabulary.cues.according.contains(&**p)) {
                    let found = referents(scene, child, Role::Undergoer);
                    return Some(found.first().map_or(Speaker::Unnamed, |&f| Speaker::Named(f, child)));
                }
            }
            _ => {}
        }
    }
    None
}
