//! Whether and in which world an event is so: polarity and modality from the words that govern its trigger. In: a
//! trigger word; out: [`Polarity`] and [`Modality`].
//!
//! The way goes from the trigger up to the first verb of saying: what lies above that is somebody else's world. Each word
//! on the way adds its auxiliaries, negations and its own meaning ("plans to", "refused to"; `governors`). A denial
//! outranks the condition that it all stands in ("if Russia attacks", "unless it plans to attack"), that a plan, a plan the
//! condition that stands beside it ("plans to attack if"), and a condition plain future.

use super::accession::is_to_come;
use super::bearers::subject_phrases;
use super::governors::{is_aim, is_negated, is_untrue, meaning};
use super::nouns::support;
use super::presence::is_awaited;
use super::scene::Scene;
use super::{Modality, Polarity};
use crate::schema::{Frame, Predicate, TriggerClass};
use crate::syntax::calendar::DAYS;
use crate::syntax::{Deprel, Upos, Xpos};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What has been met on the way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Met {
    /// The trigger.
    pub event: usize,
    pub negations: usize,
    pub denied: bool,
    pub planned: bool,
    pub hypothetical: bool,
    pub future: bool,
    /// It stands in a condition.
    supposed: bool,
    /// "would": the future of reported speech, or a condition.
    would: bool,
    /// A condition stands beside it.
    condition: bool,
    /// It is what something else leads toward.
    aimed: bool,
    /// The way ended at a verb of saying in the past: "said".
    pub reported: bool,
}

/// Polarity and modality of the event that `word` says.
pub(super) fn stance(scene: &Scene, word: usize) -> (Polarity, Modality) {
    let mut met = Met { event: word, ..Met::default() };
    climb(scene, word, &mut met);
    let future = met.future || (met.would && met.reported && !met.condition);
    let hypothetical = met.hypothetical || (met.condition && future) || (met.would && !future);
    let polarity = if met.denied || met.negations % 2 == 1 { Polarity::Negated } else { Polarity::Affirmed };
    let modality = match () {
        () if met.denied || met.supposed => Modality::Hypothetical,
        () if met.planned => Modality::Planned,
        () if hypothetical => Modality::Hypothetical,
        () if future => Modality::Planned,
        () if met.aimed => Modality::Hypothetical,
        () => Modality::Actual,
    };
    (polarity, modality)
}

fn climb(scene: &Scene, word: usize, met: &mut Met) {
    let mut settled = None;
    ascend(scene, word, met, &mut settled);
    // "failed to agree during talks": they talked.
    met.negations = settled.unwrap_or(met.negations);
}

/// Goes up from `word`; `settled` has the negations that count where what lies above only has it beside itself.
fn ascend(scene: &Scene, word: usize, met: &mut Met, settled: &mut Option<usize>) {
    let mut at = word;
    own(scene, at, met);
    none_of(scene, at, met);
    met.aimed |= is_to_come(scene, word);
    met.planned |= is_awaited(scene, word);
    // A path cannot be longer than the sentence.
    for _ in 0..scene.tree.len() {
        if scene.is_supposed(at) {
            met.supposed = true;
            return;
        }
        let tagged = scene.tree.word(at);
        let Some(head) = tagged.head else { return };
        let step = match tagged.deprel {
            Deprel::Conj => {
                inherit(scene, at, head, met);
                at = head;
                continue;
            }
            // "will examine Israel's offensive": what somebody did stands, whatever is done about it.
            Deprel::Obj if at == word && is_done(scene, at, head) => Step::Stop,
            // "demanded that the sanctions be lifted": they are in force.
            Deprel::Obj | Deprel::NsubjPass if at == word && is_eased(scene, at, head) => Step::Stop,
            Deprel::Acl => {
                let own =
                    || at == scene.view.first_conjunct(word) || support(scene, word).is_some_and(|s| s.verb == at);
                met.aimed |= own() && is_aim(scene, at, head);
                Step::Content
            }
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Csubj | Deprel::CsubjPass => Step::Content,
            // "it is a lie that Chad attacked"
            Deprel::AclRelcl if scene.view.mark(at).as_deref() == Some("that") && is_untrue(scene, head) => {
                Step::Content
            }
            Deprel::Nsubj | Deprel::NsubjPass => subject_step(scene, at, head, met),
            // "will hold talks on its demands": they are made.
            Deprel::Obl | Deprel::Nmod if is_topic(scene, at, met) => Step::Stop,
            Deprel::Obl => {
                if scene.view.preposition(at).as_deref() == Some("during") {
                    settled.get_or_insert(met.negations);
                }
                oblique_step(scene, at)
            }
            // "at the end of a visit" there was one; "on the eve of a visit" one is to come.
            Deprel::Nmod if is_phase(scene, head) && scene.view.preposition(at).as_deref() == Some("of") => {
                let known = scene.tree.children_by(at, &[Deprel::Det]).any(|d| scene.form(d) == "the");
                met.planned |= scene.lemma(head) == "eve" && !known;
                Step::Circumstance
            }
            Deprel::Nmod => noun_step(scene, at),
            Deprel::Advcl => clause_step(scene, at, met),
            _ => Step::Stop,
        };
        match step {
            Step::Stop => return,
            Step::Content => {
                if meaning(scene, head, at, met) {
                    return;
                }
                own(scene, head, met);
            }
            Step::Circumstance => own(scene, head, met),
        }
        at = head;
    }
}

