//! Names that the user brings along. In: files; out: a gazetteer that knows them, and rulings on who is who.

use clap::Args;
use demarche::gazetteer::Gazetteer;
use demarche::graph::Rulings;
use demarche::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Tables of known names.
#[derive(Debug, Clone, Default, Args)]
pub struct OwnNames {
    /// Know these names too: a table of tab-separated columns with the header `name kind` and, if wanted, `aliases country
    /// wikidata` (kinds: person, igo, ngo, company, party, agency, …), or with that of a table in schema/gazetteer
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Vec<PathBuf>,
}

/// A table of who is who.
#[derive(Debug, Args)]
pub struct Aliases {
    /// Follow this table on who is who: tab-separated columns with the header `name kind canonical id`, and rows `keep
    /// apart`, kind, name, name
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
}

impl OwnNames {
    /// The known names and the user's; none if there are no names of the user's.
    ///
    /// # Errors
    /// A file cannot be read or is faulty.
    pub fn gazetteer(&self) -> Result<Option<Gazetteer>> {
        if self.gazetteer.is_empty() {
            return Ok(None);
        }
        let files: Vec<(String, String)> = self.gazetteer.iter().map(|file| read(file)).collect::<Result<_>>()?;
        Gazetteer::with_tables(&files).map(Some)
    }
}

impl Aliases {
    /// What the table rules; nothing if there is none.
    ///
    /// # Errors
    /// The file cannot be read or is faulty.
    pub fn rulings(&self) -> Result<Rulings> {
        let Some(file) = &self.aliases else { return Ok(Rulings::default()) };
        let (name, text) = read(file)?;
        Rulings::read(&name, &text)
    }
}

fn read(file: &Path) -> Result<(String, String)> {
    let text = fs::read_to_string(file).map_err(|e| Error::io(file, e))?;
    Ok((file.display().to_string(), text))
}
