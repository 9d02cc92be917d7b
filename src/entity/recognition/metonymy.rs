//! Capitals and seats of power that stand for their government: "Moscow denied it", "talks between Moscow and Kyiv",
//! not "a trip to Moscow"; and capitals where the forces of another state act. Decided from the place in the tree, with
//! small closed word lists for the open slots.

use super::super::known::Known;
use super::super::lexicon;
use super::super::view::View;
use crate::gazetteer::{CountryForm, CountryId, EntryRef};
use crate::syntax::{Deprel, Upos};
use std::ops::Range;

/// Whether the place named by `tokens` acts, speaks or is dealt with as a government.
pub(super) fn acts(view: &View, tokens: &Range<usize>) -> bool {
    let mut head = view.head_of(tokens.clone());
    if sided(view, tokens) {
        return true;
    }
    head = view.first_conjunct(head);
    // "the Washington-based group", "Paris, France"
    let Some(governor) = view.head(head) else { return false };
    let lemma = view.lemma(governor);
    match view.deprel(head) {
        Deprel::Nsubj => subject(view, governor, lemma),
        Deprel::OblAgent => true,
        Deprel::Iobj => recipient(view, governor),
        Deprel::Obj => lexicon::takes_actor(lemma) || wanted(view, governor, lemma),
        Deprel::NsubjPass => lexicon::takes_actor(lemma) || lexicon::is_attitude(view.lower(governor)),
        Deprel::NmodPoss => !lexicon::is_urban(lemma),
        // "a Moscow court jailed"
        Deprel::Compound if lexicon::is_judicial(lemma) => !lexicon::is_neutral(view.lower(tokens.end - 1)),
        Deprel::Compound => misread_recipient(view, head, governor),
        Deprel::Obl | Deprel::Nmod => oblique(view, head, governor, lemma),
        _ => false,
    }
}

fn hyphen(view: &View, token: usize) -> bool {
    matches!(view.form(token), "-" | "‐" | "‑" | "–")
}

/// Whether a prefix before `start` takes a side: "pro - Beijing", "anti- Moscow".
pub(super) fn is_sided(view: &View, start: usize) -> bool {
    let before = start >= 2 && hyphen(view, start - 1) && lexicon::is_siding(view.lower(start - 2));
    let glued = start >= 1 && view.lower(start - 1).strip_suffix('-').is_some_and(lexicon::is_siding);
    before || glued
}

/// Whether the phrase is "pro-Beijing", "anti-Moscow" or "Moscow-backed".
fn sided(view: &View, tokens: &Range<usize>) -> bool {
    let after = hyphen(view, tokens.end)
        && matches!(
            view.lower(tokens.end + 1),
            "backed"
                | "led"
                | "appointed"
                | "friendly"
                | "aligned"
                | "imposed"
                | "installed"
                | "sponsored"
                | "brokered"
                | "controlled"
                | "supported"
                | "proposed"
                | "drafted"
                | "funded"
                | "ordered"
                | "allied"
        );
    is_sided(view, tokens.start) || after
}

/// "gave Tehran a warning": whoever is given something that is no part of a city.
fn recipient(view: &View, verb: usize) -> bool {
    view.child(verb, &[Deprel::Obj]).is_none_or(|given| !lexicon::is_urban(view.lemma(given)))
}

/// "sent Kyiv ten tanks": no compound has a number or an article between its parts.
fn misread_recipient(view: &View, head: usize, noun: usize) -> bool {
    let parted = view
        .children(noun)
        .any(|c| c > head && c < noun && matches!(view.deprel(c), Deprel::Nummod | Deprel::Det | Deprel::NmodPoss));
    let given = view.deprel(noun) == Deprel::Obj && view.head(noun).is_some_and(|verb| verb + 1 == head);
    parted && given && !lexicon::is_urban(view.lemma(noun))
}

/// "wants Moscow to withdraw": who is to do something; a crowd wants as much of a city or its team.
fn wanted(view: &View, verb: usize, lemma: &str) -> bool {
    let crowd = || subject_of(view, verb).is_some_and(|who| lexicon::is_crowd(view.lemma(who)));
    lexicon::is_wanting(lemma) && view.child(verb, &[Deprel::Xcomp, Deprel::Ccomp]).is_some() && !crowd()
}

fn subject(view: &View, governor: usize, lemma: &str) -> bool {
    if view.upos(governor) == Upos::Verb {
        return !lexicon::is_scenery(lemma);
    }
    // "Kyiv is prepared to defend itself"; "Moscow is a close ally".
    lexicon::is_attitude(lemma)
        || matches!(lemma, "ally" | "partner" | "party" | "supporter" | "member" | "rival" | "enemy" | "power" | "foe")
}

fn oblique(view: &View, head: usize, governor: usize, lemma: &str) -> bool {
    let Some(case) = view.case(head) else { return false };
    match case.as_str() {
        "with" | "between" | "against" | "toward" | "towards" => true,
        // "the government in Kabul"
        "in" => view.upos(governor) == Upos::Noun && lexicon::is_ruling(lemma),
        "by" => view.upos(governor) == Upos::Noun || view.child(governor, &[Deprel::AuxPass]).is_some(),
        "on" | "upon" if lemma == "call" && view.upos(governor) == Upos::Verb => true,
        "on" if lemma == "war" => true,
        "at" => lexicon::is_aimed(lemma),
        // "wrote a letter to Minsk", not "carried a letter to Minsk".
        "to" if lexicon::is_missive(lemma) => is_sent(view, governor),
        "to" => {
            let given = object(view, governor);
            let missive = given.is_some_and(lexicon::is_missive);
            let given = given.is_some_and(lexicon::is_directed);
            lexicon::is_directed(lemma) || given || missive && lexicon::is_sending(lemma)
        }
        "from" if lexicon::is_issued(lemma) => is_received(view, governor),
        "from" if view.upos(governor) == Upos::Verb => from(view, governor, lemma),
        "of" | "on" | "from" | "for" => lexicon::is_about_actor(lemma),
        _ => false,
    }
}

