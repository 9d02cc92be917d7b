//! What nodes and edges have to tell, as named and typed values: the one list that the formats of plain property graphs
//! (GEXF, node-link JSON, Neo4j, Parquet) write, each in its own way.

use super::{clearest, clearest_of};
use crate::entity::MentionKind;
use crate::graph::{Edge, EdgeView, KnowledgeGraph, Node, Office, Relation};
use crate::relation::Polarity;
use petgraph::graph::NodeIndex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    /// Texts without order.
    Texts,
    Integer,
    /// From 0 to 1, two decimals.
    Share,
    Boolean,
    /// ISO 8601; a day unless a text was found that says otherwise.
    Date,
}

/// A value; an absent one is [`Value::Absent`], whatever the type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Absent,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Integer(usize),
    /// Hundredths.
    Share(u8),
    Boolean(bool),
}

/// A property of nodes or of edges.
pub(super) struct Field<F> {
    /// In lower case, words joined by `_`.
    pub name: &'static str,
    pub kind: Type,
    /// What a node or edge has.
    pub of: F,
}

pub(super) type OfNode = for<'a> fn(&'a KnowledgeGraph, &'a Node) -> Value<'a>;
type OfEdge = for<'a> fn(&'a KnowledgeGraph, &EdgeView<'a>) -> Value<'a>;

const fn node(name: &'static str, kind: Type, of: OfNode) -> Field<OfNode> {
    Field { name, kind, of }
}

const fn edge(name: &'static str, kind: Type, of: OfEdge) -> Field<OfEdge> {
    Field { name, kind, of }
}

/// What a node has beside its id.
const NODE: [Field<OfNode>; 9] = [
    node("label", Type::Text, |_, node| text(&node.name)),
    node("kind", Type::Text, |_, node| text(node.kind_name())),
    node("iso3", Type::Text, |_, node| optional(node.iso3.as_deref())),
    node("country", Type::Text, |_, node| optional(node.country.as_deref())),
    node("wikidata", Type::Text, |_, node| optional(node.wikidata.as_deref())),
    node("aliases", Type::Texts, |_, node| aliases(node)),
    node("offices", Type::Texts, offices),
    node("documents", Type::Integer, |_, node| Value::Integer(node.documents)),
    node("mentions", Type::Integer, |_, node| Value::Integer(node.mentions)),
];

/// What a node has that is an event, besides: what an edge tells of the relation it draws.
const EVENT: [Field<OfNode>; 13] = [
    node("predicate", Type::Text, |_, node| event(node, |event| text(&event.predicate))),
    node("polarity", Type::Text, |_, node| event(node, |event| text(event.polarity.as_str()))),
    node("modality", Type::Text, |_, node| event(node, |event| text(event.modality.as_str()))),
    node("symmetric", Type::Boolean, |graph, node| {
        event(node, |event| relation(graph, event).map_or(Value::Absent, |r| Value::Boolean(r.key.symmetric)))
    }),
    node("statements", Type::Integer, |_, node| event(node, |event| Value::Integer(event.statements))),
    node("first_date", Type::Date, |_, node| event(node, |event| optional(event.first.as_deref()))),
    node("last_date", Type::Date, |_, node| event(node, |event| optional(event.last.as_deref()))),
    node("plover", Type::Text, |_, node| event(node, |event| optional(event.plover.as_deref()))),
    node("cameo", Type::Text, |_, node| event(node, |event| optional(event.cameo.as_deref()))),
    node("role", Type::Text, |_, node| event(node, |event| optional(event.role.as_deref()))),
    node("confidence", Type::Share, |_, node| event(node, |event| Value::Share(event.confidence))),
    node("rules", Type::Texts, |_, node| {
        event(node, |event| texts(event.rules.iter().map(|rule| rule.as_str().into())))
    }),
    node("evidence", Type::Text, |graph, node| {
        event(node, |event| relation(graph, event).map_or(Value::Absent, |r| filled(clearest_of(r.statements.iter()))))
    }),
];

/// What `of` tells of an event; nothing where the node is none.
fn event<'a>(node: &'a Node, of: impl FnOnce(&'a Edge) -> Value<'a>) -> Value<'a> {
    node.event.as_deref().map_or(Value::Absent, of)
}

fn relation<'a>(graph: &'a KnowledgeGraph, event: &Edge) -> Option<&'a Relation> {
    graph.relations().get(event.relation)
}

