//! From what was found to the files of a graph. In: extractions and earlier graphs; out: a folder with the formats
//! asked for.

use super::console::{Console, Outcome};
use super::names::Aliases;
use super::output::Folder;
use super::views::{Formats, Views};
use demarche::export::{Format, jsonld};
use demarche::extraction::{self, Extraction};
use demarche::graph::{Found, GraphBuilder, KnowledgeGraph};
use demarche::schema::Vocabulary;
use demarche::{Error, Result};
use petgraph::graph::NodeIndex;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Collects what the graph is made of.
pub struct Collector {
    builder: GraphBuilder,
    vocabulary: Vocabulary,
    /// Predicates of graphs that were read whose ends are alike there; the vocabulary need not know them.
    symmetric: BTreeSet<String>,
    /// The files that were read, by their true paths.
    sources: BTreeSet<PathBuf>,
    /// Whether a table of the user's may make another graph of what was read.
    ruled: bool,
}

impl Collector {
    /// A collector of relations of `vocabulary`, which follows the user's table of aliases.
    ///
    /// # Errors
    /// The table cannot be read or is faulty.
    pub fn new(vocabulary: Vocabulary, aliases: &Aliases) -> Result<Self> {
        let mut builder = GraphBuilder::default();
        builder.rule(aliases.rulings()?);
        let ruled = aliases.aliases.is_some();
        Ok(Self { builder, vocabulary, symmetric: BTreeSet::new(), sources: BTreeSet::new(), ruled })
    }

    /// Collects what was found in a document.
    pub fn add(&mut self, extraction: &Extraction) -> ControlFlow<()> {
        self.builder.add(extraction);
        ControlFlow::Continue(())
    }

    /// Reads extractions and graphs; what cannot be read is named on `console`.
    pub fn read_all(&mut self, inputs: &[PathBuf], console: &Console) {
        for input in inputs {
            let file = if input.is_dir() { input.join("graph.jsonld") } else { input.clone() };
            self.sources.insert(file.canonicalize().unwrap_or_else(|_| file.clone()));
            let read = if is_graph(&file) {
                read_graph(&file, console, self)
            } else if is_text(&file) {
                let reason =
                    "a text, not JSON Lines: `demarche build` reads texts, `merge` what `demarche extract` wrote";
                Err(Error::input(&file, None, reason))
            } else {
                read_lines(&file, console, self)
            };
            if let Err(error) = read {
                console.fail(&error);
            }
        }
    }

    /// Makes the graph and writes what `views` want of it to `folder`, if any document was done.
    ///
    /// # Errors
    /// The graph does not have what is wanted, or a file cannot be written.
    pub fn write(self, folder: Folder, formats: &Formats, views: &Views, console: &Console) -> Result<Outcome> {
        if console.done() == 0 {
            return Ok(Outcome::Nothing);
        }
        for (place, name) in self.builder.idle_rulings() {
            console
                .warn_of(&format!("{place}: no entity is called {name:?} in these documents: the row changes nothing"));
        }
        let symmetric = |name: &str| self.vocabulary.is_symmetric(name) || self.symmetric.contains(name);
        let whole = self.builder.finish(symmetric);
        let before = whole.edge_count();
        let graph = views.of(whole, &self.vocabulary)?;
        if before > 0 && graph.edge_count() == 0 {
            console.note(&format!("nothing is left of {before} edges: what is asked for leaves out every one"));
        }
        let (nodes, edges) = (graph.nodes().len(), graph.edge_count());
        let (path, shown) = (folder.path().to_owned(), folder.path().display().to_string());
        let files = folder.write(&graph, &formats.list(), &formats.options())?;
        // The other files of a graph that was converted in its own folder tell of the same graph.
        let own = path.join("graph.jsonld").canonicalize().ok();
        let converted = !self.ruled && views.are_all() && own.is_some_and(|own| self.sources.iter().eq([&own]));
        if !converted {
            tell_left(&path, formats, console);
        }
        Ok(Outcome::Done(format!("{nodes} nodes and {edges} edges in {files} files in {shown}")))
    }
}

