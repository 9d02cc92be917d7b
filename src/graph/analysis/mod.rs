//! Questions to a finished graph. In: [`KnowledgeGraph`](super::KnowledgeGraph); out: numbers, and places in the graph.

mod communities;
mod difference;
mod path;
mod query;
mod rank;
mod statistics;

pub use communities::communities;
pub use difference::{Difference, difference};
pub use path::path;
pub use query::{Ends, edges_of, named_like};
pub use rank::page_rank;
pub use statistics::{Actor, Count, Pair, Statistics, statistics};
