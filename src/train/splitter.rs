//! Learns the weights of the sentence splitter: an averaged perceptron (Collins 2002) over the cues of
//! `text::Splitter`, in whole numbers, so that the same treebanks give the same file on every machine.

use crate::document::Span;
use crate::syntax::conllu::Treebank;
use crate::text::{Example, Sentence, SentenceKind, Splitter, Token, examples};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// How the splitter is learnt.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Passes over the examples.
    pub rounds: usize,
    /// Cues seen less often are left out.
    pub least_count: usize,
    /// Cues that weigh less are left out, in the units of the weights.
    pub least_weight: i32,
    /// How many times it is learnt, each in another order of the examples; the weights are the mean.
    pub runs: u64,
    /// Seed of the first order.
    pub seed: u64,
    /// Scores within this distance of zero are corrected too, right or wrong.
    pub margin: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self { rounds: 12, least_count: 3, least_weight: 50, runs: 5, seed: 1, margin: 20 }
    }
}

/// One number per cue: its weight now, and the sum of its past weights, kept lazily.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    now: i64,
    sum: i64,
    since: i64,
}

/// Learns from the tokens of `treebanks`, whose paragraphs and gold sentence ends are taken as given.
pub fn learn(treebanks: &[Treebank], options: &Options) -> Splitter {
    let examples: Vec<Example> = treebanks.iter().flat_map(|t| examples(&t.document, &t.text)).collect();
    let (names, coded) = encode(&examples, options.least_count);
    let mut sums = vec![0i64; names.len()];
    for run in 0..options.runs {
        for (sum, weight) in sums.iter_mut().zip(run_once(&coded, names.len(), options.seed + run, options)) {
            *sum += weight;
        }
    }
    let mean = |sum: i64| (sum / options.runs.max(1) as i64) as i32;
    let weights = names.into_iter().zip(sums).map(|(name, sum)| (name, mean(sum)));
    Splitter::from_weights(weights.filter(|(_, weight)| weight.abs() >= options.least_weight.max(1)))
}

/// The mean of the weights of all `cues` in one course of learning, in hundredths.
fn run_once(coded: &[(Vec<usize>, bool)], cues: usize, seed: u64, options: &Options) -> Vec<i64> {
    let mut weights = vec![Weight::default(); cues];
    let mut order: Vec<usize> = (0..coded.len()).collect();
    let mut state = seed;
    let mut clock = 0i64;
    for _ in 0..options.rounds {
        shuffle(&mut order, &mut state);
        for &index in &order {
            clock += 1;
            let (cues, holds) = &coded[index];
            let score: i64 = cues.iter().map(|&c| weights[c].now).sum();
            let right = if *holds { score > options.margin } else { score <= -options.margin };
            if !right {
                let step = if *holds { 1 } else { -1 };
                for &cue in cues {
                    let weight = &mut weights[cue];
                    weight.sum += weight.now * (clock - weight.since);
                    weight.since = clock;
                    weight.now += step;
                }
            }
        }
    }
    weights.iter().map(|w| 100 * (w.sum + w.now * (clock - w.since)) / clock.max(1)).collect()
}

/// A text given as a sentence a line (as news corpora are), in paragraphs of one to five sentences, to learn from: its
/// sentences are gold, its tokens are not (each sentence is one).
pub fn from_lines(lines: &str) -> Treebank {
    let mut gold = Treebank::default();
    let mut paragraph = 0;
    let mut left = 1;
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let text = &mut gold.document.text;
        let start = text.len();
        text.push_str(line);
        let token = gold.text.tokens.len();
        gold.text.tokens.push(Token { span: Span::new(start, text.len()), joined: false });
        gold.text.sentences.push(Sentence { tokens: token..token + 1, paragraph, kind: SentenceKind::Prose });
        left -= 1;
        if left == 0 {
            text.push_str("\n\n");
            paragraph += 1;
            left = 1 + paragraph % 5;
        } else {
            text.push(' ');
        }
    }
    gold
}

/// Cues by number; those seen less often than `least` are dropped.
fn encode(examples: &[Example], least: usize) -> (Vec<String>, Vec<(Vec<usize>, bool)>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cue in examples.iter().flat_map(|e| &e.cues) {
        *counts.entry(cue).or_default() += 1;
    }
    let names: Vec<&str> = counts.into_iter().filter(|(_, count)| *count >= least).map(|(name, _)| name).collect();
    let numbers: HashMap<&str, usize> = names.iter().enumerate().map(|(number, name)| (*name, number)).collect();
    let coded = examples
        .iter()
        .map(|e| (e.cues.iter().filter_map(|c| numbers.get(c.as_str()).copied()).collect(), e.holds))
        .collect();
    (names.into_iter().map(str::to_owned).collect(), coded)
}

/// A Fisher-Yates shuffle driven by SplitMix64 (Steele, Lea and Flood 2014).
fn shuffle(order: &mut [usize], state: &mut u64) {
    for last in (1..order.len()).rev() {
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        order.swap(last, ((z ^ (z >> 31)) % (last as u64 + 1)) as usize);
    }
}

/// The file `src/model/splitter.tsv`: a comment on its origin, then cue, tab, weight, in order of the cue.
pub fn write(splitter: &Splitter, origin: &str) -> String {
    let mut out = String::new();
    for line in origin.lines() {
        let _ = writeln!(out, "# {line}");
    }
    for (cue, weight) in splitter.weights() {
        let _ = writeln!(out, "{cue}\t{weight}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_lines_same_weights_and_they_are_read_back() {
        let lines = "Dr. Roe met Gen. Lee.\nThey spoke.\nIt was late.\nMr. Berg left the U.S. Army.\n".repeat(20);
        let gold = [from_lines(&lines)];
        let learnt = learn(&gold, &Options::default());
        let file = write(&learnt, "A toy.");
        assert!(!learnt.is_empty() && file.starts_with("# A toy.\n"));
        assert_eq!(file, write(&learn(&gold, &Options::default()), "A toy."));
        assert_eq!(Splitter::parse(&file), learnt);
        let found = crate::text::analyze_with(&gold[0].document, &learnt);
        assert_eq!(found.sentences.len(), gold[0].text.sentences.len(), "it knows what it has seen");
    }
}
