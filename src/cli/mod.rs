//! The tool's dealings with the outside world: arguments, console, output files, and the printed form of layers.

pub mod arguments;
mod console;
mod graphs;
pub mod layers;
pub mod learning;
mod output;
pub mod reading;

pub use console::{Console, Outcome};
pub use graphs::Collector;
pub use output::{Folder, Output};
