//! How the files of a corpus were found.

use super::Corpus;
use crate::layout::Layout;
use crate::model::Locale;

/// How the files of a corpus were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorpusLayout {
    /// The locales with their numbers of files, in the order of the corpus.
    pub locales: Vec<(Locale, usize)>,
    /// Number of articles in two or more locales.
    pub articles: usize,
    /// The rules that found them as patterns, such as `{locale}/{path}`, the one with most articles first.
    pub patterns: Vec<String>,
    /// Files and folders that are not read, below the top, and why.
    pub skipped: Vec<(String, String)>,
}

impl CorpusLayout {
    pub(super) fn of(layout: &Layout) -> Self {
        let locales = layout.corpus.locales.iter().cloned();
        let skipped = layout.skipped.iter();
        Self {
            locales: locales.zip(layout.files()).collect(),
            articles: layout.paired(),
            patterns: layout.groups.iter().map(|g| g.pattern.clone()).collect(),
            skipped: skipped
                .map(|s| (s.path.clone(), s.reason.clone()))
                .collect(),
        }
    }
}

impl Corpus {
    /// How the files were found.
    #[must_use]
    pub fn layout(&self) -> &CorpusLayout {
        &self.layout
    }
}
