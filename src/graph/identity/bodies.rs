//! Bodies of which a document tells little: their acronym only, or not whose they are.

use super::super::model::Identity;
use super::super::names::acronym;
use super::anchor::Anchor;
use super::{Corpus, only};
use crate::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// A body of some state joins the only one of that name in the corpus, unless its document speaks of other states and not
/// of that one.
pub(super) fn join_unstated(corpus: &mut Corpus) {
    let mut of_states: BTreeMap<String, BTreeSet<Anchor>> = BTreeMap::new();
    let mut unstated: Vec<(Anchor, String)> = Vec::new();
    for anchor in corpus.gathered.keys() {
        match anchor {
            Anchor::Name { kind: EntityKind::Organization, name, country: None, document: Some(_) } => {
                unstated.push((anchor.clone(), name.clone()));
            }
            Anchor::Name { kind: EntityKind::Organization, name, country: Some(_), .. } => {
                of_states.entry(name.clone()).or_default().insert(anchor.clone());
            }
            _ => {}
        }
    }
    for (anchor, name) in unstated {
        let Some(body) = of_states.get(&name).and_then(|found| only(found.iter())) else { continue };
        let Some(state) = corpus.gathered.get(body).and_then(|all| all.country()) else { continue };
        let open = |number: &usize| {
            corpus.states.get(*number).is_some_and(|states| states.is_empty() || states.contains(state))
        };
        if corpus.gathered.get(&anchor).is_some_and(|all| all.documents.iter().all(open)) {
            let because = format!("{} is the only {name} of the corpus", corpus.described(body));
            corpus.join(&anchor, body, Identity::Name, because);
        }
    }
}

/// An acronym joins the body that other documents give it, if it is one body and states do not differ.
pub(super) fn join_acronyms(corpus: &mut Corpus) {
    let mut given: BTreeMap<String, BTreeSet<Anchor>> = BTreeMap::new();
    for (anchor, all) in &corpus.gathered {
        for letters in &all.acronyms {
            given.entry(letters.clone()).or_default().insert(anchor.clone());
        }
    }
    let alone: Vec<(Anchor, String)> = (corpus.gathered.iter())
        .filter(|(anchor, _)| matches!(anchor, Anchor::Name { kind: EntityKind::Organization, .. }))
        .filter_map(|(anchor, all)| Some((anchor.clone(), acronym(&all.name()).filter(|_| all.forms.len() == 1)?)))
        .collect();
    for (anchor, letters) in alone {
        let Some(bearer) = given.get(&letters).and_then(|found| only(found.iter())) else { continue };
        let (Some(a), Some(b)) = (corpus.gathered.get(&anchor), corpus.gathered.get(bearer)) else { continue };
        if a.may_be(b) {
            let because = format!("{letters} is the acronym of {} and of no other body", corpus.described(bearer));
            corpus.join(&anchor, bearer, Identity::Acronym, because);
        }
    }
}
