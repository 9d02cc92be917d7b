//! `graph.ttl`: RDF 1.1 Turtle, the same triples as `graph.jsonld`, with its prefixes.

use super::super::{Options, OutputFile};
use super::context::Context;
use super::expand::{Object, Take, triples};
use super::{count, iri, item};
use crate::graph::KnowledgeGraph;
use oxrdf::{BlankNodeRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use std::collections::HashMap;
use std::io::{self, Write};

/// The one file of the format.
pub(in crate::export) const FILE: OutputFile =
    OutputFile { name: "graph.ttl", media_type: "text/turtle", writer: write, plain: false };

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let context = Context::new(&iri::context(graph, &options.base_iri));
    let mut turtle = TurtleSerializer::new();
    for (prefix, iri) in context.prefixes() {
        turtle = turtle.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut turtle = turtle.for_writer(out);
    for number in 0..count(graph) {
        let Some(item) = item(graph, options, number) else { continue };
        let mut found = Found::default();
        triples(&context, &item, number, &mut found)?;
        for (subject, said) in &found.subjects {
            for (property, object) in said {
                turtle.serialize_triple(TripleRef::new(node(subject), inner(property), object.term()))?;
            }
        }
    }
    turtle.finish().map(|_| ())
}

/// The triples of an item, those of a subject together, as Turtle writes them.
#[derive(Default)]
struct Found {
    subjects: Vec<(String, Vec<(String, Owned)>)>,
    places: HashMap<String, usize>,
}

/// An [`Object`] of its own.
enum Owned {
    Node(String),
    Literal(String, Option<String>),
}

impl Take for Found {
    fn triple(&mut self, subject: &str, property: &str, object: Object<'_>) -> io::Result<()> {
        let object = match object {
            Object::Node(node) => Owned::Node(node.to_owned()),
            Object::Literal(text, datatype) => Owned::Literal(text.to_owned(), datatype.map(str::to_owned)),
        };
        let place = *self.places.entry(subject.to_owned()).or_insert_with(|| {
            self.subjects.push((subject.to_owned(), Vec::new()));
            self.subjects.len() - 1
        });
        if let Some((_, said)) = self.subjects.get_mut(place) {
            said.push((property.to_owned(), object));
        }
        Ok(())
    }
}

/// The IRI between `<` and `>`.
fn inner(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new_unchecked(iri.trim_start_matches('<').trim_end_matches('>'))
}

/// `<IRI>` or `_:label`.
fn node(written: &str) -> NamedOrBlankNodeRef<'_> {
    match written.strip_prefix("_:") {
        Some(label) => BlankNodeRef::new_unchecked(label).into(),
        None => inner(written).into(),
    }
}

impl Owned {
    fn term(&self) -> TermRef<'_> {
        match self {
            Self::Node(written) => node(written).into(),
            Self::Literal(text, None) => LiteralRef::new_simple_literal(text).into(),
            Self::Literal(text, Some(datatype)) => LiteralRef::new_typed_literal(text, inner(datatype)).into(),
        }
    }
}
