//! Judgements: "called the vote a farce" criticizes, "labelled the group terrorists" accuses, "deemed the demand
//! unacceptable" rejects, "found the strike justified" supports. In: a verb of judging; out: an [`Event`] by the word that
//! it judges with.

use super::acts::acted_on;
use super::deeds::doer;
use super::event::{Class, Event, product};
use super::phrase::{Role, mentioned};
use super::scene::{Filler, Scene};
use super::verbs::actors;
use crate::syntax::{Deprel, Upos, Xpos};

/// The judgement that verb `verb` passes.
pub(super) fn event(scene: &Scene, verb: usize) -> Option<Event> {
    let lemma = scene.lemma(verb);
    if scene.tree.word(verb).upos != Upos::Verb || !scene.vocabulary.in_words("judging", lemma) {
        return None;
    }
    let mut judged = judged(scene, verb);
    // To judge a talk is not to judge those who were spoken with.
    judged.retain(|&w| !scene.vocabulary.in_class("talks", scene.lemma(w)));
    // "described the tests as not constructive" praises nobody; what is not bad is nothing.
    let said = |word: usize| match predicate(scene, word)? {
        name if !is_denied(scene, word) => Some(name),
        name => (name == "supported").then_some("criticized"),
    };
    let verdict = verdicts(scene, verb, &judged).into_iter().find_map(|word| Some((word, said(word)?)));
    let (word, name) = verdict?;
    let predicate = scene.vocabulary.number(name)?;
    let subjects = actors(scene, verb);
    let objects: Vec<Filler> = judged.iter().flat_map(|&w| acted_on(scene, w, &subjects, Role::Undergoer)).collect();
    let it = judged.iter().any(|&w| scene.lemma(w) == "it") && objects.is_empty();
    let objects = match it {
        true if expletive(scene, verb) => return None,
        true => pointed_at(scene, verb, &subjects),
        false => objects,
    };
    let mut pairs = product(&subjects, &objects);
    let taken = |f: &Filler| subjects.iter().chain(&objects).any(|o| o.entity == f.entity);
    let about: Vec<_> =
        judged.iter().flat_map(|&w| mentioned(scene, w, &[])).filter(|f| !taken(f)).map(|f| f.entity).collect();
    if pairs.is_empty() && objects.is_empty() && !about.is_empty() {
        pairs = subjects.iter().map(|&s| (s, None)).collect();
    }
    let trigger = format!("{lemma} {}", scene.lemma(word));
    (!pairs.is_empty()).then_some(Event {
        predicate,
        word: verb,
        class: Class::Light,
        trigger,
        pairs,
        about,
        role: None,
        former: false,
    })
}

/// Whether "not" or "hardly" stands before the word.
fn is_denied(scene: &Scene, word: usize) -> bool {
    let mut adverbs = scene.tree.children_by(word, &[Deprel::Advmod]);
    adverbs.any(|c| c < word && matches!(scene.lemma(c), "not" | "hardly"))
}

/// Whether "it" only stands for what follows: "considered it wrong to march".
fn expletive(scene: &Scene, verb: usize) -> bool {
    let clauses = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Csubj, Deprel::Advcl, Deprel::Acl];
    let below = scene.tree.children_by(verb, &[Deprel::Xcomp, Deprel::Obj, Deprel::Ccomp]).chain([verb]);
    let mut later = below.flat_map(|w| scene.tree.children_by(w, &clauses)).filter(|&c| c > verb + 1);
    later.any(|c| scene.view.mark(c).is_some_and(|m| matches!(m.as_ref(), "to" | "for" | "that")))
}

/// Whom "it" means as the object of a judgement: in "rejected the pact with Chad, calling it a farce" whom the first verb
/// concerns, else who has been acting.
fn pointed_at(scene: &Scene, verb: usize, subjects: &[Filler]) -> Vec<Filler> {
    let word = scene.tree.word(verb);
    let main = word.head.filter(|&h| {
        let beside = matches!(word.deprel, Deprel::Advcl | Deprel::Conj) && !scene.view.is_finite(verb);
        beside && h < verb && scene.tree.word(h).upos == Upos::Verb
    });
    if let Some(main) = main {
        let phrases = scene.view.obliques(main).into_iter();
        let about =
            phrases.filter(|(p, w)| *w < verb && matches!(p.as_ref(), "on" | "of" | "about" | "against" | "to"));
        let objects = scene.view.undergoers(main).into_iter().chain(about.map(|(_, w)| w)).filter(|&w| w < verb);
        let objects: Vec<usize> = objects.collect();
        let found: Vec<Filler> = objects
            .iter()
            .flat_map(|&w| acted_on(scene, w, subjects, Role::Undergoer))
            .map(|f| Filler { direct: false, ..f })
            .collect();
        if !objects.is_empty() {
            return found;
        }
    }
    doer(scene, None, subjects).map(|entity| Filler { entity, word: verb, direct: false }).into_iter().collect()
}

