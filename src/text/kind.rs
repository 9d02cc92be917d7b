//! Tells running text from headings and from the boilerplate of web pages, by form alone: wordings that any site may
//! use (`schema/boilerplate.tsv`), credits, bylines and captions printed twice.

use super::{Sentence, SentenceKind, Text};
use crate::document::Document;
use aho_corasick::AhoCorasick;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Cuts credits from the captions before them, then sets the kind of each sentence of `text`.
pub(crate) fn classify(document: &Document, text: &mut Text) {
    cut_credits(document, text);
    let paragraphs = text.sentences.last().map_or(0, |s| s.paragraph + 1);
    let mut alone = vec![0usize; paragraphs];
    for sentence in &text.sentences {
        if let Some(count) = alone.get_mut(sentence.paragraph) {
            *count += 1;
        }
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut kinds = Vec::with_capacity(text.sentences.len());
    for sentence in &text.sentences {
        let view = View::new(document, text, sentence);
        let alone = alone.get(sentence.paragraph) == Some(&1);
        let repeated = is_repeated(sentence, &view, alone, &mut seen);
        kinds.push(if repeated || is_boilerplate(&view, alone) {
            SentenceKind::Boilerplate
        } else if alone && paragraphs > 1 && is_heading(&view) {
            SentenceKind::Heading
        } else {
            SentenceKind::Prose
        });
    }
    for (sentence, kind) in text.sentences.iter_mut().zip(kinds) {
        sentence.kind = kind;
    }
}

/// Whether the sentence was printed before: a caption under its picture and again in the page. A sentence of a longer
/// paragraph must have stood just above; one that is its paragraph, anywhere.
fn is_repeated(sentence: &Sentence, view: &View<'_>, alone: bool, seen: &mut HashMap<String, usize>) -> bool {
    if !(8..=LONGEST).contains(&sentence.tokens.len()) {
        return false;
    }
    let before = seen.insert(view.line.clone(), sentence.paragraph);
    before.is_some_and(|before| before != sentence.paragraph && (alone || sentence.paragraph - before <= 3))
}

/// Longer sentences are not looked at for wordings: none is that long.
const LONGEST: usize = 60;

/// A sentence as the rules see it.
struct View<'a> {
    forms: Vec<&'a str>,
    /// The forms in small letters between single spaces, a space at both ends; apostrophes straight.
    line: String,
}

impl<'a> View<'a> {
    fn new(document: &'a Document, text: &Text, sentence: &Sentence) -> Self {
        let tokens = text.tokens.get(sentence.tokens.clone()).unwrap_or_default();
        let forms: Vec<&str> = tokens.iter().map(|t| document.slice(t.span)).collect();
        let mut line = String::from(" ");
        for form in &forms {
            line.extend(form.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
            line.push(' ');
        }
        Self { forms, line }
    }
}

fn is_boilerplate(view: &View<'_>, alone: bool) -> bool {
    // A rule of signs: "* * *".
    let no_words = !view.line.contains(char::is_alphanumeric);
    no_words && alone || has_wording(view) || is_credit(&view.forms) || alone && is_byline(&view.forms)
}

/// Where a wording stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Inside,
    Whole,
}

/// The wordings and, by the same number, their place and the most tokens of the sentence.
type Wordings = (AhoCorasick, Vec<(Place, usize)>);

static WORDINGS: LazyLock<Option<Wordings>> = LazyLock::new(|| {
    let rows = include_str!("../../schema/boilerplate.tsv").lines().filter_map(row);
    let (patterns, facts): (Vec<String>, Vec<_>) = rows.unzip();
    // Only patterns past the automaton's size limits could fail, which a test of the table excludes.
    AhoCorasick::new(&patterns).ok().map(|automaton| (automaton, facts))
});

/// A row of the table: the wording between spaces, its place and the most tokens.
fn row(line: &str) -> Option<(String, (Place, usize))> {
    let mut columns = line.split('\t');
    let place = match columns.next()? {
        "start" => Place::Start,
        "inside" => Place::Inside,
        "whole" => Place::Whole,
        _ => return None,
    };
    let most = columns.next()?.parse().ok()?;
    Some((format!(" {} ", columns.next()?), (place, most)))
}

