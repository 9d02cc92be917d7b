//! One sense a document: a name that was read surely in one place is read so in the others. In: the accepted candidates;
//! out: the same with stray readings turned and missed occurrences added.

use super::super::known::Known;
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::bodies::SHARED_WORD;
use super::candidate::{Candidate, words};
use super::countries::in_dateline;
use super::labelled::LABELLED;
use crate::gazetteer::EntryRef;
use crate::syntax::{Deprel, NameType, Upos, Xpos};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Gives a string that was read as a person here and as a body there the reading with more evidence.
pub(super) fn one_sense(view: &View, chosen: &mut [Candidate]) {
    let mut weight: BTreeMap<String, [f32; 3]> = BTreeMap::new();
    let mut surnames: BTreeMap<String, f32> = BTreeMap::new();
    for candidate in chosen.iter().filter(|c| c.form == MentionKind::Name) {
        let words = words(view, candidate.tokens.clone());
        if candidate.kind == EntityKind::Person
            && words.len() > 1
            && let Some(last) = words.last()
        {
            *surnames.entry(last.clone()).or_default() += candidate.score;
        }
        weight.entry(words.join(" ")).or_default()[candidate.kind as usize] += candidate.score;
    }
    for candidate in chosen.iter_mut().filter(|c| c.form == MentionKind::Name && c.identity.is_none()) {
        let key = words(view, candidate.tokens.clone()).join(" ");
        let mut sums = weight.get(&key).copied().unwrap_or_default();
        sums[EntityKind::Person as usize] += surnames.get(&key).copied().unwrap_or_default();
        let (person, body) = (sums[EntityKind::Person as usize], sums[EntityKind::Organization as usize]);
        match candidate.kind {
            EntityKind::Organization if person > body => candidate.kind = EntityKind::Person,
            EntityKind::Person if body > person => candidate.kind = EntityKind::Organization,
            _ => {}
        }
    }
}

/// Drops single words read as bodies that nothing but the labeller knows, where it takes the word for a place more often;
/// acronyms of bodies are no places.
pub(super) fn places(view: &View, chosen: &mut Vec<Candidate>) {
    let mut labels: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (number, tokens) in view.sentences() {
        let names = view.tree(number).map_or(&[][..], |tree| tree.names());
        for name in names.iter().filter(|n| n.words.len() == 1 && n.label != NameType::Person) {
            let place = usize::from(name.label == NameType::Location);
            labels.entry(view.form(tokens.start + name.words.start)).or_default()[place] += 1;
        }
    }
    chosen.retain(|c| {
        let lone = c.kind == EntityKind::Organization
            && c.form == MentionKind::Name
            && c.tokens.len() == 1
            && c.reason == LABELLED
            && !view.is_all_caps(c.tokens.start);
        let [bodies, places] = labels.get(view.form(c.tokens.start)).copied().unwrap_or_default();
        !lone || c.identity.is_some() || places <= bodies
    });
}

/// Reads a word as a company that was read as a person, where the document has the company's longer name and nobody of
/// that surname: "Ford recalled the trucks. Ford Motor Company blamed …"
pub(super) fn companies(view: &View, known: &Known, chosen: &mut [Candidate]) {
    let mut firms: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for candidate in chosen.iter().filter(|c| c.form == MentionKind::Name) {
        let words = words(view, candidate.tokens.clone());
        let [first, rest @ ..] = &words[..] else { continue };
        match candidate.kind {
            EntityKind::Person if !rest.is_empty() || known.title_before(candidate.tokens.start).is_some() => {
                parts.extend(words.iter().cloned());
            }
            EntityKind::Organization if !rest.is_empty() && rest.iter().all(|word| lexicon::is_firm(word)) => {
                firms.insert(first.clone(), candidate.clone());
            }
            _ => {}
        }
    }
    for candidate in chosen.iter_mut().filter(|c| c.kind == EntityKind::Person && c.form == MentionKind::Name) {
        let key = words(view, candidate.tokens.clone()).join(" ");
        if let Some(firm) = firms.get(&key).filter(|_| !parts.contains(&key)) {
            candidate.kind = EntityKind::Organization;
            (candidate.identity, candidate.country) = (firm.identity, firm.country);
            candidate.reason = "short for a company";
        }
    }
}