/// What is judged: the object, or what "referred to" refers to.
fn judged(scene: &Scene, verb: usize) -> Vec<usize> {
    let mut objects = scene.view.undergoers(verb);
    if !scene.view.is_passive(verb) {
        // Of two bare phrases the first is judged, however they were labelled.
        let bare = scene.tree.children_by(verb, &[Deprel::Obj, Deprel::Obl, Deprel::Xcomp, Deprel::Ccomp]);
        objects.extend(bare.filter(|&c| c > verb && scene.view.preposition(c).is_none() && scene.is_nominal(c)));
        objects.sort_unstable();
    }
    if scene.lemma(verb) == "refer" {
        return scene
            .view
            .obliques(verb)
            .into_iter()
            .filter(|(p, _)| p == "to")
            .map(|(_, w)| w)
            .chain(objects)
            .collect();
    }
    if objects.is_empty() {
        // "called Togo's order swift": a noun may have been read as part of the verdict that follows it.
        let swallowed = [Deprel::Compound, Deprel::Nsubj, Deprel::NmodUnmarked, Deprel::NmodDesc];
        let verdicts = scene.tree.children_by(verb, &[Deprel::Xcomp]).filter(|&c| scene.tree.word(c).upos == Upos::Adj);
        let nouns = verdicts.flat_map(|c| scene.tree.children_by(c, &swallowed).filter(move |&w| verb < w && w < c));
        objects.extend(nouns.filter(|&w| scene.is_nominal(w)));
    }
    // Of two objects the first is judged and the second the verdict.
    objects.into_iter().take(1).collect()
}

/// The words that may carry the verdict: complement, second object, as-phrase, each with its modifiers.
fn verdicts(scene: &Scene, verb: usize, judged: &[usize]) -> Vec<usize> {
    let relations = [Deprel::Xcomp, Deprel::Ccomp, Deprel::Obj, Deprel::Obl, Deprel::Advcl, Deprel::Advmod];
    // What happens beside it is no verdict: "attack X if Y attacks".
    let apart = |c: usize| scene.view.is_circumstance(c) && scene.tree.word(c).upos == Upos::Verb;
    let mut heads: Vec<usize> =
        scene.tree.children_by(verb, &relations).filter(|&c| c > verb && !judged.contains(&c) && !apart(c)).collect();
    // "find those responsible", "found no improvement in human rights": what is found is no verdict.
    if scene.vocabulary.in_words("perceiving", scene.lemma(verb)) {
        let as_phrase = |c: usize| scene.view.preposition(c).as_deref() == Some("as");
        heads.retain(|&c| scene.tree.word(c).deprel == Deprel::Xcomp || as_phrase(c));
        let nouns = judged.iter().flat_map(|&w| scene.view.noun_phrases(w)).filter(|(p, _)| p == "as");
        heads.extend(nouns.map(|(_, w)| w));
        return heads.into_iter().flat_map(|h| scene.view.conjuncts(h)).collect();
    }
    for &word in judged {
        for conjunct in scene.view.conjuncts(word) {
            heads.extend(scene.view.noun_phrases(conjunct).into_iter().filter(|(p, _)| p == "as").map(|(_, w)| w));
        }
        heads.extend(
            scene
                .tree
                .children_by(word, &[Deprel::Xcomp, Deprel::Appos, Deprel::Acl, Deprel::Amod])
                .filter(|&c| c > word),
        );
    }
    if let Some(&first) = judged.first() {
        heads.extend(rest(scene, verb, first));
    }
    let mut words = Vec::new();
    for head in heads.into_iter().flat_map(|h| scene.view.conjuncts(h)) {
        words.push(head);
        words.extend(scene.tree.children_by(head, &[Deprel::Amod, Deprel::Compound, Deprel::Nmod]));
    }
    words
}

/// The words after what is judged, to the end of the clause: the verdict where the tree does not tell.
fn rest(scene: &Scene, verb: usize, judged: usize) -> Vec<usize> {
    let from = judged.max(verb) + 1;
    let clause = (from..scene.tree.len().min(from + 10)).take_while(|&w| {
        let tagged = scene.tree.word(w);
        !scene.view.is_finite(w)
            && !matches!(scene.form(w), ";" | "." | "," | "of" | "after" | "while" | "because")
            && tagged.upos != Upos::Sconj
    });
    clause.filter(|&w| matches!(scene.tree.word(w).upos, Upos::Noun | Upos::Adj)).collect()
}

/// What a verdict by the word `word` does.
pub(super) fn predicate(scene: &Scene, word: usize) -> Option<&'static str> {
    let lemma = scene.lemma(word);
    // "is out of the question"
    let phrase = scene.view.preposition(word).map(|p| format!("{}_{lemma}", p.replace(' ', "_")));
    let whole = |list: &str| phrase.as_ref().is_some_and(|phrase| scene.vocabulary.in_words(list, phrase));
    // "Justified" is listed as the adjective that it is, whatever the tag.
    let participle = Some(scene.form(word)).filter(|_| scene.tree.word(word).xpos == Xpos::Vbn);
    let said = |list: &str| participle.is_some_and(|form| scene.vocabulary.in_words(list, form));
    let is = |list: &str| scene.vocabulary.in_words(list, lemma) || said(list) || whole(list);
    match () {
        () if is("refusing") => Some("rejected"),
        () if is("wrong") => Some("accused"),
        () if is("negative") => Some("criticized"),
        () if is("positive") => Some("supported"),
        () => None,
    }
}
