//! The graph as linked data. In: [`KnowledgeGraph`]; out: one list of objects ([`Item`]) and one context that says what
//! their keys mean, which three formats write: [`jsonld`] as they are, [`turtle`] and [`nquads`] as the triples that the
//! context makes of them ([`expand`]). What is said of the graph is decided here, once.
//!
//! Entities are schema.org's Person, Country and Organization; a relation is one `sem:Event` with schema.org's roles
//! (agent, object, about), whatever number of edges draws it. What one article says of it is a statement, derived from
//! the article and attributed to the speaker (PROV). Each sentence is a W3C annotation with a position and a quotation;
//! positions are Unicode code points of the article's decoded text, the end excluded. What the texts affirm as a fact is
//! also written as one direct triple, `entity:Q1 dm:warned entity:Q2`, for tools that know only such.

mod context;
mod expand;
mod iri;
pub mod jsonld;
pub(super) mod nquads;
mod read;
mod shape;
pub(super) mod turtle;
mod walk;

pub use iri::BaseIri;

use super::days::is_day;
use super::{Options, blocks};
use crate::entity::{EntityKind, MentionKind};
use crate::graph::{
    Article, ArticleIndex, Evidence, Form, Identity, KnowledgeGraph, Node, Occurrence, Relation, Statement, digest,
};
use crate::relation::{Modality, Polarity};
use petgraph::graph::NodeIndex;
use shape::{
    AnnotationItem, ArticleItem, EntityItem, EventItem, FormItem, GraphItem, Item, OccurrenceItem, SelectorItem,
    StatementItem, TargetItem,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Raised when an older reader could not read what is written.
const VERSION: u32 = 1;

/// Objects of a block: an event is forty triples, so fewer than usual.
const OBJECTS: usize = 32;

/// Predicate to those whom it is said of.
type Shortcuts = BTreeMap<String, BTreeSet<NodeIndex>>;

/// How many objects `graph` has: itself, its articles, entities and events.
fn count(graph: &KnowledgeGraph) -> usize {
    1 + graph.articles().len() + graph.nodes().len() + graph.relations().len()
}

/// Writes a row for each object of `graph`, in their order, by several threads.
fn rows(
    graph: &KnowledgeGraph,
    options: &Options,
    out: &mut dyn Write,
    row: impl Fn(usize, &Item, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let before = count(graph) - graph.relations().len();
    blocks::blocks(count(graph), OBJECTS, out, |mut numbers, block| {
        let relations = numbers.start.saturating_sub(before)..numbers.end.saturating_sub(before);
        read_ahead(graph.relations().get(relations).unwrap_or_default());
        numbers.try_for_each(|number| item(graph, options, number).map_or(Ok(()), |item| row(number, &item, block)))
    })
}

/// Looks at what the objects of `relations` need, in short loops: a processor then fetches from several places of a
/// large graph at once.
fn read_ahead(relations: &[Relation]) {
    let first = |text: &str| text.as_bytes().first().copied().map_or(0, usize::from);
    let statements = || relations.iter().flat_map(|relation| &relation.statements);
    let pieces = || statements().flat_map(|statement| &statement.evidence);
    let mut seen =
        relations.iter().fold(0, |seen, relation| seen ^ first(&relation.id) ^ first(&relation.key.predicate));
    seen ^= statements().fold(0, |seen, statement| seen ^ statement.evidence.len());
    seen ^= statements().fold(0, |seen, statement| seen ^ first(&statement.rule));
    seen ^= pieces().fold(0, |seen, piece| seen ^ piece.text.len());
    seen ^= pieces().fold(0, |seen, piece| seen ^ first(&piece.text));
    std::hint::black_box(seen);
}

/// The object of that number: the graph itself comes first, then its articles, entities and events.
fn item(graph: &KnowledgeGraph, options: &Options, number: usize) -> Option<Item> {
    let Some(mut number) = number.checked_sub(1) else {
        return Some(Item::Graph(GraphItem {
            id: options.base_iri.graph(),
            format_version: VERSION,
            generator: concat!("demarche ", env!("CARGO_PKG_VERSION")).to_owned(),
            entity_count: graph.nodes().len(),
            event_count: graph.relations().len(),
            edge_count: graph.edge_count(),
        }));
    };
    if let Some(article) = graph.articles().get(number) {
        return Some(Item::NewsArticle(article_item(article)));
    }
    number -= graph.articles().len();
    if let Some(node) = graph.petgraph().node_weight(NodeIndex::new(number)) {
        let entity = entity_item(graph, node, shortcuts(graph, NodeIndex::new(number)));
        return Some(match node.kind {
            EntityKind::Person => Item::Person(entity),
            EntityKind::Country => Item::Country(entity),
            EntityKind::Organization => Item::Organization(entity),
        });
    }
    number -= graph.nodes().len();
    graph.relations().get(number).map(|relation| Item::Event(event_item(graph, relation)))
}

/// Only what is affirmed as a fact has a direct triple: readers of triples see neither polarity nor modality. Relations
/// are in order of subject.
fn shortcuts(graph: &KnowledgeGraph, subject: NodeIndex) -> Shortcuts {
    let all = graph.relations();
    let from = all.partition_point(|relation| relation.key.subject < subject);
    let own = all.iter().skip(from).map(|relation| &relation.key).take_while(|key| key.subject == subject);
    let mut shortcuts = Shortcuts::new();
    for key in own {
        if let (Polarity::Affirmed, Modality::Actual, Some(object)) = (key.polarity, key.modality, key.object) {
            shortcuts.entry(iri::predicate_term(&key.predicate)).or_default().insert(object);
        }
    }
    shortcuts
}

fn article_item(article: &Article) -> ArticleItem {
    ArticleItem {
        id: iri::article(&article.id),
        identifier: article.id.clone(),
        headline: article.title.clone(),
        date_published: article.date.clone(),
        url: article.url.clone(),
        publisher: article.publisher.clone(),
        path: article.path.clone(),
    }
}

fn entity_item(graph: &KnowledgeGraph, node: &Node, said: Shortcuts) -> EntityItem {
    let ids = |ends: BTreeSet<NodeIndex>| ends.into_iter().map(|end| iri::entity(graph.id(end))).collect();
    let alternate = node.other_names(&[MentionKind::Name, MentionKind::Demonym]);
    EntityItem {
        id: iri::entity(&node.id),
        name: node.name.clone(),
        alternate_name: alternate.into_iter().map(str::to_owned).collect(),
        iso3: node.iso3.clone(),
        country: node.country.clone(),
        wikidata: node.wikidata.clone(),
        same_as: node.wikidata.iter().map(|id| format!("http://www.wikidata.org/entity/{id}")).collect(),
        document_count: node.documents,
        mention_count: node.mentions,
        occurrences: numbered(&node.occurrences, |o| o.article.0)
            .map(|(occurrence, number)| occurrence_item(graph, node, occurrence, number))
            .collect(),
        shortcuts: said.into_iter().map(|(term, ends)| (term, ids(ends))).collect(),
    }
}

/// Each of `all`, which come in groups of one `key`, with its number in the group.
fn numbered<T>(all: &[T], key: impl Fn(&T) -> usize) -> impl Iterator<Item = (&T, usize)> {
    let mut before = None;
    let mut number = 0;
    all.iter().map(move |one| {
        let own = key(one);
        number = if before == Some(own) { number + 1 } else { 0 };
        before = Some(own);
        (one, number)
    })
}

fn article_id(graph: &KnowledgeGraph, index: ArticleIndex) -> &str {
    graph.article(index).map_or("", |article| &article.id)
}

fn occurrence_item(graph: &KnowledgeGraph, node: &Node, occurrence: &Occurrence, number: usize) -> OccurrenceItem {
    let article = article_id(graph, occurrence.article);
    let form = |alias: &Form| FormItem {
        class: "Form".into(),
        text: alias.text.clone(),
        form_kind: form_kind(alias.kind).into(),
        reason: alias.reason.clone(),
        count: alias.count,
    };
    OccurrenceItem {
        id: format!("occurrence:{}", digest(&[&node.id, article, &number.to_string()], 16)),
        class: "Occurrence".into(),
        in_article: iri::article(article),
        name: occurrence.name.clone(),
        kind: occurrence.kind.as_str().into(),
        iso3: occurrence.iso3.clone(),
        country: occurrence.country.clone(),
        wikidata: occurrence.wikidata.clone(),
        identity: identity_term(occurrence.identity).into(),
        because: occurrence.because.clone(),
        mention_count: occurrence.mentions,
        forms: occurrence.aliases.iter().map(form).collect(),
    }
}

/// The term of each kind of form.
fn form_kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "nameForm",
        MentionKind::Demonym => "demonymForm",
        MentionKind::Seat => "seatForm",
        MentionKind::Description => "descriptionForm",
        MentionKind::Pronoun => "pronounForm",
    }
}

