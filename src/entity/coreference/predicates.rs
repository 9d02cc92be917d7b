//! What the text says that somebody is, and who is meant when it says so again: appositions ("Ana Roe, a surgeon,", "the
//! surgeon, Ana Roe"), predicates ("Roe is a surgeon", "became a surgeon", "worked as a surgeon"), then "the surgeon" and,
//! of relatives, "her brother". In: named people and bodies; out: descriptions of them.
//!
//! One: "Acme, a maker of pumps, … The maker". None: "Roe is no surgeon", "Roe may become a surgeon", "the surgeon" where
//! two are called so in what goes before.

use super::super::{EntityKind, MentionKind, lexicon};
use super::Reading;
use crate::gazetteer::EntryRef;
use crate::syntax::{Deprel, Upos, Xpos};
use std::collections::BTreeMap;
use std::ops::Range;

/// A noun that says what an entity is.
struct Said {
    /// A draft of the entity.
    entity: usize,
    noun: usize,
    /// Whether it becomes a mention: the noun before a name ("student Ana Roe") is a part of the name's own phrase.
    mention: bool,
}

/// How many sentences back "the surgeon" may be introduced or spoken of.
const REACH: usize = 12;

/// Joins what stands beside names, then what refers to it again.
pub(super) fn predicates(reading: &mut Reading) {
    let mut said = Vec::new();
    for index in 0..reading.clusters.drafts().len() {
        let draft = reading.clusters.get(index);
        let named = draft.is_name() || draft.form == MentionKind::Pronoun && draft.reason != super::ASKED;
        if named && draft.kind != EntityKind::Country {
            beside(reading, index, &mut said);
        }
    }
    said.sort_by_key(|s| s.noun);
    let mut called: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for Said { entity, noun, mention } in said {
        let lemma = reading.view.lemma(noun);
        if !mention || reading.at_head(noun).is_none() {
            called.entry(lemma).or_default().push(if mention { add(reading, entity, noun) } else { entity });
        } else if let Some(index) = reading.at_head(noun).filter(|&i| reading.clusters.same(i, entity)) {
            called.entry(lemma).or_default().push(index);
        }
    }
    again(reading, &mut called);
}

/// Adds the phrase of `noun` as a description of `entity`; gives its draft.
fn add(reading: &mut Reading, entity: usize, noun: usize) -> usize {
    let tokens = phrase(reading, noun);
    let mut draft = reading.reference(entity, tokens, MentionKind::Description, "what the text says it is");
    draft.head = noun;
    reading.refer(entity, draft);
    reading.at_head(noun).unwrap_or(entity)
}

/// `noun` with the words right before it that describe it and are no mentions themselves.
fn phrase(reading: &Reading, noun: usize) -> Range<usize> {
    let view = reading.view;
    let covered = |t: usize| reading.named_in(view.sentence(t)).any(|(_, d)| d.tokens.contains(&t));
    let describes = |t: usize| {
        view.head(t) == Some(noun) && matches!(view.deprel(t), Deprel::Amod | Deprel::Compound) && !covered(t)
    };
    let first = view.tokens_of(view.sentence(noun)).start;
    let start = (first..noun).rev().take_while(|&t| describes(t)).last().unwrap_or(noun);
    start..noun + 1
}

/// The nouns that say what the name of draft `index` is.
fn beside(reading: &Reading, index: usize, said: &mut Vec<Said>) {
    let view = reading.view;
    let draft = reading.clusters.get(index);
    let head = draft.head;
    let mut nouns: Vec<usize> = Vec::new();
    let under = |top: usize, relation: Deprel| view.children(top).filter(move |&c| view.deprel(c) == relation);
    nouns.extend(under(head, Deprel::Appos).filter(|&c| c > head));
    if let Some(governor) = view.head(head) {
        match view.deprel(head) {
            Deprel::Appos if governor < head => nouns.push(governor),
            Deprel::Nsubj if stated(reading, governor) => {
                if view.child(governor, &[Deprel::Cop]).is_some() {
                    nouns.push(governor);
                }
                if matches!(view.lemma(governor), "become" | "remain") {
                    nouns.extend(under(governor, Deprel::Xcomp));
                }
                nouns.extend(under(governor, Deprel::Obl).filter(|&c| view.case(c).as_deref() == Some("as")));
            }
            Deprel::NsubjPass if stated(reading, governor) => {
                nouns.extend(under(governor, Deprel::Obl).filter(|&c| view.case(c).as_deref() == Some("as")));
            }
            _ => {}
        }
    }
    // "envoy Roe and envoy Doe": a noun with another's name beside it says what that one is.
    let others = |&noun: &usize| {
        let mut names = view.children(noun).filter(|&c| matches!(view.deprel(c), Deprel::Appos | Deprel::Flat));
        names.any(|c| reading.at_head(c).is_some_and(|i| reading.clusters.get(i).kind == draft.kind))
    };
    let more = nouns.iter().flat_map(|&n| under(n, Deprel::Conj));
    let more: Vec<usize> = more.filter(|noun| !others(noun)).collect();
    // "a singer and actress" is one description; "a singer and an actress" are two.
    let own = |&noun: &usize| view.child(noun, &[Deprel::Det, Deprel::NmodPoss]).is_some();
    let apart: Vec<usize> = more.iter().copied().filter(own).collect();
    nouns.extend(&more);
    nouns.retain(|&noun| is_what(reading, draft.kind, noun) && !draft.tokens.contains(&noun));
    let mention = |noun: &usize| !more.contains(noun) || apart.contains(noun);
    said.extend(nouns.iter().map(|noun| Said { entity: index, noun: *noun, mention: mention(noun) }));
    // "student Ana Roe".
    let title = draft.tokens.start.checked_sub(1).filter(|&t| {
        draft.kind == EntityKind::Person
            && view.upos(t) == Upos::Noun
            && view.head(t) == Some(head)
            && lexicon::is_bearer(view.lower(t))
    });
    said.extend(title.map(|noun| Said { entity: index, noun, mention: false }));
}

