//! Phrases that stand for several entities at once: "the two leaders", "both countries", "the two sides", and "they" after
//! a coordination. In: everything that is joined already; out: [`GroupDraft`]s, which are no mentions of any one entity.
//!
//! One: "Biden and Putin spoke. The two leaders agreed …". None: a sentence with three leaders in it, or with one.

use super::super::offices::{OfficeDraft, owner_country};
use super::super::{EntityKind, lexicon};
use super::Reading;
use crate::gazetteer::TitleClass;
use crate::syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// A phrase for several entities, by drafts.
#[derive(Debug, Clone)]
pub(crate) struct GroupDraft {
    /// The token that carries the phrase.
    pub head: usize,
    /// Tokens of the document.
    pub tokens: Range<usize>,
    /// A draft of each entity, in order of the text.
    pub members: Vec<usize>,
}

/// How many sentences back the members may stand.
const REACH: usize = 3;

/// What a plural description says of its members.
struct Plural {
    tokens: Range<usize>,
    /// Kinds that can be meant, tried in turn.
    kinds: &'static [&'static [EntityKind]],
    count: usize,
    /// "president": what each member is.
    role: Option<String>,
}

const PEOPLE: &[&[EntityKind]] = &[&[EntityKind::Person]];
const STATES: &[&[EntityKind]] = &[&[EntityKind::Country]];
const BODIES: &[&[EntityKind]] = &[&[EntityKind::Organization]];
/// "the two sides": Israel and Hamas as well as two men.
const SIDES: &[&[EntityKind]] = &[&[EntityKind::Country, EntityKind::Organization], &[EntityKind::Person]];
const ANYBODY: &[&[EntityKind]] = &[&[EntityKind::Person], &[EntityKind::Country, EntityKind::Organization]];

/// Finds the groups, in order of the text.
pub(super) fn plurals(reading: &mut Reading) {
    let tokens: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for token in tokens {
        if reading.at_head(token).is_some() {
            continue;
        }
        let found = match described(reading, token) {
            Some(plural) => antecedents(reading, token, &plural).map(|members| (plural.tokens, members)),
            None => they(reading, token).map(|members| (token..token + 1, members)),
        };
        if let Some((tokens, members)) = found {
            reading.groups.push(GroupDraft { head: token, tokens, members });
        }
    }
}

