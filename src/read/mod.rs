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
mod tree;
mod value;
mod wanted;

use std::path::{Path, PathBuf};

pub use error::ReadError;
pub use provenance::Field;

use crate::model::{FrontMatter, Provenance, Source, Warning, WarningKind};
use wanted::Wanted;

/// Keys whose values are text to translate, where settings name no others.
pub const DEFAULT_KEYS: [&str; 16] = [
    "title",
    "description",
    "keywords",
    "linkTitle",
    "sidebar_label",
    "sidebar.label",
    "subtitle",
    "summary",
    "tagline",
    "hero.name",
    "hero.text",
    "hero.tagline",
    "hero.title",
    "hero.actions.text",
    "features.title",
    "features.details",
];

/// What to look for in the front matter. Keys are compared without regard to case.
#[derive(Debug, Clone)]
pub struct ReadSettings {
    /// Keys whose values are text to translate. A dot leads into a map, or into each map of a list.
    pub keys: Vec<String>,
    /// Further keys for provenance, looked up before the built-in ones.
    pub provenance: Vec<(String, Field)>,
    /// Bytes of the largest file that is read. More than 1 GiB counts as 1 GiB, so that spans can count the bytes.
    pub max_bytes: u64,
}

impl Default for ReadSettings {
    fn default() -> Self {
        Self {
            keys: DEFAULT_KEYS.map(Into::into).into(),
            provenance: Vec::new(),
            max_bytes: 64 << 20,
        }
    }
}

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

/// Collects warnings about one file.
struct Warnings<'a> {
    path: &'a Path,
    list: Vec<Warning>,
}

impl Warnings<'_> {
    fn push(&mut self, kind: WarningKind, line: u32, message: String) {
        self.list.push(Warning {
            path: self.path.to_owned(),
            line,
            kind,
            message,
        });
    }
}

#[cfg(test)]
mod tests;
