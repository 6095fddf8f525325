//! Which files belong together.

use std::path::{Path, PathBuf};

use super::{Generator, Locale};

/// Everything `layout` found: the locales, where each has its files, and the articles.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Locales in the order of the locale list: the source locale first if present, then by canonical tag.
    pub locales: Vec<Locale>,
    /// For each locale (same index) the folders its files lie below, the first one winning.
    pub roots: Vec<Vec<PathBuf>>,
    /// For each locale and root (same indexes) the program that makes the site, where its configuration tells. May be
    /// empty.
    pub generators: Vec<Vec<Option<Generator>>>,
    /// Articles by path, in byte order of the path.
    pub articles: Vec<Article>,
    /// Whether files were also joined by what they contain.
    pub is_matched_by_content: bool,
}

impl Corpus {
    /// Where a version of an article lies on disk.
    #[must_use]
    pub fn path(&self, article: &Article, locale: usize) -> PathBuf {
        let version = article
            .versions
            .iter()
            .position(|v| usize::from(v.0) == locale);
        let root = version.map_or(0, |v| usize::from(article.versions[v].1));
        let path = version.map_or(&*article.document, |v| article.path(v));
        self.roots[locale][root].join(Path::new(path))
    }

    /// The path of an article's original below the folder of its locale, where a source repository has it too.
    #[must_use]
    pub fn source_path<'a>(&self, article: &'a Article, source: &Locale) -> &'a str {
        let is_source = |v: &(u16, u16)| self.locales.get(usize::from(v.0)) == Some(source);
        if let Some(version) = article.versions.iter().position(is_source) {
            return article.path(version);
        }
        // Where there are several sections, the name of the document begins with the section.
        let path = article.path(0);
        let is_section = article.document.strip_suffix(path);
        match is_section.is_some_and(|section| section.ends_with('/')) {
            true => path,
            false => &article.document,
        }
    }

    /// The program that makes the site that a version of an article is from, where its configuration tells.
    #[must_use]
    pub fn generator(&self, article: &Article, locale: usize) -> Option<Generator> {
        let version = article
            .versions
            .iter()
            .find(|v| usize::from(v.0) == locale)?;
        *self.generators.get(locale)?.get(usize::from(version.1))?
    }
}

/// The files with one relative path: one article in several locales.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Path below the locale folder, with `/` on every platform.
    pub document: Box<str>,
    /// Locale (index into [`Corpus::locales`]) and root (index into its [`Corpus::roots`]), ascending by locale.
    pub versions: Vec<(u16, u16)>,
    /// For each version (same index) its path below its root, with `/`; empty where all are the document's.
    pub paths: Vec<Box<str>>,
    /// The locales whose file was found by what it contains and not by its path, with the probability, in [0, 1], that
    /// it belongs to the article.
    pub matched: Vec<(u16, f32)>,
}

impl Article {
    /// Whether there is a file of a locale, given by its index in [`Corpus::locales`].
    #[must_use]
    pub fn has_locale(&self, locale: usize) -> bool {
        self.versions.iter().any(|v| usize::from(v.0) == locale)
    }

    /// The probability that the file of a locale belongs to the article, if it was found by what it contains.
    #[must_use]
    pub fn match_probability(&self, locale: u16) -> Option<f32> {
        let found = self.matched.iter().find(|matched| matched.0 == locale);
        found.map(|matched| matched.1)
    }

    /// The path of a version below its root, with `/`.
    #[must_use]
    pub fn path(&self, version: usize) -> &str {
        self.paths.get(version).unwrap_or(&self.document)
    }
}
