//! From joined drafts to entities: the canonical name, codes and ids of each. In: a [`Reading`]; out: [`Entities`].

use super::coreference::{ASKED, HALF, Reading};
use super::draft::{Draft, Identity, fold};
use super::offices::{Owner, owner_country};
use super::recognition::SIDES;
use super::spelling::romanized;
use super::{Entities, Entity, EntityId, EntityKind, Group, Locality, Mention, MentionKind, Office};
use crate::document::Span;
use crate::gazetteer::{CountryForm, EntryRef, OrganizationId, OrganizationKind};
use crate::syntax::Upos;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many tokens the longest names have.
const NAME: usize = 24;

/// The entities of `reading`, in order of their first mention, with their offices.
pub(super) fn entities(reading: &Reading) -> Entities {
    let mut groups: Vec<(usize, Vec<usize>)> = reading.clusters.groups().into_iter().collect();
    for (_, members) in &mut groups {
        members.sort_by_key(|&i| (reading.clusters.get(i).tokens.start, reading.clusters.get(i).tokens.end));
    }
    groups.retain(|(_, members)| members.iter().any(|&i| anchors(reading.clusters.get(i))));
    groups.sort_by_key(|(root, members)| (members.first().map(|&i| reading.clusters.get(i).tokens.start), *root));
    let mut out = Entities { by_head: vec![None; reading.view.len()], ..Entities::default() };
    let mut by_root: BTreeMap<usize, EntityId> = BTreeMap::new();
    for (root, members) in groups {
        by_root.insert(root, EntityId(out.entities.len()));
        out.entities.push(entity(reading, &members));
    }
    index_heads(&mut out);
    out.offices = offices(reading, &by_root);
    out.groups = plurals(reading, &by_root);
    out.localities = localities(reading, &out);
    out
}

/// The known places that no name of an entity covers, in countries that the document names.
fn localities(reading: &Reading, entities: &Entities) -> Vec<Locality> {
    let view = reading.view;
    let by_code: BTreeMap<&str, EntityId> = (entities.entities.iter().enumerate())
        .filter_map(|(index, e)| Some((e.iso3.as_deref()?, EntityId(index))))
        .collect();
    let mut named: Vec<Range<usize>> = Vec::new();
    named.extend(entities.entities.iter().flat_map(|e| &e.mentions).map(|m| m.tokens.clone()));
    named.sort_by_key(|tokens| tokens.start);
    let mut found: Vec<Locality> = Vec::new();
    for hit in reading.known.hits() {
        let country = match hit.entry {
            EntryRef::Place { country: Some(country), ambiguous: false } => country,
            // One that acts is a mention of its state.
            EntryRef::Country { country, form: CountryForm::Capital, ambiguous: false } => country,
            _ => continue,
        };
        let inside = |t: &usize| hit.tokens.contains(t);
        let head = hit.tokens.clone().find(|&t| view.head(t).is_none_or(|h| !inside(&h)));
        let Some((head, &country)) = head.zip(by_code.get(&*reading.known.gazetteer.country(country).iso3)) else {
            continue;
        };
        let free = found.last().is_none_or(|before| before.tokens.end <= hit.tokens.start);
        // Names are short: one that covers the place begins a few tokens before it.
        let from = named.partition_point(|tokens| tokens.start + NAME < hit.tokens.start);
        let to = named.partition_point(|tokens| tokens.start < hit.tokens.end);
        let mut near = named.get(from..to).unwrap_or_default().iter();
        if free && view.upos(head) == Upos::Propn && near.all(|tokens| tokens.end <= hit.tokens.start) {
            found.push(Locality { tokens: hit.tokens.clone(), head, country });
        }
    }
    found.sort_by_key(|place| place.head);
    found
}

/// Whether a mention can carry an entity by itself.
fn anchors(draft: &Draft) -> bool {
    draft.form != MentionKind::Pronoun && (draft.kind == EntityKind::Country || draft.form != MentionKind::Description)
}

