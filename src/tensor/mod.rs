//! The few operations that the network is made of, on row-major matrices; no language in it. The products are there in
//! `f32`, for learning, and in integers, for reading: see [`integer::Linear`].
//!
//! Every sum of `f32` has one fixed order, no fused multiply-add is used and the transcendental functions are our own
//! polynomials, so results are the same bits on every processor: wider vector units only compute more columns at once.

use pulp::{Arch, Simd, WithSimd};

/// Columns that the inner kernel computes at once.
const PANEL: usize = 16;
/// Rows that the inner kernel computes at once.
const TILE: usize = 6;

/// A `rows` × `columns` matrix laid out for multiplication from the right, in panels of 16 columns.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    rows: usize,
    columns: usize,
    panels: Vec<f32>,
}

impl Packed {
    /// Packs the row-major `matrix` of `rows` × `columns`.
    pub fn new(matrix: &[f32], rows: usize, columns: usize) -> Self {
        let mut packed = Self::default();
        packed.fill(matrix, rows, columns);
        packed
    }

    /// Packs the transpose of the row-major `matrix` of `rows` × `columns`.
    pub fn transposed(matrix: &[f32], rows: usize, columns: usize) -> Self {
        let mut packed = Self::default();
        packed.fill_transposed(matrix, rows, columns);
        packed
    }

    /// Packs the transpose of the row-major `matrix` of `rows` × `columns` in place, keeping the allocation.
    pub fn fill_transposed(&mut self, matrix: &[f32], rows: usize, columns: usize) {
        (self.rows, self.columns) = (columns, rows);
        // The cells that fill up the last panel keep what they had: no column's sum sees another's.
        self.panels.resize(rows.div_ceil(PANEL) * columns * PANEL, 0.0);
        for (row, values) in matrix.chunks_exact(columns.max(1)).take(rows).enumerate() {
            let panel = &mut self.panels[row / PANEL * columns * PANEL..][..columns * PANEL];
            for (cells, &value) in panel.chunks_exact_mut(PANEL).zip(values) {
                cells[row % PANEL] = value;
            }
        }
    }

    /// Repacks in place, keeping the allocation.
    pub fn fill(&mut self, matrix: &[f32], rows: usize, columns: usize) {
        (self.rows, self.columns) = (rows, columns);
        self.panels.clear();
        self.panels.resize(columns.div_ceil(PANEL) * rows * PANEL, 0.0);
        for (panel, target) in self.panels.chunks_exact_mut((rows * PANEL).max(1)).enumerate() {
            let from = panel * PANEL;
            let width = PANEL.min(columns - from);
            for (row, cells) in target.chunks_exact_mut(PANEL).enumerate() {
                let start = row * columns + from;
                cells[..width].copy_from_slice(&matrix[start..start + width]);
            }
        }
    }

    /// Rows of the packed matrix.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns of the packed matrix.
    pub fn columns(&self) -> usize {
        self.columns
    }
}

/// Values of a layer, as many as the batch has words: room that is taken up again keeps what it had, where a vector that
/// grows is filled with zeros.
#[derive(Debug, Clone, Default)]
pub struct Buffer {
    values: Vec<f32>,
    len: usize,
}

impl std::ops::Deref for Buffer {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.values[..self.len]
    }
}

impl std::ops::DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.values[..self.len]
    }
}

/// Where an operation writes all of its values.
pub trait Room {
    /// Room for `len` values, whatever they are now.
    fn room(&mut self, len: usize) -> &mut [f32];
}

impl Room for Vec<f32> {
    fn room(&mut self, len: usize) -> &mut [f32] {
        self.resize(len, 0.0);
        self
    }
}

impl Room for Buffer {
    fn room(&mut self, len: usize) -> &mut [f32] {
        if self.values.len() < len {
            self.values.resize(len, 0.0);
        }
        self.len = len;
        self
    }
}

/// Adding it moves the integer nearest to a small value to the last bits.
const ROUND: f32 = 12_582_912.0;

/// How the left factor lies in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Row-major, rows this many values apart.
    Rows(usize),
    /// The transpose is row-major, its rows this many values apart.
    Columns(usize),
}

/// Declares a kernel: a struct of borrowed arguments whose body is compiled once for each instruction set. (A closure
/// would do, were it certain to be inlined.)
macro_rules! kernel {
    ($name:ident { $($field:ident: $type:ty),+ $(,)? } => $body:expr) => {
        struct $name<'a> { $($field: $type),+ }

        impl WithSimd for $name<'_> {
            type Output = ();

            #[inline(always)]
            fn with_simd<S: Simd>(self, _: S) {
                let Self { $($field),+ } = self;
                $body
            }
        }
    };
}

