//! The settings of a run.

use std::path::PathBuf;

/// What to learn from and how.
#[derive(Debug, Clone)]
pub struct Settings {
    /// A folder with `treebank/`, `names/` and `vectors/`.
    pub data: PathBuf,
    /// More CoNLL-U files to learn trees from (self-training).
    pub extra: Vec<PathBuf>,
    /// Start of every random choice.
    pub seed: u64,
    /// Passes over the treebanks.
    pub epochs: usize,
    /// Passes of the name layer alone over names that people annotated, at the end.
    pub polish: usize,
    /// Words of one step.
    pub batch: usize,
    /// Highest learning rate.
    pub rate: f32,
    /// Share of values dropped.
    pub dropout: f32,
    /// Share of words whose own row is dropped.
    pub word_dropout: f32,
    /// Words of machine-tagged names in each epoch.
    pub silver: usize,
    /// Words of the extra trees in each epoch.
    pub extra_words: usize,
    /// Width of words and recurrent layers.
    pub width: usize,
    /// Columns of the static vectors.
    pub vector: usize,
    /// Forms with a static vector that are shipped, at most.
    pub forms: usize,
    /// Words of misread sentences of the treebanks in each epoch: as the program would read them from raw text, where that
    /// is wrong.
    pub misread: usize,
    /// A model whose network is the first; without one the run begins with a network by chance.
    pub start: Option<PathBuf>,
    /// Models of which the mean is taken instead of a run: of runs that began with one model.
    pub average: Vec<PathBuf>,
    /// A model whose network is kept: only the labeller of names learns.
    pub keep: Option<PathBuf>,
    /// Where the state is kept after each epoch, and taken up again if the file is there.
    pub checkpoint: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            extra: Vec::new(),
            seed: 1,
            epochs: 20,
            polish: 6,
            batch: 1200,
            rate: 0.003,
            dropout: 0.15,
            word_dropout: 0.15,
            silver: 120_000,
            extra_words: 500_000,
            width: 128,
            vector: 96,
            forms: 300_000,
            misread: 0,
            start: None,
            average: Vec::new(),
            keep: None,
            checkpoint: None,
        }
    }
}
