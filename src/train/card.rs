//! The model card: data with licences and hashes, settings, scores, and the command that makes the model again.

use super::{Settings, data};
use crate::evaluate::FileReport;
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Corpora by the beginning of their files' names: what they are, their licence, and whom to name.
const CORPORA: [(&str, &str); 12] = [
    ("en_ewt", "UD English EWT (Silveira et al. 2014), CC BY-SA 4.0"),
    (
        "en_gum",
        "UD English GUM (Zeldes 2017), the genres open to commercial use; annotation CC BY 4.0, texts CC BY 2.5 to CC BY-SA 3.0 and public domain",
    ),
    ("uner_ewt", "Universal NER, English EWT (Mayhew et al. 2024), CC BY-SA 4.0"),
    ("uner_pud", "Universal NER, English PUD (Mayhew et al. 2024), CC BY-SA 3.0"),
    ("wikigold", "Wikigold (Balasuriya et al. 2009), CC BY 4.0"),
    ("crossner", "CrossNER, politics (Liu et al. 2021), text of Wikipedia, repository MIT"),
    (
        "voa_silver",
        "Voice of America news, public domain; names tagged by the MIT-licensed model en_core_web_md of Explosion",
    ),
    (
        "news_trees",
        "Voice of America news and press briefings of the White House (both public domain) and the texts of Wikigold and CrossNER, 62,000 sentences read by `src/train/teacher.py`: all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Apache License 2.0) that has learnt from the treebanks and name corpora of this list",
    ),
    (
        "news_own",
        "Voice of America news and press briefings of the White House (both public domain), 42,000 lines read by the model that the run began with",
    ),
    ("news_names", "The same sentences, and those of GUM, with the names that the same network found"),
    ("en_pca128", "Explosion Vectors, CC0, reduced by principal components"),
    ("words", "The forms of the Explosion Vectors, CC0"),
];

const LIMITS: &str = "\
It knows edited English of newspapers and the web. It is weak on names of organizations that are common words, on \
headlines in capitals, on text without punctuation, and on sentences of more than sixty words. Labels are those of the \
corpora above, with their errors and their times: many names of people and bodies of later years were never seen.";

/// The card's Markdown.
///
/// # Errors
/// [`Error::Io`] where a data file cannot be read again for its hash.
pub fn write(settings: &Settings, scores: &[FileReport], size: usize) -> Result<String> {
    let mut out = String::from("# Model card: english.bin\n\n");
    let _ = writeln!(
        out,
        "Tags, dependency trees (Universal Dependencies) and names (person, organization, location) of English sentences. \
         {:.1} MB. Written by `demarche train`; the form of the network stands in `src/syntax/network.rs`, \
         that of the labeller of names beside it in `src/syntax/labeller/`.\n",
        size as f64 / 1e6
    );
    let _ = writeln!(out, "## Data\n\n| file | sha256 | what |\n| --- | --- | --- |");
    for path in files(settings)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let known = CORPORA.iter().find(|(start, _)| name.starts_with(start));
        let what = known.map_or("given by the user", |(_, what)| what);
        let _ = writeln!(out, "| {name} | {} | {what} |", hash(&path)?);
    }
    let _ = writeln!(
        out,
        "\nThe weights are offered under CC BY-SA 4.0, the strictest of these licences. The evidence of the gazetteers \
         (`schema/gazetteer/`) is an input.\n\n## Settings\n\nThe same files, settings and seed give the same bytes on \
         any number of threads:\n\n```sh\n{}\n```\n",
        command(&shareable(settings))
    );
    if let Some(start) = &settings.start {
        let _ = writeln!(
            out,
            "The run began with a model (sha256 {}) which was made by the command in that model's card.\n",
            hash(start)?
        );
    }
    let settings = shareable(settings);
    let _ = writeln!(out, "```text\n{settings:#?}\n```\n\n## Scores on the development files\n\n```text");
    for report in scores {
        let file = Path::new(&report.file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let _ = write!(out, "{}", FileReport { file, ..report.clone() });
    }
    let _ = writeln!(out, "```\n\n## What it does badly\n\n{LIMITS}");
    Ok(out)
}

/// The settings without the folders of the machine that they were used on.
fn shareable(settings: &Settings) -> Settings {
    let name = |path: &PathBuf| PathBuf::from(path.file_name().unwrap_or_default());
    let extra = settings.extra.iter().map(name).collect();
    let start = settings.start.as_ref().map(name);
    Settings {
        data: "data".into(),
        extra,
        start,
        average: Vec::new(),
        keep: None,
        checkpoint: None,
        ..settings.clone()
    }
}

/// The command line of `settings`.
fn command(settings: &Settings) -> String {
    let usual = Settings::default();
    let mut line = format!(
        "cargo run --release --features train -- train {} -o src/model --seed {} --epochs {} --width {} --silver {}",
        settings.data.display(),
        settings.seed,
        settings.epochs,
        settings.width,
        settings.silver
    );
    for file in &settings.extra {
        let _ = write!(line, " --extra {}", file.display());
    }
    let mut other = |option: &str, value: String, usual: String| {
        if value != usual {
            let _ = write!(line, " --{option} {value}");
        }
    };
    other("extra-words", settings.extra_words.to_string(), usual.extra_words.to_string());
    other("misread", settings.misread.to_string(), usual.misread.to_string());
    other("rate", settings.rate.to_string(), usual.rate.to_string());
    other("polish", settings.polish.to_string(), usual.polish.to_string());
    let start = settings.start.as_ref().map(|start| start.display().to_string());
    other("start", start.unwrap_or_default(), String::new());
    line
}

fn files(settings: &Settings) -> Result<Vec<PathBuf>> {
    let mut found = data::files(&settings.data.join("treebank"), |n| n.ends_with("_train.conllu"))?;
    found.extend(settings.extra.iter().cloned());
    found.extend(data::files(&settings.data.join("names"), data::is_training)?);
    found.extend(data::files(&settings.data.join("vectors"), |_| true)?);
    Ok(found)
}

fn hash(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    Ok(Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect())
}
