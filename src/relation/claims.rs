//! What a speaker says of somebody in so many words: that he does wrong ("said Iran was hiding centrifuges") accuses him,
//! that what he does is bad ("said the strikes were illegal") criticizes him, that it is good supports him. In: a predicate
//! of what is said, and its speaker; out: an [`Event`].

use super::acts::acted_on;
use super::event::{Class, Event, product};
use super::governors::is_untrue;
use super::judgement;
use super::nouns::before;
use super::phrase::{Role, mentioned_besides, referents};
use super::scene::{Filler, Scene};
use super::slots::clause_objects;
use super::stance::stance;
use super::{Modality, Polarity};
use crate::schema::{Place, Slot};
use crate::syntax::{Deprel, Upos};

/// The claim that the predicate `word` makes about its subject, said by `speaker`, by the word `cue`.
pub(super) fn event(scene: &Scene, word: usize, speaker: Filler, cue: usize) -> Option<Event> {
    let passive = || scene.view.is_passive(word) && scene.view.agents(word).is_empty();
    let name = match scene.tree.word(word).upos {
        // "was implicated in the murder"
        _ if blames(scene, word) && passive() => verdict(scene, word),
        Upos::Verb if deserves(scene, word) => Some("supported"),
        Upos::Verb => wrongdoing(scene, word, cue).then_some("accused"),
        _ if scene.tree.child(word, Deprel::Cop).is_some() => verdict(scene, word),
        _ => None,
    };
    // "said troops were on the offensive" calls nobody offensive.
    if scene.view.preposition(word).as_deref() == Some("on") {
        return None;
    }
    let (polarity, modality) = stance(scene, word);
    let contrary = || if polarity == Polarity::Negated { contrary(scene, word) } else { None };
    let (name, contrary) = match name {
        Some(name) => (name, false),
        None => (contrary()?, true),
    };
    // "did not say that Togo hid it" says nothing of it.
    if scene.tree.word(cue).upos == Upos::Verb && stance(scene, cue).0 == Polarity::Negated {
        return None;
    }
    // "is trying to build bombs" says that he is at it.
    let feared = scene.vocabulary.in_words("fearing", scene.lemma(cue));
    let wrong = || scene.vocabulary.in_words("wrongdoing", scene.lemma(word));
    let attempted = !feared && attempts(scene, word) && (illicit(scene, word) || wrong());
    if (polarity == Polarity::Negated) != contrary
        || modality == Modality::Hypothetical && !attempted
        || scene.is_supposed(word)
    {
        return None;
    }
    let role = if name == "accused" { Role::Actor } else { Role::Undergoer };
    let judged = if blames(scene, word) { scene.view.subjects(word) } else { scene.view.actors(word) };
    // To judge a talk is not to judge those who spoke.
    let judged = judged.into_iter().filter(|&w| !scene.vocabulary.in_class("talks", scene.lemma(w)));
    // "said Turkish drilling violated its rights": who owns the wrongful act does wrong.
    let part = |w: usize| if is_act(scene, w) { Role::Undergoer } else { role };
    let mut objects: Vec<Filler> =
        judged.flat_map(|w| acted_on(scene, w, &[speaker], part(w))).filter(|f| f.entity != speaker.entity).collect();
    if objects.is_empty() && name == "rejected" {
        // "lifting the ban on Mali is out of the question": it is refused to Mali.
        let any = Slot { place: Place::Infinitive, only: None, never: None, kind: None };
        let clauses = scene.tree.children_by(word, &[Deprel::Csubj]).flat_map(|c| clause_objects(scene, c, &any));
        objects = clauses.filter(|f| f.entity != speaker.entity).collect();
    }
    let mut pairs = product(&[speaker], &objects);
    let taken: Vec<_> = objects.iter().map(|o| o.entity).chain([speaker.entity]).collect();
    let about = mentioned_besides(scene, word, &taken);
    if objects.is_empty() && name == "rejected" && !about.is_empty() {
        pairs = vec![(speaker, None)];
    }
    let predicate = scene.vocabulary.number(name)?;
    (!pairs.is_empty()).then(|| Event {
        predicate,
        word,
        class: Class::Claim,
        trigger: scene.lemma(word).to_owned(),
        pairs,
        about,
        role: None,
        former: false,
    })
}

