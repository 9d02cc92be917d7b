//! Whose conduct somebody judges or punishes: in "criticized Chad over its decision", "cut ties with Chad for its support
//! of rebels" "its" is whoever is judged, not whoever judges. In: everything that is joined already; out: an antecedent.
//!
//! One: "thanked Togo for its help". None: "accused Togo of harming its economy", whose economy it is being open.

use super::super::EntityKind;
use super::super::lexicon;
use super::Reading;
use crate::syntax::Deprel;

/// The body or state that is judged by the verb over whose phrase the possessive pronoun `token` stands.
pub(super) fn judged(reading: &Reading, token: usize) -> Option<usize> {
    let view = reading.view;
    let noun = view.head(token).filter(|_| view.deprel(token) == Deprel::NmodPoss && view.lower(token) == "its")?;
    if !matches!(view.case(noun).as_deref(), Some("for" | "over" | "about" | "because of")) {
        return None;
    }
    let above = view.head(noun)?;
    let verb = match view.deprel(noun) {
        Deprel::Obl => above,
        Deprel::Nmod => view.ancestors(above).skip(1).find(|&t| lexicon::judges_conduct(view.lemma(t)))?,
        _ => return None,
    };
    if !lexicon::judges_conduct(view.lemma(verb)) {
        return None;
    }
    // "criticized Chad", "cut ties with Chad", "expelled Chad's ambassador"
    let objects = view.children(verb).filter(|&c| view.deprel(c) == Deprel::Obj && c < token);
    let phrases = |top: usize| {
        let with = move |&c: &usize| matches!(view.case(c).as_deref(), Some("with" | "on" | "against" | "at"));
        view.children(top).filter(|&c| matches!(view.deprel(c), Deprel::Obl | Deprel::Nmod)).filter(with)
    };
    let owners = |top: usize| {
        let before = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound];
        view.children(top).filter(move |&c| before.contains(&view.deprel(c)))
    };
    let near = objects.flat_map(|o| std::iter::once(o).chain(phrases(o)).chain(owners(o))).chain(phrases(verb));
    let body = |&i: &usize| reading.clusters.get(i).kind != EntityKind::Person;
    near.filter(|&t| t < token).filter_map(|t| reading.at_head(t)).find(body)
}
