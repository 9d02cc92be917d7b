//! Tokens and sentences over the untouched text. In: a [`Document`]; out: [`Text`].
//!
//! Tokens are the syntactic words of Universal Dependencies (clitics apart, hyphens apart, "U.S." whole); a token is a
//! span, and its form is the text at that span.

use crate::document::{Document, Span};
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
