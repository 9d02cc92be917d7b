//! Who speaks where no quotation marks tell it: transcripts with a name before each turn, interviews of one person, and
//! texts that one person speaks or writes throughout. In: joined names; out: "I" and "my" of the speaker, "you" of the one
//! who is asked.
//!
//! One: "ROE: I never met him.", the answers below "An interview with Ana Roe", "I'm Ana Roe, and I". None: columns and
//! letters whose author no sentence names, answers where the lead names several people alike.

use super::super::offices::Owner;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use super::quotations::quotations;
use crate::syntax::{Deprel, Upos};
use std::collections::BTreeMap;
use std::ops::Range;

/// A paragraph with the pronouns in it that stand in no quotation marks.
struct Paragraph {
    tokens: Range<usize>,
    /// "I", "me", "my".
    first: Vec<usize>,
    /// "we", "us", "our".
    plural: Vec<usize>,
    /// "you", "your".
    second: Vec<usize>,
    /// Whether it ends as a question and says no more of "I" than of "you", or says more of "you".
    asks: bool,
}

/// A pronoun with the draft that it means, and why.
type Found = Vec<(usize, usize, &'static str)>;

/// Why "I" is the speaker.
const SPEAKS: &str = "speaker of the turn";

/// Why "you" is the one who is asked: a mention of whom a question tells nothing ("Do you blame Sweden?").
pub(in super::super) const ASKED: &str = "asked in the turn";

/// How often a text must say "I" outside of quotation marks before one speaker is looked for.
const LEAST: usize = 3;

/// Joins the first and second persons of turns.
pub(super) fn turns(reading: &mut Reading) {
    let paragraphs = paragraphs(reading);
    if paragraphs.iter().map(|p| p.first.len()).sum::<usize>() < LEAST {
        return;
    }
    let found = transcript(reading, &paragraphs)
        .or_else(|| interview(reading, &paragraphs))
        .or_else(|| monologue(reading, &paragraphs))
        .unwrap_or_default();
    for (token, meant, reason) in found {
        if reading.at_head(token).is_none() {
            let draft = reading.reference(meant, token..token + 1, MentionKind::Pronoun, reason);
            reading.refer(meant, draft);
        }
    }
}

fn paragraphs(reading: &Reading) -> Vec<Paragraph> {
    let view = reading.view;
    let quoted = quotations(reading);
    let mut list: Vec<Paragraph> = Vec::new();
    let mut number = usize::MAX;
    for (sentence, tokens) in view.sentences() {
        if view.paragraph(sentence) != number || list.is_empty() {
            number = view.paragraph(sentence);
            let empty = Vec::new;
            let tokens = tokens.start..tokens.start;
            list.push(Paragraph { tokens, first: empty(), plural: empty(), second: empty(), asks: false });
        }
        let Some(paragraph) = list.last_mut() else { continue };
        paragraph.tokens.end = tokens.end;
        let question = tokens.clone().next_back().is_some_and(|t| view.form(t) == "?");
        if view.is_heading(sentence) && !question {
            continue;
        }
        paragraph.asks = question;
        for token in tokens {
            let after = quoted.partition_point(|q| q.end <= token);
            if quoted.get(after).is_some_and(|q| q.contains(&token)) || view.upos(token) != Upos::Pron {
                continue;
            }
            match view.lower(token) {
                "i" | "me" | "my" | "mine" | "myself" => paragraph.first.push(token),
                "we" | "us" | "our" | "ours" | "ourselves" => paragraph.plural.push(token),
                "you" | "your" | "yours" | "yourself" => paragraph.second.push(token),
                _ => {}
            }
        }
    }
    for paragraph in &mut list {
        let (first, second) = (paragraph.first.len(), paragraph.second.len());
        paragraph.asks = second > first || paragraph.asks && second == first;
    }
    list
}

/// The named people of the document, by draft.
fn people<'r>(reading: &'r Reading) -> impl Iterator<Item = usize> + 'r {
    let person = |i: &usize| reading.clusters.get(*i).kind == EntityKind::Person && reading.clusters.get(*i).is_name();
    (0..reading.clusters.drafts().len()).filter(person)
}