/// "There is no truth to reports that Peru spies, Roe said": the denial that the speaker makes by the predicate `word`.
pub(super) fn denial(scene: &Scene, word: usize, speaker: Filler) -> Option<Event> {
    let lemma = scene.lemma(word);
    let listed = ["untrue", "substance"].iter().any(|list| scene.vocabulary.in_words(list, lemma));
    if !listed || scene.is_supposed(word) {
        return None;
    }
    let relations = [Deprel::Nsubj, Deprel::Nmod, Deprel::Obl];
    let above = scene.tree.word(word).head.filter(|_| scene.tree.word(word).deprel == Deprel::Ccomp);
    let around = [Some(word), above].into_iter().flatten().flat_map(|w| scene.tree.children_by(w, &relations));
    let claim = around.chain([word]).find(|&w| is_untrue(scene, w))?;
    // Whoever made the claim is denied it.
    let phrases = scene.view.noun_phrases(claim).into_iter().filter(|(p, _)| matches!(p.as_ref(), "by" | "from"));
    let by = phrases.flat_map(|(_, w)| referents(scene, w, Role::Actor));
    let objects: Vec<Filler> =
        before(scene, claim).into_iter().chain(by).filter(|f| f.entity != speaker.entity).collect();
    let taken: Vec<_> = objects.iter().map(|o| o.entity).chain([speaker.entity]).collect();
    let about = mentioned_besides(scene, claim, &taken);
    let pairs = if objects.is_empty() { vec![(speaker, None)] } else { product(&[speaker], &objects) };
    let predicate = scene.vocabulary.number("denied")?;
    (!objects.is_empty() || !about.is_empty()).then_some(Event {
        predicate,
        word,
        class: Class::Claim,
        trigger: lemma.to_owned(),
        pairs,
        about,
        role: None,
        former: false,
    })
}

/// Whether the verb says that its subject does wrong: by itself ("violates"), by its object ("committed crimes"), or as an
/// act of violence that is alleged rather than reported ("believes the prince ordered the killing").
fn wrongdoing(scene: &Scene, verb: usize, cue: usize) -> bool {
    let lemma = scene.lemma(verb);
    if scene.view.is_passive(verb) && scene.view.agents(verb).is_empty() {
        return false;
    }
    // "is to blame for"
    if lemma == "blame"
        && scene.tree.child(verb, Deprel::Cop).is_some()
        && scene.view.mark(verb).as_deref() == Some("to")
    {
        return true;
    }
    // "bears responsibility for the attack"
    let guilt = |o: usize| scene.vocabulary.in_words("guilt", scene.lemma(o));
    let whereof = |o: usize| {
        let phrases = scene.view.noun_phrases(o).into_iter().chain(scene.view.obliques(verb));
        phrases.into_iter().any(|(p, _)| p == "for")
    };
    if scene.vocabulary.in_words("bearing", lemma)
        && scene.view.undergoers(verb).into_iter().any(|o| guilt(o) && whereof(o))
    {
        return true;
    }
    let alleged = || scene.vocabulary.in_words("alleging", scene.lemma(cue));
    let violent = || {
        scene.vocabulary.in_words("violence", lemma)
            || scene.vocabulary.in_words("commanding", lemma)
                && scene.view.undergoers(verb).into_iter().any(|o| scene.vocabulary.in_class("killing", scene.lemma(o)))
    };
    let criminal = || {
        scene.vocabulary.in_words("committing", lemma)
            && scene.view.undergoers(verb).into_iter().any(|o| {
                let object = scene.lemma(o);
                scene.vocabulary.in_class("crime", object) || scene.vocabulary.in_words("wrong", object)
            })
    };
    // "played a role in the attack"
    let took_part = || {
        scene.vocabulary.in_words("partaking", lemma)
            && scene.view.undergoers(verb).into_iter().any(|o| {
                let within = scene.view.noun_phrases(o).into_iter().chain(scene.view.obliques(verb));
                let crime = |(p, w): (std::borrow::Cow<str>, usize)| p == "in" && is_crime(scene, w);
                scene.vocabulary.in_words("having_part", scene.lemma(o)) && within.into_iter().any(crime)
            })
    };
    // "broke its promises"
    let faithless = || {
        scene.vocabulary.in_words("breaking", lemma)
            && scene.view.undergoers(verb).into_iter().any(|o| {
                let object = scene.lemma(o);
                scene.vocabulary.in_class("deal", object) || scene.vocabulary.in_words("binding", object)
            })
    };
    // "said the militia had killed villagers" accuses, whatever word reports it.
    let atrocious = || {
        let innocent = |o: usize| scene.vocabulary.in_words("innocents", scene.lemma(o));
        scene.vocabulary.in_words("violence", lemma)
            && scene.view.undergoers(verb).into_iter().any(|o| {
                let counted = scene.view.noun_phrases(o).into_iter().filter(|(p, _)| p == "of").map(|(_, w)| w);
                std::iter::once(o).chain(counted).any(innocent)
            })
    };
    let conceals = || scene.vocabulary.in_words("concealing", lemma) && !scene.view.undergoers(verb).is_empty();
    scene.vocabulary.in_words("wrongdoing", lemma)
        || conceals()
        || faithless()
        || took_part()
        || atrocious()
        || criminal()
        || illicit(scene, verb)
        || alleged() && violent()
}

