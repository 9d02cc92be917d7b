//! The learnt splitter of sentences, and of contractions without an apostrophe: a linear model over named cues, with
//! whole-number weights so that every machine gives the same sentences. Its weights are `src/model/splitter.tsv`, learnt
//! by `train::splitter`.

use super::cues::Paragraph;
use super::{Token, dateline, joined, vocabulary};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Weights of the cues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Splitter {
    weights: foldhash::HashMap<String, i32>,
    /// How much less than nothing is enough for the end of a sentence, and than is asked for, for a contraction.
    lean: [i64; 2],
}

/// How readily sentences end, in the units of the weights. A missed end costs the trees about three times what a false one
/// does: two arcs against two thirds of one on the development files, on which this much is best.
const READY: i64 = 750;

static EMBEDDED: LazyLock<Splitter> = LazyLock::new(|| Splitter::parse(include_str!("../model/splitter.tsv")));

impl Splitter {
    /// The splitter in the program, read once.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads lines of cue, tab, weight; lines that begin with "# " are comments. Lines of another shape are passed
    /// over, as analysis does not fail; the weights' own test reads them strictly.
    pub fn parse(table: &str) -> Self {
        let row = |line: &str| {
            let (cue, weight) = line.rsplit_once('\t')?;
            Some((cue.to_owned(), weight.parse().ok()?))
        };
        Self::from_weights(table.lines().filter(|line| !line.starts_with("# ")).filter_map(row))
    }

    /// A splitter of given weights.
    pub fn from_weights(weights: impl IntoIterator<Item = (String, i32)>) -> Self {
        Self { weights: weights.into_iter().collect(), lean: [READY, 0] }
    }

    /// The same splitter, which ends sentences and cuts contractions more readily than the weights say by so much (less, if
    /// that is below zero), in their units.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn leaning(&self, ends: i64, contractions: i64) -> Self {
        Self { lean: [ends, contractions], ..self.clone() }
    }

    /// The cues and their weights in order of the cue.
    pub fn weights(&self) -> BTreeMap<&str, i32> {
        self.weights.iter().map(|(cue, weight)| (cue.as_str(), *weight)).collect()
    }

    /// Number of cues that have a weight.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether no cue has a weight.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Where the sentences of one paragraph end: after how many of its `tokens`, ascending, the last being all.
    pub(crate) fn ends(&self, text: &str, tokens: &[Token]) -> Vec<usize> {
        let paragraph = Paragraph::new(text, tokens);
        let mut buffer = String::new();
        let mut ends: Vec<usize> = dateline::length(text, tokens).into_iter().collect();
        let body = ends.last().copied().unwrap_or(0);
        let mut start = body;
        for index in body..tokens.len() {
            if paragraph.is_candidate(index)
                && self.sum(|each| paragraph.cues(start, index, &mut buffer, each)) + self.lean[0] > 0
            {
                start = index + 1;
                ends.push(start);
            }
        }
        ends.push(tokens.len());
        cut_long(text, tokens, &ends)
    }

    /// Cuts those of the `tokens` of one paragraph that are contractions without an apostrophe.
    pub(crate) fn part(&self, text: &str, tokens: &mut Vec<Token>) {
        let mut buffer = String::new();
        joined::part(text, tokens, |word| self.sum(|each| word.cues(&mut buffer, each)) + self.lean[1]);
    }

    /// The sum of the weights of the cues that `cues` names.
    fn sum(&self, cues: impl FnOnce(&mut dyn FnMut(&str))) -> i64 {
        let mut sum = 0;
        cues(&mut |cue| sum += i64::from(self.weights.get(cue).copied().unwrap_or(0)));
        sum
    }
}

/// No sentence has more tokens: what is longer is a table or no language, and parsing takes quadratic memory.
const LONGEST: usize = 400;

/// `ends` with further ends inside sentences of more than [`LONGEST`] tokens, after punctuation where there is any.
fn cut_long(text: &str, tokens: &[Token], ends: &[usize]) -> Vec<usize> {
    let breaks = |index: usize| {
        let form = tokens.get(index).and_then(|t| text.get(t.span.range())).unwrap_or_default();
        form.starts_with([',', ';', ':', '.', '|', '-'])
    };
    let joined = |index: usize| tokens.get(index).is_some_and(|t| t.joined);
    let mut all = Vec::with_capacity(ends.len());
    let mut start = 0;
    for &end in ends {
        while end - start > LONGEST {
            let window = start + LONGEST / 2..start + LONGEST;
            let mark = window.clone().rev().find(|&i| breaks(i) && !joined(i + 1)).map(|i| i + 1);
            let cut = mark.or_else(|| window.clone().rev().find(|&i| !joined(i))).unwrap_or(window.end);
            all.push(cut);
            start = cut;
        }
        all.push(end);
        start = end;
    }
    all
}

/// The token among the last of a sentence that is an abbreviation with the stop that also ends the sentence; only
/// quotation marks and brackets may follow it.
pub(crate) fn final_abbreviation(text: &str, tokens: &[Token]) -> Option<usize> {
    let form = |token: &Token| text.get(token.span.range()).unwrap_or_default();
    let last = tokens
        .iter()
        .rposition(|t| form(t).chars().any(|c| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | ':' | ',')))?;
    let word = form(tokens.get(last)?).strip_suffix('.')?;
    vocabulary::abbreviation(word).map(|_| last)
}
