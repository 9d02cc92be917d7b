//! Measuring and learning, of which `main` needs no more than the names. In: gold files, or folders of data; out: scores
//! on standard output, and for `train` a model with its card.

use super::analysis::analyzer;
use super::arguments::Evaluate;
use super::console::{Console, Outcome};
use super::output::Output;
use demarche::document::{self, Document};
use demarche::evaluate::{
    FileReport, IdentityReport, RelationReport, compare_identity, evaluate_file, read_gold, read_identity,
};
use demarche::graph::GraphBuilder;
use demarche::pipeline::Analyzer;
use demarche::schema::Vocabulary;
use demarche::text::Text;
use demarche::{Error, Result};
use std::path::{Path, PathBuf};

/// Gold files → scores of each layer.
///
/// # Errors
/// The scores cannot be written.
pub fn evaluate(options: &Evaluate, console: &Console) -> Result<Outcome> {
    let mut output = Output::create("-".as_ref())?;
    let analyzer = analyzer(options.model.as_deref())?;
    let parse = |document: &Document, text: &Text| analyzer.parse(document, text);
    let mut show = console.counting(|report: FileReport| {
        let json = || format!("{}\n", report.to_json());
        output.text(&if options.json { json() } else { format!("{report}\n") })
    });
    let identity = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "tsv");
    let folder = |file: &&PathBuf| file.is_dir();
    let _ = options
        .gold
        .iter()
        .filter(|file| !identity(file) && !folder(file))
        .try_for_each(|file| show(evaluate_file(file, &parse)));
    drop(show);
    for file in options.gold.iter().filter(identity) {
        match evaluate_identity(file, &analyzer) {
            Ok(report) => {
                console.count(1);
                let _ = output.text(&if options.json { format!("{}\n", report.to_json()) } else { report.to_string() });
            }
            Err(error) => console.fail(&error),
        }
    }
    for file in options.gold.iter().filter(folder) {
        match evaluate_relations(file, &analyzer) {
            Ok(report) => {
                console.count(1);
                let _ = output.text(&if options.json { format!("{}\n", report.to_json()) } else { report.to_string() });
            }
            Err(error) => console.fail(&error),
        }
    }
    output.finish(console)
}

/// A folder of gold documents (.json), each with its text (.txt) beside it → scores of the relations.
fn evaluate_relations(folder: &Path, analyzer: &Analyzer) -> Result<RelationReport> {
    let vocabulary = Vocabulary::embedded()?;
    let mut report = RelationReport { file: folder.display().to_string(), ..RelationReport::default() };
    let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, e))?;
    let paths = entries.map(|entry| Ok(entry.map_err(|e| Error::io(folder, e))?.path())).collect::<Result<Vec<_>>>()?;
    let mut files: Vec<PathBuf> = paths.into_iter().filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    files.sort_unstable();
    for file in files {
        let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| Error::io(path, e));
        let gold = read_gold(&file.display().to_string(), &read(&file)?)?;
        for found in document::documents(&[file.with_extension("txt")], document::Options::default()) {
            let mut document = found?;
            document.date = document.date.or_else(|| gold.date.as_ref()?.parse().ok());
            report.add(&gold, &(&analyzer.extract(&document)).into(), &vocabulary);
        }
    }
    Ok(report)
}

/// Gold of identity, and the documents in its folder → scores of the nodes of their graph.
fn evaluate_identity(file: &Path, analyzer: &Analyzer) -> Result<IdentityReport> {
    let text = std::fs::read_to_string(file).map_err(|e| Error::io(file, e))?;
    let gold = read_identity(&file.display().to_string(), &text)?;
    let folder = file.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    let mut builder = GraphBuilder::default();
    for found in document::documents(&[folder.to_owned()], document::Options::default()) {
        builder.add(&analyzer.extract(&found?));
    }
    let vocabulary = Vocabulary::embedded()?;
    let graph = builder.finish(|name| vocabulary.is_symmetric(name));
    Ok(compare_identity(&file.display().to_string(), &gold, &graph))
}

/// Data → model, splitter, card and scores.
///
/// # Errors
/// The data cannot be read, or a file not be written.
#[cfg(feature = "train")]
pub fn train(options: &super::arguments::Train, console: &Console) -> Result<Outcome> {
    use demarche::gazetteer::Gazetteer;
    use demarche::train;
    let mut settings =
        train::Settings { data: options.data.clone(), extra: options.extra.clone(), ..Default::default() };
    settings.seed = options.seed;
    settings.epochs = options.epochs.unwrap_or(settings.epochs);
    settings.width = options.width.unwrap_or(settings.width);
    settings.silver = options.silver.unwrap_or(settings.silver);
    settings.checkpoint = options.checkpoint.clone();
    settings.keep = options.keep.clone();
    settings.average.clone_from(&options.average);
    settings.start = options.start.clone();
    settings.misread = options.misread.unwrap_or(settings.misread);
    settings.rate = options.rate.unwrap_or(settings.rate);
    settings.polish = options.polish.unwrap_or(settings.polish);
    settings.extra_words = options.extra_words.unwrap_or(settings.extra_words);
    // Made before the long run, so that a folder that cannot be written to is known at once.
    std::fs::create_dir_all(&options.output).map_err(|e| Error::io(&options.output, e))?;
    let create = |name: &str| Output::create(&options.output.join(name));
    if options.splitter {
        let mut output = create("splitter.tsv")?;
        let _ = output.bytes(train::split(&settings)?.as_bytes());
        console.count(1);
        return output.finish(console);
    }
    // Where the network is kept or made of others, splitter and card stay as well.
    let names: &[&str] = match options.keep.is_some() || !options.average.is_empty() {
        true => &["english.bin", "english.json"],
        false => &["english.bin", "english.json", "splitter.tsv", "english.md"],
    };
    let outputs = names.iter().map(|name| create(name)).collect::<Result<Vec<_>>>()?;
    let trained = train::train(&settings, Gazetteer::embedded()?, &mut |line| console.note(line))?;
    console.count(1);
    let model = trained.model.write();
    let card = train::card::write(&settings, &trained.scores, model.len())?;
    let scores: String = trained.scores.iter().map(|report| format!("{}\n", report.to_json())).collect();
    let mut outcome = Outcome::Nothing;
    for (mut output, bytes) in outputs.into_iter().zip([model, scores.into(), trained.splitter.into(), card.into()]) {
        let _ = output.bytes(&bytes);
        outcome = output.finish(console)?;
    }
    for report in &trained.scores {
        console.note(&report.to_string());
    }
    Ok(outcome)
}
