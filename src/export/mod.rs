//! A graph as files. In: [`KnowledgeGraph`]; out: bytes to a writer, one module a format, none of which knows another.
//!
//! ```text
//! for file in Format::DEFAULT.iter().flat_map(|format| format.files()) {
//!     file.write(&graph, &Options::default(), &mut writer)?;
//! }
//! ```
//!
//! [`write_folder`] does so for a folder, each file whole or not at all; [`jsonld::read`] gives the graph back.

mod csv;
mod dot;
mod folder;
mod graphml;
mod html;
pub mod jsonld;
pub mod kinds;

pub use folder::write_folder;
pub use jsonld::BaseIri;

use crate::entity::MentionKind;
use crate::graph::{EdgeView, KnowledgeGraph, Node, Office};
use crate::relation::Polarity;
use petgraph::graph::NodeIndex;
use std::io::{self, Write};

/// What a user may choose of the files' content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Under which IRI entities, events and articles stand in JSON-LD.
    pub base_iri: BaseIri,
}

/// A file format, by the name that a user gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// GraphML: NetworkX, igraph, Cytoscape, yEd, Gephi.
    Graphml,
    /// DOT: Graphviz.
    Dot,
    /// A table of nodes and one of edges: Gephi, spreadsheets, data frames.
    Csv,
    /// JSON-LD: RDF stores; also the lossless form that this program reads back.
    Jsonld,
    /// HTML: a page to look at the graph and read its sentences.
    Html,
}

/// One file of a format.
#[derive(Debug)]
pub struct OutputFile {
    /// Its name in the output folder.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    writer: Writer,
}

type Writer = fn(&KnowledgeGraph, &Options, &mut dyn Write) -> io::Result<()>;

impl OutputFile {
    /// Writes `graph` to `out`, which the writer flushes at the end.
    pub fn write(&self, graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        (self.writer)(graph, options, out)?;
        out.flush()
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 5] = [Format::Graphml, Format::Dot, Format::Csv, Format::Jsonld, Format::Html];
    /// What is written unless the user says otherwise.
    pub const DEFAULT: [Format; 4] = [Format::Graphml, Format::Dot, Format::Csv, Format::Jsonld];

    /// As a user writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Graphml => "graphml",
            Self::Dot => "dot",
            Self::Csv => "csv",
            Self::Jsonld => "jsonld",
            Self::Html => "html",
        }
    }

    /// The files it consists of.
    pub fn files(self) -> &'static [OutputFile] {
        match self {
            Self::Graphml => &[graphml::FILE],
            Self::Dot => &[dot::FILE],
            Self::Csv => &[csv::NODES, csv::EDGES],
            Self::Jsonld => &[jsonld::FILE],
            Self::Html => &[html::FILE],
        }
    }
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let lower = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == lower).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.into_iter().map(Self::name).collect();
            format!("unknown format {name:?}; there are {}", names.join(", "))
        })
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Between the values of a cell that holds several.
const SEPARATOR: &str = " | ";

/// A node's other names in one cell: names, demonyms and seats of power.
fn other_names(node: &Node) -> String {
    node.other_names(&[MentionKind::Name, MentionKind::Demonym, MentionKind::Seat]).join(SEPARATOR)
}

/// A node's offices in one cell: "foreign minister, Russia | former ambassador, Turkey".
fn offices(graph: &KnowledgeGraph, node: &Node) -> String {
    let office = |office: &Office| {
        let former = if office.polarity == Polarity::Negated { "former " } else { "" };
        format!("{former}{}, {}", office.role, graph.name(office.of))
    };
    node.offices.iter().map(office).collect::<Vec<_>>().join(SEPARATOR)
}

/// The names of `nodes` in one cell.
fn names(graph: &KnowledgeGraph, nodes: &[NodeIndex]) -> String {
    nodes.iter().map(|&index| graph.name(index)).collect::<Vec<_>>().join(SEPARATOR)
}

/// The sentence of the most confident statement of an edge, on one line.
fn clearest(view: &EdgeView<'_>) -> String {
    let best = view.statements().min_by_key(|statement| std::cmp::Reverse(statement.confidence));
    let sentence = best.and_then(|statement| statement.evidence.first());
    sentence.map(|piece| piece.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}
