//! The sure rules: what the user has ruled, codes and ids, and the same name.

use super::super::model::Identity;
use super::super::names::normalize;
use super::anchor::Anchor;
use super::gathered::Gathered;
use super::{Corpus, only};
use crate::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// So many documents must give a person the same state before a single other reading counts as an error...
const SETTLED: usize = 3;
/// ... and so many times as many as give the other one.
const OUTWEIGHS: usize = 3;

/// What the user calls by another name joins the entity of that name.
pub(super) fn join_ruled(corpus: &mut Corpus) {
    let mut targets: Vec<(Anchor, String)> = Vec::new();
    for (kind, canonical) in corpus.rulings.canonical_names() {
        let name = normalize(canonical);
        for kind in kind.map_or(vec![EntityKind::Person, EntityKind::Country, EntityKind::Organization], |k| vec![k]) {
            targets.push((Anchor::named(kind, &name, None), canonical.to_owned()));
        }
    }
    for (anchor, canonical) in targets {
        if let Some(all) = corpus.gathered.get_mut(&anchor) {
            all.ruled = Some(canonical);
        }
    }
    for (anchor, canonical) in corpus.rulings.canonical_ids() {
        for anchor in
            [Anchor::Wikidata(anchor.to_owned()), Anchor::Iso3(anchor.to_owned()), Anchor::Ruled(anchor.to_owned())]
        {
            if let Some(all) = corpus.gathered.get_mut(&anchor) {
                all.ruled = Some(canonical.to_owned());
            }
        }
    }
}

/// A country that some document knows by Wikidata only.
pub(super) fn join_countries(corpus: &mut Corpus) {
    let mut countries: BTreeMap<String, BTreeSet<Anchor>> = BTreeMap::new();
    for (anchor, all) in corpus.gathered.iter().filter(|(anchor, _)| matches!(anchor, Anchor::Iso3(_))) {
        for id in all.wikidata.keys() {
            countries.entry(id.clone()).or_default().insert(anchor.clone());
        }
    }
    for (id, found) in countries {
        if let Some(country) = only(found.into_iter()) {
            let because = format!("{id} is {}", country.node_id());
            corpus.join(&Anchor::Wikidata(id), &country, Identity::Wikidata, because);
        }
    }
}

/// Everything of one kind and name: with a known id, or with the state that the others give.
pub(super) fn join_names(corpus: &mut Corpus) {
    let mut groups: BTreeMap<(EntityKind, String), BTreeSet<Anchor>> = BTreeMap::new();
    for (anchor, all) in &corpus.gathered {
        match anchor {
            Anchor::Name { document: Some(_), .. } => {}
            Anchor::Name { kind, name, .. } => {
                groups.entry((*kind, name.clone())).or_default().insert(anchor.clone());
            }
            _ => {
                for name in &all.forms {
                    groups.entry((all.kind(), name.clone())).or_default().insert(anchor.clone());
                }
            }
        }
    }
    for ((kind, name), group) in groups {
        if group.len() > 1 {
            join_group(corpus, kind, &name, group);
        }
    }
}

fn join_group(corpus: &mut Corpus, kind: EntityKind, name: &str, group: BTreeSet<Anchor>) {
    let (named, known): (Vec<Anchor>, Vec<Anchor>) =
        group.into_iter().partition(|anchor| matches!(anchor, Anchor::Name { .. }));
    let known: BTreeSet<Anchor> = known.iter().map(|anchor| corpus.root(anchor)).collect();
    // A person who is known by one name only is not known enough.
    let telling = kind != EntityKind::Person || name.contains(' ');
    let target = match known.len() {
        0 => strongest(corpus, &named),
        1 => known.into_iter().next().filter(|_| telling),
        _ => None,
    };
    let Some(target) = target else { return };
    // Those with a state first: what they leave open is open for the others too.
    let (stated, free): (Vec<&Anchor>, Vec<&Anchor>) =
        named.iter().partition(|anchor| matches!(anchor, Anchor::Name { country: Some(_), .. }));
    for anchor in stated.into_iter().chain(free).filter(|anchor| **anchor != target) {
        if let Some(because) = same(corpus, kind, anchor, &target, &named) {
            corpus.join(anchor, &target, Identity::Name, because);
        }
    }
}

/// Of several states that are given to one name the one that most documents give; none if there is no such.
fn strongest(corpus: &Corpus, named: &[Anchor]) -> Option<Anchor> {
    let size = |anchor: &Anchor| corpus.gathered.get(anchor).map_or(0, |all| all.documents.len());
    let with_state = |anchor: &&Anchor| matches!(anchor, Anchor::Name { country: Some(_), .. });
    let best = named.iter().filter(with_state).max_by_key(|anchor| size(anchor))?;
    let settled = named.iter().filter(with_state).all(|other| other == best || outweighs(size(best), size(other)));
    settled.then(|| best.clone())
}

fn outweighs(many: usize, few: usize) -> bool {
    many >= SETTLED && many >= OUTWEIGHS * few
}

/// Why the anchor of a name is that of `target`, which has the same; none if nothing speaks for it.
fn same(corpus: &Corpus, kind: EntityKind, anchor: &Anchor, target: &Anchor, named: &[Anchor]) -> Option<String> {
    let (a, b) = (corpus.gathered.get(anchor)?, corpus.gathered.get(target)?);
    let first = corpus.document(target);
    if kind == EntityKind::Country {
        return Some(format!("the same name as in {first}"));
    }
    match (a.country(), b.country()) {
        (None, Some(state)) if !contested(corpus, target, named) => {
            Some(format!("the same name as in {first}, which alone tells a state: {}", corpus.state(state)))
        }
        (None, Some(_)) => {
            let (role, _) = a.shared_office(b)?;
            Some(format!("the same name and office ({role}) as in {first}"))
        }
        (None, None) => Some(format!("the same name as in {first}, and no other is called so")),
        (Some(x), Some(y)) if x == y => Some(format!("the same name and state ({}) as in {first}", corpus.state(x))),
        (Some(_), None) => Some(format!("the same name as in {first}, and no other is called so")),
        (Some(x), Some(y)) => {
            let settled = kind == EntityKind::Person && outweighs(b.documents.len(), a.documents.len());
            let office = a.offices.is_empty() || same_role(a, b);
            (settled && office).then(|| {
                let (x, y, count) = (corpus.state(x), corpus.state(y), b.documents.len());
                format!("the same name; {count} documents tell the state {y}, and only this one {x}")
            })
        }
    }
}

/// Whether another state than that of `target` is given to the name, by documents that count beside those of `target`.
fn contested(corpus: &Corpus, target: &Anchor, named: &[Anchor]) -> bool {
    let Some(all) = corpus.gathered.get(target) else { return true };
    let rival = |other: &Gathered| {
        other.country().is_some_and(|country| Some(country) != all.country())
            && !outweighs(all.documents.len(), other.documents.len())
    };
    named.iter().any(|anchor| corpus.gathered.get(anchor).is_some_and(rival))
}

/// Whether both hold an office of one name, of whatever it is an office.
fn same_role(a: &Gathered, b: &Gathered) -> bool {
    a.offices.iter().any(|(role, _)| b.offices.iter().any(|(other, _)| role == other))
}
