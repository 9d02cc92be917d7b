//! JOIN: stands for the rooms graph and export until they are there; delete with their merge.
#![allow(missing_docs)]

use demarche::extraction::Extraction;
use demarche::{Error, Result};
use std::io::{self, Write};
use std::path::Path;

// JOIN: demarche::graph::{GraphBuilder, KnowledgeGraph}
#[derive(Default)]
pub struct GraphBuilder(Vec<String>);
#[derive(Default)]
pub struct KnowledgeGraph(Vec<String>);

impl GraphBuilder {
    pub fn add(&mut self, extraction: &Extraction) {
        self.0.push(extraction.id.clone());
    }
    pub fn add_graph(&mut self, graph: &KnowledgeGraph) {
        self.0.extend(graph.0.iter().cloned());
    }
}

impl KnowledgeGraph {
    pub fn nodes(&self) -> std::slice::Iter<'_, String> {
        self.0.iter()
    }
    pub fn edge_count(&self) -> usize {
        0
    }
    pub fn articles(&self) -> &[String] {
        &self.0
    }
}

// JOIN: builder.finish(|p| vocabulary.is_symmetric(p))
pub fn finish(mut builder: GraphBuilder) -> Result<KnowledgeGraph> {
    builder.0.sort();
    Ok(KnowledgeGraph(builder.0))
}

// JOIN: demarche::export::jsonld::read
pub fn read_jsonld(file: &Path, bytes: &[u8]) -> Result<KnowledgeGraph> {
    let text = std::str::from_utf8(bytes).map_err(|e| Error::input(file, None, e.to_string()))?;
    Ok(KnowledgeGraph(text.lines().map(str::to_owned).collect()))
}

// JOIN: demarche::export::Format
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    GraphMl,
    Dot,
    Nodes,
    Edges,
    JsonLd,
}

impl Format {
    pub const ALL: &'static [Self] = &[Self::GraphMl, Self::Dot, Self::Nodes, Self::Edges, Self::JsonLd];

    pub fn file_name(self) -> &'static str {
        match self {
            Self::GraphMl => "graph.graphml",
            Self::Dot => "graph.dot",
            Self::Nodes => "nodes.csv",
            Self::Edges => "edges.csv",
            Self::JsonLd => "graph.jsonld",
        }
    }

    pub fn extension(self) -> &'static str {
        self.file_name().split_once('.').map_or("", |p| p.1)
    }

    pub fn write(self, graph: &KnowledgeGraph, out: &mut dyn Write) -> io::Result<()> {
        graph.0.iter().try_for_each(|id| writeln!(out, "{id}"))
    }
}
