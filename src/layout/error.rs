//! Why the files of a corpus could not be found.

use std::io;
use std::path::PathBuf;

use crate::model::Locale;

/// Why the files of a corpus could not be found. Each message says what was looked for and where.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LayoutError {
    /// The folder is not there, or cannot be listed.
    #[error("cannot list the folder {path}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The source locale that was given exists nowhere.
    #[error("there is no source locale {locale} in the corpus; the locales found are {found}")]
    SourceMissing {
        /// The locale.
        locale: Locale,
        /// The locales that are there.
        found: String,
    },
    /// A locale was asked for that has no files.
    #[error("there are no files of the locale {locale}; the locales found are {found}")]
    LocaleMissing {
        /// The locale.
        locale: Locale,
        /// The locales that are there.
        found: String,
    },
    /// More locales or folders than the index can hold.
    #[error("more than 65,535 locales, or folders of one locale")]
    TooMany,
    /// A pattern of `--only` or `--skip` is not valid.
    #[error("`{pattern}` is not a valid pattern for files: {reason}")]
    Glob {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A pattern of `--layout` is not valid.
    #[error("`{pattern}` is not a valid layout: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
}
