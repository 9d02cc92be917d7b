//! Who speaks in quotation marks, so that "I" and "we" find their entity. A quotation belongs to the subject of the verb
//! of speech in its sentence, or, where it runs on, to the speaker of the paragraph.

use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::syntax::{Deprel, Upos};
use std::ops::Range;

/// Joins "I", "my", "we", "our" in a quotation to its speaker, where that is a named person.
pub(super) fn speakers(reading: &mut Reading) {
    let view = reading.view;
    let mut found = Vec::new();
    for quotation in quotations(reading) {
        let Some(speaker) = speaker(reading, &quotation) else { continue };
        for token in quotation {
            if view.upos(token) == Upos::Pron
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
fn quotations(reading: &Reading) -> Vec<Range<usize>> {
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

/// The named person who says `quotation`.
fn speaker(reading: &Reading, quotation: &Range<usize>) -> Option<usize> {
    let view = reading.view;
    let (first, last) = (view.sentence(quotation.start), view.sentence(quotation.end.saturating_sub(1)));
    let paragraph = view.paragraph(first);
    // Its own sentences, then those before it in the paragraph, the nearest first.
    let own = (first..=last).rev();
    let before = (0..first).rev().take_while(|&s| view.paragraph(s) == paragraph);
    own.chain(before).find_map(|sentence| says(reading, sentence, quotation))
}

/// The person who is the subject of a verb of speech in `sentence`, outside of `quotation`.
fn says(reading: &Reading, sentence: usize, quotation: &Range<usize>) -> Option<usize> {
    let view = reading.view;
    let mut inside = false;
    for token in view.tokens_of(sentence) {
        inside ^= view.is_quote(token);
        let verb = !inside && !quotation.contains(&token) && view.upos(token) == Upos::Verb;
        if !verb || !lexicon::is_speech(&view.lemma(token)) {
            continue;
        }
        let subject = view.child(token, &[Deprel::Nsubj]);
        let person =
            subject.and_then(|s| reading.at_head(s)).filter(|&i| reading.clusters.get(i).kind == EntityKind::Person);
        if person.is_some() {
            return person;
        }
    }
    None
}
