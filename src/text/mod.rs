//! Tokens and sentences over the untouched text. In: a [`Document`]; out: [`Text`].
//!
//! Tokens are the syntactic words of Universal Dependencies (clitics apart, hyphens apart, "U.S." whole); a token is a
//! span, and its form is the text at that span.

mod cues;
mod dateline;
#[cfg(feature = "train")]
mod examples;
mod joined;
mod kind;
mod lexer;
mod lower;
mod paragraphs;
mod romanized;
mod splitter;
mod vocabulary;
mod word;

use crate::document::{Document, Span};
#[cfg(feature = "train")]
pub use examples::{Example, examples};
pub(crate) use lower::Lower;
pub use splitter::Splitter;
use std::ops::Range;

/// A syntactic word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// Whether it is written in one orthographic word with the token before it, as a clitic is ("do" + "n't"): the
    /// multiword tokens of Universal Dependencies. Tokens merely written without a space (punctuation) are not.
    pub joined: bool,
}

/// What a sentence is in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SentenceKind {
    /// Running text.
    Prose,
    /// A headline or section heading: no final stop, a paragraph of its own.
    Heading,
    /// Web boilerplate ("Subscribe", credits, bylines): tokenized, but kept out of the facts.
    Boilerplate,
}

/// A sentence: a range of tokens of its [`Text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Tokens of the document, by index.
    pub tokens: Range<usize>,
    /// The paragraph it stands in, from 0.
    pub paragraph: usize,
    /// What it is.
    pub kind: SentenceKind,
}

/// The tokens and sentences of one document. Sentences are in order, not empty, and cover all tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// In order of the text; spans do not overlap (but words of an opaque contraction may share a span).
    pub tokens: Vec<Token>,
    /// In order.
    pub sentences: Vec<Sentence>,
}

impl Text {
    /// The bytes of sentence number `sentence`; the empty span if there is none.
    pub fn sentence_span(&self, sentence: usize) -> Span {
        let tokens = self.sentences.get(sentence).map_or(0..0, |s| s.tokens.clone());
        self.span(tokens)
    }

    /// The bytes from the first to the last of `tokens`.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([one]) => one.span,
            _ => Span::default(),
        }
    }

    /// Whether white space follows token `index` in `document` (or the text ends).
    pub fn space_after(&self, document: &Document, index: usize) -> bool {
        let end = self.tokens.get(index).map_or(0, |t| t.span.end());
        document.text.get(end..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace)
    }
}

/// The tokens and sentences of `document`, with the embedded sentence splitter.
///
/// Any text gives a result; time grows in proportion to its length.
pub fn analyze(document: &Document) -> Text {
    analyze_with(document, Splitter::embedded())
}

/// As [`analyze`], with a sentence splitter of the caller's.
pub fn analyze_with(document: &Document, splitter: &Splitter) -> Text {
    let mut text = Text::default();
    for (number, paragraph) in paragraphs::paragraphs(&document.text).into_iter().enumerate() {
        let mut tokens = lexer::tokens(&document.text, paragraph);
        splitter.part(&document.text, &mut tokens);
        let ends = splitter.ends(&document.text, &tokens);
        append(&mut text, &document.text, &tokens, &ends, number);
    }
    text.tokens.shrink_to_fit();
    kind::classify(document, &mut text);
    text
}

/// Adds one paragraph, whose sentences end before the tokens `ends`.
fn append(text: &mut Text, source: &str, tokens: &[Token], ends: &[usize], paragraph: usize) {
    let mut start = 0;
    for &end in ends {
        let first = text.tokens.len();
        let words = tokens.get(start..end).unwrap_or_default();
        let stop = splitter::final_abbreviation(source, words);
        for (index, token) in words.iter().enumerate() {
            if Some(index) == stop {
                // "the U.S." at the end of a sentence: its last stop is the sentence's own.
                let cut = token.span.end() - 1;
                text.tokens.push(Token { span: Span::new(token.span.start(), cut), ..*token });
                text.tokens.push(Token { span: Span::new(cut, token.span.end()), joined: false });
            } else {
                text.tokens.push(*token);
            }
        }
        if first < text.tokens.len() {
            text.sentences.push(Sentence { tokens: first..text.tokens.len(), paragraph, kind: SentenceKind::Prose });
        }
        start = end;
    }
}
