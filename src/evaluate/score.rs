//! One score: how many things gold has, how many the system has, how many are the same.

use serde::Serialize;

/// Counts from which precision, recall and F1 follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Things in gold.
    pub gold: usize,
    /// Things the system gives.
    pub system: usize,
    /// Things that both have.
    pub correct: usize,
}

impl Score {
    /// Correct of what the system gives, in percent; 0 of nothing.
    pub fn precision(&self) -> f64 {
        percent(self.correct, self.system)
    }

    /// Correct of what gold has, in percent; 0 of nothing.
    pub fn recall(&self) -> f64 {
        percent(self.correct, self.gold)
    }

    /// The harmonic mean of precision and recall, in percent.
    pub fn f1(&self) -> f64 {
        percent(2 * self.correct, self.gold + self.system)
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: Score) {
        self.gold += other.gold;
        self.system += other.system;
        self.correct += other.correct;
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
