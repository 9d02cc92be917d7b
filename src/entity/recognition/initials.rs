//! Names defined by their acronym in brackets, by the algorithm of Schwartz & Hearst (2003): "United Nations Educational,
//! Scientific and Cultural Organization (UNESCO)", "ISIS (Islamic State of Iraq and Syria)". In: brackets in the text;
//! out: [`Candidate`]s for the long form and the acronym.

use super::super::EntityKind;
use super::super::draft::Identity;
use super::super::known::Known;
use super::super::view::View;
use super::candidate::Candidate;
use super::countries::labels;
use super::extent::is_org_word;
use super::{shape, things};
use crate::gazetteer::{EntryRef, OrganizationId};
use crate::syntax::NameType;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the document says that an acronym is.
pub(super) enum Meaning {
    /// A body, with what the gazetteer knows it as.
    Body(Option<OrganizationId>),
    /// A project, a law, a common noun: "Project of Common Interest (PCI)", "liquefied natural gas (LNG)".
    Thing,
}

/// Adds the names of bodies that stand beside their acronym; gives the acronyms with what they are short for.
pub(super) fn collect(view: &View, known: &Known, out: &mut Vec<Candidate>) -> BTreeMap<String, Meaning> {
    let mut defined = BTreeMap::new();
    for (_, sentence) in view.sentences() {
        for open in sentence.clone().filter(|&t| view.form(t) == "(") {
            let Some(close) = (open + 1..sentence.end.min(open + 16)).find(|&t| view.form(t) == ")") else { continue };
            let inside = open + 1..close;
            let (short, long) = if inside.len() == 1 && is_acronym(view, inside.start) {
                (inside, before(view, sentence.start, open, view.form(open + 1)))
            } else if open > sentence.start && is_acronym(view, open - 1) {
                let fits = spells(view, &inside, view.form(open - 1)) == Some(inside.start);
                (open - 1..open, fits.then_some(inside))
            } else {
                continue;
            };
            let Some(long) = long.and_then(|l| shape::trim(view, l)) else { continue };
            let small = long.clone().all(|t| !view.is_capitalized(t));
            if small || is_name(view, &long) && things::is_event(view, &long) && known.organization(&long).is_none() {
                defined.entry(view.form(short.start).to_owned()).or_insert(Meaning::Thing);
            } else if is_name(view, &long) && is_body(view, known, &long, &short) {
                let meaning = Meaning::Body(known.organization(&long));
                defined.entry(view.form(short.start).to_owned()).or_insert(meaning);
                let country = shape::state_of(view, known, &long);
                let spelled = Candidate::name(long, EntityKind::Organization, 1.0, "spelled out beside its acronym");
                out.push(Candidate { country, ..spelled });
                out.push(Candidate::name(short, EntityKind::Organization, 0.96, "acronym beside its name"));
            }
        }
    }
    defined
}

/// Makes every candidate that is an acronym of the document's own what the document says it is: "SDF" is here the Syrian
/// Democratic Forces, elsewhere Japan's army.
pub(super) fn as_defined(view: &View, defined: &BTreeMap<String, Meaning>, candidates: &mut [Candidate]) {
    for candidate in candidates.iter_mut().filter(|c| c.kind == EntityKind::Organization && c.tokens.len() == 1) {
        match defined.get(view.form(candidate.tokens.start)) {
            Some(Meaning::Body(identity)) => {
                let own = identity.map(Identity::Body);
                if candidate.identity != own {
                    (candidate.identity, candidate.country) = (own, None);
                }
            }
            Some(Meaning::Thing) => candidate.score = 0.0,
            None => {}
        }
    }
}

/// Two to eight letters, most of them capitals.
fn is_acronym(view: &View, token: usize) -> bool {
    let form = view.form(token);
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters) && capitals * 2 > letters && form.starts_with(char::is_uppercase)
}

/// The long form of `acronym` that ends before `open`.
fn before(view: &View, first: usize, open: usize, acronym: &str) -> Option<Range<usize>> {
    let letters = acronym.chars().filter(|c| c.is_alphanumeric()).count();
    // Schwartz & Hearst allow min(|A| + 5, 2|A|) words; small words and punctuation come on top.
    let reach = (letters + 5).min(letters * 2) + 4;
    let window = first.max(open.saturating_sub(reach))..open;
    let start = spells(view, &window, acronym)?;
    Some(start..open)
}

/// Where in `window` a long form begins that ends with it and has the letters of `acronym` in order, the first at the
/// beginning of a word.
fn spells(view: &View, window: &Range<usize>, acronym: &str) -> Option<usize> {
    let mut letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    for token in window.clone().rev() {
        let word: Vec<char> = view.lower(token).chars().collect();
        // Prefer the first letter of the word; letters inside only when more than one of the word is used.
        let mut rest = letters.clone();
        for &c in word.iter().rev() {
            if rest.last() == Some(&c) && (rest.len() > 1 || word.first() == Some(&c)) {
                rest.pop();
            }
        }
        let starts =
            word.first().is_some_and(|first| letters.len() > rest.len() && letters.get(rest.len()) == Some(first));
        if starts {
            letters = rest;
        } else if !word.is_empty() && letters.last() == word.first() {
            letters.pop();
        }
        if letters.is_empty() {
            return Some(token);
        }
    }
    None
}

/// Whether the words of `span` are capitalized, small words aside.
fn is_name(view: &View, span: &Range<usize>) -> bool {
    let small = |t: usize| view.lower(t).chars().count() < 4 || !view.form(t).chars().any(char::is_alphanumeric);
    span.len() > 1 && view.is_capitalized(span.start) && span.clone().all(|t| view.is_capitalized(t) || small(t))
}

/// Whether labeller or gazetteer sees a body in it.
fn is_body(view: &View, known: &Known, long: &Range<usize>, short: &Range<usize>) -> bool {
    let labelled = |span: &Range<usize>| labels(view, span).any(|(_, label)| label == NameType::Organization);
    let gazetted = |span: &Range<usize>| {
        span.clone().any(|t| known.starting(t).iter().any(|h| matches!(h.entry, EntryRef::Organization { .. })))
    };
    let title = known.title_at(long.start).is_some();
    let first = long.start..long.start + 1;
    !title
        && (long.clone().any(|t| is_org_word(view, known, t)) || labelled(&first) || gazetted(long) || gazetted(short))
}
