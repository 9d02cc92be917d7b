//! A graph as files. In: [`KnowledgeGraph`]; out: bytes to a writer, one module a format, none of which knows another.
//!
//! ```text
//! for file in Format::DEFAULT.iter().flat_map(|format| format.files()) {
//!     file.write(&graph, &Options::default(), &mut writer)?;
//! }
//! ```
//!
//! [`write_folder`] does so for a folder, each file whole or not at all; [`jsonld::read`] gives the graph back.

mod blocks;
mod csv;
mod days;
mod dot;
mod fields;
mod folder;
mod ftm;
mod gexf;
mod graphml;
mod html;
pub mod kinds;
mod linked;
mod neo4j;
mod nodelink;
#[cfg(feature = "parquet")]
mod parquet;
mod plover;
mod svg;
mod xml;

pub use folder::write_folder;
pub use linked::BaseIri;
pub use linked::jsonld;

use crate::entity::MentionKind;
use crate::graph::{Edge, EdgeView, KnowledgeGraph, Node, Slot, Statement};
use crate::relation::Polarity;
use petgraph::graph::{EdgeIndex, NodeIndex};
use std::borrow::Cow;
use std::io::{self, Write};

/// What a user may choose of the files' content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Under which IRI entities, events and articles stand in JSON-LD, Turtle and N-Quads.
    pub base_iri: BaseIri,
    /// Whether the edges of node-link JSON stand under `links`, as D3 expects, and not under `edges`, as NetworkX does.
    pub d3: bool,
    /// Whether events are nodes in the formats of plain graphs ([`KnowledgeGraph::with_events`]): see [`Format::has_events`].
    pub events: bool,
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
    /// GEXF: Gephi, with places, colours and time.
    Gexf,
    /// Turtle: RDF stores, readable; the triples of the JSON-LD.
    Turtle,
    /// N-Quads: RDF stores, one triple a line; the triples of the JSON-LD.
    Nquads,
    /// Node-link JSON: NetworkX, D3.
    Nodelink,
    /// Tables for Neo4j's importer.
    Neo4j,
    /// Apache Parquet: DuckDB, data frames, graph databases.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Event records of the PLOVER ontology, JSON Lines.
    Plover,
    /// FollowTheMoney entities, JSON Lines: Aleph, OpenAleph.
    Ftm,
    /// A picture.
    Svg,
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
    /// Whether it is of a plain graph, of nodes and edges, in which events can be either.
    plain: bool,
}

type Writer = fn(&KnowledgeGraph, &Options, &mut dyn Write) -> io::Result<()>;

impl OutputFile {
    /// Writes `graph` to `out`, which the writer flushes at the end.
    pub fn write(&self, graph: &KnowledgeGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let drawn = (options.events && self.plain).then(|| graph.with_events());
        (self.writer)(drawn.as_ref().unwrap_or(graph), options, out)?;
        out.flush()
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 13 + cfg!(feature = "parquet") as usize] = [
        Format::Graphml,
        Format::Dot,
        Format::Csv,
        Format::Jsonld,
        Format::Gexf,
        Format::Turtle,
        Format::Nquads,
        Format::Nodelink,
        Format::Neo4j,
        #[cfg(feature = "parquet")]
        Format::Parquet,
        Format::Plover,
        Format::Ftm,
        Format::Svg,
        Format::Html,
    ];
    /// What is written unless the user says otherwise.
    pub const DEFAULT: [Format; 4] = [Format::Graphml, Format::Dot, Format::Csv, Format::Jsonld];

