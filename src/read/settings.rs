//! Settings for reading a file.

use super::provenance::Field;

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
