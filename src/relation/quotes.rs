//! Quotations: what stands in quotation marks and what is reported in the writer's words, with the speaker. In: the
//! sentences of a document; out: [`Quotation`]s, and for each token the speaker of the marks that it stands in.

use super::attribution::{Speaker, speaker};
use super::marks::{Marked, marked};
use super::phrase::{Role, referents};
use super::reported::{Reported, clauses, name_beside, reports, sayer};
use super::scene::{Filler, Scene};
use super::{Quotation, QuotationKind};
use crate::document::Span;
use crate::entity::EntityKind;
use crate::syntax::{Deprel, Upos};
use crate::text::Text;
use std::ops::Range;

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

/// A speaker with the number of the sentence that says so and the word that does.
#[derive(Debug, Clone, Copy)]
struct Said {
    /// None: somebody who is no entity.
    filler: Option<Filler>,
    sentence: usize,
    cue: Span,
}

/// A sentence with its verbs of saying outside of quotation marks, and the clauses that are reported in it.
#[derive(Default)]
struct Line {
    verbs: Vec<usize>,
    reported: Vec<Reported>,
}

/// The sentences of a document and the marks in them.
struct Reader<'a, 'b> {
    text: &'a Text,
    scenes: &'a [Option<Scene<'b>>],
    marked: &'a [Marked],
    lines: Vec<Line>,
}

/// Reads the quotations of a document from the scenes of its sentences, in order.
pub(super) fn read(text: &Text, scenes: &[Option<Scene>]) -> Quotes {
    let marked = marked(text, scenes);
    let mut reader = Reader { text, scenes, marked: &marked, lines: Vec::new() };
    reader.lines = scenes.iter().map(|scene| scene.as_ref().map_or_else(Line::default, |s| reader.line(s))).collect();
    let mut quotes = Quotes::default();
    let (joined, taken) = reader.indirect(&mut quotes);
    let mut before: Option<(usize, Said)> = None; // paragraph, speaker
    let mut open = false;
    for (index, stretch) in marked.iter().enumerate() {
        let first = reader.sentences(&stretch.tokens).start;
        let paragraph = text.sentences.get(first).map_or(0, |s| s.paragraph);
        let within = joined.get(index).copied().flatten();
        let said = within.or_else(|| reader.said(stretch, before.map(|(p, said)| (p == paragraph, said)), open));
        open = stretch.open;
        before = said.map(|said| (paragraph, said)).or(before.filter(|(p, _)| *p == paragraph));
        let Some((said, filler)) = said.and_then(|said| Some((said, said.filler?))) else { continue };
        quotes.spoken.push((stretch.tokens.clone(), filler, said.sentence));
        if !taken.get(index).copied().unwrap_or_default() {
            let (kind, content) = (reader.kind(stretch), text.span(stretch.tokens.clone()));
            quotes.quotations.push(Quotation { speaker: filler.entity, cue: said.cue, content, kind });
        }
    }
    quotes.quotations.sort_by_key(|q| (q.content.start(), q.content.end()));
    quotes.quotations.dedup_by_key(|q| (q.content, q.speaker));
    drop_parts(&mut quotes.quotations);
    quotes
}

/// Drops what stands inside the quotation before, of the same speaker: found twice, by two verbs.
fn drop_parts(quotations: &mut Vec<Quotation>) {
    let mut whole: Option<(Span, crate::entity::EntityId)> = None;
    quotations.sort_by_key(|q| (q.content.start(), std::cmp::Reverse(q.content.end())));
    quotations.retain(|q| {
        let part = whole.is_some_and(|(span, speaker)| speaker == q.speaker && span.contains(q.content));
        if !part {
            whole = Some((q.content, q.speaker));
        }
        !part
    });
}

impl Reader<'_, '_> {
    fn line(&self, scene: &Scene) -> Line {
        let verbs: Vec<usize> =
            (0..scene.tree.len()).filter(|&w| reports(scene, w) && self.around(scene.offset + w).is_none()).collect();
        Line { reported: clauses(scene, &verbs), verbs }
    }

    /// The number of the stretch in marks that document token `token` stands in.
    fn around(&self, token: usize) -> Option<usize> {
        let index = self.marked.partition_point(|m| m.tokens.end <= token);
        self.marked.get(index).filter(|m| m.tokens.contains(&token)).map(|_| index)
    }

    fn sentences(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.text.sentences.partition_point(|s| s.tokens.end <= tokens.start);
        let end = self.text.sentences.partition_point(|s| s.tokens.start < tokens.end);
        first..end.max(first)
    }

