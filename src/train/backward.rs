//! The gradient of the network: the way back through [`crate::syntax::network::forward`], by hand. A test holds each
//! parameter's gradient against finite differences.

use super::data::{Example, Gold};
use crate::syntax::network::{self, Activations, Batch, Block, Dropout, Linear, NAME_TAGS, Norm, Weights};
use crate::syntax::{Deprel, Upos};
use crate::tensor::{self, Left, Packed, Scan};
use pulp::{Arch, Simd, WithSimd};
use std::ops::Range;

/// The matrices turned round, for the way back.
#[derive(Debug, Default)]
pub struct Turned {
    mix: Packed,
    window: Packed,
    recurrent: [Packed; 2],
    project: Packed,
    heads: Packed,
    name_out: Packed,
    arc: Packed,
    label_out: Packed,
}

impl Turned {
    /// The turned matrices of `weights`.
    pub fn new(weights: &Weights) -> Self {
        let layout = &weights.layout;
        let turn = |b: Block| Packed::transposed(&weights.flat[b.range()], b.rows, b.columns);
        Self {
            mix: turn(layout.mix.weight),
            window: turn(layout.window.weight),
            recurrent: layout.recurrent.map(|r| turn(r.weight)),
            project: turn(layout.project.weight),
            heads: turn(layout.heads.weight),
            name_out: turn(layout.name_out.weight),
            arc: turn(layout.arc.weight),
            label_out: turn(layout.label_out.weight),
        }
    }
}

/// Gold answers for a batch.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// A word each; none where the sentence has no tree. Heads are indices in the batch.
    pub words: Vec<Option<Gold>>,
    /// BIO tags, a word each.
    pub names: Vec<Option<usize>>,
}

impl Answers {
    /// Adds those of `example`, whose words start at `start` in the batch.
    pub fn push(&mut self, example: &Example, start: usize) {
        let n = example.forms.len();
        match &example.words {
            Some(words) => {
                let moved = |gold: Gold| Gold { head: gold.head.map(|head| head + start), ..gold };
                self.words.extend(words.iter().map(|word| word.map(moved)));
            }
            None => self.words.extend(std::iter::repeat_n(None, n)),
        }
        match &example.names {
            Some(names) => self.names.extend(names.iter().map(|&t| Some(t))),
            None => self.names.extend(std::iter::repeat_n(None, n)),
        }
    }
}

/// Everything that one gradient needs, and the sums that it adds to.
pub struct Pass<'a> {
    /// Parameters.
    pub weights: &'a Weights,
    /// The same, turned.
    pub turned: &'a Turned,
    /// The words.
    pub batch: &'a Batch,
    /// What they should give.
    pub answers: &'a Answers,
    /// Masks of this pass.
    pub dropout: Option<&'a Dropout>,
    /// What each word's loss is multiplied with (one over the words of the whole step).
    pub share: f32,
    /// The gradient, added to.
    pub gradient: &'a mut [f32],
}

/// Adds `-log p(gold)` of one row of scores and writes the gradient of the scores, scaled.
fn cross_entropy(scores: &[f32], gold: usize, share: f32, gradient: &mut [f32]) -> f32 {
    gradient.copy_from_slice(scores);
    tensor::softmax(gradient);
    let loss = -gradient[gold].max(1e-12).ln();
    gradient[gold] -= 1.0;
    gradient.iter_mut().for_each(|g| *g *= share);
    loss
}

fn add(to: &mut [f32], from: &[f32]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += f;
    }
}

