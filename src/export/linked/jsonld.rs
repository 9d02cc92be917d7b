//! `graph.jsonld`: the graph without loss, as JSON-LD 1.1 with an inline context, one object a line. [`read`] gives the
//! graph back.

pub use super::iri::BaseIri;
pub use super::read::read;

use super::super::{Options, OutputFile};
use super::{iri, rows};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// The one file of the format.
pub(in crate::export) const FILE: OutputFile =
    OutputFile { name: "graph.jsonld", media_type: "application/ld+json", writer: write, plain: false };

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"@context\": ")?;
    serde_json::to_writer(&mut *out, &iri::context(graph, &options.base_iri))?;
    write!(out, ",\n\"@graph\": [\n")?;
    rows(graph, options, out, |number, item, row| {
        if number > 0 {
            row.extend_from_slice(b",\n");
        }
        serde_json::to_writer(row, item).map_err(io::Error::from)
    })?;
    out.write_all(b"\n]}\n")
}
