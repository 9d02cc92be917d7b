//! Reads `graph.jsonld` back. In: the file as this program writes it (keys in any order, but not expanded by another
//! tool); out: an equal graph, every id as written.

use super::shape::{AnnotationItem, EntityItem, EventItem, Item, OccurrenceItem, SelectorItem, StatementItem};
use super::{VERSION, form_kind, identity_term};
use crate::entity::{EntityKind, MentionKind};
use crate::graph::{
    Article, ArticleIndex, Evidence, Form, Identity, KnowledgeGraph, Node, Occurrence, Parts, RelationKey, Statement,
    assemble,
};
use crate::relation::{Modality, Polarity};
use crate::{Error, Result};
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

#[derive(serde::Deserialize)]
struct File {
    #[serde(rename = "@graph")]
    graph: Vec<Item>,
}

/// The graph in `reader`; `path` is its name in messages.
pub fn read(mut reader: impl Read, path: &Path) -> Result<KnowledgeGraph> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|source| Error::io(path, source))?;
    let file: File = serde_json::from_slice(&bytes).map_err(|error| {
        let reason = format!("not a graph.jsonld as demarche writes it: {error}");
        Error::input(path, Some(error.line() as u64).filter(|&line| line > 0), reason)
    })?;
    drop(bytes);
    Reading::default().items(file.graph).map_err(|reason| Error::input(path, None, reason))
}

/// What has been read so far, and where each IRI leads.
#[derive(Default)]
struct Reading {
    articles: BTreeMap<String, ArticleIndex>,
    entities: BTreeMap<String, NodeIndex>,
}

type Found<T> = std::result::Result<T, String>;

