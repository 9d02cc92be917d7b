//! What the user may ask of a finished graph.

use clap::{Args, ValueEnum};
use demarche::entity::EntityKind;
use std::path::{Path, PathBuf};

const GRAPH: &str = "The folder that `build` or `merge` wrote, or its graph.jsonld";

/// `demarche entities`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche entities graph/
  demarche entities graph/ --kind person --apart
  demarche entities graph/ --json | jq -r '.[] | select(.leftApart != []) | .name'")]
pub struct Entities {
    #[arg(value_name = "GRAPH", default_value = "graph", help = GRAPH)]
    pub graph: PathBuf,
    /// Only people, countries or organizations
    #[arg(long, short, value_name = "KIND")]
    pub kind: Option<Kind>,
    /// Only those that may be one with another and were left apart
    #[arg(long)]
    pub apart: bool,
    /// Print a JSON array
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print comma-separated values
    #[arg(long)]
    pub csv: bool,
}

/// A kind of entity, as the user types it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// People
    Person,
    /// Countries
    Country,
    /// Organizations
    Organization,
}

impl From<Kind> for EntityKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Country => Self::Country,
            Kind::Organization => Self::Organization,
        }
    }
}

/// `demarche explain`
#[derive(Debug, Args)]
#[command(
    override_usage = "demarche explain [OPTIONS] <NAME> [NAME] [GRAPH]",
    after_help = "\
Examples:
  demarche explain Blinken graph/             which mentions and names are one, and why
  demarche explain Blinken Lavrov graph/      the sentences behind the edges between two
  demarche explain Q159 country-USA graph/    ids, codes and names do equally

The graph is the folder that `build` or `merge` wrote, or its graph.jsonld [default: graph]."
)]
pub struct Explain {
    /// One name or two, and the graph
    #[arg(required = true, num_args = 1..=3, value_name = "NAME")]
    names: Vec<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

impl Explain {
    /// The names and the graph: the last word if it is a path, or the third of three.
    pub fn parts(&self) -> (&[String], &Path) {
        match self.names.split_last() {
            Some((graph, names)) if names.len() == 2 || !names.is_empty() && is_path(graph) => (names, graph.as_ref()),
            _ => (&self.names, Path::new("graph")),
        }
    }
}

fn is_path(word: &str) -> bool {
    Path::new(word).exists() || word.ends_with(std::path::is_separator) || word.ends_with(".jsonld")
}
