//! Quotation marks. In: the sentences of a document; out: the stretches of tokens that stand in marks, in order, whether
//! the marks are straight, curly, single or angular, and also where one of the two is missing.

use super::reported::reports;
use super::scene::Scene;
use crate::syntax::{Upos, Xpos};
use crate::text::Text;
use std::ops::Range;

/// A stretch of tokens between quotation marks (the marks not included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Document tokens, at least one.
    pub tokens: Range<usize>,
    /// Whether the next paragraph opens it again: the speaker goes on there.
    pub open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Angular,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// May be an apostrophe.
    MayClose,
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    token: usize,
    style: Style,
    side: Side,
}

/// The sentences with their tokens and trees, as this file reads them.
struct Page<'a, 'b> {
    text: &'a Text,
    scenes: &'a [Option<Scene<'b>>],
}

/// All stretches in marks, in order. A mark that is opened again in the next paragraph continues there; one that is never
/// closed ends before the clause that reports it, or with its paragraph; one that was never opened began its sentence.
pub(super) fn marked(text: &Text, scenes: &[Option<Scene>]) -> Vec<Marked> {
    let page = Page { text, scenes };
    let mut found = Vec::new();
    let mut first = 0;
    while let Some(sentence) = text.sentences.get(first) {
        let same = text.sentences.iter().skip(first).take_while(|s| s.paragraph == sentence.paragraph).count();
        page.paragraph(first..first + same, &mut found);
        first += same;
    }
    found
}

impl Page<'_, '_> {
    fn paragraph(&self, sentences: Range<usize>, found: &mut Vec<Marked>) {
        let marks = self.marks(sentences.clone());
        let end = self.text.sentences.get(sentences.end.saturating_sub(1)).map_or(0, |s| s.tokens.end);
        let mut open: Option<Mark> = None;
        let mut done = self.text.sentences.get(sentences.start).map_or(0, |s| s.tokens.start);
        for (index, &mark) in marks.iter().enumerate() {
            let rest = marks.get(index + 1..).unwrap_or_default();
            let Some(begun) = open else {
                match mark.side {
                    Side::Opens | Side::Either if self.is_closed(mark, rest, sentences.end) => open = Some(mark),
                    Side::Closes if mark.style == Style::Double => {
                        // Never opened: from the beginning of the sentence.
                        let start = self.sentence_start(mark.token.saturating_sub(1)).max(done);
                        push(found, start..mark.token, false);
                        done = mark.token + 1;
                    }
                    _ => {}
                }
                continue;
            };
            if mark.style != begun.style {
                continue;
            }
            let closes = match mark.side {
                Side::Closes | Side::Either => true,
                Side::MayClose => !closed_later(mark.style, rest),
                Side::Opens => false,
            };
            if closes {
                push(found, begun.token + 1..mark.token, false);
                (open, done) = (None, mark.token + 1);
            } else if mark.side == Side::Opens && mark.style == Style::Double {
                // The one before was never closed.
                let stop = self.mended(begun.token + 1, mark.token);
                push(found, begun.token + 1..stop, false);
                open = Some(mark);
            }
        }
        if let Some(begun) = open {
            let again = self.opens_with(sentences.end, begun.style);
            let stop = self.mended(begun.token + 1, end);
            // A quotation that goes on does not end with who said it.
            let ends = !again || stop < end && self.names_speaker(stop);
            push(found, begun.token + 1..if ends { stop } else { end }, again && !ends);
        }
    }

    /// The marks of some sentences, in order.
    fn marks(&self, sentences: Range<usize>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for number in sentences {
            let Some(scene) = self.scenes.get(number).and_then(Option::as_ref) else { continue };
            let tokens = scene.offset..scene.offset + scene.tree.len();
            marks.extend(tokens.filter_map(|token| mark(scene, token)));
        }
        marks
    }

    /// Whether a mark that may open does: a single one must be closed, or be opened again in the next paragraph.
    fn is_closed(&self, mark: Mark, rest: &[Mark], next: usize) -> bool {
        let closes = |m: &Mark| m.style == mark.style && matches!(m.side, Side::Closes | Side::MayClose);
        mark.style != Style::Single || rest.iter().any(closes) || self.opens_with(next, mark.style)
    }

