//! Evidence from what stands around a name: single words that the labeller takes for people, and names of bodies told by
//! the people who belong to them ("DAB's Starry Lee", "Nathan Law of Demosisto").

use super::super::known::Known;
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::candidate::{Candidate, words};
use super::countries::labels;
use super::described::is_known;
use super::{extent, shape};
use crate::gazetteer::{EntryRef, Gender};
use crate::syntax::{Deprel, NameType, Upos, Xpos};
use std::collections::BTreeSet;
use std::ops::Range;

/// Adds bodies that people are said to be of: the possessor of a person's name, or what follows it with "of".
pub(super) fn affiliations(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    let people: Vec<Range<usize>> = out
        .iter()
        .filter(|c| c.kind == EntityKind::Person && c.tokens.len() > 1 && c.score > 0.6)
        .map(|c| c.tokens.clone())
        .collect();
    for person in people {
        let head = view.head_of(person.clone());
        for child in view.children(head) {
            let behind = child >= person.end
                && view.deprel(child) == Deprel::Nmod
                && matches!(view.case(child).as_deref(), Some("of" | "from"))
                && child <= person.end + 8;
            let possessor = child < person.start && view.deprel(child) == Deprel::NmodPoss;
            if behind || possessor {
                out.extend(affiliation(view, known, child));
            }
        }
    }
}

/// Adds acronyms that stand in apposition to a noun for bodies: "the country's largest union, the UGTT".
pub(super) fn appositions(view: &View, known: &Known, out: &mut Vec<Candidate>) {
    for token in view.sentences().flat_map(|(_, tokens)| tokens) {
        let acronym = view.upos(token) == Upos::Propn && view.is_all_caps(token) && view.deprel(token) == Deprel::Appos;
        let noun = view.head(token).filter(|&n| acronym && n < token && view.upos(n) == Upos::Noun);
        let body = noun.is_some_and(|n| {
            known.is(n, |e| matches!(e, EntryRef::OrganizationWord | EntryRef::Body(_)))
                || lexicon::is_body(view.lemma(n))
        });
        let other = labels(view, &(token..token + 1)).next().is_some()
            || known.is(token, |e| matches!(e, EntryRef::Country { .. } | EntryRef::Place { .. }));
        if body && !other {
            out.push(Candidate::name(token..token + 1, EntityKind::Organization, 0.6, "what the noun beside it is"));
        }
    }
}

fn affiliation(view: &View, known: &Known, head: usize) -> Option<Candidate> {
    let written = |t: usize| view.is_capitalized(t) && matches!(view.upos(t), Upos::Propn | Upos::Adj);
    if !written(head) {
        return None;
    }
    let span = extent::run(view, head, written, |t| written(t) && view.deprel(t) == Deprel::Flat);
    let span = shape::trim(view, span)?;
    let place = labels(view, &span).any(|(_, label)| label != NameType::Organization) || is_known(known, &span);
    (!place).then(|| {
        let whole = extent::complete(view, known, span);
        Candidate::name(whole, EntityKind::Organization, 0.6, "body that a person is of")
    })
}

/// Drops names read as people that stand where places stand ("at Ain Issa", "entered Tell Tamer"), in the whole document,
/// unless a word of them is known as a person's name.
pub(super) fn places(view: &View, known: &Known, chosen: &mut Vec<Candidate>) {
    let located = |c: &Candidate| {
        let head = view.first_conjunct(view.head_of(c.tokens.clone()));
        let verb = view.head(head).map(|h| view.lemma(h)).unwrap_or_default();
        matches!(
            view.case(head).as_deref(),
            Some("in" | "at" | "near" | "into" | "through" | "across" | "outside" | "inside" | "onto")
        ) || view.deprel(head) == Deprel::Obj && matches!(verb, "enter" | "reach" | "capture" | "leave")
    };
    let unknown = |c: &Candidate| {
        c.kind == EntityKind::Person
            && c.form == MentionKind::Name
            && known.title_before(c.tokens.start).is_none()
            && !c.tokens.clone().any(|t| {
                known
                    .starting(t)
                    .iter()
                    .any(|h| matches!(h.entry, EntryRef::GivenName(_) | EntryRef::Surname | EntryRef::OfficeHolder(_)))
            })
    };
    let strings: BTreeSet<String> =
        chosen.iter().filter(|c| unknown(c) && located(c)).map(|c| view.phrase(c.tokens.clone())).collect();
    chosen.retain(|c| !unknown(c) || !strings.contains(&view.phrase(c.tokens.clone())));
}

/// The score of a single word of which the labeller is as good as certain.
const SURE: f32 = 0.75;

/// How many sentences a text has, at least, that would give a person's full name somewhere.
const WHOLE: usize = 4;

/// Drops single words read as people for which nothing speaks but the labeller, unless it is certain of one who says
/// or does something or of a fragment too short to introduce anybody. What else speaks, is a body.
pub(super) fn lone_words(view: &View, known: &Known, chosen: &mut Vec<Candidate>) {
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for person in chosen.iter().filter(|c| c.kind == EntityKind::Person && c.form == MentionKind::Name) {
        let words = words(view, person.tokens.clone());
        if words.len() > 1 {
            parts.extend(words);
        }
    }
    let fragment = view.sentences().count() < WHOLE;
    chosen.retain_mut(|candidate| {
        let lone = candidate.kind == EntityKind::Person && candidate.form == MentionKind::Name;
        let words = if lone { words(view, candidate.tokens.clone()) } else { Vec::new() };
        let [word] = &words[..] else { return true };
        if !parts.contains(word) && is_matter(view, &candidate.tokens) {
            return false;
        }
        let sure = candidate.score > SURE
            && !view.is_heading(view.sentence(candidate.tokens.start))
            && (fragment || speaks(view, &candidate.tokens) || acts(view, &candidate.tokens));
        if sure || parts.contains(word) || is_person(view, known, &candidate.tokens) {
            return true;
        }
        candidate.kind = EntityKind::Organization;
        candidate.reason = "speaks, but is nobody's name";
        speaks(view, &candidate.tokens)
    });
}

