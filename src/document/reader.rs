//! The documents behind what the user named, one at a time. In: paths; out: an iterator of documents, in order.

use super::bytes::{self, Bytes};
use super::ids::Ids;
use super::lines::{Line, Lines};
use super::sources::{Form, Source, sources};
use super::{Document, encoding, record};
use crate::{Error, Result};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The longest document that is read, in bytes of its decompressed file or line: a guard against archives that
    /// unpack to more than memory holds.
    pub max_bytes: u64,
    /// Files that are passed over in folders and patterns, such as those that the same run writes; one that is an input by
    /// its own name is read.
    pub leave_out: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 1 << 30, leave_out: Vec::new() }
    }
}

/// The documents of `inputs` in order: files, folders (recursively, in order of names; `.txt`, `.text`, `.jsonl`,
/// `.ndjson`, not hidden), patterns with `*`, `?`, `[…]` where no file is so called, and `-` for standard input.
///
/// Files are plain or compressed with gzip or Zstandard. `.jsonl` and `.ndjson` hold one JSON object a line with the
/// fields `text` and, if they are known, `id`, `title`, `date`, `url`, `publisher`; `.txt` and `.text` are one document;
/// a file of another name, and standard input, is JSON Lines if it begins like an object.
///
/// A document that cannot be read is an [`Error`] in its place, and the next one follows.
pub fn documents<P: AsRef<Path>>(inputs: &[P], options: Options) -> Documents {
    let inputs: Vec<PathBuf> = inputs.iter().map(|p| p.as_ref().to_owned()).collect();
    let sources = sources(&inputs, &options.leave_out);
    let total = sources.iter().flatten().map(|s| s.bytes).sum();
    Documents {
        sources: sources.into_iter(),
        lines: None,
        ids: Ids::default(),
        options,
        warn: Box::new(|_| ()),
        total,
        read: Arc::default(),
    }
}

/// See [`documents`].
pub struct Documents {
    sources: std::vec::IntoIter<Result<Source>>,
    /// The file of JSON Lines that is being read.
    lines: Option<Open>,
    ids: Ids,
    options: Options,
    warn: Box<dyn FnMut(&Error) + Send>,
    total: u64,
    read: Arc<AtomicU64>,
}

struct Open {
    source: Source,
    lines: Lines,
    first: bool,
}

impl Documents {
    /// Calls `warn` for what did not stop a document: another encoding, a date that is none, an id given twice (the
    /// later document is called `id-2`, and so on).
    pub fn on_warning(mut self, warn: impl FnMut(&Error) + Send + 'static) -> Self {
        self.warn = Box::new(warn);
        self
    }

    /// Bytes of all files as they are stored; 0 for standard input and other streams.
    pub fn total_bytes(&self) -> u64 {
        self.total
    }

    /// A counter of the stored bytes read so far.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Begins `source`: a document, if it is one, or none when it has lines to be read or is not what it should be.
    fn begin(&mut self, source: Source) -> Option<Result<Document>> {
        match self.try_begin(source) {
            Ok(document) => document.map(Ok),
            Err(error) => Some(Err(error)),
        }
    }

    fn try_begin(&mut self, source: Source) -> Result<Option<Document>> {
        let mut bytes = bytes::open(&source.path, Arc::clone(&self.read))?;
        let is_lines = match source.form {
            Form::Text => false,
            Form::JsonLines => true,
            Form::ByContent => begins_like_object(&mut bytes).map_err(|e| Error::io(&source.path, e))?,
        };
        if is_lines {
            let lines = Lines::new(&source.path, bytes, self.options.max_bytes)?;
            self.lines = Some(Open { source, lines, first: true });
            return Ok(None);
        }
        self.text(source, bytes).map(Some)
    }

