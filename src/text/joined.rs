//! Words that may be a contraction written without its apostrophe, or be another word: "its", "your", "whose". What stands
//! around decides, by weights learnt from text in which people wrote the apostrophe or left it out.

use super::cues::{join, shape_or_end};
use super::{Token, vocabulary};
use crate::document::Span;

/// How much must speak for a contraction, in the units of the weights: a possessive that is cut does more harm than a
/// contraction that is not.
const SURE: i64 = 1100;

/// Cuts those words among `tokens` that are contractions by `score`, which sums up the cues that it is given.
pub(crate) fn part(text: &str, tokens: &mut Vec<Token>, mut score: impl FnMut(&Word<'_>) -> i64) {
    let mut index = 0;
    while index < tokens.len() {
        if let Some(word) = Word::plain(text, tokens, index).filter(|word| score(word) > SURE) {
            cut(tokens, index, word.lengths);
        } else if let Some(lengths) = vocabulary::first_contraction(slice(text, tokens, index))
            && begins(text, tokens, index)
        {
            cut(tokens, index, lengths);
        }
        index += 1;
    }
}

/// Whether token `index` begins a sentence and no clause of somebody who lets ("Lets you share").
fn begins(text: &str, tokens: &[Token], index: usize) -> bool {
    let before = index.checked_sub(1).map_or(".", |before| slice(text, tokens, before));
    let after = slice(text, tokens, index + 1).to_lowercase();
    let joined = tokens.get(index + 1).is_some_and(|t| t.joined);
    matches!(before, "." | "!" | "?" | "“" | "‘")
        && !joined
        && !vocabulary::may_be_let(&after)
        && after.starts_with(char::is_alphabetic)
}

/// Cuts token `index` into words of `lengths`.
fn cut(tokens: &mut Vec<Token>, index: usize, lengths: &[usize]) {
    let Some(mut start) = tokens.get(index).map(|t| t.span.start()) else { return };
    let parts: Vec<Token> = lengths
        .iter()
        .enumerate()
        .map(|(part, length)| {
            start += length;
            Token { span: Span::new(start - length, start), joined: part > 0 }
        })
        .collect();
    tokens.splice(index..=index, parts);
}

/// A doubtful word and what stands around it.
pub(crate) struct Word<'a> {
    /// In small letters, without an apostrophe.
    form: &'static str,
    /// Lengths of the parts if it is a contraction.
    pub lengths: &'static [usize],
    before: &'a str,
    after: &'a str,
    then: &'a str,
    third: &'a str,
}

impl<'a> Word<'a> {
    /// Token `index` if it is doubtful.
    pub(crate) fn plain(text: &'a str, tokens: &[Token], index: usize) -> Option<Self> {
        let (form, lengths) = vocabulary::doubtful(slice(text, tokens, index))?;
        let alone = ![index, index + 1].iter().any(|&i| tokens.get(i).is_some_and(|t| t.joined));
        alone.then(|| Self::new(text, tokens, index, index + 1, (form, lengths)))
    }

    /// Token `index` and the clitic after it, if they would be doubtful without their apostrophe: examples of what the
    /// contraction stands with.
    #[cfg(feature = "train")]
    pub(crate) fn marked(text: &'a str, tokens: &[Token], index: usize) -> Option<Self> {
        tokens.get(index + 1).filter(|t| t.joined)?;
        let (host, clitic) = (slice(text, tokens, index), slice(text, tokens, index + 1));
        let letters = clitic.trim_start_matches(vocabulary::is_apostrophe);
        if letters.len() == clitic.len() {
            return None;
        }
        let row = vocabulary::doubtful_from(&host.to_lowercase(), &letters.to_lowercase())?;
        Some(Self::new(text, tokens, index, index + 2, row))
    }

    fn new(
        text: &'a str,
        tokens: &[Token],
        index: usize,
        next: usize,
        (form, lengths): (&'static str, &'static [usize]),
    ) -> Self {
        let before = index.checked_sub(1).map_or("^", |before| slice(text, tokens, before));
        Self {
            form,
            lengths,
            before,
            after: slice(text, tokens, next),
            then: slice(text, tokens, next + 1),
            third: slice(text, tokens, next + 2),
        }
    }

    /// Calls `each` with the name of each cue; `buffer` is scratch space.
    pub(crate) fn cues(&self, buffer: &mut String, mut each: impl FnMut(&str)) {
        let (before, after, then) = (self.before.to_lowercase(), self.after.to_lowercase(), self.then.to_lowercase());
        let mut cue = |parts: &[&str]| {
            join("joined", parts, buffer);
            each(buffer);
        };
        cue(&[self.form]);
        cue(&["before", self.form, &before]);
        cue(&["after", &after]);
        cue(&["after", self.form, &after]);
        cue(&["shape", shape_or_end(self.after), shape_or_end(self.then)]);
        cue(&["ending2", ending(&after, 2)]);
        cue(&["ending3", ending(&after, 3)]);
        cue(&["endings", ending(&after, 2), ending(&then, 2)]);
        cue(&["then", shape_or_end(self.after), &then]);
        cue(&["then", &after, &then]);
        cue(&["before+ending", self.form, &before, ending(&after, 2)]);
        cue(&["after+third", self.form, ending(&after, 2), &self.third.to_lowercase()]);
        cue(&["then+third", self.form, ending(&then, 2), &self.third.to_lowercase()]);
        cue(&["shapes", self.form, shape_or_end(self.after), shape_or_end(self.then), shape_or_end(self.third)]);
    }
}

fn slice<'a>(text: &'a str, tokens: &[Token], index: usize) -> &'a str {
    tokens.get(index).and_then(|t| text.get(t.span.range())).unwrap_or_default()
}

/// The last `count` characters of `form`.
fn ending(form: &str, count: usize) -> &str {
    let start = form.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
    form.get(start..).unwrap_or_default()
}
