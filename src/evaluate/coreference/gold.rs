//! Gold chains from the entity layer of the GUM corpus (Zeldes 2017): `Entity=` in the MISC column, brackets that open
//! and close over tokens, in each opening bracket the number of the entity and its type. In: a [`Treebank`]; out: the
//! chains of named people, organizations and states, with all their mentions.

use crate::document::Span;
use crate::gazetteer::{CountryForm, EntryRef, Gazetteer};
use crate::syntax::conllu::Treebank;
use crate::syntax::{Deprel, Upos};
use std::collections::BTreeMap;
use std::ops::Range;

/// A mention in gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its bytes, as long as the phrase is.
    pub span: Span,
    /// The bytes of the word that carries it in the gold tree.
    pub head: Span,
}

/// Whether `treebank` has an entity layer.
pub(super) fn has_entities(treebank: &Treebank) -> bool {
    treebank.misc.iter().any(|misc| entity_of(misc).is_some())
}

/// The chains of people, organizations and places that are states of `gazetteer`, each with at least one mention by name.
/// A mention is by name if its head is a proper noun that is no title ("the Secretary"); a coordination names nobody.
pub(super) fn chains(treebank: &Treebank, gazetteer: &Gazetteer) -> Vec<Vec<Mention>> {
    let mut chains: BTreeMap<String, (bool, Vec<Mention>)> = BTreeMap::new();
    for Found { entity, kind, tokens } in mentions(treebank) {
        let head = head_of(treebank, &tokens);
        let counts = match kind.as_str() {
            "person" | "organization" => true,
            "place" => is_state(treebank, gazetteer, &tokens),
            _ => false,
        };
        let named = counts && is_name(treebank, gazetteer, &tokens, head);
        let span = treebank.text.span(tokens);
        let head = treebank.text.span(head..head + 1);
        let (has_name, list) = chains.entry(entity).or_default();
        *has_name |= named;
        list.push(Mention { span, head });
    }
    chains.into_values().filter(|(named, _)| *named).map(|(_, mentions)| mentions).collect()
}

/// A mention as the brackets tell it.
struct Found {
    entity: String,
    kind: String,
    tokens: Range<usize>,
}

fn entity_of(misc: &str) -> Option<&str> {
    misc.split('|').find_map(|part| part.strip_prefix("Entity="))
}

/// All mentions, in order of their end. A bracket without its partner is passed over.
fn mentions(treebank: &Treebank) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (token, misc) in treebank.misc.iter().enumerate() {
        for bracket in entity_of(misc).map(brackets).unwrap_or_default() {
            let mut fields = bracket.label.split('-');
            let entity = fields.next().unwrap_or_default().to_owned();
            let kind = fields.next().unwrap_or_default().to_owned();
            if bracket.opens && bracket.closes {
                found.push(Found { entity, kind, tokens: token..token + 1 });
            } else if bracket.opens {
                open.entry(entity).or_default().push((kind, token));
            } else if let Some((kind, start)) = open.get_mut(&entity).and_then(Vec::pop) {
                found.push(Found { entity, kind, tokens: start..token + 1 });
            }
        }
    }
    found
}

/// One bracket, or a pair around one token.
#[derive(Debug, PartialEq, Eq)]
struct Bracket<'a> {
    label: &'a str,
    opens: bool,
    closes: bool,
}

/// The brackets of one token: `(7-person-new(3-place-giv)` opens 7 and is all of 3; `7)` closes it.
fn brackets(value: &str) -> Vec<Bracket<'_>> {
    let mut list = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.strip_prefix('(').unwrap_or(rest);
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let (label, after) = body.split_at(end);
        let closes = after.starts_with(')');
        if !label.is_empty() {
            list.push(Bracket { label, opens, closes });
        }
        rest = after.strip_prefix(')').unwrap_or(after);
    }
    list
}

/// The token of `tokens` that carries the phrase: the first whose head lies outside.
fn head_of(treebank: &Treebank, tokens: &Range<usize>) -> usize {
    let outside =
        |&token: &usize| word(treebank, token).is_none_or(|(_, head)| head.is_none_or(|h| !tokens.contains(&h)));
    tokens.clone().find(outside).unwrap_or(tokens.start)
}

/// The word at `token` of the document and its head, counted in the document.
fn word(treebank: &Treebank, token: usize) -> Option<(&crate::syntax::Word, Option<usize>)> {
    let number = treebank.text.sentences.partition_point(|s| s.tokens.end <= token);
    let start = treebank.text.sentences.get(number)?.tokens.start;
    let word = treebank.trees.get(number)?.words().get(token.checked_sub(start)?)?;
    Some((word, word.head.map(|h| h + start)))
}

fn forms<'a>(treebank: &'a Treebank, tokens: &Range<usize>) -> Vec<&'a str> {
    let tokens = treebank.text.tokens.get(tokens.clone()).unwrap_or_default();
    tokens.iter().map(|t| treebank.document.slice(t.span)).collect()
}

/// Whether the phrase has one proper name at its head.
fn is_name(treebank: &Treebank, gazetteer: &Gazetteer, tokens: &Range<usize>, head: usize) -> bool {
    let proper = word(treebank, head).is_some_and(|(word, _)| word.upos == Upos::Propn);
    let coordinated = tokens
        .clone()
        .any(|t| word(treebank, t).is_some_and(|(word, of)| word.deprel == Deprel::Conj && of == Some(head)));
    let title = gazetteer
        .matches(&forms(treebank, &(head..head + 1)))
        .iter()
        .any(|found| found.entries.iter().any(|e| matches!(e, EntryRef::Title(_))));
    proper && !coordinated && !title
}

/// Whether the phrase is a state's name.
fn is_state(treebank: &Treebank, gazetteer: &Gazetteer, tokens: &Range<usize>) -> bool {
    let words = forms(treebank, tokens);
    let words = match words.as_slice() {
        ["the" | "The", rest @ ..] => rest,
        all => all,
    };
    let state = gazetteer.country_of_phrase(&words.join(" "));
    state.is_some_and(|(country, form)| form == CountryForm::Name && gazetteer.country(country).is_state())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_open_close_and_nest() {
        let label = |bracket: &Bracket| (bracket.label.to_owned(), bracket.opens, bracket.closes);
        let found: Vec<_> = brackets("(7-person-new(3-place-giv)").iter().map(label).collect();
        assert_eq!(found, [("7-person-new".to_owned(), true, false), ("3-place-giv".to_owned(), true, true)]);
        let found: Vec<_> = brackets("3)7)").iter().map(label).collect();
        assert_eq!(found, [("3".to_owned(), false, true), ("7".to_owned(), false, true)]);
    }
}