    /// As a user writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Graphml => "graphml",
            Self::Dot => "dot",
            Self::Csv => "csv",
            Self::Jsonld => "jsonld",
            Self::Gexf => "gexf",
            Self::Turtle => "turtle",
            Self::Nquads => "nquads",
            Self::Nodelink => "nodelink",
            Self::Neo4j => "neo4j",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            Self::Plover => "plover",
            Self::Ftm => "ftm",
            Self::Svg => "svg",
            Self::Html => "html",
        }
    }

    /// Whether it tells of events as such, however the user wants them drawn: linked data has a node for each, event
    /// records and FollowTheMoney an entity, the page a line with all that is said of it.
    pub fn has_events(self) -> bool {
        self.files().iter().all(|file| !file.plain)
    }

    /// The files it consists of.
    pub fn files(self) -> &'static [OutputFile] {
        match self {
            Self::Graphml => &[graphml::FILE],
            Self::Dot => &[dot::FILE],
            Self::Csv => &[csv::NODES, csv::EDGES],
            Self::Jsonld => &[jsonld::FILE],
            Self::Gexf => &[gexf::FILE],
            Self::Turtle => &[linked::turtle::FILE],
            Self::Nquads => &[linked::nquads::FILE],
            Self::Nodelink => &[nodelink::FILE],
            Self::Neo4j => &[neo4j::NODES, neo4j::RELATIONSHIPS, neo4j::COMMANDS],
            #[cfg(feature = "parquet")]
            Self::Parquet => &[parquet::NODES, parquet::EDGES, parquet::EVIDENCE],
            Self::Plover => &[plover::FILE],
            Self::Ftm => &[ftm::FILE],
            Self::Svg => &[svg::FILE],
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

/// Writes a row for each edge of `graph`, in their order, by several threads.
fn edge_rows(
    graph: &KnowledgeGraph,
    out: &mut dyn Write,
    row: impl Fn(&EdgeView<'_>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    edge_blocks(graph, out, |views, block| views.iter().try_for_each(|view| row(view, block)))
}

/// Writes the rows of all edges of `graph`, in their order, by several threads; `make` is given some edges at a time.
fn edge_blocks(
    graph: &KnowledgeGraph,
    out: &mut dyn Write,
    make: impl Fn(&[EdgeView<'_>], &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    blocks::blocks(graph.edge_count(), blocks::ROWS, out, |numbers, block| {
        let views: Vec<EdgeView<'_>> = numbers.filter_map(|number| graph.edge(EdgeIndex::new(number))).collect();
        read_ahead(&views);
        make(&views, block)
    })
}

/// Looks at all that the rows of `views` need. What a row tells lies in many places of a large graph, and a processor
/// fetches from several at once where a short loop tells it to, but not from row to row: this saves a third of the time.
fn read_ahead(views: &[EdgeView<'_>]) {
    let first = |text: &str| text.as_bytes().first().copied().map_or(0, usize::from);
    let mut seen = 0_usize;
    for EdgeView { edge, relation, source, target, .. } in views {
        seen ^= edge.statements ^ relation.statements.len() ^ source.name.len() ^ target.name.len();
    }
    for EdgeView { edge, relation, source, target, .. } in views {
        let evidence = relation.statements.first().map_or(0, |statement| statement.evidence.len());
        seen ^= evidence ^ first(&edge.id) ^ first(&edge.predicate) ^ first(&relation.id);
        seen ^= first(&source.name) ^ first(&target.name) ^ first(&source.id) ^ first(&target.id);
        seen ^= edge.rules.first().map_or(0, String::len) ^ edge.said.first().copied().unwrap_or_default();
        seen ^= [&edge.first, &edge.last].into_iter().flatten().fold(0, |seen, day| seen ^ first(day));
    }
    let pieces = || views.iter().filter_map(|view| view.relation.statements.first()?.evidence.first());
    seen ^= pieces().fold(0, |seen, piece| seen ^ piece.text.len());
    seen ^= pieces().fold(0, |seen, piece| seen ^ first(&piece.text));
    std::hint::black_box(seen);
}

/// Between the values of a cell that holds several.
const SEPARATOR: &str = " | ";

/// A node's other names in one cell: names, demonyms and seats of power.
fn other_names(node: &Node) -> String {
    node.other_names(&[MentionKind::Name, MentionKind::Demonym, MentionKind::Seat]).join(SEPARATOR)
}

/// A node's offices in one cell: "foreign minister, Russia | former ambassador, Turkey".
fn offices(graph: &KnowledgeGraph, node: &Node) -> String {
    node.offices.iter().map(|office| fields::office_of(graph, office)).collect::<Vec<_>>().join(SEPARATOR)
}

/// What an edge says, as one word list: Gephi adds up the edges between two nodes that are of one kind.
fn edge_kind(edge: &Edge) -> String {
    let about = if edge.slot == Slot::About && !edge.is_part() { " about" } else { "" };
    [&edge.predicate, " ", edge.polarity.as_str(), " ", edge.modality.as_str(), about].concat()
}

/// The colour of an edge: vermilion what is denied, grey what is only spoken about, else dark.
fn tone(edge: &Edge) -> kinds::Color {
    kinds::Color(match (edge.polarity, edge.slot) {
        (Polarity::Negated, _) => [0xC4, 0x4E, 0x00],
        (Polarity::Affirmed, Slot::Object | Slot::Agent) => [0x40; 3],
        (Polarity::Affirmed, Slot::About | Slot::SaidBy) => [0x7A; 3],
    })
}

/// The names of `nodes` in one cell.
fn names<'a>(graph: &'a KnowledgeGraph, nodes: &[NodeIndex]) -> Cow<'a, str> {
    match nodes {
        [] => Cow::Borrowed(""),
        &[one] => Cow::Borrowed(graph.name(one)),
        several => several.iter().map(|&index| graph.name(index)).collect::<Vec<_>>().join(SEPARATOR).into(),
    }
}

/// `texts` in one cell.
fn joined(texts: &[String]) -> Cow<'_, str> {
    match texts {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(one),
        several => several.join(SEPARATOR).into(),
    }
}

/// The sentence of the most confident statement of an edge, on one line.
fn clearest<'a>(view: &EdgeView<'a>) -> Cow<'a, str> {
    clearest_of(view.statements())
}

/// The sentence of the most confident of `statements`, on one line.
fn clearest_of<'a>(statements: impl Iterator<Item = &'a Statement>) -> Cow<'a, str> {
    let best = statements.min_by_key(|statement| std::cmp::Reverse(statement.confidence));
    best.and_then(|statement| statement.evidence.first()).map(|piece| one_line(&piece.text)).unwrap_or_default()
}

/// `text` with single spaces for all white space; most sentences have no other, and are not copied.
fn one_line(text: &str) -> Cow<'_, str> {
    // Loops that go through all of it: a processor takes many bytes at a time then.
    let bytes = text.as_bytes();
    let odd = bytes.iter().fold(false, |odd, &byte| odd | !(b' '..0x7F).contains(&byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let wide = pairs.fold(false, |wide, (&one, &next)| wide | (one == b' ' && next == b' '));
    if !odd && !wide && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::one_line;
    use std::borrow::Cow;

    #[test]
    fn a_sentence_is_written_on_one_line() {
        for (text, line) in [(" a  b\n", "a b"), ("a\u{a0}b\tc", "a b c"), ("", ""), ("é à", "é à"), ("a ", "a")] {
            assert_eq!(one_line(text), line);
        }
        assert!(matches!(one_line("A met B."), Cow::Borrowed(_)));
    }
}
