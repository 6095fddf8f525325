//! A file with the rendered output of a part of the articles, and how such files become one export.
//!
//! The file holds what [`ExportWriter::append`](super::ExportWriter::append) would have taken for each article. Merging
//! hands it over in the order of the corpus, so that the result has the same bytes as an export by one process.
//!
//! A file has a line of JSON with a [`Header`], then for each article a line of JSON with a [`RecordHead`] and as many
//! bytes as it says, and a last line with a checksum of everything before it.

mod merge;
mod reader;
mod writer;

pub use merge::merge;
pub use writer::ShardWriter;

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Settings;
use super::writer::OutputHead;

/// Changes when the form of the file changes.
const FORMAT: &str = "diglot-shard-1";

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Header {
    format: String,
    version: String,
    /// Number of the shard, from 1.
    number: u32,
    /// Number of shards.
    count: u32,
    /// A hash of the articles of the whole corpus and of how their pairs are made. Shards that are merged have the same.
    corpus: String,
    /// Files that no shard could read.
    left_out: u64,
    settings: Settings,
}

/// What is known of an article, besides its bytes.
#[derive(Debug, Serialize, Deserialize)]
struct RecordHead<N> {
    /// Number of the article in the corpus, from 0.
    article: u32,
    /// What else the run counted.
    note: N,
    output: OutputHead,
    /// Number of bytes that follow.
    bytes: u64,
}

/// The last line.
#[derive(Serialize, Deserialize)]
struct Trailer {
    blake3: String,
}

/// Bytes of the last line, with its line end: the JSON around 64 hexadecimal digits.
const TRAILER: u64 = 64 + r#"{"blake3":""}"#.len() as u64 + 1;

/// A shard that cannot be written, read or merged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShardFileError {
    /// The file could not be read or written.
    #[error("cannot read or write the shard {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// It is no shard, or only a part of one.
    #[error("{}: not a whole shard of this version of diglot: {message}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// Two shards are not of one export.
    #[error("{} and {} are not shards of one export: {what}", paths[0].display(), paths[1].display())]
    Different {
        /// The two files.
        paths: [PathBuf; 2],
        /// What differs.
        what: &'static str,
    },
    /// Not all shards were given.
    #[error("of {count} shards, these are missing: {}", list(missing))]
    Missing {
        /// Number of shards.
        count: u32,
        /// The missing ones.
        missing: Vec<u32>,
    },
    /// The export could not be written.
    #[error(transparent)]
    Export(#[from] super::ExportError),
}

impl ShardFileError {
    fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Io { path, source }
    }

    fn damaged(path: &Path, message: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            message: message.into(),
        }
    }
}

/// The first numbers of a list.
fn list(numbers: &[u32]) -> String {
    let first: Vec<String> = numbers.iter().take(10).map(u32::to_string).collect();
    let more = if numbers.len() > first.len() {
        ", …"
    } else {
        ""
    };
    first.join(", ") + more
}
