//! The corpus as one graph. In: [`Extraction`](crate::extraction::Extraction)s in any order; out: [`KnowledgeGraph`].
//!
//! ```text
//! let mut builder = GraphBuilder::default();
//! for extraction in &extractions { builder.add(extraction); }       // in any order, on any machine
//! builder.merge(other);
//! let graph = builder.finish(|predicate| vocabulary.is_symmetric(predicate));
//! ```
//!
//! Collecting is associative. Which entities of different documents are one is decided once, over all that was
//! collected, with a reason for each; the same extractions give the same graph whatever their order.

mod apart;
pub mod analysis;
mod assemble;
mod builder;
mod clean;
mod events;
mod find;
mod identity;
mod ids;
pub mod layout;
mod model;
mod names;
mod record;
mod view;
mod rulings;
mod spelling;

pub(crate) use assemble::{Parts, assemble};
pub(crate) use ids::digest;

pub use apart::LeftApart;
pub use builder::GraphBuilder;
pub use find::Found;
pub use model::{
    Alias, Article, ArticleIndex, Edge, Evidence, Form, Identity, Node, Occurrence, Office, Relation, RelationKey,
    Slot, Statement,
};
pub use rulings::Rulings;

pub use view::{Ego, View};

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

/// People, countries and organizations, and what the corpus says they do to each other.
///
/// Nodes are in order of id (in a graph [`with_events`](Self::with_events), entities before events), edges in order of their ends and of what they say, so two equal graphs are written with
/// the same bytes.
#[derive(Debug, Clone, Default)]
pub struct KnowledgeGraph {
    graph: DiGraph<Node, Edge>,
    articles: Vec<Article>,
    relations: Vec<Relation>,
}

/// An edge with its ends and the relation it draws.
#[derive(Debug, Clone, Copy)]
pub struct EdgeView<'a> {
    /// Its place in the petgraph.
    pub index: EdgeIndex,
    /// Who does it.
    pub source: &'a Node,
    /// Whom it is done to, or what it is about.
    pub target: &'a Node,
    /// What it says, summed up.
    pub edge: &'a Edge,
    /// The relation, with every statement and its evidence.
    pub relation: &'a Relation,
}

impl<'a> EdgeView<'a> {
    /// The statements that this edge sums up: of an about edge, those about its target.
    pub fn statements(&self) -> impl Iterator<Item = &'a Statement> + use<'a> {
        let relation = self.relation;
        self.edge.said.iter().filter_map(move |&number| relation.statements.get(number))
    }
}

/// Equal graphs have the same nodes, edges, relations and articles, whatever the texts' order was.
impl PartialEq for KnowledgeGraph {
    fn eq(&self, other: &Self) -> bool {
        fn edges(graph: &KnowledgeGraph) -> impl Iterator<Item = (NodeIndex, NodeIndex, &Edge)> {
            graph.graph.raw_edges().iter().map(|edge| (edge.source(), edge.target(), &edge.weight))
        }
        self.articles == other.articles
            && self.relations == other.relations
            && self.nodes().eq(other.nodes())
            && edges(self).eq(edges(other))
    }
}

impl Eq for KnowledgeGraph {}

impl KnowledgeGraph {
    /// The graph as petgraph holds it, for its algorithms: `petgraph::algo::connected_components(graph.petgraph())`.
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The documents, in order of id.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The relations: events and standing ties, each once.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The entities, in order of id.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.graph.raw_nodes().iter().map(|node| &node.weight)
    }

    /// The edges, in order.
    pub fn edges(&self) -> impl Iterator<Item = EdgeView<'_>> {
        self.graph.edge_indices().filter_map(|index| self.edge(index))
    }

    /// The edge at `index`.
    pub fn edge(&self, index: EdgeIndex) -> Option<EdgeView<'_>> {
        let edge = self.graph.raw_edges().get(index.index())?;
        Some(EdgeView {
            index,
            source: self.graph.node_weight(edge.source())?,
            target: self.graph.node_weight(edge.target())?,
            relation: self.relations.get(edge.weight.relation)?,
            edge: &edge.weight,
        })
    }

    /// How many edges there are; a relation without object has one for each entity it is about.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The entity of that id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.index_of(id).and_then(|index| self.graph.node_weight(index))
    }

    /// The place of the entity of that id.
    pub fn index_of(&self, id: &str) -> Option<NodeIndex> {
        let nodes = self.graph.raw_nodes();
        let find = |event: bool| {
            nodes.binary_search_by(|node| (node.weight.event.is_some(), node.weight.id.as_str()).cmp(&(event, id)))
        };
        find(false).or_else(|_| find(true)).ok().map(NodeIndex::new)
    }

    /// The id of the node at `index`, empty if there is none.
    pub fn id(&self, index: NodeIndex) -> &str {
        self.graph.node_weight(index).map_or("", |node| &node.id)
    }

    /// The name of the node at `index`, empty if there is none.
    pub fn name(&self, index: NodeIndex) -> &str {
        self.graph.node_weight(index).map_or("", |node| &node.name)
    }

    /// The document at `index`, if it is of this graph.
    pub fn article(&self, index: ArticleIndex) -> Option<&Article> {
        self.articles.get(index.0)
    }
}
