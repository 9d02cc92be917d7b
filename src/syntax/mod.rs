//! Tags, lemmas, dependency trees (Universal Dependencies) and names of each sentence. In: [`Text`](crate::text::Text);
//! out: one [`Tree`] a sentence.

mod agreement;
pub mod calendar;
mod classes;
pub mod conllu;
pub(crate) mod decode;
mod elections;
pub mod features;
pub mod enhanced;
pub(crate) mod labeller;
mod labels;
mod inference;
mod layers;
mod layout;
mod lexicon;
mod roles;
mod rows;
mod speakers;
mod tagset;
mod titles;
mod unique;
mod lemma;
pub mod network;
mod objects;
mod parser;
mod projective;

use crate::text::Lower;
pub(crate) use classes::{is_object_control, is_of_will};
pub use elections::elections;
pub use enhanced::Enhanced;
pub use features::FEATURE_VERSION;
pub use labeller::Labeller;
pub use labels::{Deprel, NameType, Upos, Xpos};
pub use lemma::lemma;
pub(crate) use lemma::names_people;
pub use lexicon::Lexicon;
#[cfg(feature = "train")]
pub(crate) use lexicon::{DIVISIONS, GROUPS};
pub use network::Shape;
pub use parser::{Parser, label_sets};
use std::ops::Range;

/// One word's place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
    /// Dictionary form.
    pub lemma: String,
    /// The head's index in the sentence, from 0; none for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// A name found by the learnt labeller: a run of words of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Words of the sentence, by index from 0.
    pub words: Range<usize>,
    /// What it names.
    pub label: NameType,
    /// The labeller's probability of its label, 0 to 1, at the least certain word.
    pub probability: f32,
}

/// The analysis of one sentence. Exactly one word has no head, and heads make a tree.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree {
    words: Vec<Word>,
    /// The lemmas in lower case.
    lower: Lower,
    /// The dependents of every word, those of one word together and in order.
    children: Vec<usize>,
    /// Where in `children` those of each word begin, and the end of the last's.
    starts: Vec<usize>,
    names: Vec<Name>,
}

impl Tree {
    /// A tree of `words` and the `names` in it. Heads out of range, cycles and a second root are hung under the first
    /// root, so that whatever comes in, a tree comes out.
    pub fn new(mut words: Vec<Word>, names: Vec<Name>) -> Self {
        mend(&mut words);
        let mut starts = vec![0; words.len() + 1];
        for head in words.iter().filter_map(|word| word.head) {
            starts[head + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut children = vec![0; starts[words.len()]];
        let mut next = starts.clone();
        for (index, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                children[next[head]] = index;
                next[head] += 1;
            }
        }
        let lower = Lower::new(words.iter().map(|word| word.lemma.as_str()));
        Self { words, lower, children, starts, names }
    }

    /// The words in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The word at `index`, which must be below `self.len()`.
    pub fn word(&self, index: usize) -> &Word {
        &self.words[index]
    }

    /// The lemma of the word at `index` in lower case; empty if there is no such word.
    pub fn lemma(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| self.lower.of(index, &word.lemma))
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Names in order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The dependents of `index`, in order.
    pub fn children(&self, index: usize) -> &[usize] {
        match self.starts.get(index..).unwrap_or_default() {
            [start, end, ..] => &self.children[*start..*end],
            _ => &[],
        }
    }

    /// The dependents of `index` whose relation is one of `relations`, in order.
    pub fn children_by<'a>(&'a self, index: usize, relations: &'a [Deprel]) -> impl Iterator<Item = usize> + 'a {
        self.children(index).iter().copied().filter(|&c| relations.contains(&self.words[c].deprel))
    }

    /// The first dependent of `index` with relation `relation`.
    pub fn child(&self, index: usize, relation: Deprel) -> Option<usize> {
        self.children(index).iter().copied().find(|&c| self.words[c].deprel == relation)
    }

    /// The root.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|w| w.head.is_none())
    }

    /// First and last word of the subtree of `index` (which need not be contiguous), as a half-open range.
    pub fn extent(&self, index: usize) -> Range<usize> {
        let (mut first, mut last) = (index, index);
        let mut stack = vec![index];
        while let Some(next) = stack.pop() {
            first = first.min(next);
            last = last.max(next);
            stack.extend_from_slice(self.children(next));
        }
        first..last + 1
    }

    /// `index`, its head, the head's head and so on to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(index), |&i| self.words.get(i).and_then(|w| w.head))
    }

    /// Whether `index` lies in the subtree of `top` (a word lies in its own).
    pub fn is_under(&self, index: usize, top: usize) -> bool {
        self.ancestors(index).any(|a| a == top)
    }
}

/// Makes the heads of `words` a single-rooted tree; see [`Tree::new`].
fn mend(words: &mut [Word]) {
    let n = words.len();
    for word in words.iter_mut() {
        word.head = word.head.filter(|&h| h < n);
    }
    let root = words.iter().position(|w| w.head.is_none()).unwrap_or(0);
    if let Some(word) = words.get_mut(root) {
        word.head = None;
        word.deprel = Deprel::Root;
    }
    // 0 not seen, 1 on the present path, 2 known to reach the root.
    let mut state = vec![0u8; n];
    for start in 0..n {
        let mut path = Vec::new();
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            path.push(at);
            match words[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        let last = path.last().copied().unwrap_or(at);
        let stray = words[last].head.is_none() && last != root;
        let cyclic = state[at] == 1 && words[last].head.is_some();
        if stray || cyclic {
            words[last].head = Some(root);
            if stray {
                words[last].deprel = Deprel::Dep;
            }
        }
        for index in path {
            state[index] = 2;
        }
    }
}
