//! A graph with its events as nodes. In: [`KnowledgeGraph`], in which a relation is an edge; out: one in which a relation
//! is a node, with an edge from its agent, to its object, to what it is about and to those who say so: what is called
//! reified, n-ary or actor-event form.

use super::assemble::summary;
use super::model::{Edge, Node, Relation, Slot};
use super::{KnowledgeGraph, ids};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::BTreeMap;

impl KnowledgeGraph {
    /// The same graph with its relations, events and standing ties alike, as nodes after the entities, in order of id.
    /// Such a node sums its relation up ([`Node::event`]); an edge says which part the entity has in it, and keeps the
    /// relation's polarity, modality, dates and evidence. A relation without direction has an agent and an object all
    /// the same, and tells that it is symmetric.
    pub fn with_events(&self) -> KnowledgeGraph {
        let mut graph =
            DiGraph::with_capacity(self.graph.node_count() + self.relations.len(), 2 * self.relations.len());
        for node in self.nodes() {
            graph.add_node(node.clone());
        }
        let mut numbers: Vec<usize> = (0..self.relations.len()).collect();
        numbers.sort_by_key(|&number| self.relations.get(number).map(|relation| relation.id.as_str()));
        let mut drawn: Vec<(NodeIndex, NodeIndex, Edge)> = Vec::new();
        for number in numbers {
            let Some(relation) = self.relations.get(number) else { continue };
            let (event, Some(subject)) = (self.event(number, relation), self.graph.node_weight(relation.key.subject))
            else {
                continue;
            };
            let at = graph.add_node(Node {
                id: relation.id.clone(),
                kind: subject.kind,
                name: event.label(),
                iso3: None,
                country: None,
                wikidata: None,
                aliases: Vec::new(),
                documents: event.documents,
                mentions: event.statements,
                offices: Vec::new(),
                occurrences: Vec::new(),
                event: Some(Box::new(event)),
            });
            drawn.extend(self.parts(number, relation, at));
        }
        drawn.sort_by_key(|&(source, target, ref edge)| (source, target, edge.slot));
        for (source, target, edge) in drawn {
            graph.add_edge(source, target, edge);
        }
        KnowledgeGraph { graph, articles: self.articles.clone(), relations: self.relations.clone() }
    }

    /// All that is said of a relation, summed up.
    fn event(&self, number: usize, relation: &Relation) -> Edge {
        let said = (0..relation.statements.len()).collect();
        let slot = if relation.key.object.is_some() { Slot::Object } else { Slot::About };
        let about = relation.about();
        Edge { about, slot: Slot::Object, ..summary(relation.id.clone(), number, relation, slot, said, &self.articles) }
    }

    /// The edges of the event at `event`, which is the relation of that number.
    fn parts(&self, number: usize, relation: &Relation, event: NodeIndex) -> Vec<(NodeIndex, NodeIndex, Edge)> {
        let all: Vec<usize> = (0..relation.statements.len()).collect();
        let mut ends: BTreeMap<(Slot, NodeIndex), Vec<usize>> = BTreeMap::new();
        ends.insert((Slot::Agent, relation.key.subject), all.clone());
        ends.extend(relation.key.object.map(|object| ((Slot::Object, object), all)));
        for (number, statement) in relation.statements.iter().enumerate() {
            let about = statement.about.iter().map(|&about| (Slot::About, about));
            for end in about.chain(statement.said_by.map(|speaker| (Slot::SaidBy, speaker))) {
                ends.entry(end).or_default().push(number);
            }
        }
        let part = |((slot, end), said): ((Slot, NodeIndex), Vec<usize>)| {
            let id = format!("e-{}", ids::digest(&[&relation.id, "part", slot.as_str(), self.id(end)], 16));
            let edge = summary(id, number, relation, slot, said, &self.articles);
            let edge = Edge { predicate: slot.as_str().to_owned(), about: Vec::new(), ..edge };
            if slot == Slot::Agent { (end, event, edge) } else { (event, end, edge) }
        };
        ends.into_iter().map(part).collect()
    }
}