    fn scene(&self, number: usize) -> Option<&Scene<'_>> {
        self.scenes.get(number).and_then(Option::as_ref)
    }

    /// Adds what is reported in the writer's words. Gives for each stretch in marks the speaker of the clause that it
    /// stands in, if any, and whether it is a part of that clause's quotation.
    fn indirect(&self, quotes: &mut Quotes) -> (Vec<Option<Said>>, Vec<bool>) {
        let mut said = vec![None; self.marked.len()];
        let mut taken = vec![false; self.marked.len()];
        for (number, line) in self.lines.iter().enumerate() {
            let Some(scene) = self.scene(number) else { continue };
            for clause in &line.reported {
                let filler = match clause.speaker {
                    Speaker::Named(filler, _) => Some(filler),
                    Speaker::Unnamed => None,
                    Speaker::Narrator => continue,
                };
                let mut content = scene.offset + clause.content.start..scene.offset + clause.content.end;
                let first = self.marked.partition_point(|m| m.tokens.end <= content.start);
                let inside = || {
                    let rest = self.marked.iter().enumerate().skip(first);
                    rest.take_while(|(_, m)| m.tokens.start < content.end).map(|(index, _)| index)
                };
                let marks: Vec<usize> = inside().collect();
                let own = |token: &usize| {
                    let word = token - scene.offset;
                    scene.tree.word(word).upos != Upos::Punct
                        && !clause.aside.contains(&word)
                        && !marks.iter().any(|&m| self.marked.get(m).is_some_and(|m| m.tokens.contains(token)))
                };
                // “A,” he said, “B”: two quotations, not one with a clause in its middle.
                let until = if clause.aside.is_empty() { content.end } else { scene.offset + clause.aside.start };
                let mixed = (content.start..until).filter(own).count() > 1;
                let speaks = Said { filler, sentence: number, cue: clause.cue };
                for &index in &marks {
                    said.get_mut(index).into_iter().for_each(|said| *said = Some(speaks));
                    taken.get_mut(index).into_iter().for_each(|taken| *taken |= mixed);
                }
                if let Some(last) = marks.last().and_then(|&m| self.marked.get(m)) {
                    content.end = content.end.max(last.tokens.end);
                }
                let kind = if marks.is_empty() { QuotationKind::Indirect } else { QuotationKind::Mixed };
                if let Some(filler) = filler.filter(|_| mixed) {
                    let content = self.text.span(content);
                    quotes.quotations.push(Quotation { speaker: filler.entity, cue: clause.cue, content, kind });
                }
            }
        }
        (said, taken)
    }

    /// Who says the words of `stretch`. `before`: whether the quotation before stands in the same paragraph, and its
    /// speaker; `open`: whether this one goes on with it.
    fn said(&self, stretch: &Marked, before: Option<(bool, Said)>, open: bool) -> Option<Said> {
        let near = self.sentences(&stretch.tokens);
        let whole = self.is_whole(stretch);
        let own = near.clone().rev().find_map(|number| self.reporter(number, stretch));
        let own = own.or_else(|| self.reporter_after(stretch, near.end));
        let own = own.or_else(|| near.clone().find_map(|number| self.judge(number, stretch)));
        if own.is_some() || !(whole || open) {
            return own;
        }
        let goes_on = before.filter(|(same, _)| *same || open).map(|(_, said)| said);
        goes_on.or_else(|| self.announced(near.start)).or_else(|| {
            // A paragraph of its own goes on with the one before.
            let alone = near.end.checked_sub(1).is_some_and(|last| self.is_paragraph(near.start, last, stretch));
            before.filter(|_| alone).map(|(_, said)| said)
        })
    }

    /// The verb of saying nearest to the stretch in sentence `number`, with its speaker.
    fn reporter(&self, number: usize, stretch: &Marked) -> Option<Said> {
        let (scene, line) = (self.scene(number)?, self.lines.get(number)?);
        let distance = |w: usize| {
            let token = scene.offset + w;
            if token < stretch.tokens.start {
                stretch.tokens.start - token
            } else {
                token - stretch.tokens.end.min(token)
            }
        };
        let mut verbs = line.verbs.clone();
        verbs.sort_by_key(|&w| (distance(w), w));
        for verb in verbs {
            let outside = |f: &Filler| !stretch.tokens.contains(&(scene.offset + f.word));
            let found = match sayer(scene, verb) {
                Speaker::Named(filler, _) => Some(filler).filter(outside),
                // "“...,” added Ms Hollis": right behind the mark the tree may have read a participle.
                Speaker::Unnamed if distance(verb) <= 1 && scene.tree.child(verb, Deprel::Nsubj).is_none() => {
                    name_beside(scene, verb).filter(outside)
                }
                Speaker::Unnamed => None,
                Speaker::Narrator => match name_beside(scene, verb).filter(outside) {
                    Some(filler) => Some(filler),
                    None => continue,
                },
            };
            return Some(Said { filler: found, sentence: number, cue: scene.span(verb) });
        }
        let word = stretch.tokens.start.checked_sub(scene.offset).filter(|&w| w < scene.tree.len())?;
        match speaker(scene, word) {
            Speaker::Named(filler, cue) => Some(Said { filler: Some(filler), sentence: number, cue: scene.span(cue) }),
            _ => None,
        }
    }

    /// "“Why?” he asked": the reporting clause may have been cut off as sentence `number`.
    fn reporter_after(&self, stretch: &Marked, number: usize) -> Option<Said> {
        let (scene, line) = (self.scene(number)?, self.lines.get(number)?);
        let verb = line.verbs.iter().copied().find(|&v| v < 6)?;
        let lower = scene.document.slice(scene.span(0)).starts_with(char::is_lowercase);
        let next = scene.offset <= stretch.tokens.end + 1;
        let own = self.around(scene.offset + scene.tree.len().saturating_sub(2)).is_none();
        if !(next && own && (lower || verb <= 2) && line.reported.is_empty()) {
            return None;
        }
        match sayer(scene, verb) {
            Speaker::Named(filler, _) => Some(Said { filler: Some(filler), sentence: number, cue: scene.span(verb) }),
            _ => None,
        }
    }

    /// Who uses quoted words for something, without a verb of saying: "dismissed the vote as “a farce”".
    fn judge(&self, number: usize, stretch: &Marked) -> Option<Said> {
        let scene = self.scene(number)?;
        let word = stretch.tokens.start.checked_sub(scene.offset).filter(|&w| w < scene.tree.len())?;
        let inside = |w: usize| stretch.tokens.contains(&(scene.offset + w));
        // What follows a colon is said by whoever acts: "justified the strike in a statement: “...”".
        let colon = word.checked_sub(2).is_some_and(|w| scene.form(w) == ":");
        let mut governors = scene.tree.ancestors(word).filter(|&a| !inside(a));
        let mut outer = (0..word).filter(|&w| scene.tree.word(w).head.is_none_or(&inside));
        let verb = governors.find(|&a| scene.tree.word(a).upos == Upos::Verb).or_else(|| outer.find(|_| colon))?;
        if !colon && !scene.vocabulary.cues.judging_verbs.contains(scene.lemma(verb)) {
            return None;
        }
        match sayer(scene, verb) {
            Speaker::Named(filler, _) if !inside(filler.word) => {
                Some(Said { filler: Some(filler), sentence: number, cue: scene.span(verb) })
            }
            _ => None,
        }
    }

    /// Who is spoken of in the sentence before, for what follows it in marks: "The mayor was blunt. “...”".
    fn announced(&self, first: usize) -> Option<Said> {
        let earlier = first.checked_sub(1)?;
        let (a, b) = (self.text.sentences.get(earlier)?, self.text.sentences.get(first)?);
        let scene = self.scene(earlier).filter(|_| a.paragraph == b.paragraph)?;
        let last = scene.tree.len().checked_sub(1)?;
        let root = scene.tree.root().filter(|_| scene.form(last) != "?")?;
        let subject = scene.view.subjects(root).into_iter().next()?;
        let filler = referents(scene, subject, Role::Actor).into_iter().next()?;
        let speaks = scene.entity(filler.entity).is_some_and(|e| e.kind == EntityKind::Person) || reports(scene, root);
        speaks.then(|| Said { filler: Some(filler), sentence: earlier, cue: scene.span(root) })
    }

    /// Whether the stretch begins its sentence.
    fn is_whole(&self, stretch: &Marked) -> bool {
        let near = self.sentences(&stretch.tokens);
        let sentences = self.text.sentences.get(near).unwrap_or_default();
        sentences.iter().any(|s| s.tokens.start <= stretch.tokens.start && stretch.tokens.start <= s.tokens.start + 1)
    }

    /// Whether the stretch is all that its paragraph says.
    fn is_paragraph(&self, first: usize, last: usize, stretch: &Marked) -> bool {
        let paragraph = |number: usize| self.text.sentences.get(number).map(|s| s.paragraph);
        let edge = |other: Option<usize>, own: usize| other.and_then(paragraph) != paragraph(own);
        let end = self.text.sentences.get(last).map_or(0, |s| s.tokens.end);
        edge(first.checked_sub(1), first) && edge(Some(last + 1), last) && stretch.tokens.end + 2 >= end
    }

    /// Words in marks that are no clause or sentence of their own are a part of what is said.
    fn kind(&self, stretch: &Marked) -> QuotationKind {
        let near = self.sentences(&stretch.tokens);
        let Some(scene) = self.scene(near.start) else { return QuotationKind::Direct };
        let before = (stretch.tokens.start.saturating_sub(scene.offset)).checked_sub(2).map(|w| scene.form(w));
        let announced = before.is_none_or(|form| matches!(form, "," | ":" | "\u{2014}" | "-" | "--"));
        if announced || near.len() > 1 { QuotationKind::Direct } else { QuotationKind::Mixed }
    }
}
