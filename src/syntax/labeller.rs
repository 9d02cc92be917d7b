//! A linear labeller of names beside the network's name head: log-linear in the spelling of a word, of its neighbours, and
//! in the gazetteer's evidence. The two err differently, so the sum of their scores is better than either. In: forms,
//! evidence and the network's scores of one sentence; out: those scores, mended. Trainer and decoder share [`Sentence`].

use super::features::normal_letter;
use super::network::NAME_TAGS;
#[cfg(feature = "train")]
use crate::model::Tensor;
use crate::model::{Model, Values};
use crate::{Error, Result};
use std::collections::BTreeMap;

/// How much the labeller counts beside the network, which counts 1.
const SHARE: f32 = 0.8;
/// By how much the network's score of "no name" must lead for a word in small letters to be left alone.
const CERTAIN: f32 = 5.0;

/// Weights of features, by key. One without any leaves the network's scores as they are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Labeller {
    /// Keys in a hash table with open addressing, its size a power of two; beside each the number of its row. A row number
    /// of [`NONE`] marks an empty slot.
    slots: Vec<(u32, u32)>,
    /// The score of each tag, row by row.
    rows: Vec<[f32; NAME_TAGS]>,
}

const NONE: u32 = u32::MAX;

impl Labeller {
    /// A labeller with `weights` by key.
    pub fn new(weights: &BTreeMap<u32, [f32; NAME_TAGS]>) -> Self {
        let mut labeller = Self { slots: Vec::new(), rows: weights.values().copied().collect() };
        if weights.is_empty() {
            return labeller;
        }
        labeller.slots = vec![(0, NONE); (weights.len() * 2).next_power_of_two()];
        for (row, &key) in weights.keys().enumerate() {
            let mut at = key as usize & (labeller.slots.len() - 1);
            while labeller.slots[at].1 != NONE {
                at = (at + 1) & (labeller.slots.len() - 1);
            }
            labeller.slots[at] = (key, row as u32);
        }
        labeller
    }

    /// The labeller of `model`; one without weights if the model has none.
    ///
    /// # Errors
    /// [`Error::Model`] if its tensors do not fit together.
    pub(super) fn read(model: &Model) -> Result<Self> {
        let (Some(keys), Some(weights)) = (model.tensors.get(KEYS), model.tensors.get(WEIGHTS)) else {
            return Ok(Self::default());
        };
        let Values::Key(keys) = &keys.values else {
            return Err(Error::Model(format!("tensor {KEYS:?} is no list of keys")));
        };
        let values = weights.floats();
        if weights.columns != NAME_TAGS || values.len() != keys.len() * NAME_TAGS {
            return Err(Error::Model("the labeller's keys and weights do not fit together".into()));
        }
        let rows = values.chunks_exact(NAME_TAGS).map(|row| std::array::from_fn(|tag| row[tag]));
        Ok(Self::new(&keys.iter().copied().zip(rows).collect()))
    }

    /// `weights` as the tensors of a model, by name.
    #[cfg(feature = "train")]
    pub(crate) fn tensors(weights: &BTreeMap<u32, [f32; NAME_TAGS]>) -> [(String, Tensor); 2] {
        let flat: Vec<f32> = weights.values().flatten().copied().collect();
        let keys = Tensor { columns: 1, values: Values::Key(weights.keys().copied().collect()) };
        [(KEYS.to_owned(), keys), (WEIGHTS.to_owned(), Tensor::quantized(&flat, NAME_TAGS))]
    }

    fn row(&self, key: u32) -> Option<&[f32; NAME_TAGS]> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = key as usize & mask;
        loop {
            let (known, row) = self.slots[at];
            if row == NONE {
                return None;
            }
            if known == key {
                return self.rows.get(row as usize);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds to `scores`, the network's for one sentence, [`NAME_TAGS`] a word. Only words that
    /// could be in a name are looked at: a constant over all tags of a word changes no path.
    pub(super) fn mend(&self, forms: &[&str], bits: &[u64], scores: &mut [f32]) {
        if self.rows.is_empty() {
            return;
        }
        let mut sentence = None;
        for (at, row) in scores.chunks_exact_mut(NAME_TAGS).enumerate() {
            let others = row[1..].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if row[0] - others > CERTAIN && !has_capital(forms[at]) {
                continue;
            }
            let sentence = sentence.get_or_insert_with(|| Sentence::new(forms, bits));
            let mut sums = [0.0; NAME_TAGS];
            sentence.features(at, |key| {
                if let Some(weights) = self.row(key) {
                    sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
                }
            });
            row.iter_mut().zip(sums).for_each(|(score, sum)| *score += SHARE * sum);
        }
    }
}

const KEYS: &str = "labeller.keys";
const WEIGHTS: &str = "labeller.weights";

/// Whether `form` has a capital letter, as names have.
pub(crate) fn has_capital(form: &str) -> bool {
    form.chars().any(char::is_uppercase)
}

/// One word, as hashes of what the features are made of.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    form: u64,
    lower: u64,
    /// The beginnings of the word in small letters, of one to four letters, and its ends.
    starts: [u64; REACH],
    ends: [u64; REACH],
    shape: u64,
    /// The shape's beginning.
    short: u64,
    bits: u64,
}

/// Letters of the longest affix.
const REACH: usize = 4;
/// Places of the shape's beginning.
const SHORT: usize = 6;

/// A sentence as the features see it.
#[derive(Debug)]
pub struct Sentence {
    words: Vec<Word>,
    /// How much of it is written with capitals.
    case: u64,
}

impl Sentence {
    /// The sentence of `forms` with the gazetteer's evidence for each.
    pub fn new(forms: &[&str], bits: &[u64]) -> Self {
        let words = forms.iter().zip(bits).map(|(form, &bits)| Word::new(form, bits)).collect();
        let lettered = forms.iter().filter(|f| f.starts_with(char::is_alphabetic)).count();
        let capitals = forms.iter().filter(|f| f.starts_with(char::is_uppercase)).count();
        // A headline writes every word as a name, or nearly.
        let case = match (5 * capitals, lettered) {
            (c, l) if forms.len() > 3 && c > 4 * l => 2,
            (c, l) if forms.len() > 3 && c > 3 * l => 1,
            _ => 0,
        };
        Self { words, case }
    }