fn has_wording(view: &View<'_>) -> bool {
    let length = view.forms.len();
    let Some((automaton, facts)) = WORDINGS.as_ref().filter(|_| length <= LONGEST) else { return false };
    // Overlapping search fails only in automata of another match kind.
    let Ok(mut found) = automaton.try_find_overlapping_iter(&view.line) else { return false };
    found.any(|m| {
        facts.get(m.pattern().as_usize()).is_some_and(|&(place, most)| {
            length <= most
                && match place {
                    Place::Start => m.start() == 0,
                    Place::Inside => true,
                    Place::Whole => m.start() == 0 && m.end() == view.line.len(),
                }
        })
    })
}

/// A photo credit in brackets: "(Jane Roe/Agency)", "[AP Photo]", "(Photo by Jane Roe)".
fn is_credit(forms: &[&str]) -> bool {
    let [first, inner @ .., last] = forms else { return false };
    if !matches!(*first, "(" | "[") || !matches!(*last, ")" | "]") || !(1..=14).contains(&inner.len()) {
        return false;
    }
    let words: Vec<&&str> = inner.iter().filter(|f| f.chars().any(char::is_alphanumeric)).collect();
    let capital = words
        .iter()
        .filter(|w| {
            w.starts_with(char::is_uppercase) || matches!(***w, "by" | "via" | "for" | "of" | "the" | "and" | "/")
        })
        .count();
    let names_source = inner.iter().any(|f| {
        matches!(
            f.to_lowercase().as_str(),
            "/" | "photo" | "photos" | "image" | "images" | "via" | "courtesy" | "credit"
        )
    });
    !words.is_empty() && capital == words.len() && names_source
}

/// "By Jane Roe", "By Jane Roe and John Doe, Agency", alone in its paragraph.
fn is_byline(forms: &[&str]) -> bool {
    let [first, second, rest @ ..] = forms else { return false };
    if !matches!(*first, "By" | "BY") || forms.len() > 16 || matches!(*second, "The" | "A" | "An") {
        return false;
    }
    let is_name = |f: &str| f.starts_with(char::is_uppercase);
    let may_follow = |f: &&str| {
        is_name(f)
            || !f.chars().any(char::is_alphanumeric) && !matches!(*f, "." | "?" | "!")
            || matches!(*f, "and" | "in" | "of" | "for" | "de" | "van" | "von" | "al" | "bin" | "el" | "the")
            || f.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '/' | '.'))
    };
    is_name(second) && rest.iter().any(|f| is_name(f)) && rest.iter().all(may_follow)
}

/// A line of its own without a final stop.
fn is_heading(view: &View<'_>) -> bool {
    let last = view.forms.iter().rev().find(|f| !matches!(**f, "\"" | "”" | "'" | "’" | ")" | "]"));
    view.forms.len() <= 30
        && last.is_some_and(|f| !(f.ends_with(['.', '!', '…', ',', ';']) || f.ends_with('?') && view.forms.len() > 12))
}

/// Makes a credit in brackets after the end of a caption a sentence of its own.
fn cut_credits(document: &Document, text: &mut Text) {
    let mut sentences = Vec::with_capacity(text.sentences.len());
    for sentence in std::mem::take(&mut text.sentences) {
        match credit_start(document, text, &sentence) {
            Some(cut) => {
                sentences.push(Sentence { tokens: sentence.tokens.start..cut, ..sentence });
                sentences.push(Sentence { tokens: cut..sentence.tokens.end, ..sentence });
            }
            None => sentences.push(sentence),
        }
    }
    text.sentences = sentences;
}

/// The token where a closing credit begins, if more than that is in the sentence and it ended before.
fn credit_start(document: &Document, text: &Text, sentence: &Sentence) -> Option<usize> {
    let form = |index: usize| text.tokens.get(index).map_or("", |t| document.slice(t.span));
    if !matches!(form(sentence.tokens.end.checked_sub(1)?), ")" | "]") {
        return None;
    }
    let cut = sentence.tokens.clone().rev().take(16).find(|&i| matches!(form(i), "(" | "["))?;
    let ended = cut > sentence.tokens.start && form(cut - 1).ends_with(['.', '!', '?', '”', '"']);
    let forms: Vec<&str> = (cut..sentence.tokens.end).map(form).collect();
    (ended && is_credit(&forms)).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        let lines = include_str!("../../schema/boilerplate.tsv").lines().filter(|l| !l.starts_with('#'));
        assert!(lines.clone().all(|line| row(line).is_some()));
        assert_eq!(WORDINGS.as_ref().map(|(_, facts)| facts.len()), Some(lines.count()));
    }
}
