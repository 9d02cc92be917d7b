//! What the user may ask when reading a graph in the terminal. In: the command line; out: names, patterns, a graph's
//! place and the form of the answer.

use clap::Args;
use std::path::PathBuf;

const GRAPH: &str = "The folder that `build` or `merge` wrote, or its graph.jsonld";

/// The form of an answer.
#[derive(Debug, Clone, Args)]
pub struct Form {
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print comma-separated values
    #[arg(long)]
    pub csv: bool,
}

/// `demarche stats`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche stats graph/
  demarche stats graph/ --top 50
  demarche stats graph/ --csv > actors.csv      every entity with its rank and its community")]
pub struct Stats {
    #[arg(value_name = "GRAPH", default_value = "graph", help = GRAPH)]
    pub graph: PathBuf,
    /// Lines of each table
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    pub top: usize,
    #[command(flatten)]
    pub form: Form,
}

/// `demarche show`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche show Ukraine graph/
  demarche show Lavrov graph/ --json | jq -r '.relations[].predicate' | sort | uniq -c")]
pub struct Show {
    /// An entity: a name or a part of one, a code (UKR), a Wikidata id
    pub name: String,
    #[arg(value_name = "GRAPH", default_value = "graph", help = GRAPH)]
    pub graph: PathBuf,
    #[command(flatten)]
    pub form: Form,
}

/// `demarche path` and `demarche timeline`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche path Blinken Iran graph/             the shortest chain of relations
  demarche timeline Russia Ukraine graph/       what is said between the two, by date
  demarche timeline Russia Ukraine --csv > timeline.csv")]
pub struct Two {
    /// An entity: a name or a part of one, a code (UKR), a Wikidata id
    #[arg(value_name = "A")]
    pub one: String,
    /// Another
    #[arg(value_name = "B")]
    pub other: String,
    #[arg(value_name = "GRAPH", default_value = "graph", help = GRAPH)]
    pub graph: PathBuf,
    #[command(flatten)]
    pub form: Form,
}

/// `demarche diff`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche diff last-week/ this-week/
  demarche diff old/graph.jsonld new/graph.jsonld --json | jq '.relations.added | length'")]
pub struct Diff {
    /// The older graph: the folder that `build` or `merge` wrote, or its graph.jsonld
    pub old: PathBuf,
    /// The newer one
    pub new: PathBuf,
    #[command(flatten)]
    pub form: Form,
}

/// `demarche query`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche query Russia '*' Ukraine graph/
  demarche query '*' accused Iran graph/
  demarche query '*Ministry*' '*' '*' graph/ --csv
  demarche query '*' 'w*,urged' '*' graph/      several predicates, separated by commas")]
pub struct Query {
    /// Who: a name, code or id, a pattern with *, or * alone for anybody
    pub subject: String,
    /// What: a predicate or several, with * for anything
    pub predicate: String,
    /// Whom: as the subject
    pub object: String,
    #[arg(value_name = "GRAPH", default_value = "graph", help = GRAPH)]
    pub graph: PathBuf,
    #[command(flatten)]
    pub form: Form,
}
