//! The network for reading: that of [`super::network`] with integer weights, as a model file has them.
//!
//! Every product is computed in integers from seven-bit activations; what lies between the products is the same code in
//! `f32` as in training. All that the network gives for a word depends on its sentence alone: not on the batch, the
//! cache of rows, the processor or the thread.

use super::layers::{self, add};
use super::layout::{Columns, Layout, Shape};
use super::rows::Kept;
use super::tagset::{self, Scores};
use super::unique::{self, Way};
use super::{Deprel, Upos, Xpos, decode, features::TABLES, network::Batch};
use crate::model::{Tensor, Values};
use crate::tensor::integer::{Linear, Quantized};
use crate::tensor::{self, Buffer, Kernel, Left, Packed, Room};
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::ops::Range;

/// How much the name conventions of each kind of source count for the decoder: Universal NER, Wikigold, CrossNER. What
/// machines tagged (the last kind) counts nothing here. Between them more bodies are found than by the first alone.
const CONVENTIONS: [f32; 3] = [0.5, 0.25, 0.25];

/// How many words of a sentence are hung or labelled anew at most, and how many are looked at for each. Of language that is
/// enough; of noise it bounds the time.
const ROUNDS: usize = 6;
const RIVALS: usize = 24;

/// Parameters, ready for reading.
#[derive(Debug, Clone)]
pub struct Network {
    pub shape: Shape,
    pub columns: Columns,
    pub kernel: Kernel,
    tables: [Table; TABLES.len()],
    vector: Packed,
    bits: Vec<f32>,
    word_norm: Norm,
    mix: Linear,
    mix_norm: Norm,
    /// What a word gives to the window of the next word, to its own and to that of the word before, one after another.
    window: Linear,
    window_norm: Norm,
    recurrent: [Linear; 2],
    recurrent_norm: Norm,
    project: Linear,
    heads: Linear,
    name_out: Linear,
    arc: Linear,
    arc_root: Vec<f32>,
    distance: Vec<f32>,
    label_root: Vec<f32>,
    label_bias: Vec<f32>,
    label_out: Linear,
}

/// A table of rows of bytes with a scale each.
#[derive(Debug, Clone)]
struct Table {
    bytes: Vec<i8>,
    scales: Vec<f32>,
}

#[derive(Debug, Clone)]
struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn run(&self, x: &[f32], out: &mut impl Room, scales: &mut Vec<f32>) {
        tensor::layer_norm(x, &self.gain, &self.bias, out, scales);
    }
}

/// The words of some sentences and the values of each layer; kept from batch to batch for the allocations.
#[derive(Debug, Default)]
pub struct Work {
    /// The number of each word among those that [`Kept`] has.
    pub words: Vec<usize>,
    /// Words of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Tag scores, and the inner values of the other heads.
    pub values: Buffer,
    /// Scores of name tags.
    pub names: Buffer,
    /// The head of each word by its place in the batch; none for a root.
    pub heads: Vec<Option<usize>>,
    /// The relation of each word to its head.
    pub deprels: Vec<Deprel>,
    /// The tags of each word.
    pub tags: Vec<(Upos, Xpos)>,
    /// Scores of relations.
    labels: Buffer,
    codes: Quantized,
    mixed: Vec<f32>,
    wide: Buffer,
    gates: Buffer,
    states: Buffer,
    narrow: Buffer,
    windowed: Buffer,
    hidden: [Buffer; 2],
    last: Buffer,
    scales: Vec<f32>,
    bent: Vec<f32>,
    pairs: Vec<f32>,
    query: Buffer,
    keys: Vec<f32>,
    arcs: Vec<f32>,
    slots: Vec<(usize, u8, usize)>,
    ways: Vec<Way>,
    scratch: layers::Scratch,
}

impl Work {
    /// Forgets the words.
    pub fn clear(&mut self) {
        self.words.clear();
        self.sentences.clear();
    }
}

