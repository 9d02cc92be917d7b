//! Mentions before they are entities. A [`Draft`] is one accepted mention with what recognition knows about it; the
//! sieves of [`coreference`](super::coreference) join drafts, and only then are entities made.

use super::{EntityKind, MentionKind};
use crate::gazetteer::{CountryId, Gender, OrganizationId};
use std::ops::Range;

/// What a mention is known to stand for, by the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    /// A state.
    Country(CountryId),
    /// A body with a name of its own.
    Body(OrganizationId),
}

/// One mention and what recognition knows of it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Sentence number.
    pub sentence: usize,
    /// Tokens of the document, without title, article and possessive.
    pub tokens: Range<usize>,
    /// The token that carries it in the tree.
    pub head: usize,
    /// What it names.
    pub kind: EntityKind,
    /// How it refers.
    pub form: MentionKind,
    /// Why it counts, or (once a sieve joined it) why it was joined.
    pub reason: &'static str,
    /// What the gazetteer knows it as.
    pub identity: Option<Identity>,
    /// The state that a body belongs to by its phrase ("the Russian Foreign Ministry").
    pub country: Option<CountryId>,
    /// Bytes at the start of the first token that are no part of it: 4 in "pro-Beijing".
    pub skip: usize,
    /// A person's gender by title or given name.
    pub gender: Option<Gender>,
    /// The words to compare: folded, without stops, possessive and article.
    pub words: Vec<String>,
}

impl Draft {
    /// Whether it is a name of a person, country or body (not a demonym, description or pronoun).
    pub fn is_name(&self) -> bool {
        self.form == MentionKind::Name
    }

    /// Its words with blanks between them.
    pub fn folded(&self) -> String {
        self.words.join(" ")
    }
}

/// Folds a word for comparing: lower case, no accents, no full stops, one kind of apostrophe.
pub(super) fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if word.is_ascii() {
        let kept = word.bytes().filter(|b| *b != b'.');
        return kept.map(|b| if b == b'`' { '\'' } else { char::from(b.to_ascii_lowercase()) }).collect();
    }
    word.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && *c != '.')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' => '\'',
            'ø' => 'o',
            'ł' => 'l',
            'ı' => 'i',
            'đ' => 'd',
            '‐' | '‑' | '–' => '-',
            other => other,
        })
        .collect()
}
