//! `graph.nq`: RDF 1.1 N-Quads, the same triples as `graph.jsonld`, one a line, in the default graph.

use super::super::{Options, OutputFile};
use super::context::Context;
use super::expand::{Object, Take, triples};
use super::{iri, rows};
use crate::graph::KnowledgeGraph;
use std::io::{self, Write};

/// The one file of the format.
pub(in crate::export) const FILE: OutputFile =
    OutputFile { name: "graph.nq", media_type: "application/n-quads", writer: write, plain: false };

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let context = Context::new(&iri::context(graph, &options.base_iri));
    rows(graph, options, out, |number, item, row| triples(&context, item, number, &mut Lines(row)))
}

/// One line for each triple.
struct Lines<'a>(&'a mut Vec<u8>);

impl Lines<'_> {
    fn put(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.0.extend_from_slice(part.as_bytes()));
    }

    /// `text` in quotation marks. No control characters but those of white space are in a graph.
    fn quoted(&mut self, text: &str) {
        self.put(&["\""]);
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
            let (plain, special) = rest.split_at(at);
            let escaped = match special.as_bytes().first() {
                Some(b'\n') => "\\n",
                Some(b'\r') => "\\r",
                Some(b'\t') => "\\t",
                Some(b'"') => "\\\"",
                Some(b'\\') => "\\\\",
                _ => " ",
            };
            self.put(&[plain, escaped]);
            rest = special.get(1..).unwrap_or_default();
        }
        self.put(&[rest, "\""]);
    }
}

impl Take for Lines<'_> {
    fn triple(&mut self, subject: &str, property: &str, object: Object<'_>) -> io::Result<()> {
        self.put(&[subject, " ", property, " "]);
        match object {
            Object::Node(node) => self.put(&[node]),
            Object::Literal(text, None) => self.quoted(text),
            Object::Literal(text, Some(datatype)) => {
                self.quoted(text);
                self.put(&["^^", datatype]);
            }
        }
        self.put(&[" .\n"]);
        Ok(())
    }
}
