//! Why an export could not be written.

use std::io;
use std::path::PathBuf;

/// Why an export could not be written; the earlier export is as it was unless the error is in putting files in place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The output folder cannot be made or written to.
    #[error("cannot write to the output folder {path}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be written, as when the disk is full.
    #[error("cannot write {path}")]
    Write {
        /// The file as it would be named when whole.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A whole file cannot be put in the place of the earlier one.
    #[error("cannot put {path} in place")]
    Replace {
        /// The file.
        path: PathBuf,
        /// What the system says.
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