pub mod integer;
#[expect(
    unsafe_code,
    reason = "instructions of newer processors can be used in no other way; each block says why it is sound"
)]
mod kernels;

pub mod short;

pub use kernels::Kernel;

/// `c += a · b`, where `a` has `m` rows and `c` has rows of `b.columns()` values, `stride` apart.
pub fn multiply_add(a: &[f32], left: Left, m: usize, b: &Packed, c: &mut [f32], stride: usize) {
    Arch::new().dispatch(Product { a, left, m, b, c, stride });
}

kernel!(Product { a: &'a [f32], left: Left, m: usize, b: &'a Packed, c: &'a mut [f32], stride: usize }
    => product(a, left, m, b, c, stride));

#[inline(always)]
fn product(a: &[f32], left: Left, m: usize, b: &Packed, c: &mut [f32], stride: usize) {
    let k = b.rows;
    if k == 0 || b.columns == 0 {
        return;
    }
    let mut tile = vec![0.0f32; k * TILE];
    for first in (0..m).step_by(TILE) {
        let height = TILE.min(m - first);
        load(a, left, first, height, k, &mut tile);
        for (number, panel) in b.panels.chunks_exact(k * PANEL).enumerate() {
            let mut sums = [[0.0f32; PANEL]; TILE];
            for (left, right) in tile.chunks_exact(TILE).zip(panel.chunks_exact(PANEL)) {
                for (sum, &l) in sums.iter_mut().zip(left) {
                    for (s, &r) in sum.iter_mut().zip(right) {
                        *s += l * r;
                    }
                }
            }
            let from = number * PANEL;
            let width = PANEL.min(b.columns - from);
            for (row, sum) in sums.iter().enumerate().take(height) {
                let target = &mut c[(first + row) * stride + from..][..width];
                for (t, &s) in target.iter_mut().zip(sum) {
                    *t += s;
                }
            }
        }
    }
}

/// Lays `height` rows of the left factor side by side, the missing ones as zeros.
#[inline(always)]
fn load(a: &[f32], left: Left, first: usize, height: usize, k: usize, tile: &mut [f32]) {
    match left {
        Left::Rows(step) => {
            for row in 0..TILE {
                let cells = tile.iter_mut().skip(row).step_by(TILE);
                if row < height {
                    let values = &a[(first + row) * step..][..k];
                    cells.zip(values).for_each(|(cell, &value)| *cell = value);
                } else {
                    cells.for_each(|cell| *cell = 0.0);
                }
            }
        }
        Left::Columns(step) => {
            for (cells, at) in tile.chunks_exact_mut(TILE).zip((first..).step_by(step)) {
                cells[..height].copy_from_slice(&a[at..at + height]);
                cells[height..].fill(0.0);
            }
        }
    }
}

/// `rows` copies of `bias` into `out`.
pub fn broadcast(bias: &[f32], rows: usize, out: &mut Vec<f32>) {
    out.clear();
    out.reserve(rows * bias.len());
    for _ in 0..rows {
        out.extend_from_slice(bias);
    }
}

/// Sum of `value` over `x` in sixteen fixed lanes.
#[inline(always)]
fn sum(x: &[f32], value: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    for part in x.chunks(16) {
        for (lane, &v) in lanes.iter_mut().zip(part) {
            *lane += value(v);
        }
    }
    let mut width = 8;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// Layer normalization of each row (Ba et al. 2016): `out = (x - mean) / sqrt(variance + 1e-5) * gain + bias`. Gives
/// each row's `1 / sqrt(variance + 1e-5)`, which the gradient needs.
pub fn layer_norm(x: &[f32], gain: &[f32], bias: &[f32], out: &mut impl Room, scales: &mut Vec<f32>) {
    let out = out.room(x.len());
    scales.clear();
    Arch::new().dispatch(Normalize { x, gain, bias, out, scales });
}

kernel!(Normalize { x: &'a [f32], gain: &'a [f32], bias: &'a [f32], out: &'a mut [f32], scales: &'a mut Vec<f32> } => {
    let width = gain.len().max(1);
    for (row, target) in x.chunks_exact(width).zip(out.chunks_exact_mut(width)) {
        let mean = sum(row, |v| v) / width as f32;
        let variance = sum(row, |v| (v - mean) * (v - mean)) / width as f32;
        let scale = 1.0 / (variance + 1e-5).sqrt();
        scales.push(scale);
        for (((t, &v), &g), &b) in target.iter_mut().zip(row).zip(gain).zip(bias) {
            *t = (v - mean) * scale * g + b;
        }
    }
});

/// The largest of each three pieces (Goodfellow et al. 2013): rows of `3 * width` values, piece after piece, to rows of
/// `width`. Rows of `x` lie `stride` apart.
pub fn maxout(x: &[f32], stride: usize, width: usize, rows: usize, out: &mut impl Room) {
    let out = out.room(rows * width);
    Arch::new().dispatch(Largest { x, stride, width, out });
}

kernel!(Largest { x: &'a [f32], stride: usize, width: usize, out: &'a mut [f32] } => {
    for (row, target) in x.chunks(stride.max(1)).zip(out.chunks_exact_mut(width.max(1))) {
        let (a, rest) = row[..3 * width].split_at(width);
        let (b, c) = rest.split_at(width);
        for (((t, &a), &b), &c) in target.iter_mut().zip(a).zip(b).zip(c) {
            *t = if a >= b { a } else { b };
            if c > *t {
                *t = c;
            }
        }
    }
});

/// Hyperbolic tangent by a rational approximation of degree 13 over 6 (the coefficients of Eigen's `ptanh`); error
/// below 4e-7 on the whole line.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-7.905_311, 7.905_311);
    let s = x * x;
    let p = -2.760_768_5e-16 * s + 2.000_188e-13;
    let p = p * s - 8.604_672e-11;
    let p = p * s + 5.122_297_1e-8;
    let p = p * s + 1.485_722_4e-5;
    let p = p * s + 6.372_619_3e-4;
    let p = p * s + 4.893_524_6e-3;
    let q = 1.198_258_4e-6 * s + 1.185_347_1e-4;
    let q = q * s + 2.268_434_6e-3;
    let q = q * s + 4.893_525e-3;
    x * p / q
}

/// The logistic function.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

/// `e` to the `x`, relative error below 1e-6, 0 below -87 and e^88 above 88.
pub fn exp(x: f32) -> f32 {
    if x < -87.0 {
        return 0.0;
    }
    let x = x.min(88.0);
    let n = (x * std::f32::consts::LOG2_E).round();
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    p * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

/// Turns scores into probabilities in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - top);
        total += *s;
    }
    for s in scores.iter_mut() {
        *s /= total;
    }
}

