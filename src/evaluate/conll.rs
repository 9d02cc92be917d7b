//! The measures of the CoNLL 2018 shared task (Zeman et al. 2018, "CoNLL 2018 Shared Task: Multilingual Parsing from
//! Raw Text to Universal Dependencies"): both sides are laid over the characters of the text without its white space.
//!
//! Words that are whole tokens are the same if their characters are the same. Where one side has a multiword token, the
//! words of both sides under it are paired by the longest common subsequence of their forms. Relations are compared
//! without their subtypes.

use super::score::Score;
use crate::document::{Document, Span};
use crate::syntax::Tree;
use crate::text::Text;

/// One side of a comparison: the layers of one document. `trees` may be empty where only text is compared.
#[derive(Debug, Clone, Copy)]
pub struct Layers<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its tokens and sentences.
    pub text: &'a Text,
    /// A tree a sentence, or none at all.
    pub trees: &'a [Tree],
}

/// The scores of one or more documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Scores {
    /// Orthographic tokens (a multiword token is one).
    pub tokens: Score,
    /// Sentences.
    pub sentences: Score,
    /// Syntactic words.
    pub words: Score,
    /// Universal tags.
    pub upos: Score,
    /// Penn tags.
    pub xpos: Score,
    /// Lemmas.
    pub lemmas: Score,
    /// Heads.
    pub uas: Score,
    /// Heads and relations, without subtypes.
    pub las: Score,
}

impl Scores {
    /// The measures by name, in the order of the layers.
    pub fn rows(&self) -> [(&'static str, Score); 8] {
        [
            ("tokens", self.tokens),
            ("sentences", self.sentences),
            ("words", self.words),
            ("upos", self.upos),
            ("xpos", self.xpos),
            ("lemmas", self.lemmas),
            ("uas", self.uas),
            ("las", self.las),
        ]
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: &Scores) {
        self.tokens.add(other.tokens);
        self.sentences.add(other.sentences);
        self.words.add(other.words);
        self.upos.add(other.upos);
        self.xpos.add(other.xpos);
        self.lemmas.add(other.lemmas);
        self.uas.add(other.uas);
        self.las.add(other.las);
    }
}

/// Compares two analyses of the same text (or of texts that differ in white space only). Measures of the tree are zero
/// if either side has no trees.
pub fn compare(gold: Layers<'_>, system: Layers<'_>) -> Scores {
    let (gold_side, system_side) = (Side::new(gold), Side::new(system));
    let pairs = align(&gold_side.words, &system_side.words);
    let mut scores = Scores {
        tokens: spans(&gold_side.tokens, &system_side.tokens),
        sentences: spans(&gold_side.sentences, &system_side.sentences),
        words: Score { gold: gold_side.words.len(), system: system_side.words.len(), correct: pairs.len() },
        ..Scores::default()
    };
    if gold.trees.is_empty() || system.trees.is_empty() {
        return scores;
    }
    let of_words = Score { correct: 0, ..scores.words };
    (scores.upos, scores.xpos, scores.lemmas, scores.uas, scores.las) =
        (of_words, of_words, of_words, of_words, of_words);
    let mut gold_of = vec![None; system_side.words.len()];
    for &(g, s) in &pairs {
        gold_of[s] = Some(g);
    }
    for &(g, s) in &pairs {
        let (Some(a), Some(b)) = (gold_side.analysis(g), system_side.analysis(s)) else { continue };
        // A system head that has no partner in gold is wrong; both roots are right.
        let same_head = match (a.head, b.head) {
            (None, None) => true,
            (Some(a), Some(b)) => gold_of.get(b).copied().flatten() == Some(a),
            _ => false,
        };
        scores.upos.correct += usize::from(a.word.upos == b.word.upos);
        scores.xpos.correct += usize::from(a.word.xpos == b.word.xpos);
        scores.lemmas.correct += usize::from(a.word.lemma == "_" || a.word.lemma == b.word.lemma);
        scores.uas.correct += usize::from(same_head);
        scores.las.correct += usize::from(same_head && a.word.deprel.universal() == b.word.deprel.universal());
    }
    scores
}

/// A word laid over the characters.
#[derive(Debug, Clone)]
struct Laid {
    span: Span,
    multiword: bool,
    /// In small letters.
    form: String,
}

/// A word's analysis, its head counted over the whole document.
struct Analysis<'a> {
    word: &'a crate::syntax::Word,
    head: Option<usize>,
}

/// One side, laid over the characters that are not white space.
struct Side<'a> {
    layers: Layers<'a>,
    tokens: Vec<Span>,
    sentences: Vec<Span>,
    words: Vec<Laid>,
    /// The sentence of each word.
    sentence_of: Vec<usize>,
}

