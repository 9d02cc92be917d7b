//! What the trainer learns the splitter's weights from.

use super::cues::Paragraph;
use super::joined::Word;
use super::{Text, lexer, paragraphs};
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
    let text = &document.text;
    let ends: HashSet<usize> = (0..gold.sentences.len()).map(|s| gold.sentence_span(s).end()).collect();
    let spans: HashSet<(usize, usize)> = gold.tokens.iter().map(|t| (t.span.start(), t.span.end())).collect();
    let (mut examples, mut buffer) = (Vec::new(), String::new());
    for span in paragraphs::paragraphs(text) {
        let tokens = lexer::tokens(text, span);
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            let start = token.span.start();
            let plain = Word::plain(text, &tokens, index);
            let holds =
                plain.as_ref().is_none_or(|w| spans.contains(&(start, start + w.lengths.first().unwrap_or(&0))));
            if let Some(word) = plain.or_else(|| Word::marked(text, &tokens, index)) {
                let mut cues = Vec::new();
                word.cues(&mut buffer, &mut |cue: &str| cues.push(cue.to_owned()));
                examples.push(Example { cues, holds });
            }
            index += 1;
        }
        let paragraph = Paragraph::new(text, &tokens);
        let mut start = 0;
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
