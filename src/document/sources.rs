//! Which files to read. In: what the user named (files, folders, patterns, `-`); out: the files, in that order, each
//! once.

use super::ids;
use crate::{Error, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// How documents stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One document of plain text.
    Text,
    /// One JSON object a line.
    JsonLines,
    /// To be told from its first bytes.
    ByContent,
}

/// A file, or standard input.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// As the user named it, or under the folder named; `-` for standard input.
    pub path: PathBuf,
    /// The document's id, and what lines without an id are called by.
    pub id: String,
    pub form: Form,
    /// Size of the file as it is stored; 0 where it has none.
    pub bytes: u64,
}

/// The endings that a file of a folder must have to be read (with `.gz` or `.zst` after it or not).
const TEXT: &[&str] = &["txt", "text"];
const JSON_LINES: &[&str] = &["jsonl", "ndjson"];

/// The sources behind `inputs`: a folder's files of the known endings, recursively and in order of their names without
/// those hidden; a pattern's matches, where no file is so called. A file that is named twice is read once, and one of
/// `leave_out` only where it is named itself.
///
/// What cannot be found stands in its place as the error to report.
pub(super) fn sources(inputs: &[PathBuf], leave_out: &[PathBuf]) -> Vec<Result<Source>> {
    let leave_out = leave_out.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut listing = Listing { leave_out, ..Listing::default() };
    for input in inputs {
        listing.input(input);
    }
    let paths: Vec<&Path> = listing.found.iter().flatten().map(|s| s.path.as_path()).collect();
    let mut ids = ids::file_ids(&paths).into_iter();
    for source in listing.found.iter_mut().flatten() {
        source.id = ids.next().unwrap_or_default();
    }
    listing.found
}

#[derive(Default)]
struct Listing {
    found: Vec<Result<Source>>,
    /// True paths of the files listed.
    seen: BTreeSet<PathBuf>,
    /// True paths of those that no search lists.
    leave_out: BTreeSet<PathBuf>,
}

impl Listing {
    fn input(&mut self, input: &Path) {
        if input == Path::new("-") {
            return self.file(input.to_owned());
        }
        match fs::metadata(input) {
            Ok(meta) if meta.is_dir() => self.folder(input),
            Ok(_) => self.file(input.to_owned()),
            Err(error) => match input.to_str().filter(|s| s.contains(['*', '?', '['])) {
                Some(pattern) => self.pattern(pattern),
                None => self.found.push(Err(Error::io(input, error))),
            },
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
        let matches = match glob::glob_with(pattern, options) {
            Ok(matches) => matches,
            Err(error) => {
                let reason = format!("not a pattern that can be read ({error}): check its brackets and stars");
                return self.found.push(Err(Error::input(pattern, None, reason)));
            }
        };
        let mut any = false;
        for path in matches {
            any = true;
            match path {
                Ok(path) if path.is_dir() => self.folder(&path),
                Ok(path) => self.searched(path),
                Err(error) => {
                    let path = error.path().to_owned();
                    self.found.push(Err(Error::io(path, error.into())));
                }
            }
        }
        if !any {
            let reason = "no file matches this pattern: check the path";
            self.found.push(Err(Error::input(pattern, None, reason)));
        }
    }

    fn folder(&mut self, folder: &Path) {
        let (before, mut any) = (self.found.len(), false);
        let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && form(entry.path()) != Form::ByContent => {
                    any = true;
                    self.searched(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.found.push(Err(match error.into_io_error() {
                        Some(error) => Error::io(path, error),
                        None => Error::input(path, None, "a link that leads back to a folder above it: remove it"),
                    }));
                }
            }
        }
        if !any && self.found.len() == before {
            let reason = "no document in this folder: .txt, .jsonl and .ndjson are read, also as .gz or .zst; name other files one by one";
            self.found.push(Err(Error::input(folder, None, reason)));
        }
    }

    /// A file that a search has found.
    fn searched(&mut self, path: PathBuf) {
        let left_out =
            !self.leave_out.is_empty() && fs::canonicalize(&path).is_ok_and(|path| self.leave_out.contains(&path));
        if !left_out {
            self.file(path);
        }
    }

    fn file(&mut self, path: PathBuf) {
        if !self.seen.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
            return;
        }
        let bytes = fs::metadata(&path).map_or(0, |m| m.len());
        self.found.push(Ok(Source { form: form(&path), path, id: String::new(), bytes }));
    }
}

/// What the name of the file says of its form.
fn form(path: &Path) -> Form {
    let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    match name.rsplit_once('.') {
        Some((_, ending)) if TEXT.contains(&ending) => Form::Text,
        Some((_, ending)) if JSON_LINES.contains(&ending) => Form::JsonLines,
        _ => Form::ByContent,
    }
}
