//! Reads one file: checks its encoding, takes its front matter apart, and says where the text comes from.
//!
//! YAML is split into entries by lines, and only the entries that are needed are decoded, one at a time. So a broken
//! entry does not cost the others, and reading stays a small part of a run. TOML and JSON are parsed whole.

mod block;
mod encoding;
mod entry;
mod error;
pub mod git;
pub mod hash;
mod provenance;
mod settings;
mod tree;
mod value;
mod wanted;
mod warnings;

use std::path::{Path, PathBuf};

pub use error::ReadError;
pub use provenance::Field;
pub use settings::{DEFAULT_KEYS, ReadSettings};

use crate::model::{FrontMatter, Provenance, Source, Warning};
use wanted::Wanted;
use warnings::Warnings;

/// Reads a file.
///
/// # Errors
/// When it cannot be opened, is larger than the limit, or is not UTF-8. The error names the file and the first wrong
/// byte.
pub fn read(path: &Path, settings: &ReadSettings) -> Result<(Source, Vec<Warning>), ReadError> {
    let text = encoding::read(path, settings.max_bytes)?;
    Ok(parse(path.to_owned(), text, settings))
}

/// Takes apart a text that is already in memory; `path` only names it in warnings.
///
/// # Panics
/// Never for texts below 4 GiB, the limit of a `Span`.
#[must_use]
pub fn parse(path: PathBuf, text: String, settings: &ReadSettings) -> (Source, Vec<Warning>) {
    let mut warnings = Warnings {
        path: &path,
        list: Vec::new(),
    };
    let mut front_matter = FrontMatter::default();
    let mut provenance = Provenance::default();

    let blocks = block::find(&text, &mut warnings);
    let mut wanted = Wanted {
        text: &text,
        settings,
        entries: &mut front_matter.entries,
        provenance: &mut provenance,
        warnings: &mut warnings,
    };
    for block in &blocks.list {
        wanted.block(block);
    }
    front_matter.entries.sort_by_key(|entry| entry.span.start);
    front_matter.span = blocks.span;
    let list = warnings.list;
    let source = Source {
        path,
        text,
        body: blocks.body,
        front_matter,
        provenance,
        own_hash: None,
        blob: None,
        generator: None,
    };
    (source, list)
}

#[cfg(test)]
mod tests;