/// "the two leaders", "both sides", "both".
fn described(reading: &Reading, token: usize) -> Option<Plural> {
    let view = reading.view;
    if view.lower(token) == "both" {
        let alone = matches!(view.deprel(token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl);
        let bare = view.children(token).all(|c| matches!(view.deprel(c), Deprel::Case | Deprel::Punct));
        return (alone && bare).then_some(Plural { tokens: token..token + 1, kinds: ANYBODY, count: 2, role: None });
    }
    let noun = view.lower(token);
    let pair = matches!(noun, "pair" | "duo");
    if view.upos(token) != Upos::Noun || !pair && view.xpos(token) != Xpos::Nns {
        return None;
    }
    let one = view.lemma(token);
    let kinds = match one.as_str() {
        _ if pair => PEOPLE,
        "side" | "party" | "ally" | "rival" | "foe" | "enemy" | "adversary" => SIDES,
        "country" | "nation" | "state" | "government" | "power" | "military" | "army" | "economy" | "neighbor"
        | "neighbour" => STATES,
        "company" | "firm" | "organization" | "organisation" | "agency" | "group" | "faction" | "bloc" => BODIES,
        word if lexicon::is_leading(word) => PEOPLE,
        _ => return None,
    };
    let (mut count, mut definite, mut start) = (if pair || one == "side" { 2 } else { 0 }, false, token);
    for child in view.children(token) {
        match (view.deprel(child), view.lower(child)) {
            (_, "both") => (count, definite) = (2, true),
            (Deprel::Det, "the" | "these" | "those") => definite = true,
            (Deprel::Nummod, number) => count = number_of(number)?,
            (Deprel::Amod, _) if reading.at_head(child).is_none() => {}
            (Deprel::Compound, _) if reading.at_head(child).is_none() => {}
            (Deprel::Case | Deprel::Punct | Deprel::Cc, _) => continue,
            (Deprel::NmodPoss, "their" | "our") => definite = true,
            (Deprel::Nsubj | Deprel::Cop, _) => return None,
            _ if child > token
                && !matches!(
                    view.deprel(child),
                    Deprel::Nmod | Deprel::Acl | Deprel::AclRelcl | Deprel::Appos | Deprel::Conj
                ) =>
            {
                continue;
            }
            _ => return None,
        }
        start = start.min(child);
    }
    // "one of the two leaders" is one of them.
    let partitive = view.case(token).as_deref() == Some("of")
        && view
            .head(token)
            .is_some_and(|h| matches!(view.lower(h), "one" | "each" | "either" | "neither" | "none" | "any" | "some"));
    let role = (one != "leader" && kinds.len() == 1 && kinds == PEOPLE && !pair).then_some(one);
    (definite && count > 1 && !partitive).then_some(Plural { tokens: start..token + 1, kinds, count, role })
}

fn number_of(word: &str) -> Option<usize> {
    ["two", "three", "four"]
        .iter()
        .position(|w| *w == word)
        .map(|p| p + 2)
        .or_else(|| word.parse().ok().filter(|n| (2..5).contains(n)))
}

/// The entities that a plural at `token` stands for.
fn antecedents(reading: &Reading, token: usize, plural: &Plural) -> Option<Vec<usize>> {
    let of_role =
        |members: &[usize]| plural.role.as_ref().is_none_or(|role| members.iter().all(|&m| bears(reading, m, role)));
    for kinds in plural.kinds {
        match pool(reading, token, kinds, plural) {
            Ok(members) => return of_role(&members).then_some(members),
            Err(Miss::TooMany) => return None,
            Err(Miss::TooFew) => {}
        }
    }
    None
}

/// Whether the person of draft `index` has an office called `role`, or none that the text tells ("the two men").
fn bears(reading: &Reading, index: usize, role: &str) -> bool {
    if matches!(role, "man" | "woman" | "official" | "politician" | "diplomat" | "counterpart") {
        return true;
    }
    let mut own = offices_of(reading, index).peekable();
    own.peek().is_none() || own.any(|o| o.role.ends_with(role))
}

/// The offices that the text gives the person of draft `index` near it.
fn offices_of<'r>(reading: &'r Reading, index: usize) -> impl Iterator<Item = &'r OfficeDraft> {
    let near = reading.offices_near(reading.clusters.get(index).tokens.start);
    reading.offices.get(near).unwrap_or_default().iter().filter(move |o| reading.clusters.same(o.person, index))
}

/// Why a plural finds no members.
enum Miss {
    TooMany,
    TooFew,
}

/// Just as many entities of `kinds` as the plural counts: the nearest coordination, else those of the nearest sentences.
fn pool(reading: &Reading, token: usize, kinds: &[EntityKind], plural: &Plural) -> Result<Vec<usize>, Miss> {
    let view = reading.view;
    let last = view.sentence(token);
    let mut pool: Vec<usize> = Vec::new();
    for sentence in (last.saturating_sub(REACH)..=last).rev() {
        let words = view.tokens_of(sentence);
        let words = words.start..words.end.min(plural.tokens.start);
        let from = reading.groups.partition_point(|g| g.head < words.start);
        let groups = reading.groups.iter().skip(from).rev();
        let same = groups.filter(|g| g.head < words.end && g.members.len() == plural.count);
        let known = same.filter(|g| of_kinds(reading, &g.members, kinds)).map(|g| g.members.clone()).next();
        let coordinated = || words.clone().rev().find_map(|t| coordination(reading, t, kinds, plural.count));
        if let Some(members) = known.or_else(coordinated) {
            return Ok(members);
        }
        if kinds == [EntityKind::Country] {
            let people =
                words.clone().rev().find_map(|t| coordination(reading, t, &[EntityKind::Person], plural.count));
            if let Some(states) = people.and_then(|people| states_of(reading, &people)) {
                return Ok(states);
            }
        }
        for index in words.rev().filter_map(|t| reading.at_head(t)) {
            let fits = kinds.contains(&reading.clusters.get(index).kind)
                // "The Union urged the two rivals": who acts on them is none of them.
                && (view.head(token).is_none() || view.head(reading.clusters.get(index).head) != view.head(token))
                && leads(reading, index, plural)
                && !pool.iter().any(|&p| reading.clusters.same(p, index));
            if fits {
                pool.push(index);
            }
        }
        if pool.len() >= plural.count {
            pool.reverse();
            return if pool.len() == plural.count { Ok(pool) } else { Err(Miss::TooMany) };
        }
    }
    Err(Miss::TooFew)
}