impl<'a> Side<'a> {
    fn new(layers: Layers<'a>) -> Self {
        let ink = Ink::new(&layers.document.text);
        let all = &layers.text.tokens;
        let mut side = Self { layers, tokens: vec![], sentences: vec![], words: vec![], sentence_of: vec![] };
        for (number, sentence) in layers.text.sentences.iter().enumerate() {
            side.sentences.push(ink.span(layers.text.span(sentence.tokens.clone())));
            let mut start = sentence.tokens.start;
            while start < sentence.tokens.end {
                let joined = |i: &usize| *i < sentence.tokens.end && all.get(*i).is_some_and(|t| t.joined);
                let end = (start + 1..).find(|i| !joined(i)).unwrap_or(start + 1);
                let span = ink.span(layers.text.span(start..end));
                side.tokens.push(span);
                for token in all.get(start..end).unwrap_or_default() {
                    let form = layers.document.slice(token.span).to_lowercase();
                    side.words.push(Laid { span, multiword: end > start + 1, form });
                    side.sentence_of.push(number);
                }
                start = end;
            }
        }
        side
    }

    fn analysis(&self, index: usize) -> Option<Analysis<'a>> {
        let number = *self.sentence_of.get(index)?;
        let first = self.layers.text.sentences.get(number)?.tokens.start;
        let word = self.layers.trees.get(number)?.words().get(index.checked_sub(first)?)?;
        Some(Analysis { word, head: word.head.map(|h| first + h) })
    }
}

/// Counts the characters before each byte that are not white space.
pub(super) struct Ink(Vec<u32>);

impl Ink {
    pub(super) fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for c in text.chars() {
            before.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += u32::from(!c.is_whitespace());
        }
        before.push(count);
        Self(before)
    }

    pub(super) fn span(&self, span: Span) -> Span {
        let at = |byte: usize| self.0.get(byte).or(self.0.last()).copied().unwrap_or(0) as usize;
        Span::new(at(span.start()), at(span.end()))
    }
}

/// How many spans are in both lists, each in order.
fn spans(gold: &[Span], system: &[Span]) -> Score {
    let (mut g, mut s, mut correct) = (0, 0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        match a.start().cmp(&b.start()) {
            std::cmp::Ordering::Less => g += 1,
            std::cmp::Ordering::Greater => s += 1,
            std::cmp::Ordering::Equal => {
                correct += usize::from(a.end() == b.end());
                g += 1;
                s += 1;
            }
        }
    }
    Score { gold: gold.len(), system: system.len(), correct }
}

/// Pairs of words (gold, system) that are the same.
fn align(gold: &[Laid], system: &[Laid]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        if a.multiword || b.multiword {
            let (from_g, from_s, to_g, to_s) = multiword_stretch(gold, system, g, s);
            let (left, right) = (&gold[from_g..to_g], &system[from_s..to_s]);
            pairs.extend(common_subsequence(left, right).into_iter().map(|(i, j)| (from_g + i, from_s + j)));
            // The multiword token itself lies in the stretch, so one side always moves on.
            (g, s) = (to_g, to_s);
        } else if a.span == b.span {
            pairs.push((g, s));
            g += 1;
            s += 1;
        } else if a.span.start() <= b.span.start() {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The words of both sides from `g` and `s` on that lie under the multiword token there, and under any further one that
/// reaches over its end: starts and ends on both sides.
fn multiword_stretch(gold: &[Laid], system: &[Laid], mut g: usize, mut s: usize) -> (usize, usize, usize, usize) {
    let mut end;
    if gold[g].multiword {
        end = gold[g].span.end();
        s += usize::from(!system[s].multiword && system[s].span.start() < gold[g].span.start());
    } else {
        end = system[s].span.end();
        g += usize::from(!gold[g].multiword && gold[g].span.start() < system[s].span.start());
    }
    let (from_g, from_s) = (g, s);
    let beyond = |word: Option<&Laid>, end: usize| {
        word.is_none_or(|w| if w.multiword { w.span.start() >= end } else { w.span.end() > end })
    };
    while !beyond(gold.get(g), end) || !beyond(system.get(s), end) {
        let next = match (gold.get(g), system.get(s)) {
            (Some(a), Some(b)) if a.span.start() > b.span.start() => (b, &mut s),
            (Some(a), _) => (a, &mut g),
            (None, Some(b)) => (b, &mut s),
            (None, None) => break,
        };
        if next.0.multiword {
            end = end.max(next.0.span.end());
        }
        *next.1 += 1;
    }
    (from_g, from_s, g, s)
}

/// A longest common subsequence by form.
fn common_subsequence(left: &[Laid], right: &[Laid]) -> Vec<(usize, usize)> {
    let columns = right.len() + 1;
    // best[i * columns + j]: the longest of left[i..] and right[j..].
    let mut best = vec![0usize; (left.len() + 1) * columns];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            best[i * columns + j] = if left[i].form == right[j].form {
                1 + best[(i + 1) * columns + j + 1]
            } else {
                best[(i + 1) * columns + j].max(best[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        if left[i].form == right[j].form {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[(i + 1) * columns + j] >= best[i * columns + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
