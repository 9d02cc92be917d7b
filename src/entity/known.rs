//! What the gazetteer says about the tokens of a document, gathered once and asked by token. In: the sentences of a
//! [`View`] and the [`Gazetteer`]; out: [`Known`].

use super::lexicon;
use super::view::View;
use crate::gazetteer::{CountryForm, CountryId, EntryRef, Gazetteer, Gender, OrganizationId, TitleId};
use crate::syntax::Upos;
use std::ops::Range;

/// A known phrase at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Tokens of the document.
    pub tokens: Range<usize>,
    /// What it stands for.
    pub entry: EntryRef,
}

/// The known phrases of one document.
pub(super) struct Known<'a> {
    pub gazetteer: &'a Gazetteer,
    /// In order of their start, the longer first.
    hits: Vec<Hit>,
    /// For each token, where in `hits` those that begin at it do, and the end of the last's.
    starts: Vec<u32>,
    /// The hits, by index, in order of the token that they end with.
    ending: Vec<u32>,
    /// For each token, where in `ending` those that end with it begin, and the end of the last's.
    ends: Vec<u32>,
}

impl<'a> Known<'a> {
    /// Looks up every sentence of `view` that may hold mentions.
    pub fn new(view: &View, gazetteer: &'a Gazetteer) -> Self {
        let mut hits = Vec::new();
        for (_, tokens) in view.sentences() {
            let forms: Vec<&str> = tokens.clone().map(|t| view.form(t)).collect();
            let mut title_end = tokens.start;
            for found in gazetteer.matches(&forms) {
                let place = found.tokens.start + tokens.start..found.tokens.end + tokens.start;
                if is_of_continent(view, &place) {
                    continue;
                }
                let mut entries = found.entries;
                let title = |entry: &EntryRef| matches!(entry, EntryRef::Title(_));
                let of_state =
                    |hit: &Hit| hit.tokens.end == place.start && matches!(hit.entry, EntryRef::Country { .. });
                let behind_state = || hits.iter().rev().take(8).any(of_state);
                let behind_title = place.start == title_end && title_end > tokens.start;
                if behind_title || follows_name(view, &place, &tokens) && !behind_state() {
                    // "Foreign Minister Shah Roe", "Ahmad Shah Roe": part of the name.
                    let honorary = place.len() == 1 && lexicon::is_given_royal(view.lower(place.start));
                    entries.retain(|entry| !(honorary && title(entry)));
                }
                if entries.iter().any(title) {
                    title_end = place.end;
                }
                hits.extend(entries.into_iter().map(|entry| Hit { tokens: place.clone(), entry }));
            }
        }
        let starts = offsets(hits.iter().map(|hit| hit.tokens.start), view.len());
        let ends = offsets(hits.iter().map(last), view.len());
        let mut ending: Vec<u32> = (0..).take(hits.len()).collect();
        ending.sort_by_key(|&index| hits.get(index as usize).map(last));
        Self { gazetteer, hits, starts, ending, ends }
    }

    /// All hits, in order of their start.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The hits that begin at `token`, the longer first.
    pub fn starting(&self, token: usize) -> &[Hit] {
        part(&self.hits, &self.starts, token)
    }

    /// The hits that begin at one of `tokens`.
    pub fn within(&self, tokens: &Range<usize>) -> &[Hit] {
        let at = |token: usize| self.starts.get(token).map_or(self.hits.len(), |&start| start as usize);
        self.hits.get(at(tokens.start)..at(tokens.end)).unwrap_or_default()
    }

    /// The hits that end with the token before `end`.
    pub fn ending_before(&self, end: usize) -> impl Iterator<Item = &Hit> {
        let list = end.checked_sub(1).map_or(&[][..], |last| part(&self.ending, &self.ends, last));
        list.iter().filter_map(|&i| self.hits.get(i as usize))
    }