    /// Calls `each` with the key of every feature of word `at`.
    pub fn features(&self, at: usize, mut each: impl FnMut(u32)) {
        let Some(word) = self.words.get(at) else { return };
        let mut salt = 0u64;
        // Every kind of feature has a salt of its own; none depends on the word before it.
        let mut add = |values: &[u64]| {
            salt += 1;
            let mixed = values.iter().fold(mix(START, salt), |hash, &value| mix(hash, value));
            each((mixed ^ (mixed >> 32)) as u32);
        };
        let neighbour = |offset: isize| at.checked_add_signed(offset).and_then(|place| self.words.get(place));
        add(&[]);
        add(&[word.form]);
        add(&[word.lower]);
        add(&[word.shape]);
        for affix in word.starts.iter().chain(&word.ends) {
            add(&[*affix]);
        }
        add(&[u64::from(at == 0)]);
        add(&[self.case]);
        for offset in [-2, -1, 1, 2] {
            let other = neighbour(offset);
            add(&[other.map_or(0, |w| w.lower)]);
            add(&[other.map_or(0, |w| w.short)]);
        }
        let (before, after) = (neighbour(-1).copied().unwrap_or_default(), neighbour(1).copied().unwrap_or_default());
        add(&[before.lower, word.lower]);
        add(&[word.lower, after.lower]);
        add(&[before.short, word.short, after.short]);
        for offset in -2..=2 {
            let mut rest = neighbour(offset).map_or(0, |w| w.bits);
            while rest != 0 {
                let mixed =
                    mix(mix(START, 0x100 + (offset + 2).unsigned_abs() as u64), u64::from(rest.trailing_zeros()));
                each((mixed ^ (mixed >> 32)) as u32);
                rest &= rest - 1;
            }
        }
    }
}

impl Word {
    fn new(form: &str, bits: u64) -> Self {
        let mut word = Self { form: START, lower: START, shape: START, short: START, bits, ..Self::default() };
        let mut tail = [0u64; REACH];
        let (mut last, mut run, mut places) = (0, 0, 0);
        for (n, letter) in form.chars().map(normal_letter).enumerate() {
            word.form = mix(word.form, u64::from(letter));
            let small = letter.to_lowercase().next().unwrap_or(letter);
            word.lower = mix(word.lower, u64::from(small));
            if let Some(start) = word.starts.get_mut(n) {
                *start = word.lower;
            }
            tail.rotate_right(1);
            tail[0] = u64::from(small);
            let kind = match letter {
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                c if c.is_numeric() => 'd',
                c => c,
            };
            run = if u64::from(kind) == last { run + 1 } else { 1 };
            last = u64::from(kind);
            // Of longer runs two letters count.
            if run < 3 {
                word.shape = mix(word.shape, last);
                places += 1;
                if places <= SHORT {
                    word.short = word.shape;
                }
            }
        }
        let mut end = START;
        for (slot, letter) in word.ends.iter_mut().zip(tail).filter(|(_, letter)| *letter != 0) {
            end = mix(end, letter);
            *slot = end;
        }
        word
    }
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of a hash (after FNV-1a, a word at a time).
fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(forms: &[&str], at: usize) -> Vec<u32> {
        let mut keys = Vec::new();
        Sentence::new(forms, &vec![0; forms.len()]).features(at, |key| keys.push(key));
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
    fn words_are_left_alone_that_nothing_is_known_of() {
        let forms = ["the", "Oslo", "club"];
        let all = keys(&forms, 1).into_iter().map(|key| (key, [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0])).collect();
        let mut scores = vec![0.0; 3 * NAME_TAGS];
        scores[0] = 20.0;
        scores[NAME_TAGS] = 1.0;
        scores[2 * NAME_TAGS] = 20.0;
        let before = scores.clone();
        Labeller::default().mend(&forms, &[0; 3], &mut scores);
        assert_eq!(scores, before);
        Labeller::new(&all).mend(&forms, &[0; 3], &mut scores);
        assert_eq!(scores[..NAME_TAGS], before[..NAME_TAGS]);
        assert_eq!(scores[2 * NAME_TAGS..], before[2 * NAME_TAGS..]);
        assert!(scores[NAME_TAGS + 3] > scores[NAME_TAGS], "the word itself is a body now");
    }
}
