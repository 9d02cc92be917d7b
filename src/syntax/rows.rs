//! Rows of words, kept by form and gazetteer evidence, on which all that the network computes for a word before it looks
//! at its neighbours depends. News repeats its words, so most rows are looked up.

use super::Lexicon;
use super::inference::{Network, Work};
use super::network::Batch;
use std::collections::HashMap;

/// Rows that are kept; then all are forgotten. About 0.6 kB each.
const LIMIT: usize = 16_384;

/// The rows that are known, and those that wait to be computed.
#[derive(Debug, Default)]
pub struct Rows {
    forms: HashMap<Box<str>, usize>,
    known: HashMap<(usize, u64), usize>,
    /// The values of each known row.
    values: Vec<f32>,
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
            lexicon.push(form, bits, &mut self.new);
            next
        })
    }

    /// Computes the rows that are waited for.
    pub fn complete(&mut self, network: &Network, work: &mut Work) {
        if !self.new.is_empty() {
            self.values.extend_from_slice(network.word_rows(&self.new, work));
            self.new.clear();
        }
    }

    /// The row of this number, of `width` values.
    pub fn row(&self, number: usize, width: usize) -> &[f32] {
        &self.values[number * width..][..width]
    }

    /// Forgets all rows if there are many. Numbers given before are no longer valid.
    pub fn tidy(&mut self) {
        if self.known.len() > LIMIT {
            self.forms.clear();
            self.known.clear();
            self.values.clear();
        }
    }
}