/// The term of each reason.
fn identity_term(identity: Identity) -> &'static str {
    match identity {
        Identity::Iso3 => "byIso3",
        Identity::Wikidata => "byWikidata",
        Identity::Name => "byName",
        Identity::Acronym => "byAcronym",
        Identity::Form => "byForm",
        Identity::Spelling => "bySpelling",
        Identity::Surname => "bySurname",
        Identity::Ruled => "byRuling",
    }
}

fn event_item(graph: &KnowledgeGraph, relation: &Relation) -> EventItem {
    let entity = |index: NodeIndex| iri::entity(graph.id(index));
    let said = &relation.statements;
    let speakers: BTreeSet<NodeIndex> = said.iter().filter_map(|statement| statement.said_by).collect();
    let articles: BTreeSet<usize> = said.iter().map(|statement| statement.article.0).collect();
    EventItem {
        id: format!("event:{}", relation.id),
        event_type: iri::predicate_term(&relation.key.predicate),
        agent: entity(relation.key.subject),
        object: relation.key.object.map(entity),
        about: relation.about().into_iter().map(entity).collect(),
        polarity: relation.key.polarity.as_str().into(),
        modality: relation.key.modality.as_str().into(),
        symmetric: relation.key.symmetric,
        statement_count: said.iter().map(|statement| statement.evidence.len()).sum(),
        document_count: articles.len(),
        attributed_to: speakers.into_iter().map(entity).collect(),
        derived_from: articles.iter().filter_map(|&a| graph.articles().get(a)).map(|a| iri::article(&a.id)).collect(),
        statements: numbered(said, |statement| statement.article.0)
            .map(|(statement, number)| statement_item(graph, relation, statement, number))
            .collect(),
    }
}

