//! Phrases that stand for several entities at once: "the two leaders", "both countries", "the two sides", and "they" after
//! a coordination. In: everything that is joined already; out: [`GroupDraft`]s, which are no mentions of any one entity.
//!
//! One: "Biden and Putin spoke. The two leaders agreed …". None: a sentence with three leaders in it, or with one.

use super::super::holders;
use super::super::offices::{OfficeDraft, owner_country};
use super::super::{EntityKind, lexicon};
use super::descriptions::is_foreign;
use super::{Reading, pairs};
use crate::gazetteer::{Gender, TitleClass};
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
    /// How many; 0 where it does not say ("the diplomats").
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
        if let Some((tokens, members)) = pairs::halves(reading, token) {
            reading.groups.push(GroupDraft { head: token, tokens, members });
            continue;
        }
        if let Some(tokens) = pairs::bare_two(reading, token) {
            if let Some(members) = pairs::two_before(reading, token) {
                reading.groups.push(GroupDraft { head: token, tokens, members });
            }
            continue;
        }
        // "The foreign ministers of Chad and Mali, Roe and Doe, met".
        let row = holders::holders_of(reading, token);
        if let Some(members) = row.filter(|_| is_argument(reading, token)) {
            reading.groups.push(GroupDraft { head: token, tokens: token..token + 1, members });
            continue;
        }
        let named = pairs::parties(reading, token).or_else(|| pairs::countries(reading, token));
        if let Some((tokens, members)) = named {
            reading.groups.push(GroupDraft { head: token, tokens, members });
            continue;
        }
        let found = match described(reading, token) {
            // "Both said so" in so many words.
            Some(plural) if plural.tokens.len() == 1 && view_is_both(reading, token) => {
                pairs::two_before(reading, token)
                    .or_else(|| antecedents(reading, token, &plural))
                    .map(|members| (plural.tokens, members))
            }
            Some(plural) if plural.count == 0 => {
                uncounted(reading, token, &plural).map(|members| (plural.tokens, members))
            }
            Some(plural) => antecedents(reading, token, &plural).map(|members| (plural.tokens, members)),
            None => they(reading, token).map(|members| (token..token + 1, members)),
        };
        if let Some((tokens, members)) = found {
            reading.groups.push(GroupDraft { head: token, tokens, members });
        }
    }
}

