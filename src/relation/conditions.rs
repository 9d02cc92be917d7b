//! What a sentence supposes or asks rather than says. In: a sentence; out: the heads of the clauses and phrases that stand
//! in a condition ("if", "unless", "in the event of", "should Russia attack", "were Russia to attack") or are a question
//! that yes or no answers. The opening words are those of `schema/modality.toml`; where the tree hung them elsewhere ("If,
//! instead, Russia attacks"), the clause that they open is told by the order of the words.

use super::scene::Scene;
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Bound::{Included, Unbounded};

/// How far from its opening words the verb of a condition may stand.
const REACH: usize = 16;

/// How far from its "to" the "were" of "were the junta to attack" may stand.
const GAP: usize = 10;

/// The words, in order, that head what is supposed in the sentence.
pub(super) fn supposed(scene: &Scene) -> Vec<usize> {
    let mut found = Vec::new();
    let asked = is_question(scene);
    for word in 0..scene.tree.len() {
        if let Some(end) = opened(scene, word) {
            found.extend(introduced(scene, word, end));
        }
        found.extend(inverted(scene, word, asked));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The end of the words at `first` that open a condition, if they do.
fn opened(scene: &Scene, first: usize) -> Option<usize> {
    let cues = &scene.vocabulary.cues;
    // Most words open nothing.
    let form = scene.form(first);
    let openers = [&cues.conditions, &cues.hypothetical.marks]
        .into_iter()
        .flat_map(|set| set.range::<str, _>((Included(form), Unbounded)).take_while(|o| o.starts_with(form)));
    let fits = |opener: &&String| {
        opener.split(' ').enumerate().all(|(at, part)| first + at < scene.tree.len() && scene.form(first + at) == part)
    };
    let longest = openers.filter(fits).map(|o| o.split(' ').count()).max()?;
    // "The treaty provided that": with a subject of its own it is a verb.
    let told = scene.tree.word(first).upos == Upos::Verb && scene.tree.child(first, Deprel::Nsubj).is_some();
    (!told).then_some(first + longest)
}

/// The head of the clause or phrase that the words `first..end` open.
fn introduced(scene: &Scene, first: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if scene.form(last) == "of" {
        return scene.tree.word(last).head.filter(|&h| h > last && scene.is_nominal(h));
    }
    let predicate = |w: &usize| {
        *w >= end
            && (scene.tree.word(*w).upos == Upos::Verb
                || scene.tree.child(*w, Deprel::Cop).is_some()
                || scene.tree.child(*w, Deprel::Nsubj).is_some())
    };
    let marks = (first..end).filter(|&w| matches!(scene.tree.word(w).deprel, Deprel::Mark | Deprel::Case));
    // "as Lavrov says" has a subordinator of its own.
    let own = |w: &usize| !(end..*w).any(|m| scene.tree.word(m).deprel == Deprel::Mark && scene.form(m) == "as");
    let marked = marks.filter_map(|w| scene.tree.word(w).head).find(|w| predicate(w) && own(w));
    let found = marked.or_else(|| first_verb(scene, end))?;
    // "as long as Russia held Crimea" tells a time.
    let past = scene.form(last) == "as" && scene.tree.word(found).xpos == Xpos::Vbd;
    (!past).then_some(found)
}

/// The verb of the clause that begins at `start`, perhaps behind an aside between commas.
fn first_verb(scene: &Scene, start: usize) -> Option<usize> {
    let comma = |w: usize| w < scene.tree.len() && scene.form(w) == ",";
    // "if instead, Mali", not "if so, Mali", which is whole.
    let adverb = |w: usize| scene.tree.word(w).upos == Upos::Adv && !matches!(scene.form(w), "so" | "not");
    let close = |from: usize| (from..scene.tree.len()).find(|&w| comma(w));
    let adverbs = || close(start).filter(|&c| c > start && (start..c).all(adverb)).map(|c| c + 1);
    let begin = if comma(start) { close(start + 1)? + 1 } else { adverbs().unwrap_or(start) };
    let clause = (begin..scene.tree.len().min(begin + REACH)).take_while(|&w| !comma(w));
    let relative = |w: usize| matches!(scene.tree.word(w).deprel, Deprel::AclRelcl | Deprel::Acl);
    clause.filter(|&w| scene.tree.word(w).upos == Upos::Verb && !relative(w)).find(|&w| scene.view.is_finite(w))
}

/// The verb of a clause that an auxiliary before its subject opens: "should Russia attack", "were Russia to attack", "had
/// Russia attacked", and in a question ("asked") any.
fn inverted(scene: &Scene, word: usize, asked: bool) -> Option<usize> {
    if !matches!(scene.tree.word(word).upos, Upos::Aux | Upos::Verb) || !begins_clause(scene, word) {
        return None;
    }
    let form = scene.form(word);
    match form {
        "were" => return infinitive(scene, word),
        "had" if !asked => return participle(scene, word),
        _ => {}
    }
    let tagged = scene.tree.word(word);
    let verb = tagged.head.filter(|&h| h > word && matches!(tagged.deprel, Deprel::Aux | Deprel::AuxPass))?;
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
    let turned = scene.tree.children_by(verb, &subjects).any(|s| word < s && s < verb);
    let should = form == "should" && scene.tree.word(verb).xpos == Xpos::Vb;
    (turned && (asked || should)).then_some(verb)
}

/// The participle of "had X done", where only a noun phrase stands between and the main clause tells what would have been.
fn participle(scene: &Scene, had: usize) -> Option<usize> {
    let verb = (had + 1..scene.tree.len().min(had + GAP)).find(|&w| scene.tree.word(w).upos == Upos::Verb)?;
    let would = (verb..scene.tree.len()).any(|w| matches!(scene.form(w), "would" | "could" | "might"));
    let nominal = verb > had + 1 && scene.is_nominal(verb - 1);
    (would && nominal && scene.tree.word(verb).xpos == Xpos::Vbn).then_some(verb)
}

/// Whether nothing of its clause stands before `word`.
fn begins_clause(scene: &Scene, word: usize) -> bool {
    let opens = |before: usize| {
        let form = scene.form(before);
        let joins = matches!(scene.tree.word(before).upos, Upos::Punct | Upos::Cconj | Upos::Sconj);
        joins || form == "that" || scene.tree.word(before).upos != Upos::Aux && scene.form(word) == "were"
    };
    word.checked_sub(1).is_none_or(opens)
}

/// The infinitive of "were X to V", where only a noun phrase stands between.
fn infinitive(scene: &Scene, were: usize) -> Option<usize> {
    let ahead = were + 1..scene.tree.len().min(were + GAP);
    let mut between = ahead.take_while(|&w| !matches!(scene.tree.word(w).upos, Upos::Verb | Upos::Aux));
    let to = between.find(|&w| scene.form(w) == "to" && w > were + 1)?;
    let nominal = scene.is_nominal(to - 1) && (were + 1..to).all(|w| scene.tree.word(w).upos != Upos::Adp);
    (nominal && to + 1 < scene.tree.len() && scene.tree.word(to + 1).xpos == Xpos::Vb).then_some(to + 1)
}

/// Whether the sentence is a question that yes or no answers.
fn is_question(scene: &Scene) -> bool {
    let mark = |w: usize| matches!(scene.form(w), "\u{201d}" | "\"" | "'" | "\u{2019}");
    (0..scene.tree.len()).rev().find(|&w| !mark(w)).is_some_and(|w| scene.form(w) == "?")
}
