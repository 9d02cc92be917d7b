//! Lines of a file, one at a time, however long the file is. In: a path; out: numbered lines of decoded text.

use super::bytes::{self, Bytes};
use super::encoding;
use crate::error::explain;
use crate::{Error, Result};
use std::io::{BufRead, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// The lines of a file that are not blank. Compressed files are decompressed; a file in UTF-16 is decoded whole, any
/// other line by line.
pub struct Lines {
    path: PathBuf,
    bytes: Bytes,
    number: u64,
    limit: u64,
    ended: bool,
}

/// A line that was read.
#[derive(Debug)]
pub struct Line {
    /// From 1.
    pub number: u64,
    /// Without its end and without the spaces around it.
    pub text: String,
    /// How it was decoded, where it is not UTF-8.
    pub warning: Option<String>,
}

impl Lines {
    /// The lines of `path`, or of standard input for `-`. A line over `limit` bytes is an error.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(path: &Path, limit: u64) -> Result<Self> {
        Self::new(path, bytes::open(path, Arc::new(AtomicU64::new(0)))?, limit)
    }

    pub(super) fn new(path: &Path, mut bytes: Bytes, limit: u64) -> Result<Self> {
        let start = bytes::peek(&mut bytes, 3).map_err(|e| Error::io(path, e))?;
        if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = start[..] {
            let mut whole = Vec::new();
            bytes.take(limit).read_to_end(&mut whole).map_err(|e| Error::io(path, e))?;
            let decoded = encoding::decode(whole).map_err(|reason| Error::input(path, None, reason))?;
            bytes = Box::new(Cursor::new(decoded.text.into_bytes()));
        } else if start == "\u{feff}".as_bytes() {
            bytes.consume(start.len());
        }
        Ok(Self { path: path.to_owned(), bytes, number: 0, limit, ended: false })
    }

    fn read(&mut self) -> Result<Option<Line>> {
        loop {
            let mut line = Vec::new();
            self.number += 1;
            let number = Some(self.number);
            let read = self.bytes.by_ref().take(self.limit).read_until(b'\n', &mut line);
            if let Err(error) = read {
                self.ended = true;
                return Err(Error::input(&self.path, number, explain(&error)));
            }
            if line.is_empty() {
                self.ended = true;
                return Ok(None);
            }
            if line.len() as u64 == self.limit && line.last() != Some(&b'\n') {
                self.skip_line();
                let reason = format!("a line of more than {} MB: split the document", self.limit >> 20);
                return Err(Error::input(&self.path, number, reason));
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            let decoded = encoding::decode(line).map_err(|reason| Error::input(&self.path, number, reason))?;
            let text = decoded.text.trim().to_owned();
            return Ok(Some(Line { number: self.number, text, warning: decoded.warning }));
        }
    }

    fn skip_line(&mut self) {
        self.ended = self.bytes.skip_until(b'\n').is_err();
    }
}

impl Iterator for Lines {
    type Item = Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended { None } else { self.read().transpose() }
    }
}
