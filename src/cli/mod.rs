//! The tool's dealings with the outside world: arguments, console, output files, and the printed form of layers.

pub mod analysis;
mod answers;
pub mod arguments;
mod asking;
mod console;
mod entities;
mod explain;
mod diff;
mod graphs;
pub mod layers;
pub mod learning;
pub mod names;
mod output;
mod path;
mod query;
pub mod reading;
mod show;
mod stats;
mod table;
mod timeline;
mod views;

pub use console::{Console, Outcome};
pub use diff::diff;
pub use entities::entities;
pub use explain::explain;
pub use graphs::Collector;
pub use output::{Folder, Output};
pub use path::path;
pub use query::query;
pub use show::show;
pub use stats::stats;
pub use timeline::timeline;
