//! Tab-separated tables: a header line with the columns' names, `#` comments, cells with alternatives parted by `|`.
//! In: a file's text; out: its [`Row`]s, one by one, or an [`Error::Schema`] with file and line.

use super::index::Case;
use crate::{Error, Result};

/// Columns of the widest table.
const MAX_COLUMNS: usize = 10;

/// One line of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub file: &'a str,
    pub line: usize,
    cells: [&'a str; MAX_COLUMNS],
}

impl<'a> Row<'a> {
    /// The cell in column number `column`.
    pub fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// The cell in `column`, owned.
    pub fn text(&self, column: usize) -> Box<str> {
        self.cell(column).into()
    }

    /// The cell in `column`, none if it is empty.
    pub fn optional(&self, column: usize) -> Option<Box<str>> {
        Some(self.cell(column)).filter(|c| !c.is_empty()).map(Into::into)
    }

    /// The alternatives in `column`.
    pub fn phrases(&self, column: usize) -> impl Iterator<Item = Phrase<'a>> {
        self.cell(column).split('|').filter(|p| !p.is_empty()).map(Phrase::parse)
    }

    /// The alternatives in `column` without their marks.
    pub fn list(&self, column: usize) -> Vec<Box<str>> {
        self.phrases(column).map(|p| p.text.into()).collect()
    }

    /// An error at this row.
    pub fn error(&self, reason: impl Into<String>) -> Error {
        Error::Schema { file: self.file.to_owned(), line: self.line, reason: reason.into() }
    }

    /// The cell in `column`, which must be one of `known` (by name).
    pub fn one_of<T: Copy>(&self, column: usize, known: &[(&str, T)]) -> Result<T> {
        let cell = self.cell(column);
        known.iter().find(|(name, _)| *name == cell).map(|&(_, value)| value).ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            self.error(format!("`{cell}` is none of {}", names.join(", ")))
        })
    }

    /// The Wikidata id in `column`, none if it is empty.
    pub fn wikidata(&self, column: usize) -> Result<Option<Box<str>>> {
        let cell = self.cell(column);
        let digits = cell.strip_prefix('Q').unwrap_or_default();
        if !cell.is_empty() && (digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit())) {
            return Err(self.error(format!("`{cell}` is no Wikidata id such as Q159")));
        }
        Ok(self.optional(column))
    }

    /// The cell in `column`, which must be `length` capital letters.
    pub fn code(&self, column: usize, length: usize) -> Result<Box<str>> {
        let cell = self.cell(column);
        if cell.len() != length || !cell.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(self.error(format!("`{cell}` is no code of {length} capital letters")));
        }
        Ok(cell.into())
    }
}

/// One alternative of a cell, with the marks that may follow it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase<'a> {
    pub text: &'a str,
    /// `?`: often means something else.
    pub ambiguous: bool,
    /// `!`: only with these capitals.
    pub case: Case,
}

impl<'a> Phrase<'a> {
    fn parse(cell: &'a str) -> Self {
        let text = cell.trim_end_matches(['?', '!']);
        let marks = cell.get(text.len()..).unwrap_or_default();
        let case = if marks.contains('!') { Case::Exact } else { Case::AsWritten };
        Self { text, ambiguous: marks.contains('?'), case }
    }

    /// The text of a cell with one alternative, none if it is empty.
    pub fn text_of(cell: &'a str) -> Option<&'a str> {
        Some(Self::parse(cell).text).filter(|t| !t.is_empty())
    }

    /// Whether it looks like an acronym: one word, mostly capitals ("U.N.", "ISIS", "G20", "AfD").
    pub fn is_acronym(&self) -> bool {
        let capitals = self.text.chars().filter(|c| c.is_uppercase()).count();
        let small = self.text.chars().filter(|c| c.is_lowercase()).count();
        !self.text.contains(' ') && capitals > small && capitals + small < 9
    }
}

/// Calls `found` with each row of `text`, which must start with the header `columns`.
pub(super) fn rows<'a>(
    file: &'a str,
    text: &'a str,
    columns: &[&str],
    mut found: impl FnMut(&Row<'a>) -> Result<()>,
) -> Result<()> {
    let error = |line, reason| Error::Schema { file: file.to_owned(), line, reason };
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((header, _)) if header.split('\t').eq(columns.iter().copied()) => {}
        Some((_, line)) => return Err(error(line, format!("the header must be the columns {}", columns.join(", ")))),
        None => return Err(error(0, format!("there is no header with the columns {}", columns.join(", ")))),
    }
    for (content, line) in lines {
        let mut row = Row { file, line, cells: [""; MAX_COLUMNS] };
        let mut count = 0;
        for cell in content.split('\t') {
            if let Some(slot) = row.cells.get_mut(count) {
                *slot = cell;
            }
            count += 1;
        }
        if count != columns.len() {
            return Err(error(line, format!("{count} columns, expected {}", columns.len())));
        }
        found(&row)?;
    }
    Ok(())
}
