//! Measuring and learning, of which `main` needs no more than the names. In: gold files, or folders of data; out: scores
//! on standard output, and for `train` a model with its card.

use super::arguments::Evaluate;
use super::console::{Console, Outcome};
use super::output::Output;
use demarche::Result;
use demarche::document::Document;
use demarche::evaluate::{FileReport, evaluate_file};
use demarche::pipeline::Analyzer;
use demarche::text::Text;

/// Gold files → scores of each layer.
///
/// # Errors
/// The scores cannot be written.
pub fn evaluate(options: &Evaluate, console: &Console) -> Result<Outcome> {
    let mut output = Output::create("-".as_ref())?;
    let analyzer = Analyzer::new()?;
    let parse = |document: &Document, text: &Text| analyzer.parse(document, text);
    let mut show = console.counting(|report: FileReport| {
        let json = || format!("{}\n", report.to_json());
        output.text(&if options.json { json() } else { format!("{report}\n") })
    });
    let _ = options.gold.iter().try_for_each(|file| show(evaluate_file(file, &parse)));
    drop(show);
    output.finish(console)
}

/// Data → model, card and scores.
///
/// # Errors
/// The data cannot be read, or the model not be written.
#[cfg(feature = "train")]
pub fn train(options: &super::arguments::Train, console: &Console) -> Result<Outcome> {
    use demarche::gazetteer::Gazetteer;
    use demarche::train::{Settings, train};
    use std::io::{Write, stdout};
    let mut output = Output::create(&options.output)?;
    let mut settings = Settings { data: options.data.clone(), seed: options.seed, ..Settings::default() };
    settings.epochs = options.epochs.unwrap_or(settings.epochs);
    let trained = train(&settings, Gazetteer::embedded()?, &mut |line| console.note(line))?;
    console.count(1);
    let _ = output.bytes(&trained.model.write());
    let written = output.finish(console)?;
    let _ = writeln!(stdout(), "{}", trained.scores);
    Ok(written)
}
