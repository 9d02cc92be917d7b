//! Two names that the text says are one's: "Ana Roe, better known as Poe", "Roe, also known by the name Poe", "the league,
//! known by its acronym TL". In: names; out: joins.
//!
//! Two: "Roe is known to Poe", "the league grew out of the union".

use super::super::draft::Draft;
use super::super::offices::at_token;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::syntax::{Deprel, Upos, Xpos};

/// How many tokens may stand between the two names.
const REACH: usize = 8;

/// Joins a name to the one right before it that the text calls so as well.
pub(super) fn known_as(reading: &mut Reading) {
    let view = reading.view;
    let (mut found, mut letters) = (Vec::new(), Vec::new());
    for (_, tokens) in view.sentences() {
        for telling in tokens.clone().filter(|&t| lexicon::tells_name(view.lower(t))) {
            let part = |t: usize| lexicon::is_other_name(view.lower(t)) || lexicon::tells_name(view.lower(t));
            let before = (tokens.start..telling).rev().take(REACH).take_while(|&t| part(t)).last().unwrap_or(telling);
            let behind = (telling + 1..tokens.end).take(REACH).find(|&t| !part(t)).unwrap_or(tokens.end);
            // "known as", "known by the name"; "dubbed", "alias" need no more.
            let said =
                view.lower(telling) != "known" || (telling..behind).any(|t| matches!(view.lower(t), "as" | "by"));
            // "Roe, who dubbed Poe a liar".
            let before_it = telling.checked_sub(1).map_or("", |t| view.lower(t));
            let active = matches!(view.lower(telling), "dubbed" | "nicknamed")
                && (before == telling || matches!(before_it, "who" | "he" | "she"));
            let said = said && !active;
            let here = || reading.named_in(view.sentence(telling)).filter(|(_, d)| d.is_name());
            let first = here().find(|(_, d)| d.tokens.end == before);
            let second = here().find(|(_, d)| d.tokens.start == behind);
            // "the league, known by its acronym TL": letters that nothing else told for a name.
            if let (true, Some((first, a)), None) = (said, first, second)
                && a.kind == EntityKind::Organization
                && (telling..behind).any(|t| matches!(view.lower(t), "acronym" | "initials"))
                && view.is_all_caps(behind)
            {
                letters.push((first, view.form(behind)));
            }
            // "Roe, known as the Poe of the north" is compared; "Roe, known as Poe's cook" is somebody of Poe's.
            let whole = |b: &Draft| {
                let (end, last) = (b.tokens.end, view.tokens_of(b.sentence).end);
                let owns = view.xpos(end) == Xpos::Pos || matches!(view.deprel(b.head), Deprel::NmodPoss);
                let noun = view.head(b.head).filter(|&noun| noun >= end && view.deprel(b.head) != Deprel::Nsubj);
                let describes = noun.is_some_and(|noun| matches!(view.upos(noun), Upos::Noun | Upos::Propn));
                end >= last || view.lower(end) != "of" && !owns && !describes
            };
            if let (true, Some((first, a)), Some((second, b))) = (said, first, second)
                && a.kind == b.kind
                && whole(b)
            {
                found.push((first, second));
            }
        }
    }
    for (first, form) in letters {
        let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
        for token in tokens.into_iter().filter(|&t| view.form(t) == form) {
            if at_token(reading, token).is_none() {
                let draft = reading.reference(first, token..token + 1, MentionKind::Name, "its acronym");
                reading.refer(first, draft);
            }
        }
    }
    for (first, second) in found {
        reading.clusters.join(first, second, "said to be called so");
    }
}