fn entity(reading: &Reading, members: &[usize]) -> Entity {
    let drafts: Vec<&Draft> = members.iter().map(|&i| reading.clusters.get(i)).collect();
    let facts = members.first().map(|&i| reading.clusters.facts(i)).unwrap_or_default();
    let gazetteer = reading.known.gazetteer;
    let kind = drafts.first().map_or(EntityKind::Person, |d| d.kind);
    let mut entity = Entity {
        kind,
        name: fullest(reading, &drafts),
        iso3: None,
        country: facts.country.map(|c| gazetteer.country(c).iso3.to_string()),
        wikidata: None,
        mentions: drafts.iter().map(|d| mention(reading, d)).collect(),
    };
    match facts.identity {
        Some(Identity::Country(id)) => {
            let country = gazetteer.country(id);
            entity.name = country.name.to_string();
            entity.iso3 = Some(country.iso3.to_string());
            entity.country = None;
            entity.wikidata = Some(country.wikidata.to_string()).filter(|w| !w.is_empty());
        }
        Some(Identity::Body(id)) if is_another(reading, &drafts, id) => {
            let main = reading.main_country().and_then(|main| reading.clusters.facts(main).identity);
            entity.country = main.and_then(|main| iso3(reading, main));
        }
        Some(Identity::Body(id)) => {
            let body = gazetteer.organization(id);
            entity.name = match entity.name.as_str() {
                "" => body.name.to_string(),
                name => without_state(reading, id, name),
            };
            entity.wikidata = body.wikidata.as_deref().map(str::to_owned);
            if let Some(country) = body.country {
                entity.country = Some(gazetteer.country(country).iso3.to_string());
            }
        }
        None => {}
    }
    if kind == EntityKind::Person {
        entity.wikidata = holder_id(reading, members, entity.country.as_deref());
    }
    entity
}

/// Whether a party that many states have by that name ("the Labour Party") must be another than the gazetteer's, since the
/// document speaks mostly of one state, and never of that party's.
fn is_another(reading: &Reading, drafts: &[&Draft], id: OrganizationId) -> bool {
    let body = reading.known.gazetteer.organization(id);
    let Some(own) = body.country.filter(|_| body.kind == OrganizationKind::Party) else { return false };
    let shared = drafts.iter().filter(|d| d.is_name()).all(|d| d.words.iter().all(|word| is_party_word(word)));
    shared && reading.main_country().is_some() && reading.country_draft(own).is_none()
}

/// Words that parties of many states have in their names; those of the United States alone are not among them.
fn is_party_word(word: &str) -> bool {
    const LIST: &[&str] = &[
        "centre",
        "christian",
        "communist",
        "congress",
        "conservative",
        "conservatives",
        "democratic",
        "freedom",
        "green",
        "greens",
        "justice",
        "labor",
        "labour",
        "left",
        "liberal",
        "liberals",
        "movement",
        "national",
        "nationalist",
        "new",
        "party",
        "people's",
        "peoples",
        "popular",
        "progress",
        "progressive",
        "reform",
        "social",
        "socialist",
        "socialists",
        "tories",
        "union",
        "unity",
        "workers",
        "workers'",
    ];
    LIST.contains(&word)
}

fn iso3(reading: &Reading, known: Identity) -> Option<String> {
    match known {
        Identity::Country(id) => Some(reading.known.gazetteer.country(id).iso3.to_string()),
        Identity::Body(_) => None,
    }
}

/// "U.S. State Department" is the State Department: the name without the body's own state before it, where the gazetteer
/// knows the body by what is left.
fn without_state(reading: &Reading, id: OrganizationId, name: &str) -> String {
    let gazetteer = reading.known.gazetteer;
    let own = gazetteer.organization(id).country;
    for (at, _) in name.match_indices(' ') {
        let (Some(state), Some(rest)) = (name.get(..at), name.get(at + 1..)) else { continue };
        let several = rest.contains(' ');
        if several
            && own.is_some()
            && gazetteer.country_of_phrase(state).map(|(country, _)| country) == own
            && gazetteer.organization_of_phrase(rest) == Some(id)
        {
            return rest.to_owned();
        }
    }
    name.to_owned()
}

fn mention(reading: &Reading, draft: &Draft) -> Mention {
    Mention {
        sentence: draft.sentence,
        tokens: draft.tokens.clone(),
        head: draft.head,
        span: span(reading, draft),
        kind: draft.form,
        reason: draft.reason,
    }
}

/// Its bytes; "Beijing" alone in "pro-Beijing".
fn span(reading: &Reading, draft: &Draft) -> Span {
    let whole = reading.view.text.span(draft.tokens.clone());
    Span::new(whole.start() + draft.skip, whole.end())
}

