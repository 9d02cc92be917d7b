//! Learning, behind the cargo feature `train`: borrows the decoders' features and never copies them.

pub mod splitter;
