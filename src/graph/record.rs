//! One document's share of a graph, cleaned and without what a graph does not need (single mentions, quotations): what a
//! [`GraphBuilder`](super::GraphBuilder) collects.

use super::model::{Article, Evidence, Form};
use super::{KnowledgeGraph, Relation, clean, ids};
use crate::entity::{EntityKind, MentionKind};
use crate::extraction::{ExtractedEntity, ExtractedEvidence, ExtractedRelation, Extraction};
use crate::relation::{Modality, Polarity};
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

/// A document, its entities and what it says of them. Records have a total order, so that the order of collecting is
/// forgotten.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    pub article: Article,
    pub entities: Vec<Local>,
    pub statements: Vec<Said>,
}

/// An entity of one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Local {
    pub name: String,
    pub kind: EntityKind,
    pub iso3: Option<String>,
    pub country: Option<String>,
    pub wikidata: Option<String>,
    pub mentions: usize,
    pub aliases: Vec<Form>,
}

/// A relation of one document; entities are indices into [`Record::entities`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Said {
    pub subject: usize,
    pub predicate: String,
    pub object: Option<usize>,
    pub polarity: Polarity,
    pub modality: Modality,
    pub about: Vec<usize>,
    pub said_by: Option<usize>,
    pub role: Option<String>,
    pub plover: Option<String>,
    pub cameo: Option<String>,
    pub date: Option<String>,
    pub confidence: u8,
    pub rule: String,
    pub evidence: Vec<Evidence>,
}

impl From<&Extraction> for Record {
    fn from(extraction: &Extraction) -> Self {
        let locals: BTreeMap<&str, usize> =
            extraction.entities.iter().enumerate().map(|(index, entity)| (entity.id.as_str(), index)).collect();
        Self {
            article: Article {
                id: clean::optional(Some(&extraction.id)).unwrap_or_else(|| "document".to_owned()),
                path: clean::optional(extraction.path.as_deref()),
                url: clean::optional(extraction.url.as_deref()),
                publisher: clean::optional(extraction.publisher.as_deref()),
                title: clean::optional(extraction.title.as_deref()),
                date: clean::optional(extraction.date.as_deref()),
            },
            entities: extraction.entities.iter().map(local).collect(),
            statements: extraction.relations.iter().filter_map(|relation| said(relation, &locals)).collect(),
        }
    }
}

fn local(entity: &ExtractedEntity) -> Local {
    let mut forms: BTreeMap<(String, MentionKind, String), usize> = BTreeMap::new();
    for mention in entity.mentions.iter().filter(|mention| mention.kind != MentionKind::Pronoun) {
        if let Some(text) = clean::optional(Some(&mention.text)) {
            *forms.entry((text, mention.kind, clean::label(&mention.reason))).or_default() += 1;
        }
    }
    Local {
        name: clean::optional(Some(&entity.name)).unwrap_or_else(|| "(no name)".to_owned()),
        kind: entity.kind,
        iso3: entity.iso3.as_deref().and_then(ids::iso3).filter(|_| entity.kind == EntityKind::Country),
        country: entity.country.as_deref().and_then(ids::iso3),
        wikidata: entity.wikidata.as_deref().and_then(ids::wikidata),
        mentions: entity.mentions.len(),
        aliases: forms.into_iter().map(|((text, kind, reason), count)| Form { text, kind, reason, count }).collect(),
    }
}

/// The relation, or none if it names an entity that the document does not list or says nothing of anybody.
fn said(relation: &ExtractedRelation, locals: &BTreeMap<&str, usize>) -> Option<Said> {
    let find = |id: &String| locals.get(id.as_str()).copied();
    let object = match &relation.object {
        Some(id) => Some(find(id)?),
        None => None,
    };
    let about: Vec<usize> = relation.about.iter().filter_map(find).collect();
    if object.is_none() && about.is_empty() {
        return None;
    }
    Some(Said {
        subject: find(&relation.subject)?,
        predicate: token(&relation.predicate)?,
        object,
        polarity: relation.polarity,
        modality: relation.modality,
        about,
        said_by: relation.source.as_ref().and_then(find),
        role: clean::optional(relation.role.as_deref()),
        plover: clean::optional(relation.plover.as_deref()),
        cameo: clean::optional(relation.cameo.as_deref()),
        date: clean::optional(relation.date.as_deref()),
        confidence: (relation.confidence.clamp(0.0, 1.0) * 100.0).round() as u8,
        rule: clean::label(&relation.rule),
        evidence: relation.evidence.iter().map(evidence).collect(),
    })
}

