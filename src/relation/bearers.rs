//! Who does what an event noun names, and to whom, where neither its possessor nor its own slots say so: by-phrases, whoever
//! bears the noun in the predicate, claims it, is charged with it, moves by it or speaks in it. In: a noun; out: [`Filler`]s.

use super::nouns::{is_body, is_travel};
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::actors;
use crate::schema::{Frame, Predicate, TriggerClass};
use crate::syntax::{Deprel, Upos};

/// "promised Roe in separate calls to help": whom those address who speak in a talk that names no other party.
pub(super) fn addressees(scene: &Scene, noun: usize) -> Vec<Filler> {
    let word = scene.tree.word(noun);
    let during = matches!(scene.view.preposition(noun).as_deref(), Some("in" | "during"));
    let speaks = |verb: &usize| {
        let lemma = scene.lemma(*verb);
        let spoken =
            |p: &Predicate| matches!(p.plover.as_deref(), Some("REQUEST" | "THREATEN" | "SUPPORT" | "CONSULT"));
        scene.vocabulary.in_words("telling", lemma)
            || scene.vocabulary.in_words("vowing", lemma)
            || scene.tells(TriggerClass::Verb, lemma, spoken)
    };
    // "in a session of parliament": that one has others.
    let plain =
        scene.view.noun_phrases(noun).is_empty() && scene.vocabulary.in_words("conversations", scene.lemma(noun));
    let verb = word.head.filter(|v| word.deprel == Deprel::Obl && during && plain && speaks(v));
    let told = verb.into_iter().flat_map(|v| scene.tree.children_by(v, &[Deprel::Obj, Deprel::Iobj]));
    let people = told.flat_map(|w| referents(scene, w, Role::Undergoer));
    people.filter(|f| f.direct && !is_body(scene, *f)).collect()
}

/// Whether somebody owns the act who is nobody known, so that the others of the sentence do not: "citing their refusal".
pub(super) fn owned(scene: &Scene, noun: usize) -> bool {
    let supported = matches!(scene.tree.word(noun).deprel, Deprel::Obj | Deprel::Obl);
    // "held its talks": whose they are is said by the verb.
    let other = |p: usize| !supported || scene.tree.word(p).upos != Upos::Pron;
    scene.tree.children_by(noun, &[Deprel::NmodPoss]).any(other)
}

/// Whom criticism or praise concerns that names nobody: who acts in spite of it or after it ("despite criticism by").
pub(super) fn judged(scene: &Scene, noun: usize, predicate: &Predicate) -> Option<Vec<Filler>> {
    let speech = matches!(predicate.plover.as_deref(), Some("ACCUSE" | "SUPPORT"));
    let word = scene.tree.word(noun);
    // "amid complaints that Chad spies": it is told what of.
    let clauses = scene.tree.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl, Deprel::Ccomp]);
    if clauses.into_iter().any(|c| scene.view.mark(c).as_deref() == Some("that")) {
        return None;
    }
    let beside = matches!(scene.view.preposition(noun).as_deref(), Some("despite" | "amid" | "after" | "following"));
    (speech && beside && word.deprel == Deprel::Obl).then(|| actors(scene, word.head.unwrap_or(noun)))
}