    /// The longest title that ends just before `end`.
    pub fn title_before(&self, end: usize) -> Option<(Range<usize>, TitleId)> {
        self.ending_before(end)
            .filter_map(|h| match h.entry {
                EntryRef::Title(id) => Some((h.tokens.clone(), id)),
                _ => None,
            })
            .max_by_key(|(tokens, _)| tokens.len())
    }

    /// The longest title that begins at `token`.
    pub fn title_at(&self, token: usize) -> Option<(Range<usize>, TitleId)> {
        self.starting(token).iter().find_map(|h| match h.entry {
            EntryRef::Title(id) => Some((h.tokens.clone(), id)),
            _ => None,
        })
    }

    /// The country that is named exactly by `tokens` in one of `forms`.
    pub fn country(&self, tokens: &Range<usize>, forms: &[CountryForm]) -> Option<CountryId> {
        self.starting(tokens.start).iter().filter(|h| h.tokens == *tokens).find_map(|h| match h.entry {
            EntryRef::Country { country, form, .. } if forms.contains(&form) => Some(country),
            _ => None,
        })
    }

    /// The organization that is named exactly by `tokens`.
    pub fn organization(&self, tokens: &Range<usize>) -> Option<OrganizationId> {
        self.starting(tokens.start).iter().filter(|h| h.tokens == *tokens).find_map(|h| match h.entry {
            EntryRef::Organization { organization, .. } => Some(organization),
            _ => None,
        })
    }

    /// Whether some hit of just `token` fulfils `test`.
    pub fn is(&self, token: usize, test: impl Fn(&EntryRef) -> bool) -> bool {
        self.starting(token).iter().any(|h| h.tokens.len() == 1 && test(&h.entry))
    }

    /// To whom `token` is given as a name; none if it is no given name.
    pub fn given_name(&self, token: usize) -> Option<Gender> {
        self.starting(token).iter().filter(|h| h.tokens.len() == 1).find_map(|h| match h.entry {
            EntryRef::GivenName(gender) => Some(gender),
            _ => None,
        })
    }
}

/// The last token of `hit`.
fn last(hit: &Hit) -> usize {
    hit.tokens.end.saturating_sub(1)
}

/// Where the items of each of `len` tokens begin in a list in order of tokens, and where the last's end.
fn offsets(tokens: impl Iterator<Item = usize>, len: usize) -> Vec<u32> {
    let mut offsets = vec![0u32; len + 1];
    for token in tokens {
        if let Some(count) = offsets.get_mut(token + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for offset in &mut offsets {
        sum += *offset;
        *offset = sum;
    }
    offsets
}

/// The items of `token` in a list with these `offsets`.
fn part<'a, T>(list: &'a [T], offsets: &[u32], token: usize) -> &'a [T] {
    match offsets.get(token..) {
        Some([start, end, ..]) => list.get(*start as usize..*end as usize).unwrap_or_default(),
        _ => &[],
    }
}

/// Whether what stands at `place` comes right behind a name's word.
fn follows_name(view: &View, place: &Range<usize>, sentence: &Range<usize>) -> bool {
    place.start.checked_sub(1).filter(|before| sentence.contains(before)).is_some_and(|before| {
        let form = view.form(before);
        view.upos(before) == Upos::Propn
            && form.starts_with(char::is_uppercase)
            && form.chars().all(char::is_alphabetic)
    })
}

/// Whether `place` names a part of the world and no state: "American" in "South American", "Latin-American".
fn is_of_continent(view: &View, place: &Range<usize>) -> bool {
    let first = view.tokens_of(view.sentence(place.start)).start;
    let hyphen = place.start > first && matches!(view.form(place.start - 1), "-" | "‐" | "‑");
    let before = place.start.checked_sub(if hyphen { 2 } else { 1 }).filter(|&t| t >= first);
    place.len() == 1
        && lexicon::is_continental(view.lower(place.start))
        && before.is_some_and(|t| lexicon::is_world_part(view.lower(t)))
}
