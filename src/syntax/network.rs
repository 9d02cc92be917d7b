//! The network's form and its forward pass, shared by decoder and trainer.
//!
//! A word's row is the sum of hashed tables, a projected static vector and gazetteer evidence; after a mixing layer, a
//! convolution over three words and two bidirectional light recurrent layers it feeds the heads for tags, names, arcs
//! (a biaffine form, Dozat and Manning 2017, with a learnt bias by distance) and relation labels. Sentences of a batch
//! lie one after another; no value depends on which sentences share a batch.

use super::features::TABLES;
#[cfg(feature = "train")]
use super::layers::LEAK;
pub use super::layers::distance;
use super::layers::{self, add};
pub use super::layout::{Block, Columns, DISTANCES, Layout, Linear, NAME_TAGS, Norm, Shape};
use crate::model::{Tensor, Values};
use crate::tensor::{self, Left, Packed};
use std::collections::BTreeMap;
use std::ops::Range;

/// Parameters, with the matrices packed for multiplication.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Where each parameter lies.
    pub layout: Layout,
    /// All parameters.
    pub flat: Vec<f32>,
    vector: Packed,
    mix: Packed,
    window: Packed,
    recurrent: [Packed; 2],
    project: Packed,
    heads: Packed,
    name_out: Packed,
    arc: Packed,
    label_out: Packed,
}

impl Weights {
    /// Parameters `flat`, which must be as many as `layout` says.
    pub fn new(layout: Layout, flat: Vec<f32>) -> Self {
        let pack = |b: Block| Packed::new(&flat[b.range()], b.rows, b.columns);
        Self {
            vector: pack(layout.vector),
            mix: pack(layout.mix.weight),
            window: pack(layout.window.weight),
            recurrent: layout.recurrent.map(|r| pack(r.weight)),
            project: pack(layout.project.weight),
            heads: pack(layout.heads.weight),
            name_out: pack(layout.name_out.weight),
            arc: pack(layout.arc.weight),
            label_out: pack(layout.label_out.weight),
            layout,
            flat,
        }
    }

    /// Packs the matrices anew after `flat` has changed.
    #[cfg(feature = "train")]
    pub(crate) fn repack(&mut self) {
        let (layout, flat) = (&self.layout, &self.flat);
        let pack = |packed: &mut Packed, b: Block| packed.fill(&flat[b.range()], b.rows, b.columns);
        pack(&mut self.vector, layout.vector);
        pack(&mut self.mix, layout.mix.weight);
        pack(&mut self.window, layout.window.weight);
        for (packed, layer) in self.recurrent.iter_mut().zip(layout.recurrent) {
            pack(packed, layer.weight);
        }
        pack(&mut self.project, layout.project.weight);
        pack(&mut self.heads, layout.heads.weight);
        pack(&mut self.name_out, layout.name_out.weight);
        pack(&mut self.arc, layout.arc.weight);
        pack(&mut self.label_out, layout.label_out.weight);
    }

    /// The parameters as a model has them: matrices turned, so that each output has a row of bytes.
    pub fn tensors(&self) -> BTreeMap<String, Tensor> {
        let quantized = |(name, block): &(String, Block)| {
            let values = &self.flat[block.range()];
            let tensor = if self.layout.is_matrix(name) {
                Tensor::quantized(&transpose(values, block.rows, block.columns), block.rows)
            } else if name.starts_with("table.") {
                Tensor::quantized(values, block.columns)
            } else {
                Tensor { columns: block.columns, values: Values::Float(values.to_vec()) }
            };
            (name.clone(), tensor)
        };
        self.layout.blocks.iter().map(quantized).collect()
    }

    /// The parameters of `model`, of which those in bytes have lost what rounding took.
    ///
    /// # Errors
    /// [`Error::Model`] where one is missing or has another size than `layout` says.
    #[cfg(feature = "train")]
    pub(crate) fn read(layout: Layout, model: &crate::model::Model) -> crate::Result<Self> {
        let mut flat = vec![0.0; layout.len()];
        for (name, block) in &layout.blocks {
            let values = model.tensor(name)?.floats();
            let values = if layout.is_matrix(name) { transpose(&values, block.columns, block.rows) } else { values };
            if values.len() != block.range().len() {
                return Err(crate::Error::Model(format!("tensor {name:?} has another size than the settings ask for")));
            }
            flat[block.range()].copy_from_slice(&values);
        }
        Ok(Self::new(layout, flat))
    }

    fn part(&self, block: Block) -> &[f32] {
        &self.flat[block.range()]
    }
}

