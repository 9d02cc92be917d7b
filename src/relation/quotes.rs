//! Quotations: what stands in quotation marks and what is reported in the writer's words, with the speaker. In: the
//! sentences of a document; out: [`Quotation`]s, and for each token the speaker of the marks that it stands in.

use super::attribution::{Speaker, speaker};
use super::phrase::{Role, referents};
use super::scene::{Filler, Scene};
use super::verbs::actors;
use super::{Quotation, QuotationKind};
use crate::document::Span;
use crate::syntax::{Deprel, Upos};
use crate::text::Text;
use std::ops::Range;

/// A stretch of tokens between quotation marks (the marks not included).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marked {
    tokens: Range<usize>,
    /// Whether it ends with its paragraph instead of a mark: the speaker goes on in the next.
    open: bool,
}

/// What is known of the quotations of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Quotes {
    /// In order of the text.
    pub quotations: Vec<Quotation>,
    /// Quoted stretches of tokens with their speakers, in order.
    spoken: Vec<(Range<usize>, Filler, usize)>,
}

impl Quotes {
    /// The speaker of document token `token`, where it stands in quotation marks, with the sentence that names them.
    pub fn speaker_of(&self, token: usize) -> Option<(Filler, usize)> {
        let index = self.spoken.partition_point(|(range, _, _)| range.end <= token);
        self.spoken
            .get(index)
            .filter(|(range, _, _)| range.contains(&token))
            .map(|&(_, filler, sentence)| (filler, sentence))
    }
}

/// Reads the quotations of a document from the scenes of its sentences, in order.
pub(super) fn read(text: &Text, scenes: &[Option<Scene>]) -> Quotes {
    let mut quotes = Quotes::default();
    let mut before: Option<(usize, Filler, usize, Span)> = None; // paragraph, speaker, sentence, cue
    let mut open = false;
    for marked in marked(text, scenes) {
        let sentences = sentences_of(text, &marked.tokens);
        let named = sentences
            .clone()
            .find_map(|s| reporter(scenes.get(s)?.as_ref()?, &marked.tokens).map(|(f, cue)| (f, s, cue)));
        let first = sentences.start;
        let paragraph = text.sentences.get(first).map_or(0, |s| s.paragraph);
        let found = named.or_else(|| {
            // The next sentence or the one before may name the speaker of a sentence that is all quotation; so may the
            // quotation before in the same paragraph, or one left open.
            let (p, filler, sentence, cue) = before?;
            (p == paragraph && whole_sentence(text, &marked) || open).then_some((filler, sentence, cue))
        });
        let found = found.or_else(|| {
            let earlier = first.checked_sub(1)?;
            let same = text.sentences.get(earlier)?.paragraph == paragraph;
            let (filler, cue) = announced(scenes.get(earlier)?.as_ref()?)?;
            (same && whole_sentence(text, &marked)).then_some((filler, earlier, cue))
        });
        open = marked.open;
        let Some((filler, sentence, cue)) = found else { continue };
        before = Some((paragraph, filler, sentence, cue));
        quotes.spoken.push((marked.tokens.clone(), filler, sentence));
        let kind =
            if marked.tokens.len() < 4 || inside(text, &marked) { QuotationKind::Mixed } else { QuotationKind::Direct };
        quotes.quotations.push(Quotation { speaker: filler.entity, cue, content: text.span(marked.tokens), kind });
    }
    for scene in scenes.iter().flatten() {
        indirect(scene, &mut quotes);
    }
    quotes.quotations.sort_by_key(|q| (q.content.start(), q.content.end()));
    quotes.quotations.dedup();
    quotes
}

/// The stretches between quotation marks. A mark that does not close before its paragraph ends closes there.
fn marked(text: &Text, scenes: &[Option<Scene>]) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut start: Option<(usize, usize)> = None; // first token, paragraph
    for (number, sentence) in text.sentences.iter().enumerate() {
        if let Some((first, paragraph)) = start.filter(|(_, p)| *p != sentence.paragraph) {
            let _ = paragraph;
            push(&mut found, first..sentence.tokens.start, true);
            start = None;
        }
        let Some(scene) = scenes.get(number).and_then(Option::as_ref) else { continue };
        for token in sentence.tokens.clone() {
            let form = scene.form(token - scene.offset);
            let (opens, closes) = match form.as_str() {
                "\u{201c}" | "\u{ab}" | "``" => (true, false),
                "\u{201d}" | "\u{bb}" | "''" => (false, true),
                "\"" => (true, true),
                _ => continue,
            };
            match start {
                Some((first, _)) if closes => {
                    push(&mut found, first..token, false);
                    start = None;
                }
                None if opens => start = Some((token + 1, sentence.paragraph)),
                _ => {}
            }
        }
    }
    if let Some((first, _)) = start {
        push(&mut found, first..text.tokens.len(), true);
    }
    found
}

