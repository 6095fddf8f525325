//! The rendered output of one article, made on any thread, appended to the files in order.
//!
//! An article in sixty locales has thousands of locale pairs, each with its own files. So the output is not held in
//! memory: what has been rendered goes to a file of this article from time to time, and is read back when it is the
//! article's turn.

use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::dedup_store::Entries;
use super::render_buffer::RenderBuffer;
use super::spill_file::SpillFile;
use super::{spool, staging};
use crate::export::{Exporter, FileKey};
use crate::model::Locale;

/// Bytes that may wait in the buffers of one article.
pub(super) const BUFFERED: usize = 256 << 10;
/// Bytes of rendered output of one article that may be in memory.
const IN_MEMORY: usize = 512 << 10;

/// The rendered output of one article.
pub(in crate::export) struct ArticleOutput {
    pub(super) head: OutputHead,
    index: FxHashMap<FileKey, u32>,
    /// Chunks: the index of a destination, a length, and that many bytes.
    spill: SpillFile,
    /// Bytes in `spill`.
    bytes: u64,
    chunk: Vec<u8>,
    failed: Option<io::Error>,
}

/// What is known of the rendered output of an article, besides its bytes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OutputHead {
    pub(super) too_long: u64,
    /// Pairs and units left out because they contain a text of `--exclude-texts`.
    pub(super) excluded: u64,
    /// Characters left out because a format cannot hold them.
    pub(super) stripped: u64,
    /// Pairs left out of a format because a side is empty without its markup.
    pub(super) empty: u64,
    /// How many pairs there are, by source and target locale.
    pub(super) pairs: Vec<((Locale, Locale), u32)>,
    destinations: Vec<Destination>,
}

/// Where bytes belong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Destination {
    File { exporter: usize, key: FileKey },
    DedupStore((Locale, Locale)),
}

impl ArticleOutput {
    pub(super) fn new(out: &Path) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = out.join(staging::NAME).join(format!("article-{number}"));
        Self {
            head: OutputHead::default(),
            index: FxHashMap::default(),
            spill: SpillFile::new(path),
            bytes: 0,
            chunk: Vec::new(),
            failed: None,
        }
    }

    /// Takes what an exporter has rendered.
    pub(super) fn add_rendered(
        &mut self,
        index: usize,
        exporter: &dyn Exporter,
        buffer: &mut RenderBuffer,
    ) {
        self.head.stripped += std::mem::take(&mut buffer.stripped);
        self.head.empty += std::mem::take(&mut buffer.empty);
        self.failed = self.failed.take().or(buffer.failed.take());
        for part in buffer.take_parts() {
            let destination = self.file(index, &part.key);
            self.chunk.clear();
            if exporter.is_by_pair() {
                spool::write(&part, &mut self.chunk);
            } else {
                self.chunk.extend_from_slice(&part.bytes);
            }
            self.add_chunk(destination);
        }
    }

    /// Takes what is compared of pairs.
    pub(super) fn add_entries(&mut self, entries: &mut Entries) {
        if entries.bytes.is_empty() {
            return;
        }
        let destination = Destination::DedupStore(entries.locales.clone());
        let known = self
            .head
            .destinations
            .iter()
            .rposition(|d| *d == destination);
        let index = known.unwrap_or_else(|| {
            self.head.destinations.push(destination);
            self.head.destinations.len() - 1
        });
        self.chunk.clear();
        self.chunk.append(&mut entries.bytes);
        self.add_chunk(index as u32);
    }

    fn file(&mut self, exporter: usize, key: &FileKey) -> u32 {
        if let Some(&index) = self.index.get(key) {
            return index;
        }
        let index = self.head.destinations.len() as u32;
        let key = key.clone();
        self.index.insert(key.clone(), index);
        self.head
            .destinations
            .push(Destination::File { exporter, key });
        index
    }

    /// Adds the bytes in `chunk`. A failure is reported when the output is read.
    fn add_chunk(&mut self, destination: u32) {
        let mut header = destination.to_le_bytes().to_vec();
        header.extend((self.chunk.len() as u32).to_le_bytes());
        self.bytes += (header.len() + self.chunk.len()) as u64;
        let added = self
            .spill
            .append(&header, IN_MEMORY)
            .and_then(|()| self.spill.append(&self.chunk, IN_MEMORY));
        self.failed = self.failed.take().or(added.err());
    }

    /// Reads the chunks in the order in which they were added.
    pub(super) fn chunks(&self) -> io::Result<Chunks<'_, impl BufRead>> {
        Ok(Chunks {
            destinations: &self.head.destinations,
            from: self.content()?.1,
            bytes: Vec::new(),
        })
    }

    /// What is known of it, besides its bytes.
    pub fn head(&self) -> OutputHead {
        self.head.clone()
    }

    /// All its bytes, and how many they are.
    pub fn content(&self) -> io::Result<(u64, impl BufRead)> {
        if let Some(error) = &self.failed {
            return Err(io::Error::new(error.kind(), error.to_string()));
        }
        Ok((self.bytes, self.spill.read()?))
    }

    /// What [`ArticleOutput::head`] and [`ArticleOutput::content`] returned in another process.
    pub fn read(
        head: OutputHead,
        bytes: u64,
        mut content: impl Read,
        out: &Path,
    ) -> io::Result<Self> {
        let mut output = Self::new(out);
        output.head = head;
        let mut buffer = vec![0; BUFFERED];
        while output.bytes < bytes {
            let read = match content.read(&mut buffer)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => read,
            };
            output.spill.append(&buffer[..read], IN_MEMORY)?;
            output.bytes += read as u64;
        }
        Ok(output)
    }

    /// How many exporters have written to it, or more: one above the highest number of one.
    pub fn exporters(&self) -> usize {
        let numbers = self.head.destinations.iter().map(|d| match d {
            Destination::File { exporter, .. } => exporter + 1,
            Destination::DedupStore(_) => 0,
        });
        numbers.max().unwrap_or(0)
    }
}

impl Drop for ArticleOutput {
    fn drop(&mut self) {
        // If it cannot be removed now, it is removed with its folder.
        let _ = self.spill.discard();
    }
}

/// Reads the chunks of an output.
pub(super) struct Chunks<'a, R> {
    destinations: &'a [Destination],
    from: R,
    bytes: Vec<u8>,
}

impl<'a, R: BufRead> Chunks<'a, R> {
    /// The next chunk, or `None` after the last.
    pub fn next(&mut self) -> io::Result<Option<(&'a Destination, &mut [u8])>> {
        if self.from.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let destination = self.number()? as usize;
        let length = self.number()? as usize;
        self.bytes.resize(length, 0);
        self.from.read_exact(&mut self.bytes)?;
        let destination = self.destinations.get(destination);
        let destination = destination.ok_or(io::ErrorKind::InvalidData)?;
        Ok(Some((destination, &mut self.bytes)))
    }

    fn number(&mut self) -> io::Result<u32> {
        let mut bytes = [0; 4];
        self.from.read_exact(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }
}
