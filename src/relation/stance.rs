//! Whether and in which world an event is so: polarity and modality from the words that govern its trigger. In: a
//! trigger word; out: [`Polarity`] and [`Modality`].
//!
//! The way goes from the trigger up to the first verb of saying: what lies above that is somebody else's world. Each word
//! on the way adds its auxiliaries, negations and its own meaning ("plans to", "refused to"). A denial outranks a plan, a
//! plan outranks a condition, and a condition outranks plain future.

use super::scene::Scene;
use super::{Modality, Polarity};
use crate::schema::Scope;
use crate::syntax::{Deprel, Upos, Xpos};

/// What has been met on the way.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    negations: usize,
    denied: bool,
    planned: bool,
    hypothetical: bool,
    future: bool,
    /// "would": the future of reported speech, or a condition.
    would: bool,
    /// A condition stands beside it.
    condition: bool,
    /// The way ended at a verb of saying.
    reported: bool,
}

/// Polarity and modality of the event that `word` says.
pub(super) fn stance(scene: &Scene, word: usize) -> (Polarity, Modality) {
    let mut met = Met::default();
    climb(scene, word, &mut met);
    let future = met.future || (met.would && met.reported && !met.condition);
    let hypothetical = met.hypothetical || (met.condition && future) || (met.would && !future);
    let polarity = if met.denied || met.negations % 2 == 1 { Polarity::Negated } else { Polarity::Affirmed };
    let modality = match () {
        () if met.denied => Modality::Hypothetical,
        () if met.planned => Modality::Planned,
        () if hypothetical => Modality::Hypothetical,
        () if future => Modality::Planned,
        () => Modality::Actual,
    };
    (polarity, modality)
}

fn climb(scene: &Scene, word: usize, met: &mut Met) {
    let mut at = word;
    own(scene, at, met);
    none_of(scene, at, met);
    // A path cannot be longer than the sentence.
    for _ in 0..scene.tree.len() {
        let tagged = scene.tree.word(at);
        let Some(head) = tagged.head else { return };
        let step = match tagged.deprel {
            Deprel::Conj => {
                inherit(scene, at, head, met);
                at = head;
                continue;
            }
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Obj | Deprel::Csubj | Deprel::CsubjPass => {
                Step::Content
            }
            Deprel::Nsubj | Deprel::NsubjPass => subject_step(scene, at, head),
            Deprel::Obl => oblique_step(scene, at),
            Deprel::Nmod => noun_step(scene, at),
            Deprel::Advcl => clause_step(scene, at, met),
            _ => Step::Stop,
        };
        match step {
            Step::Stop => return,
            Step::Content => {
                if meaning(scene, head, at, met) {
                    met.reported = true;
                    return;
                }
                own(scene, head, met);
            }
            Step::Circumstance => own(scene, head, met),
        }
        at = head;
    }
}

/// How a word stands to its governor.
enum Step {
    /// The governor speaks of it.
    Content,
    /// It happens where or when the governor does.
    Circumstance,
    /// The governor says nothing of it.
    Stop,
}

/// "talks are planned", "the meeting was cancelled", "the talks will begin": the verb speaks of its subject.
fn subject_step(scene: &Scene, at: usize, head: usize) -> Step {
    let tagged = scene.tree.word(head);
    let happens = matches!(
        scene.lemma(head).as_str(),
        "take" | "happen" | "occur" | "start" | "begin" | "resume" | "continue" | "proceed" | "follow"
    );
    let passive = scene.tree.word(at).deprel == Deprel::NsubjPass;
    if passive || happens || tagged.upos == Upos::Adj { Step::Content } else { Step::Stop }
}

fn oblique_step(scene: &Scene, at: usize) -> Step {
    match scene.view.preposition(at).as_deref() {
        Some("of" | "for" | "against" | "about" | "on" | "to" | "from" | "with" | "into" | "over") => Step::Content,
        Some("in" | "during" | "at") => Step::Circumstance,
        _ => Step::Stop,
    }
}

fn noun_step(scene: &Scene, at: usize) -> Step {
    match scene.view.preposition(at).as_deref() {
        Some("of" | "for" | "about" | "on" | "against" | "to" | "over") => Step::Content,
        _ => Step::Stop,
    }
}