/// The direct object of a verb.
fn object<'a>(view: &View<'a>, verb: usize) -> Option<&'a str> {
    if view.upos(verb) != Upos::Verb {
        return None;
    }
    view.child(verb, &[Deprel::Obj]).map(|o| view.lemma(o))
}

/// Whether the letter or message at `noun` is told of as such, not as what is carried from place to place.
fn is_sent(view: &View, noun: usize) -> bool {
    let object = matches!(view.deprel(noun), Deprel::Obj | Deprel::NsubjPass);
    view.head(noun).is_none_or(|verb| !object || lexicon::is_sending(view.lemma(verb)))
}

/// "demanded an explanation from Beijing", where the phrase hangs from the verb.
fn from(view: &View, verb: usize, lemma: &str) -> bool {
    let said = |o: &str| lexicon::is_issued(o) || lexicon::is_about_actor(o);
    lexicon::is_about_actor(lemma) || lexicon::is_receiving(lemma) && object(view, verb).is_some_and(said)
}

/// Whether what can also come from a city ("reports from Minsk") is received or asked for, or asks for something: "awaits a
/// reply from Minsk", "a call from Minsk to end the talks".
fn is_received(view: &View, noun: usize) -> bool {
    let asks = view
        .children(noun)
        .any(|c| view.deprel(c) == Deprel::Acl && view.children(c).any(|m| m < c && view.lower(m) == "to"));
    let Some(verb) = view.head(noun) else { return asks };
    let lemma = view.lemma(verb);
    asks || match view.deprel(noun) {
        Deprel::Obj | Deprel::NsubjPass => lexicon::is_receiving(lemma),
        Deprel::Obl => view.case(noun).as_deref() == Some("for") && lexicon::is_receiving(lemma),
        // "a statement from Minsk condemned the raid"
        Deprel::Nsubj => view.upos(verb) == Upos::Verb && lexicon::takes_actor(lemma),
        _ => false,
    }
}

/// Whether the capital named by `tokens` is the place where another state's forces act or leave: "pulled its marines out
/// of Beirut", "Russian tanks rolled into Tbilisi"; not where they are at home.
pub(super) fn suffers(view: &View, known: &Known, tokens: &Range<usize>, country: CountryId) -> bool {
    let head = view.first_conjunct(view.head_of(tokens.clone()));
    let place = view.case(head).is_some_and(|case| lexicon::is_whereabouts(&case));
    let above = view.head(head).filter(|_| place);
    // "fired missiles at Tehran", "sent troops to Tehran": the phrase may hang from what was sent.
    let verb = match view.deprel(head) {
        Deprel::Obl => above,
        Deprel::Nmod => above.filter(|&noun| view.deprel(noun) == Deprel::Obj).and_then(|noun| view.head(noun)),
        _ => None,
    };
    let Some(verb) = verb.filter(|&v| lexicon::is_of_force(view.lemma(v)) && view.upos(v) == Upos::Verb) else {
        return false;
    };
    // Staff is moved from a capital by force of what happens there, and to it by the way.
    let leaves = matches!(view.case(head).as_deref(), Some("from" | "of" | "out"));
    let force = |t: usize| {
        let lemma = view.lemma(t);
        lexicon::is_force(lemma) && (leaves || !lexicon::is_posted(lemma))
    };
    let mover = view.child(verb, &[Deprel::Obj]).or_else(|| subject_of(view, verb)).is_some_and(force);
    mover && subject_of(view, verb).is_some_and(|subject| is_foreign(view, known, subject, country))
}

/// The subject of `verb`, or of the verb that it is joined to or depends on without a subject of its own.
fn subject_of(view: &View, verb: usize) -> Option<usize> {
    view.ancestors(verb).find_map(|v| view.child(v, &[Deprel::Nsubj]))
}

/// Whether the phrase of `subject` names a state other than `country`.
fn is_foreign(view: &View, known: &Known, subject: usize, country: CountryId) -> bool {
    let sentence = view.tokens_of(view.sentence(subject));
    let named = known.within(&sentence).iter().filter_map(|hit| match hit.entry {
        EntryRef::Country { country, form: CountryForm::Name | CountryForm::Demonym, .. }
            if view.is_under(view.head_of(hit.tokens.clone()), subject) =>
        {
            Some(country)
        }
        _ => None,
    });
    let mut named = named.peekable();
    named.peek().is_some() && named.all(|state| state != country)
}

/// Whether the seat named by `tokens` stands for a body with staff: "Kremlin spokesman Dmitry Peskov", "an official at
/// the White House".
pub(super) fn has_staff(view: &View, tokens: &Range<usize>) -> bool {
    let head = view.head_of(tokens.clone());
    let Some(governor) = view.head(head) else { return false };
    let staff = |t: usize| lexicon::is_staff(view.lower(t)) || lexicon::is_staff(view.lemma(t));
    match view.deprel(head) {
        Deprel::Compound | Deprel::NmodPoss | Deprel::Amod | Deprel::NmodDesc | Deprel::Flat => {
            staff(governor) || (tokens.end..tokens.end + 3).any(|t| view.sentence(t) == view.sentence(head) && staff(t))
        }
        Deprel::Nmod => {
            staff(governor) && matches!(view.case(head).as_deref(), Some("of" | "for" | "at" | "from" | "in"))
        }
        _ => false,
    }
}
