//! Who speaks in quotation marks, so that "I" and "we" find their entity. A quotation belongs to the subject of the verb
//! of speech in its sentence, or, where it runs on, to the speaker of the paragraph.

use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// Joins "I", "my", "we", "our" in a quotation to its speaker, where that is a named person.
pub(super) fn speakers(reading: &mut Reading) {
    let view = reading.view;
    let mut found = Vec::new();
    let quotations = quotations(reading);
    for quotation in &quotations {
        let Some(speaker) = speaker(reading, &quotations, quotation) else { continue };
        for token in quotation.clone() {
            if view.upos(token) == Upos::Pron
                && reading.at_head(token).is_none()
                && matches!(view.lower(token), "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours")
            {
                let draft =
                    reading.reference(speaker, token..token + 1, MentionKind::Pronoun, "speaker of the quotation");
                found.push((speaker, draft));
            }
        }
    }
    for (speaker, draft) in found {
        reading.refer(speaker, draft);
    }
}

/// The tokens inside quotation marks, paragraph by paragraph; a quotation that is not closed ends with its paragraph.
pub(super) fn quotations(reading: &Reading) -> Vec<Range<usize>> {
    let view = reading.view;
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = usize::MAX;
    let mut end = 0;
    for (number, tokens) in view.sentences() {
        if view.paragraph(number) != paragraph {
            all.extend(open.take().map(|start| start..end));
            paragraph = view.paragraph(number);
        }
        end = tokens.end;
        for token in tokens {
            match (view.form(token), open) {
                ("“" | "``" | "„", _) => open = Some(token + 1),
                ("\"", None) => open = Some(token + 1),
                ("”" | "''" | "\"", Some(start)) => {
                    all.push(start..token);
                    open = None;
                }
                _ => {}
            }
        }
    }
    all.extend(open.map(|start| start..end));
    all.retain(|q| !q.is_empty());
    all
}

/// The one of `quotations`, which are in order, that `token` stands in.
pub(super) fn around(quotations: &[Range<usize>], token: usize) -> Option<&Range<usize>> {
    quotations.get(quotations.partition_point(|q| q.end <= token)).filter(|q| q.contains(&token))
}

/// The named person who says `quotation`, one of `quotations`. The nearest verb of speech decides: where nobody who is
/// known says it, nobody does.
pub(super) fn speaker(reading: &Reading, quotations: &[Range<usize>], quotation: &Range<usize>) -> Option<usize> {
    let view = reading.view;
    let (first, last) = (view.sentence(quotation.start), view.sentence(quotation.end.saturating_sub(1)));
    let paragraph = view.paragraph(first);
    // Its own sentences, then those before it in the paragraph, the nearest first.
    let own = (first..=last).rev();
    let before = (0..first).rev().take_while(|&s| view.paragraph(s) == paragraph);
    own.chain(before).find_map(|sentence| says(reading, sentence, quotations)).flatten()
}

/// The person who is the subject of a verb of speech in `sentence`, outside of quotation marks; inside, nobody who is known.
fn says(reading: &Reading, sentence: usize, quotations: &[Range<usize>]) -> Option<Option<usize>> {
    let view = reading.view;
    let verb = |&t: &usize| view.upos(t) == Upos::Verb && lexicon::is_speech(view.lemma(t));
    let outside = view.tokens_of(sentence).filter(|&t| around(quotations, t).is_none()).filter(verb);
    let subjects = outside.filter_map(|t| view.child(t, &[Deprel::Nsubj]));
    let person = |s: usize| reading.at_head(s).filter(|&i| reading.clusters.get(i).kind == EntityKind::Person);
    subjects.map(person).max_by_key(|speaker| speaker.map(std::cmp::Reverse))
}

/// "we", "our" of a speech or statement, which stands in no quotation marks: the state that it is held for. A text is one
/// if it says "we" outside of quotations several times, and "our country" or the like among that, or if one state in it takes
/// positions in the present tense ("Austria welcomes …").
pub(super) fn speeches(reading: &mut Reading) {
    let view = reading.view;
    let quoted: Vec<Range<usize>> = quotations(reading);
    let mut own = Vec::new();
    let mut ours = 0;
    for token in view.sentences().flat_map(|(_, tokens)| tokens) {
        let after = quoted.partition_point(|q| q.end <= token);
        if quoted.get(after).is_some_and(|q| q.contains(&token)) || view.upos(token) != Upos::Pron {
            continue;
        }
        match view.lower(token) {
            "we" | "us" | "our" | "ours" | "ourselves" => own.push(token),
            "my" => {}
            _ => continue,
        }
        let noun = view.head(token).map(|h| view.lemma(h)).unwrap_or_default();
        let state = lexicon::is_land(noun) || matches!(noun, "government" | "delegation" | "people" | "citizen");
        ours += usize::from(view.deprel(token) == Deprel::NmodPoss && state);
    }
    if own.len() < 3 {
        return;
    }
    let Some(state) = position_taker(reading).or_else(|| reading.main_country().filter(|_| ours > 2)) else { return };
    for token in own.into_iter().filter(|&t| reading.at_head(t).is_none()).collect::<Vec<_>>() {
        let found =
            reading.reference(state, token..token + 1, MentionKind::Pronoun, "state that the speech is held for");
        reading.refer(state, found);
    }
}

/// The one state that takes positions in the text more than once.
fn position_taker(reading: &Reading) -> Option<usize> {
    let view = reading.view;
    let mut takers: Vec<(usize, usize)> = Vec::new();
    for verb in view.sentences().flat_map(|(_, tokens)| tokens) {
        if view.xpos(verb) != Xpos::Vbz || !lexicon::is_position(view.lemma(verb)) {
            continue;
        }
        let subject = view.child(verb, &[Deprel::Nsubj]).and_then(|s| reading.at_head(s));
        let Some(state) = subject.filter(|&s| reading.clusters.get(s).kind == EntityKind::Country) else { continue };
        match takers.iter_mut().find(|(known, _)| reading.clusters.same(*known, state)) {
            Some((_, count)) => *count += 1,
            None => takers.push((state, 1)),
        }
    }
    let &(state, most) = takers.iter().max_by_key(|(state, count)| (*count, usize::MAX - state))?;
    let alone = takers.iter().all(|&(other, count)| other == state || count * 2 < most);
    (most > 1 && alone).then_some(state)
}
