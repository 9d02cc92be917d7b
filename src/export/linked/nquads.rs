//! `graph.nq`: RDF 1.1 N-Quads, the same triples as `graph.jsonld`, one a line, in the default graph.

use super::super::{Options, OutputFile};
use super::expand::Context;
use super::{iri, items};
use crate::graph::KnowledgeGraph;
use oxrdf::GraphNameRef;
use oxttl::NQuadsSerializer;
use std::io::{self, Write};

/// The one file of the format.
pub(in crate::export) const FILE: OutputFile =
    OutputFile { name: "graph.nq", media_type: "application/n-quads", writer: write };

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let context = Context::new(&iri::context(graph, &options.base_iri));
    let mut lines = NQuadsSerializer::new().for_writer(out);
    items(graph, options, &mut |item| {
        context.triples(item, &mut |triple| lines.serialize_quad(triple.in_graph(GraphNameRef::DefaultGraph)))
    })?;
    lines.finish();
    Ok(())
}
