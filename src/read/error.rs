//! Why a file could not be read.

use std::io;
use std::path::PathBuf;

use crate::model::{Warning, WarningKind};

/// Why a file was left out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It could not be opened or read.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is larger than the limit.
    #[error("{path}: larger than the limit of {} MB", limit >> 20, path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The largest size in bytes.
        limit: u64,
    },
    /// It is not UTF-8.
    #[error("{path}:{line}: {found} at byte {byte}, where UTF-8 is expected", path = path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The line of the first wrong byte, counted from 1.
        line: u32,
        /// The first wrong byte, counted from 0.
        byte: usize,
        /// What stands there.
        found: String,
    },
}

impl From<ReadError> for Warning {
    fn from(error: ReadError) -> Self {
        let (path, line, reason) = match error {
            ReadError::Io { path, source } => (path, 0, source.to_string()),
            ReadError::TooLarge { path, limit } => {
                let limit = limit >> 20;
                let reason = format!("larger than the limit of {limit} MB (--max-file-size)");
                (path, 0, reason)
            }
            ReadError::Encoding {
                path,
                line,
                byte,
                found,
            } => {
                let reason = format!("{found} at byte {byte}, where UTF-8 is expected");
                (path, line, reason)
            }
        };
        Self {
            path,
            line,
            kind: WarningKind::LeftOut,
            message: format!("left out: {reason}"),
        }
    }
}
