//! Why an export could not be written.

use std::io;
use std::path::PathBuf;

use crate::article::NoCommitFound;

/// Why an export could not be written. The earlier export is unchanged, except after [`ExportError::Unfinished`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The work was ended before its last article. The earlier export is unchanged.
    #[error("stopped before the last article")]
    Stopped,
    /// The source repositories are not those that the translations were made from.
    #[error(transparent)]
    Repositories(#[from] NoCommitFound),
    /// The output folder cannot be made or written to.
    #[error("cannot write to the output folder {path}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Another export is writing to the folder.
    #[error("another export is writing to {path}: wait until it has ended")]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// Something that no export made has the name of something that this export has to write.
    #[error(
        "cannot write {path}: {what} that no export made has this name; move it away or choose another folder with --out"
    )]
    Occupied {
        /// The name.
        path: PathBuf,
        /// What it is: a file, a folder, or something else.
        what: &'static str,
    },
    /// A file cannot be written, for example because the disk is full.
    #[error("cannot write {path}")]
    Write {
        /// The file, under the name that it would have when complete.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A complete file cannot be put in the place of the earlier one.
    #[error("cannot put {path} in place; the earlier export is unchanged")]
    Replace {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Some files are new and others are not; the next export to this folder puts the remaining ones in place first.
    #[error("cannot put {path} in place; the next export to the same folder tries again")]
    Unfinished {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// This build cannot write what was asked for.
    #[error("this build cannot write {what}: it has no feature `{feature}`")]
    NotBuiltIn {
        /// What was asked for.
        what: &'static str,
        /// The feature of the crate that it needs.
        feature: &'static str,
    },
}
