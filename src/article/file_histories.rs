//! The git histories of the localized files of a corpus.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::Corpus;
use crate::read::git::{FileHistory, PastFile};

/// The git histories of a corpus's files: one for each root of each locale, `None` outside a work tree.
#[derive(Debug, Clone)]
pub struct FileHistories(Arc<Vec<Vec<Option<FileHistory>>>>);

impl FileHistories {
    /// The histories of all folders of a corpus that are in a git work tree.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let folders: Vec<PathBuf> = corpus.roots.iter().flatten().cloned().collect();
        let mut found = FileHistory::of(&folders).into_iter();
        let of_locale = |roots: &Vec<PathBuf>| found.by_ref().take(roots.len()).collect();
        Self(Arc::new(corpus.roots.iter().map(of_locale).collect()))
    }

    /// Whether no folder is in a git work tree.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().flatten().all(Option::is_none)
    }

    pub(super) fn past(
        &self,
        (locale, root): (u16, u16),
        document: &str,
        now: &str,
    ) -> Vec<PastFile> {
        let history = self.0[usize::from(locale)][usize::from(root)].as_ref();
        history.map_or_else(Vec::new, |history| history.past(document, now))
    }
}
