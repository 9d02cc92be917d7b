//! What only looks like a trigger: "called off" is no call, "asked why" no request, "defending champion" no defence. In: a
//! verb and a frame of the vocabulary; out: whether the verb says something else here.

use super::phrase::{Role, referents};
use super::scene::Scene;
use crate::schema::{Frame, Place};
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;

/// Whether `verb` says something else here than `frame` does.
pub(super) fn is_stray(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    stray_particle(scene, verb, frame)
        || is_preposition(scene, verb, frame)
        || is_question(scene, verb, frame)
        || is_naming(scene, verb, frame)
        || is_feeling(scene, verb, frame)
        || is_date(scene, verb, frame)
}

/// Whether `verb` says nothing that any frame does.
pub(super) fn is_idle(scene: &Scene, verb: usize) -> bool {
    is_attributive(scene, verb) || is_win(scene, verb) || is_result(scene, verb)
}

/// "left three people dead": nobody goes.
fn is_result(scene: &Scene, verb: usize) -> bool {
    let state = |c: usize| matches!(scene.tree.word(c).upos, Upos::Adj | Upos::Verb) && c > verb;
    let below = scene
        .tree
        .children_by(verb, &[Deprel::Obj])
        .flat_map(|o| scene.tree.children_by(o, &[Deprel::Amod]).filter(move |&a| a > o));
    let mut results = scene.tree.children_by(verb, &[Deprel::Xcomp]).chain(below);
    scene.lemma(verb) == "leave" && scene.tree.child(verb, Deprel::Obj).is_some() && results.any(state)
}

/// "routed its rival in the election": nobody is attacked.
fn is_win(scene: &Scene, verb: usize) -> bool {
    let contest = |(p, w): &(Cow<str>, usize)| {
        let lemma = scene.lemma(*w);
        let listed = scene.vocabulary.in_class("election", lemma) || scene.vocabulary.in_words("contests", lemma);
        p == "in" && listed
    };
    let rival = |o: usize| !referents(scene, o, Role::Undergoer).is_empty();
    scene.vocabulary.in_words("winning", scene.lemma(verb))
        && scene.view.undergoers(verb).into_iter().any(rival)
        && scene.view.obliques(verb).iter().any(contest)
}

/// "called on Friday for", "called him on Monday": a day is not called on, and nobody without something that he is to do.
fn is_date(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    let phrase = |(p, w): &(Cow<str>, usize)| p == "on" && !scene.view.is_time(*w);
    let bare = frame.slots.iter().any(|s| s.place == Place::Nothing);
    let called = || {
        let whom = scene.view.obliques(verb).iter().any(phrase) && scene.tree.child(verb, Deprel::Obj).is_none();
        whom && asks(scene, verb)
    };
    bare && frame.beside == ["on"] && !called()
}

/// "takes Canada to court over tariffs" takes nothing over: whether the frame's particle is a preposition here, behind the
/// object.
fn is_preposition(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    let [particle] = frame.beside.as_slice() else { return false };
    let object = scene.tree.child(verb, Deprel::Obj);
    matches!(particle.as_str(), "over" | "off" | "up" | "down" | "out")
        && scene.view.particle(verb).is_none()
        && object.is_some_and(|o| {
            let phrase = |&(ref p, w): &(Cow<str>, usize)| p == particle && w > o + 1 && o > verb;
            scene.view.obliques(verb).iter().any(phrase)
        })
}

/// A phrasal verb is not its simple verb: "called off" does not call.
fn stray_particle(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    scene.view.particle(verb).is_some_and(|p| {
        let slot = frame.slots.iter().any(|s| matches!(&s.place, Place::Preposition(word) if *word == p));
        !frame.has_beside(p) && !slot && frame.lemma != "meet"
    })
}

/// "called Kone a new Nero": whom one calls something is not called up.
fn is_naming(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    if !scene.vocabulary.in_words("calling", &frame.lemma) || !frame.beside.is_empty() || frame.with.is_some() {
        return false;
    }
    let spoke = scene.vocabulary.number("spoke_with") == Some(frame.predicate);
    let Some(object) = scene.view.undergoers(verb).into_iter().next().filter(|_| spoke) else { return false };
    let end = scene.tree.extent(object).end;
    let second = |w: usize| scene.is_nominal(w) && scene.view.preposition(w).is_none() && !scene.view.is_time(w);
    let named = scene.tree.children_by(verb, &[Deprel::Xcomp, Deprel::Obj, Deprel::Iobj, Deprel::Obl]);
    let named = named.filter(|&c| c > verb && c != object).any(second);
    let quoted = (object..scene.tree.len().min(end + 2)).any(|w| matches!(scene.form(w), "\"" | "\u{201c}" | "``"));
    named || quoted || scene.tree.child(object, Deprel::Appos).is_some_and(|a| scene.mention(a).is_none())
}

/// "was encouraged by the decision": without anything that is asked for, the passive tells what somebody feels.
fn is_feeling(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    let passive = || scene.vocabulary.in_words("feelings", &frame.lemma) && scene.view.is_passive(verb);
    // "challenged him in the election" asks for nothing; "challenged the decision" says what is challenged.
    let plain = frame.beside.is_empty() && frame.with.is_none();
    let whom = || plain && frame.slots.iter().any(|s| s.place == Place::Object);
    let daring = || scene.vocabulary.in_words("daring", &frame.lemma) && whom();
    // "pushed Chad for a cease-fire"
    let demanded = || scene.view.obliques(verb).iter().any(|(p, _)| p == "for");
    (passive() || daring() && !demanded()) && !asks(scene, verb)
}

/// Whether an infinitive tells what the verb asks for.
pub(super) fn asks(scene: &Scene, verb: usize) -> bool {
    let clauses = scene.tree.children_by(verb, &[Deprel::Xcomp, Deprel::Ccomp, Deprel::Advcl]);
    clauses.into_iter().any(|c| c > verb && scene.view.mark(c).as_deref() == Some("to"))
}

/// "against defending champion Brazil": a participle that belongs to the noun after it.
fn is_attributive(scene: &Scene, verb: usize) -> bool {
    let words = format!("{}_{}", scene.form(verb), scene.form_at(verb + 1));
    scene.tree.word(verb).xpos == Xpos::Vbg && scene.vocabulary.in_words("attributive", &words)
}

/// "asked him why he came", "asked whether": a question asks for nothing to be done.
fn is_question(scene: &Scene, verb: usize, frame: &Frame) -> bool {
    let clauses = scene.tree.children_by(verb, &[Deprel::Ccomp, Deprel::Advcl]).filter(|&c| c > verb);
    let asks = |clause: usize| {
        let opens = |w: usize| matches!(scene.tree.word(w).xpos, Xpos::Wrb | Xpos::Wp);
        scene.view.mark(clause).is_some_and(|m| matches!(m.as_ref(), "whether" | "if"))
            || scene.tree.children(clause).iter().any(|&w| w < clause && opens(w))
    };
    // However the clause was hung: the first word of it stands before any other verb.
    let near = (verb + 1..scene.tree.len().min(verb + 8))
        .take_while(|&w| !matches!(scene.tree.word(w).upos, Upos::Verb | Upos::Aux) && scene.form(w) != ",");
    let mut opened = near.filter(|&w| scene.tree.word(w).xpos == Xpos::Wrb || scene.form(w) == "whether");
    frame.lemma == "ask" && (opened.next().is_some() || clauses.into_iter().any(asks))
}
