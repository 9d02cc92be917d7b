//! Bodies of states without a name of their own: "the Russian Foreign Ministry", "Turkey's parliament", "the Ministry of
//! Defense of Iran". In: the matches of a sentence; out: [`BodyMatch`]es, each head with its country.

use super::{BodyId, CountryForm, CountryId, EntryRef, Gazetteer, Match};
use std::ops::Range;

/// The head of a body and the country beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyMatch {
    /// Tokens of the whole phrase, country and head, without articles at its ends.
    pub tokens: Range<usize>,
    /// Tokens of the head ("Foreign Ministry").
    pub head: Range<usize>,
    /// Tokens of the country's name or demonym.
    pub country_tokens: Range<usize>,
    /// The row of the head.
    pub body: BodyId,
    /// The state.
    pub country: CountryId,
}

impl Gazetteer {
    /// The bodies of states in a sentence: `forms` are its tokens and `matches` what [`Gazetteer::matches`] gives for
    /// them. The country stands before the head (with "'s" or not) or after it with "of" or "in". Heads without a country
    /// beside them are not given: whose they are is the document's to tell.
    pub fn bodies(&self, forms: &[&str], matches: &[Match]) -> Vec<BodyMatch> {
        let mut all = Vec::new();
        for head in matches {
            for entry in &head.entries {
                let EntryRef::Body(body) = *entry else { continue };
                let beside = before(forms, matches, &head.tokens).or_else(|| after(forms, matches, &head.tokens));
                if let Some((country_tokens, country)) = beside {
                    let tokens = head.tokens.start.min(country_tokens.start)..head.tokens.end.max(country_tokens.end);
                    all.push(BodyMatch { tokens, head: head.tokens.clone(), country_tokens, body, country });
                }
            }
        }
        all
    }
}

/// The country that `matches` has for exactly the tokens from or up to a place.
fn country(found: &Match) -> Option<CountryId> {
    found.entries.iter().find_map(|entry| match *entry {
        EntryRef::Country { country, form: CountryForm::Name | CountryForm::Demonym, .. } => Some(country),
        _ => None,
    })
}

fn before(forms: &[&str], matches: &[Match], head: &Range<usize>) -> Option<(Range<usize>, CountryId)> {
    let mut end = head.start;
    if end > 0 && matches!(forms.get(end - 1), Some(&("'s" | "’s" | "'" | "’" | "'S" | "’S"))) {
        end -= 1;
    }
    // Sorted by start: those that end here start a few tokens before.
    let from = matches.partition_point(|m| m.tokens.start + super::index::MAX_PIECES < end);
    let near = matches.get(from..).unwrap_or_default().iter().take_while(|m| m.tokens.start < end);
    near.filter(|m| m.tokens.end == end).find_map(|m| Some((m.tokens.clone(), country(m)?)))
}

fn after(forms: &[&str], matches: &[Match], head: &Range<usize>) -> Option<(Range<usize>, CountryId)> {
    if !forms.get(head.end).is_some_and(|f| f.eq_ignore_ascii_case("of") || f.eq_ignore_ascii_case("in")) {
        return None;
    }
    let the = forms.get(head.end + 1).is_some_and(|f| f.eq_ignore_ascii_case("the"));
    let start = head.end + 1 + usize::from(the);
    let from = matches.partition_point(|m| m.tokens.start < start);
    let near = matches.get(from..).unwrap_or_default().iter().take_while(|m| m.tokens.start == start);
    near.into_iter().find_map(|m| Some((m.tokens.clone(), country(m)?)))
}
