//! The layers that reading and learning compute alike, in `f32`: what lies between the matrix products.

use super::layout::Columns;
use crate::tensor::{self, Left, Packed, Room, Scan};
use std::ops::Range;

/// Slope of the arc layer below zero.
pub const LEAK: f32 = 0.1;

/// Adds `from` to `to`, value by value.
pub fn add(to: &mut [f32], from: &[f32]) {
    for (t, f) in to.iter_mut().zip(from) {
        *t += f;
    }
}

/// The bucket of the distance from a dependent to its head.
pub fn distance(dependent: usize, head: usize) -> usize {
    let gap = dependent.abs_diff(head);
    let bucket = match gap {
        0..=8 => gap,
        9..=11 => 9,
        12..=15 => 10,
        16..=23 => 11,
        24..=31 => 12,
        32..=47 => 13,
        48..=63 => 14,
        64..=95 => 15,
        _ => 16,
    };
    if head < dependent { bucket } else { 16 + bucket }
}

/// For each word the rows of `x`, `width` values each, of the word before, the word itself and the word after; zeros
/// beyond the ends of a sentence.
pub fn window(sentences: &[Range<usize>], x: &[f32], width: usize, out: &mut Vec<f32>) {
    out.clear();
    out.reserve(3 * x.len());
    let beyond = |out: &mut Vec<f32>| out.resize(out.len() + width, 0.0);
    for sentence in sentences {
        for word in sentence.clone() {
            if word == sentence.start {
                beyond(out);
            }
            let first = if word == sentence.start { word } else { word - 1 };
            let last = (word + 2).min(sentence.end);
            out.extend_from_slice(&x[first * width..last * width]);
            if last < word + 2 {
                beyond(out);
            }
        }
    }
}

/// Both directions of a recurrent layer of `hidden` units over each sentence.
pub fn recur(sentences: &[Range<usize>], gates: &[f32], hidden: usize, states: &mut impl Room, out: &mut impl Room) {
    let (states, out) = (states.room(gates.len() / 3), out.room(gates.len() / 3));
    for sentence in sentences {
        let gates = &gates[sentence.start * 6 * hidden..sentence.end * 6 * hidden];
        let place = sentence.start * 2 * hidden..sentence.end * 2 * hidden;
        for backward in [false, true] {
            let scan = Scan { width: hidden, backward };
            scan.run(gates, sentence.len(), &mut states[place.clone()], &mut out[place.clone()]);
        }
    }
}

/// Bends both sides of the arc layer below zero, and copies the dependents' side.
pub fn bend(heads: &mut [f32], columns: Columns, dependent: &mut Vec<f32>) {
    dependent.clear();
    for row in heads.chunks_exact_mut(columns.all) {
        for v in &mut row[columns.arc_dependent..columns.label_dependent] {
            *v = if *v < 0.0 { *v * LEAK } else { *v };
        }
        dependent.extend_from_slice(&row[columns.arc_dependent..columns.arc_head]);
    }
}

/// The arc scorer's head side for one sentence, the root's first.
pub fn arc_keys(root: &[f32], heads: &[f32], columns: Columns, sentence: Range<usize>, keys: &mut Vec<f32>) {
    keys.clear();
    keys.extend_from_slice(root);
    for word in sentence {
        keys.extend_from_slice(&heads[word * columns.all + columns.arc_head..][..root.len()]);
    }
}

/// What [`arc_scores`] keeps from sentence to sentence for its allocations.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    packed: Packed,
    ladder: Vec<f32>,
}

/// The arc scores of one sentence of `n` words: `n` × `n + 1`, column 0 the root, column `h + 1` head `h`; `bias` has
/// one value for each bucket of [`distance`].
pub fn arc_scores(query: &[f32], keys: &[f32], bias: &[f32], n: usize, scratch: &mut Scratch, scores: &mut Vec<f32>) {
    let Scratch { packed, ladder } = scratch;
    let width = keys.len() / (n + 1);
    packed.fill_transposed(keys, n + 1, width);
    // The bias of every distance, from the farthest head before to the farthest behind: each word's row is a part of it.
    ladder.clear();
    ladder.extend((0..(2 * n).saturating_sub(1)).map(|at| bias[distance(n - 1, at)]));
    scores.clear();
    for dependent in 0..n {
        scores.push(bias[0]);
        scores.extend_from_slice(&ladder[n - 1 - dependent..][..n]);
    }
    tensor::multiply_add(query, Left::Rows(width), n, packed, scores, n + 1);
}

/// What the label scorer sees of each word under a head (both by place in the batch; none for the root): a bent sum and a
/// product.
pub fn label_input(
    values: &[f32],
    columns: Columns,
    pairs: impl IntoIterator<Item = (usize, Option<usize>)>,
    root: &[f32],
    bias: &[f32],
    out: &mut Vec<f32>,
) {
    let width = bias.len();
    out.clear();
    for (word, head) in pairs {
        let d = &values[word * columns.all + columns.label_dependent..][..width];
        let h = match head {
            Some(head) => &values[head * columns.all + columns.label_head..][..width],
            None => root,
        };
        out.extend(d.iter().zip(h).zip(bias).map(|((d, h), b)| (d + h + b).max(0.0)));
        out.extend(d.iter().zip(h).map(|(d, h)| d * h));
    }
}

/// The largest of the three pieces of `width` values in the name layer of each word.
pub fn name_input(heads: &[f32], columns: Columns, width: usize, out: &mut impl Room) {
    let rows = heads.len() / columns.all;
    tensor::maxout(&heads[columns.names.min(heads.len())..], columns.all, width, rows, out);
}
