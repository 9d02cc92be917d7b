//! What grammar alone says of a pronoun and a name: that the one stands in a clause about the other, or that both cannot
//! mean the same (the binding principles of Chomsky 1981, as far as trees show them). In: a pronoun and a name; out: yes
//! or no.

use super::super::view::View;
use super::Reading;
use super::pronouns::is_subject;
use crate::syntax::{Deprel, Upos, Xpos};

/// The word below `head` that `token` stands under or is.
fn below(reading: &Reading, token: usize, head: usize) -> Option<usize> {
    let view = reading.view;
    view.ancestors(token).take_while(|&a| a != head).last().filter(|&top| view.head(top) == Some(head))
}

/// Whether `token` stands in a conjunct of `head` or in a clause about it ("Roe and his brother", "Roe, who said he left").
pub(super) fn is_about(reading: &Reading, token: usize, head: usize) -> bool {
    let view = reading.view;
    below(reading, token, head).is_some_and(|top| match view.deprel(top) {
        // "The winner was Roe, and he left" joins clauses.
        Deprel::Conj => matches!(view.upos(top), Upos::Noun | Upos::Propn),
        relation => matches!(relation, Deprel::AclRelcl | Deprel::Acl | Deprel::Appos),
    })
}

/// Whether `token` stands in the very phrase of `head`, where a pronoun cannot mean it ("his brother Siarhei"); not in another
/// conjunct or a clause about it.
fn inside(reading: &Reading, token: usize, head: usize) -> bool {
    let view = reading.view;
    let Some(top) = below(reading, token, head) else { return false };
    match view.deprel(top) {
        Deprel::Conj => token == top,
        Deprel::AclRelcl | Deprel::Acl | Deprel::Appos | Deprel::Parataxis => {
            view.head(token) == Some(top) || token == top
        }
        _ => true,
    }
}

/// Whether grammar keeps the two apart: subject and object of one verb ("Biden told him"), or a pronoun that governs the
/// name or stands in its phrase.
pub(super) fn bound_apart(reading: &Reading, token: usize, mention: usize) -> bool {
    let view = reading.view;
    let head = reading.clusters.get(mention).head;
    if matches!(view.lower(token), "himself" | "herself" | "itself") || view.deprel(token) == Deprel::NmodPoss {
        return inside(reading, token, head);
    }
    // "Fidan called Safadi and told him": the verbs share their subject.
    let shared = || {
        let verb = view.head(token).filter(|&v| view.deprel(v) == Deprel::Conj && view.deprel(token) != Deprel::Nsubj);
        let own = |v: usize| view.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
        verb.filter(|&v| !own(v))
            .is_some_and(|v| is_subject(reading, head) && view.head(head) == Some(view.first_conjunct(v)))
    };
    // "Roe called Doe and demanded that he go": nobody demands of himself, in the subjunctive. The tagger takes its form for
    // the plural's.
    let demanded = || {
        let verb = view.head(token).filter(|&v| is_subject(reading, token) && view.deprel(v) == Deprel::Ccomp);
        let governor = verb
            .filter(|&v| matches!(view.xpos(v), Xpos::Vb | Xpos::Vbp) && view.child(v, &[Deprel::Aux]).is_none())
            .and_then(|v| view.head(v));
        governor.is_some_and(|g| {
            is_subject(reading, head) && view.head(head).is_some_and(|h| h == g || h == view.first_conjunct(g))
        })
    };
    is_coargument(reading, token, head) || inside(reading, token, head) || shared() || demanded()
}

/// Whether the pronoun at `token` and the name at `head` are subject and object of one verb, or of two that share their
/// subject: whoever is named so is not meant, by whatever word of the sentence ("Roe wrote to his envoy, asking him").
pub(super) fn is_coargument(reading: &Reading, token: usize, head: usize) -> bool {
    let view = reading.view;
    view.head(token).is_some() && view.head(token) == view.head(head)
        || main_verb(view, token).is_some_and(|main| is_subject(reading, head) && view.head(head) == Some(main))
}

/// The verb whose subject the verb that has the pronoun `token` as its object takes over: "criticized Doe, accusing him",
/// "shelled Togo and blamed it".
pub(super) fn main_verb(view: &View, token: usize) -> Option<usize> {
    let mut verb = view.head(token).filter(|_| matches!(view.deprel(token), Deprel::Obj | Deprel::Iobj))?;
    for _ in 0..4 {
        if view.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some() {
            return None;
        }
        let above = view.head(verb)?;
        verb = match view.deprel(verb) {
            Deprel::Conj | Deprel::Advcl => above,
            // "asked Doe to help him": there the object does it.
            Deprel::Xcomp if view.child(above, &[Deprel::Obj, Deprel::Iobj]).is_none() => above,
            _ => return None,
        };
        if view.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some() {
            return Some(verb);
        }
    }
    None
}

/// Whether the pronoun at `token` stands in a clause about what belongs to the person at `head`: "Roe's visit to Lima, where
/// he spoke".
pub(super) fn is_about_own(reading: &Reading, token: usize, head: usize) -> bool {
    let view = reading.view;
    let noun = view.head(head).filter(|_| view.deprel(head) == Deprel::NmodPoss);
    noun.is_some_and(|noun| {
        let clause = |t: usize| {
            view.deprel(t) == Deprel::AclRelcl
                && view.child(t, &[Deprel::Advmod]).is_some_and(|a| view.lower(a) == "where")
        };
        view.ancestors(token).take_while(|&a| a != noun).any(clause) && view.is_under(token, noun)
    })
}

/// Whether the clause of the pronoun at `token` follows a circumstance of its own whose subject is the person at `head`:
/// "when Roe saw the lights, he stopped".
pub(super) fn goes_on(reading: &Reading, token: usize, head: usize) -> bool {
    let view = reading.view;
    let clause = view.head(token).filter(|_| is_subject(reading, token));
    let circumstance = view.head(head).filter(|_| is_subject(reading, head) && head < token);
    circumstance.is_some_and(|c| view.deprel(c) == Deprel::Advcl && view.head(c) == clause)
}