    /// The whole of `source` as one document.
    fn text(&mut self, source: Source, bytes: Bytes) -> Result<Document> {
        let (path, limit) = (&source.path, self.options.max_bytes);
        let mut whole = Vec::with_capacity(source.bytes.min(limit) as usize);
        bytes.take(limit.saturating_add(1)).read_to_end(&mut whole).map_err(|e| Error::io(path, e))?;
        if whole.len() as u64 > limit {
            return Err(Error::input(path, None, format!("a text of more than {} MB: split it", limit >> 20)));
        }
        let decoded = encoding::decode(whole).map_err(|reason| Error::input(path, None, reason))?;
        if decoded.text.trim().is_empty() {
            return Err(Error::input(path, None, "empty: there is no text in it; leave it out or fill it"));
        }
        if let Some(warning) = decoded.warning {
            (self.warn)(&Error::input(path, None, warning));
        }
        let id = self.unique(&source, None, source.id.clone());
        Ok(Document { id, path: shown(&source), text: decoded.text, ..Document::default() })
    }

    /// The next document of the open file, or none where it ends.
    fn line(&mut self) -> Option<Result<Document>> {
        let mut open = self.lines.take()?;
        let first = std::mem::replace(&mut open.first, false);
        let line = match open.lines.next() {
            Some(Ok(line)) => line,
            Some(Err(error)) => {
                self.lines = Some(open);
                return Some(Err(error));
            }
            None if first => {
                let reason = "empty: there is no document in it; leave it out or fill it";
                return Some(Err(Error::input(&open.source.path, None, reason)));
            }
            None => return None,
        };
        if first && record::spans_lines(&line.text) {
            // The file is left here: otherwise each of its lines would be an error.
            let reason = "JSON over several lines; one object a line is read: convert it with jq -c . (or jq -c '.[]')";
            return Some(Err(Error::input(&open.source.path, Some(line.number), reason)));
        }
        let document = self.document(&open.source, line);
        self.lines = Some(open);
        Some(document)
    }

    fn document(&mut self, source: &Source, line: Line) -> Result<Document> {
        let (path, number) = (&source.path, Some(line.number));
        let record = record::parse(&line.text).map_err(|reason| Error::input(path, number, reason))?;
        if let Some(warning) = line.warning {
            (self.warn)(&Error::input(path, number, warning));
        }
        let written = record.date.filter(|d| !d.trim().is_empty());
        let date = written.as_deref().and_then(record::parse_date);
        if let (Some(written), None) = (&written, date) {
            let reason = format!("{written:?} is not a date that can be read: write it as 2022-01-31; left out");
            (self.warn)(&Error::input(path, number, reason));
        }
        let id =
            record.id.and_then(record::Id::into_string).unwrap_or_else(|| format!("{}-{}", source.id, line.number));
        let id = self.unique(source, number, id);
        let (url, publisher, title) = (record.url, record.publisher, record.title);
        Ok(Document { id, path: shown(source), url, publisher, title, date, text: record.text })
    }

    fn unique(&mut self, source: &Source, line: Option<u64>, id: String) -> String {
        let (unique, changed) = self.ids.unique(id);
        if changed {
            let reason = format!("its id is another document's already: it is called {unique:?} here");
            (self.warn)(&Error::input(&source.path, line, reason));
        }
        unique
    }
}

impl Iterator for Documents {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.line() {
                return Some(document);
            }
            let document = match self.sources.next()? {
                Ok(source) => self.begin(source),
                Err(error) => Some(Err(error)),
            };
            if document.is_some() {
                return document;
            }
        }
    }
}

fn shown(source: &Source) -> Option<String> {
    (source.path != Path::new("-")).then(|| source.path.display().to_string())
}

/// Whether the first bytes are `{` and, after spaces, `"` or `}`.
fn begins_like_object(bytes: &mut Bytes) -> std::io::Result<bool> {
    let start = bytes::peek(bytes, 256)?;
    // UTF-16 and a byte-order mark are looked through: their other bytes are none of these.
    let mut visible = start.iter().filter(|b| b.is_ascii_graphic());
    Ok(visible.next() == Some(&b'{') && matches!(visible.next(), Some(b'"' | b'}')))
}
