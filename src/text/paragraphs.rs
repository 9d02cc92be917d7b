//! Cuts a text into paragraphs. In: the text; out: spans in order, none of them blank.
//!
//! A blank line always ends a paragraph. A single line break does so too, except in texts that were broken at a fixed
//! width: there only a line that had room for the next word ends its paragraph.

use super::Span;

/// The paragraphs of `text`.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let continues = previous
            .is_some_and(|p| !line.after_blank && width.is_some_and(|width| p.length + 1 + line.first_word > width));
        match paragraphs.last_mut() {
            Some(last) if continues => *last = last.cover(line.span),
            _ => paragraphs.push(line.span),
        }
        previous = Some(line);
    }
    paragraphs
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line {
    /// Without white space at its ends.
    span: Span,
    /// In characters.
    length: usize,
    /// Length of its first word, in characters.
    first_word: usize,
    /// Whether a blank line (or the start of the text) is before it.
    after_blank: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    for piece in text.split_inclusive(is_break) {
        let trimmed = piece.trim();
        if trimmed.is_empty() {
            // "\r\n" is one break: the "\n" of it is no blank line.
            let half_break = piece == "\n" && text.get(..start).is_some_and(|t| t.ends_with('\r'));
            after_blank |= !half_break;
        } else {
            let from = start + (piece.len() - piece.trim_start().len());
            let first_word = trimmed.split(char::is_whitespace).next().unwrap_or_default();
            lines.push(Line {
                span: Span::new(from, from + trimmed.len()),
                length: trimmed.chars().count(),
                first_word: first_word.chars().count(),
                after_blank,
            });
            after_blank = piece.ends_with(['\u{2029}', '\u{C}']);
        }
        start += piece.len();
    }
    lines
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}')
}

/// The width in characters at which the text was broken, if it was: lines are at most 100 long, and most lines that
/// another follows directly stop within a word's length of the longest, and seldom at the end of a sentence.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let followed: Vec<&Line> =
        lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_blank).map(|(line, _)| line).collect();
    let longest = lines.iter().map(|l| l.length).max()?;
    if followed.len() < 3 || !(40..=100).contains(&longest) {
        return None;
    }
    let full = followed.iter().filter(|l| l.length + 15 > longest).count();
    let stopped = followed
        .iter()
        .filter(|l| text.get(l.span.range()).is_some_and(|t| t.ends_with(['.', '!', '?', '"', '”', ':'])))
        .count();
    (full * 10 >= followed.len() * 6 && stopped * 2 < followed.len()).then_some(longest - 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().filter_map(|span| text.get(span.range())).collect()
    }

    #[test]
    fn blank_lines_and_lone_breaks_end_paragraphs() {
        assert_eq!(cut("One.\r\n\r\n Two. \nThree\n"), ["One.", "Two.", "Three"]);
        assert_eq!(cut(" \n\n"), [""; 0]);
    }

    #[test]
    fn broken_lines_are_joined() {
        let text = "The committee of the upper house met for a long\nsession and heard the ministers, who had nothing\n\
                    new to say about the treaty or about those who\nhad written it.\nThe session was closed late in the day and its\nend was cheered.";
        assert_eq!(cut(text).len(), 2, "{:?}", cut(text));
    }
}