fn push(found: &mut Vec<Marked>, tokens: Range<usize>, open: bool) {
    if !tokens.is_empty() {
        found.push(Marked { tokens, open });
    }
}

fn sentences_of(text: &Text, tokens: &Range<usize>) -> Range<usize> {
    let first = text.sentences.partition_point(|s| s.tokens.end <= tokens.start);
    let end = text.sentences.partition_point(|s| s.tokens.start < tokens.end);
    first..end.max(first)
}

/// Whether the quotation begins its sentence.
fn whole_sentence(text: &Text, marked: &Marked) -> bool {
    let near = sentences_of(text, &marked.tokens);
    text.sentences
        .get(near)
        .unwrap_or_default()
        .iter()
        .any(|s| s.tokens.start + 1 == marked.tokens.start || s.tokens.start == marked.tokens.start)
}

/// Whether words of the sentence stand before and after it: a part of a sentence in marks.
fn inside(text: &Text, marked: &Marked) -> bool {
    let sentences = sentences_of(text, &marked.tokens);
    let Some(sentence) = text.sentences.get(sentences.start) else { return false };
    marked.tokens.start > sentence.tokens.start + 1 && marked.tokens.end + 2 < sentence.tokens.end
}

/// Who is said in this sentence to say the quoted words, and the reporting word.
fn reporter(scene: &Scene, quoted: &Range<usize>) -> Option<(Filler, Span)> {
    let inside = |word: usize| quoted.contains(&(scene.offset + word));
    let reports = (0..scene.tree.len()).filter(|&w| !inside(w) && scene.tree.word(w).upos == Upos::Verb);
    let verbs = reports.filter(|&w| scene.vocabulary.cues.report_verbs.contains(&scene.lemma(w)));
    let near = |w: usize| {
        let token = scene.offset + w;
        if token < quoted.start { quoted.start - token } else { token.saturating_sub(quoted.end) }
    };
    let mut verbs: Vec<usize> = verbs.collect();
    verbs.sort_by_key(|&w| (near(w), w));
    for verb in verbs {
        if let Some(&filler) = actors(scene, verb).first().filter(|f| !inside(f.word)) {
            return Some((filler, scene.span(verb)));
        }
    }
    // "according to", or a verb that judges with a quoted word: "called it a ...".
    let word = quoted.start.checked_sub(scene.offset).filter(|&w| w < scene.tree.len())?;
    if let Speaker::Named(filler, cue) = speaker(scene, word) {
        return Some((filler, scene.span(cue)));
    }
    let clause = scene.tree.ancestors(word).find(|&a| !inside(a) && scene.tree.word(a).upos == Upos::Verb)?;
    actors(scene, clause).first().filter(|f| !inside(f.word)).map(|&f| (f, scene.span(clause)))
}

/// Who says the sentence as a whole, for the quotation that follows it ("The mayor was blunt. “...”").
fn announced(scene: &Scene) -> Option<(Filler, Span)> {
    let root = scene.tree.root()?;
    let subject = scene.view.subjects(root).into_iter().next()?;
    let filler = referents(scene, subject, Role::Actor).into_iter().next()?;
    Some((filler, scene.span(root)))
}

/// Reported speech in the writer's words: "said that ...".
fn indirect(scene: &Scene, quotes: &mut Quotes) {
    for verb in 0..scene.tree.len() {
        if scene.tree.word(verb).upos != Upos::Verb || !scene.vocabulary.cues.report_verbs.contains(&scene.lemma(verb))
        {
            continue;
        }
        let Some(content) = scene.tree.child(verb, Deprel::Ccomp) else { continue };
        let Some(&filler) = actors(scene, verb).first() else { continue };
        let extent = scene.tree.extent(content);
        let tokens = scene.offset + extent.start..scene.offset + extent.end;
        let after = quotes.spoken.partition_point(|(range, _, _)| range.end <= tokens.start);
        let marked = quotes.spoken.get(after).is_some_and(|(range, _, _)| range.start < tokens.end);
        if !marked && !extent.contains(&verb) {
            quotes.quotations.push(Quotation {
                speaker: filler.entity,
                cue: scene.span(verb),
                content: scene.text.span(tokens),
                kind: QuotationKind::Indirect,
            });
        }
    }
}