fn clause_step(scene: &Scene, at: usize, met: &mut Met) -> Step {
    let mark = scene.view.mark(at);
    let marked = |set: &std::collections::BTreeSet<String>| mark.as_ref().is_some_and(|m| set.contains(m));
    if marked(&scene.vocabulary.cues.hypothetical.marks) {
        met.hypothetical = true;
        return Step::Stop;
    }
    if !scene.view.is_circumstance(at) {
        if mark.as_deref() == Some("to") {
            // An infinitive of purpose is not yet done.
            met.hypothetical |= !consultation(scene, at);
        }
        return Step::Content;
    }
    match mark.as_deref() {
        // "will meet him before travelling to": a gerund shares the time of its clause.
        Some("before" | "after" | "while") if scene.tree.word(at).xpos == Xpos::Vbg => {
            if let Some(head) = scene.tree.word(at).head {
                let mut above = Met::default();
                own(scene, head, &mut above);
                met.future |= above.future;
                met.would |= above.would;
            }
            Step::Stop
        }
        _ => Step::Stop,
    }
}

/// "met to discuss": the purpose of a meeting is what happens at it.
fn consultation(scene: &Scene, verb: usize) -> bool {
    matches!(
        scene.lemma(verb).as_str(),
        "discuss" | "talk" | "negotiate" | "consult" | "sign" | "meet" | "celebrate" | "thank" | "visit"
    )
}

/// Adds what the word's own auxiliaries, adverbs, determiners, adjectives and subordinator say.
fn own(scene: &Scene, word: usize, met: &mut Met) {
    let cues = &scene.vocabulary.cues;
    // "is to visit"
    met.planned |= scene.tree.word(word).upos == Upos::Verb
        && scene.tree.child(word, Deprel::Cop).is_some()
        && scene.view.mark(word).as_deref() == Some("to");
    for &child in scene.tree.children(word) {
        let lemma = scene.lemma(child);
        let form = scene.form(child);
        let has = |set: &std::collections::BTreeSet<String>| set.contains(&lemma) || set.contains(&form);
        match scene.tree.word(child).deprel {
            Deprel::Aux => {
                met.future |= has(&cues.future.auxiliaries);
                met.would |= form == "would"
                    || (form.ends_with("'d") || form.ends_with("’d")) && scene.tree.word(child).xpos == Xpos::Md;
                // "could not agree" did not.
                let failed = form == "could"
                    && scene
                        .tree
                        .children_by(word, &[Deprel::Advmod])
                        .any(|a| cues.negated.adverbs.contains(&scene.lemma(a)));
                met.hypothetical |= !failed
                    && form != "would"
                    && has(&cues.hypothetical.auxiliaries)
                    && scene.tree.word(child).xpos == Xpos::Md;
            }
            Deprel::Advmod | Deprel::CcPreconj | Deprel::Cc => {
                // "no longer"
                let ended = form == "longer" && child.checked_sub(1).is_some_and(|w| scene.form(w) == "no");
                met.negations += usize::from((has(&cues.negated.adverbs) && !not_only(scene, child)) || ended);
                met.hypothetical |= has(&cues.hypothetical.adverbs);
            }
            Deprel::Det => met.negations += usize::from(has(&cues.negated.determiners)),
            Deprel::Amod | Deprel::Advcl => {
                met.planned |= has(&cues.planned.modifiers) && scene.tree.word(child).deprel == Deprel::Amod;
                met.hypothetical |= has(&cues.hypothetical.modifiers) && scene.tree.word(child).deprel == Deprel::Amod;
                met.negations +=
                    usize::from(has(&cues.negated.modifiers) && scene.tree.word(child).deprel == Deprel::Amod);
                let condition = scene.view.mark(child).is_some_and(|m| cues.conditions.contains(&m));
                met.condition |= scene.tree.word(child).deprel == Deprel::Advcl && condition;
            }
            Deprel::Case => {
                met.planned |= cues.planned.prepositions.contains(&scene.view.preposition(word).unwrap_or_default())
            }
            Deprel::Mark => met.negations += usize::from(cues.negated.marks.contains(&lemma)),
            _ => {}
        }
    }
}

