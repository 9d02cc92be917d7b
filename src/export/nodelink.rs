//! `graph.json`: node-link JSON, as `networkx.node_link_graph(…, edges="edges")` reads it, and as D3 does where the
//! option [`Options::d3`] is set: then the edges stand under `links`. Several values are arrays, and what is absent is
//! not written. `schema/nodelink.schema.json` describes it.

use super::fields::{EDGE, Value, node_fields, share};
use super::{Options, OutputFile, edge_rows};
use crate::graph::KnowledgeGraph;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

/// The one file of the format.
pub(super) const FILE: OutputFile =
    OutputFile { name: "graph.json", media_type: "application/json", writer: write, plain: true };

/// A JSON object whose pairs are made when it is written.
struct Object<F>(F);

impl<'a, I, F> Serialize for Object<F>
where
    I: Iterator<Item = (&'static str, Value<'a>)>,
    F: Fn() -> I,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in (self.0)() {
            match value {
                Value::Absent => {}
                Value::Text(text) => map.serialize_entry(name, &text)?,
                Value::Texts(all) => map.serialize_entry(name, &all)?,
                Value::Integer(number) => map.serialize_entry(name, &number)?,
                Value::Share(hundredths) => map.serialize_entry(name, &share(hundredths))?,
                Value::Boolean(yes) => map.serialize_entry(name, &yes)?,
            }
        }
        map.end()
    }
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}

fn write(graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\"directed\":true,\"multigraph\":true,\"graph\":{{\"generator\":\"demarche {}\"}},\n\"nodes\":[",
        env!("CARGO_PKG_VERSION")
    )?;
    let mut separator = "\n";
    for node in graph.nodes() {
        out.write_all(std::mem::replace(&mut separator, ",\n").as_bytes())?;
        let fields = || node_fields(graph).map(|field| (field.name, (field.of)(graph, node)));
        serde_json::to_writer(&mut *out, &Object(|| std::iter::once(("id", text(&node.id))).chain(fields())))?;
    }
    write!(out, "\n],\n\"{}\":[", if options.d3 { "links" } else { "edges" })?;
    edge_rows(graph, out, |view, row| {
        row.extend_from_slice(if view.index.index() > 0 { b",\n" } else { b"\n" });
        let ends = || {
            let weight = Value::Integer(view.edge.statements);
            [
                ("source", text(&view.source.id)),
                ("target", text(&view.target.id)),
                ("key", text(&view.edge.id)),
                ("weight", weight),
            ]
        };
        let fields = || EDGE.iter().map(|field| (field.name, (field.of)(graph, view)));
        serde_json::to_writer(row, &Object(|| ends().into_iter().chain(fields()))).map_err(io::Error::from)
    })?;
    out.write_all(b"\n]}\n")
}
