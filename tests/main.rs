//! The integration tests, one module per subject.
//!
//! They are one crate, because each test crate links the whole library again, and linking takes most of the time of a
//! small change. `cargo test --test integration cli::` runs one subject.
//!
//! The executable specs are in `specs.rs`, where each case is a test with a name.

mod common;
mod documents;
mod languages;
mod planted;

mod align_properties;
mod align_text;
mod align_vectors;
mod alignment_faults;
mod architecture;
mod bad_input;
mod check;
mod check_output;
mod check_pages;
mod check_readers;
mod cli;
mod commonmark;
mod corpus;
mod decisions;
mod drift;
mod duplicates;
#[cfg(feature = "embeddings")]
mod embeddings;
mod evaluate;
mod exports;
mod fill;
mod git;
mod import_circles;
mod layout;
mod library;
mod matching;
mod planted_faults;
mod presets;
mod published;
mod reliability;
mod report;
mod resource_limits;
mod roundtrip;
mod segment;
mod segment_properties;
mod sentences;
mod shards;
mod small_articles;
mod stale;
mod tables;
mod terms;
mod tools;
