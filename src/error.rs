//! What can go wrong, with the place and the mend. The library returns these; the tool prints them as prose.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure, its place, and (in the message) what the user can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read or written.
    #[error("{}: {}", place(path), explain(source))]
    Io {
        /// The file, or `-` for standard input.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The input is not a document that can be read.
    #[error("{}{}: {reason}", place(path), line.map(|l| format!(":{l}")).unwrap_or_default())]
    Input {
        /// The file, or `-`.
        path: PathBuf,
        /// The line, from 1, where it is known.
        line: Option<u64>,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A schema or gazetteer file is not well formed.
    #[error("{file}:{line}: {reason}")]
    Schema {
        /// The file.
        file: String,
        /// The line, from 1 (0 if the whole file is meant).
        line: usize,
        /// What is wrong and what is expected.
        reason: String,
    },
    /// The model's bytes are not a model that this program can read.
    #[error("model: {0}")]
    Model(String),
}

impl Error {
    /// An [`Error::Io`] at `path`.
    pub fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }

    /// An [`Error::Input`] at `path` and perhaps a line.
    pub fn input(path: impl Into<PathBuf>, line: Option<u64>, reason: impl Into<String>) -> Self {
        Self::Input { path: path.into(), line, reason: reason.into() }
    }
}

/// The path as people read it.
fn place(path: &Path) -> std::path::Display<'_> {
    let path = if path == Path::new("-") { Path::new("standard input") } else { path };
    path.display()
}

/// The operating system's reason in plain words, and the mend.
pub(crate) fn explain(error: &io::Error) -> String {
    let advice = match error.kind() {
        ErrorKind::NotFound => "no such file or folder: check the path",
        ErrorKind::PermissionDenied => {
            "no permission: check who may read or write there (ls -l), or choose another path"
        }
        ErrorKind::StorageFull => "the disk is full: free some space, or write elsewhere with -o",
        ErrorKind::QuotaExceeded => "the disk quota is used up: free some space, or write elsewhere with -o",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only: write elsewhere with -o",
        ErrorKind::NotADirectory => "a part of this path is a file, not a folder: check the path, or choose another",
        ErrorKind::IsADirectory => "this is a folder: name a file",
        ErrorKind::AlreadyExists => "a file is in the way: remove it, or choose another path",
        ErrorKind::UnexpectedEof => "it ends too early, as a download that broke off does: fetch or compress it again",
        _ => return format!("{error}: check the file, or choose another"),
    };
    advice.to_owned()
}