/// The name with the most words; of equals the one that is no acronym, then the most frequent, then the first.
fn fullest(reading: &Reading, drafts: &[&Draft]) -> String {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, draft) in drafts.iter().enumerate().filter(|(_, d)| d.is_name()) {
        let text = reading.view.document.slice(reading.view.text.span(draft.tokens.clone()));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        counts.entry(text).or_insert((0, usize::MAX - order)).0 += 1;
    }
    let words = |s: &str| s.split(' ').count();
    let capitals = |s: &str| s.chars().any(char::is_lowercase);
    counts
        .into_iter()
        .max_by_key(|(text, (count, order))| (words(text), capitals(text), *count, *order))
        .map(|(text, _)| text)
        .unwrap_or_default()
}

/// The Wikidata id of the office holder with this name, where document and gazetteer agree on the state, or the
/// document says nothing of it and the name is one person's alone.
fn holder_id(reading: &Reading, members: &[usize], country: Option<&str>) -> Option<String> {
    let gazetteer = reading.known.gazetteer;
    let mut found: Option<String> = None;
    for &member in members {
        let draft = reading.clusters.get(member);
        let Some(last) = draft.words.last().filter(|_| draft.words.len() > 1) else { continue };
        for &row in reading.holders_named(last) {
            let Some(holder) = gazetteer.office_holders().get(row) else { continue };
            let known = fold(&holder.name);
            let same = known.split(' ').eq(draft.words.iter().map(String::as_str));
            let alike = known.split(' ').map(romanized).eq(draft.words.iter().map(|w| romanized(w)));
            let state = holder.country.map(|c| &*gazetteer.country(c).iso3);
            let agreed = country.is_some() && country == state;
            // Another spelling is enough only where the state agrees.
            if !(alike && agreed || same && (country.is_none() || state.is_none())) {
                continue;
            }
            match (&found, &holder.wikidata) {
                (Some(other), Some(id)) if **other != **id => return None,
                (None, Some(id)) => found = Some(id.to_string()),
                _ => {}
            }
        }
    }
    found
}

/// Points each token at the mention that it is the head of: of several the longest, a name before a description. Of one
/// who is asked a question says nothing, nor does "pro-Russian" of Russia.
fn index_heads(out: &mut Entities) {
    for (number, entity) in out.entities.iter().enumerate() {
        for (index, mention) in
            entity.mentions.iter().enumerate().filter(|(_, m)| ![ASKED, SIDES, HALF].contains(&m.reason))
        {
            let Some(slot) = out.by_head.get_mut(mention.head) else { continue };
            let longer = slot.is_none_or(|(id, other)| {
                let there = out.entities.get(id.0).and_then(|e| e.mentions.get(other));
                there.is_none_or(|m| mention.tokens.len() > m.tokens.len())
            });
            if longer {
                *slot = Some((EntityId(number), index));
            }
        }
    }
}

/// The groups of whose members all became entities.
fn plurals(reading: &Reading, by_root: &BTreeMap<usize, EntityId>) -> Vec<Group> {
    let list = reading.groups.iter().filter_map(|group| {
        let find = |&index: &usize| by_root.get(&reading.clusters.root(index)).copied();
        Some(Group {
            sentence: reading.view.sentence(group.head),
            tokens: group.tokens.clone(),
            head: group.head,
            members: group.members.iter().map(find).collect::<Option<_>>()?,
        })
    });
    list.collect()
}

fn offices(reading: &Reading, by_root: &BTreeMap<usize, EntityId>) -> Vec<Office> {
    let find = |index: usize| by_root.get(&reading.clusters.root(index)).copied();
    let list = reading.offices.iter().filter_map(|office| {
        let of = match office.of {
            Some(Owner::Draft(index)) => find(index),
            Some(owner @ Owner::Country(_)) => {
                owner_country(reading, owner).and_then(|country| reading.country_draft(country)).and_then(find)
            }
            None => None,
        };
        Some(Office {
            person: find(office.person)?,
            of,
            role: office.role.clone(),
            sentence: office.sentence,
            tokens: office.tokens.clone(),
            role_tokens: office.role_tokens.clone(),
            former: office.former,
        })
    });
    list.collect()
}
