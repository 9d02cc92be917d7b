//! Measures each layer against gold, with the layers beneath it gold and predicted, so that the guilty one shows.
//!
//! In: CoNLL-U treebanks and IOB2 name files, and a parser; out: a [`FileReport`] a file, readable or JSON. Identity
//! across documents is measured on a graph ([`compare_identity`]), relations on extractions ([`RelationReport`]). Parsing is a
//! closure over the text, so that any decoder can be measured.

mod conll;
mod coreference;
mod identity;
mod names;
mod relations;
mod report;
mod score;

pub use conll::{Layers, Scores, compare};
pub use coreference::{Coreference, Ratio};
pub use identity::{IdentityReport, IdentityRow, compare_identity, read_identity};
pub use names::{NameCorpus, NameScores, compare_entities, compare_names, read_iob2};
pub use relations::{AnnotatedDocument, AnnotatedEntity, AnnotatedRelation, Bin, RelationReport, plain, read_gold};
pub use report::{Beneath, FileReport, Row};
pub use score::Score;

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::syntax::conllu::{self, Treebank};
use crate::syntax::{Tree, lemma};
use crate::text::{self, Text};
use crate::{Error, Result};
use std::path::Path;

/// Analyses the sentences of a text: one tree a sentence.
pub type Parse<'a> = dyn Fn(&Document, &Text) -> Vec<Tree> + 'a;

/// Measures the gold file at `path`: names if its ending is `.iob2`, else a treebank in CoNLL-U.
///
/// # Errors
/// [`Error::Io`] if the file cannot be read, [`Error::Schema`] with the line if it is malformed.
pub fn evaluate_file(path: &Path, parse: &Parse<'_>) -> Result<FileReport> {
    let file = path.display().to_string();
    let input = std::fs::read_to_string(path).map_err(|source| Error::io(path, source))?;
    let mut report = FileReport { file: file.clone(), ..FileReport::default() };
    if path.extension().is_some_and(|ending| ending == "iob2") {
        let corpus = read_iob2(&file, &input)?;
        report.rows = evaluate_names(&corpus, parse);
        report.rows.extend(by_label(
            "entities",
            Beneath::Text,
            compare_entities(&corpus, parse, Gazetteer::embedded()?),
        ));
    } else {
        let treebanks = conllu::read(&file, &input)?;
        report.rows = evaluate_treebanks(&treebanks, parse);
        report.coreference = coreference::evaluate(&treebanks, parse, Gazetteer::embedded()?);
    }
    Ok(report)
}

/// Measures text and syntax on gold documents.
pub fn evaluate_treebanks(treebanks: &[Treebank], parse: &Parse<'_>) -> Vec<Row> {
    let (mut raw, mut on_tokens, mut lemmas) = (Scores::default(), Scores::default(), Score::default());
    let mut by_length = LENGTHS.map(|_| Score::default());
    for gold in treebanks {
        let document = &gold.document;
        let reference = Layers { document, text: &gold.text, trees: &gold.trees };
        let found = text::analyze(document);
        let trees = parse(document, &found);
        raw.add(&compare(reference, Layers { document, text: &found, trees: &trees }));
        let trees = parse(document, &gold.text);
        on_tokens.add(&compare(reference, Layers { document, text: &gold.text, trees: &trees }));
        for (sentence, tree) in gold.trees.iter().zip(&trees) {
            by_length[LENGTHS.iter().filter(|(_, most)| sentence.words().len() > *most).count()]
                .add(attachments(sentence, tree));
        }
        lemmas.add(lemmas_of(gold));
    }
    let row = |beneath| move |(layer, score): (&str, Score)| Row { layer: layer.to_owned(), beneath, score };
    let mut rows: Vec<Row> = raw.rows().into_iter().map(row(Beneath::Text)).collect();
    // Tokens and sentences are given here: only what stands on them is measured.
    rows.extend(on_tokens.rows().into_iter().skip(3).map(row(Beneath::GoldTokens)));
    rows.push(row(Beneath::GoldTags)(("lemmas", lemmas)));
    rows.sort_by_key(|row| LAYERS.iter().position(|layer| *layer == row.layer));
    rows.extend(LENGTHS.iter().map(|(layer, _)| *layer).zip(by_length).map(row(Beneath::GoldTokens)));
    rows
}

/// The layers in the order of the report.
const LAYERS: [&str; 8] = ["tokens", "sentences", "words", "upos", "xpos", "lemmas", "uas", "las"];

/// Classes of sentences by their number of words, as the report names them, and the most words of each.
const LENGTHS: [(&str, usize); 4] = [("las 1-10", 10), ("las 11-20", 20), ("las 21-40", 40), ("las 41-", usize::MAX)];

/// Heads and relations, without subtypes, of one sentence with gold tokens.
fn attachments(gold: &Tree, found: &Tree) -> Score {
    let same = gold.words().iter().zip(found.words());
    let same = same.filter(|(a, b)| a.head == b.head && a.deprel.universal() == b.deprel.universal());
    Score { gold: gold.words().len(), system: found.words().len(), correct: same.count() }
}

/// The lemma rules on gold tokens and tags.
fn lemmas_of(gold: &Treebank) -> Score {
    let mut score = Score::default();
    for (sentence, tree) in gold.text.sentences.iter().zip(&gold.trees) {
        for (token, word) in gold.text.tokens.get(sentence.tokens.clone()).unwrap_or_default().iter().zip(tree.words())
        {
            let found = lemma(gold.document.slice(token.span), word.upos, word.xpos);
            score.add(Score { gold: 1, system: 1, correct: usize::from(word.lemma == "_" || found == word.lemma) });
        }
    }
    score
}

/// Measures names on a gold corpus, on its own tokens and on the rebuilt text.
pub fn evaluate_names(gold: &NameCorpus, parse: &Parse<'_>) -> Vec<Row> {
    let found = text::analyze(&gold.document);
    let mut rows = Vec::new();
    for (beneath, text) in [(Beneath::Text, &found), (Beneath::GoldTokens, &gold.text)] {
        rows.extend(by_label("names", beneath, compare_names(gold, text, &parse(&gold.document, text))));
    }
    rows
}

/// The rows of `layer`: all labels, then each.
fn by_label(layer: &str, beneath: Beneath, scores: NameScores) -> Vec<Row> {
    let all = Row { layer: layer.to_owned(), beneath, score: scores.all };
    let each = scores.by_label.into_iter();
    let each = each.map(|(label, score)| Row { layer: format!("{layer} {label}"), beneath, score });
    std::iter::once(all).chain(each).collect()
}