impl Network {
    /// The network of `shape` with the parameters `tensors`.
    ///
    /// # Errors
    /// [`Error::Model`] where one is missing or has another size or form.
    pub fn new(shape: Shape, tensors: &BTreeMap<String, Tensor>) -> Result<Self> {
        let source = Source { layout: &Layout::new(shape), tensors };
        let table = |name: &str| {
            let (bytes, scales) = source.bytes(&format!("table.{name}"))?;
            Ok(Table { bytes: bytes.to_vec(), scales: scales.to_vec() })
        };
        let [a, b, c, d, e, f, g] = TABLES.map(|(name, _)| table(name));
        let (bytes, scales) = source.bytes("vector")?;
        let vectors = bytes.chunks_exact(shape.vector).zip(scales);
        let vectors: Vec<f32> =
            vectors.flat_map(|(row, &scale)| row.iter().map(move |&b| f32::from(b) * scale)).collect();
        Ok(Self {
            shape,
            columns: shape.columns(),
            kernel: Kernel::best(),
            tables: [a?, b?, c?, d?, e?, f?, g?],
            vector: Packed::transposed(&vectors, shape.width, shape.vector),
            bits: source.floats("bits")?,
            word_norm: source.norm("word_norm")?,
            mix: source.linear("mix")?,
            mix_norm: source.norm("mix_norm")?,
            window: source.sides("window", shape.width)?,
            window_norm: source.norm("window_norm")?,
            recurrent: [source.linear("recurrent1")?, source.linear("recurrent2")?],
            recurrent_norm: source.norm("recurrent_norm")?,
            project: source.linear("project")?,
            heads: source.heads(shape)?,
            name_out: source.linear("name_out")?,
            arc: source.linear("arc")?,
            arc_root: source.floats("arc_root")?,
            distance: source.floats("distance")?,
            label_root: source.floats("label_root")?,
            label_bias: source.floats("label_bias")?,
            label_out: source.linear("label_out")?,
        })
    }

    /// Computes for each word of `batch` what the network can before it looks at other words, and adds it to `kept`.
    pub fn word_rows(&self, batch: &Batch, w: &mut Work, kept: &mut Kept) {
        let (n, width) = (batch.len(), self.shape.width);
        w.last.room(n * width).fill(0.0);
        tensor::multiply_add(&batch.vectors, Left::Rows(self.shape.vector), n, &self.vector, &mut w.last, width);
        for ((out, rows), &bits) in w.last.chunks_exact_mut(width).zip(&batch.rows).zip(&batch.bits) {
            for (table, &row) in self.tables.iter().zip(rows) {
                let row = row as usize;
                let scale = table.scales[row];
                for (o, &byte) in out.iter_mut().zip(&table.bytes[row * width..]) {
                    *o += f32::from(byte) * scale;
                }
            }
            for bit in (0..self.shape.bits).filter(|bit| bits >> bit & 1 == 1) {
                add(out, &self.bits[bit * width..][..width]);
            }
        }
        self.word_norm.run(&w.last, &mut w.mixed, &mut w.scales);
        self.linear(&self.mix, &w.mixed, width, &mut w.codes, &mut w.wide);
        tensor::maxout(&w.wide, 3 * width, width, n, &mut w.narrow);
        self.mix_norm.run(&w.narrow, &mut w.last, &mut w.scales);
        add(&mut w.last, &w.mixed);
        self.linear(&self.window, &w.last, width, &mut w.codes, &mut w.wide);
        kept.push(&w.last, &w.wide);
    }

    fn linear(&self, layer: &Linear, x: &[f32], width: usize, codes: &mut Quantized, out: &mut impl Room) {
        codes.fill(x, width);
        layer.run(self.kernel, codes, out);
    }