/// Whether the clause of `governor` says that it is so: not negated, not a question, no "may" or "would".
fn stated(reading: &Reading, governor: usize) -> bool {
    let view = reading.view;
    let doubt = |c: usize| match view.deprel(c) {
        Deprel::Aux => {
            matches!(view.lower(c), "may" | "might" | "would" | "could" | "should" | "must" | "can" | "will")
        }
        Deprel::Mark => matches!(view.lower(c), "if" | "whether" | "unless"),
        _ => matches!(view.lower(c), "not" | "n't" | "n’t" | "never" | "no"),
    };
    let last = view.tokens_of(view.sentence(governor)).end.saturating_sub(1);
    !view.children(governor).any(doubt) && view.form(last) != "?"
}

/// Whether `noun` is a common noun in the singular that can say what a `kind` is.
fn is_what(reading: &Reading, kind: EntityKind, noun: usize) -> bool {
    let view = reading.view;
    let word = view.lower(noun);
    let no = view.children(noun).any(|c| matches!(view.lower(c), "no" | "not" | "n't" | "n’t" | "whose"));
    let class = match kind {
        EntityKind::Person => lexicon::is_bearer(word) || has_title(reading, noun),
        _ => is_body(reading, noun),
    };
    view.upos(noun) == Upos::Noun && view.xpos(noun) == Xpos::Nn && !no && class
}

fn has_title(reading: &Reading, noun: usize) -> bool {
    reading.known.title_before(noun + 1).is_some()
}

fn is_body(reading: &Reading, noun: usize) -> bool {
    reading.known.is(noun, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
        || super::bodies::is_body_noun(reading.view.lower(noun))
}

/// "the surgeon", "this maker": who has been called so; "her brother": whose brother has been named.
fn again(reading: &mut Reading, called: &mut BTreeMap<&str, Vec<usize>>) {
    if called.is_empty() {
        return;
    }
    let tokens: Vec<usize> = reading.view.sentences().flat_map(|(_, tokens)| tokens).collect();
    for noun in tokens {
        let view = reading.view;
        if view.upos(noun) != Upos::Noun || view.xpos(noun) != Xpos::Nn || reading.at_head(noun).is_some() {
            continue;
        }
        let outside = matches!(view.deprel(noun), Deprel::Compound | Deprel::Appos | Deprel::Flat | Deprel::NmodDesc);
        let Some(list) = called.get(view.lemma(noun)).filter(|_| !outside) else { continue };
        let Some(meant) = meant(reading, noun, list) else { continue };
        let tokens = phrase(reading, noun);
        let mut draft = reading.reference(meant, tokens, MentionKind::Description, "called so before");
        draft.head = noun;
        reading.refer(meant, draft);
    }
}

/// The one entity of `list` that the phrase of `noun` means.
fn meant(reading: &Reading, noun: usize, list: &[usize]) -> Option<usize> {
    let view = reading.view;
    let owner = view.child(noun, &[Deprel::NmodPoss]);
    let definite = view.child(noun, &[Deprel::Det]).is_some_and(|d| matches!(view.lower(d), "the" | "this" | "that"));
    let bare = view.children(noun).all(|c| {
        use Deprel::{Acl, AclRelcl, Amod, Appos, Compound, Cop, Nmod, Nummod};
        !matches!(view.deprel(c), Nmod | AclRelcl | Acl | Appos | Cop | Amod | Compound | Nummod)
    });
    let same_owner = |&entity: &usize| {
        let draft = reading.clusters.get(entity);
        let theirs = view.child(draft.head, &[Deprel::NmodPoss]).and_then(|o| reading.at_head(o));
        let ours = owner.and_then(|o| reading.at_head(o));
        matches!((theirs, ours), (Some(a), Some(b)) if reading.clusters.same(a, b))
    };
    let near = |&entity: &usize| {
        let draft = reading.clusters.get(entity);
        draft.tokens.end <= noun && view.sentence(noun).saturating_sub(draft.sentence) <= REACH
    };
    let mut fitting: Vec<usize> = Vec::new();
    for entity in list.iter().copied().filter(|e| match owner {
        Some(_) => lexicon::is_kin(view.lower(noun)) && same_owner(e) && reading.clusters.get(*e).tokens.end <= noun,
        None => definite && bare && near(e),
    }) {
        if !fitting.iter().any(|&f| reading.clusters.same(f, entity)) {
            fitting.push(entity);
        }
    }
    match fitting[..] {
        [only] => Some(only),
        _ => None,
    }
}
