//! The articles of a corpus, with their files.

use std::path::PathBuf;

use super::Corpus;
use crate::model::{Article, Locale};

/// An article: the files that hold one text in several locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFiles {
    /// Path below the locale folder, with `/` on every platform.
    pub document: String,
    /// The files, in the order of the corpus's locales.
    pub versions: Vec<VersionFile>,
}

/// The file of an article in one locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionFile {
    /// The locale.
    pub locale: Locale,
    /// Where the file is.
    pub path: PathBuf,
}

impl Corpus {
    /// The articles, in the order of their paths.
    pub fn articles(&self) -> impl Iterator<Item = ArticleFiles> {
        let files = &self.files;
        files.articles.iter().map(|article| self.files_of(article))
    }

    fn files_of(&self, article: &Article) -> ArticleFiles {
        let locales = article
            .versions
            .iter()
            .map(|version| usize::from(version.0));
        let file = |locale: usize| VersionFile {
            locale: self.files.locales[locale].clone(),
            path: self.files.path(article, locale),
        };
        ArticleFiles {
            document: article.document.to_string(),
            versions: locales.map(file).collect(),
        }
    }
}
