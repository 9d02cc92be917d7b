//! Rows of words, kept by form: all of a word's row but the gazetteer's evidence depends on its form alone, and the
//! mixing layer on form and evidence. News repeats its words, so most rows are looked up.

use super::Lexicon;
use super::inference::{Network, Work};
use super::network::Batch;
use std::collections::HashMap;

/// Forms, or forms with evidence, that are kept; then all are forgotten. About 1 kB each.
const LIMIT: usize = 8192;

/// The rows that are known, and those that wait to be computed.
#[derive(Debug, Default)]
pub struct Rows {
    forms: HashMap<Box<str>, usize>,
    /// By form: the sum of its table rows and its vector.
    sums: Vec<f32>,
    known: HashMap<(usize, u64), usize>,
    /// By form and evidence: the mixing layer's output.
    mixed: Vec<f32>,
    /// Forms without a sum yet.
    new: Batch,
    /// Forms and evidence without a mixed row yet.
    waiting: Vec<(usize, u64)>,
    words: Vec<f32>,
}

impl Rows {
    /// The number of the row of `form` with gazetteer evidence `bits`; its values are there after [`Rows::complete`].
    pub fn number(&mut self, form: &str, bits: u64, lexicon: &Lexicon) -> usize {
        let form = match self.forms.get(form) {
            Some(&number) => number,
            None => {
                let number = self.forms.len();
                self.forms.insert(form.into(), number);
                lexicon.push(form, 0, &mut self.new);
                number
            }
        };
        let next = self.known.len();
        *self.known.entry((form, bits)).or_insert_with(|| {
            self.waiting.push((form, bits));
            next
        })
    }

    /// Computes the rows that are waited for.
    pub fn complete(&mut self, network: &Network, work: &mut Work) {
        let width = network.shape.width;
        network.form_rows(&self.new.rows, &self.new.vectors, &mut self.sums);
        self.new.clear();
        self.words.clear();
        for (form, bits) in self.waiting.drain(..) {
            let start = self.words.len();
            self.words.extend_from_slice(&self.sums[form * width..][..width]);
            network.add_evidence(bits, &mut self.words[start..]);
        }
        network.mix(&self.words, work, &mut self.mixed);
    }

    /// The row of this number.
    pub fn row(&self, number: usize, width: usize) -> &[f32] {
        &self.mixed[number * width..][..width]
    }

    /// Forgets all rows if there are many. Numbers given before are no longer valid.
    pub fn tidy(&mut self) {
        if self.known.len() > LIMIT {
            self.forms.clear();
            self.sums.clear();
            self.known.clear();
            self.mixed.clear();
        }
    }
}