/// Adds the occurrences of accepted names, and of the surnames of accepted people, that nothing else covers.
pub(super) fn everywhere<'a>(view: &View<'a>, known: &Known, chosen: &mut Vec<Candidate>) {
    // By their words, and of how many words those are that begin with a word, so that each place of the document is looked
    // up once for each length.
    let mut like: HashMap<Vec<&str>, &Candidate> = HashMap::default();
    let mut lengths: HashMap<&str, BTreeSet<usize>> = HashMap::default();
    // Half of "the State and Defense Departments" names nothing elsewhere.
    let whole = |c: &&Candidate| c.reason != SHARED_WORD;
    let names = chosen.iter().filter(|c| c.form == MentionKind::Name && c.kind != EntityKind::Country);
    for candidate in names.filter(whole) {
        let forms: Vec<&str> = candidate.tokens.clone().map(|t| view.form(t)).collect();
        let mut add = |forms: &[&'a str]| {
            let Some(first) = forms.first() else { return };
            lengths.entry(first).or_default().insert(forms.len());
            like.entry(forms.to_vec()).or_insert(candidate);
        };
        if candidate.kind == EntityKind::Person
            && forms.len() > 1
            && let Some(last) = surname_token(view, known, candidate)
        {
            add(&[last]);
        }
        if candidate.kind == EntityKind::Person && surname_first(known, candidate, &forms) {
            add(forms.get(..1).unwrap_or_default());
        }
        add(&forms);
    }
    let mut covered = vec![false; view.len()];
    for token in chosen.iter().flat_map(|c| c.tokens.clone()) {
        if let Some(slot) = covered.get_mut(token) {
            *slot = true;
        }
    }
    let mut added = Vec::new();
    for (_, tokens) in view.sentences() {
        let forms: Vec<&str> = tokens.clone().map(|t| view.form(t)).collect();
        let mut at = tokens.start;
        while at < tokens.end {
            let rest = &forms[at - tokens.start..];
            let open = |words: usize| covered[at..].iter().take(words).all(|&covered| !covered);
            let mut longest = lengths.get(rest[0]).into_iter().flatten().rev().copied();
            let found = longest
                .find_map(|words| like.get(rest.get(..words)?).copied().filter(|_| open(words)).zip(Some(words)));
            match found {
                Some((like, words)) if free(view, at) || is_surname_alone(view, at, words, like) => {
                    let tokens = at..at + words;
                    at = tokens.end;
                    added.push(Candidate { tokens, reason: "same name elsewhere", ..like.clone() });
                }
                _ => at += 1,
            }
        }
    }
    chosen.extend(added);
}

/// Whether a name may begin at `token`: a proper noun outside of a dateline, not a part of a longer run of names.
fn free(view: &View, token: usize) -> bool {
    view.upos(token) == Upos::Propn && !in_dateline(view, token)
}

/// Whether the surname of somebody in the document stands at `token` though the tagger takes it for a common noun or a
/// verb, as it may at the start of a sentence ("Truss later said"): one capitalized word without article or modifier that
/// plays the part of a noun phrase.
fn is_surname_alone(view: &View, token: usize, words: usize, like: &Candidate) -> bool {
    let argument = matches!(view.deprel(token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::NmodPoss);
    like.kind == EntityKind::Person
        && words == 1
        && view.upos(token) == Upos::Noun
        && view.is_capitalized(token)
        && !matches!(view.xpos(token), Xpos::Nns)
        && argument
        && view
            .children(token)
            .all(|c| matches!(view.deprel(c), Deprel::Case | Deprel::Punct | Deprel::Conj | Deprel::Cc))
        && !in_dateline(view, token)
}

/// Whether a person's name begins with the surname: a known one before a given name of two syllables ("Park Geun-hye").
fn surname_first(known: &Known, person: &Candidate, forms: &[&str]) -> bool {
    let syllables = |word: &str| {
        word.split_once(['-', '‑'])
            .is_some_and(|(one, two)| !one.is_empty() && !two.is_empty() && !two.contains(char::is_uppercase))
    };
    let given = forms.get(1..).unwrap_or_default().concat();
    let start = person.tokens.start;
    syllables(&given)
        && known.is(start, |e| matches!(e, EntryRef::Surname))
        && known.given_name(start).is_none()
        && !known.is(start, |e| matches!(e, EntryRef::Country { .. } | EntryRef::Title(_)))
}

/// The last token of a person's name, if it can stand for the person: no initial, number ("II"), or country.
fn surname_token<'a>(view: &View<'a>, known: &Known, person: &Candidate) -> Option<&'a str> {
    let last = person.tokens.end.checked_sub(1)?;
    let form = view.form(last);
    let hyphen = last > person.tokens.start && matches!(view.form(last - 1), "-" | "‑");
    let short = hyphen || form.chars().filter(|c| c.is_alphabetic()).count() < 2;
    let other =
        known.is(last, |e| matches!(e, EntryRef::Country { .. } | EntryRef::Title(_) | EntryRef::OrganizationWord));
    (!short && !other && !view.is_all_caps(last)).then_some(form)
}
