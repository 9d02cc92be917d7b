//! People whom a document calls by one name only ("Blinken"). In: anchors of single names; out: joins to the person of the
//! corpus who bears it.
//!
//! The document must support it (the same state or office), or nobody else in the corpus bears the name and the document
//! names the state of the one who does, or several documents name them in full. Where several bear it and nothing tells, each document keeps its own.

use super::super::model::Identity;
use super::super::spelling::{is_suffix, skeleton};
use super::anchor::Anchor;
use super::gathered::Gathered;
use super::{Corpus, only};
use crate::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// States whose people's family names come first.
const FAMILY_NAME_FIRST: [&str; 5] = ["CHN", "TWN", "KOR", "PRK", "SGP"];

/// In so many documents somebody must be named in full to be meant by a surname in one that does not speak of the state.
const KNOWN: usize = 3;

/// Joins single names to full ones, and to each other where nobody can be mistaken.
pub(super) fn join_surnames(corpus: &mut Corpus) {
    let bearers = bearers(corpus);
    let mut singles: BTreeMap<String, Vec<Anchor>> = BTreeMap::new();
    for anchor in corpus.gathered.keys() {
        if let Anchor::Name { kind: EntityKind::Person, name, .. } = anchor
            && !name.contains(' ')
        {
            singles.entry(name.clone()).or_default().push(anchor.clone());
        }
    }
    for (name, anchors) in singles {
        let found = bearers.get(&skeleton(&name)).cloned().unwrap_or_default();
        for anchor in &anchors {
            if let Some((bearer, because)) = bearer(corpus, &name, anchor, &found) {
                corpus.join(anchor, &bearer, Identity::Surname, because);
            }
        }
        if found.len() < 2 {
            gather(corpus, &name, &anchors);
        }
    }
}

/// Full-named people by the skeleton of the word that they are called by.
fn bearers(corpus: &Corpus) -> BTreeMap<String, BTreeSet<Anchor>> {
    let mut bearers: BTreeMap<String, BTreeSet<Anchor>> = BTreeMap::new();
    for (anchor, all) in corpus.gathered.iter().filter(|(_, all)| all.kind() == EntityKind::Person) {
        let eastern = all.country().is_some_and(|country| FAMILY_NAME_FIRST.contains(&country.as_str()));
        for form in all.forms.iter().filter(|form| form.contains(' ')) {
            let mut words = form.split(' ').filter(|word| !is_suffix(word));
            let called = [if eastern { words.clone().next() } else { None }, words.next_back()];
            for word in called.into_iter().flatten() {
                bearers.entry(skeleton(word)).or_default().insert(anchor.clone());
            }
        }
    }
    bearers
}

/// The one of `found` that a single name means, and why.
fn bearer(corpus: &Corpus, name: &str, anchor: &Anchor, found: &BTreeSet<Anchor>) -> Option<(Anchor, String)> {
    let own = corpus.gathered.get(anchor)?;
    let fits = |test: &dyn Fn(&Gathered) -> bool| {
        only(found.iter().filter(|bearer| corpus.gathered.get(bearer).is_some_and(test))).cloned()
    };
    // "Daniel Okafor Jr. ... Okafor": within a document a suffix hides the surname.
    let beside = |all: &Gathered| {
        let suffixed = all.forms.iter().any(|form| form.rsplit(' ').next().is_some_and(is_suffix));
        suffixed && all.may_be(own) && !all.documents.is_disjoint(&own.documents)
    };
    if let Some(bearer) = fits(&beside) {
        let described = corpus.described(&bearer);
        return Some((bearer, format!("{described} is named in the same document")));
    }
    let office = fits(&|all| own.shared_office(all).is_some());
    if let Some(bearer) = office {
        let (role, of) = own.shared_office(corpus.gathered.get(&bearer)?)?;
        let because = format!("both are {role} of {}", corpus.state(of));
        return Some((bearer.clone(), format!("{} is called so, and {because}", corpus.described(&bearer))));
    }
    if let Some(bearer) = fits(&|all| own.shared_country(all).is_some()) {
        let state = own.country().map(|code| corpus.state(code)).unwrap_or_default();
        let because = format!("no other {name} of {state} is in the corpus");
        return Some((bearer.clone(), format!("{} is called so; {because}", corpus.described(&bearer))));
    }
    let bearer = only(found.iter())?;
    let all = corpus.gathered.get(bearer)?;
    let described = corpus.described(bearer);
    if own.country().is_some() || !all.may_be(own) {
        return None;
    }
    let named = |code: &String| {
        let naming = |number: &&usize| corpus.states.get(**number).is_some_and(|states| states.contains(code));
        own.documents.iter().find(naming).map(|_| corpus.state(code).to_owned())
    };
    let alone = format!("{described} is the only one in the corpus who is called so");
    if let Some(state) = all.country().and_then(named) {
        return Some((bearer.clone(), format!("{alone}; {state} is named too")));
    }
    let given = corpus.gazetteer.is_some_and(|gazetteer| gazetteer.is_given_name(&own.name()));
    let known = all.documents.len() >= KNOWN;
    (known && !given).then(|| (bearer.clone(), format!("{alone}, in {} documents", all.documents.len())))
}

/// What is left of one name is one person, if the documents do not give it different states.
fn gather(corpus: &mut Corpus, name: &str, anchors: &[Anchor]) {
    let left: Vec<&Anchor> = anchors.iter().filter(|anchor| corpus.gathered.contains_key(anchor)).collect();
    let states: BTreeSet<&String> = left.iter().filter_map(|anchor| corpus.gathered.get(anchor)?.country()).collect();
    let target = match states.len() {
        0 if left.len() > 1 => Anchor::named(EntityKind::Person, name, None),
        1 => match left.iter().find(|anchor| corpus.gathered.get(anchor).is_some_and(|all| all.country().is_some())) {
            Some(anchor) => (**anchor).clone(),
            None => return,
        },
        _ => return,
    };
    let left: Vec<Anchor> = left.into_iter().filter(|anchor| **anchor != target).cloned().collect();
    for anchor in left {
        corpus.join(&anchor, &target, Identity::Name, format!("nobody else in the corpus is called {name}"));
    }
}