/// "deserves great recognition": whether the verb says that its subject should be praised.
fn deserves(scene: &Scene, verb: usize) -> bool {
    let praise = |o: usize| scene.vocabulary.in_words("deserved", scene.lemma(o));
    scene.vocabulary.in_words("deserving", scene.lemma(verb)) && scene.view.undergoers(verb).into_iter().any(praise)
}

/// Whether the verb and its object say what no state should do: "is building atomic bombs", "finances terrorists".
fn illicit(scene: &Scene, verb: usize) -> bool {
    let lemma = scene.lemma(verb);
    let to = scene.view.obliques(verb).into_iter().filter(|(p, _)| matches!(p.as_ref(), "to" | "for")).map(|(_, w)| w);
    let objects = || scene.view.undergoers(verb).into_iter().chain(to.clone()).flat_map(|o| scene.view.conjuncts(o));
    let weapon = |o: usize| {
        let kinds = scene.view.modifiers(o);
        scene.vocabulary.in_words("arms", scene.lemma(o))
            && kinds.into_iter().any(|m| scene.vocabulary.in_words("forbidden", scene.lemma(m)))
    };
    let outlaw = |o: usize| {
        let kinds = scene.view.modifiers(o).into_iter().chain([o]);
        kinds.into_iter().any(|w| scene.vocabulary.in_words("outlaws", scene.lemma(w)))
    };
    scene.vocabulary.in_words("arming", lemma) && objects().any(weapon)
        || scene.vocabulary.in_words("abetting", lemma) && objects().any(outlaw)
}

/// Whether the verb is said to be attempted: "is trying to build".
fn attempts(scene: &Scene, verb: usize) -> bool {
    let word = scene.tree.word(verb);
    let governor = word.head.filter(|_| word.deprel == Deprel::Xcomp).map(|h| scene.lemma(h));
    governor.is_some_and(|g| matches!(g, "try" | "attempt" | "seek"))
}

/// Whether the noun names something done or said rather than somebody.
fn is_act(scene: &Scene, word: usize) -> bool {
    let lemma = scene.lemma(word);
    let classes = ["position", "sanction", "exercise", "killing", "claim", "demand"];
    scene.tree.word(word).upos == Upos::Noun
        && (scene.vocabulary.in_words("acts", lemma)
            || scene.vocabulary.in_words("documents", lemma)
            || classes.iter().any(|class| scene.vocabulary.in_class(class, lemma))
            || lemma.ends_with("ing"))
}

