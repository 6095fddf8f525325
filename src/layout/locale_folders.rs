//! Folders beside each other whose names differ in the locale.

use super::evidence::Branch;
use super::tree::join;

/// Folders beside each other that may be of locales.
pub(super) struct LocaleFolders {
    /// The folder they lie in.
    pub folder: String,
    /// What stands before and behind the locale in their names.
    pub before: String,
    pub after: String,
    pub branches: Vec<Branch>,
}

impl LocaleFolders {
    /// Whether the names hold more than the locale, as `content.en` and `lodash-es` do.
    pub fn has_stem(&self) -> bool {
        !self.before.is_empty() || !self.after.is_empty()
    }

    pub fn pattern(&self) -> String {
        join(
            &self.folder,
            &format!("{}{{locale}}{}/{{path}}", self.before, self.after),
        )
    }
}
