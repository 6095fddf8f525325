//! Why a corpus could not be listed.

use std::io;
use std::path::PathBuf;

use crate::model::Locale;

/// Why nothing could be discovered; each message says what was looked for and where.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoverError {
    /// The folder is not there, or cannot be listed.
    #[error("cannot list the folder {path}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No folder named like a locale.
    #[error(
        "no locale folder in {path}: expected folders such as en-US, fr-fr or zh_Hans, found {found}",
        path = path.display()
    )]
    NoLocale {
        /// The corpus folder.
        path: PathBuf,
        /// Names of what is there, shortened.
        found: String,
    },
    /// A locale was asked for that has no folder.
    #[error("no folder for the locale {locale}: the corpus has {found}")]
    LocaleMissing {
        /// The locale.
        locale: Locale,
        /// The locales that are there.
        found: String,
    },
    /// More locales or folders than the index can hold.
    #[error("more than 65,535 locales, or folders of one locale")]
    TooMany,
    /// There are folders but no Markdown in them.
    #[error("no Markdown file (.md, .markdown) below {}", list(folders))]
    NoArticle {
        /// The folders searched.
        folders: Vec<PathBuf>,
    },
}

fn list(folders: &[PathBuf]) -> String {
    let names: Vec<_> = folders.iter().map(|f| f.display().to_string()).collect();
    names.join(", ")
}
