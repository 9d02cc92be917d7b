//! Places in a document: half-open ranges of bytes inside the program, Unicode code points in its output.

use std::ops::Range;

/// A half-open range of bytes of one document's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span of bytes `start..end`; an end before the start gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Translates bytes of one text into Unicode code points (what Python and the W3C text selectors count).
#[derive(Debug)]
pub struct CodePoints {
    /// Code points before each 64-byte block, or empty if the text is ASCII.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

impl CodePoints {
    /// An index of `text`; one pass.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { blocks: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 2);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(BLOCK) {
            blocks.push(count);
            count += starts(chunk);
        }
        blocks.push(count);
        Self { blocks }
    }

    /// Code points of `text` (the text given to [`CodePoints::new`]) before byte `at`.
    pub fn at(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        match self.blocks.get(at / BLOCK) {
            None => at,
            Some(&before) => {
                let from = at / BLOCK * BLOCK;
                before as usize + text.as_bytes().get(from..at).map_or(0, |b| starts(b) as usize)
            }
        }
    }

    /// The code-point range of `span`.
    pub fn range(&self, text: &str, span: Span) -> Range<usize> {
        self.at(text, span.start())..self.at(text, span.end())
    }
}

/// How many characters start in `bytes` of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}
