//! Which files belong together.

use std::path::{Path, PathBuf};

use super::Locale;

/// Everything `discover` found: the locales, where each has its files, and the articles.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Locales in the order of the locale list: the source locale first if present, then by canonical tag.
    pub locales: Vec<Locale>,
    /// For each locale (same index) the folders its files lie below, the first one winning.
    pub roots: Vec<Vec<PathBuf>>,
    /// Articles by path, in byte order of the path.
    pub articles: Vec<Article>,
}

impl Corpus {
    /// Where a version of an article lies on disk.
    #[must_use]
    pub fn path(&self, article: &Article, locale: usize) -> PathBuf {
        let root = article
            .versions
            .iter()
            .find(|v| usize::from(v.0) == locale)
            .map_or(0, |v| usize::from(v.1));
        self.roots[locale][root].join(Path::new(&*article.document))
    }
}

/// The files with one relative path: one article in several locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Path below the locale folder, with `/` on every platform.
    pub document: Box<str>,
    /// Locale (index into [`Corpus::locales`]) and root (index into its [`Corpus::roots`]), ascending by locale.
    pub versions: Vec<(u16, u16)>,
}
