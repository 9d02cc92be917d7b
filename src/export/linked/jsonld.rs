//! `graph.jsonld`: the graph without loss, as JSON-LD 1.1 with an inline context, one object a line. [`read`] gives the
//! graph back.

pub use super::iri::BaseIri;
pub use super::read::read;

use super::super::{Options, OutputFile};
use super::{iri, items};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// The one file of the format.
pub(in crate::export) const FILE: OutputFile =
    OutputFile { name: "graph.jsonld", media_type: "application/ld+json", writer: write };

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"@context\": ")?;
    serde_json::to_writer(&mut *out, &iri::context(graph, &options.base_iri))?;
    write!(out, ",\n\"@graph\": [\n")?;
    let mut separator: &[u8] = b"";
    items(graph, options, &mut |item| {
        out.write_all(std::mem::replace(&mut separator, b",\n"))?;
        serde_json::to_writer(&mut *out, item).map_err(io::Error::from)
    })?;
    out.write_all(b"\n]}\n")
}
