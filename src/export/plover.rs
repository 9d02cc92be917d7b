//! `plover.jsonl`: event records, one a line, with the field names of the PLOVER manual (Open Event Data Alliance,
//! version 0.7b1, "PLOVER JSON" and the tables after it). Each statement of a relation that has a PLOVER type is a
//! record; standing ties have none and are not written. `mode` is written where the vocabulary tells one (`[modes]` in
//! `schema/relations.toml`), `context`, which this program does not tell, never; `polarity`, `modality`, `said_by`, `predicate` and `cameo` are fields of our own, which the manual allows.
//!
//! An actor's `code` is its state's in ISO 3166-1 alpha-3; `identifier_id` is its Wikidata id, and its id in the graph
//! where it has none. In a relation without direction both actors are sources, as in the manual's gold standard records.

use super::days::is_day;
use super::fields::share;
use super::{Options, OutputFile};
use crate::graph::{Article, Evidence, KnowledgeGraph, Relation, Statement, digest};
use crate::schema::Vocabulary;
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "plover.jsonl", media_type: "application/x-ndjson", writer: write, plain: false };

#[derive(Serialize)]
struct Record<'a> {
    id: String,
    has_event: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<&'a str>,
    source: Vec<Actor<'a>>,
    recipient: Vec<Actor<'a>>,
    event: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<[&'a str; 1]>,
    event_text: Vec<String>,
    text: &'a str,
    text_info: TextInfo,
    cite_info: CiteInfo<'a>,
    coder: &'static str,
    predicate: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cameo: Option<&'a str>,
    polarity: &'static str,
    modality: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_by: Option<Actor<'a>>,
    confidence: f64,
}

#[derive(Serialize)]
struct Actor<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    actor_text: String,
    identifier_id: &'a str,
    identifier_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
}

#[derive(Serialize)]
struct TextInfo {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct CiteInfo<'a> {
    citation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'a str>,
    codebook: &'static str,
}

fn write(graph: &KnowledgeGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let vocabulary = Vocabulary::embedded().unwrap_or_default();
    for relation in graph.relations() {
        for (number, statement) in relation.statements.iter().enumerate() {
            if let Some(record) = record(graph, &vocabulary, relation, number, statement) {
                serde_json::to_writer(&mut *out, &record)?;
                out.write_all(b"\n")?;
            }
        }
    }
    Ok(())
}

fn record<'a>(
    graph: &'a KnowledgeGraph,
    vocabulary: &'a Vocabulary,
    relation: &'a Relation,
    number: usize,
    statement: &'a Statement,
) -> Option<Record<'a>> {
    let event = statement.plover.as_deref()?;
    let article = graph.article(statement.article)?;
    let evidence = statement.evidence.first()?;
    let (date, enddate) = dates(statement, article);
    let key = &relation.key;
    let subject = actor(graph, key.subject, Some((evidence, evidence.subject)))?;
    let object = key.object.and_then(|object| actor(graph, object, evidence.object.map(|place| (evidence, place))));
    let (mut source, mut recipient) = (vec![subject], Vec::new());
    if key.symmetric { &mut source } else { &mut recipient }.extend(object);
    let event_text = evidence.words(evidence.trigger);
    Some(Record {
        id: digest(&[&relation.id, &article.id, &number.to_string()], 16),
        has_event: true,
        date,
        enddate,
        source,
        recipient,
        event: [event],
        mode: mode(vocabulary, &key.predicate, event, statement).map(|mode| [mode]),
        event_text: Some(event_text).filter(|text| !text.is_empty()).into_iter().collect(),
        text: &evidence.text,
        text_info: TextInfo { start: evidence.start, end: evidence.end },
        cite_info: CiteInfo {
            citation: &article.id,
            url: article.url.as_deref(),
            title: article.title.as_deref(),
            language: "en",
            publication: article.publisher.as_deref(),
            codebook: "PLOVER 0.7b1",
        },
        coder: concat!("demarche ", env!("CARGO_PKG_VERSION")),
        predicate: &key.predicate,
        cameo: statement.cameo.as_deref(),
        polarity: key.polarity.as_str(),
        modality: key.modality.as_str(),
        said_by: statement.said_by.and_then(|speaker| actor(graph, speaker, None)),
        confidence: share(statement.confidence),
    })
}

/// The mode, of an event whose type is its predicate's own: "visit" is no way to reject.
fn mode<'a>(vocabulary: &'a Vocabulary, predicate: &str, event: &str, statement: &Statement) -> Option<&'a str> {
    let own = vocabulary.predicate(vocabulary.number(predicate)?)?.plover.as_deref();
    let words = statement.rule.split_once(':').map_or("", |(_, words)| words);
    vocabulary.plover_mode(predicate, words).filter(|_| own == Some(event))
}

/// First and, of an interval, last day of the event, or else the article's.
fn dates<'a>(statement: &'a Statement, article: &'a Article) -> (Option<&'a str>, Option<&'a str>) {
    let date = statement.date.as_deref().or(article.date.as_deref());
    let (first, last) = date.map_or((None, None), |date| match date.split_once('/') {
        Some((first, last)) => (Some(first), Some(last)),
        None => (Some(date), None),
    });
    (first.filter(|day| is_day(day)), last.filter(|day| is_day(day)))
}

fn actor<'a>(graph: &'a KnowledgeGraph, index: NodeIndex, place: Option<(&Evidence, [usize; 2])>) -> Option<Actor<'a>> {
    let node = graph.petgraph().node_weight(index)?;
    Some(Actor {
        code: node.iso3.as_deref().or(node.country.as_deref()),
        actor_text: place.map(|(evidence, range)| evidence.words(range)).unwrap_or_default(),
        identifier_id: node.wikidata.as_deref().unwrap_or(&node.id),
        identifier_text: &node.name,
        office: node.offices.first().map(|office| office.role.as_str()),
    })
}