/// "is a critic of", "X, an opponent of": whom a noun in the predicate or in apposition is said of.
pub(super) fn bearers(scene: &Scene, noun: usize) -> Vec<Filler> {
    let word = scene.tree.word(noun);
    let case = scene.view.preposition(noun);
    // "is at war with", "are in talks with", "is on a visit to"
    let tells = match case.as_deref() {
        None | Some("at" | "in") => true,
        Some("on") => scene.vocabulary.in_class("journey", scene.lemma(noun)),
        _ => false,
    };
    if scene.tree.child(noun, Deprel::Cop).is_some() && tells {
        return scene
            .view
            .subjects(noun)
            .into_iter()
            .flat_map(|w| referents(scene, w, Role::Actor))
            .filter(|f| f.direct)
            .collect();
    }
    match (word.deprel, word.head) {
        (Deprel::Appos, Some(head)) => {
            scene.mention(head).map(|(entity, _)| Filler { entity, word: head, direct: true }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// "claimed responsibility for the attack on": who says that it was he.
pub(super) fn claimants(scene: &Scene, noun: usize) -> Vec<Filler> {
    let word = scene.tree.word(noun);
    if scene.view.preposition(noun).as_deref() != Some("for") {
        return Vec::new();
    }
    let verb = match (word.deprel, word.head) {
        (Deprel::Nmod, Some(above)) if scene.lemma(above) == "responsibility" => scene.tree.word(above).head,
        (Deprel::Obl, Some(verb)) => {
            let objects = scene.tree.children_by(verb, &[Deprel::Obj]);
            Some(verb).filter(|_| objects.into_iter().any(|o| scene.lemma(o) == "responsibility"))
        }
        _ => None,
    };
    let claims = |v: &usize| scene.vocabulary.in_words("claiming", scene.lemma(*v));
    verb.filter(claims).map(|v| actors(scene, v)).unwrap_or_default()
}

/// "was charged with the murder of", "is on trial for the killing of", "confessed to the bombing": who is said to have done an
/// act of force by what is done to him for it, or by what he owns to.
pub(super) fn charged(scene: &Scene, noun: usize) -> Vec<Filler> {
    let listed = |list: &str, w: usize| scene.vocabulary.in_words(list, scene.lemma(w));
    let blamed = |w: usize| {
        matches!(scene.view.preposition(w).as_deref(), Some("for" | "in" | "of" | "with" | "to" | "over" | "on" | "at"))
    };
    // "in connection with the murder", "for his role in the murder"
    let mut top = scene.view.first_conjunct(noun);
    let mut tried = false;
    let part = |h: &usize| scene.tree.word(*h).upos == Upos::Noun && listed("having_part", *h);
    while let Some(above) = scene.tree.word(top).head.filter(|h| blamed(top) && part(h)) {
        tried |= scene.lemma(above) == "trial";
        top = above;
    }
    let word = scene.tree.word(top);
    // "played a role in the attack"
    let carrier = word.head.filter(|_| word.deprel == Deprel::Obj && top != noun);
    if let Some(verb) = carrier.filter(|&verb| listed("partaking", verb)) {
        return actors(scene, verb).into_iter().filter(|f| f.direct).collect();
    }
    // "is on trial for"
    if tried && scene.tree.child(top, Deprel::Cop).is_some() {
        return scene.view.subjects(top).into_iter().flat_map(|w| referents(scene, w, Role::Actor)).collect();
    }
    let within = word.deprel == Deprel::Obl && blamed(top) || tried && word.deprel == Deprel::Obj;
    let Some(verb) = word.head.filter(|&h| within && scene.tree.word(h).upos == Upos::Verb) else { return Vec::new() };
    let direct = |found: Vec<Filler>| found.into_iter().filter(|f| f.direct).collect();
    if listed("charging", verb) {
        let charged = scene.view.undergoers(verb).into_iter();
        return direct(charged.flat_map(|w| referents(scene, w, Role::Actor)).collect());
    }
    // "went on trial for": the phrase may hang from the verb.
    let trial = |w: usize| scene.lemma(w) == "trial";
    let goes =
        || scene.view.obliques(verb).iter().any(|&(_, w)| trial(w)) || scene.view.objects(verb).into_iter().any(trial);
    if listed("owning_up", verb) || listed("undergoing_trial", verb) && (tried || goes()) {
        return direct(actors(scene, verb));
    }
    Vec::new()
}

/// Who moves by a noun of moving: "the withdrawal of Ethiopian troops from", "the arrival of the minister in".
pub(super) fn movers(scene: &Scene, noun: usize, frame: &Frame, predicate: &Predicate) -> Vec<Filler> {
    let moving = matches!(predicate.plover.as_deref(), Some("RETREAT" | "MOBILIZE")) || is_travel(scene, frame);
    let phrases = scene.view.noun_phrases(noun).into_iter().filter(|(p, _)| moving && p == "of");
    phrases.flat_map(|(_, word)| referents(scene, word, Role::Actor)).collect()
}

/// The by-phrase of an event noun.
pub(super) fn subject_phrases(scene: &Scene, noun: usize) -> Vec<Filler> {
    let mut phrases = scene.view.noun_phrases(noun);
    if let (Deprel::Obj, Some(verb)) = (scene.tree.word(noun).deprel, scene.tree.word(noun).head) {
        // The by-phrase after an object is the object's, whatever it was hung from.
        phrases
            .extend(scene.view.obliques(verb).into_iter().filter(|(_, w)| *w > noun && !scene.view.is_passive(verb)));
    }
    // "the release of three sailors by Chad": it may hang from those to whom it is done.
    let named = |w: usize| scene.mention(w).is_some();
    let people = |w: usize| {
        named(w)
            || scene.vocabulary.in_class("people", scene.lemma(w))
            || scene.tree.children_by(w, &[Deprel::Amod]).any(named)
    };
    let of = phrases.iter().filter(|(p, w)| p == "of" && *w > noun && people(*w));
    let of: Vec<usize> = of.map(|&(_, w)| w).collect();
    phrases.extend(of.into_iter().flat_map(|w| scene.view.noun_phrases(w)));
    let phrases = phrases.into_iter().filter(|(p, _)| p == "by");
    phrases.flat_map(|(_, word)| referents(scene, word, Role::Actor)).collect()
}
