//! The integration tests: one binary, offline, a module a room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop where it fails")]

mod architecture;
mod bad_input;
mod cases;
mod codes;
mod coreference;
mod dates;
mod entities;
mod evaluation;
mod exports;
mod gazetteer;
mod identity;
mod layers;
mod model;
mod output;
mod properties;
mod quality;
mod quotations;
mod reading;
mod relations;
mod slips;
mod text;
mod training;
mod vocabulary;
