//! Which drafts are one entity so far: disjoint sets with the facts that forbid a merge. In: drafts; out: groups.

use super::super::draft::{Draft, Identity};
use crate::gazetteer::{CountryId, Gender};
use std::collections::BTreeMap;

/// Drafts and the sets that they are joined into. The root of a set is its first draft.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    drafts: Vec<Draft>,
    parent: Vec<usize>,
    /// By root.
    facts: Vec<Facts>,
}

/// What is known of a whole set.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// The first identity that the gazetteer gave.
    pub identity: Option<Identity>,
    /// The state that it belongs to.
    pub country: Option<CountryId>,
    /// For people.
    pub gender: Option<Gender>,
    /// How many mentions it has.
    pub size: usize,
}

impl Clusters {
    /// Each draft by itself.
    pub fn new(drafts: Vec<Draft>) -> Self {
        let mut clusters = Self::default();
        for draft in drafts {
            clusters.add(draft);
        }
        clusters
    }

    /// Adds a draft, joined to nothing; gives its number.
    pub fn add(&mut self, draft: Draft) -> usize {
        self.facts.push(Facts { identity: draft.identity, country: draft.country, gender: draft.gender, size: 1 });
        self.parent.push(self.drafts.len());
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// All drafts; those that a sieve added stand at the end.
    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Draft number `index`.
    pub fn get(&self, index: usize) -> &Draft {
        &self.drafts[index]
    }

    /// The root of the set of draft `index`.
    pub fn root(&self, mut index: usize) -> usize {
        while self.parent[index] != index {
            index = self.parent[index];
        }
        index
    }

    /// Whether two drafts are in one set.
    pub fn same(&self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// What is known of the set of draft `index`.
    pub fn facts(&self, index: usize) -> Facts {
        self.facts[self.root(index)]
    }

    /// Notes that the set of draft `index` belongs to `country`, if nothing is noted yet.
    pub fn belongs_to(&mut self, index: usize, country: CountryId) {
        let root = self.root(index);
        self.facts[root].country.get_or_insert(country);
    }

    /// Takes back what the gazetteer told of the set of draft `index`: identity and state.
    pub fn forget(&mut self, index: usize) {
        let root = self.root(index);
        (self.facts[root].identity, self.facts[root].country) = (None, None);
    }

    /// Notes a gender, if none is noted yet.
    pub fn is_of_gender(&mut self, index: usize, gender: Gender) {
        let root = self.root(index);
        self.facts[root].gender.get_or_insert(gender);
    }

    /// Whether nothing that is known forbids that the sets of `a` and `b` are one entity.
    pub fn may_join(&self, a: usize, b: usize) -> bool {
        let (x, y) = (self.facts(a), self.facts(b));
        let differ = |p: Option<Identity>, q: Option<Identity>| matches!((p, q), (Some(p), Some(q)) if p != q);
        let abroad = matches!((x.country, y.country), (Some(p), Some(q)) if p != q);
        let gender = matches!((x.gender, y.gender), (Some(p), Some(q)) if p != q && p != Gender::Unknown && q != Gender::Unknown);
        self.get(a).kind == self.get(b).kind && !differ(x.identity, y.identity) && !abroad && !gender
    }

    /// Joins the set of `later` to that of `earlier` if that is not forbidden, and notes the reason at `later`.
    pub fn join(&mut self, earlier: usize, later: usize, reason: &'static str) -> bool {
        let (a, b) = (self.root(earlier), self.root(later));
        if a == b || !self.may_join(a, b) {
            return a == b;
        }
        let (keep, drop) = (a.min(b), a.max(b));
        let (x, y) = (self.facts[keep], self.facts[drop]);
        self.facts[keep] = Facts {
            identity: x.identity.or(y.identity),
            country: x.country.or(y.country),
            gender: x.gender.or(y.gender),
            size: x.size + y.size,
        };
        self.parent[drop] = keep;
        self.drafts[later].reason = reason;
        self.flatten(later);
        true
    }

    /// Points `index` at its root, so that chains stay short.
    fn flatten(&mut self, index: usize) {
        let root = self.root(index);
        let mut at = index;
        while self.parent[at] != root {
            let next = self.parent[at];
            self.parent[at] = root;
            at = next;
        }
    }

    /// The sets, by root, their drafts in order of number.
    pub fn groups(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in 0..self.drafts.len() {
            groups.entry(self.root(index)).or_default().push(index);
        }
        groups
    }
}