    /// Computes tags, names, heads and labels of the words in `w`, by number in `kept`.
    pub fn read(&self, kept: &Kept, w: &mut Work) {
        self.encode(kept, w);
        let (shape, columns) = (self.shape, self.columns);
        self.linear(&self.heads, &w.last, shape.width, &mut w.codes, &mut w.values);
        layers::name_input(&w.values, columns, shape.names, &mut w.narrow);
        self.linear(&self.name_out, &w.narrow, shape.names, &mut w.codes, &mut w.names);
        layers::bend(&mut w.values, columns, &mut w.bent);
        self.linear(&self.arc, &w.bent, shape.arcs, &mut w.codes, &mut w.query);
        w.heads.clear();
        for sentence in &w.sentences {
            let n = sentence.len();
            self.arcs(sentence.clone(), &w.values, &w.query, &mut w.keys, &mut w.scratch, &mut w.arcs);
            w.heads.extend(decode::tree(&w.arcs, n).into_iter().map(|head| head.map(|head| head + sentence.start)));
        }
        let pairs = w.heads.iter().copied().enumerate();
        layers::label_input(&w.values, columns, pairs, &self.label_root, &self.label_bias, &mut w.pairs);
        self.linear(&self.label_out, &w.pairs, 2 * shape.labels, &mut w.codes, &mut w.labels);
        w.deprels.clear();
        w.tags.clear();
        let labels = w.labels.chunks_exact(Deprel::ALL.len());
        for ((row, labels), head) in w.values.chunks_exact(columns.all).zip(labels).zip(&w.heads) {
            let (upos, xpos) = (&row[..columns.xpos], &row[columns.xpos..columns.names]);
            let (upos, xpos, deprel) = tagset::choose(Scores { upos, xpos, deprel: head.map(|_| labels) });
            w.tags.push((upos, xpos));
            w.deprels.push(deprel);
        }
        for at in 0..w.sentences.len() {
            self.settle(w.sentences[at].clone(), w);
        }
    }

    /// Scores the arcs of `sentence`.
    fn arcs(
        &self,
        sentence: Range<usize>,
        values: &[f32],
        query: &[f32],
        keys: &mut Vec<f32>,
        scratch: &mut layers::Scratch,
        arcs: &mut Vec<f32>,
    ) {
        let width = self.shape.arcs;
        layers::arc_keys(&self.arc_root, values, self.columns, sentence.clone(), keys);
        let query = &query[sentence.start * width..sentence.end * width];
        layers::arc_scores(query, keys, &self.distance, sentence.len(), scratch, arcs);
    }

    /// Changes heads and relations of `sentence` where a word has two of what it has once at most.
    fn settle(&self, sentence: Range<usize>, w: &mut Work) {
        for round in 0..ROUNDS {
            unique::rivals(sentence.clone(), &w.heads, &w.deprels, &mut w.slots);
            if w.slots.is_empty() {
                return;
            }
            // So few sentences come here that their arcs are computed again rather than kept.
            if round == 0 {
                self.arcs(sentence.clone(), &w.values, &w.query, &mut w.keys, &mut w.scratch, &mut w.arcs);
            }
            w.ways.clear();
            for &(_, _, word) in w.slots.iter().take(RIVALS) {
                let row = &w.arcs[(word - sentence.start) * (sentence.len() + 1)..][..=sentence.len()];
                unique::ways(word, &sentence, &w.heads, row, &mut w.ways);
            }
            let pairs = w.ways.iter().map(|way| (way.word, Some(way.head)));
            layers::label_input(&w.values, self.columns, pairs, &self.label_root, &self.label_bias, &mut w.pairs);
            self.linear(&self.label_out, &w.pairs, 2 * self.shape.labels, &mut w.codes, &mut w.labels);
            let found = unique::cheapest(&sentence, &w.heads, &w.deprels, &w.tags, &w.ways, &w.labels);
            let Some((way, deprel)) = found else { return };
            (w.heads[way.word], w.deprels[way.word]) = (Some(way.head), deprel);
        }
    }

    /// From words to the last shared layer.
    fn encode(&self, kept: &Kept, w: &mut Work) {
        let (width, hidden) = (self.shape.width, self.shape.hidden);
        kept.gather(&w.sentences, &w.words, &mut w.mixed, &mut w.gates);
        tensor::maxout(&w.gates, 3 * width, width, w.words.len(), &mut w.narrow);
        self.window_norm.run(&w.narrow, &mut w.windowed, &mut w.scales);
        add(&mut w.windowed, &w.mixed);
        let [first, second] = &mut w.hidden;
        self.linear(&self.recurrent[0], &w.windowed, width, &mut w.codes, &mut w.gates);
        layers::recur(&w.sentences, &w.gates, hidden, &mut w.states, first);
        self.linear(&self.recurrent[1], first, 2 * hidden, &mut w.codes, &mut w.gates);
        layers::recur(&w.sentences, &w.gates, hidden, &mut w.states, second);
        add(first, second);
        self.recurrent_norm.run(first, &mut w.wide, &mut w.scales);
        self.linear(&self.project, &w.wide, 2 * hidden, &mut w.codes, &mut w.last);
        add(&mut w.last, &w.windowed);
    }
}

