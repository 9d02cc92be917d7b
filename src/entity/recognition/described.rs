//! What the noun beside a name says that it names: "Tarvek, a Czech tyre maker", "the charity Open Door", "a group called
//! M9", "the M9 party". In: the accepted candidates; out: the same with the kinds that the text tells, bodies that nobody had found, and
//! without the names of ships, films and towns.

use super::super::known::Known;
use super::super::view::View;
use super::super::{EntityKind, MentionKind, lexicon};
use super::candidate::Candidate;
use super::countries::labels;
use super::{extent, shape};
use crate::gazetteer::EntryRef;
use crate::syntax::{Deprel, NameType, Upos, names_people};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a noun can say of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Body,
    /// A body that has the name as long as nothing else speaks for another.
    Group,
    /// Neither person nor body.
    Thing,
    /// A person, by trade or standing.
    Human,
}

/// Evidence of a noun in so many words outweighs what the labeller makes of a name's look.
const SCORE: f32 = 0.95;

/// Reads the names that the text describes as what it says they are.
pub(super) fn told(view: &View, known: &Known, chosen: &mut Vec<Candidate>) {
    let mut things: BTreeSet<String> = BTreeSet::new();
    for token in view.sentences().flat_map(|(_, tokens)| tokens) {
        if view.upos(token) != Upos::Propn || !view.is_capitalized(token) || shape::is_time(view, &(token..token + 1)) {
            continue;
        }
        let Some(kind) = kind(view, token) else { continue };
        let there = chosen.iter_mut().find(|c| c.tokens.contains(&token) && c.form != MentionKind::Demonym);
        match (kind, there) {
            (Kind::Body, Some(found)) => {
                if found.kind == EntityKind::Person
                    && found.identity.is_none()
                    && !is_person(view, known, &found.tokens)
                {
                    (found.kind, found.score) = (EntityKind::Organization, SCORE);
                    found.reason = "what the noun beside it is";
                }
            }
            // "the Sadr movement" says nothing of Sadr.
            (Kind::Group, Some(_)) => {}
            (Kind::Body | Kind::Group, None) => {
                // "Al-Karam": the parts of a name with a hyphen belong together.
                let parts = |mut span: Range<usize>| {
                    while shape::hyphenated(view, span.end) && view.is_capitalized(span.end + 1) {
                        span.end += 2;
                    }
                    span
                };
                let span = shape::trim(view, run(view, token)).map(parts);
                let free = |span: &Range<usize>| {
                    chosen.iter().all(|c| c.tokens.end <= span.start || span.end <= c.tokens.start)
                };
                let located = |span: &Range<usize>| {
                    kind == Kind::Group && labels(view, span).any(|(_, label)| label == NameType::Location)
                };
                let span = span
                    .map(|span| extent::complete(view, known, span))
                    .filter(|s| free(s) && !is_known(known, s) && !located(s));
                chosen.extend(
                    span.map(|span| {
                        Candidate::name(span, EntityKind::Organization, SCORE, "what the noun beside it is")
                    }),
                );
            }
            (Kind::Thing, Some(found)) if found.kind != EntityKind::Country && found.identity.is_none() => {
                things.insert(view.phrase(found.tokens.clone()));
            }
            (Kind::Thing, _) => {}
            // "the billionaire Ilan Berg"
            (Kind::Human, Some(found)) => {
                let named = found.tokens.len() > 1 && found.identity.is_none() && found.country.is_none();
                if found.kind == EntityKind::Organization
                    && named
                    && !shape::ends_as_organization(view, known, &found.tokens)
                {
                    (found.kind, found.score) = (EntityKind::Person, SCORE);
                    found.reason = "what the noun beside it is";
                }
            }
            (Kind::Human, None) => {}
        }
    }
    chosen.retain(|c| {
        c.identity.is_some() || c.kind == EntityKind::Country || !things.contains(&view.phrase(c.tokens.clone()))
    });
}

