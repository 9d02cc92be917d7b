//! The sizes of a network and the place of each of its parameters.

use super::features::TABLES;
use super::labels::{Deprel, NameType, Upos, Xpos};
use std::collections::BTreeMap;
use std::ops::Range;

/// The sizes of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Width of a word's row.
    pub width: usize,
    /// Units of one direction of a recurrent layer.
    pub hidden: usize,
    /// Width of the static vectors.
    pub vector: usize,
    /// Bits of gazetteer evidence.
    pub bits: usize,
    /// Units of the name layer.
    pub names: usize,
    /// Units of the arc scorer's two sides.
    pub arcs: usize,
    /// Units of the label scorer's two sides.
    pub labels: usize,
    /// Kinds of source of name annotation.
    pub sources: usize,
}

/// BIO tags: 0 is outside, `1 + 2t` begins and `2 + 2t` continues a name of type `t`.
pub const NAME_TAGS: usize = 1 + 2 * NameType::ALL.len();
/// Buckets of head distance: one for the root, sixteen a side.
pub const DISTANCES: usize = 33;
/// A run of parameters: a row-major matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Block {
    /// First parameter.
    pub offset: usize,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

impl Block {
    /// Its place among all parameters.
    pub fn range(self) -> Range<usize> {
        self.offset..self.offset + self.rows * self.columns
    }

    /// The place of one row.
    pub fn row(self, row: usize) -> Range<usize> {
        let start = self.offset + row * self.columns;
        start..start + self.columns
    }
}

/// Gain and bias of a layer normalization.
#[derive(Debug, Clone, Copy, Default)]
pub struct Norm {
    /// Gain.
    pub gain: Block,
    /// Bias.
    pub bias: Block,
}

/// Weight and bias of a linear layer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Linear {
    /// Inputs by outputs.
    pub weight: Block,
    /// One row.
    pub bias: Block,
}

/// Where each parameter lies.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The sizes it was made for.
    pub shape: Shape,
    /// Name and place of every block, in order.
    pub blocks: Vec<(String, Block)>,
    pub(crate) tables: [Block; TABLES.len()],
    pub(crate) vector: Block,
    pub(crate) bits: Block,
    pub(crate) word_norm: Norm,
    pub(crate) mix: Linear,
    pub(crate) mix_norm: Norm,
    pub(crate) window: Linear,
    pub(crate) window_norm: Norm,
    pub(crate) recurrent: [Linear; 2],
    pub(crate) recurrent_norm: Norm,
    pub(crate) project: Linear,
    pub(crate) heads: Linear,
    pub(crate) source: Block,
    pub(crate) name_out: Linear,
    pub(crate) arc: Linear,
    pub(crate) arc_root: Block,
    pub(crate) distance: Block,
    pub(crate) label_root: Block,
    pub(crate) label_bias: Block,
    pub(crate) label_out: Linear,
}

/// Columns of the joint head layer.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// First column of the Penn tags (universal ones start at 0).
    pub xpos: usize,
    /// First column of the name layer's three pieces.
    pub names: usize,
    /// First column of the arc scorer's dependent side.
    pub arc_dependent: usize,
    /// First column of the arc scorer's head side.
    pub arc_head: usize,
    /// First column of the label scorer's dependent side.
    pub label_dependent: usize,
    /// First column of the label scorer's head side.
    pub label_head: usize,
    /// Number of columns.
    pub all: usize,
}

impl Shape {
    /// The sizes by name, as a model file has them.
    pub fn sizes(&self) -> BTreeMap<String, usize> {
        let sizes = [
            ("width", self.width),
            ("hidden", self.hidden),
            ("vector", self.vector),
            ("bits", self.bits),
            ("names", self.names),
            ("arcs", self.arcs),
            ("labels", self.labels),
            ("sources", self.sources),
        ];
        sizes.into_iter().map(|(name, size)| (name.to_owned(), size)).collect()
    }

    /// The shape of these sizes, if all are there and possible.
    pub fn from_sizes(sizes: &BTreeMap<String, usize>) -> Option<Self> {
        let size = |name: &str| sizes.get(name).copied().filter(|s| (1..=4096).contains(s));
        let bits = size("bits").filter(|&b| b <= 64)?;
        Some(Self {
            width: size("width")?,
            hidden: size("hidden")?,
            vector: size("vector")?,
            bits,
            names: size("names")?,
            arcs: size("arcs")?,
            labels: size("labels")?,
            sources: size("sources")?,
        })
    }

