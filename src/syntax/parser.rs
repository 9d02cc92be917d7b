//! The decoder: tags, trees and names of a document's sentences by the trained network.

use super::network::{self, Activations, Batch, Layout, Shape, Weights};
use super::{Deprel, FEATURE_VERSION, Name, NameType, Tree, Upos, Word, Xpos, decode, features, lemma::lemma};
use crate::document::Document;
use crate::gazetteer::{FEATURE_BITS, Gazetteer};
use crate::model::{Model, Values};
use crate::tensor;
use crate::text::Text;
use crate::{Error, Result};
use std::collections::BTreeMap;

/// Words of one network run: enough for the matrix products, small enough for the cache.
const BATCH: usize = 512;
/// The longest stretch that is parsed at once. Longer sentences (lists, tables, text without stops) are cut, and the
/// roots of their parts hung under the first part's, so that time stays linear in the length of the text.
const LONGEST: usize = 200;

/// The forms that the network knows: which are frequent, and which have a static vector.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// Keys of the lower-cased forms seen twice in training, ascending.
    pub known: Vec<u32>,
    /// Keys of the forms with a vector, ascending.
    pub keys: Vec<u32>,
    /// The vector of each of `keys`.
    pub rows: Vec<u16>,
    /// Values of a vector.
    pub width: usize,
    /// A scale for each vector.
    pub scales: Vec<f32>,
    /// The vectors.
    pub vectors: Vec<i8>,
}

impl Lexicon {
    /// Adds the word `form` to `batch`, with its gazetteer evidence.
    pub fn push(&self, form: &str, bits: u64, batch: &mut Batch) {
        let normal = features::normal(form);
        let lower = normal.to_lowercase();
        let known = self.known.binary_search(&features::key(&lower)).is_ok();
        batch.rows.push(features::rows(&normal, &lower, known));
        batch.bits.push(bits);
        let vector = self.row(&normal).or_else(|| self.row(&lower));
        let values = vector.and_then(|row| {
            let (row, scale) = (usize::from(row), *self.scales.get(usize::from(row))?);
            Some((self.vectors.get(row * self.width..(row + 1) * self.width)?, scale))
        });
        match values {
            Some((values, scale)) => batch.vectors.extend(values.iter().map(|&v| f32::from(v) * scale)),
            None => batch.vectors.extend(std::iter::repeat_n(0.0, self.width)),
        }
    }

    fn row(&self, form: &str) -> Option<u16> {
        let at = self.keys.binary_search(&features::key(form)).ok()?;
        self.rows.get(at).copied()
    }
}

/// The label sets of this program, by head, as a model must have them.
pub fn label_sets() -> BTreeMap<String, Vec<String>> {
    let own = |labels: Vec<&str>| labels.into_iter().map(str::to_owned).collect();
    BTreeMap::from([
        ("upos".to_owned(), own(Upos::ALL.iter().map(|l| l.as_str()).collect())),
        ("xpos".to_owned(), own(Xpos::ALL.iter().map(|l| l.as_str()).collect())),
        ("deprel".to_owned(), own(Deprel::ALL.iter().map(|l| l.as_str()).collect())),
        ("names".to_owned(), own(NameType::ALL.iter().map(|l| l.as_str()).collect())),
    ])
}

/// Parses with a trained network; made once and shared by threads.
#[derive(Debug, Clone)]
pub struct Parser {
    weights: Weights,
    lexicon: Lexicon,
    /// The kind of source whose name conventions are asked for.
    source: usize,
}

