//! Bodies by shorter forms of their names ("the Security Council" for "the U.N. Security Council") and by what they are
//! ("the ministry", "the alliance").

use super::super::draft::Identity;
use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::gazetteer::{CountryId, EntryRef, OrganizationKind};
use crate::syntax::{Deprel, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// Joins a name to the one longer name that ends or begins with its words, where what is left over says no more than
/// whose body it is, or is a word such as "Party".
pub(super) fn short_forms(reading: &mut Reading) {
    // One mention for each form of each body.
    let mut forms: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for (index, draft) in reading.clusters.drafts().iter().enumerate() {
        if draft.kind == EntityKind::Organization && draft.is_name() {
            forms.entry((reading.clusters.root(index), draft.folded())).or_insert(index);
        }
    }
    let bodies: Vec<usize> = forms.into_values().collect();
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &index in &bodies {
        for word in &reading.clusters.get(index).words {
            let list = by_word.entry(word.clone()).or_default();
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    for &index in &bodies {
        let short = reading.clusters.get(index);
        let Some(last) = short.words.last() else { continue };
        let mut longer: Vec<usize> = Vec::new();
        let keys = [Some(last), short.words.first()];
        let mut paper = false;
        for &other in keys.into_iter().flatten().filter_map(|k| by_word.get(k)).flatten() {
            // "The Hill Times ... The Times": what the gazetteer knows of a paper of that shorter name is another's.
            // It has been named in full before: "The Sun ... The Baltimore Sun" are two.
            let before = reading.clusters.get(other).tokens.start < short.tokens.start;
            // "The Committee of the Red Cross ... The Red Cross", where no other body of the latter is named.
            let alone = || {
                let other_form =
                    |&b: &usize| reading.clusters.same(b, index) && reading.clusters.get(b).words != short.words;
                !bodies.iter().any(other_form)
            };
            let tail = || is_whose_name_ends(reading, index, other) && alone();
            let press = other != index && before && (is_short_for_paper(reading, index, other) || tail());
            if press && !reading.clusters.same(other, index) {
                if !longer.iter().any(|&l| reading.clusters.same(l, other)) {
                    longer.push(other);
                    paper = true;
                }
                continue;
            }
            let fits = other != index
                && shortens(reading, &short.words, &reading.clusters.get(other).words)
                && !reading.clusters.same(other, index)
                && reading.clusters.may_join(other, index)
                && !longer.iter().any(|&l| reading.clusters.same(l, other));
            if fits {
                longer.push(other);
            }
        }
        if let [only] = longer[..] {
            if paper {
                reading.clusters.forget(index);
            }
            reading.clusters.join(only, index, "short form");
        }
    }
}

/// Whether draft `short` has the last word of the name of the newspaper of draft `long` ("Post"), or all but the word that
/// says what it is ("Herald" of "Herald newspaper").
fn is_short_for_paper(reading: &Reading, short: usize, long: usize) -> bool {
    let words = |i: usize| {
        let words = &reading.clusters.get(i).words[..];
        words.strip_prefix(&["the".to_owned()]).unwrap_or(words)
    };
    let ([word], [first, .., last]) = (words(short), words(long)) else { return false };
    let outlet = |i: usize| match reading.clusters.facts(i).identity {
        Some(Identity::Body(id)) => reading.known.gazetteer.organization(id).kind == OrganizationKind::Media,
        _ => false,
    };
    let own = || last == word || first == word && last == "newspaper" && words(long).len() == 2;
    lexicon::is_press(word) && own() && outlet(long)
}

/// Whether the name of the charity of draft `long` says that it is one "of the" charity of draft `short`.
fn is_whose_name_ends(reading: &Reading, short: usize, long: usize) -> bool {
    let charity = |i: usize| match reading.clusters.facts(i).identity {
        Some(Identity::Body(id)) => reading.known.gazetteer.organization(id).kind == OrganizationKind::Ngo,
        _ => false,
    };
    // Words of names leave out "the".
    let (words, draft) = (&reading.clusters.get(short).words, reading.clusters.get(long));
    let of = draft.words.strip_suffix(&words[..]).is_some_and(|head| head.last().is_some_and(|w| w == "of"));
    of && words.len() > 1 && charity(short) && charity(long)
}

/// Whether `short` is the end of `long` behind a state or body ("U.N. Security Council"), or its beginning before generic
/// words ("Labour Party", "House of Representatives").
fn shortens(reading: &Reading, short: &[String], long: &[String]) -> bool {
    if short.len() >= long.len() {
        return false;
    }
    let owner = |words: &[String]| {
        let phrase = words.join(" ");
        reading.known.gazetteer.country_of_phrase(&capitalize(&phrase)).is_some()
            || reading.known.gazetteer.organization_of_phrase(&capitalize(&phrase)).is_some()
            || matches!(
                phrase.as_str(),
                "us" | "un" | "eu" | "uk" | "united nations" | "european union" | "house" | "senate"
            )
    };
    // "House" for "United States House of Representatives".
    let own = (1..long.len().min(4)).rev().find(|&n| owner(&long[..n]) && n + short.len() < long.len());
    let long = own.filter(|&n| long[n..].starts_with(short)).map_or(long, |n| &long[n..]);
    let rest = long.len() - short.len();
    let suffix = long.ends_with(short) && short.len() > 1 && (owner(&long[..rest]) || short.len() > 2 && rest == 1);
    let one_word = long.ends_with(short) && short.len() == 1 && owner(&long[..rest]);
    let prefix = long.starts_with(short)
        && long[short.len()..].iter().all(|w| lexicon::is_generic_part(w) || lexicon::is_firm(w))
        && !lexicon::is_generic_part(&short[0]);
    suffix || one_word || prefix || skipping(short, long)
}

/// "Oversight Committee" for "House Oversight and Reform Committee": words left out, the last one kept.
fn skipping(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.len() > 1
        && short.last() == long.last()
        && long.len() > 3
        && short.iter().all(|s| rest.by_ref().any(|l| l == s))
}

/// The words with capitals, as the gazetteer's names are written.
fn capitalize(words: &str) -> String {
    let capital = |w: &str| {
        if w.chars().count() < 4 {
            return w.to_uppercase();
        }
        let mut letters = w.chars();
        letters.next().map_or_else(String::new, |f| f.to_uppercase().chain(letters).collect())
    };
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

/// "Tunisia's largest union, the UGTT,", "the militia, known as Hezbollah,": a noun with the body's name beside it.
pub(super) fn named_beside(reading: &mut Reading) {
    let view = reading.view;
    let tokens: Vec<usize> = view.sentences().flat_map(|(_, tokens)| tokens).collect();
    let mut found = Vec::new();
    for token in tokens {
        if view.upos(token) != Upos::Noun || reading.at_head(token).is_some() {
            continue;
        }
        let class = reading.known.is(token, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
            || is_body_noun(view.lower(token));
        // "the company, Acme": several bodies, or one of them, are not what one noun stands for.
        let subject = matches!(view.deprel(token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl);
        if !class || !subject || view.children(token).any(|c| view.deprel(c) == Deprel::Conj) {
            continue;
        }
        let called = |clause: usize| {
            let naming = matches!(view.lemma(clause), "know" | "call" | "name" | "dub");
            let name = |c: &usize| match view.deprel(*c) {
                Deprel::Obl => view.case(*c).as_deref() == Some("as"),
                Deprel::Xcomp | Deprel::Obj => true,
                _ => false,
            };
            // "the militia, called X", "a group calling itself X".
            let near = clause == token + 2 || clause == token + 1 && view.lower(clause + 1) == "itself";
            view.children(clause).filter(name).filter(|&c| view.lower(c) != "itself").find(|_| naming && near)
        };
        let beside = view.children(token).filter(|&c| c > token).find_map(|c| match view.deprel(c) {
            Deprel::Appos => Some(c),
            Deprel::Acl => called(c),
            _ => None,
        });
        let body = beside.and_then(|name| reading.at_head(name)).filter(|&i| {
            let draft = reading.clusters.get(i);
            draft.kind == EntityKind::Organization && draft.is_name()
        });
        found.extend(body.map(|b| (b, token)));
    }
    for (body, token) in found {
        let draft = reading.reference(body, token..token + 1, MentionKind::Description, "what the body is");
        reading.refer(body, draft);
    }
}

/// "the ministry", "the party", "the alliance": the body named last before whose name says that it is one.
pub(super) fn descriptions(reading: &mut Reading) {
    let tokens: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    let names = words_of_names(reading);
    for token in tokens {
        let view = reading.view;
        let noun = matches!(view.upos(token), Upos::Noun | Upos::Propn) && reading.at_head(token).is_none();
        if !noun || matches!(view.deprel(token), Deprel::Compound | Deprel::Appos | Deprel::Flat | Deprel::NmodDesc) {
            continue;
        }
        let lemma = view.lower(token).to_owned();
        let class = reading.known.is(token, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
            || is_body_noun(&lemma)
            || lexicon::is_body(&lemma);
        if !class || !is_bare_definite(reading, token) {
            continue;
        }
        let antecedent = if is_armed(reading, token) {
            only_armed(reading, token)
        } else if is_of_rights(reading, token) {
            nearest_of_rights(reading, token)
        } else {
            let mut before = reading.before(token, EntityKind::Organization);
            let based = is_based(reading, token);
            let called = before.find(|&i| !based && is_called(reading, &names, i, &lemma));
            called.or_else(|| only_one(reading, token, &lemma)).or_else(|| acting_firm(reading, token, &lemma))
        };
        if let Some(antecedent) = antecedent {
            let found = reading.reference(antecedent, token..token + 1, MentionKind::Description, "what the body is");
            reading.refer(antecedent, found);
        }
    }
}

/// Whether the noun is said to be one of armed people: "the militant group".
fn is_armed(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    view.children(token).any(|c| is_armed_word(reading, token, c))
}

fn is_armed_word(reading: &Reading, noun: usize, word: usize) -> bool {
    const NOUNS: &[&str] =
        &["faction", "group", "militia", "movement", "network", "organisation", "organization", "party"];
    let view = reading.view;
    word < noun
        && matches!(view.deprel(word), Deprel::Amod | Deprel::Compound)
        && lexicon::is_militant(view.lower(word))
        && NOUNS.contains(&view.lower(noun))
}

/// Whether the noun is "rights group" or "human rights organization".
fn is_of_rights(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    let group = lexicon::is_of_rights(view.lower(token));
    group && view.children(token).any(|c| is_rights(reading, c)) && view.child(token, &[Deprel::NmodPoss]).is_none()
}

/// Whether the word is "rights" or hangs on it, before a noun.
fn is_rights(reading: &Reading, word: usize) -> bool {
    let view = reading.view;
    matches!(view.lower(word), "rights" | "human") && matches!(view.deprel(word), Deprel::Compound | Deprel::Amod)
}

/// The body of the last sentences that is no state's and looks after rights, by its name or for all that is known: of several
/// the nearest.
fn nearest_of_rights(reading: &Reading, token: usize) -> Option<usize> {
    let last = reading.view.sentence(token);
    let near = reading.before(token, EntityKind::Organization);
    let mut near = near.take_while(|&i| last - reading.clusters.get(i).sentence.min(last) < 4);
    near.find(|&i| match reading.clusters.facts(i).identity {
        Some(Identity::Body(id)) => {
            let body = reading.known.gazetteer.organization(id);
            body.kind == OrganizationKind::Ngo
        }
        _ => reading.clusters.get(i).words.iter().any(|w| w == "rights"),
    })
}

/// Whether the noun has a place before it where the body is: "the Finland-based company".
fn is_based(reading: &Reading, token: usize) -> bool {
    reading.view.children(token).any(|c| is_based_word(reading, token, c))
}

fn is_based_word(reading: &Reading, noun: usize, word: usize) -> bool {
    let view = reading.view;
    word < noun
        && view.deprel(word) == Deprel::Amod
        && view.lower(word) == "based"
        && word.checked_sub(1).is_some_and(|t| view.form(t) == "-")
}

/// "the company" after a sentence that tells of several what one of them does: the one that does it.
fn acting_firm(reading: &Reading, token: usize, noun: &str) -> Option<usize> {
    if !matches!(noun, "company" | "firm") {
        return None;
    }
    let view = reading.view;
    let before = view.sentence(token).checked_sub(1)?;
    let root = view.tokens_of(before).find(|&t| view.head(t).is_none())?;
    let subject = view.child(root, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let one = view.children(subject).all(|c| view.deprel(c) != Deprel::Conj);
    reading.at_head(subject).filter(|&i| {
        let firm = match reading.clusters.facts(i).identity {
            Some(Identity::Body(id)) => reading.known.gazetteer.organization(id).kind == OrganizationKind::Company,
            _ => reading.clusters.get(i).words.last().is_some_and(|w| lexicon::is_firm(w)),
        };
        one && firm && reading.clusters.get(i).kind == EntityKind::Organization
    })
}

/// The state that the word at `token` names.
fn state_of(reading: &Reading, token: usize) -> Option<CountryId> {
    match reading.clusters.facts(reading.at_head(token)?).identity {
        Some(Identity::Country(country)) => Some(country),
        _ => None,
    }
}

/// The one armed group that the sentence or the one before has named; else the one party or body of a kind that nobody knows.
fn only_armed(reading: &Reading, token: usize) -> Option<usize> {
    let last = reading.view.sentence(token);
    let near = reading.before(token, EntityKind::Organization);
    let near = near.take_while(|&i| last - reading.clusters.get(i).sentence.min(last) < 2);
    // "the Lebanese militant group" is one of Lebanon.
    let state = reading.view.children(token).find_map(|c| state_of(reading, c));
    let near = near.filter(|&i| state.is_none() || reading.clusters.facts(i).country == state);
    let (mut armed, mut others): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for index in near {
        let list = match reading.clusters.facts(index).identity {
            Some(Identity::Body(id)) => match reading.known.gazetteer.organization(id).kind {
                OrganizationKind::ArmedGroup => &mut armed,
                OrganizationKind::Party => &mut others,
                _ => continue,
            },
            _ => &mut others,
        };
        if !list.iter().any(|&other| reading.clusters.same(other, index)) {
            list.push(index);
        }
    }
    // "the Islamist party" is a party before it is a group that fights.
    let (first, second) = if reading.view.lower(token) == "party" { (&others, &armed) } else { (&armed, &others) };
    match (&first[..], &second[..]) {
        ([only], _) | ([], [only]) => Some(*only),
        _ => None,
    }
}

/// The one body that has been named near `token`, for a noun that any body can be called by.
fn only_one(reading: &Reading, token: usize, noun: &str) -> Option<usize> {
    let unlike: &[OrganizationKind] = match noun {
        "organization" | "organisation" | "group" => {
            &[OrganizationKind::Ministry, OrganizationKind::Court, OrganizationKind::Legislature]
        }
        "company" | "firm" => &[
            OrganizationKind::Ministry,
            OrganizationKind::Court,
            OrganizationKind::Legislature,
            OrganizationKind::Agency,
            OrganizationKind::International,
            OrganizationKind::Party,
            OrganizationKind::ArmedGroup,
            OrganizationKind::Military,
        ],
        _ => return None,
    };
    let view = reading.view;
    let last = view.sentence(token);
    let near = reading.before(token, EntityKind::Organization);
    let near: Vec<usize> = near.take_while(|&i| last - reading.clusters.get(i).sentence.min(last) < 3).collect();
    let first = *near.first()?;
    let fits = match reading.clusters.facts(first).identity {
        Some(Identity::Body(id)) => !unlike.contains(&reading.known.gazetteer.organization(id).kind),
        _ => true,
    };
    (fits && near.iter().all(|&other| reading.clusters.same(first, other))).then_some(first)
}

pub(super) fn is_body_noun(noun: &str) -> bool {
    matches!(
        noun,
        "alliance"
            | "ministry"
            | "party"
            | "agency"
            | "council"
            | "committee"
            | "organization"
            | "organisation"
            | "bloc"
            | "company"
            | "firm"
            | "group"
            | "commission"
            | "court"
            | "parliament"
            | "department"
            | "union"
            | "university"
            | "bank"
            | "newspaper"
            | "network"
            | "militia"
            | "movement"
            | "board"
            | "assembly"
            | "senate"
            | "chamber"
            | "embassy"
    )
}

/// "the X" with nothing else that would single it out.
fn is_bare_definite(reading: &Reading, token: usize) -> bool {
    let view = reading.view;
    let the = view.child(token, &[Deprel::Det]).is_some_and(|d| view.lower(d) == "the");
    let rest = view.children(token).all(|c| {
        matches!(view.deprel(c), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj | Deprel::Mark)
            || c > token && !matches!(view.deprel(c), Deprel::Nmod | Deprel::AclRelcl | Deprel::Acl | Deprel::Appos)
            || view.deprel(c) == Deprel::Amod && view.lower(c) == "military"
            || is_based_word(reading, token, c)
            || is_of_rights(reading, token) && is_rights(reading, c)
            || is_armed_word(reading, token, c)
            || is_armed(reading, token) && state_of(reading, c).is_some() && view.deprel(c) == Deprel::Amod
    });
    the && rest
}

/// The words of each body's names of more than one word, by set.
fn words_of_names(reading: &Reading) -> BTreeMap<usize, BTreeSet<String>> {
    let mut names: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (index, draft) in reading.clusters.drafts().iter().enumerate() {
        if draft.kind == EntityKind::Organization && draft.words.len() > 1 {
            names.entry(reading.clusters.root(index)).or_default().extend(draft.words.iter().cloned());
        }
    }
    names
}

/// Whether the body of draft `index` is of the kind that `noun` says, by its `names` or by what the gazetteer knows.
fn is_called(reading: &Reading, names: &BTreeMap<usize, BTreeSet<String>>, index: usize, noun: &str) -> bool {
    let own = names.get(&reading.clusters.root(index));
    let press = |word: &String| lexicon::is_press(word) || word == "newspaper";
    let last = reading.clusters.get(index).words.last();
    let paper = matches!(noun, "newspaper" | "paper") && last.is_some_and(press);
    if own.is_some_and(|words| words.contains(noun)) || paper {
        return true;
    }
    let Some(Identity::Body(id)) = reading.clusters.facts(index).identity else { return false };
    let body = reading.known.gazetteer.organization(id);
    let said = |n: &str| {
        body.name.split(' ').chain(body.aliases.iter().flat_map(|a| a.split(' '))).any(|w| w.eq_ignore_ascii_case(n))
    };
    said(noun)
        || match noun {
            "alliance" => &*body.name == "North Atlantic Treaty Organization" || &*body.name == "NATO",
            "bloc" => {
                matches!(&*body.name, "European Union" | "African Union" | "Association of Southeast Asian Nations")
            }
            "party" => body.kind == OrganizationKind::Party,
            "company" => body.kind == OrganizationKind::Company,
            "newspaper" | "network" => body.kind == OrganizationKind::Media,
            "paper" | "daily" => {
                let end = body.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
                body.kind == OrganizationKind::Media && (lexicon::is_press(&end) || end == "newspaper")
            }
            "ministry" | "department" => body.kind == OrganizationKind::Ministry,
            "court" => body.kind == OrganizationKind::Court,
            "parliament" | "chamber" => body.kind == OrganizationKind::Legislature,
            "militia" | "movement" => body.kind == OrganizationKind::ArmedGroup,
            _ => false,
        }
}
