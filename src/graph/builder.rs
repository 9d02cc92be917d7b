//! Collecting documents, and the one pass that makes a graph of them.

use super::KnowledgeGraph;
use super::assemble::{Parts, assemble};
use super::identity::resolve;
use super::model::{ArticleIndex, Occurrence, RelationKey, Statement};
use super::names::normalize;
use super::record::{self, Record, Said};
use super::rulings::Rulings;
use crate::extraction::Extraction;
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// Documents on their way into a graph. Builders filled apart (by threads, by machines) are joined with
/// [`merge`](GraphBuilder::merge); neither order nor grouping shows in the graph.
#[derive(Debug, Clone, Default)]
pub struct GraphBuilder {
    records: Vec<Record>,
    rulings: Rulings,
}

impl GraphBuilder {
    /// Collects one document. A relation that names an entity which the document does not list is left out.
    pub fn add(&mut self, extraction: &Extraction) {
        self.records.push(Record::from(extraction));
    }

    /// Collects the documents of a finished graph again; their entities are resolved anew among all others.
    pub fn add_graph(&mut self, graph: &KnowledgeGraph) {
        self.records.extend(record::of_graph(graph));
    }

    /// Takes over what `other` has collected.
    pub fn merge(&mut self, other: GraphBuilder) {
        self.records.extend(other.records);
    }

    /// Lets what the user has ruled on identity go before the graph's own rules.
    pub fn rule(&mut self, rulings: Rulings) {
        self.rulings = rulings;
    }

    /// The rows of the user's table that no collected document gives an occasion for: file and line, and the name.
    pub fn idle_rulings(&self) -> Vec<(String, String)> {
        if self.rulings.is_empty() {
            return Vec::new();
        }
        let entities = self.records.iter().flat_map(|record| &record.entities);
        let named = entities.map(|local| (local.kind, normalize(&local.name))).collect();
        self.rulings.idle(&named).map(|(place, name)| (place.to_owned(), name.to_owned())).collect()
    }

    /// How many documents are collected.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether no document is collected.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The graph of all that was collected. `is_symmetric` tells of a predicate's name whether its two ends are alike
    /// (`met_with`): then A met B and B met A are one relation. A document collected twice counts once; different
    /// documents of the same id are told apart by `~2`, `~3`.
    pub fn finish(self, is_symmetric: impl Fn(&str) -> bool) -> KnowledgeGraph {
        let mut records = self.records;
        records.sort_unstable();
        records.dedup();
        tell_apart(&mut records);
        let resolution = resolve(&records, &self.rulings);
        let mut nodes = resolution.nodes;
        let mut relations: BTreeMap<RelationKey, Vec<Statement>> = BTreeMap::new();
        for (index, (record, places)) in records.iter_mut().zip(&resolution.places).enumerate() {
            let article = ArticleIndex(index);
            for (local, place) in std::mem::take(&mut record.entities).into_iter().zip(places) {
                let Some(node) = nodes.get_mut(place.node.index()) else { continue };
                node.occurrences.push(Occurrence {
                    article,
                    name: local.name,
                    kind: local.kind,
                    iso3: local.iso3,
                    country: local.country,
                    wikidata: local.wikidata,
                    mentions: local.mentions,
                    aliases: local.aliases,
                    identity: place.identity,
                    because: place.because.clone(),
                });
            }
            let node = |local: usize| places.get(local).map(|place| place.node);
            for said in std::mem::take(&mut record.statements) {
                if let Some((key, statement)) = globally(said, article, node, &is_symmetric) {
                    relations.entry(key).or_default().push(statement);
                }
            }
        }
        let articles = records.into_iter().map(|record| record.article).collect();
        assemble(Parts { articles, nodes, relations })
    }
}

/// Gives different documents of one id different ids, and puts the records in order of id. They must come sorted.
fn tell_apart(records: &mut [Record]) {
    let mut taken: BTreeSet<String> = records.iter().map(|record| record.article.id.clone()).collect();
    let (mut before, mut number) = (None, 1usize);
    for record in records.iter_mut() {
        if before.as_ref() != Some(&record.article.id) {
            (before, number) = (Some(record.article.id.clone()), 1);
            continue;
        }
        let plain = std::mem::take(&mut record.article.id);
        while record.article.id.is_empty() || !taken.insert(record.article.id.clone()) {
            number += 1;
            record.article.id = format!("{plain}~{number}");
        }
    }
    records.sort_unstable();
}

/// A document's statement with the corpus's nodes; none where both ends have turned out to be one entity.
fn globally(
    said: Said,
    article: ArticleIndex,
    node: impl Fn(usize) -> Option<NodeIndex>,
    is_symmetric: &impl Fn(&str) -> bool,
) -> Option<(RelationKey, Statement)> {
    let mut subject = node(said.subject)?;
    let mut object = said.object.and_then(&node);
    let mut evidence = said.evidence;
    if object == Some(subject) || (said.object.is_some() && object.is_none()) {
        return None;
    }
    let symmetric = is_symmetric(&said.predicate);
    if symmetric {
        record::in_order(&mut subject, &mut object, &mut evidence);
    }
    evidence.sort_unstable();
    evidence.dedup();
    let mut about: Vec<NodeIndex> = Vec::new();
    for place in said.about.into_iter().filter_map(&node) {
        if !about.contains(&place) {
            about.push(place);
        }
    }
    let (polarity, modality) = (said.polarity, said.modality);
    let key = RelationKey { subject, predicate: said.predicate, object, polarity, modality, symmetric };
    let statement = Statement {
        article,
        evidence,
        about,
        said_by: said.said_by.and_then(&node),
        role: said.role,
        plover: said.plover,
        cameo: said.cameo,
        date: said.date,
        confidence: said.confidence,
        rule: said.rule,
    };
    Some((key, statement))
}