/// "leaders" are no spokesmen: whether a person may be meant, by the offices that the text gives.
fn leads(reading: &Reading, index: usize, plural: &Plural) -> bool {
    let people = reading.clusters.get(index).kind == EntityKind::Person;
    let mut own = offices_of(reading, index).peekable();
    !people
        || plural.role.is_some()
        || own.peek().is_none()
        || own.any(|o| {
            matches!(o.class, TitleClass::HeadOfState | TitleClass::HeadOfGovernment | TitleClass::Royal)
                || o.role.contains("leader")
                || o.role.contains("chief")
                || o.role.contains("chair")
        })
}

fn of_kinds(reading: &Reading, members: &[usize], kinds: &[EntityKind]) -> bool {
    members.iter().all(|&m| kinds.contains(&reading.clusters.get(m).kind))
}

/// The states that people belong to, where each belongs to another one and the document names all.
fn states_of(reading: &Reading, people: &[usize]) -> Option<Vec<usize>> {
    let mut states: Vec<usize> = Vec::new();
    for &person in people {
        let office = || offices_of(reading, person).next().and_then(|o| o.of);
        let country = reading.clusters.facts(person).country;
        let country = country.or_else(|| office().and_then(|of| owner_country(reading, of)))?;
        let state = reading.country_draft(country)?;
        if states.iter().any(|&s| reading.clusters.same(s, state)) {
            return None;
        }
        states.push(state);
    }
    Some(states)
}

/// The members of the coordination that `token` is the first conjunct of: all of `kinds`, each another entity, `count` of
/// them (0: two or more).
fn coordination(reading: &Reading, token: usize, kinds: &[EntityKind], count: usize) -> Option<Vec<usize>> {
    let view = reading.view;
    let later: Vec<usize> = view.children(token).filter(|&c| view.deprel(c) == Deprel::Conj).collect();
    if later.is_empty() || count > 0 && later.len() + 1 != count {
        return None;
    }
    let mut members: Vec<usize> = Vec::new();
    for head in std::iter::once(token).chain(later) {
        let index = reading.at_head(head)?;
        if members.iter().any(|&m| reading.clusters.same(m, index)) {
            return None;
        }
        members.push(index);
    }
    let either = view.children(token).chain(members.iter().flat_map(|&m| view.children(reading.clusters.get(m).head)));
    let or = either.into_iter().any(|c| view.deprel(c) == Deprel::Cc && matches!(view.lower(c), "or" | "nor"));
    (!or && of_kinds(reading, &members, kinds)).then_some(members)
}

const ALL: &[EntityKind] = &[EntityKind::Person, EntityKind::Country, EntityKind::Organization];

/// "they" and its forms: the nearest plural subject before, if that is a coordination of entities or a group itself.
fn they(reading: &Reading, token: usize) -> Option<Vec<usize>> {
    let view = reading.view;
    if !matches!(view.lower(token), "they" | "them" | "their" | "theirs" | "themselves")
        || view.upos(token) != Upos::Pron
    {
        return None;
    }
    let possessive = view.deprel(token) == Deprel::NmodPoss;
    let sentence = view.sentence(token);
    let is_subject = |t: &usize| matches!(view.deprel(*t), Deprel::Nsubj | Deprel::NsubjPass);
    let here = view.tokens_of(sentence).start..token;
    let before = sentence.checked_sub(1).filter(|&s| view.paragraph(sentence) - view.paragraph(s) < 2);
    let before = before.map_or(0..0, |s| view.tokens_of(s));
    for subject in here.rev().chain(before.rev()).filter(is_subject) {
        if !possessive && view.head(subject) == view.head(token) {
            continue;
        }
        let group = reading.groups.binary_search_by_key(&subject, |g| g.head).ok();
        let group = group.and_then(|index| reading.groups.get(index)).map(|g| g.members.clone());
        if let Some(members) = group.or_else(|| coordination(reading, subject, ALL, 0)) {
            return Some(members);
        }
        let plural = matches!(view.xpos(subject), Xpos::Nns | Xpos::Nnps)
            || view.children(subject).any(|c| view.deprel(c) == Deprel::Conj)
            || matches!(view.lower(subject), "they" | "we" | "who");
        if plural {
            return None;
        }
    }
    None
}
