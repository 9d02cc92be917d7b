//! `demarche`, the tool. Each command is a path through the library's rooms; what it needs of the outside world
//! (arguments, console, output files) stands in `cli`.

mod cli;

use clap::Parser;
use cli::arguments::{Arguments, Build, Command, Extract, Inspect, Merge};
use cli::{Collector, Console, Folder, Outcome, Output, layers, learning};
use demarche::Result;
use demarche::document::Document;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.quiet, arguments.threads);
    let outcome = match &arguments.command {
        Command::Build(options) => build(options, &console),
        Command::Extract(options) => extract(options, &console),
        Command::Merge(options) => merge(options, &console),
        Command::Entities(options) => cli::entities(options),
        Command::Explain(options) => cli::explain(options),
        Command::Stats(options) => cli::stats(options),
        Command::Show(options) => cli::show(options),
        Command::Path(options) => cli::path(options),
        Command::Timeline(options) => cli::timeline(options),
        Command::Diff(options) => cli::diff(options),
        Command::Query(options) => cli::query(options),
        Command::Inspect(options) => inspect(options, &console),
        Command::Evaluate(options) => learning::evaluate(options, &console),
        #[cfg(feature = "train")]
        Command::Train(options) => learning::train(options, &console),
    };
    console.end(outcome)
}

/// Documents → extractions → graph → files.
fn build(options: &Build, console: &Console) -> Result<Outcome> {
    options.views.check()?;
    let folder = Folder::create(&options.output)?;
    let analyzer = options.reading.analyzer(None)?;
    let mut graph = Collector::new(options.reading.words.vocabulary()?, &options.aliases)?;
    console.each(&options.inputs, folder.files(), |document| analyzer.extract(document), |found| graph.add(&found))?;
    graph.write(folder, &options.formats, &options.views, console)
}

/// Documents → extractions, one a line, as they come.
fn extract(options: &Extract, console: &Console) -> Result<Outcome> {
    let mut output = Output::create(&options.output)?;
    let analyzer = options.reading.analyzer(None)?;
    let written = vec![options.output.clone()];
    console.each(&options.inputs, written, |document| analyzer.extract(document), |found| output.line(&found))?;
    output.finish(console)
}

/// Extractions and graphs → graph → files.
fn merge(options: &Merge, console: &Console) -> Result<Outcome> {
    let folder = Folder::create(&options.output)?;
    let mut graph = Collector::new(options.words.vocabulary()?, &options.aliases)?;
    graph.read_all(&options.inputs, console);
    graph.write(folder, &options.formats, &options.views, console)
}

/// Documents → one layer of each, for people.
fn inspect(options: &Inspect, console: &Console) -> Result<Outcome> {
    let mut output = Output::create("-".as_ref())?;
    let analyzer = options.reading.analyzer(options.model.as_deref())?;
    let show = |document: &Document| {
        let analysis = analyzer.analyze(document);
        let shown = layers::show(options.layer, document, &analysis);
        if options.why { shown + &layers::why(document, &analyzer.unused(document, &analysis)) } else { shown }
    };
    console.each(&options.inputs, Vec::new(), show, |shown| output.text(&shown))?;
    output.finish(console)
}