/// "Acme and its partner Deutsche Netz": what stands beside such a noun is a body, where nothing tells of a person.
pub(super) fn companies(view: &View, known: &Known, chosen: &mut [Candidate]) {
    for candidate in chosen.iter_mut().filter(|c| c.kind == EntityKind::Person && c.form == MentionKind::Name) {
        let head = view.head_of(candidate.tokens.clone());
        let beside =
            candidate.tokens.start.checked_sub(1).filter(|&n| {
                view.head(n) == Some(head) || view.head(head) == Some(n) && view.deprel(head) != Deprel::Conj
            });
        let its = |n: usize| view.child(n, &[Deprel::NmodPoss]).or_else(|| view.child(head, &[Deprel::NmodPoss]));
        let business = beside.filter(|&n| lexicon::is_affiliate(view.lemma(n)));
        let owned = business.and_then(its).is_some_and(|p| view.lower(p) == "its");
        let named = || {
            let names = |t: usize| known.given_name(t).is_some() || known.title_before(t).is_some();
            names(candidate.tokens.start)
        };
        if owned && !named() {
            candidate.kind = EntityKind::Organization;
            candidate.reason = "what the noun beside it is";
        }
    }
}

/// Adds the other person of two that a hyphen joins: "the Roe-Berg meeting".
pub(super) fn pairs(view: &View, known: &Known, chosen: &mut Vec<Candidate>) {
    let people: Vec<usize> = chosen
        .iter()
        .filter(|c| c.kind == EntityKind::Person && c.form == MentionKind::Name && c.tokens.len() == 1)
        .map(|c| c.tokens.start)
        .collect();
    for person in people {
        let before = person.checked_sub(2).filter(|_| shape::hyphenated(view, person - 1));
        let after = Some(person + 2).filter(|_| shape::hyphenated(view, person + 1));
        for other in before.into_iter().chain(after) {
            let free = chosen.iter().all(|c| !c.tokens.contains(&other));
            let surname = known.is(other, |e| matches!(e, EntryRef::Surname));
            if free && surname && view.upos(other) == Upos::Propn && view.is_capitalized(other) {
                chosen.push(Candidate::name(other..other + 1, EntityKind::Person, 0.6, "beside a person"));
            }
        }
    }
}

/// Whether something beside the labeller says that the single word is a person: a title, a known name, a kin or role noun
/// it stands in apposition to, or "named".
fn is_person(view: &View, known: &Known, tokens: &Range<usize>) -> bool {
    let head = view.head_of(tokens.clone());
    let known_name = known
        .starting(tokens.start)
        .iter()
        .any(|h| h.tokens.len() == 1 && matches!(h.entry, EntryRef::GivenName(_) | EntryRef::Surname));
    let governor = view.head(head);
    let named = governor
        .is_some_and(|g| matches!(view.lemma(g), "name" | "call") && !matches!(view.deprel(head), Deprel::Nsubj));
    let kin = std::iter::once(governor).flatten().chain(view.children(head)).any(|t| {
        matches!(view.deprel(head), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Compound)
            && is_human(view.lemma(t))
            || matches!(view.deprel(t), Deprel::Appos | Deprel::NmodDesc)
                && view.head(t) == Some(head)
                && is_human(view.lemma(t))
    });
    known_name
        || named
        || kin
        || known.title_before(tokens.start).is_some()
        || known.given_name(tokens.start).is_some_and(|g| g != Gender::Unknown)
}

/// "Rice is the staple food": a word with a capital only because it begins the sentence, of which a kind of thing is said.
fn is_matter(view: &View, tokens: &Range<usize>) -> bool {
    let Some(said) = view.head(tokens.start) else { return false };
    view.tokens_of(view.sentence(tokens.start)).start == tokens.start
        && view.deprel(tokens.start) == Deprel::Nsubj
        && view.child(said, &[Deprel::Cop]).is_some()
        && lexicon::is_matter(view.lemma(said))
}

/// Whether the word does something or has something, as people do: "Roe left", "Roe's brother".
fn acts(view: &View, tokens: &Range<usize>) -> bool {
    let head = view.head_of(tokens.clone());
    match view.deprel(head) {
        Deprel::Nsubj => view.head(head).is_some_and(|verb| {
            let plural = |c: usize| matches!(view.lower(c), "are" | "were" | "have" | "do");
            view.upos(verb) == Upos::Verb && view.xpos(verb) != Xpos::Vbp && !view.children(verb).any(plural)
        }),
        Deprel::NsubjPass | Deprel::NmodPoss | Deprel::OblAgent => true,
        _ => false,
    }
}

/// "according to Kathimerini", "Vyasna said".
fn speaks(view: &View, tokens: &Range<usize>) -> bool {
    let head = view.head_of(tokens.clone());
    let Some(governor) = view.head(head) else { return false };
    view.deprel(head) == Deprel::Nsubj && lexicon::is_speech(view.lemma(governor))
        || view.case(head).as_deref() == Some("according")
}

/// Whether the noun is one for people that no body is called by.
fn is_human(noun: &str) -> bool {
    lexicon::is_human(noun) && !lexicon::is_anybody(noun)
}
