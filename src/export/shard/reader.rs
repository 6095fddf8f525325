//! Reads the file of one shard.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{FORMAT, Header, RecordHead, ShardFileError, TRAILER, Trailer};

/// Bytes of the longest line: counts of an article in sixty locales stay far below it.
const LONGEST_LINE: u64 = 64 << 20;

/// The file of one shard.
pub(super) struct ShardReader {
    pub path: PathBuf,
    pub header: Header,
    from: BufReader<std::io::Take<File>>,
}

impl ShardReader {
    /// Opens a file and checks that it is whole.
    pub fn open(path: &Path) -> Result<Self, ShardFileError> {
        let io = |e| ShardFileError::io(path, e);
        let mut file = File::open(path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let Some(length) = length.checked_sub(TRAILER) else {
            return Err(ShardFileError::damaged(path, "it is too short"));
        };
        let mut hasher = blake3::Hasher::new();
        let content = (&file).take(length);
        hasher.update_reader(content).map_err(io)?;
        let mut trailer = String::new();
        let read = (&file).take(TRAILER).read_to_string(&mut trailer);
        let trailer = read.ok().and_then(|_| serde_json::from_str(&trailer).ok());
        let is_whole =
            trailer.is_some_and(|Trailer { blake3 }| blake3 == hasher.finalize().to_hex().as_str());
        if !is_whole {
            return Err(ShardFileError::damaged(path, "its checksum is wrong"));
        }
        file.rewind().map_err(io)?;
        let mut from = BufReader::with_capacity(256 << 10, file.take(length));
        let header: Header = line(&mut from, path)?
            .ok_or_else(|| ShardFileError::damaged(path, "it has no first line"))?;
        if header.format != FORMAT || header.version != env!("CARGO_PKG_VERSION") {
            let message = format!("{} of version {}", header.format, header.version);
            return Err(ShardFileError::damaged(path, message));
        }
        Ok(Self {
            path: path.to_owned(),
            header,
            from,
        })
    }

    /// What is known of the next article, or `None` after the last one. [`ShardReader::content`] has to be read before
    /// the next call.
    pub fn next<N: DeserializeOwned>(&mut self) -> Result<Option<RecordHead<N>>, ShardFileError> {
        line(&mut self.from, &self.path)
    }

    /// The bytes of the article that was read last.
    pub fn content(&mut self, bytes: u64) -> impl Read {
        (&mut self.from).take(bytes)
    }
}

/// A line of JSON, or `None` at the end of the file.
fn line<T: DeserializeOwned>(
    from: &mut impl BufRead,
    path: &Path,
) -> Result<Option<T>, ShardFileError> {
    let mut bytes = Vec::new();
    let read = from.take(LONGEST_LINE).read_until(b'\n', &mut bytes);
    if read.map_err(|e| ShardFileError::io(path, e))? == 0 {
        return Ok(None);
    }
    let value = serde_json::from_slice(&bytes);
    value
        .map(Some)
        .map_err(|e| ShardFileError::damaged(path, e.to_string()))
}