/// "SMITH: I never met him." Turns run on until the next name; "you" is the other one of two.
fn transcript(reading: &Reading, paragraphs: &[Paragraph]) -> Option<Found> {
    let labels: Vec<Option<Option<usize>>> = paragraphs.iter().map(|p| label(reading, &p.tokens)).collect();
    let mut speakers: Vec<usize> = Vec::new();
    for &speaker in labels.iter().flatten().flatten() {
        if !speakers.iter().any(|&s| reading.clusters.same(s, speaker)) {
            speakers.push(speaker);
        }
    }
    if labels.iter().flatten().flatten().count() < 2 {
        return None;
    }
    let mut found = Vec::new();
    let mut turn: Option<usize> = None;
    for (paragraph, label) in paragraphs.iter().zip(&labels) {
        turn = label.map_or(turn, |speaker| speaker);
        found.extend(paragraph.first.iter().filter_map(|&t| Some((t, turn?, SPEAKS))));
        let same = |&s: &usize| turn.is_some_and(|turn| reading.clusters.same(s, turn));
        let other = match speakers[..] {
            [a, b] if turn.is_some() => Some(if same(&a) { b } else { a }),
            [only] if turn.is_none() && label.is_some() => Some(only),
            _ => None,
        };
        found.extend(paragraph.second.iter().filter_map(|&t| Some((t, other?, ASKED))));
    }
    Some(found)
}

/// The speaker that stands with a colon before the turn `tokens`, if any: inside, nobody who is named ("Q:").
fn label(reading: &Reading, tokens: &Range<usize>) -> Option<Option<usize>> {
    let view = reading.view;
    let colon = tokens.clone().take(8).find(|&t| view.form(t) == ":").filter(|&t| t > tokens.start)?;
    let person =
        reading.named_in(view.sentence(tokens.start)).find(|(_, d)| d.tokens.end <= colon && is_person(d.kind));
    let title = |start: usize| reading.known.title_before(start).is_some_and(|(title, _)| title.start == tokens.start);
    match person {
        // "Roe:", "Senator Roe:", "ANA ROE (D-Ohio):".
        Some((index, draft)) if draft.tokens.start == tokens.start || title(draft.tokens.start) => {
            // "ANA ROE:" may be cut short in capitals.
            let rest = (draft.tokens.end..colon).all(|t| view.is_all_caps(t));
            let bracket = matches!(view.form(draft.tokens.end), "(" | ",");
            Some(Some(index)).filter(|_| rest || bracket)
        }
        Some(_) => None,
        None => (tokens.start..colon).all(|t| view.is_capitalized(t)).then_some(None),
    }
}

fn is_person(kind: EntityKind) -> bool {
    kind == EntityKind::Person
}

/// Questions to "you" and answers of "I": the answers are those of the one person that heading or lead present.
fn interview(reading: &Reading, paragraphs: &[Paragraph]) -> Option<Found> {
    let begin = paragraphs.iter().position(|p| p.asks)?;
    let turns = paragraphs.get(begin..)?;
    let answers = || turns.iter().filter(|p| !p.asks && !p.first.is_empty());
    let said: usize = answers().map(|p| p.first.len()).sum();
    if turns.iter().filter(|p| p.asks && !p.second.is_empty()).count() < 2 || answers().count() < 2 || said < LEAST {
        return None;
    }
    let guest = presented(reading, turns.first()?.tokens.start)?;
    let mut found = Vec::new();
    let body = body_of(reading, guest);
    for turn in turns {
        let (own, reason) = if turn.asks { (&turn.second, ASKED) } else { (&turn.first, SPEAKS) };
        found.extend(own.iter().map(|&t| (t, guest, reason)));
        found.extend(turn.plural.iter().filter(|_| !turn.asks).filter_map(|&t| Some((t, body?, SPEAKS))));
    }
    Some(found)
}

