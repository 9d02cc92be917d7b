//! The decoder: tags, trees and names of a document's sentences by the trained network.

use super::agreement::agree;
use super::inference::{Network, Work};
use super::labeller::passage::Passage;
use super::labeller::{Labeller, Spelling};
use super::network::{NAME_TAGS, Shape, Weights};
use super::rows::Rows;
use super::speakers::raise;
use super::{Deprel, FEATURE_VERSION, Lexicon, NameType, Tree, Upos, Word, Xpos, lemma::lemma};
use crate::document::Document;
use crate::gazetteer::{FEATURE_BITS, Gazetteer};
use crate::model::Model;
use crate::tensor::Kernel;
use crate::text::Text;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Words of one network run: enough for the matrix products, small enough for the cache.
const BATCH: usize = 192;
/// The longest stretch that is parsed at once. Longer sentences (lists, tables, text without stops) are cut, and the
/// roots of their parts hung under the first part's, so that time stays linear in the length of the text.
const LONGEST: usize = 200;

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
#[derive(Debug)]
pub struct Parser {
    network: Network,
    lexicon: Lexicon,
    labeller: Labeller,
    /// Buffers and rows of forms of earlier calls, one for each thread that was parsing.
    spare: Mutex<Vec<Memory>>,
}

/// What is kept from document to document.
#[derive(Debug, Default)]
struct Memory {
    work: Work,
    rows: Rows,
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
        let parser = Self::of(Network::new(shape, &model.tensors)?, Lexicon::read(model, shape.vector)?);
        Ok(Self { labeller: Labeller::read(model)?, ..parser })
    }

    /// A parser of parameters in memory, as the trainer has them, rounded as for a model file; without a labeller.
    ///
    /// # Errors
    /// [`Error::Model`] if there are not as many parameters as their layout says.
    pub fn from_parts(weights: &Weights, lexicon: Lexicon) -> Result<Self> {
        Ok(Self::of(Network::new(weights.layout.shape, &weights.tensors())?, lexicon))
    }

    fn of(network: Network, lexicon: Lexicon) -> Self {
        Self { network, lexicon, labeller: Labeller::default(), spare: Mutex::default() }
    }

    /// The same parser with the integer products of `kernel` instead of the fastest; the trees are the same.
    pub fn with_kernel(mut self, kernel: Kernel) -> Self {
        self.network.kernel = kernel;
        self
    }

    /// One tree for each sentence of `text`, which must be of `document`.
    pub fn parse(&self, document: &Document, text: &Text, gazetteer: &Gazetteer) -> Vec<Tree> {
        let mut forms = Vec::new();
        self.run(gazetteer, |run| {
            for sentence in &text.sentences {
                forms.clear();
                let tokens = sentence.tokens.clone().filter_map(|t| text.tokens.get(t));
                forms.extend(tokens.map(|t| document.slice(t.span)));
                run.push(&forms);
            }
        })
    }

    /// One tree for each sentence, given as the forms of its words.
    pub fn parse_forms(&self, sentences: &[Vec<&str>], gazetteer: &Gazetteer) -> Vec<Tree> {
        self.run(gazetteer, |run| sentences.iter().for_each(|forms| run.push(forms)))
    }

    fn run<'a>(&self, gazetteer: &Gazetteer, feed: impl FnOnce(&mut Run<'_, 'a>)) -> Vec<Tree> {
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let memory = spare().pop().unwrap_or_default();
        let mut run = Run {
            parser: self,
            gazetteer,
            memory,
            forms: Vec::new(),
            bits: Vec::new(),
            last: Vec::new(),
            words: Vec::new(),
            spelled: Vec::new(),
            passage: Passage::default(),
            trees: Vec::new(),
        };
        feed(&mut run);
        run.flush();
        spare().push(run.memory);
        for (tree, names) in run.trees.iter_mut().zip(run.passage.names()) {
            tree.names = names;
        }
        run.trees
    }
}

/// The sentences of one call on their way through the network.
struct Run<'p, 'a> {
    parser: &'p Parser,
    gazetteer: &'p Gazetteer,
    memory: Memory,
    /// The words of the batch.
    forms: Vec<&'a str>,
    /// Their gazetteer evidence.
    bits: Vec<u64>,
    /// For each stretch of the batch whether it is the last of its sentence.
    last: Vec<bool>,
    /// Words of the sentence whose last stretch is still to come.
    words: Vec<Word>,
    /// The forms of those words.
    spelled: Vec<&'a str>,
    /// The scores of name tags, of all sentences.
    passage: Passage<'a>,
    trees: Vec<Tree>,
}

impl<'a> Run<'_, 'a> {
    /// Adds a sentence.
    fn push(&mut self, forms: &[&'a str]) {
        let bits = self.gazetteer.features(forms);
        let mut from = 0;
        loop {
            let to = (from + LONGEST).min(forms.len());
            let Memory { work, rows } = &mut self.memory;
            let start = work.words.len();
            for (form, &bits) in forms[from..to].iter().zip(&bits[from..to]) {
                work.words.push(rows.number(form, bits, &self.parser.lexicon));
            }
            work.sentences.push(start..work.words.len());
            self.forms.extend_from_slice(&forms[from..to]);
            self.bits.extend_from_slice(&bits[from..to]);
            self.last.push(to == forms.len());
            if work.words.len() >= BATCH {
                self.flush();
            }
            from = to;
            if from == forms.len() {
                return;
            }
        }
    }

    /// Runs the network over the batch and makes trees of what it gives.
    fn flush(&mut self) {
        let Memory { work, rows } = &mut self.memory;
        let network = &self.parser.network;
        if !work.words.is_empty() {
            let kept = rows.complete(network, work);
            network.read(kept, work);
        }
        for (sentence, last) in work.sentences.iter().zip(self.last.drain(..)) {
            // The parts of a long sentence hang under the first part's root.
            let before = self.words.len();
            let root = self.words.iter().position(|w| w.head.is_none());
            // Trees keep their words: nothing more is reserved than they need.
            self.words.reserve_exact(sentence.len());
            for (w, form) in sentence.clone().zip(&self.forms[sentence.clone()]) {
                let mut word = word(work, w, form);
                match word.head {
                    Some(head) => word.head = Some(head - sentence.start + before),
                    None if before > 0 => (word.head, word.deprel) = (root, Deprel::Parataxis),
                    None => {}
                }
                self.words.push(word);
                self.spelled.push(form);
            }
            let scores = &mut work.names[sentence.start * NAME_TAGS..sentence.end * NAME_TAGS];
            let spelled: Vec<&Spelling> =
                work.words[sentence.clone()].iter().map(|&word| rows.spelling(word)).collect();
            self.parser.labeller.mend(&spelled, scores);
            self.passage.extend(&self.forms[sentence.clone()], scores);
            if last {
                let mut words = std::mem::take(&mut self.words);
                agree(&mut words, &self.spelled);
                raise(&mut words, &self.spelled);
                self.spelled.clear();
                self.passage.end_sentence();
                self.trees.push(Tree::new(words, Vec::new()));
            }
        }
        self.forms.clear();
        self.bits.clear();
        work.clear();
        rows.tidy();
    }
}

/// Word `w` of the batch; its head by place in the batch.
fn word(work: &Work, w: usize, form: &str) -> Word {
    let (upos, xpos) = work.tags[w];
    Word { upos, xpos, lemma: lemma(form, upos, xpos), head: work.heads[w], deprel: work.deprels[w] }
}