    /// Whether the first token of sentence `number` opens a quotation.
    fn opens_with(&self, number: usize, style: Style) -> bool {
        let scene = self.scenes.get(number).and_then(Option::as_ref);
        let first = scene.and_then(|scene| mark(scene, scene.offset));
        first.is_some_and(|m| m.style == style && matches!(m.side, Side::Opens | Side::Either))
    }

    /// Whether somebody is named in the clause that begins at `token`.
    fn names_speaker(&self, token: usize) -> bool {
        let number = self.text.sentences.partition_point(|s| s.tokens.end <= token);
        let Some(scene) = self.scenes.get(number).and_then(Option::as_ref) else { return false };
        let clause = token.saturating_sub(scene.offset)..scene.tree.len();
        clause.len() < 12 && clause.into_iter().any(|w| scene.mention(w).is_some())
    }

    fn sentence_start(&self, token: usize) -> usize {
        let number = self.text.sentences.partition_point(|s| s.tokens.end <= token);
        self.text.sentences.get(number).map_or(token, |s| s.tokens.start)
    }

    /// Where a quotation that begins at `start` and is never closed ends, at the latest at `end`: before the clause that
    /// reports it (", he said"), unless that stands before it.
    fn mended(&self, start: usize, end: usize) -> usize {
        let first = self.text.sentences.partition_point(|s| s.tokens.end <= start);
        for number in first..self.text.sentences.len().min(first + 2) {
            let Some(scene) = self.scenes.get(number).and_then(Option::as_ref) else { continue };
            let says = |w: usize| scene.tree.word(w).upos == Upos::Verb && reports(scene, w);
            let begun = start.saturating_sub(scene.offset).min(scene.tree.len());
            if number == first && (0..begun).any(says) {
                return end;
            }
            let mut commas = (begun..scene.tree.len()).filter(|&w| scene.form(w) == ",");
            let reported = commas.rfind(|&w| (w + 1..scene.tree.len().min(w + 7)).any(says));
            if let Some(stop) = reported.map(|w| scene.offset + w + 1).filter(|&stop| stop <= end) {
                return stop;
            }
        }
        end
    }
}

fn push(found: &mut Vec<Marked>, tokens: Range<usize>, open: bool) {
    if !tokens.is_empty() {
        found.push(Marked { tokens, open });
    }
}

/// Whether a surer mark closes before another one opens.
fn closed_later(style: Style, rest: &[Mark]) -> bool {
    let next = rest.iter().filter(|m| m.style == style).find(|m| m.side != Side::MayClose);
    next.is_some_and(|m| m.side == Side::Closes)
}

/// Document token `token` of `scene` as a mark.
fn mark(scene: &Scene, token: usize) -> Option<Mark> {
    let word = token.checked_sub(scene.offset)?;
    let span = scene.span(word);
    let (style, side) = match scene.document.slice(span) {
        "\u{201c}" | "\u{201e}" | "``" => (Style::Double, Side::Opens),
        "\u{201d}" | "''" => (Style::Double, Side::Closes),
        "\u{ab}" => (Style::Angular, Side::Opens),
        "\u{bb}" => (Style::Angular, Side::Closes),
        "\u{2018}" => (Style::Single, Side::Opens),
        "\u{2019}" => (Style::Single, single(scene, word)),
        "\"" => (Style::Double, straight(scene, span.start(), span.end())),
        "'" if straight(scene, span.start(), span.end()) == Side::Opens => (Style::Single, Side::Opens),
        "'" => (Style::Single, single(scene, word)),
        _ => return None,
    };
    Some(Mark { token, style, side })
}

/// A straight mark opens where white space or a bracket stands before it, and closes where nothing of a word follows.
fn straight(scene: &Scene, start: usize, end: usize) -> Side {
    let text = &scene.document.text;
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    let free = before.is_none_or(|c| c.is_whitespace() || "([{\u{2014}\u{2013}\u{2018}".contains(c));
    let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}\u{2014}\u{2013}\u{2019}".contains(c));
    match (free, ends) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// A right single mark surely closes after punctuation; after a word it may be a possessive ("the auditors' report").
fn single(scene: &Scene, word: usize) -> Side {
    let stop = word.checked_sub(1).is_some_and(|w| scene.tree.word(w).upos == Upos::Punct);
    match (stop, scene.tree.word(word).xpos) {
        (true, _) => Side::Closes,
        (false, Xpos::Pos) => Side::MayClose,
        (false, _) => Side::Closes,
    }
}
