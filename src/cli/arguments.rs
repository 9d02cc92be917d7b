//! What the user may ask for. In: the command line; out: [`Arguments`].

use super::analysis::{Reading, Words};
use super::asking::{Entities, Explain};
use super::names::Aliases;
use super::reading;
use super::views::{Formats, Views};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Read English news text and find who did what to whom: people, countries and organizations and their relations, as a
/// knowledge graph in which every edge carries the sentence behind it. Works offline.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, arg_required_else_help = true, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How many threads to work on [default: one for each processor]
    #[arg(long, global = true, value_name = "N", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "\
Examples:
  demarche build articles/ -o graph/          what all of them say, as files in graph/
  demarche extract articles/ -o facts.jsonl   one JSON object a document
  demarche merge facts-*.jsonl -o graph/      extractions to a graph
  demarche entities graph/                    who is in the graph, and under which names
  demarche explain Blinken Lavrov graph/      the sentences behind the edges between two
  demarche inspect --layer syntax a.txt       what the program sees

Exit codes: 0 all done, 1 some documents failed and are named, 2 nothing could be done.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read documents and write their graph
    Build(Build),
    /// Read documents and write what was found in each, one JSON object a line
    Extract(Extract),
    /// Make one graph of extractions and graphs
    Merge(Merge),
    /// List the people, countries and organizations of a graph
    Entities(Entities),
    /// Say why names are one entity, or show the sentences between two entities
    Explain(Explain),
    /// Count what is in a graph: top actors, pairs, predicates, dates, communities
    Stats(reading::Stats),
    /// Show an entity of a graph: its names, offices and relations
    Show(reading::Show),
    /// Show how two entities of a graph are connected
    Path(reading::Two),
    /// Show what two entities of a graph do to each other, by date
    Timeline(reading::Two),
    /// Show what a newer graph adds to an older one
    Diff(reading::Diff),
    /// Find relations of a graph by subject, predicate and object
    Query(reading::Query),
    /// Print what the program sees in a document
    Inspect(Inspect),
    /// Measure each layer against gold
    Evaluate(Evaluate),
    /// Learn the model from treebanks and names
    #[cfg(feature = "train")]
    Train(Train),
}

const INPUT: &str = "\
Files, folders (recursive), patterns such as 'news/*.txt', or - for standard input: plain text or JSON Lines (an object a line \
with \"text\" and, if known, \"id\", \"title\", \"date\", \"url\", \"publisher\"), plain, gzip or Zstandard";

/// `demarche build`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche build articles/ -o graph/
  demarche build a.txt b.jsonl.gz 'archive/2022-*.txt' -o graph/ -f graphml,csv
  demarche build articles/ -f all --only asserted --types person,country
  demarche build articles/ --gazetteer our-names.tsv --aliases our-aliases.tsv
  demarche build notes/ --date 2022-01-31 --relations companies.toml
  zcat news.jsonl.gz | demarche build - -o graph/")]
pub struct Build {
    #[arg(required = true, value_name = "INPUT", help = INPUT)]
    pub inputs: Vec<PathBuf>,
    /// The folder for the graph's files; files of the same names are replaced, others stay
    #[arg(long, short, value_name = "DIR", default_value = "graph")]
    pub output: PathBuf,
    #[command(flatten)]
    pub formats: Formats,
    #[command(flatten)]
    pub views: Views,
    #[command(flatten)]
    pub aliases: Aliases,
    #[command(flatten)]
    pub reading: Reading,
}

/// `demarche extract`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche extract articles/ -o facts.jsonl
  demarche extract news.jsonl.zst | jq -r '.entities[].name' | sort | uniq -c")]
pub struct Extract {
    #[arg(required = true, value_name = "INPUT", help = INPUT)]
    pub inputs: Vec<PathBuf>,
    /// The file to write, - for standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
}

/// `demarche merge`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche merge facts-1.jsonl facts-2.jsonl.gz -o graph/
  demarche merge old/graph.jsonld today.jsonl -o new/
  demarche merge graph/ -o gephi/ -f gexf --ego Ukraine --hops 1 --since 2022-02")]
pub struct Merge {
    /// What `extract` wrote (JSON Lines, plain or compressed; - for standard input), or graphs: a graph.jsonld or its folder
    #[arg(required = true, value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// The folder for the graph's files; files of the same names are replaced, others stay
    #[arg(long, short, value_name = "DIR", default_value = "graph")]
    pub output: PathBuf,
    #[command(flatten)]
    pub formats: Formats,
    #[command(flatten)]
    pub views: Views,
    #[command(flatten)]
    pub aliases: Aliases,
    #[command(flatten)]
    pub words: Words,
}

