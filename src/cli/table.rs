//! Tables. In: headings and rows of cells; out: text for people, as wide as the terminal, or CSV.

use comfy_table::{Cell, CellAlignment, ContentArrangement, presets};
use demarche::{Error, Result};
use std::io::{self, IsTerminal};

/// A table on its way to standard output.
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    numbers: Vec<usize>,
}

impl Table {
    /// An empty table with these headings.
    pub fn new<S: Into<String>>(headings: impl IntoIterator<Item = S>) -> Self {
        Self { headings: headings.into_iter().map(Into::into).collect(), rows: Vec::new(), numbers: Vec::new() }
    }

    /// Sets the columns that hold numbers, from 0, to the right.
    pub fn numbers(mut self, columns: &[usize]) -> Self {
        self.numbers = columns.to_vec();
        self
    }

    /// Adds a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// For people: cells are wrapped where standard output is a terminal that is too narrow for them, and written on one
    /// line elsewhere.
    pub fn text(&self) -> String {
        let mut table = comfy_table::Table::new();
        table.load_preset(presets::NOTHING);
        table.set_header(self.headings.iter().map(|heading| Cell::new(heading.to_uppercase())));
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| Cell::new(printable(cell))));
        }
        if let Some((width, true)) = width().map(|width| (width, io::stdout().is_terminal())) {
            table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic);
        }
        for &column in &self.numbers {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        if let Some(first) = table.column_mut(0) {
            first.set_padding((0, 1));
        }
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n") + "\n"
    }

    /// For programs: comma-separated, with the headings as the first line.
    ///
    /// # Errors
    /// Rows of different lengths.
    pub fn csv(&self) -> Result<String> {
        let broken = |error: String| Error::input("standard output", None, error);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.headings).map_err(|e| broken(e.to_string()))?;
        for row in &self.rows {
            writer.write_record(row).map_err(|e| broken(e.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|e| broken(e.to_string()))?;
        String::from_utf8(bytes).map_err(|e| broken(e.to_string()))
    }
}

/// Columns of the terminal, if there is one.
pub fn width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// On one line and without control characters, which could steer the terminal.
pub fn printable(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