/// The index of the largest value, the first among equals; 0 for an empty slice.
pub fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, v) in values.iter().enumerate() {
        if *v > values[best] {
            best = i;
        }
    }
    best
}

/// One direction of a light recurrent layer (after SRU, Lei et al. 2018) over the rows of one sentence: with candidate
/// z, forget gate f and output gate o in each row of `gates` (three runs of `width` values from column `column`),
/// `c' = σ(f) c + (1 - σ(f)) z` and `h = σ(o) tanh(c')`. States and outputs go to the columns `target..target + width`
/// of rows of `2 * width` values.
#[derive(Debug, Clone, Copy)]
pub struct Scan {
    /// Hidden units of one direction.
    pub width: usize,
    /// Whether it reads from the last row to the first.
    pub backward: bool,
}

impl Scan {
    /// First gate column of this direction in rows of `6 * width`.
    pub fn column(self) -> usize {
        if self.backward { 3 * self.width } else { 0 }
    }

    /// First output column of this direction in rows of `2 * width`.
    pub fn target(self) -> usize {
        if self.backward { self.width } else { 0 }
    }

    /// The row read at step `step` of `rows`.
    pub fn row(self, step: usize, rows: usize) -> usize {
        if self.backward { rows - 1 - step } else { step }
    }

    /// Runs it over `rows` rows of `gates`, writing `states` and `outputs`.
    pub fn run(self, gates: &[f32], rows: usize, states: &mut [f32], outputs: &mut [f32]) {
        Arch::new().dispatch(Recur { scan: self, gates, rows, states, outputs });
    }
}

kernel!(Recur { scan: Scan, gates: &'a [f32], rows: usize, states: &'a mut [f32], outputs: &'a mut [f32] } => {
    let w = scan.width;
    let mut state = vec![0.0f32; w];
    for step in 0..rows {
        let row = scan.row(step, rows);
        let (z, rest) = gates[row * 6 * w + scan.column()..][..3 * w].split_at(w);
        let (f, o) = rest.split_at(w);
        let kept = &mut states[row * 2 * w + scan.target()..][..w];
        let out = &mut outputs[row * 2 * w + scan.target()..][..w];
        for (((((state, kept), out), &z), &f), &o) in state.iter_mut().zip(kept).zip(out).zip(z).zip(f).zip(o) {
            let forget = sigmoid(f);
            *state = forget * *state + (1.0 - forget) * z;
            *kept = *state;
            *out = sigmoid(o) * tanh(*state);
        }
    }
});
