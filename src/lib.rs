//! Diglot turns localized documentation into translation memories and parallel corpora.
//!
//! Data flows one way, a folder a stage: `layout` -> `read` -> `segment` -> `align` -> `quality` -> `export`; each
//! stage knows only the ones before it and [`model`]. `docs/architecture.md` tells the invariants.

pub mod align;
pub mod article;
mod atomic_file;
#[cfg(feature = "cli")]
pub mod cli;
pub mod evaluate;
pub mod export;
pub mod layout;
pub mod lint;
pub mod model;
pub mod pairs;
pub mod pipeline;
pub mod quality;
pub mod read;
pub mod segment;
pub mod sentence;