/// Whether the word says that its subject had a part in something: "responsible for", "involved in".
fn blames(scene: &Scene, word: usize) -> bool {
    scene.vocabulary.in_words("blamed", scene.lemma(word)) || scene.vocabulary.in_words("blamed", scene.form(word))
}

fn is_crime(scene: &Scene, word: usize) -> bool {
    let lemma = scene.lemma(word);
    scene.vocabulary.in_class("killing", lemma) || scene.vocabulary.in_class("crime", lemma)
}

/// "has not honored the truce", "failed to comply with the treaty": whether the verb says that one does as one is bound to.
fn keeps(scene: &Scene, verb: usize) -> bool {
    let bound = |o: usize| {
        let object = scene.lemma(o);
        let classed = ["deal", "demand", "command"].iter().any(|class| scene.vocabulary.in_class(class, object));
        classed || scene.vocabulary.in_words("binding", object)
    };
    let phrases = scene.view.obliques(verb).into_iter().filter(|(p, _)| matches!(p.as_ref(), "with" | "by" | "to"));
    scene.tree.word(verb).upos == Upos::Verb
        && scene.vocabulary.in_words("keeping", scene.lemma(verb))
        && scene.view.undergoers(verb).into_iter().chain(phrases.map(|(_, w)| w)).any(bound)
}

/// "has failed to provide details": whether the verb says what one owes, of which another verb says that it was not done.
fn owes(scene: &Scene, verb: usize) -> bool {
    let word = scene.tree.word(verb);
    let fails =
        |h: usize| scene.tree.word(h).upos == Upos::Verb && scene.vocabulary.in_words("failing", scene.lemma(h));
    word.upos == Upos::Verb
        && word.deprel == Deprel::Xcomp
        && scene.vocabulary.in_words("owed", scene.lemma(verb))
        && word.head.is_some_and(fails)
}

/// "is not sufficient", "is not acceptable": what the adjective says where it is denied, as its contrary does; so does a
/// verb of keeping to what binds one.
fn contrary(scene: &Scene, word: usize) -> Option<&'static str> {
    if keeps(scene, word) || owes(scene, word) {
        return Some("accused");
    }
    let adjective = scene.tree.word(word).upos == Upos::Adj && scene.tree.child(word, Deprel::Cop).is_some();
    let lemma = Some(scene.lemma(word)).filter(|_| adjective)?;
    let is = |list: &str| ["in", "un"].iter().any(|not| scene.vocabulary.in_words(list, &format!("{not}{lemma}")));
    match () {
        () if is("refusing") => Some("rejected"),
        () if is("negative") => Some("criticized"),
        () => None,
    }
}

/// What the predicate noun or adjective says of its subject.
fn verdict(scene: &Scene, word: usize) -> Option<&'static str> {
    if blames(scene, word) {
        return scene.view.obliques(word).into_iter().any(|(_, w)| is_crime(scene, w)).then_some("accused");
    }
    // "is behind the killing"
    if scene.view.preposition(word).is_some_and(|p| scene.vocabulary.in_words("blamed", &p)) {
        return is_crime(scene, word).then_some("accused");
    }
    // "is a step towards" praises nobody, "is generous" and "is a positive step" do; "is in good health" does not.
    let praises = |w: usize| scene.tree.word(w).upos == Upos::Adj;
    let apt = |w: &usize| praises(*w) && scene.lemma(*w) != "important";
    let bare = scene.view.preposition(word).is_none();
    let kinds = scene.tree.children_by(word, &[Deprel::Amod]).filter(|w| bare && apt(w));
    let mut said = std::iter::once(word).chain(kinds);
    said.find_map(|w| judgement::predicate(scene, w).filter(|&name| name != "supported" || praises(w)))
}
