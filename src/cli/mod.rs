//! The tool's dealings with the outside world: arguments, console, output files, and the printed form of layers.

pub mod arguments;
mod asking;
mod console;
mod entities;
mod explain;
mod graphs;
pub mod layers;
pub mod learning;
pub mod names;
mod output;
mod views;
mod table;

pub use console::{Console, Outcome};
pub use entities::entities;
pub use explain::explain;
pub use graphs::Collector;
pub use output::{Folder, Output};
