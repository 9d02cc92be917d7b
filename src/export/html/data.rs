//! What the page knows of the graph, in short form: names of fields of one letter where there are many, and indices
//! instead of ids. `viewer/model.js` reads it.

use crate::entity::MentionKind;
use crate::export::kinds;
use crate::graph::layout::{Place, layout};
use crate::graph::{Edge, EdgeView, Evidence, KnowledgeGraph, Node, Slot, Statement};
use crate::relation::Polarity;
use crate::schema::{EntityKind, Vocabulary};
use serde::Serialize;
use std::collections::BTreeMap;

/// The graph.
#[derive(Debug, Serialize)]
pub(super) struct Data<'a> {
    generator: &'static str,
    kinds: Vec<KindItem>,
    predicates: Vec<PredicateItem>,
    articles: Vec<ArticleItem<'a>>,
    /// Each sentence once, however many relations it says.
    sentences: Vec<&'a str>,
    nodes: Vec<NodeItem<'a>>,
    relations: Vec<RelationItem<'a>>,
    edges: Vec<EdgeItem<'a>>,
}

#[derive(Debug, Serialize)]
struct KindItem {
    name: &'static str,
    color: String,
}

#[derive(Debug, Serialize)]
struct PredicateItem {
    name: String,
    definition: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    plover: Option<String>,
    symmetric: bool,
}

#[derive(Debug, Serialize)]
struct ArticleItem<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct NodeItem<'a> {
    id: &'a str,
    /// Name.
    n: &'a str,
    /// Kind, an index.
    k: usize,
    x: f64,
    y: f64,
    r: f64,
    /// Other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    a: Vec<&'a str>,
    /// Offices: role, where, whether it is denied, how often said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    o: Vec<(&'a str, usize, bool, usize)>,
    /// Wikidata id.
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<&'a str>,
    /// ISO code of a country, or of the state that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    c: Option<&'a str>,
    /// Documents and mentions.
    d: usize,
    m: usize,
}

#[derive(Debug, Serialize)]
struct RelationItem<'a> {
    /// Predicate, an index.
    p: usize,
    /// Statements.
    s: Vec<StatementItem<'a>>,
}

#[derive(Debug, Serialize)]
struct StatementItem<'a> {
    /// Article.
    a: usize,
    /// Speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<usize>,
    /// Day or interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<&'a str>,
    /// Whom it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    t: Vec<usize>,
    /// Confidence in hundredths, and the rule.
    c: u8,
    u: &'a str,
    /// Evidence: sentence, then start and end of trigger, subject and object in its code points.
    e: Vec<Vec<usize>>,
}

#[derive(Debug, Serialize)]
struct EdgeItem<'a> {
    /// Ends.
    s: usize,
    t: usize,
    /// Relation.
    r: usize,
    /// Its statements, if not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<&'a [usize]>,
    /// Polarity (1 is negated), modality (0 actual, 1 planned, 2 hypothetical) and slot (1 is about).
    p: u8,
    m: u8,
    l: u8,
    /// How many sentences.
    n: usize,
    /// First and last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    f: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    z: Option<&'a str>,
    /// Role.
    #[serde(skip_serializing_if = "Option::is_none")]
    o: Option<&'a str>,
    id: &'a str,
}

const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Country, EntityKind::Organization];

/// What the page is to know of `graph`.
pub(super) fn data(graph: &KnowledgeGraph) -> Data<'_> {
    let predicates = predicates(graph);
    let number: BTreeMap<&str, usize> =
        predicates.iter().enumerate().map(|(number, predicate)| (predicate.name.as_str(), number)).collect();
    let mut sentences = Sentences::default();
    let relations = (graph.relations().iter())
        .map(|relation| RelationItem {
            p: number.get(relation.key.predicate.as_str()).copied().unwrap_or_default(),
            s: relation.statements.iter().map(|statement| statement_item(statement, &mut sentences)).collect(),
        })
        .collect();
    let kind = |kind: EntityKind| KindItem { name: kind.as_str(), color: kinds::color(kind).to_string() };
    Data {
        generator: concat!("demarche ", env!("CARGO_PKG_VERSION")),
        kinds: KINDS.into_iter().map(kind).collect(),
        articles: (graph.articles().iter())
            .map(|article| ArticleItem {
                id: &article.id,
                title: article.title.as_deref(),
                date: article.date.as_deref(),
                publisher: article.publisher.as_deref(),
                url: article.url.as_deref(),
            })
            .collect(),
        nodes: graph.nodes().zip(layout(graph)).map(|(node, place)| node_item(node, place)).collect(),
        edges: graph.edges().map(|view| edge_item(graph, &view)).collect(),
        relations,
        sentences: sentences.list,
        predicates,
    }
}