/// The words of some sentences as the network sees them.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Rows of the tables, a word each.
    pub rows: Vec<[u32; TABLES.len()]>,
    /// Static vectors, `Shape::vector` values a word, zeros where there is none.
    pub vectors: Vec<f32>,
    /// Gazetteer evidence, a word each.
    pub bits: Vec<u64>,
    /// Words of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Kind of source of the names of each sentence.
    pub sources: Vec<usize>,
}

impl Batch {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Forgets the words, keeping the allocations.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.vectors.clear();
        self.bits.clear();
        self.sentences.clear();
        self.sources.clear();
    }
}

/// What training multiplies into four layers (0 or `1 / keep`); see [`forward`].
#[derive(Debug, Clone, Default)]
pub struct Dropout {
    /// For the word's row, the convolution's output, the first recurrent layer's and the last layer's.
    pub masks: [Vec<f32>; 4],
}

/// Every layer's values for one batch; kept from batch to batch for its allocations.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each field is the layer that it is named after")]
pub struct Activations {
    pub word: Vec<f32>,
    pub word_scale: Vec<f32>,
    pub word_normed: Vec<f32>,
    pub mix_in: Vec<f32>,
    pub mix: Vec<f32>,
    pub mix_max: Vec<f32>,
    pub mix_scale: Vec<f32>,
    pub mixed: Vec<f32>,
    pub window_in: Vec<f32>,
    pub window: Vec<f32>,
    pub window_max: Vec<f32>,
    pub window_scale: Vec<f32>,
    pub windowed: Vec<f32>,
    pub gates: [Vec<f32>; 2],
    pub states: [Vec<f32>; 2],
    pub hidden: [Vec<f32>; 2],
    pub recurrent_in: Vec<f32>,
    pub recurrent_sum: Vec<f32>,
    pub recurrent_scale: Vec<f32>,
    pub recurrent: Vec<f32>,
    pub last: Vec<f32>,
    pub heads: Vec<f32>,
    pub name_max: Vec<f32>,
    pub names: Vec<f32>,
    pub arc_dependent: Vec<f32>,
    pub arc_query: Vec<f32>,
    /// Per sentence of `n` words, an `n` × `n + 1` matrix: column 0 the root, column `h + 1` head `h`.
    pub arcs: Vec<Vec<f32>>,
    pub label_in: Vec<f32>,
    pub labels: Vec<f32>,
}

fn apply(mask: Option<&Vec<f32>>, values: &mut [f32]) {
    if let Some(mask) = mask {
        for (v, m) in values.iter_mut().zip(mask) {
            *v *= m;
        }
    }
}

/// `out = x · weight + bias`.
fn linear(x: &[f32], n: usize, weight: &Packed, bias: &[f32], out: &mut Vec<f32>) {
    tensor::broadcast(bias, n, out);
    tensor::multiply_add(x, Left::Rows(weight.rows()), n, weight, out, weight.columns());
}

/// Computes everything but the labels, which need heads: [`label`].
pub fn forward(weights: &Weights, batch: &Batch, dropout: Option<&Dropout>, a: &mut Activations) {
    encode(weights, batch, dropout, a);
    let (n, shape) = (batch.len(), weights.layout.shape);
    let columns = shape.columns();
    let layout = &weights.layout;
    linear(&a.last, n, &weights.heads, weights.part(layout.heads.bias), &mut a.heads);
    name_scores(weights, batch, a);
    // Arcs.
    layers::bend(&mut a.heads, columns, &mut a.arc_dependent);
    linear(&a.arc_dependent, n, &weights.arc, weights.part(layout.arc.bias), &mut a.arc_query);
    let bias = weights.part(layout.distance);
    a.arcs.resize(batch.sentences.len(), Vec::new());
    let (mut keys, mut scratch) = (Vec::new(), layers::Scratch::default());
    for (sentence, scores) in batch.sentences.iter().zip(&mut a.arcs) {
        arc_keys(weights, &a.heads, sentence.clone(), &mut keys);
        let query = &a.arc_query[sentence.start * shape.arcs..sentence.end * shape.arcs];
        layers::arc_scores(query, &keys, bias, sentence.len(), &mut scratch, scores);
    }
}

/// The arc scorer's head side for one sentence, the root's first.
pub(crate) fn arc_keys(weights: &Weights, heads: &[f32], sentence: Range<usize>, keys: &mut Vec<f32>) {
    let shape = weights.layout.shape;
    layers::arc_keys(weights.part(weights.layout.arc_root), heads, shape.columns(), sentence, keys);
}

