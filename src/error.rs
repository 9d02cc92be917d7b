//! What can go wrong, with the place and the mend. The library returns these; the tool prints them as prose.

use std::path::PathBuf;

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure, its place, and (in the message) what the user can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file, or `-` for a standard stream.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// The input is not a document that can be read.
    #[error("{}{}: {reason}", path.display(), line.map(|l| format!(":{l}")).unwrap_or_default())]
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
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }

    /// An [`Error::Input`] at `path` and perhaps a line.
    pub fn input(path: impl Into<PathBuf>, line: Option<u64>, reason: impl Into<String>) -> Self {
        Self::Input { path: path.into(), line, reason: reason.into() }
    }
}
