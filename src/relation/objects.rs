//! The objects of a verb, also where the tree hung them elsewhere. In: a verb; out: words.

use super::scene::Scene;
use super::slots::in_class;
use crate::entity::EntityKind;
use crate::syntax::{Deprel, Upos};

/// The words that are acted on: the objects, or the subject of a passive.
pub(super) fn direct(scene: &Scene, verb: usize) -> Vec<usize> {
    let objects = scene.view.undergoers(verb);
    // "Ukraine was given tanks": the surface subject is the receiver, the object the thing.
    if scene.view.is_passive(verb) && scene.tree.child(verb, Deprel::Obj).is_some() {
        return scene.tree.children_by(verb, &[Deprel::Obj]).collect();
    }
    if objects.is_empty() && !scene.view.is_passive(verb) {
        // "criticized, among others, Chad and Peru"
        let others = scene.view.obliques(verb).into_iter();
        let others = others.filter(|(p, w)| p == "among" && matches!(scene.lemma(*w), "other" | "others"));
        let named = others.flat_map(|(_, w)| scene.tree.children_by(w, &[Deprel::Appos, Deprel::Conj]));
        let named: Vec<usize> = named.collect();
        if !named.is_empty() {
            return named;
        }
    }
    // "dismissed as baseless Chad's charges": the noun was read as a part of the verdict.
    if objects.is_empty()
        && !scene.view.is_passive(verb)
        && scene.vocabulary.cues.kept.denials.contains(scene.lemma(verb))
    {
        let verdict = |w: usize| {
            let case = scene.tree.children_by(w, &[Deprel::Case]).find(|&c| scene.form(c) == "as");
            case.is_some_and(|c| scene.tree.children_by(w, &[Deprel::Amod]).any(|a| a == c + 1))
        };
        let judged: Vec<usize> =
            scene.tree.children_by(verb, &[Deprel::Obl]).filter(|&w| w > verb && verdict(w)).collect();
        if !judged.is_empty() {
            return judged;
        }
    }
    // "urged Japan to": an addressee may have been read as an indirect object.
    if objects.is_empty() && !scene.view.is_passive(verb) {
        return scene.tree.children_by(verb, &[Deprel::Iobj]).collect();
    }
    objects
}

/// The words that are given or told something.
pub(super) fn indirect(scene: &Scene, verb: usize) -> Vec<usize> {
    let own: Vec<usize> = scene.tree.children_by(verb, &[Deprel::Iobj]).collect();
    if own.is_empty() && scene.view.is_passive(verb) && scene.tree.child(verb, Deprel::Obj).is_some() {
        return scene.view.subjects(verb);
    }
    if own.is_empty() && !scene.view.is_passive(verb) {
        misread_addressee(scene, verb).or_else(|| misread_receiver(scene, verb)).into_iter().collect()
    } else {
        own
    }
}

/// "granted Peru new loans": without "'s" what stands before the thing is its receiver, however the tree hung it.
fn misread_receiver(scene: &Scene, verb: usize) -> Option<usize> {
    let things = scene.tree.children_by(verb, &[Deprel::Obj]);
    let mut before = things.flat_map(|o| {
        // "granted Haddad asylum"
        let to = scene.view.obliques(verb).into_iter().any(|(p, _)| matches!(p.as_ref(), "to" | "for"));
        let given = in_class(scene, o, "aid") && !to;
        let relations = [Deprel::NmodPoss, Deprel::Compound];
        scene.tree.children_by(o, if given { &relations } else { &relations[..1] }).collect::<Vec<_>>()
    });
    // A body's name before a thing is that of its maker: "Airbus planes".
    let maker = |w: usize| {
        let body = scene.mention(w).and_then(|(id, _)| scene.entity(id));
        body.is_none_or(|e| e.kind == EntityKind::Organization) && scene.tree.word(w).deprel == Deprel::Compound
    };
    let named =
        |w: usize| scene.tree.word(w).upos == Upos::Propn && scene.tree.child(w, Deprel::Case).is_none() && !maker(w);
    before.find(|&w| scene.tree.extent(w).start == verb + 1 && named(w))
}

/// "told The Times she was worried", "told the council the vote was near": without "that" the addressee is often read as
/// a subject of the clause that follows it.
fn misread_addressee(scene: &Scene, verb: usize) -> Option<usize> {
    let clause = scene.tree.children_by(verb, &[Deprel::Ccomp]).find(|&c| c > verb)?;
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
    let first = scene.tree.children_by(clause, &subjects).find(|&s| s > verb && s < clause)?;
    let next = scene.tree.extent(first);
    let after = scene.tree.children_by(clause, &subjects).any(|s| s >= next.end && s < clause);
    (next.start == verb + 1 && after && next.end <= clause).then_some(first)
}
