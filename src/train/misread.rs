//! The treebanks as the program would read them from raw text: where its splitter and tokenizer go wrong, the sentences
//! that come of it, with the gold answers of the words that they still have. A network that has learnt from them loses less
//! on raw text.
//!
//! As a splitter knows the text that it was learnt from, each part of the treebanks is read with one that was learnt from
//! the others (a jackknife); and with the same splitter leaning to either side, for more of what it does wrong.

use super::data::{Example, Gold};
use super::splitter;
use crate::document::Span;
use crate::syntax::Deprel;
use crate::syntax::conllu::Treebank;
use crate::text::{self, Splitter, Text};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// In how many ways the treebanks are divided, and into how many parts.
const DIVISIONS: usize = 4;
const PARTS: usize = 3;
/// How much more readily than they were learnt to the splitters end sentences, and cut contractions; the program's own lean is
/// left out.
const LEANS: [(i64, i64); 3] = [(500, 600), (-2000, 600), (3000, 600)];

/// The sentences of `treebanks` that are not those of the gold, in order and each once.
pub fn misread(treebanks: &[Treebank]) -> Vec<Example> {
    let turns: Vec<(usize, usize)> =
        (0..DIVISIONS).flat_map(|division| (0..PARTS).map(move |part| (division, part))).collect();
    let found: Vec<Vec<(Vec<String>, Example)>> = turns
        .into_par_iter()
        .map(|(division, part)| {
            let is_held = |document: usize| (document / PARTS.pow(division as u32)) % PARTS == part;
            let known: Vec<Treebank> =
                treebanks.iter().enumerate().filter(|(i, _)| !is_held(*i)).map(|(_, t)| t.clone()).collect();
            let splitter = splitter::learn(&known, &splitter::Options::default());
            let splitters = LEANS.map(|(ends, contractions)| splitter.leaning(ends, contractions));
            let held = treebanks.iter().enumerate().filter(|(i, _)| is_held(*i));
            held.flat_map(|(_, gold)| splitters.iter().flat_map(|splitter| wrong_sentences(gold, splitter))).collect()
        })
        .collect();
    let mut seen = BTreeSet::new();
    found.into_iter().flatten().filter(|(key, _)| seen.insert(key.clone())).map(|(_, example)| example).collect()
}

/// The sentences of the text of `gold`, read with `splitter`, that are no gold sentences, each with what tells it from
/// others.
fn wrong_sentences(gold: &Treebank, splitter: &Splitter) -> Vec<(Vec<String>, Example)> {
    let found = text::analyze_with(&gold.document, splitter);
    let right: BTreeSet<Vec<Span>> = gold.text.sentences.iter().map(|s| spans(&gold.text, s.tokens.clone())).collect();
    let mut words: BTreeMap<Span, (usize, Gold)> = BTreeMap::new();
    for (sentence, tree) in gold.text.sentences.iter().zip(&gold.trees) {
        for (at, word) in sentence.tokens.clone().zip(tree.words()) {
            let answer = Gold { head: word.head.map(|head| head + sentence.tokens.start), ..word.into() };
            words.insert(gold.text.tokens[at].span, (at, answer));
        }
    }
    let sentences = found.sentences.iter().map(|sentence| spans(&found, sentence.tokens.clone()));
    let wrong = sentences.filter(|spans| !right.contains(spans));
    wrong
        .map(|spans| {
            let forms: Vec<String> = spans.iter().map(|&span| gold.document.slice(span).to_owned()).collect();
            let mut key = forms.clone();
            key.push(gold.document.id.clone());
            (key, Example { words: Some(answers(&spans, &words)), forms, ..Example::default() })
        })
        .collect()
}

fn spans(text: &Text, tokens: Range<usize>) -> Vec<Span> {
    text.tokens[tokens].iter().map(|token| token.span).collect()
}

/// The answers of a stretch of words: of those that are gold words (with their number in the gold) and whose head is in the
/// stretch too. Where no gold root is, the first word whose head is elsewhere is the root.
fn answers(spans: &[Span], gold: &BTreeMap<Span, (usize, Gold)>) -> Vec<Option<Gold>> {
    let known: Vec<Option<(usize, Gold)>> = spans.iter().map(|span| gold.get(span).copied()).collect();
    let places: BTreeMap<usize, usize> =
        known.iter().enumerate().filter_map(|(place, word)| Some((word.as_ref()?.0, place))).collect();
    let mut rooted = known.iter().flatten().any(|(_, word)| word.head.is_none());
    known
        .into_iter()
        .map(|word| {
            let (_, word) = word?;
            match word.head.map(|head| places.get(&head)) {
                None => Some(word),
                Some(Some(&place)) => Some(Gold { head: Some(place), ..word }),
                Some(None) if !rooted => {
                    rooted = true;
                    Some(Gold { head: None, deprel: Deprel::Root, ..word })
                }
                Some(None) => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_another_sentence_have_no_answer() {
        let spans = [Span::new(0, 2), Span::new(3, 5), Span::new(6, 9)];
        let gold =
            |head, deprel| Gold { upos: crate::syntax::Upos::X, xpos: crate::syntax::Xpos::ALL[0], head, deprel };
        // The second word hangs on the fifth, which is elsewhere; the third is no gold word.
        let words = BTreeMap::from([
            (spans[0], (3, gold(Some(4), Deprel::Det))),
            (spans[1], (4, gold(Some(5), Deprel::Obj))),
            (Span::new(6, 8), (5, gold(None, Deprel::Root))),
        ]);
        let found = answers(&spans, &words);
        assert_eq!(found[0].map(|g| g.head), Some(Some(1)));
        assert_eq!(found[1].map(|g| (g.head, g.deprel)), Some((None, Deprel::Root)));
        assert!(found[2].is_none());
    }
}
