//! Whom a user means. In: words that the user typed; out: the entity of the graph that is called so, or those it may be,
//! or names that look like it.
//!
//! The surest reading wins: an id; the name in full; another name; a demonym or seat of power; a part of a name; a
//! description. Case, accents and full stops do not count.

use super::names::normalize;
use super::{KnowledgeGraph, Node};
use crate::entity::MentionKind;
use petgraph::graph::NodeIndex;
use std::cmp::Reverse;

/// Suggestions at most.
const SUGGESTIONS: usize = 5;
/// How alike a suggestion must be, from 0 to 1.
const ALIKE: f64 = 0.6;

/// What a user's words lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One entity.
    One(NodeIndex),
    /// Several that are called so, the most often mentioned first.
    Several(Vec<NodeIndex>),
    /// None; names in the graph that are written alike, the nearest first, at most five.
    Nobody(Vec<String>),
}

impl KnowledgeGraph {
    /// The entity that `name` means: its id, ISO 3166-1 alpha-3 code or Wikidata id, any form of its name, or a part of
    /// one ("Blinken").
    pub fn find(&self, name: &str) -> Found {
        let typed = name.trim();
        let wanted = normalize(typed);
        let mut best: Option<(Likeness, Vec<NodeIndex>)> = None;
        for index in self.graph.node_indices() {
            let Some(likeness) = self.graph.node_weight(index).and_then(|node| likeness(node, typed, &wanted)) else {
                continue;
            };
            match &mut best {
                Some((found, all)) if *found == likeness => all.push(index),
                Some((found, _)) if *found < likeness => {}
                _ => best = Some((likeness, vec![index])),
            }
        }
        match best {
            None => Found::Nobody(self.suggestions(&wanted)),
            Some((_, all)) if all.len() == 1 => Found::One(all[0]),
            Some((_, mut all)) => {
                all.sort_by_key(|&index| {
                    (Reverse(self.graph.node_weight(index).map_or(0, |node| node.mentions)), index)
                });
                Found::Several(all)
            }
        }
    }

    /// Names that are written like `wanted`, the nearest first.
    fn suggestions(&self, wanted: &str) -> Vec<String> {
        let mut alike: Vec<(f64, usize, &str)> = Vec::new();
        for node in self.nodes() {
            let known = normalize(&node.name);
            let words = known.split(' ').map(|word| strsim::normalized_damerau_levenshtein(word, wanted));
            let near = words.fold(strsim::normalized_damerau_levenshtein(&known, wanted), f64::max);
            if near >= ALIKE {
                alike.push((near, node.mentions, &node.name));
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
        alike.dedup_by(|a, b| a.2 == b.2);
        alike.into_iter().take(SUGGESTIONS).map(|(_, _, name)| name.to_owned()).collect()
    }
}

/// How the words fit a node; the first is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Id,
    Name,
    OtherName,
    Byname,
    Part,
    Description,
}

fn likeness(node: &Node, typed: &str, wanted: &str) -> Option<Likeness> {
    let is = |id: &Option<String>| id.as_deref() == Some(typed);
    if node.id.eq_ignore_ascii_case(typed) || is(&node.iso3) || is(&node.wikidata) {
        return Some(Likeness::Id);
    }
    let known = normalize(&node.name);
    if known == wanted {
        return Some(Likeness::Name);
    }
    let of_aliases =
        node.aliases.iter().filter(|alias| normalize(&alias.text) == wanted).map(|alias| match alias.kind {
            MentionKind::Name => Likeness::OtherName,
            MentionKind::Demonym | MentionKind::Seat => Likeness::Byname,
            MentionKind::Description | MentionKind::Pronoun => Likeness::Description,
        });
    let names = node.aliases.iter().filter(|alias| alias.kind == MentionKind::Name).map(|alias| normalize(&alias.text));
    let part = std::iter::once(known).chain(names).any(|name| is_part(wanted, &name)).then_some(Likeness::Part);
    of_aliases.chain(part).min()
}

/// Whether the words of `part` stand side by side in `whole`.
fn is_part(part: &str, whole: &str) -> bool {
    let (part, whole): (Vec<&str>, Vec<&str>) = (part.split(' ').collect(), whole.split(' ').collect());
    whole.windows(part.len().max(1)).any(|window| window == part)
}