/// The predicates that occur, in the vocabulary's order and then by name.
fn predicates(graph: &KnowledgeGraph) -> Vec<PredicateItem> {
    let vocabulary = Vocabulary::embedded().unwrap_or_default();
    let mut used: BTreeMap<&str, bool> =
        graph.relations().iter().map(|r| (r.key.predicate.as_str(), r.key.symmetric)).collect();
    let mut items = Vec::with_capacity(used.len());
    for known in vocabulary.predicates {
        if let Some(symmetric) = used.remove(known.name.as_str()) {
            let (name, definition, plover) = (known.name, known.definition, known.plover);
            items.push(PredicateItem { name, definition, plover, symmetric });
        }
    }
    let unknown = |(name, symmetric): (&str, bool)| PredicateItem {
        name: name.to_owned(),
        definition: String::new(),
        plover: None,
        symmetric,
    };
    items.extend(used.into_iter().map(unknown));
    items
}

/// Sentences on their way into the list.
#[derive(Default)]
struct Sentences<'a> {
    list: Vec<&'a str>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Sentences<'a> {
    fn number(&mut self, text: &'a str) -> usize {
        let list = &mut self.list;
        *self.numbers.entry(text).or_insert_with(|| {
            list.push(text);
            list.len() - 1
        })
    }
}

fn statement_item<'a>(statement: &'a Statement, sentences: &mut Sentences<'a>) -> StatementItem<'a> {
    StatementItem {
        a: statement.article.0,
        b: statement.said_by.map(|node| node.index()),
        d: statement.date.as_deref(),
        t: statement.about.iter().map(|node| node.index()).collect(),
        c: statement.confidence,
        u: &statement.rule,
        e: statement.evidence.iter().map(|piece| evidence_item(piece, sentences.number(&piece.text))).collect(),
    }
}

fn evidence_item(piece: &Evidence, sentence: usize) -> Vec<usize> {
    let ranges = [Some(piece.trigger), Some(piece.subject), piece.object];
    let mut item = vec![sentence];
    item.extend(ranges.into_iter().flatten().flatten().map(|position| position.saturating_sub(piece.start)));
    item
}

fn node_item(node: &Node, place: Place) -> NodeItem<'_> {
    NodeItem {
        id: &node.id,
        n: &node.name,
        k: KINDS.iter().position(|kind| *kind == node.kind).unwrap_or_default(),
        x: place.x,
        y: place.y,
        r: place.radius,
        a: node.other_names(&[MentionKind::Name, MentionKind::Demonym, MentionKind::Seat, MentionKind::Description]),
        o: (node.offices.iter())
            .map(|office| {
                let denied = office.polarity == Polarity::Negated;
                (office.role.as_str(), office.of.index(), denied, office.statements)
            })
            .collect(),
        w: node.wikidata.as_deref(),
        c: node.iso3.as_deref().or(node.country.as_deref()),
        d: node.documents,
        m: node.mentions,
    }
}

fn edge_item<'a>(graph: &'a KnowledgeGraph, view: &EdgeView<'a>) -> EdgeItem<'a> {
    let edge: &'a Edge = view.edge;
    let ends = graph.petgraph().edge_endpoints(view.index).unwrap_or_default();
    let all = edge.said.len() == view.relation.statements.len();
    EdgeItem {
        s: ends.0.index(),
        t: ends.1.index(),
        r: edge.relation,
        x: (!all).then_some(&edge.said),
        p: edge.polarity as u8,
        m: edge.modality as u8,
        l: u8::from(edge.slot == Slot::About),
        n: edge.statements,
        f: edge.first.as_deref(),
        z: edge.last.as_deref().filter(|last| Some(*last) != edge.first.as_deref()),
        o: edge.role.as_deref(),
        id: &edge.id,
    }
}