fn statement_item(graph: &KnowledgeGraph, relation: &Relation, statement: &Statement, number: usize) -> StatementItem {
    let entity = |index: NodeIndex| iri::entity(graph.id(index));
    let article = article_id(graph, statement.article);
    let id = digest(&[&relation.id, article, &number.to_string()], 16);
    let evidence = statement.evidence.iter().enumerate();
    let mut item = StatementItem {
        id: format!("statement:{id}"),
        class: "Statement".into(),
        derived_from: vec![iri::article(article)],
        attributed_to: statement.said_by.into_iter().map(entity).collect(),
        about_in_order: statement.about.iter().copied().map(entity).collect(),
        role: statement.role.clone(),
        plover_type: statement.plover.clone(),
        cameo_code: statement.cameo.clone(),
        confidence: f64::from(statement.confidence) / 100.0,
        rule: statement.rule.clone(),
        evidence: evidence.map(|(n, piece)| annotation(format!("{id}.{n}"), relation, article, piece)).collect(),
        ..StatementItem::default()
    };
    match statement.date.as_deref() {
        Some(date) if is_day(date) => item.time = Some(date.to_owned()),
        Some(date) => match date.split_once('/').filter(|(from, to)| is_day(from) && is_day(to)) {
            Some((from, to)) => {
                item.begin_time = Some(from.to_owned());
                item.end_time = Some(to.to_owned());
            }
            None => item.date_text = Some(date.to_owned()),
        },
        None => {}
    }
    item
}

fn annotation(id: String, relation: &Relation, article: &str, piece: &Evidence) -> AnnotationItem {
    let words = |range: [usize; 2]| SelectorItem {
        exact: Some(piece.words(range)).filter(|words| !words.is_empty()),
        ..position(range[0], range[1])
    };
    let quote =
        SelectorItem { class: "TextQuoteSelector".into(), exact: Some(piece.text.clone()), ..SelectorItem::default() };
    AnnotationItem {
        id: format!("annotation:{id}"),
        class: "Annotation".into(),
        has_body: format!("event:{}", relation.id),
        has_target: TargetItem {
            class: "SpecificResource".into(),
            has_source: iri::article(article),
            has_selector: vec![position(piece.start, piece.end), quote],
        },
        trigger: words(piece.trigger),
        subject_mention: words(piece.subject),
        object_mention: piece.object.map(words),
    }
}

fn position(start: usize, end: usize) -> SelectorItem {
    SelectorItem { class: "TextPositionSelector".into(), start: Some(start), end: Some(end), exact: None }
}