/// Whether `word` tells a phase of what hangs from it, as a time of something else.
pub(super) fn is_phase(scene: &Scene, word: usize) -> bool {
    let at = matches!(scene.view.preposition(word).as_deref(), Some("at" | "on" | "before" | "since" | "until" | "in"));
    at && scene.tree.word(word).deprel == Deprel::Obl && scene.vocabulary.in_words("phases", scene.lemma(word))
}

/// Whether the event noun `word` has a doer of its own and the verb above only deals with it.
fn is_done(scene: &Scene, word: usize, verb: usize) -> bool {
    let before = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound];
    let owned = scene.tree.children_by(word, &before).any(|w| scene.mention(w).is_some());
    let force = |p: &Predicate| matches!(p.plover.as_deref(), Some("ASSAULT" | "COERCE" | "SANCTION" | "ACCUSE"));
    let known = scene.vocabulary.in_words("disclosing", scene.lemma(verb));
    owned
        && (known || scene.vocabulary.in_words("dealing", scene.lemma(verb)))
        && scene.tells(TriggerClass::Noun, scene.lemma(word), |p| known || force(p))
}

/// Whether the verb eases the sanctions that the noun `word` names.
fn is_eased(scene: &Scene, word: usize, verb: usize) -> bool {
    let sanction = |p: &Predicate| p.plover.as_deref() == Some("SANCTION");
    scene.vocabulary.in_words("easing", scene.lemma(verb))
        && scene.tells(TriggerClass::Noun, scene.lemma(word), sanction)
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
fn subject_step(scene: &Scene, at: usize, head: usize, met: &mut Met) -> Step {
    let tagged = scene.tree.word(head);
    // "details of the talks were not known": it is not the talks that are denied.
    let of_event = |&(ref p, w): &(Cow<str>, usize)| p == "of" && scene.tree.is_under(met.event, w);
    if is_negated(scene, head)
        && scene.vocabulary.in_words("particulars", scene.lemma(at))
        && scene.view.noun_phrases(at).iter().any(of_event)
    {
        return Step::Stop;
    }
    // "there will be talks"
    let exists = || scene.tree.children(head).iter().any(|&c| c < at && scene.form(c) == "there");
    let happens = scene.vocabulary.cues.kept.happening.contains(scene.lemma(head)) || exists();
    let passive = scene.tree.word(at).deprel == Deprel::NsubjPass;
    // "the summit will bring together"
    let happens = happens || scene.vocabulary.in_words("gathering", scene.lemma(head));
    if passive || happens || tagged.upos == Upos::Adj {
        return Step::Content;
    }
    // "an attack on Peru would cost lives": one that is only imagined.
    let any =
        || scene.tree.children_by(at, &[Deprel::Det]).any(|d| matches!(scene.form(d), "a" | "an" | "any" | "another"));
    let modal = || scene.tree.children_by(head, &[Deprel::Aux]).any(|a| scene.tree.word(a).xpos == Xpos::Md);
    met.hypothetical |= any() && modal();
    Step::Stop
}

/// Whether `at` is something said or done by an owner of its own that something else is about: "talks on its demands", "the
/// issue of the kidnapping of sailors by Chad".
fn is_topic(scene: &Scene, at: usize, met: &Met) -> bool {
    let above = || scene.tree.word(at).head.map(|h| scene.lemma(h)).unwrap_or_default();
    let topic = match scene.view.preposition(at).as_deref() {
        Some("on" | "about" | "over") => true,
        Some("of") => scene.vocabulary.in_words("topics", above()),
        _ => false,
    };
    let lemma = scene.lemma(at);
    let any = |wanted: fn(&Predicate) -> bool| scene.tells(TriggerClass::Noun, lemma, wanted);
    let possessed = || scene.tree.child(at, Deprel::NmodPoss).is_some();
    let force =
        |p: &Predicate| matches!(p.plover.as_deref(), Some("ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE" | "ACCUSE"));
    let before = || scene.tree.children_by(at, &[Deprel::Amod, Deprel::Compound]).any(|w| scene.mention(w).is_some());
    at == met.event
        && topic
        && (possessed() && any(|p| p.speech)
            || any(force) && (possessed() || before() || !subject_phrases(scene, at).is_empty()))
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
    if matches!(mark.as_deref(), Some("toward" | "towards")) {
        // "works toward releasing": it is not yet done.
        met.aimed = true;
        return Step::Content;
    }
    if !scene.view.is_circumstance(at) {
        if mark.as_deref() == Some("to") {
            // An infinitive of purpose is not yet done.
            met.hypothetical |= !fulfilled(scene, at);
            // "cancelled talks to protest" does protest.
            let object = || scene.tree.word(at).head.is_some_and(|h| scene.tree.child(h, Deprel::Obj).is_some());
            if fulfilled(scene, at) && object() {
                return Step::Circumstance;
            }
        }
        return Step::Content;
    }
    match mark.as_deref() {
        // "will meet him before travelling to": a gerund shares the time of its clause.
        Some("before" | "after" | "while") if scene.tree.word(at).xpos == Xpos::Vbg => {
            if let Some(head) = scene.tree.word(at).head {
                let mut above = Met { event: head, ..Met::default() };
                // "agreed to stop after meeting": what comes first has been done.
                if mark.as_deref() == Some("after") {
                    own(scene, head, &mut above)
                } else {
                    climb(scene, head, &mut above)
                }
                met.planned |= above.planned;
                met.future |= above.future || above.would && above.reported;
                met.would |= above.would && !above.reported;
            }
            Step::Stop
        }
        // "will travel to China, arriving on Monday": a participle behind its clause shares its time.
        None if goes_on(scene, at, met) => {
            if let Some(head) = scene.tree.word(at).head {
                let mut above = Met { event: head, ..Met::default() };
                climb(scene, head, &mut above);
                met.planned |= above.planned;
                met.future |= above.future || above.would && above.reported;
                met.hypothetical |= above.hypothetical || above.would && !above.reported;
            }
            Step::Stop
        }
        // "will lift the ban after Iran frees the crew": told in the present beside what is to come, it is to come.
        Some("until" | "till") if to_come(scene, at) => {
            met.hypothetical = true;
            Step::Stop
        }
        Some("after" | "before" | "once") | None if to_come(scene, at) => {
            met.future |= mark.is_some() || scene.tree.children(at).iter().any(|&c| scene.form(c) == "when");
            Step::Stop
        }
        _ => Step::Stop,
    }
}

/// Whether `clause` is a participle without subject behind its main clause that tells a deed: what it says in words ("...,
/// accusing Chad") is said beside it.
fn goes_on(scene: &Scene, clause: usize, met: &Met) -> bool {
    let spoken = scene.tells(TriggerClass::Verb, scene.lemma(clause), |p| p.speech);
    let behind = scene.tree.word(clause).head.is_some_and(|h| h < clause);
    clause == scene.view.first_conjunct(met.event)
        && behind
        && scene.tree.word(clause).xpos == Xpos::Vbg
        && scene.tree.children_by(clause, &[Deprel::Aux, Deprel::Nsubj]).next().is_none()
        && !spoken
}

/// Whether the clause is in the present and its main clause in the future or in a mode.
fn to_come(scene: &Scene, clause: usize) -> bool {
    let helpers = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    let present = matches!(scene.tree.word(clause).xpos, Xpos::Vbz | Xpos::Vbp)
        && scene.tree.children_by(clause, &helpers).next().is_none();
    let modal = |w: usize| scene.tree.children_by(w, &[Deprel::Aux]).any(|a| scene.tree.word(a).xpos == Xpos::Md);
    present && scene.tree.word(clause).head.is_some_and(modal)
}

/// Whether what an infinitive of purpose says is done with its main clause: "met to discuss", "summoned the envoy to
/// protest", "used the speech to criticize". To say something is the surest of purposes.
fn fulfilled(scene: &Scene, verb: usize) -> bool {
    let (lemma, kept) = (scene.lemma(verb), &scene.vocabulary.cues.kept);
    let used = || scene.tree.word(verb).head.is_some_and(|h| kept.means.contains(scene.lemma(h)));
    let spoken = |f: &Frame| {
        f.beside.is_empty()
            && f.with.is_none()
            && scene.vocabulary.predicate(f.predicate).is_some_and(|p| p.speech || p.name == "protested_against")
    };
    kept.purposes.contains(lemma) || scene.vocabulary.frames(TriggerClass::Verb, lemma).any(spoken) || used()
}

/// Whether the verb, in the simple present, has a time beside it that makes it one to come: "meets Abe on Friday".
pub(super) fn scheduled(scene: &Scene, verb: usize, predicate: &Predicate) -> bool {
    let helpers = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    let present = scene.tree.word(verb).upos == Upos::Verb
        && matches!(scene.tree.word(verb).xpos, Xpos::Vbz | Xpos::Vbp)
        && scene.tree.children_by(verb, &helpers).next().is_none();
    // "is heading to Iran Monday"
    let going = scene.tree.word(verb).xpos == Xpos::Vbg
        && scene.tree.children_by(verb, &[Deprel::Aux]).any(|a| matches!(scene.form(a), "is" | "are" | "am"));
    let present = present || going && predicate.plover.as_deref() == Some("CONSULT");
    let times = [Deprel::Obl, Deprel::OblUnmarked, Deprel::Advmod, Deprel::NmodUnmarked];
    let coming = |w: usize| {
        let lemma = scene.lemma(w);
        // "later this week", "next month"
        let ahead = |c: usize| scene.vocabulary.cues.times.contains(scene.lemma(c));
        scene.vocabulary.cues.times.contains(lemma)
            || scene.view.is_time(w) && scene.tree.children(w).iter().any(|&c| ahead(c))
            || DAYS.contains(&lemma) && scene.tree.word(w).xpos != Xpos::Nnps
    };
    // "meets Prime Minister Varga Monday": the day may hang from the name before it.
    let objects = scene.tree.children_by(verb, &[Deprel::Obj, Deprel::Obl]).filter(|&o| o > verb);
    let beside = objects.flat_map(|o| scene.tree.children_by(o, &[Deprel::NmodUnmarked]));
    present && (scene.tree.children_by(verb, &times).any(coming) || beside.into_iter().any(coming))
}

/// Adds what the word's own auxiliaries, adverbs, determiners, adjectives and subordinator say.
fn own(scene: &Scene, word: usize, met: &mut Met) {
    let cues = &scene.vocabulary.cues;
    // "is to visit"
    let be = |c: usize| scene.tree.word(c).deprel == Deprel::Cop || scene.lemma(c) == "be" && scene.form(c) != "been";
    let helpers = [Deprel::Cop, Deprel::Aux];
    met.planned |= scene.tree.word(word).xpos == Xpos::Vb
        && scene.tree.children_by(word, &helpers).any(be)
        && scene.view.mark(word).as_deref() == Some("to");
    // "Norway to host talks": the predicate of a headline.
    met.planned |= scene.tree.word(word).deprel == Deprel::Root
        && scene.tree.word(word).xpos == Xpos::Vb
        && scene.tree.child(word, Deprel::Nsubj).is_some()
        && scene.view.mark(word).as_deref() == Some("to");
    // "is due to visit" may have been read as "due to the visit".
    let opening = || word.checked_sub(2).map(|w| format!("{} {}", scene.form(w), scene.form(w + 1)));
    met.planned |=
        scene.tree.word(word).xpos == Xpos::Vb && opening().is_some_and(|words| cues.planned.marks.contains(&words));
    for &child in scene.tree.children(word) {
        let lemma = scene.lemma(child);
        let form = scene.form(child);
        let has = |set: &BTreeSet<String>| set.contains(lemma) || set.contains(form);
        match scene.tree.word(child).deprel {
            Deprel::Aux => {
                met.future |= has(&cues.future.auxiliaries);
                // "he'd ordered it" had.
                let short = (form.ends_with("'d") || form.ends_with("’d")) && scene.tree.word(child).xpos == Xpos::Md;
                let had = || {
                    scene.tree.word(word).xpos == Xpos::Vbn
                        && scene.tree.children_by(word, &[Deprel::Aux, Deprel::AuxPass]).count() == 1
                };
                met.would |= form == "would" || short && !had();
                // "could not agree" did not.
                let failed = form == "could"
                    && scene
                        .tree
                        .children_by(word, &[Deprel::Advmod])
                        .any(|a| cues.negated.adverbs.contains(scene.lemma(a)));
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
            // "no choice but to" leaves one.
            Deprel::Det => {
                met.negations += usize::from(has(&cues.negated.determiners) && scene.form_at(word + 1) != "but");
                // "before any talks"
                let beforehand = |p: Cow<str>| matches!(&*p, "before" | "without" | "until");
                met.hypothetical |=
                    form == "any" && word == met.event && scene.view.preposition(word).is_some_and(beforehand);
            }
            // "launched its long-planned offensive": it has come.
            Deprel::Amod if scene.vocabulary.in_words("foretold", form) && has_come(scene, word) => {}
            Deprel::Amod | Deprel::Advcl => {
                met.planned |= has(&cues.planned.modifiers) && scene.tree.word(child).deprel == Deprel::Amod;
                met.hypothetical |= has(&cues.hypothetical.modifiers) && scene.tree.word(child).deprel == Deprel::Amod;
                met.negations +=
                    usize::from(has(&cues.negated.modifiers) && scene.tree.word(child).deprel == Deprel::Amod);
                met.condition |= scene.tree.word(child).deprel == Deprel::Advcl && scene.is_supposed(child);
            }
            Deprel::Case => {
                let preposition = scene.view.preposition(word).unwrap_or_default();
                met.planned |= cues.planned.prepositions.contains(&*preposition);
                met.negations += usize::from(cues.negated.prepositions.contains(&*preposition));
            }
            Deprel::Obl => {
                // "in the event that", "in case of an attack"
                let under = |s: &usize| *s == child || scene.tree.word(*s).head == Some(child);
                met.condition |= scene.supposed.iter().any(under);
            }
            Deprel::Mark => met.negations += usize::from(cues.negated.marks.contains(lemma)),
            _ => {}
        }
    }
}

/// Whether a verb in the past says that what the noun `word` names was done: "held the planned talks".
fn has_come(scene: &Scene, word: usize) -> bool {
    let tagged = scene.tree.word(word);
    let object = matches!(tagged.deprel, Deprel::Obj | Deprel::NsubjPass);
    let done = |verb: usize| {
        let modal = scene.tree.children_by(verb, &[Deprel::Aux]).any(|a| scene.tree.word(a).xpos == Xpos::Md);
        matches!(scene.tree.word(verb).xpos, Xpos::Vbd | Xpos::Vbn)
            && !modal
            && scene.vocabulary.in_words("performing", scene.lemma(verb))
    };
    object && tagged.head.is_some_and(done)
}

/// "gave no aid", "neither Mali nor Niger signed": an object or subject that is none negates its verb.
fn none_of(scene: &Scene, verb: usize, met: &mut Met) {
    let objects = scene.tree.children_by(verb, &[Deprel::Obj]).filter(|_| scene.tree.word(verb).upos == Upos::Verb);
    let subjects = scene.tree.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let mut determiners =
        objects.chain(subjects).flat_map(|o| scene.tree.children_by(o, &[Deprel::Det, Deprel::CcPreconj]));
    met.negations +=
        usize::from(determiners.any(|d| scene.vocabulary.cues.negated.determiners.contains(scene.lemma(d))));
}

/// "not only", "not just" deny nothing.
fn not_only(scene: &Scene, word: usize) -> bool {
    matches!(scene.form_at(word + 1), "only" | "just" | "merely" | "least")
}

/// A later conjunct without auxiliaries of its own shares those of the first: "will meet and discuss".
fn inherit(scene: &Scene, conjunct: usize, first: usize, met: &mut Met) {
    let (a, b) = (scene.tree.word(conjunct), scene.tree.word(first));
    let auxiliaries = [Deprel::Aux, Deprel::Nsubj, Deprel::NsubjPass, Deprel::AuxPass];
    let bare = scene.tree.children_by(conjunct, &auxiliaries).next().is_none();
    let same = a.xpos == b.xpos && a.xpos != Xpos::Vbd;
    if bare && same {
        let contrast = scene.tree.children_by(conjunct, &[Deprel::Cc]).any(|c| matches!(scene.lemma(c), "but"));
        let mut shared = Met::default();
        own(scene, first, &mut shared);
        // "neither confirmed nor denied": each has its own.
        let nor = scene.tree.children_by(conjunct, &[Deprel::Cc]).any(|c| scene.lemma(c) == "nor");
        let negations = if contrast || nor { 0 } else { shared.negations };
        met.negations += negations;
        met.future |= shared.future;
        // "is to hold a rally and also meet"
        met.planned |= shared.planned;
        met.would |= shared.would;
        met.hypothetical |= shared.hypothetical;
        met.condition |= shared.condition;
    }
}
