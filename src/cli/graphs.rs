//! From what was found to the files of a graph. In: extractions and earlier graphs; out: a folder with the formats
//! asked for.

use super::arguments::Formats;
use super::console::{Console, Outcome};
use super::output::Folder;
use demarche::export::jsonld;
use demarche::extraction::{self, Extraction};
use demarche::graph::GraphBuilder;
use demarche::schema::Vocabulary;
use demarche::{Error, Result};
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Collects what the graph is made of.
pub struct Collector {
    builder: GraphBuilder,
    vocabulary: Vocabulary,
}

impl Collector {
    /// A collector of relations of `vocabulary`.
    pub fn new(vocabulary: Vocabulary) -> Self {
        Self { builder: GraphBuilder::default(), vocabulary }
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
            let read =
                if is_graph(&file) { read_graph(&file, console, self) } else { read_lines(&file, console, self) };
            if let Err(error) = read {
                console.fail(&error);
            }
        }
    }

    /// Makes the graph and writes it to `folder`, if any document was done.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(self, folder: Folder, formats: &Formats, console: &Console) -> Result<Outcome> {
        if console.done() == 0 {
            return Ok(Outcome::Nothing);
        }
        let graph = self.builder.finish(|name| self.vocabulary.is_symmetric(name));
        let (nodes, edges) = (graph.nodes().len(), graph.edge_count());
        let shown = folder.path().display().to_string();
        let files = folder.write(&graph, &formats.list())?;
        Ok(Outcome::Done(format!("{nodes} nodes and {edges} edges in {files} files in {shown}")))
    }
}

fn is_graph(file: &Path) -> bool {
    file.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonld"))
}

fn read_graph(file: &Path, console: &Console, collector: &mut Collector) -> Result<()> {
    let reader = BufReader::new(File::open(file).map_err(|e| Error::io(file, e))?);
    let graph = jsonld::read(reader, file)?;
    collector.builder.add_graph(&graph);
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
