//! How documents are to be read: options that `build`, `extract` and `inspect` share. In: the command line; out: an
//! [`Analyzer`].

use super::names::OwnNames;
use clap::Args;
use demarche::model::Model;
use demarche::pipeline::Analyzer;
use demarche::schema::Vocabulary;
use demarche::{Error, Result};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Options of reading.
#[derive(Debug, Clone, Default, Args)]
pub struct Reading {
    /// The day of publication of documents that do not tell theirs, to which "on Friday" and "last week" are counted
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub own: OwnNames,
    #[command(flatten)]
    pub words: Words,
}

/// The vocabulary of relations.
#[derive(Debug, Clone, Default, Args)]
pub struct Words {
    /// Look for the relations of this file instead of the built-in ones; see examples/companies/relations.toml
    #[arg(long, value_name = "FILE")]
    pub relations: Option<PathBuf>,
}

impl Reading {
    /// What analysis needs, with the model of `model` if one is given.
    ///
    /// # Errors
    /// The model, the names or the relations cannot be read.
    pub fn analyzer(&self, model: Option<&Path>) -> Result<Analyzer> {
        let mut analyzer = analyzer(model)?;
        if let Some(gazetteer) = self.own.gazetteer()? {
            analyzer = analyzer.with_names(gazetteer);
        }
        if self.words.relations.is_some() {
            analyzer = analyzer.with_vocabulary(self.words.vocabulary()?);
        }
        Ok(analyzer.with_date(self.date))
    }
}

impl Words {
    /// The vocabulary of the file, or the built-in one.
    ///
    /// # Errors
    /// The file cannot be read or is not well formed.
    pub fn vocabulary(&self) -> Result<Vocabulary> {
        let Some(file) = &self.relations else { return Vocabulary::embedded() };
        let source = std::fs::read_to_string(file).map_err(|e| Error::io(file, e))?;
        Vocabulary::own(&file.display().to_string(), &source)
    }
}

/// What analysis needs, with the model of `file` if one is given.
///
/// # Errors
/// The file cannot be read, or is no model for this program.
pub fn analyzer(file: Option<&Path>) -> Result<Analyzer> {
    match file {
        None => Analyzer::new(),
        Some(file) => {
            let bytes = std::fs::read(file).map_err(|e| Error::io(file, e))?;
            let refuse = |e: Error| Error::input(file, None, e.to_string());
            Analyzer::with_model(&Model::read(&bytes).map_err(refuse)?).map_err(refuse)
        }
    }
}

fn day(text: &str) -> std::result::Result<Date, String> {
    text.parse().map_err(|_| "a day such as 2022-01-31 is expected".to_owned())
}