impl Pass<'_> {
    /// Runs forward and back; gives the sum of the words' losses.
    pub fn run(&mut self, a: &mut Activations) -> f32 {
        network::forward(self.weights, self.batch, self.dropout, a);
        let shape = self.weights.layout.shape;
        let columns = shape.columns();
        let mut heads = vec![0.0; self.batch.len() * columns.all];
        let mut loss = self.tags(a, &mut heads);
        loss += self.names(a, &mut heads);
        loss += self.arcs(a, &mut heads);
        loss += self.labels(a, &mut heads);
        self.body(a, &heads);
        loss
    }

    /// Bias and weight of a linear layer, given its input and its output's gradient.
    fn linear(&mut self, layer: Linear, input: &[f32], output: &[f32]) {
        let (inputs, outputs) = (layer.weight.rows, layer.weight.columns);
        let rows = output.len() / outputs;
        for row in output.chunks_exact(outputs) {
            add(&mut self.gradient[layer.bias.range()], row);
        }
        self.outer(layer.weight, input, inputs, &Packed::new(output, rows, outputs));
    }

    /// Adds input-transposed times output to a weight.
    fn outer(&mut self, weight: Block, input: &[f32], stride: usize, output: &Packed) {
        let target = &mut self.gradient[weight.range()];
        tensor::multiply_add(input, Left::Columns(stride), weight.rows, output, target, weight.columns);
    }

    fn tags(&mut self, a: &Activations, heads: &mut [f32]) -> f32 {
        let columns = self.weights.layout.shape.columns();
        let rows = a.heads.chunks_exact(columns.all).zip(heads.chunks_exact_mut(columns.all));
        let mut loss = 0.0;
        for ((scores, out), word) in rows.zip(&self.answers.words) {
            let Some(word) = word else { continue };
            let cut = Upos::ALL.len();
            loss += cross_entropy(&scores[..cut], word.upos as usize, self.share, &mut out[..cut]);
            let place = columns.xpos..columns.names;
            loss += cross_entropy(&scores[place.clone()], word.xpos as usize, self.share, &mut out[place]);
        }
        loss
    }

    fn names(&mut self, a: &Activations, heads: &mut [f32]) -> f32 {
        let layout = &self.weights.layout;
        let (columns, width) = (layout.shape.columns(), layout.shape.names);
        let mut out = vec![0.0; a.names.len()];
        let mut loss = 0.0;
        for ((scores, out), name) in
            a.names.chunks_exact(NAME_TAGS).zip(out.chunks_exact_mut(NAME_TAGS)).zip(&self.answers.names)
        {
            if let Some(gold) = name {
                loss += cross_entropy(scores, *gold, self.share, out);
            }
        }
        self.linear(layout.name_out, &a.name_max, &out);
        let mut max = vec![0.0; a.name_max.len()];
        tensor::multiply_add(&out, Left::Rows(NAME_TAGS), self.batch.len(), &self.turned.name_out, &mut max, width);
        for (word, max) in max.chunks_exact(width).enumerate() {
            let place = word * columns.all + columns.names..word * columns.all + columns.names + 3 * width;
            maxout_back(&a.heads[place.clone()], max, &mut heads[place]);
        }
        for (sentence, &source) in self.batch.sentences.iter().zip(&self.batch.sources) {
            for word in sentence.clone() {
                let from = &heads[word * columns.all + columns.names..][..3 * width];
                add(&mut self.gradient[layout.source.row(source)], from);
            }
        }
        loss
    }

    fn arcs(&mut self, a: &Activations, heads: &mut [f32]) -> f32 {
        let layout = &self.weights.layout;
        let (columns, width) = (layout.shape.columns(), layout.shape.arcs);
        let mut query = vec![0.0; a.arc_query.len()];
        let mut keys = Vec::new();
        let mut loss = 0.0;
        for (sentence, scores) in self.batch.sentences.iter().zip(&a.arcs) {
            let n = sentence.len();
            let mut out = vec![0.0; scores.len()];
            for d in 0..n {
                let Some(Some(gold)) = self.answers.words.get(sentence.start + d) else { continue };
                let target = gold.head.map_or(0, |h| h + 1 - sentence.start);
                let mut row = scores[d * (n + 1)..(d + 1) * (n + 1)].to_vec();
                row[d + 1] = -1e9; // no word is its own head
                loss += cross_entropy(&row, target, self.share, &mut out[d * (n + 1)..(d + 1) * (n + 1)]);
            }
            let bias = &mut self.gradient[layout.distance.range()];
            for (d, row) in out.chunks_exact(n + 1).enumerate() {
                bias[0] += row[0];
                for (h, g) in row[1..].iter().enumerate() {
                    bias[network::distance(d, h)] += g;
                }
            }
            network::arc_keys(self.weights, &a.heads, sentence.clone(), &mut keys);
            let place = sentence.start * width..sentence.end * width;
            let packed = Packed::new(&keys, n + 1, width);
            tensor::multiply_add(&out, Left::Rows(n + 1), n, &packed, &mut query[place.clone()], width);
            let mut back = vec![0.0; keys.len()];
            let packed = Packed::new(&a.arc_query[place], n, width);
            tensor::multiply_add(&out, Left::Columns(n + 1), n + 1, &packed, &mut back, width);
            let (root, back) = back.split_at(width);
            add(&mut self.gradient[layout.arc_root.range()], root);
            for (word, back) in sentence.clone().zip(back.chunks_exact(width)) {
                let at = word * columns.all + columns.arc_head;
                for i in 0..width {
                    heads[at + i] += back[i] * network::arc_slope(a.heads[at + i]);
                }
            }
        }
        self.linear(layout.arc, &a.arc_dependent, &query);
        let mut back = vec![0.0; query.len()];
        tensor::multiply_add(&query, Left::Rows(width), self.batch.len(), &self.turned.arc, &mut back, width);
        for (word, back) in back.chunks_exact(width).enumerate() {
            let at = word * columns.all + columns.arc_dependent;
            for i in 0..width {
                heads[at + i] += back[i] * network::arc_slope(a.heads[at + i]);
            }
        }
        loss
    }

    fn labels(&mut self, a: &mut Activations, heads: &mut [f32]) -> f32 {
        let gold: Vec<Option<usize>> = self.answers.words.iter().map(|w| w.and_then(|w| w.head)).collect();
        network::label(self.weights, &gold, a);
        let layout = &self.weights.layout;
        let (columns, width, count) = (layout.shape.columns(), layout.shape.labels, Deprel::ALL.len());
        let mut out = vec![0.0; a.labels.len()];
        let mut loss = 0.0;
        for ((scores, out), word) in
            a.labels.chunks_exact(count).zip(out.chunks_exact_mut(count)).zip(&self.answers.words)
        {
            if let Some(word) = word {
                loss += cross_entropy(scores, word.deprel as usize, self.share, out);
            }
        }
        self.linear(layout.label_out, &a.label_in, &out);
        let mut back = vec![0.0; a.label_in.len()];
        tensor::multiply_add(&out, Left::Rows(count), gold.len(), &self.turned.label_out, &mut back, 2 * width);
        for (word, head) in gold.iter().enumerate() {
            if self.answers.words[word].is_none() {
                continue;
            }
            let (sum, product) = back[word * 2 * width..(word + 1) * 2 * width].split_at(width);
            let active = &a.label_in[word * 2 * width..][..width];
            let d_at = word * columns.all + columns.label_dependent;
            let h_at = head.map(|h| h * columns.all + columns.label_head);
            for i in 0..width {
                let through = if active[i] > 0.0 { sum[i] } else { 0.0 };
                let d = a.heads[d_at + i];
                let h = h_at.map_or(self.weights.flat[layout.label_root.offset + i], |at| a.heads[at + i]);
                heads[d_at + i] += through + product[i] * h;
                let to_head = through + product[i] * d;
                match h_at {
                    Some(at) => heads[at + i] += to_head,
                    None => self.gradient[layout.label_root.offset + i] += to_head,
                }
                self.gradient[layout.label_bias.offset + i] += through;
            }
        }
        loss
    }

    /// From the heads' gradient to the tables'.
    fn body(&mut self, a: &Activations, heads: &[f32]) {
        let (weights, turned, batch) = (self.weights, self.turned, self.batch);
        let layout = &weights.layout;
        let (n, shape) = (batch.len(), layout.shape);
        let (width, hidden) = (shape.width, 2 * shape.hidden);
        let dropout = self.dropout;
        let mask = |i: usize, values: &mut [f32]| {
            if let Some(dropout) = dropout {
                values.iter_mut().zip(&dropout.masks[i]).for_each(|(v, m)| *v *= m);
            }
        };
        let back = |output: &[f32], turned: &Packed, into: &mut [f32]| {
            tensor::multiply_add(output, Left::Rows(turned.rows()), n, turned, into, turned.columns());
        };
        let mut last = vec![0.0; n * width];
        back(heads, &turned.heads, &mut last);
        mask(3, &mut last);
        let mut recurrent = vec![0.0; n * hidden];
        back(&last, &turned.project, &mut recurrent);
        let mut recurrent_in = self.norm(layout.recurrent_norm, &a.recurrent_sum, &a.recurrent_scale, &recurrent);
        let gates2 = self.scan(a, 1, &recurrent_in);
        back(&gates2, &turned.recurrent[1], &mut recurrent_in);
        let mut hidden1 = recurrent_in;
        mask(2, &mut hidden1);
        let gates1 = self.scan(a, 0, &hidden1);
        let mut windowed = last.clone();
        back(&gates1, &turned.recurrent[0], &mut windowed);
        mask(1, &mut windowed);
        self.linear(layout.heads, &a.last, heads);
        self.linear(layout.project, &a.recurrent, &last);
        self.linear(layout.recurrent[1], &a.recurrent_in, &gates2);
        self.linear(layout.recurrent[0], &a.windowed, &gates1);
        // The convolution.
        let max = self.norm(layout.window_norm, &a.window_max, &a.window_scale, &windowed);
        let mut window = vec![0.0; n * 3 * width];
        for (word, max) in max.chunks_exact(width).enumerate() {
            let place = word * 3 * width..(word + 1) * 3 * width;
            maxout_back(&a.window[place.clone()], max, &mut window[place]);
        }
        self.linear(layout.window, &a.window_in, &window);
        let mut window_in = vec![0.0; n * 3 * width];
        back(&window, &turned.window, &mut window_in);
        let mut mixed = windowed;
        for sentence in &batch.sentences {
            for word in sentence.clone() {
                let from = &window_in[word * 3 * width..][..3 * width];
                for (slot, neighbour) in [word.checked_sub(1), Some(word), Some(word + 1)].into_iter().enumerate() {
                    if let Some(to) = neighbour.filter(|w| sentence.contains(w)) {
                        add(&mut mixed[to * width..][..width], &from[slot * width..][..width]);
                    }
                }
            }
        }
        // Mixing.
        let max = self.norm(layout.mix_norm, &a.mix_max, &a.mix_scale, &mixed);
        let mut mix = vec![0.0; n * 3 * width];
        for (word, max) in max.chunks_exact(width).enumerate() {
            let place = word * 3 * width..(word + 1) * 3 * width;
            maxout_back(&a.mix[place.clone()], max, &mut mix[place]);
        }
        self.linear(layout.mix, &a.word_normed, &mix);
        let mut normed = mixed;
        back(&mix, &turned.mix, &mut normed);
        mask(0, &mut normed);
        // Words.
        let word = self.norm(layout.word_norm, &a.word, &a.word_scale, &normed);
        self.outer(layout.vector, &batch.vectors, shape.vector, &Packed::new(&word, n, width));
        for ((row, rows), bits) in word.chunks_exact(width).zip(&batch.rows).zip(&batch.bits) {
            for (table, &index) in layout.tables.iter().zip(rows) {
                add(&mut self.gradient[table.row(index as usize)], row);
            }
            for bit in (0..shape.bits).filter(|bit| bits >> bit & 1 == 1) {
                add(&mut self.gradient[layout.bits.row(bit)], row);
            }
        }
    }

    /// Back through a layer normalization of `x`: the input's gradient.
    fn norm(&mut self, norm: Norm, x: &[f32], scales: &[f32], out: &[f32]) -> Vec<f32> {
        let width = norm.gain.columns;
        let gain = &self.weights.flat[norm.gain.range()];
        let mut back = vec![0.0; x.len()];
        let (mut gains, mut biases) = (vec![0.0; width], vec![0.0; width]);
        let rows = x.chunks_exact(width).zip(out.chunks_exact(width)).zip(back.chunks_exact_mut(width)).zip(scales);
        let mut normal = vec![0.0; width];
        for (((x, out), back), &scale) in rows {
            let mean = x.iter().sum::<f32>() / width as f32;
            let (mut first, mut second) = (0.0, 0.0);
            for i in 0..width {
                normal[i] = (x[i] - mean) * scale;
                let g = out[i] * gain[i];
                first += g;
                second += g * normal[i];
                gains[i] += out[i] * normal[i];
                biases[i] += out[i];
            }
            first /= width as f32;
            second /= width as f32;
            for i in 0..width {
                back[i] = scale * (out[i] * gain[i] - first - normal[i] * second);
            }
        }
        add(&mut self.gradient[norm.gain.range()], &gains);
        add(&mut self.gradient[norm.bias.range()], &biases);
        back
    }

    /// Back through a recurrent layer: its gates' gradient, given its outputs'.
    fn scan(&self, a: &Activations, layer: usize, out: &[f32]) -> Vec<f32> {
        let width = self.weights.layout.shape.hidden;
        let mut gates = vec![0.0; self.batch.len() * 6 * width];
        for sentence in &self.batch.sentences {
            for backward in [false, true] {
                let scan = Scan { width, backward };
                scan_back(scan, sentence.clone(), &a.gates[layer], &a.states[layer], out, &mut gates);
            }
        }
        gates
    }
}

