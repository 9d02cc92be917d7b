//! demarche reads English news text and finds who did what to whom: people, countries and organizations, and the
//! relations between them, as a graph in which every edge carries the sentence behind it.
//!
//! Data flows one way, and the modules are listed in that order; each takes the finished layer of the one before and
//! knows nothing of those after it:
//!
//! documents → text → syntax → entities → relations → graph → export

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop where it fails")
)]

// Foundations.
pub mod error;
pub mod schema;
pub mod tensor;
// The flow.
pub mod model;
pub mod document;
pub mod text;
pub mod gazetteer;
pub mod syntax;
pub mod entity;
pub mod relation;
pub mod extraction;
pub mod graph;
pub mod export;
pub mod pipeline;
// Learning and measuring.
pub mod evaluate;
#[cfg(feature = "train")]
pub mod train;

pub use error::{Error, Result};