/// Says which files of a graph in `folder` this run has not written: nothing that a user may want is taken away, but two
/// graphs in one folder would be taken for one.
fn tell_left(folder: &Path, formats: &Formats, console: &Console) {
    let written = formats.list();
    let there = |format: &Format| format.files().iter().any(|file| folder.join(file.name).exists());
    let left: Vec<Format> = Format::ALL.into_iter().filter(|f| !written.contains(f) && there(f)).collect();
    if left.is_empty() {
        return;
    }
    let files = left.iter().flat_map(|format| format.files()).map(|file| file.name);
    let files: Vec<&str> = files.filter(|name| folder.join(name).exists()).collect();
    let names: Vec<&str> = left.iter().map(|format| format.name()).collect();
    console.note(&format!(
        "{} in {} {} of an earlier run and may tell of another graph: remove {}, or write {} anew with -f {}",
        files.join(", "),
        folder.display(),
        if files.len() == 1 { "is" } else { "are" },
        if files.len() == 1 { "it" } else { "them" },
        if files.len() == 1 { "it" } else { "them" },
        names.join(",")
    ));
}

/// The graph in `path`: a folder that `build` or `merge` wrote, or a graph.jsonld.
///
/// # Errors
/// It cannot be read, or is no graph.
pub fn open(path: &Path) -> Result<KnowledgeGraph> {
    let file = if path.is_dir() { path.join("graph.jsonld") } else { path.to_owned() };
    if path.is_dir() && !file.exists() {
        let reason = "no graph.jsonld in this folder: name the output folder of `demarche build` or `demarche merge`, \
                      and let `jsonld` be among its formats";
        return Err(Error::input(path, None, reason));
    }
    if file.exists() && !is_graph(&file) {
        return Err(Error::input(path, None, "no graph: name a folder with a graph.jsonld, or such a file"));
    }
    jsonld::read(BufReader::new(File::open(&file).map_err(|e| Error::io(&file, e))?), &file)
}

/// The one entity of `graph` that the user calls `name`; `path` is where the graph is.
///
/// # Errors
/// Nobody is called so, or several are; the message names those that may be meant.
pub fn entity(graph: &KnowledgeGraph, name: &str, path: &Path) -> Result<NodeIndex> {
    let refuse = |reason: String| Err(Error::input(path, None, reason));
    match graph.find(name) {
        Found::One(index) => Ok(index),
        Found::Several(all) => {
            let shown = all.iter().map(|&index| format!("{} ({})", graph.name(index), graph.id(index)));
            let shown: Vec<String> = shown.take(SHOWN).collect();
            let more = if all.len() > SHOWN { format!(" and {} more", all.len() - SHOWN) } else { String::new() };
            refuse(format!("{name:?} may be {}{more}: give the full name or the id", shown.join(", ")))
        }
        Found::Nobody(alike) if alike.is_empty() => {
            refuse(format!("nobody is called {name:?}: `demarche entities` lists everybody"))
        }
        Found::Nobody(alike) => refuse(format!("nobody is called {name:?}: do you mean {}?", alike.join(", "))),
    }
}

/// How many entities a message names.
const SHOWN: usize = 8;

fn is_graph(file: &Path) -> bool {
    file.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonld"))
}

/// Whether the ending is that of an article (or of a page), which no extraction has.
fn is_text(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    matches!(ending.as_str(), "txt" | "text" | "md" | "html" | "htm")
}

fn read_graph(file: &Path, console: &Console, collector: &mut Collector) -> Result<()> {
    let graph = open(file)?;
    collector.builder.add_graph(&graph);
    let symmetric = graph.relations().iter().filter(|relation| relation.key.symmetric);
    collector.symmetric.extend(symmetric.map(|relation| relation.key.predicate.clone()));
    console.count(graph.articles().len());
    Ok(())
}

fn read_lines(file: &Path, console: &Console, collector: &mut Collector) -> Result<()> {
    let mut sink = console.counting(|extraction: Extraction| collector.add(&extraction));
    let mut any = false;
    for extraction in extraction::read(file)? {
        any = true;
        let _ = sink(extraction);
    }
    if any { Ok(()) } else { Err(Error::input(file, None, "empty: there is no extraction in it")) }
}