/// What a noun beside the name whose head is `head` says it is.
fn kind(view: &View, head: usize) -> Option<Kind> {
    let beside = [Deprel::Appos, Deprel::NmodDesc, Deprel::Flat];
    // "Tarvek, a Czech tyre maker"
    let behind =
        view.children(head).filter(|&c| c > head && matches!(view.deprel(c), Deprel::Appos | Deprel::NmodDesc));
    let behind = behind.filter(|&c| view.upos(c) == Upos::Noun && is_indefinite(view, c) && view.form(head + 1) == ",");
    // "the charity Open Door", "the charity Tarvek"
    let noun = run(view, head).start.checked_sub(1).filter(|&n| view.upos(n) == Upos::Noun);
    let before = noun.filter(|&n| {
        let related = view.head(head) == Some(n)
            && (beside.contains(&view.deprel(head)) || view.deprel(head) == Deprel::NmodUnmarked)
            || view.head(n) == Some(head)
                && matches!(view.deprel(n), Deprel::Compound | Deprel::NmodDesc | Deprel::Amod);
        related && !view.is_capitalized(n)
    });
    // "the ship, the Mariam", "the movement's wing (Qassam)"
    let aside = view.head(head).filter(|&n| {
        let start = run(view, head).start;
        let near = n + 2 == start && view.form(n + 1) == "(" && names_a_wing(view, n)
            || n + 3 == start
                && view.form(n + 1) == ","
                && view.lower(n + 2) == "the"
                && lexicon::is_vessel(view.lemma(n));
        near && view.deprel(head) == Deprel::Appos && view.upos(n) == Upos::Noun && !view.is_capitalized(n)
    });
    // "a group called M9", "a militia known as the Lions"
    let verb = view.head(head).filter(|&v| v < head && matches!(view.lemma(v), "call" | "name" | "dub" | "know"));
    let called = verb.filter(|&v| {
        let named =
            matches!(view.deprel(head), Deprel::Xcomp | Deprel::Obj) || view.case(head).as_deref() == Some("as");
        named && matches!(view.deprel(v), Deprel::Acl | Deprel::AclRelcl)
    });
    let called = called.and_then(|v| view.head(v)).filter(|&n| view.upos(n) == Upos::Noun && n < head);
    // "the village of Karim"
    let place = view.head(head).filter(|&n| {
        let of = view.deprel(head) == Deprel::Nmod && view.case(head).as_deref() == Some("of");
        of && head == n + 2 && view.upos(n) == Upos::Noun && lexicon::is_settlement(view.lower(n))
    });
    if place.is_some() {
        return Some(Kind::Thing);
    }
    let told = behind.chain(before).chain(aside).chain(called).find_map(|noun| says(view.lemma(noun)));
    told.or_else(|| names_a_group(view, head).then_some(Kind::Group))
}

/// "Hamas's military wing": a part of a body that has a name of its own.
fn names_a_wing(view: &View, noun: usize) -> bool {
    lexicon::is_wing(view.lower(noun))
}

/// "the Tarvek party": a name before the noun for the group that has it.
fn names_a_group(view: &View, head: usize) -> bool {
    view.head(head).is_some_and(|noun| {
        view.deprel(head) == Deprel::Compound
            && head < noun
            && view.upos(noun) == Upos::Noun
            && !view.is_capitalized(noun)
            && lexicon::is_group(view.lower(noun))
            && !names_people(view.form(head))
            && view.children(noun).any(|c| c < head && view.lower(c) == "the")
    })
}

/// "a Czech tyre maker", "one of the largest banks"; "the company" may be about something else.
fn is_indefinite(view: &View, noun: usize) -> bool {
    view.children(noun).any(|c| c < noun && matches!(view.lower(c), "a" | "an" | "one" | "another"))
}

fn says(noun: &str) -> Option<Kind> {
    if lexicon::is_body(noun) {
        return Some(Kind::Body);
    }
    if lexicon::is_human(noun) && !lexicon::is_anybody(noun) {
        return Some(Kind::Human);
    }
    lexicon::is_thing(noun).then_some(Kind::Thing)
}

/// The run of capitalized words around `head` that belong to it.
fn run(view: &View, head: usize) -> Range<usize> {
    let written =
        |t: usize| view.is_capitalized(t) && matches!(view.upos(t), Upos::Propn | Upos::Adj | Upos::Noun | Upos::Num);
    extent::run(view, head, written, written)
}

/// Whether the gazetteer knows the name as a place, state or title, which the noun does not make a body.
pub(super) fn is_known(known: &Known, span: &Range<usize>) -> bool {
    known.starting(span.start).iter().any(|h| {
        h.tokens.end >= span.end
            && matches!(h.entry, EntryRef::Country { .. } | EntryRef::Place { .. } | EntryRef::Title(_))
    })
}

/// Whether a title or a given name before others says that it is a person all the same.
fn is_person(view: &View, known: &Known, tokens: &Range<usize>) -> bool {
    let given =
        tokens.len() > 1 && known.given_name(tokens.start).is_some() && view.sentence(tokens.start) != usize::MAX;
    given || known.title_before(tokens.start).is_some()
}