/// `demarche inspect`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche inspect --layer tokens a.txt
  demarche inspect --layer syntax a.txt > a.conllu
  demarche inspect --layer relations --why a.txt
  echo 'Iran warned Iraq.' | demarche inspect --layer relations -")]
pub struct Inspect {
    #[arg(required = true, value_name = "FILE", help = INPUT)]
    pub inputs: Vec<PathBuf>,
    /// What to print
    #[arg(long, short, default_value = "relations")]
    pub layer: Layer,
    /// Say also which words of the vocabulary gave no relation, and for what reason
    #[arg(long)]
    pub why: bool,
    #[command(flatten)]
    pub reading: Reading,
    /// Use this model, as `train` wrote it, not the built-in one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
}

/// `demarche evaluate`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche evaluate en_ewt-ud-test.conllu
  demarche evaluate --json test.conllu names.iob2 | jq -r '.scores[] | [.layer, .f1] | @tsv'")]
pub struct Evaluate {
    /// Treebanks (CoNLL-U; with the entities of GUM also coreference), names (.iob2: word, tab, label), and identity across
    /// the documents of the file's folder (.tsv: document, name, entity); or a folder of documents with their relations
    /// (.json: entities and relations; the text in .txt beside it)
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// Print one JSON object a file
    #[arg(long)]
    pub json: bool,
    /// Use this model, as `train` wrote it, not the built-in one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
}

/// `demarche train`
#[cfg(feature = "train")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  demarche train data/ -o src/model
  demarche train data/ -o teacher/ --width 192 --epochs 12
  demarche inspect --layer syntax --model teacher/english.bin news.txt > news.conllu
  demarche train data/ -o src/model --extra news.conllu")]
pub struct Train {
    /// A folder with treebank/ (CoNLL-U), names/ (IOB2), vectors/ and, for the sentence splitter, text/
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// The folder for the model, the splitter's weights, the card and the scores
    #[arg(long, short, value_name = "DIR", default_value = "model")]
    pub output: PathBuf,
    /// Learn the weights of the sentence splitter alone
    #[arg(long)]
    pub splitter: bool,
    /// Where every random choice starts: the same data and seed give the same bytes
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Passes over the treebanks [default: the trainer's own]
    #[arg(long)]
    pub epochs: Option<usize>,
    /// Units of each layer [default: the trainer's own]
    #[arg(long)]
    pub width: Option<usize>,
    /// More CoNLL-U files to learn trees from, such as news parsed by a larger network
    #[arg(long, value_name = "FILE")]
    pub extra: Vec<PathBuf>,
    /// Words of machine-tagged names (files named *silver*) in each pass [default: the trainer's own]
    #[arg(long)]
    pub silver: Option<usize>,
    /// Words of the extra trees in each pass [default: the trainer's own]
    #[arg(long)]
    pub extra_words: Option<usize>,
    /// Words of misread sentences of the treebanks, as raw text would give them, in each pass [default: the trainer's own]
    #[arg(long)]
    pub misread: Option<usize>,
    /// The highest learning rate [default: the trainer's own]
    #[arg(long)]
    pub rate: Option<f32>,
    /// Passes of the name layer alone at the end [default: the trainer's own]
    #[arg(long)]
    pub polish: Option<usize>,
    /// Models whose mean is taken, of runs that began with one model; nothing but the labeller of names is learnt
    #[arg(long, value_name = "FILE", num_args = 2.., conflicts_with_all = ["keep", "start"])]
    pub average: Vec<PathBuf>,
    /// A model to begin with instead of a network by chance
    #[arg(long, value_name = "FILE", conflicts_with = "keep")]
    pub start: Option<PathBuf>,
    /// A model whose network is kept: only the labeller of names beside it learns, in less than a minute
    #[arg(long, value_name = "FILE")]
    pub keep: Option<PathBuf>,
    /// Where the state is kept after each pass; a run that was stopped goes on from it
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
}

/// A layer of the analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layer {
    /// Sentences, their kinds, and tokens with their bytes and code points
    Tokens,
    /// Tags, lemmas, trees and names, as CoNLL-U
    Syntax,
    /// Entities with every mention
    Entities,
    /// Relations with their evidence, and quotations
    Relations,
}

const MOST_THREADS: usize = 1024;

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse::<NonZeroUsize>().ok().filter(|n| n.get() <= MOST_THREADS);
    number.ok_or_else(|| format!("a number from 1 to {MOST_THREADS} is expected"))
}