fn view_is_both(reading: &Reading, token: usize) -> bool {
    reading.view.lower(token) == "both"
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
    let kinds = match one {
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
            (_, "all") if view.child(token, &[Deprel::Nummod]).is_some() => definite = true,
            (_, "all") => return None,
            (Deprel::Det, "the" | "these" | "those") => definite = true,
            (Deprel::Nummod, number) => count = number_of(number)?,
            (Deprel::Amod, _) if reading.at_head(child).is_none() => {}
            (Deprel::Compound, _) if reading.at_head(child).is_none() => {}
            (Deprel::Case | Deprel::Punct | Deprel::Cc, _) => continue,
            (Deprel::NmodPoss, "their" | "our") => definite = true,
            (Deprel::Nsubj | Deprel::Cop, _) => return None,
            // "accused the two countries of spying", "warned both sides against it": what the verb says of them.
            (Deprel::Acl | Deprel::Nmod, _)
                if child > token
                    && view.deprel(token) == Deprel::Obj
                    && view.child(child, &[Deprel::Mark, Deprel::Case]).is_some_and(|m| match view.lower(m) {
                        "against" | "from" => true,
                        "of" => view.xpos(child) == Xpos::Vbg,
                        _ => false,
                    }) =>
            {
                continue;
            }
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
    // "the diplomats" with nothing else that would single them out.
    let plain = count == 0
        && kinds == PEOPLE
        && view.child(token, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the" && start == d && d + 1 == token);
    let role = if plain { Some(view.lemma(token)) } else { role };
    (definite && (count > 1 || plain) && !partitive).then_some(Plural {
        tokens: start..token + 1,
        kinds,
        count,
        role: role.map(str::to_owned),
    })
}

/// Those whom a plural without a number stands for: people of its kind who were named together, or the two who act in the
/// last sentence that names anybody, its own or the one before.
fn uncounted(reading: &Reading, token: usize, plural: &Plural) -> Option<Vec<usize>> {
    let view = reading.view;
    let last = view.sentence(token);
    let role = plural.role.as_deref()?;
    let all = |members: &[usize]| members.iter().all(|&m| is_surely(reading, m, role));
    for sentence in (last.saturating_sub(1)..=last).rev() {
        let words = view.tokens_of(sentence);
        let words = words.start..words.end.min(plural.tokens.start);
        // "Diplomats from both sides met them. The diplomats", "spoke of two sailors. The men" are nobody who was named.
        // A man or woman may be anybody, a diplomat must be known as one.
        let vague = matches!(role, "man" | "woman");
        let others = |t: usize| vague && view.xpos(t) == Xpos::Nns && lexicon::is_bearer(view.lemma(t));
        if words.clone().any(|t| (view.lower(t) == view.lower(token) || others(t)) && reading.at_head(t).is_none()) {
            return None;
        }
        let from = reading.groups.partition_point(|g| g.head < words.start);
        let near = reading.groups.iter().skip(from).rev();
        let groups = near.filter(|g| g.head < words.end).map(|g| g.members.clone());
        let named = words.clone().rev().filter_map(|t| coordination(reading, t, &[EntityKind::Person], 0));
        if let Some(members) = groups.chain(named).find(|members| all(members)) {
            return Some(members);
        }
        let mut people: Vec<usize> = Vec::new();
        for index in words.filter_map(|t| reading.at_head(t)) {
            let person = reading.clusters.get(index).kind == EntityKind::Person;
            if person && !people.iter().any(|&p| reading.clusters.same(p, index)) {
                people.push(index);
            }
        }
        if !people.is_empty() {
            let act = |&p: &usize| is_argument(reading, reading.clusters.get(p).head);
            return (people.len() == 2 && people.iter().all(act) && all(&people)).then_some(people);
        }
    }
    None
}

/// Whether the phrase of `head` takes part in what a verb says.
pub(super) fn is_argument(reading: &Reading, head: usize) -> bool {
    use Deprel::{Iobj, Nsubj, NsubjPass, Obj, Obl, OblAgent};
    let view = reading.view;
    let top = view.first_conjunct(head);
    let noun = matches!(view.deprel(top), Deprel::Appos | Deprel::Flat).then(|| view.head(top)).flatten();
    matches!(view.deprel(noun.unwrap_or(top)), Nsubj | NsubjPass | Obj | Iobj | Obl | OblAgent)
}

/// Whether the text says that the person of draft `index` is what `role` says.
fn is_surely(reading: &Reading, index: usize, role: &str) -> bool {
    let gender = reading.clusters.facts(index).gender;
    match role {
        "man" => return gender == Some(Gender::Masculine),
        "woman" => return gender == Some(Gender::Feminine),
        _ => {}
    }
    offices_of(reading, index).filter(|o| !o.former).any(|o| match role {
        "diplomat" | "envoy" => o.class == TitleClass::Diplomat || is_foreign(&o.role),
        "official" | "politician" => true,
        "lawmaker" => o.class == TitleClass::Legislator,
        "leader" => {
            matches!(o.class, TitleClass::HeadOfState | TitleClass::HeadOfGovernment | TitleClass::Royal)
                || o.role.ends_with("leader")
        }
        _ => o.role == role || o.role.ends_with(role) && o.role.contains(' '),
    })
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
pub(super) fn coordination(reading: &Reading, token: usize, kinds: &[EntityKind], count: usize) -> Option<Vec<usize>> {
    let view = reading.view;
    let later: Vec<usize> = view.children(token).filter(|&c| view.deprel(c) == Deprel::Conj).collect();
    if later.is_empty() || count > 0 && later.len() + 1 != count {
        return None;
    }
    let mut members: Vec<usize> = Vec::new();
    // "envoy Roe and envoy Doe": the names may stand beside the nouns.
    let beside = |head: usize| {
        let next = |c: usize| c == head + 1 || c == head + 2 && view.form(head + 1) == ",";
        let mut names = view.children(head).filter(|&c| view.deprel(c) == Deprel::Appos && next(c));
        names.find_map(|name| reading.at_head(name))
    };
    for head in std::iter::once(token).chain(later) {
        let index = reading.at_head(head).or_else(|| beside(head))?;
        if members.iter().any(|&m| reading.clusters.same(m, index)) {
            return None;
        }
        members.push(index);
    }
    let either = view.children(token).chain(members.iter().flat_map(|&m| view.children(reading.clusters.get(m).head)));
    let or = either.into_iter().any(|c| view.deprel(c) == Deprel::Cc && matches!(view.lower(c), "or" | "nor"));
    (!or && of_kinds(reading, &members, kinds)).then_some(members)
}

/// "Two lawyers, Ana Roe and Jan Berg,": the people named beside a plural noun, as many as it counts.
fn named_beside(reading: &Reading, noun: usize) -> Option<Vec<usize>> {
    let view = reading.view;
    let beside = view.children(noun).find(|&c| c > noun && view.deprel(c) == Deprel::Appos)?;
    // The tree may hang the second name on the noun.
    let conjuncts = view.children(beside).chain(view.children(noun)).filter(|&c| view.deprel(c) == Deprel::Conj);
    let mut members: Vec<usize> = Vec::new();
    for head in std::iter::once(beside).chain(conjuncts) {
        let person = reading.at_head(head).filter(|&i| reading.clusters.get(i).kind == EntityKind::Person);
        members.push(person.filter(|&p| !members.iter().any(|&m| reading.clusters.same(m, p)))?);
    }
    let count = view.child(noun, &[Deprel::Nummod]).map(|n| number_of(view.lower(n)));
    let fits = count.is_none_or(|count| count == Some(members.len()));
    (view.xpos(noun) == Xpos::Nns && members.len() > 1 && fits).then_some(members)
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
    // "freed the prisoners, whom it had held: nothing was found against them": others are nearer than those named before.
    let person = |&t: &usize| {
        let object = matches!(view.deprel(t), Deprel::Obj | Deprel::NsubjPass);
        view.xpos(t) == Xpos::Nns && object && reading.at_head(t).is_none() && lexicon::is_bearer(view.lemma(t))
    };
    let others = here.clone().any(|t| person(&t));
    // "spoke with Roe and Doe and urged them": who is acted on has been so before.
    let acted_on = |t: &usize| match view.deprel(*t) {
        Deprel::Obj | Deprel::Iobj => true,
        Deprel::Obl => matches!(view.case(*t).as_deref(), Some("with" | "on")),
        _ => false,
    };
    let object = here.clone().rev().filter(acted_on).find(|&t| view.head(t) != view.head(token));
    if let Some(members) = object.filter(|_| view.lower(token) == "them").and_then(|t| coordination(reading, t, ALL, 0))
    {
        return Some(members);
    }
    // "issued warrants for Roe and Doe, accusing them": whom the main clause names together.
    let verb = view.head(token).filter(|&v| {
        let to = view.child(v, &[Deprel::Mark]).is_none_or(|m| view.lower(m) == "to");
        to && view.deprel(v) == Deprel::Advcl && view.lower(token) == "them"
    });
    let main = verb.and_then(|_| super::binding::main_verb(view, token));
    if let Some(main) = main.filter(|&main| verb.and_then(|v| view.head(v)) == Some(main)) {
        let within = (main..token).filter(|&t| view.is_under(t, main));
        if let Some(members) = within.into_iter().find_map(|t| coordination(reading, t, ALL, 0)) {
            return Some(members);
        }
    }
    let before = sentence.checked_sub(1).filter(|&s| view.paragraph(sentence) - view.paragraph(s) < 2);
    let before = before.map_or(0..0, |s| view.tokens_of(s));
    for subject in here.rev().chain(before.rev()).filter(is_subject) {
        if !possessive && view.head(subject) == view.head(token) {
            continue;
        }
        let group = reading.groups.binary_search_by_key(&subject, |g| g.head).ok();
        let group = group.and_then(|index| reading.groups.get(index)).map(|g| g.members.clone());
        if others && view.sentence(subject) != sentence {
            return None;
        }
        let named = || coordination(reading, subject, ALL, 0).or_else(|| named_beside(reading, subject));
        if let Some(members) = group.or_else(named) {
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