impl Parser {
    /// The parser of `model`.
    ///
    /// # Errors
    /// [`Error::Model`] if labels, features or sizes are not those of this program.
    pub fn new(model: &Model) -> Result<Self> {
        let header = &model.header;
        if header.features != FEATURE_VERSION {
            let found = header.features;
            return Err(Error::Model(format!("made for feature version {found}, this program has {FEATURE_VERSION}")));
        }
        if header.labels != label_sets() {
            return Err(Error::Model("its label sets are not those of this program; train it again".into()));
        }
        let shape = Shape::from_sizes(&header.shape)
            .filter(|s| s.bits == FEATURE_BITS)
            .ok_or_else(|| Error::Model(format!("impossible sizes: {:?}", header.shape)))?;
        let layout = Layout::new(shape);
        let mut flat = Vec::with_capacity(layout.len());
        for (name, block) in &layout.blocks {
            let mut values = model.tensor(name)?.floats();
            if layout.is_matrix(name) {
                values = transpose(&values, block.columns, block.rows);
            }
            if values.len() != block.rows * block.columns {
                let (found, expected) = (values.len(), block.rows * block.columns);
                return Err(Error::Model(format!("tensor {name:?} has {found} values, {expected} expected")));
            }
            flat.extend(values);
        }
        let lexicon = read_lexicon(model, shape.vector)?;
        Ok(Self::from_parts(Weights::new(layout, flat), lexicon))
    }

    /// A parser of parameters in memory, as the trainer has them.
    pub fn from_parts(weights: Weights, lexicon: Lexicon) -> Self {
        Self { weights, lexicon, source: 0 }
    }

    /// One tree for each sentence of `text`, which must be of `document`.
    pub fn parse(&self, document: &Document, text: &Text, gazetteer: &Gazetteer) -> Vec<Tree> {
        let sentences: Vec<Vec<&str>> = (text.sentences.iter())
            .map(|s| s.tokens.clone().filter_map(|t| text.tokens.get(t)).map(|t| document.slice(t.span)).collect())
            .collect();
        self.parse_forms(&sentences, gazetteer)
    }

    /// One tree for each sentence, given as the forms of its words.
    pub fn parse_forms(&self, sentences: &[Vec<&str>], gazetteer: &Gazetteer) -> Vec<Tree> {
        let mut work = Work::default();
        let mut trees: Vec<Tree> = Vec::with_capacity(sentences.len());
        // Parts of sentences wait in the batch until it is full.
        let mut waiting: Vec<(usize, Vec<&str>)> = Vec::new();
        let mut parts: Vec<Vec<(Vec<Word>, Vec<Name>)>> = vec![Vec::new(); sentences.len()];
        for (number, forms) in sentences.iter().enumerate() {
            let bits = gazetteer.features(forms);
            for (part, bits) in forms.chunks(LONGEST).zip(bits.chunks(LONGEST)) {
                let start = work.batch.len();
                for (form, &bits) in part.iter().zip(bits) {
                    self.lexicon.push(form, bits, &mut work.batch);
                }
                work.batch.sentences.push(start..work.batch.len());
                work.batch.sources.push(self.source);
                waiting.push((number, part.to_vec()));
                if work.batch.len() >= BATCH {
                    self.flush(&mut work, &mut waiting, &mut parts);
                }
            }
        }
        self.flush(&mut work, &mut waiting, &mut parts);
        for parts in parts {
            trees.push(join(parts));
        }
        trees
    }

    fn flush(&self, work: &mut Work, waiting: &mut Vec<(usize, Vec<&str>)>, parts: &mut [Vec<(Vec<Word>, Vec<Name>)>]) {
        if work.batch.is_empty() {
            return;
        }
        let (batch, a) = (&work.batch, &mut work.activations);
        network::forward(&self.weights, batch, None, a);
        let mut heads = Vec::with_capacity(batch.len());
        for (sentence, scores) in batch.sentences.iter().zip(&a.arcs) {
            let tree = decode::tree(scores, sentence.len());
            heads.extend(tree.into_iter().map(|h| h.map(|h| h + sentence.start)));
        }
        network::label(&self.weights, &heads, a);
        for (sentence, (number, forms)) in batch.sentences.iter().zip(waiting.drain(..)) {
            let words = sentence.clone().zip(&forms).map(|(w, form)| self.word(a, w, form, sentence.start, &heads));
            parts[number].push((words.collect(), names(a, sentence.clone())));
        }
        work.batch.clear();
    }