/// A predicate's name becomes an XML token, part of an IRI and a JSON key: other characters than those of
/// `schema/relations.toml` turn into underscores.
pub(super) fn token(predicate: &str) -> Option<String> {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' };
    Some(clean::label(predicate).chars().map(plain).collect()).filter(|name: &String| !name.is_empty())
}

/// Of a relation without direction, the end that comes first is the subject, in the evidence too.
pub(super) fn in_order(subject: &mut NodeIndex, object: &mut Option<NodeIndex>, evidence: &mut [Evidence]) {
    if let Some(other) = object.filter(|other| other < subject) {
        *object = Some(std::mem::replace(subject, other));
        for piece in evidence {
            if let Some(place) = &mut piece.object {
                std::mem::swap(place, &mut piece.subject);
            }
        }
    }
}

fn evidence(piece: &ExtractedEvidence) -> Evidence {
    Evidence {
        start: piece.start,
        end: piece.end,
        text: clean::passage(&piece.text),
        trigger: piece.trigger,
        subject: piece.subject,
        object: piece.object,
    }
}

/// The documents of a finished graph, as they were collected.
pub(super) fn of_graph(graph: &KnowledgeGraph) -> Vec<Record> {
    let mut records: Vec<Record> = (graph.articles.iter())
        .map(|article| Record { article: article.clone(), entities: Vec::new(), statements: Vec::new() })
        .collect();
    let mut places: BTreeMap<(usize, NodeIndex), usize> = BTreeMap::new();
    for index in graph.graph.node_indices() {
        for occurrence in graph.graph.node_weight(index).map_or(&[][..], |node| &node.occurrences) {
            let Some(record) = records.get_mut(occurrence.article.0) else { continue };
            places.entry((occurrence.article.0, index)).or_insert(record.entities.len());
            record.entities.push(Local {
                name: occurrence.name.clone(),
                kind: occurrence.kind,
                iso3: occurrence.iso3.clone(),
                country: occurrence.country.clone(),
                wikidata: occurrence.wikidata.clone(),
                mentions: occurrence.mentions,
                aliases: occurrence.aliases.clone(),
            });
        }
    }
    for relation in &graph.relations {
        for (article, said) in statements_of(relation, &places) {
            if let Some(record) = records.get_mut(article) {
                record.statements.push(said);
            }
        }
    }
    records
}

/// What each document says of `relation`, with the document's number.
fn statements_of<'a>(
    relation: &'a Relation,
    places: &'a BTreeMap<(usize, NodeIndex), usize>,
) -> impl Iterator<Item = (usize, Said)> + 'a {
    relation.statements.iter().filter_map(move |statement| {
        let article = statement.article.0;
        let place = |node: NodeIndex| places.get(&(article, node)).copied();
        let said = Said {
            subject: place(relation.key.subject)?,
            predicate: relation.key.predicate.clone(),
            object: relation.key.object.and_then(place),
            polarity: relation.key.polarity,
            modality: relation.key.modality,
            about: statement.about.iter().filter_map(|&node| place(node)).collect(),
            said_by: statement.said_by.and_then(place),
            role: statement.role.clone(),
            plover: statement.plover.clone(),
            cameo: statement.cameo.clone(),
            date: statement.date.clone(),
            confidence: statement.confidence,
            rule: statement.rule.clone(),
            evidence: statement.evidence.clone(),
        };
        Some((article, said))
    })
}
