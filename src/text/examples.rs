//! What the trainer learns the splitter's weights from.

use super::cues::Paragraph;
use super::joined::Word;
use super::{Text, Token, lexer, paragraphs};
use crate::document::Document;
use std::collections::HashSet;

/// A question that the splitter has to answer, for the trainer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Names of the cues that hold there.
    pub cues: Vec<String>,
    /// Whether a gold sentence ends there, or the word is several.
    pub holds: bool,
}

/// Every place in `document` where the splitter would have to decide, with the answer of the `gold` tokens and sentences.
/// Tokens are the tokenizer's own, as they are when the splitter is applied.
pub fn examples(document: &Document, gold: &Text) -> Vec<Example> {
    let ends: HashSet<usize> = (0..gold.sentences.len()).map(|s| gold.sentence_span(s).end()).collect();
    let spans: HashSet<(usize, usize)> = gold.tokens.iter().map(|t| (t.span.start(), t.span.end())).collect();
    let mut examples = Vec::new();
    for span in paragraphs::paragraphs(&document.text) {
        let tokens = lexer::tokens(&document.text, span);
        words(&document.text, &tokens, |start, end| spans.contains(&(start, end)), &mut examples);
        let paragraph = Paragraph::new(&document.text, &tokens);
        let (mut start, mut buffer) = (0, String::new());
        for (index, token) in tokens.iter().enumerate() {
            let holds = ends.contains(&token.span.end());
            if paragraph.is_candidate(index) {
                let mut cues = Vec::new();
                paragraph.cues(start, index, &mut buffer, &mut |cue: &str| cues.push(cue.to_owned()));
                examples.push(Example { cues, holds });
            }
            if holds {
                start = index + 1;
            }
        }
    }
    examples
}

/// The questions that the words of `document` ask, whose apostrophes are taken to be written where they belong: a word
/// without one is no contraction.
pub fn apostrophes(document: &Document) -> Vec<Example> {
    let mut examples = Vec::new();
    for span in paragraphs::paragraphs(&document.text) {
        words(&document.text, &lexer::tokens(&document.text, span), |_, _| false, &mut examples);
    }
    examples
}

/// Adds the questions that `tokens` ask; `is_word` tells whether the bytes from the one place to the other are a word.
fn words(text: &str, tokens: &[Token], is_word: impl Fn(usize, usize) -> bool, examples: &mut Vec<Example>) {
    let mut buffer = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let start = token.span.start();
        let plain = Word::plain(text, tokens, index);
        let holds = plain.as_ref().is_none_or(|word| is_word(start, start + word.lengths.first().unwrap_or(&0)));
        if let Some(word) = plain.or_else(|| Word::marked(text, tokens, index)) {
            let mut cues = Vec::new();
            word.cues(&mut buffer, &mut |cue: &str| cues.push(cue.to_owned()));
            examples.push(Example { cues, holds });
        }
    }
}
