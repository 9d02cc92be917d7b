//! From the parts (articles, nodes with their occurrences, relations with their statements) to the whole: sorted, summed
//! up, and with the edges drawn. A new graph and one read back from a file both come this way, so they are equal.

use super::model::{Alias, Article, ArticleIndex, Edge, Node, Office, Relation, RelationKey, Slot, Statement};
use super::{KnowledgeGraph, ids};
use crate::entity::MentionKind;
use crate::relation::{Modality, Polarity};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// What a graph is made of. Articles are in order of id and so are nodes, whose sums are still to be made; every index
/// points into them.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub articles: Vec<Article>,
    pub nodes: Vec<Node>,
    pub relations: BTreeMap<RelationKey, Vec<Statement>>,
}

/// The graph of `parts`.
pub(crate) fn assemble(parts: Parts) -> KnowledgeGraph {
    let Parts { articles, mut nodes, relations } = parts;
    let relations: Vec<Relation> = relations.into_iter().map(|(key, said)| relation(key, said, &nodes)).collect();
    let mut offices: BTreeMap<NodeIndex, BTreeMap<(String, NodeIndex, Polarity), usize>> = BTreeMap::new();
    for relation in &relations {
        let RelationKey { subject, object: Some(of), polarity, modality: Modality::Actual, .. } = relation.key else {
            continue;
        };
        for statement in &relation.statements {
            if let Some(role) = &statement.role {
                let held = offices.entry(subject).or_default();
                *held.entry((role.clone(), of, polarity)).or_default() += statement.evidence.len();
            }
        }
    }
    for (index, node) in nodes.iter_mut().enumerate() {
        sum_up(node);
        node.offices = ranked_offices(offices.remove(&NodeIndex::new(index)).unwrap_or_default());
    }
    let mut drawn: Vec<(NodeIndex, NodeIndex, Edge)> = Vec::new();
    for (index, relation) in relations.iter().enumerate() {
        drawn.extend(edges(index, relation, &nodes, &articles));
    }
    drawn.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut graph = DiGraph::with_capacity(nodes.len(), drawn.len());
    for node in nodes {
        graph.add_node(node);
    }
    for (source, target, edge) in drawn {
        graph.add_edge(source, target, edge);
    }
    KnowledgeGraph { graph, articles, relations }
}

type Order<'a> = (NodeIndex, NodeIndex, &'a str, Polarity, Modality, Slot);

fn order((source, target, edge): &(NodeIndex, NodeIndex, Edge)) -> Order<'_> {
    (*source, *target, &edge.predicate, edge.polarity, edge.modality, edge.slot)
}

fn relation(key: RelationKey, mut statements: Vec<Statement>, nodes: &[Node]) -> Relation {
    statements.sort_unstable();
    statements.dedup();
    let id = |index: NodeIndex| nodes.get(index.index()).map_or("", |node| node.id.as_str());
    let parts = [
        id(key.subject),
        key.predicate.as_str(),
        key.object.map_or("", id),
        key.polarity.as_str(),
        key.modality.as_str(),
    ];
    Relation { id: format!("r-{}", ids::digest(&parts, 16)), key, statements }
}

/// Fills in what is the sum of a node's occurrences.
fn sum_up(node: &mut Node) {
    node.occurrences.sort_unstable();
    let mut forms: BTreeMap<(String, MentionKind), usize> = BTreeMap::new();
    for alias in node.occurrences.iter().flat_map(|occurrence| &occurrence.aliases) {
        *forms.entry((alias.text.clone(), alias.kind)).or_default() += alias.count;
    }
    node.aliases = forms.into_iter().map(|((text, kind), count)| Alias { text, kind, count }).collect();
    node.aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.cmp(b)));
    node.documents = node.occurrences.iter().map(|occurrence| occurrence.article).collect::<BTreeSet<_>>().len();
    node.mentions = node.occurrences.iter().map(|occurrence| occurrence.mentions).sum();
}

fn ranked_offices(held: BTreeMap<(String, NodeIndex, Polarity), usize>) -> Vec<Office> {
    let office = |((role, of, polarity), statements)| Office { role, of, polarity, statements };
    let mut offices: Vec<Office> = held.into_iter().map(office).collect();
    offices.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.cmp(b)));
    offices
}

/// One edge to the object, or one to each entity that the relation is about.
fn edges<'a>(
    index: usize,
    relation: &'a Relation,
    nodes: &'a [Node],
    articles: &'a [Article],
) -> impl Iterator<Item = (NodeIndex, NodeIndex, Edge)> + 'a {
    let mut said: BTreeMap<NodeIndex, Vec<usize>> = BTreeMap::new();
    let slot = match relation.key.object {
        Some(object) => {
            said.insert(object, (0..relation.statements.len()).collect());
            Slot::Object
        }
        None => {
            for (number, statement) in relation.statements.iter().enumerate() {
                statement.about.iter().for_each(|&target| said.entry(target).or_default().push(number));
            }
            Slot::About
        }
    };
    said.into_iter().map(move |(target, said)| {
        let end = nodes.get(target.index()).map_or("", |node| node.id.as_str());
        let id = format!("e-{}", ids::digest(&[&relation.id, slot.as_str(), end], 16));
        (relation.key.subject, target, summary(id, index, relation, slot, said, articles))
    })
}

pub(super) fn summary(
    id: String,
    index: usize,
    relation: &Relation,
    slot: Slot,
    numbers: Vec<usize>,
    articles: &[Article],
) -> Edge {
    let said: Vec<&Statement> = numbers.iter().filter_map(|&number| relation.statements.get(number)).collect();
    let days: Vec<(&str, &str)> = said.iter().filter_map(|statement| days(statement, articles)).collect();
    let about = if slot == Slot::Object { relation.about() } else { Vec::new() };
    Edge {
        id,
        relation: index,
        said: numbers,
        slot,
        predicate: relation.key.predicate.clone(),
        polarity: relation.key.polarity,
        modality: relation.key.modality,
        statements: said.iter().map(|statement| statement.evidence.len()).sum(),
        documents: said.iter().map(|statement| statement.article).collect::<BTreeSet<_>>().len(),
        first: days.iter().map(|day| day.0).min().map(str::to_owned),
        last: days.iter().map(|day| day.1).max().map(str::to_owned),
        said_by: said.iter().filter_map(|statement| statement.said_by).collect::<BTreeSet<_>>().into_iter().collect(),
        about,
        plover: most(said.iter().filter_map(|statement| statement.plover.as_ref())),
        cameo: most(said.iter().filter_map(|statement| statement.cameo.as_ref())),
        role: most(said.iter().filter_map(|statement| statement.role.as_ref())),
        confidence: said.iter().map(|statement| statement.confidence).max().unwrap_or_default(),
        rules: said.iter().map(|statement| statement.rule.clone()).collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

/// First and last day of the event, or else the day of publication twice.
pub(super) fn days<'a>(statement: &'a Statement, articles: &'a [Article]) -> Option<(&'a str, &'a str)> {
    let published = |ArticleIndex(index): ArticleIndex| articles.get(index)?.date.as_deref();
    let date = statement.date.as_deref().or_else(|| published(statement.article))?;
    Some(date.split_once('/').unwrap_or((date, date)))
}

/// The most frequent value, the first of equals.
fn most<'a>(values: impl Iterator<Item = &'a String>) -> Option<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value.clone())
}
