//! A file as read: its bytes, what its front matter says, where its body begins.

use std::path::PathBuf;

use super::{Generator, Provenance, Span};

/// One file, decoded and with its front matter taken apart.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Where it was read from: names the file in warnings.
    pub path: PathBuf,
    /// The whole file, byte for byte as on disk, a BOM included: every span counts bytes of this.
    pub text: String,
    /// Where the Markdown body begins (bytes): behind the BOM and the front matter.
    pub body: u32,
    /// The front matter.
    pub front_matter: FrontMatter,
    /// What the front matter says about where the text comes from.
    pub provenance: Provenance,
    /// SHA-1 or SHA-256 in hex of the file by the rule of the publisher's metadata; set for originals only.
    pub own_hash: Option<String>,
    /// Where in a git repository it was read from; `None` for a file on disk.
    pub blob: Option<Blob>,
    /// The program that makes its site, where the site's configuration tells. It decides the dialect.
    pub generator: Option<Generator>,
}

/// A file as a commit holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Blob {
    /// The commit, in lower-case hex.
    pub commit: String,
    /// The path in the repository, with `/`.
    pub path: String,
}

/// The front matter of a file; empty when it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the opening to the end of the closing delimiter line; empty when there is none.
    pub span: Span,
    /// Entries in the order of the file, those that settings or provenance need; an entry for each item of a list.
    pub entries: Vec<FrontMatterEntry>,
}

/// A top-level `key: value` of the front matter whose value is text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatterEntry {
    /// The key as settings spell it, such as `title` or `ms.topic`, whatever its case in the file.
    pub key: String,
    /// The decoded value: quotes and YAML escapes gone, folded lines joined.
    pub value: String,
    /// The bytes of the value in the file, quotes left out where they are its first and last byte.
    pub span: Span,
    /// Line of the value, counted from 1.
    pub line: u32,
}

impl FrontMatter {
    /// The value of a key: the last one where the key stands twice, as YAML readers that allow it do.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries
            .iter()
            .rev()
            .find(|e| e.key == key)
            .map(|e| e.value.as_str())
    }
}
