//! Finds the articles of a corpus: which files exist, in which locales, and which belong together.
//!
//! Only names are looked at, never contents, so that a corpus of 100,000 files is listed at the speed of its
//! file system. What cannot be used is reported, never skipped in silence.

mod error;
mod merge;
mod roots;
mod walk;

use std::path::PathBuf;

pub use error::DiscoverError;

use crate::model::{Corpus, Locale, Warning};

/// How the files of a corpus are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// One folder that holds one folder a locale: `CORPUS/<locale>/<path>.md`.
    Folder(PathBuf),
    /// A folder a locale, wherever it is; several of one locale are searched in the order given.
    Roots(Vec<(Locale, PathBuf)>),
}

/// What to look for.
#[derive(Debug, Clone)]
pub struct DiscoverSettings {
    /// The locale the originals are written in: first in the locale list if it is present.
    pub source: Locale,
    /// Only these locales, in this order; all of them where `None`.
    pub locales: Option<Vec<Locale>>,
}

/// Lists a corpus, and what was left out of it.
///
/// # Errors
/// When a folder cannot be listed at all, when a locale that was asked for has no folder, or when no article is
/// found.
pub fn discover(
    layout: &Layout,
    settings: &DiscoverSettings,
) -> Result<(Corpus, Vec<Warning>), DiscoverError> {
    let mut warnings = Vec::new();
    let found = match layout {
        Layout::Folder(folder) => roots::in_folder(folder, &mut warnings)?,
        Layout::Roots(roots) => roots::given(roots)?,
    };
    let (locales, roots) = roots::order(found, settings)?;

    let mut files = Vec::new();
    for (locale, folders) in roots.iter().enumerate() {
        for (root, folder) in folders.iter().enumerate() {
            walk::walk(
                folder,
                |document| files.push((document, locale, root)),
                &mut warnings,
            );
        }
    }
    if files.is_empty() {
        return Err(DiscoverError::NoArticle {
            folders: roots.into_iter().flatten().collect(),
        });
    }
    let articles = merge::merge(files, &roots, &mut warnings);
    // Folders are listed in whatever order the file system has them.
    warnings.sort_by(|a, b| a.path.cmp(&b.path));
    let corpus = Corpus {
        locales,
        roots,
        articles,
    };
    Ok((corpus, warnings))
}

#[cfg(test)]
mod tests;
