//! People by other forms and spellings of their full names: "Tayyip Erdogan", "Recep Tayyip Erdogan"; "Sergei Lavrov",
//! "Sergey Lavrov".
//!
//! A person is held against those of whom the corpus says more. Where only one fits, or several that fit each other, and
//! state or office speak for it, they are one: "John Kennedy" is nobody's if there are John F. and John R.

use super::super::model::Identity;
use super::super::spelling::{self, Likeness, likeness, skeleton};
use super::Corpus;
use super::anchor::Anchor;
use super::gathered::Gathered;
use crate::entity::EntityKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Joins people with full names.
pub(super) fn join_forms(corpus: &mut Corpus) {
    let people = ranked(corpus);
    let ranks: BTreeMap<&Anchor, usize> = people.iter().enumerate().map(|(rank, anchor)| (anchor, rank)).collect();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (rank, anchor) in people.iter().enumerate() {
        for key in keys(corpus, anchor) {
            by_key.entry(key).or_default().push(rank);
        }
    }
    for (rank, anchor) in people.iter().enumerate() {
        let near: BTreeSet<usize> =
            keys(corpus, anchor).iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
        let candidates: BTreeSet<Anchor> = (near.into_iter().take_while(|&other| other < rank))
            .filter_map(|other| people.get(other))
            .filter(|other| fits(corpus, anchor, other).is_some())
            .map(|other| corpus.root(other))
            .collect();
        let mutual = |a: &Anchor| candidates.iter().all(|b| a == b || fits(corpus, a, b).is_some());
        if candidates.is_empty() || !candidates.iter().all(mutual) {
            continue;
        }
        let best = candidates.into_iter().min_by_key(|candidate| ranks.get(candidate).copied());
        let Some(best) = best else { continue };
        if let Some((identity, because)) = fits(corpus, anchor, &best) {
            corpus.join(anchor, &best, identity, because);
        }
    }
}

/// Everybody with a full name: known ones first, then by words of the name and number of documents.
fn ranked(corpus: &Corpus) -> Vec<Anchor> {
    let mut people: Vec<&Anchor> = (corpus.gathered.iter())
        .filter(|(_, all)| all.kind() == EntityKind::Person && all.forms.iter().any(|form| form.contains(' ')))
        .map(|(anchor, _)| anchor)
        .collect();
    let longest = |all: &Gathered| all.forms.iter().map(|form| form.split(' ').count()).max();
    people.sort_by_cached_key(|anchor| {
        let all = corpus.gathered.get(*anchor);
        let known = matches!(anchor, Anchor::Wikidata(_) | Anchor::Ruled(_));
        (Reverse(known), Reverse(all.and_then(longest)), Reverse(all.map(|all| all.documents.len())), (*anchor).clone())
    });
    people.into_iter().cloned().collect()
}

/// Under what people are looked for: every word but the first, as its skeleton, and for a letter that is wrong the first
/// letters of given name and surname.
fn keys(corpus: &Corpus, anchor: &Anchor) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for form in corpus.gathered.get(anchor).into_iter().flat_map(|all| &all.forms) {
        let words: Vec<String> = form.split(' ').filter(|word| !spelling::is_suffix(word)).map(skeleton).collect();
        let [first, .., last] = &words[..] else { continue };
        keys.insert(first.chars().take(1).chain(" ".chars()).chain(last.chars().take(3)).collect());
        keys.extend(words.into_iter().skip(1).filter(|word| word.len() > 1));
    }
    keys
}

/// Why two people with full names are one; none if they are not, or nothing speaks for it.
fn fits(corpus: &Corpus, a: &Anchor, b: &Anchor) -> Option<(Identity, String)> {
    let (x, y) = (corpus.gathered.get(a)?, corpus.gathered.get(b)?);
    if x.kind() != y.kind() || !x.may_be(y) || different_ids(a, b) {
        return None;
    }
    let full = |all: &Gathered| all.forms.iter().filter(|form| form.contains(' ')).cloned().collect::<Vec<_>>();
    let (of_x, of_y) = (full(x), full(y));
    // Every form must fit some form of the other: what was joined before must not be left behind.
    let mut surest: Option<Likeness> = None;
    for form in &of_x {
        let best = of_y.iter().filter_map(|other| if form == other { None } else { likeness(form, other) }).min();
        surest = Some(surest.map_or(best?, |known| known.min(best.unwrap_or(known))));
    }
    let office = x.shared_office(y).map(|(role, of)| format!("both are {role} of {}", corpus.state(of)));
    let state = x.shared_country(y).map(|code| format!("both are of {}", corpus.state(code)));
    let named = || named_state(corpus, x, y).or_else(|| named_state(corpus, y, x));
    let support = match surest? {
        Likeness::Form => office.or(state).or_else(named).or_else(|| Some("no other name fits".to_owned())),
        Likeness::Spelling => office.or(state).or_else(named),
        Likeness::Part => office.or(state.filter(|_| shared_end(&of_x, &of_y))),
        Likeness::Near => office,
    }?;
    let identity = match surest? {
        Likeness::Form | Likeness::Part => Identity::Form,
        Likeness::Spelling | Likeness::Near => Identity::Spelling,
    };
    Some((identity, format!("{} is {}: {support}", x.name(), corpus.described(b))))
}

fn different_ids(a: &Anchor, b: &Anchor) -> bool {
    !matches!(a, Anchor::Name { .. }) && !matches!(b, Anchor::Name { .. })
}

/// Whether some names end with the same word: of a name without its last word an office must speak.
fn shared_end(a: &[String], b: &[String]) -> bool {
    let last = |form: &String| form.rsplit(' ').next().map(str::to_owned);
    a.iter().any(|form| b.iter().any(|other| last(form) == last(other)))
}

/// The state of `a` where a document of `b`, which tells none, names it.
fn named_state(corpus: &Corpus, a: &Gathered, b: &Gathered) -> Option<String> {
    let code = a.country().filter(|_| b.country().is_none())?;
    let number = b.documents.iter().find(|&&number| corpus.states.get(number).is_some_and(|s| s.contains(code)))?;
    let document = &corpus.records.get(*number)?.article.id;
    Some(format!("{document} names {}", corpus.state(code)))
}
