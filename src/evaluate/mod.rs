//! Measures each layer against gold, with the layers beneath it gold and predicted, so that the guilty one shows.

mod conll;
mod score;

pub use conll::{Layers, Scores, compare};
pub use score::Score;
