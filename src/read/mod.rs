//! Reads one file: checks its encoding, takes its front matter apart, and says where the text comes from.
//!
//! Front matter is split into entries by lines, and only the entries somebody needs are decoded, each on its own:
//! so a broken entry never costs the others, and reading stays a small part of a run.

mod block;
mod encoding;
mod entry;
mod error;
pub mod git;
pub mod hash;
mod provenance;
mod value;

use std::path::{Path, PathBuf};

pub use error::ReadError;
pub use provenance::Field;

use crate::model::{FrontMatter, FrontMatterEntry, Provenance, Source, Warning, WarningKind};
use entry::Entry;

/// What to look for in the front matter. Keys are compared without regard to case.
#[derive(Debug, Clone)]
pub struct ReadSettings {
    /// Keys whose values are text to translate.
    pub keys: Vec<String>,
    /// Further keys for provenance, looked up before the built-in ones.
    pub provenance: Vec<(String, Field)>,
}

impl Default for ReadSettings {
    fn default() -> Self {
        Self {
            keys: ["title", "description", "keywords"].map(Into::into).into(),
            provenance: Vec::new(),
        }
    }
}

/// Reads a file.
///
/// # Errors
/// When it cannot be opened, is larger than 1 GiB, or is not UTF-8; the error names the file, and the first byte
/// that is wrong.
pub fn read(path: &Path, settings: &ReadSettings) -> Result<(Source, Vec<Warning>), ReadError> {
    Ok(parse(path.to_owned(), encoding::read(path)?, settings))
}

/// Takes apart a text that is already in memory; `path` only names it in warnings.
///
/// # Panics
/// Never for texts below 4 GiB, the limit of a [`crate::model::Span`].
#[must_use]
pub fn parse(path: PathBuf, text: String, settings: &ReadSettings) -> (Source, Vec<Warning>) {
    let mut warnings = Warnings {
        path: &path,
        list: Vec::new(),
    };
    let mut front_matter = FrontMatter::default();
    let mut provenance = Provenance::default();

    let blocks = block::find(&text, &mut warnings);
    for inner in &blocks.inner {
        for entry in entry::split(&text, inner.clone()) {
            let mut wanted = Wanted {
                text: &text,
                settings,
                entries: &mut front_matter.entries,
                provenance: &mut provenance,
                warnings: &mut warnings,
            };
            wanted.take(&entry, entry.key);
        }
    }
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

/// Keeps the entries somebody needs.
struct Wanted<'a, 'w> {
    text: &'a str,
    settings: &'a ReadSettings,
    entries: &'a mut Vec<FrontMatterEntry>,
    provenance: &'a mut Provenance,
    warnings: &'a mut Warnings<'w>,
}

impl Wanted<'_, '_> {
    fn take(&mut self, entry: &Entry<'_>, name: &str) {
        let same = |key: &&str| key.eq_ignore_ascii_case(name);
        let field = provenance::field(name, &self.settings.provenance);
        let mut keys = self.settings.keys.iter().map(String::as_str);
        if let Some(key) = keys.find(same).or(field.map(|(key, _)| key)) {
            let before = self.entries.len();
            value::decode(self.text, entry, key, self.entries, self.warnings);
            if let (Some((_, field)), Some(last)) = (field, self.entries[before..].last()) {
                let line = last.line;
                if let Err(message) = field.set(self.provenance, &last.value) {
                    let message = format!("`{name}`: {message}; ignored");
                    self.warnings.push(WarningKind::Provenance, line, message);
                }
            }
        } else if entry.is_mapping(self.text) && self.wants_inside(name) {
            for inner in entry.nested(self.text) {
                self.take(&inner, &format!("{name}.{}", inner.key));
            }
        }
    }

    /// Whether a key inside of `name` is wanted, written with a dot.
    fn wants_inside(&self, name: &str) -> bool {
        let inside = |key: &str| {
            let at = name.len();
            key.as_bytes().get(at) == Some(&b'.')
                && key
                    .get(..at)
                    .is_some_and(|outer| outer.eq_ignore_ascii_case(name))
        };
        self.settings.keys.iter().any(|key| inside(key))
            || provenance::keys(&self.settings.provenance).any(inside)
    }
}

#[cfg(test)]
mod tests;