impl Reading {
    fn items(mut self, items: Vec<Item>) -> Found<KnowledgeGraph> {
        let (mut articles, mut entities, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Graph(about) if about.format_version > VERSION => {
                    return Err(format!("written by {}, which is newer than this program: update it", about.generator));
                }
                Item::Graph(_) => {}
                Item::NewsArticle(article) => articles.push(article),
                Item::Person(entity) => entities.push((EntityKind::Person, entity)),
                Item::Country(entity) => entities.push((EntityKind::Country, entity)),
                Item::Organization(entity) => entities.push((EntityKind::Organization, entity)),
                Item::Event(event) => events.push(event),
            }
        }
        articles.sort_by(|a, b| a.identifier.cmp(&b.identifier));
        entities.sort_by(|a, b| a.1.id.cmp(&b.1.id));
        let mut parts = Parts::default();
        for article in articles {
            unique(self.articles.insert(article.id.clone(), ArticleIndex(parts.articles.len())), &article.id)?;
            parts.articles.push(Article {
                id: article.identifier,
                path: article.path,
                url: article.url,
                publisher: article.publisher,
                title: article.headline,
                date: article.date_published,
            });
        }
        for (number, (_, entity)) in entities.iter().enumerate() {
            unique(self.entities.insert(entity.id.clone(), NodeIndex::new(number)), &entity.id)?;
        }
        for (kind, entity) in entities {
            parts.nodes.push(self.node(kind, entity)?);
        }
        for event in events {
            let (key, statements) = self.relation(event)?;
            parts.relations.entry(key).or_default().extend(statements);
        }
        Ok(assemble(parts))
    }

    fn article(&self, iri: &str) -> Found<ArticleIndex> {
        self.articles.get(iri).copied().ok_or_else(|| format!("{iri} is named but is no NewsArticle of the file"))
    }

    fn entity(&self, iri: &str) -> Found<NodeIndex> {
        self.entities.get(iri).copied().ok_or_else(|| format!("{iri} is named but is no entity of the file"))
    }

    fn node(&self, kind: EntityKind, item: EntityItem) -> Found<Node> {
        let id = item.id.strip_prefix("entity:").unwrap_or_default();
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b)) {
            return Err(format!("{:?} is no id of an entity: entity: and letters, digits, '_', '.', '-'", item.id));
        }
        Ok(Node {
            id: id.to_owned(),
            kind,
            name: item.name,
            iso3: item.iso3,
            country: item.country,
            wikidata: item.wikidata,
            aliases: Vec::new(),
            documents: 0,
            mentions: 0,
            offices: Vec::new(),
            occurrences: item.occurrences.into_iter().map(|o| self.occurrence(o)).collect::<Found<_>>()?,
            event: None,
        })
    }

    fn occurrence(&self, item: OccurrenceItem) -> Found<Occurrence> {
        let forms = item.forms.into_iter().map(|form| {
            let kind = named(&form.form_kind, MENTION_KINDS, form_kind)?;
            Ok(Form { text: form.text, kind, reason: form.reason, count: form.count })
        });
        Ok(Occurrence {
            article: self.article(&item.in_article)?,
            name: item.name,
            kind: named(&item.kind, KINDS, EntityKind::as_str)?,
            iso3: item.iso3,
            country: item.country,
            wikidata: item.wikidata,
            mentions: item.mention_count,
            aliases: forms.collect::<Found<_>>()?,
            identity: named(&item.identity, Identity::ALL, identity_term)?,
            because: item.because,
        })
    }

    fn relation(&self, item: EventItem) -> Found<(RelationKey, Vec<Statement>)> {
        let predicate = item.event_type.strip_prefix("dm:").unwrap_or(&item.event_type).to_owned();
        let key = RelationKey {
            subject: self.entity(&item.agent)?,
            predicate,
            object: item.object.as_deref().map(|object| self.entity(object)).transpose()?,
            polarity: named(&item.polarity, [Polarity::Affirmed, Polarity::Negated], Polarity::as_str)?,
            modality: named(&item.modality, MODALITIES, Modality::as_str)?,
            symmetric: item.symmetric,
        };
        let statements =
            item.statements.into_iter().map(|statement| self.statement(statement)).collect::<Found<_>>()?;
        Ok((key, statements))
    }

    fn statement(&self, item: StatementItem) -> Found<Statement> {
        let article = item.derived_from.first().ok_or_else(|| format!("{} is derived from no article", item.id))?;
        let interval = item.begin_time.zip(item.end_time).map(|(from, to)| format!("{from}/{to}"));
        Ok(Statement {
            article: self.article(article)?,
            evidence: item.evidence.into_iter().map(evidence).collect(),
            about: item.about_in_order.iter().map(|about| self.entity(about)).collect::<Found<_>>()?,
            said_by: item.attributed_to.first().map(|speaker| self.entity(speaker)).transpose()?,
            role: item.role,
            plover: item.plover_type,
            cameo: item.cameo_code,
            date: item.time.or(interval).or(item.date_text),
            confidence: (item.confidence.clamp(0.0, 1.0) * 100.0).round() as u8,
            rule: item.rule,
        })
    }
}

const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Country, EntityKind::Organization];
const MODALITIES: [Modality; 3] = [Modality::Actual, Modality::Planned, Modality::Hypothetical];
const MENTION_KINDS: [MentionKind; 5] =
    [MentionKind::Name, MentionKind::Demonym, MentionKind::Seat, MentionKind::Description, MentionKind::Pronoun];

fn unique<T>(before: Option<T>, id: &str) -> Found<()> {
    before.map_or(Ok(()), |_| Err(format!("{id} stands twice in the file")))
}

/// The one of `all` that is written `text`.
fn named<T: Copy, const N: usize>(text: &str, all: [T; N], write: impl Fn(T) -> &'static str) -> Found<T> {
    all.into_iter().find(|&one| write(one) == text).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|&one| write(one)).collect();
        format!("{text:?} stands where one of {} is expected", known.join(", "))
    })
}

fn range(selector: &SelectorItem) -> [usize; 2] {
    [selector.start.unwrap_or_default(), selector.end.unwrap_or_default()]
}

fn evidence(item: AnnotationItem) -> Evidence {
    let mut piece = Evidence {
        start: 0,
        end: 0,
        text: String::new(),
        trigger: range(&item.trigger),
        subject: range(&item.subject_mention),
        object: item.object_mention.as_ref().map(range),
    };
    for selector in item.has_target.has_selector {
        match selector.exact {
            Some(exact) => piece.text = exact,
            None => [piece.start, piece.end] = range(&selector),
        }
    }
    piece
}