    /// The columns of the joint head layer.
    pub fn columns(&self) -> Columns {
        let xpos = Upos::ALL.len();
        let names = xpos + Xpos::ALL.len();
        let arc_dependent = names + 3 * self.names;
        let arc_head = arc_dependent + self.arcs;
        let label_dependent = arc_head + self.arcs;
        let label_head = label_dependent + self.labels;
        Columns { xpos, names, arc_dependent, arc_head, label_dependent, label_head, all: label_head + self.labels }
    }
}

impl Layout {
    /// The layout of a network of `shape`.
    pub fn new(shape: Shape) -> Self {
        let mut blocks: Vec<(String, Block)> = Vec::new();
        let mut next = 0;
        let mut block = |name: &str, rows: usize, columns: usize| {
            let block = Block { offset: next, rows, columns };
            next += rows * columns;
            blocks.push((name.to_owned(), block));
            block
        };
        let (width, hidden) = (shape.width, shape.hidden);
        let tables = TABLES.map(|(name, rows)| block(&format!("table.{name}"), rows, width));
        let vector = block("vector", shape.vector, width);
        let bits = block("bits", shape.bits, width);
        let mut norm = |name: &str, width: usize| Norm {
            gain: block(&format!("{name}.gain"), 1, width),
            bias: block(&format!("{name}.bias"), 1, width),
        };
        let word_norm = norm("word_norm", width);
        let mix_norm = norm("mix_norm", width);
        let window_norm = norm("window_norm", width);
        let recurrent_norm = norm("recurrent_norm", 2 * hidden);
        let mut linear = |name: &str, inputs: usize, outputs: usize| Linear {
            weight: block(&format!("{name}.weight"), inputs, outputs),
            bias: block(&format!("{name}.bias"), 1, outputs),
        };
        let mix = linear("mix", width, 3 * width);
        let window = linear("window", 3 * width, 3 * width);
        let recurrent = [linear("recurrent1", width, 6 * hidden), linear("recurrent2", 2 * hidden, 6 * hidden)];
        let project = linear("project", 2 * hidden, width);
        let heads = linear("heads", width, shape.columns().all);
        let name_out = linear("name_out", shape.names, NAME_TAGS);
        let arc = linear("arc", shape.arcs, shape.arcs);
        let label_out = linear("label_out", 2 * shape.labels, Deprel::ALL.len());
        let source = block("source", shape.sources, 3 * shape.names);
        let arc_root = block("arc_root", 1, shape.arcs);
        let distance = block("distance", 1, DISTANCES);
        let label_root = block("label_root", 1, shape.labels);
        let label_bias = block("label_bias", 1, shape.labels);
        Self {
            shape,
            blocks,
            tables,
            vector,
            bits,
            word_norm,
            mix,
            mix_norm,
            window,
            window_norm,
            recurrent,
            recurrent_norm,
            project,
            heads,
            source,
            name_out,
            arc,
            arc_root,
            distance,
            label_root,
            label_bias,
            label_out,
        }
    }

    /// Whether the block of this name is a matrix of a linear layer (inputs by outputs).
    pub fn is_matrix(&self, name: &str) -> bool {
        name.ends_with(".weight") || name == "vector"
    }

    /// For each parameter whether it is of the name layer alone.
    #[cfg(feature = "train")]
    pub(crate) fn of_names(&self) -> Vec<bool> {
        let mut own = vec![false; self.len()];
        let columns = self.shape.columns();
        for row in (0..self.heads.weight.rows).map(|r| self.heads.weight.row(r)).chain([self.heads.bias.range()]) {
            own[row][columns.names..][..3 * self.shape.names].fill(true);
        }
        for block in [self.source, self.name_out.weight, self.name_out.bias] {
            own[block.range()].fill(true);
        }
        own
    }

    /// Number of parameters.
    pub fn len(&self) -> usize {
        self.blocks.last().map_or(0, |(_, b)| b.range().end)
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