/// The one person whom a text presents before `end`: in its headings, else (where it calls itself an interview) in its lead,
/// else the one who is named there more often than anybody else.
fn presented(reading: &Reading, end: usize) -> Option<usize> {
    let view = reading.view;
    let before: Vec<usize> = people(reading).filter(|&i| reading.clusters.get(i).tokens.end <= end).collect();
    let in_heading = |i: &usize| view.is_heading(reading.clusters.get(*i).sentence);
    let headed: Vec<usize> = before.iter().copied().filter(in_heading).collect();
    let only = |list: &[usize]| {
        let first = *list.first()?;
        list.iter().all(|&other| reading.clusters.same(first, other)).then_some(first)
    };
    let guest = only(&headed);
    if guest.is_some() || !(0..end).any(|t| view.lower(t).starts_with("interview")) {
        return guest;
    }
    only(&before).or_else(|| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for &index in &before {
            *counts.entry(reading.clusters.root(index)).or_default() += 1;
        }
        let (&most, &count) = counts.iter().max_by_key(|&(_, count)| *count)?;
        counts.iter().all(|(&root, &other)| root == most || other < count).then_some(most)
    })
}

/// The body for which the person of draft `guest` speaks: the one that the text gives an office in.
fn body_of(reading: &Reading, guest: usize) -> Option<usize> {
    let own = reading.offices.iter().filter(|o| !o.former && reading.clusters.same(o.person, guest));
    own.filter_map(|o| match o.of {
        Some(Owner::Draft(of)) if reading.clusters.get(of).kind == EntityKind::Organization => Some(of),
        _ => None,
    })
    .next()
}

/// A text that one person speaks: who says so of himself or herself ("I'm Ana Roe", "I, Ana Roe,"), or whose speech
/// or letter it is by its heading ("Remarks by President Roe").
fn monologue(reading: &Reading, paragraphs: &[Paragraph]) -> Option<Found> {
    let mut speakers: Vec<usize> = Vec::new();
    let quoted = quotations(reading);
    for index in people(reading) {
        let start = reading.clusters.get(index).tokens.start;
        let marks = quoted.get(quoted.partition_point(|q| q.end <= start)).is_some_and(|q| q.contains(&start));
        let speaks = !marks && introduces(reading, index) || heads(reading, index);
        if speaks && !speakers.iter().any(|&s| reading.clusters.same(s, index)) {
            speakers.push(index);
        }
    }
    let [speaker] = speakers[..] else { return None };
    Some(paragraphs.iter().flat_map(|p| p.first.iter().map(|&t| (t, speaker, SPEAKS))).collect())
}

/// "I'm Ana Roe", "I, Ana Roe,", "it's Ana Roe here".
fn introduces(reading: &Reading, index: usize) -> bool {
    let view = reading.view;
    let tokens = &reading.clusters.get(index).tokens;
    let first = view.tokens_of(view.sentence(tokens.start)).start;
    let word = |back: usize| tokens.start.checked_sub(back).filter(|&t| t >= first).map_or("", |t| view.lower(t));
    match (word(2), word(1)) {
        ("i", "am" | "'m" | "’m") => true,
        ("i", ",") => view.form(tokens.end) == ",",
        ("it" | "this", "is" | "'s" | "’s") => matches!(view.lower(tokens.end), "here" | "speaking"),
        _ => false,
    }
}

/// "Remarks by President Roe", "President Roe's inaugural address", "Roe Speech": whether a heading at the start says that
/// the text is the speech or letter of the person of draft `index`.
fn heads(reading: &Reading, index: usize) -> bool {
    let view = reading.view;
    let draft = reading.clusters.get(index);
    let speech =
        view.head(draft.head).filter(|&noun| view.head(noun).is_none() && lexicon::is_address(view.lemma(noun)));
    let owns = match view.deprel(draft.head) {
        Deprel::NmodPoss | Deprel::Compound => true,
        Deprel::Nmod => matches!(view.case(draft.head).as_deref(), Some("by" | "of" | "from")),
        _ => false,
    };
    owns && speech.is_some() && draft.sentence < 4 && view.is_heading(draft.sentence)
}