/// What the nodes of `graph` have beside their id: more where some are events.
pub(super) fn node_fields(graph: &KnowledgeGraph) -> impl Iterator<Item = &'static Field<OfNode>> + Clone {
    let events = graph.petgraph().raw_nodes().last().is_some_and(|node| node.weight.event.is_some());
    NODE.iter().chain(if events { EVENT.iter() } else { [].iter() })
}

/// Those of them that only events have.
pub(super) fn event_fields(graph: &KnowledgeGraph) -> impl Iterator<Item = &'static Field<OfNode>> + Clone {
    node_fields(graph).skip(NODE.len())
}

/// What an edge has beside its id and its ends.
pub(super) const EDGE: [Field<OfEdge>; 18] = [
    edge("label", Type::Text, |_, view| Value::Text(view.edge.label().into())),
    edge("predicate", Type::Text, |_, view| text(&view.edge.predicate)),
    edge("polarity", Type::Text, |_, view| text(view.edge.polarity.as_str())),
    edge("modality", Type::Text, |_, view| text(view.edge.modality.as_str())),
    edge("slot", Type::Text, |_, view| text(view.edge.slot.as_str())),
    edge("symmetric", Type::Boolean, |_, view| Value::Boolean(view.relation.key.symmetric)),
    edge("relation", Type::Text, |_, view| text(&view.relation.id)),
    edge("statements", Type::Integer, |_, view| Value::Integer(view.edge.statements)),
    edge("documents", Type::Integer, |_, view| Value::Integer(view.edge.documents)),
    edge("first_date", Type::Date, |_, view| optional(view.edge.first.as_deref())),
    edge("last_date", Type::Date, |_, view| optional(view.edge.last.as_deref())),
    edge("said_by", Type::Texts, |graph, view| names(graph, &view.edge.said_by)),
    edge("about", Type::Texts, |graph, view| names(graph, &view.edge.about)),
    edge("plover", Type::Text, |_, view| optional(view.edge.plover.as_deref())),
    edge("cameo", Type::Text, |_, view| optional(view.edge.cameo.as_deref())),
    edge("role", Type::Text, |_, view| optional(view.edge.role.as_deref())),
    edge("confidence", Type::Share, |_, view| Value::Share(view.edge.confidence)),
    edge("evidence", Type::Text, |_, view| filled(clearest(view))),
];

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn filled(text: Cow<'_, str>) -> Value<'_> {
    if text.is_empty() { Value::Absent } else { Value::Text(text) }
}

fn optional(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Absent, |text| filled(text.into()))
}

fn texts<'a>(all: impl Iterator<Item = Cow<'a, str>>) -> Value<'a> {
    let all: Vec<Cow<'a, str>> = all.collect();
    if all.is_empty() { Value::Absent } else { Value::Texts(all) }
}

fn aliases(node: &Node) -> Value<'_> {
    let others = node.other_names(&[MentionKind::Name, MentionKind::Demonym, MentionKind::Seat]);
    texts(others.into_iter().map(Cow::Borrowed))
}

fn offices<'a>(graph: &'a KnowledgeGraph, node: &'a Node) -> Value<'a> {
    texts(node.offices.iter().map(|office| office_of(graph, office).into()))
}

/// "foreign minister, Russia", "former ambassador, Turkey".
pub(super) fn office_of(graph: &KnowledgeGraph, office: &Office) -> String {
    let former = if office.polarity == Polarity::Negated { "former " } else { "" };
    format!("{former}{}, {}", office.role, graph.name(office.of))
}

fn names<'a>(graph: &'a KnowledgeGraph, nodes: &[NodeIndex]) -> Value<'a> {
    texts(nodes.iter().map(|&index| Cow::Borrowed(graph.name(index))))
}

/// `hundredths` with two decimals: "0.83".
pub(super) fn decimal(hundredths: u8) -> &'static str {
    static WRITTEN: LazyLock<Vec<String>> =
        LazyLock::new(|| (0..=u8::MAX).map(|h| format!("{:.2}", share(h))).collect());
    WRITTEN.get(usize::from(hundredths)).map_or("", String::as_str)
}

/// `hundredths` as a number.
pub(super) fn share(hundredths: u8) -> f64 {
    f64::from(hundredths) / 100.0
}

impl Value<'_> {
    /// As text in one cell; several texts are joined by `separator`; nothing where it is absent.
    pub(super) fn cell(&self, separator: &str) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Absent => return None,
            Self::Text(text) => Cow::Borrowed(text.as_ref()),
            Self::Texts(all) => all.join(separator).into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Share(hundredths) => Cow::Borrowed(decimal(*hundredths)),
            Self::Boolean(true) => "true".into(),
            Self::Boolean(false) => "false".into(),
        })
    }
}
