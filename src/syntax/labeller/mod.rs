//! A linear labeller of names beside the network's name head: log-linear in the spelling of a word and of its neighbours, in
//! groups of their vectors, in the run of capitals around it, and in the gazetteer's evidence. The two err differently, so
//! the sum of their scores is better than either. In: words and the network's scores of one sentence; out: those scores,
//! mended. Trainer and decoder share [`Sentence`]. What the rest of a document adds stands in [`passage`].

mod extent;
pub(super) mod passage;
mod sentence;
mod spelling;

use super::labels::NameType;
use super::network::NAME_TAGS;
use crate::gazetteer::{known_body, known_firm, known_person};
#[cfg(feature = "train")]
use crate::model::Tensor;
use crate::model::{Model, Values};
use crate::{Error, Result};
pub use sentence::Sentence;
pub use spelling::Spelling;
use std::collections::BTreeMap;
use std::ops::Range;

/// How much the labeller counts beside the network, which counts 1.
const SHARE: f32 = 1.0;
/// How much it counts that the gazetteer knows a body by the name: the few names to learn from tell too little of that.
const KNOWN: f32 = 2.0;
/// How much it counts that it knows a company or a news organization by the name.
const KNOWN_FIRM: f32 = 6.0;
/// By how much the best score of a word must lead for it to be left alone, by the labeller and by the word's other places.
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

    /// Adds to `scores`, the network's for one sentence of `words`, [`NAME_TAGS`] a word. Words of which the network is
    /// certain are left alone but for what the gazetteer knows.
    pub(super) fn mend(&self, words: &[&Spelling], scores: &mut [f32]) {
        if self.rows.is_empty() {
            return;
        }
        let mut open = false;
        for (word, row) in words.iter().zip(scores.chunks_exact_mut(NAME_TAGS)) {
            let (begins, inside) = known_body(word.bits);
            let tag = first_tag(NameType::Organization) + usize::from(inside && open);
            open = begins || inside && open;
            if open {
                row[tag] += KNOWN;
            }
        }
        for (at, name) in firms(words) {
            let tag = first_tag(NameType::Organization) + usize::from(at > name.start);
            scores[at * NAME_TAGS + tag] += KNOWN_FIRM;
        }
        let mut sentence = None;
        for (at, row) in scores.chunks_exact_mut(NAME_TAGS).enumerate() {
            if lead(row) > CERTAIN {
                continue;
            }
            let sentence = sentence.get_or_insert_with(|| Sentence::new(words));
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

/// Each word of the names of companies and news organizations that the gazetteer knows, with the whole name; without those
/// that may be a person's ("Mr. Bloomberg") or part of a longer name, and those that name what is made there ("a Tarvek
/// Runner"), as other capitalized words tell that stand beside them.
fn firms(words: &[&Spelling]) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    for start in (0..words.len()).filter(|&at| known_firm(words[at].bits).0) {
        let inside = words[start + 1..].iter().take_while(|word| known_firm(word.bits) == (false, true)).count();
        let name = start..start + 1 + inside;
        // "The Daily Herald": every first word has a capital.
        let before = start.checked_sub(1).is_some_and(|at| capital(at) && (at > 0 || inside == 0));
        let person = inside == 0 && known_person(words[start].bits);
        if !before && !person && !capital(name.end) {
            found.extend(name.clone().map(|at| (at, name.clone())));
        }
    }
    found
}

/// The tag that begins a name of `label`; the one after it continues it.
fn first_tag(label: NameType) -> usize {
    1 + 2 * label as usize
}

/// By how much the best of `scores` leads.
fn lead(scores: &[f32]) -> f32 {
    let (mut best, mut next) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    for &score in scores {
        if score > best {
            (best, next) = (score, best);
        } else if score > next {
            next = score;
        }
    }
    best - next
}

const KEYS: &str = "labeller.keys";
const WEIGHTS: &str = "labeller.weights";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::lexicon::DIVISIONS;

    #[test]
    fn words_are_left_alone_that_nothing_is_known_of_or_the_network_is_certain_of() {
        let words = ["the", "Oslo", "club"].map(|form| Spelling::new(form, 0, [0; DIVISIONS]));
        let words: Vec<&Spelling> = words.iter().collect();
        let mut all = BTreeMap::new();
        Sentence::new(&words).features(1, |key| {
            all.insert(key, [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        });
        let mut scores = vec![0.0; 3 * NAME_TAGS];
        scores[0] = 20.0;
        scores[NAME_TAGS] = 1.0;
        scores[2 * NAME_TAGS] = 20.0;
        let before = scores.clone();
        Labeller::default().mend(&words, &mut scores);
        assert_eq!(scores, before);
        Labeller::new(&all).mend(&words, &mut scores);
        assert_eq!(scores[..NAME_TAGS], before[..NAME_TAGS]);
        assert_eq!(scores[2 * NAME_TAGS..], before[2 * NAME_TAGS..]);
        assert!(scores[NAME_TAGS + 3] > scores[NAME_TAGS], "the word itself is a body now");
    }

    #[test]
    fn a_company_is_known_but_for_what_it_makes_and_who_bears_its_name() {
        let gazetteer = crate::gazetteer::Gazetteer::embedded().unwrap();
        let known = |forms: &[&str]| {
            let bits = gazetteer.features(forms);
            let words: Vec<Spelling> =
                forms.iter().zip(bits).map(|(form, bits)| Spelling::new(form, bits, [0; DIVISIONS])).collect();
            firms(&words.iter().collect::<Vec<_>>()).into_iter().map(|(at, _)| at).collect::<Vec<_>>()
        };
        assert_eq!(known(&["and", "Lufthansa", "waits"]), [1]);
        assert_eq!(known(&["The", "Deutsche", "Welle", "reports"]), [1, 2]);
        assert_eq!(known(&["a", "Honda", "Civic"]), [0; 0]);
        assert_eq!(known(&["Mr.", "Bloomberg", "waits"]), [0; 0]);
    }

    #[test]
    fn what_the_gazetteer_knows_of_a_body_counts_over_the_whole_name() {
        let gazetteer = crate::gazetteer::Gazetteer::embedded().unwrap();
        let forms = ["the", "World", "Health", "Organization", "met"];
        let bits = gazetteer.features(&forms);
        let words: Vec<Spelling> =
            forms.iter().zip(bits).map(|(form, bits)| Spelling::new(form, bits, [0; DIVISIONS])).collect();
        let words: Vec<&Spelling> = words.iter().collect();
        let unlike = BTreeMap::from([(0, [0.0; NAME_TAGS])]);
        let mut scores = vec![0.0; forms.len() * NAME_TAGS];
        Labeller::new(&unlike).mend(&words, &mut scores);
        let best = |word: usize| crate::tensor::argmax(&scores[word * NAME_TAGS..][..NAME_TAGS]);
        let body = first_tag(NameType::Organization);
        assert_eq!([0, 1, 2, 3, 4].map(best), [0, body, body + 1, body + 1, 0]);
    }
}