/// Tensors and the sizes that they must have.
struct Source<'a> {
    layout: &'a Layout,
    tensors: &'a BTreeMap<String, Tensor>,
}

impl<'a> Source<'a> {
    /// The tensor `name`, and how many rows and columns it should have.
    fn find(&self, name: &str) -> Result<(&'a Tensor, usize, usize)> {
        let block = self.layout.blocks.iter().find(|(known, _)| known == name).map(|(_, block)| block);
        match (block, self.tensors.get(name)) {
            (Some(block), Some(tensor)) if self.layout.is_matrix(name) => Ok((tensor, block.columns, block.rows)),
            (Some(block), Some(tensor)) => Ok((tensor, block.rows, block.columns)),
            _ => Err(Error::Model(format!("tensor {name:?} is missing"))),
        }
    }

    fn floats(&self, name: &str) -> Result<Vec<f32>> {
        let (tensor, rows, columns) = self.find(name)?;
        match &tensor.values {
            Values::Float(values) if values.len() == rows * columns => Ok(values.clone()),
            _ => Err(misfit(name, rows, columns, "numbers")),
        }
    }

    fn bytes(&self, name: &str) -> Result<(&'a [i8], &'a [f32])> {
        let (tensor, rows, columns) = self.find(name)?;
        match &tensor.values {
            Values::Byte { scales, bytes } if scales.len() == rows && bytes.len() == rows * columns => {
                Ok((bytes, scales))
            }
            _ => Err(misfit(name, rows, columns, "bytes")),
        }
    }

    fn norm(&self, name: &str) -> Result<Norm> {
        Ok(Norm { gain: self.floats(&format!("{name}.gain"))?, bias: self.floats(&format!("{name}.bias"))? })
    }

    fn linear(&self, name: &str) -> Result<Linear> {
        let weight = format!("{name}.weight");
        let (bytes, scales) = self.bytes(&weight)?;
        let (_, _, inputs) = self.find(&weight)?;
        Ok(Linear::new(bytes, inputs, scales, &self.floats(&format!("{name}.bias"))?))
    }

    /// The first layer of the heads, whose name part asks for conventions between those of the sources.
    fn heads(&self, shape: Shape) -> Result<Linear> {
        let (bytes, scales) = self.bytes("heads.weight")?;
        let (_, _, inputs) = self.find("heads.weight")?;
        let mut bias = self.floats("heads.bias")?;
        let shifts = self.floats("source")?;
        let shares = &CONVENTIONS[..CONVENTIONS.len().min(shape.sources)];
        let all: f32 = shares.iter().sum();
        for (shift, share) in shifts.chunks_exact(3 * shape.names).zip(shares) {
            let names = bias[shape.columns().names..].iter_mut().zip(shift);
            names.for_each(|(bias, shift)| *bias += share / all * shift);
        }
        Ok(Linear::new(bytes, inputs, scales, &bias))
    }

    /// The three parts of a layer over windows of three words of `width` values each, as one layer over a word; its bias
    /// stands with the part of the word itself.
    fn sides(&self, name: &str, width: usize) -> Result<Linear> {
        let (bytes, scales) = self.bytes(&format!("{name}.weight"))?;
        let own = self.floats(&format!("{name}.bias"))?;
        let none = vec![0.0; own.len()];
        let part = |side: usize| bytes.chunks_exact(3 * width).flat_map(move |row| &row[side * width..][..width]);
        let weights: Vec<i8> = (0..3).flat_map(part).copied().collect();
        Ok(Linear::new(&weights, width, &scales.repeat(3), &[none.as_slice(), &own, &none].concat()))
    }
}

fn misfit(name: &str, rows: usize, columns: usize, form: &str) -> Error {
    Error::Model(format!("tensor {name:?} is not the {rows} × {columns} {form} that its sizes ask for"))
}