/// Adds the gradient of the largest of three pieces to the piece that it came from.
fn maxout_back(x: &[f32], out: &[f32], back: &mut [f32]) {
    let width = out.len();
    for i in 0..width {
        let (a, b, c) = (x[i], x[width + i], x[2 * width + i]);
        let piece = if a >= b && a >= c {
            0
        } else if b >= c && b > a {
            1
        } else {
            2
        };
        back[piece * width + i] += out[i];
    }
}

fn scan_back(scan: Scan, sentence: Range<usize>, gates: &[f32], states: &[f32], out: &[f32], back: &mut [f32]) {
    Arch::new().dispatch(ScanBack { scan, sentence, gates, states, out, back });
}

struct ScanBack<'a> {
    scan: Scan,
    sentence: Range<usize>,
    gates: &'a [f32],
    states: &'a [f32],
    out: &'a [f32],
    back: &'a mut [f32],
}

impl WithSimd for ScanBack<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { scan, sentence, gates, states, out, back } = self;
        let (w, n) = (scan.width, sentence.len());
        let mut carry = vec![0.0f32; w];
        let zeros = vec![0.0f32; w];
        for step in (0..n).rev() {
            let row = sentence.start + scan.row(step, n);
            let place = |row: usize| row * 2 * w + scan.target();
            let before = if step > 0 { &states[place(sentence.start + scan.row(step - 1, n))..][..w] } else { &zeros };
            let (z, rest) = gates[row * 6 * w + scan.column()..][..3 * w].split_at(w);
            let (f, o) = rest.split_at(w);
            let (state, out) = (&states[place(row)..][..w], &out[place(row)..][..w]);
            let (back_z, rest) = back[row * 6 * w + scan.column()..][..3 * w].split_at_mut(w);
            let (back_f, back_o) = rest.split_at_mut(w);
            for i in 0..w {
                let (forget, open, bent) = (tensor::sigmoid(f[i]), tensor::sigmoid(o[i]), tensor::tanh(state[i]));
                let through = carry[i] + out[i] * open * (1.0 - bent * bent);
                back_z[i] = through * (1.0 - forget);
                back_f[i] = through * (before[i] - z[i]) * forget * (1.0 - forget);
                back_o[i] = out[i] * bent * open * (1.0 - open);
                carry[i] = through * forget;
            }
        }
    }
}
