//! Gold names from IOB2 files, and their measure: exact spans with the same label.
//!
//! An IOB2 file has a token and its tag a line, a blank line after each sentence, and knows no white space: the text is
//! rebuilt with single spaces, a paragraph a sentence, and names are compared by the characters that are no white space.

use super::Parse;
use super::conll::Ink;
use super::score::Score;
use crate::document::{Document, Span};
use crate::entity::{self, EntityKind, MentionKind};
use crate::gazetteer::Gazetteer;
use crate::syntax::{NameType, Tree};
use crate::text::{self, Sentence, SentenceKind, Text, Token};
use crate::{Error, Result};
use std::collections::BTreeSet;

/// A name corpus: a rebuilt document, its gold tokens and sentences, its names.
#[derive(Debug, Clone, Default)]
pub struct NameCorpus {
    /// All sentences, a paragraph each.
    pub document: Document,
    /// Gold tokens and sentences.
    pub text: Text,
    /// Names in order, by their bytes.
    pub names: Vec<(Span, NameType)>,
}

/// Reads IOB2 text; `file` is for messages. Labels are mapped by `schema/name_labels.tsv`.
///
/// # Errors
/// [`Error::Schema`] with the line where a row has no tab or its tag is none of `O`, `B-…`, `I-…`.
pub fn read_iob2(file: &str, input: &str) -> Result<NameCorpus> {
    let mut corpus = NameCorpus::default();
    let mut open: Option<(Span, &str)> = None;
    let mut first = 0;
    for (number, line) in input.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            close(&mut corpus, &mut open);
            end_sentence(&mut corpus, &mut first);
            continue;
        }
        let bad = |reason: String| Error::Schema { file: file.to_owned(), line: number + 1, reason };
        let (form, tag) =
            line.split_once('\t').ok_or_else(|| bad("a token, a tab and its tag are expected".to_owned()))?;
        let tag = tag.split('\t').next().unwrap_or_default();
        let start = corpus.document.text.len();
        corpus.document.text.push_str(form);
        let span = Span::new(start, corpus.document.text.len());
        corpus.document.text.push(' ');
        corpus.text.tokens.push(Token { span, joined: false });
        match tag.split_once('-') {
            Some(("I", label)) if open.is_some_and(|(_, l)| l == label) => open = open.map(|(s, l)| (s.cover(span), l)),
            Some(("B" | "I", label)) => {
                close(&mut corpus, &mut open);
                open = Some((span, label));
            }
            None if tag == "O" => close(&mut corpus, &mut open),
            _ => return Err(bad(format!("tag {tag:?}; O, B-LABEL or I-LABEL is expected"))),
        }
    }
    close(&mut corpus, &mut open);
    end_sentence(&mut corpus, &mut first);
    Ok(corpus)
}

/// Adds the open name, if its label counts.
fn close(corpus: &mut NameCorpus, open: &mut Option<(Span, &str)>) {
    if let Some((span, label)) = open.take() {
        corpus.names.extend(label_of(label).map(|label| (span, label)));
    }
}

fn end_sentence(corpus: &mut NameCorpus, first: &mut usize) {
    let end = corpus.text.tokens.len();
    if *first < end {
        let paragraph = corpus.text.sentences.len();
        corpus.text.sentences.push(Sentence { tokens: *first..end, paragraph, kind: SentenceKind::Prose });
        corpus.document.text.push_str("\n\n");
        *first = end;
    }
}

fn label_of(label: &str) -> Option<NameType> {
    let rows = include_str!("../../schema/name_labels.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t'))
        .find(|(from, _)| *from == label)
        .and_then(|(_, to)| NameType::parse(to))
}

/// Measures what a user gets: the entities' names, each sentence read as a document of its own (the corpora do not tell
/// where documents end), and for the rest of the places the labeller's.
pub fn compare_entities(gold: &NameCorpus, parse: &Parse<'_>, gazetteer: &Gazetteer) -> NameScores {
    let ink = Ink::new(&gold.document.text);
    let mut found = BTreeSet::new();
    for sentence in &gold.text.sentences {
        let whole = gold.text.span(sentence.tokens.clone());
        let document = Document { text: gold.document.slice(whole).to_owned(), ..Document::default() };
        let text = text::analyze(&document);
        let trees = parse(&document, &text);
        let entities = entity::recognize(&document, &text, &trees, gazetteer);
        let mut taken: Vec<Span> = Vec::new();
        let place = |span: Span| ink.span(Span::new(whole.start() + span.start(), whole.start() + span.end()));
        for entity in &entities.entities {
            let label = match entity.kind {
                EntityKind::Person => NameType::Person,
                EntityKind::Organization => NameType::Organization,
                EntityKind::Country => NameType::Location,
            };
            for mention in entity.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Seat)) {
                taken.push(mention.span);
                found.insert((place(mention.span), label));
            }
        }
        for (sentence, tree) in text.sentences.iter().zip(&trees) {
            for name in tree.names().iter().filter(|n| n.label == NameType::Location) {
                let start = sentence.tokens.start;
                let span = text.span(start + name.words.start..start + name.words.end);
                if taken.iter().all(|t| t.end() <= span.start() || span.end() <= t.start()) {
                    found.insert((place(span), name.label));
                }
            }
        }
    }
    scores(gold, &found)
}

/// Measures the names in `trees`, the analysis of `text` over the corpus's own document.
pub fn compare_names(gold: &NameCorpus, text: &Text, trees: &[Tree]) -> NameScores {
    let ink = Ink::new(&gold.document.text);
    let mut found = BTreeSet::new();
    for (sentence, tree) in text.sentences.iter().zip(trees) {
        for name in tree.names() {
            let words = sentence.tokens.start + name.words.start..sentence.tokens.start + name.words.end;
            found.insert((ink.span(text.span(words)), name.label));
        }
    }
    scores(gold, &found)
}

/// Scores of the names `found`, laid over the characters of the corpus.
fn scores(gold: &NameCorpus, found: &BTreeSet<(Span, NameType)>) -> NameScores {
    let ink = Ink::new(&gold.document.text);
    let gold_names: BTreeSet<(Span, NameType)> =
        gold.names.iter().map(|&(span, label)| (ink.span(span), label)).collect();
    let score = |only: Option<NameType>| {
        let counted =
            |set: &BTreeSet<(Span, NameType)>| set.iter().filter(|(_, l)| only.is_none_or(|o| o == *l)).count();
        let correct = gold_names.intersection(found).filter(|(_, l)| only.is_none_or(|o| o == *l)).count();
        Score { gold: counted(&gold_names), system: counted(found), correct }
    };
    NameScores { all: score(None), by_label: NameType::ALL.iter().map(|&label| (label, score(Some(label)))).collect() }
}

/// Scores of names, over all labels and of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameScores {
    /// All labels together.
    pub all: Score,
    /// Each label, in the order of [`NameType::ALL`].
    pub by_label: Vec<(NameType, Score)>,
}
