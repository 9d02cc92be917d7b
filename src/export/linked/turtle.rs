//! `graph.ttl`: RDF 1.1 Turtle, the same triples as `graph.jsonld`, with its prefixes.

use super::super::{Options, OutputFile};
use super::expand::Context;
use super::{iri, items};
use crate::graph::KnowledgeGraph;
use oxttl::TurtleSerializer;
use std::io::{self, Write};

/// The one file of the format.
pub(in crate::export) const FILE: OutputFile =
    OutputFile { name: "graph.ttl", media_type: "text/turtle", writer: write };

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let context = Context::new(&iri::context(graph, &options.base_iri));
    let mut turtle = TurtleSerializer::new();
    for (prefix, iri) in context.prefixes() {
        turtle = turtle.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut turtle = turtle.for_writer(out);
    items(graph, options, &mut |item| context.triples(item, &mut |triple| turtle.serialize_triple(triple)))?;
    turtle.finish().map(|_| ())
}