    /// Word `w` of the batch, in a sentence that starts at `start`.
    fn word(&self, a: &Activations, w: usize, form: &str, start: usize, heads: &[Option<usize>]) -> Word {
        let columns = self.weights.layout.shape.columns();
        let row = &a.heads[w * columns.all..][..columns.all];
        let upos = Upos::ALL[tensor::argmax(&row[..columns.xpos])];
        let xpos = Xpos::ALL[tensor::argmax(&row[columns.xpos..columns.names])];
        let head = heads[w].map(|h| h - start);
        let scores = &a.labels[w * Deprel::ALL.len()..][..Deprel::ALL.len()];
        let deprel = match head {
            None => Deprel::Root,
            Some(_) => {
                let legal = |i: &usize| Deprel::ALL[*i] != Deprel::Root;
                let best = (0..scores.len()).filter(legal).fold(0, |b, i| if scores[i] > scores[b] { i } else { b });
                Deprel::ALL[best]
            }
        };
        Word { upos, xpos, lemma: lemma(form, upos, xpos), head, deprel }
    }
}

#[derive(Default)]
struct Work {
    batch: Batch,
    activations: Activations,
}

/// The names in words `sentence` of the batch.
fn names(a: &Activations, sentence: std::ops::Range<usize>) -> Vec<Name> {
    let tags = network::NAME_TAGS;
    let scores = &a.names[sentence.start * tags..sentence.end * tags];
    let mut names: Vec<Name> = Vec::new();
    for (i, (tag, scores)) in decode::name_tags(scores).into_iter().zip(scores.chunks_exact(tags)).enumerate() {
        if tag == 0 {
            continue;
        }
        let label = NameType::ALL[(tag - 1) / 2];
        let mut shares = scores.to_vec();
        tensor::softmax(&mut shares);
        let first = 1 + (tag - 1) / 2 * 2;
        let probability = shares[first] + shares[first + 1];
        match names.last_mut() {
            Some(name) if tag % 2 == 0 && name.words.end == i => {
                name.words.end = i + 1;
                name.probability = name.probability.min(probability);
            }
            _ => names.push(Name { words: i..i + 1, label, probability }),
        }
    }
    names
}

/// The tree of a sentence that was parsed in parts.
fn join(parts: Vec<(Vec<Word>, Vec<Name>)>) -> Tree {
    let (mut words, mut names): (Vec<Word>, Vec<Name>) = (Vec::new(), Vec::new());
    let root = parts.first().and_then(|(words, _)| words.iter().position(|w| w.head.is_none()));
    for (part, part_names) in parts {
        let start = words.len();
        words.extend(part.into_iter().map(|mut word| {
            match word.head {
                Some(head) => word.head = Some(head + start),
                None if start > 0 => (word.head, word.deprel) = (root, Deprel::Parataxis),
                None => {}
            }
            word
        }));
        names.extend(part_names.into_iter().map(|mut name| {
            name.words = name.words.start + start..name.words.end + start;
            name
        }));
    }
    Tree::new(words, names)
}

/// The transpose of a row-major matrix.
pub(crate) fn transpose(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    if values.len() != rows * columns {
        return Vec::new();
    }
    (0..columns).flat_map(|c| (0..rows).map(move |r| values[r * columns + c])).collect()
}

fn read_lexicon(model: &Model, width: usize) -> Result<Lexicon> {
    let keys = |name: &str| match &model.tensor(name)?.values {
        Values::Key(keys) => Ok(keys.clone()),
        _ => Err(Error::Model(format!("tensor {name:?} is no list of keys"))),
    };
    let Values::Index(rows) = &model.tensor("lexicon.rows")?.values else {
        return Err(Error::Model("tensor \"lexicon.rows\" is no list of rows".into()));
    };
    let Values::Byte { scales, bytes } = &model.tensor("lexicon.vectors")?.values else {
        return Err(Error::Model("tensor \"lexicon.vectors\" is no byte matrix".into()));
    };
    Ok(Lexicon {
        known: keys("lexicon.known")?,
        keys: keys("lexicon.keys")?,
        rows: rows.clone(),
        width,
        scales: scales.clone(),
        vectors: bytes.clone(),
    })
}
