//! The features of the labeller of names: words, their neighbours, and the run of capitals that a word stands in.

use super::spelling::{START, Spelling, mix};
use crate::gazetteer::INSIDE_NAMES;
use std::ops::Range;

/// A sentence as the features see it.
#[derive(Debug)]
pub struct Sentence<'a> {
    words: &'a [&'a Spelling],
    /// The run of capitals around each word; empty for words in none.
    runs: Vec<Range<usize>>,
    /// How much of it is written with capitals.
    case: u64,
}

/// Words that may stand between two capitalized ones of a run ("of the").
const BETWEEN: usize = 2;
/// Numbers that the salts of some features begin with, beyond those that are counted up.
const EVIDENCE: u64 = 0x100;
const TOGETHER: u64 = 0x200;
const RUN: u64 = 0x900;

impl<'a> Sentence<'a> {
    /// The sentence of `words`.
    pub fn new(words: &'a [&'a Spelling]) -> Self {
        let lettered = words.iter().filter(|word| word.lettered).count();
        let capitals = words.iter().filter(|word| word.capital).count();
        // A headline writes every word as a name, or nearly.
        let case = match (5 * capitals, lettered) {
            (c, l) if words.len() > 3 && c > 4 * l => 2,
            (c, l) if words.len() > 3 && c > 3 * l => 1,
            _ => 0,
        };
        Self { words, runs: runs(words), case }
    }

    /// Calls `each` with the key of every feature of word `at`.
    pub fn features(&self, at: usize, mut each: impl FnMut(u32)) {
        let Some(word) = self.words.get(at) else { return };
        let mut give = |mixed: u64| each((mixed ^ (mixed >> 32)) as u32);
        let mut salt = 0u64;
        // Every kind of feature has a salt of its own; none depends on the word before it.
        let mut add = |values: &[u64]| {
            salt += 1;
            give(values.iter().fold(mix(START, salt), |hash, &value| mix(hash, value)));
        };
        let none = Spelling::default();
        let place = |offset: isize| at.checked_add_signed(offset).and_then(|place| self.words.get(place));
        let near: [&Spelling; 5] = std::array::from_fn(|n| place(n as isize - 2).copied().unwrap_or(&none));
        let (before, after) = (near[1], near[3]);
        add(&[]);
        add(&[word.form]);
        add(&[word.lower]);
        add(&[word.shape]);
        for affix in word.starts.iter().chain(&word.ends) {
            add(&[*affix]);
        }
        add(&[u64::from(at == 0)]);
        add(&[self.case]);
        for other in [near[0], before, after, near[4]] {
            add(&[other.lower]);
            add(&[other.short]);
        }
        add(&[before.lower, word.lower]);
        add(&[word.lower, after.lower]);
        add(&[before.short, word.short, after.short]);
        for size in 0..word.groups.len() {
            near.iter().for_each(|word| add(&[word.groups[size]]));
        }
        let coarse = |word: &Spelling| word.groups[0];
        add(&[coarse(before), coarse(word)]);
        add(&[coarse(word), coarse(after)]);
        add(&[coarse(before), word.short]);
        add(&[word.short, coarse(after)]);
        let run = &self.runs[at];
        if !run.is_empty() {
            let (first, last) = (self.words[run.start], self.words[run.end - 1]);
            let before = run.start.checked_sub(1).and_then(|place| self.words.get(place)).copied().unwrap_or(&none);
            let after = self.words.get(run.end).copied().unwrap_or(&none);
            add(&[run.len().min(5) as u64, (at - run.start).min(4) as u64]);
            for edge in [first, last, before, after] {
                add(&[edge.lower]);
                edge.groups.iter().for_each(|group| add(&[*group]));
            }
            add(&[last.ends[2]]);
            add(&[coarse(first), coarse(last)]);
            add(&[coarse(before), coarse(after)]);
            let all = self.words[run.clone()].iter().fold(0, |all, word| all | word.bits);
            bits(all).for_each(|bit| give(mix(mix(START, RUN), bit)));
        }
        for (n, other) in near.iter().enumerate() {
            bits(other.bits).for_each(|bit| give(mix(mix(START, EVIDENCE + n as u64), bit)));
        }
        let sides = [0, after.bits, before.bits, self.case, after.short, coarse(before), coarse(after)];
        for (n, side) in sides.into_iter().enumerate() {
            give([word.bits, side].into_iter().fold(mix(START, TOGETHER + n as u64), mix));
        }
    }
}

/// The numbers of the bits that are set in `all`.
fn bits(mut all: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let bit = (all != 0).then(|| u64::from(all.trailing_zeros()));
        all &= all.wrapping_sub(1);
        bit
    })
}

/// The run of capitalized words around each of `words`, over the small words between them and over what the gazetteer
/// takes into a name; empty for words in none.
fn runs(words: &[&Spelling]) -> Vec<Range<usize>> {
    let mut runs = vec![0..0; words.len()];
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    let mut start = 0;
    while start < words.len() {
        if !capital(start) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        loop {
            if capital(end) || words.get(end).is_some_and(|word| word.bits & INSIDE_NAMES != 0) {
                end += 1;
                continue;
            }
            let between = words[end..].iter().take(BETWEEN).take_while(|word| word.joins).count();
            if between == 0 || !capital(end + between) {
                break;
            }
            end += between + 1;
        }
        runs[start..end].fill(start..end);
        start = end;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::lexicon::DIVISIONS;

    fn words(forms: &[&str]) -> Vec<Spelling> {
        forms.iter().map(|form| Spelling::new(form, 0, [0; DIVISIONS])).collect()
    }

    fn keys(forms: &[&str], at: usize) -> Vec<u32> {
        let words = words(forms);
        let words: Vec<&Spelling> = words.iter().collect();
        let mut keys = Vec::new();
        Sentence::new(&words).features(at, |key| keys.push(key));
        keys
    }

    #[test]
    fn features_tell_words_apart_by_spelling_and_place() {
        let (a, b) = (keys(&["Oslo", "waits"], 0), keys(&["Bergen", "waits"], 0));
        assert_eq!(a.len(), b.len());
        assert!(a.iter().zip(&b).filter(|(a, b)| a == b).count() > 5, "what follows is the same");
        assert_ne!(a, b);
        assert_ne!(a, keys(&["Oslo", "acts"], 0));
    }

    #[test]
    fn a_run_of_capitals_goes_over_small_words_between() {
        let words = words(&["the", "Bank", "of", "the", "North", "and", "its", "Board"]);
        let found = runs(&words.iter().collect::<Vec<_>>());
        assert_eq!(found[0], 0..0);
        assert_eq!(found[1..5], [1..5, 1..5, 1..5, 1..5]);
        assert_eq!(found[5..], [0..0, 0..0, 7..8]);
    }

    #[test]
    fn a_run_goes_over_what_the_gazetteer_takes_into_a_name() {
        let mut words = words(&["Doctors", "without", "borders", "left"]);
        words[1].bits = INSIDE_NAMES;
        words[2].bits = INSIDE_NAMES;
        assert_eq!(runs(&words.iter().collect::<Vec<_>>())[0], 0..3);
    }
}
