//! Rows of words, kept by form and gazetteer evidence, on which all that the network computes for a word before it looks
//! at its neighbours depends. News repeats its words, so most rows are looked up.

use super::Lexicon;
use super::inference::{Network, Work};
use super::labeller::Spelling;
use super::network::Batch;
use crate::tensor::Room;
use crate::tensor::short::ShortRows;
use foldhash::HashMap;
use std::ops::Range;

/// Rows that are kept; then all are forgotten. About 2 kB each.
const LIMIT: usize = 16_384;

/// The rows that are known, and those that wait to be computed.
#[derive(Debug, Default)]
pub struct Rows {
    forms: HashMap<Box<str>, usize>,
    known: HashMap<(usize, u64), usize>,
    /// What the labeller of names sees of each.
    spellings: Vec<Spelling>,
    kept: Option<Kept>,
    /// What is known but has no values yet.
    new: Batch,
}

impl Rows {
    /// The number of the row of `form` with gazetteer evidence `bits`; its values are there after [`Rows::complete`].
    pub fn number(&mut self, form: &str, bits: u64, lexicon: &Lexicon) -> usize {
        let id = match self.forms.get(form) {
            Some(&id) => id,
            None => {
                let id = self.forms.len();
                self.forms.insert(form.into(), id);
                id
            }
        };
        let next = self.known.len();
        *self.known.entry((id, bits)).or_insert_with(|| {
            let groups = lexicon.push(form, bits, &mut self.new);
            self.spellings.push(Spelling::new(form, bits, groups));
            next
        })
    }

    /// What the labeller of names sees of the row of `number`.
    pub fn spelling(&self, number: usize) -> &Spelling {
        &self.spellings[number]
    }

    /// Computes the rows that are waited for.
    pub fn complete(&mut self, network: &Network, work: &mut Work) -> &Kept {
        let kept = self.kept.get_or_insert_with(|| Kept::new(network.shape.width));
        if !self.new.is_empty() {
            network.word_rows(&self.new, work, kept);
            self.new.clear();
        }
        kept
    }

    /// Forgets all rows if there are many. Numbers given before are no longer valid.
    pub fn tidy(&mut self) {
        if self.known.len() > LIMIT {
            self.forms.clear();
            self.known.clear();
            self.spellings.clear();
            self.kept = None;
        }
    }
}

/// What the network computes for a word before it looks at its neighbours.
#[derive(Debug)]
pub struct Kept {
    width: usize,
    /// The values of each word, `width` of them.
    values: Vec<f32>,
    /// Three rows a word, after the row of zeros: what it gives to the window of the word after it, to its own, and to
    /// that of the word before.
    sides: ShortRows,
}

impl Kept {
    fn new(width: usize) -> Self {
        Self { width, values: Vec::new(), sides: ShortRows::new(3 * width) }
    }

    /// Adds words: their values, and what they give to the three windows.
    pub fn push(&mut self, values: &[f32], sides: &[f32]) {
        self.values.extend_from_slice(values);
        self.sides.extend(sides);
    }

    /// The values and the sums of the windows of `words`, given by number, in `sentences`. Beyond the ends of a sentence
    /// there is nothing.
    pub fn gather(&self, sentences: &[Range<usize>], words: &[usize], values: &mut Vec<f32>, sums: &mut impl Room) {
        values.clear();
        words.iter().for_each(|word| values.extend_from_slice(&self.values[word * self.width..][..self.width]));
        let side = |word: usize, side: usize| 1 + 3 * words[word] + side;
        let windows = sentences.iter().flat_map(|sentence| {
            sentence.clone().map(move |word| {
                let before = if word > sentence.start { side(word - 1, 0) } else { 0 };
                let after = if word + 1 < sentence.end { side(word + 1, 2) } else { 0 };
                [before, side(word, 1), after]
            })
        });
        self.sides.sums(&windows.collect::<Vec<_>>(), sums);
    }
}