/// "gave no aid", "neither Mali nor Niger signed": an object or subject that is none negates its verb.
fn none_of(scene: &Scene, verb: usize, met: &mut Met) {
    let objects = scene.tree.children_by(verb, &[Deprel::Obj]).filter(|_| scene.tree.word(verb).upos == Upos::Verb);
    let subjects = scene.tree.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let mut determiners =
        objects.chain(subjects).flat_map(|o| scene.tree.children_by(o, &[Deprel::Det, Deprel::CcPreconj]));
    met.negations +=
        usize::from(determiners.any(|d| scene.vocabulary.cues.negated.determiners.contains(&scene.lemma(d))));
}

/// "not only", "not just" deny nothing.
fn not_only(scene: &Scene, word: usize) -> bool {
    word + 1 < scene.tree.len() && matches!(scene.lemma(word + 1).as_str(), "only" | "just" | "merely" | "least")
}

/// A later conjunct without auxiliaries of its own shares those of the first: "will meet and discuss".
fn inherit(scene: &Scene, conjunct: usize, first: usize, met: &mut Met) {
    let (a, b) = (scene.tree.word(conjunct), scene.tree.word(first));
    let auxiliaries = [Deprel::Aux, Deprel::Nsubj, Deprel::NsubjPass, Deprel::AuxPass];
    let bare = scene.tree.children_by(conjunct, &auxiliaries).next().is_none();
    let same = a.xpos == b.xpos && a.xpos != Xpos::Vbd;
    if bare && same {
        let contrast =
            scene.tree.children_by(conjunct, &[Deprel::Cc]).any(|c| matches!(scene.lemma(c).as_str(), "but"));
        let mut shared = Met::default();
        own(scene, first, &mut shared);
        let negations = if contrast { 0 } else { shared.negations };
        met.negations += negations;
        met.future |= shared.future;
        met.would |= shared.would;
        met.hypothetical |= shared.hypothetical;
        met.condition |= shared.condition;
        if a.upos == Upos::Verb
            && scene.view.mark(first).is_some_and(|m| scene.vocabulary.cues.hypothetical.marks.contains(&m))
        {
            met.hypothetical = true;
        }
    }
}

/// Adds what the governor `head` says of its content; true if it is a word of saying, above which nothing counts.
fn meaning(scene: &Scene, head: usize, content: usize, met: &mut Met) -> bool {
    let cues = &scene.vocabulary.cues;
    let mut lemma = scene.lemma(head);
    if let Some(particle) = scene.view.particle(head) {
        lemma = format!("{lemma} {particle}");
    } else if lemma == "rule" && scene.tree.children(head).iter().any(|&c| scene.lemma(c) == "out") {
        lemma.push_str(" out");
    }
    let governs = |scope: &Scope| scope.governors.contains(&lemma);
    let clause = matches!(
        scene.tree.word(content).deprel,
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl | Deprel::Csubj
    );
    // "is to visit"; "be" with anything else plans nothing.
    if lemma == "be" {
        met.planned |= scene.tree.word(content).deprel == Deprel::Xcomp;
        return false;
    }
    // "has yet to sign"
    met.negations += usize::from(
        lemma == "have" && scene.tree.children_by(head, &[Deprel::Advmod]).any(|c| scene.lemma(c) == "yet"),
    );
    if governs(&cues.denied) && (clause || scene.is_nominal(content)) {
        // "rejected the deal" leaves the deal undone, "rejected the allegations that" denies what they say.
        met.denied = true;
    }
    met.negations += usize::from(governs(&cues.negated));
    // "going to", not "going for"
    met.future |= governs(&cues.future) && clause;
    met.planned |= governs(&cues.planned)
        && (clause || !matches!(lemma.as_str(), "set" | "order" | "offer" | "approve" | "authorize" | "agree"));
    // An ordered killing is one that was done; an order to kill need not be obeyed.
    let ordered = !clause
        && matches!(
            lemma.as_str(),
            "order" | "authorize" | "authorise" | "approve" | "support" | "help" | "ask" | "call"
        );
    met.hypothetical |= governs(&cues.hypothetical) && !ordered;
    let told =
        matches!(scene.tree.word(content).deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl | Deprel::Parataxis);
    let noun = scene.tree.word(head).upos == Upos::Noun;
    (cues.report_verbs.contains(&lemma) && told) || (cues.report_nouns.contains(&lemma) && clause && noun)
}