/// From words to the last shared layer.
fn encode(weights: &Weights, batch: &Batch, dropout: Option<&Dropout>, a: &mut Activations) {
    let (n, layout) = (batch.len(), &weights.layout);
    let shape = layout.shape;
    let width = shape.width;
    let mask = |i: usize| dropout.map(|d| &d.masks[i]);
    // Words.
    a.word.clear();
    a.word.resize(n * width, 0.0);
    tensor::multiply_add(&batch.vectors, Left::Rows(shape.vector), n, &weights.vector, &mut a.word, width);
    for ((row, rows), bits) in a.word.chunks_exact_mut(width).zip(&batch.rows).zip(&batch.bits) {
        for (table, &index) in layout.tables.iter().zip(rows) {
            add(row, &weights.flat[table.row(index as usize)]);
        }
        let mut rest = *bits;
        while rest != 0 {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            if bit < shape.bits {
                add(row, &weights.flat[layout.bits.row(bit)]);
            }
        }
    }
    let norm = |x: &[f32], norm: Norm, out: &mut Vec<f32>, scale: &mut Vec<f32>| {
        tensor::layer_norm(x, weights.part(norm.gain), weights.part(norm.bias), out, scale);
    };
    norm(&a.word, layout.word_norm, &mut a.word_normed, &mut a.word_scale);
    apply(mask(0), &mut a.word_normed);
    // Mixing.
    linear(&a.word_normed, n, &weights.mix, weights.part(layout.mix.bias), &mut a.mix);
    tensor::maxout(&a.mix, 3 * width, width, n, &mut a.mix_max);
    norm(&a.mix_max, layout.mix_norm, &mut a.mixed, &mut a.mix_scale);
    add(&mut a.mixed, &a.word_normed);
    // Window of three words.
    layers::window(&batch.sentences, &a.mixed, width, &mut a.window_in);
    linear(&a.window_in, n, &weights.window, weights.part(layout.window.bias), &mut a.window);
    tensor::maxout(&a.window, 3 * width, width, n, &mut a.window_max);
    norm(&a.window_max, layout.window_norm, &mut a.windowed, &mut a.window_scale);
    add(&mut a.windowed, &a.mixed);
    apply(mask(1), &mut a.windowed);
    // Recurrent layers.
    for layer in 0..2 {
        let input = if layer == 0 { &a.windowed } else { &a.recurrent_in };
        let bias = weights.part(layout.recurrent[layer].bias);
        linear(input, n, &weights.recurrent[layer], bias, &mut a.gates[layer]);
        let h = shape.hidden;
        layers::recur(&batch.sentences, &a.gates[layer], h, &mut a.states[layer], &mut a.hidden[layer]);
        if layer == 0 {
            a.recurrent_in.clone_from(&a.hidden[0]);
            apply(mask(2), &mut a.recurrent_in);
        }
    }
    a.recurrent_sum.clone_from(&a.recurrent_in);
    add(&mut a.recurrent_sum, &a.hidden[1]);
    norm(&a.recurrent_sum, layout.recurrent_norm, &mut a.recurrent, &mut a.recurrent_scale);
    linear(&a.recurrent, n, &weights.project, weights.part(layout.project.bias), &mut a.last);
    add(&mut a.last, &a.windowed);
    apply(mask(3), &mut a.last);
}

fn name_scores(weights: &Weights, batch: &Batch, a: &mut Activations) {
    let (n, layout) = (batch.len(), &weights.layout);
    let shape = layout.shape;
    let columns = shape.columns();
    // Each kind of source has conventions of its own.
    for (sentence, &source) in batch.sentences.iter().zip(&batch.sources) {
        let shift = &weights.flat[layout.source.row(source)];
        for word in sentence.clone() {
            add(&mut a.heads[word * columns.all + columns.names..][..shift.len()], shift);
        }
    }
    layers::name_input(&a.heads, columns, shape.names, &mut a.name_max);
    linear(&a.name_max, n, &weights.name_out, weights.part(layout.name_out.bias), &mut a.names);
}

/// Computes the label scores of each word under its head in `heads` (index in the batch; none for the root).
pub fn label(weights: &Weights, heads: &[Option<usize>], a: &mut Activations) {
    let layout = &weights.layout;
    let shape = layout.shape;
    let (root, bias) = (weights.part(layout.label_root), weights.part(layout.label_bias));
    layers::label_input(&a.heads, shape.columns(), heads.iter().copied().enumerate(), root, bias, &mut a.label_in);
    linear(&a.label_in, heads.len(), &weights.label_out, weights.part(layout.label_out.bias), &mut a.labels);
}

/// The transpose of a row-major matrix.
pub(super) fn transpose(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|c| (0..rows).map(move |r| values[r * columns + c])).collect()
}

/// The gradient's way back through the arc layer's slope.
#[cfg(feature = "train")]
pub(crate) fn arc_slope(value: f32) -> f32 {
    if value < 0.0 { LEAK } else { 1.0 }
}
