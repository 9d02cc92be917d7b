//! Capitals and seats of power that stand for their government: "Moscow denied it", "talks between Moscow and Kyiv",
//! not "a trip to Moscow". Decided from the place in the tree, with small closed word lists for the open slots.

use super::super::lexicon;
use super::super::view::View;
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
        Deprel::Nsubj => subject(view, governor, &lemma),
        Deprel::OblAgent => true,
        Deprel::Obj | Deprel::Iobj => lexicon::takes_actor(&lemma),
        Deprel::NsubjPass => lexicon::takes_actor(&lemma) || lexicon::is_attitude(view.lower(governor)),
        Deprel::NmodPoss => !lexicon::is_urban(&lemma),
        // "a Moscow court jailed"
        Deprel::Compound => lexicon::is_judicial(&lemma) && !lexicon::is_neutral(view.lower(tokens.end - 1)),
        Deprel::Obl | Deprel::Nmod => oblique(view, head, governor, &lemma),
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
        // "lashed out at Beijing"
        "at" => matches!(lemma, "lash" | "swipe" | "rail") && view.upos(governor) == Upos::Verb,
        "to" => lexicon::is_directed(lemma),
        "of" | "on" | "from" | "for" => lexicon::is_about_actor(lemma),
        _ => false,
    }
}

/// Whether the seat named by `tokens` stands for a body with staff: "Kremlin spokesman Dmitry Peskov", "an official at
/// the White House".
pub(super) fn has_staff(view: &View, tokens: &Range<usize>) -> bool {
    let head = view.head_of(tokens.clone());
    let Some(governor) = view.head(head) else { return false };
    let staff = |t: usize| lexicon::is_staff(view.lower(t)) || lexicon::is_staff(&view.lemma(t));
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
