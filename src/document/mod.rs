//! A document and its places. In: bytes of files; out: [`Document`]s with decoded, otherwise untouched text.
//!
//! [`documents`] reads what the user names: files, folders, patterns and standard input (`sources`), plain or
//! compressed (`bytes`), in any encoding that can be recognized (`encoding`), as plain text or as one JSON object a
//! line (`lines`, `record`), and gives each document an id of its own (`ids`). One document is held at a time.

mod bytes;
mod encoding;
mod ids;
mod lines;
mod reader;
mod record;
mod sources;
mod span;

pub use lines::{Line, Lines};
pub use reader::{Documents, Options, documents};
pub(crate) use record::plain;
pub use span::{CodePoints, Span};

/// One article. Its text is never altered after reading: every later layer points into it by [`Span`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique in a run: the given id, else the file's stem, else (where two stems are the same) its relative path.
    pub id: String,
    /// The file it was read from, as the user named it; none for standard input.
    pub path: Option<String>,
    /// Where the article was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its headline, where it is given apart from the text.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<jiff::civil::Date>,
    /// The decoded text.
    pub text: String,
}

impl Document {
    /// A document of `text` alone.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// The text at `span`, empty if the span does not lie on character boundaries of this document.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start()..span.end()).unwrap_or_default()
    }
}
