//! Scores on development data with gold words, to watch a training run; the full evaluation is [`crate::evaluate`].

use super::data::Example;
use crate::gazetteer::Gazetteer;
use crate::syntax::{NameType, Parser, Tree};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Percentages by corpus and measure ("UPOS", "LAS", "names F1").
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores(pub BTreeMap<String, BTreeMap<&'static str, f64>>);

/// The stem of a file's name.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

#[derive(Default, Clone, Copy)]
struct Counts {
    words: usize,
    upos: usize,
    xpos: usize,
    uas: usize,
    las: usize,
    names: [usize; 3],
}

impl Scores {
    /// The scores of `parser` on corpora of gold sentences.
    pub fn new(parser: &Parser, gazetteer: &Gazetteer, corpora: &[(String, Vec<Example>)]) -> Self {
        let mut scores = BTreeMap::new();
        for (name, examples) in corpora {
            let counts = examples.par_chunks(200).map(|chunk| count(parser, gazetteer, chunk)).reduce(Counts::default, join);
            let mut row = BTreeMap::new();
            let share = |n: usize| 100.0 * n as f64 / counts.words.max(1) as f64;
            if counts.words > 0 {
                row.insert("UPOS", share(counts.upos));
                row.insert("XPOS", share(counts.xpos));
                row.insert("UAS", share(counts.uas));
                row.insert("LAS", share(counts.las));
            }
            let [both, gold, found] = counts.names;
            if gold > 0 {
                row.insert("names F1", 200.0 * both as f64 / (gold + found).max(1) as f64);
            }
            scores.insert(name.clone(), row);
        }
        Self(scores)
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, (corpus, row)) in self.0.iter().enumerate() {
            let row: Vec<String> = row.iter().map(|(name, value)| format!("{name} {value:.2}")).collect();
            write!(f, "{}{corpus}: {}", if i == 0 { "" } else { "; " }, row.join(" "))?;
        }
        Ok(())
    }
}

fn join(a: Counts, b: Counts) -> Counts {
    Counts {
        words: a.words + b.words,
        upos: a.upos + b.upos,
        xpos: a.xpos + b.xpos,
        uas: a.uas + b.uas,
        las: a.las + b.las,
        names: [a.names[0] + b.names[0], a.names[1] + b.names[1], a.names[2] + b.names[2]],
    }
}

fn count(parser: &Parser, gazetteer: &Gazetteer, examples: &[Example]) -> Counts {
    let forms: Vec<Vec<&str>> = examples.iter().map(|e| e.forms.iter().map(String::as_str).collect()).collect();
    let mut counts = Counts::default();
    for (example, tree) in examples.iter().zip(parser.parse_forms(&forms, gazetteer)) {
        if let Some(gold) = &example.words {
            counts.words += gold.len();
            for (g, w) in gold.iter().zip(tree.words()) {
                counts.upos += usize::from(g.upos == w.upos);
                counts.xpos += usize::from(g.xpos == w.xpos);
                counts.uas += usize::from(g.head == w.head);
                counts.las += usize::from(g.head == w.head && g.deprel.universal() == w.deprel.universal());
            }
        }
        if let Some(tags) = &example.names {
            let gold = spans(tags);
            let found = found(&tree);
            counts.names[0] += gold.iter().filter(|s| found.contains(s)).count();
            counts.names[1] += gold.len();
            counts.names[2] += found.len();
        }
    }
    counts
}

fn found(tree: &Tree) -> Vec<(usize, usize, NameType)> {
    tree.names().iter().map(|n| (n.words.start, n.words.end, n.label)).collect()
}

/// The spans of BIO tags.
fn spans(tags: &[usize]) -> Vec<(usize, usize, NameType)> {
    let mut spans: Vec<(usize, usize, NameType)> = Vec::new();
    for (i, &tag) in tags.iter().enumerate() {
        match spans.last_mut() {
            Some(span) if tag != 0 && tag % 2 == 0 && span.1 == i => span.1 = i + 1,
            _ if tag != 0 => spans.push((i, i + 1, NameType::ALL[(tag - 1) / 2])),
            _ => {}
        }
    }
    spans
}
