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

use super::dedup_store::{Comparing, Entries};
use super::render_buffer::{Owner, RenderBuffer};
use super::spill_file::SpillFile;
use super::{spool, staging};
use crate::export::formats::exporters;
use crate::export::settings::SplitShares;
use crate::export::text_limits::{Breach, TextLimits};
use crate::export::{Exporter, FileKey, Settings};
use crate::model::{Flags, Locale, Pair, UnalignedUnit};

/// Bytes that may wait in the buffers of one article.
const BUFFERED: usize = 256 << 10;
/// Bytes of rendered output of one article that may be in memory.
const IN_MEMORY: usize = 512 << 10;

/// Renders the pairs of one article in all formats.
pub struct Batch {
    exporters: Vec<(Box<dyn Exporter>, RenderBuffer)>,
    /// What is compared of the pairs, by their locales.
    entries: Vec<Entries>,
    comparing: Option<Comparing>,
    unaligned: bool,
    shares: Option<SplitShares>,
    limits: TextLimits,
    output: ArticleOutput,
}

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

impl Batch {
    /// An empty batch, for the pairs of one article.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let exporters = exporters(settings).into_iter();
        Self {
            exporters: exporters.map(|e| (e, RenderBuffer::default())).collect(),
            entries: Vec::new(),
            comparing: Comparing::new(settings),
            unaligned: settings.unaligned,
            shares: settings.split,
            limits: TextLimits::new(settings),
            output: ArticleOutput::new(&settings.out),
        }
    }

    /// Renders one pair. The pairs of an article come together, locale pair by locale pair, in the order of the text.
    pub fn pair(&mut self, record: &Pair) {
        if self.leaves_out(&[&record.source.text, &record.target.text]) {
            return;
        }
        self.choose_split(&record.document);
        let number = self.add_entry(record);
        for (exporter, buffer) in &mut self.exporters {
            exporter.pair(record, buffer);
            buffer.end_section(Owner::Pair(number), record.flags);
        }
        self.spill_if_full();
    }

    /// Adds what is compared of a pair, and returns its number among the pairs of its locales.
    fn add_entry(&mut self, record: &Pair) -> u32 {
        let locales = (&record.source.locale, &record.target.locale);
        let known = self.entries.iter().rposition(|e| e.is_of(locales));
        let index = known.unwrap_or(self.entries.len());
        if known.is_none() {
            self.entries.push(Entries::new(locales));
        }
        self.entries[index].add(record, self.comparing.as_mut())
    }

    /// Whether units without partner are written or counted, so that [`Batch::unaligned`] is worth calling.
    #[must_use]
    pub fn wants_unaligned(&self) -> bool {
        self.unaligned || self.exporters.iter().any(|(e, _)| e.counts_unaligned())
    }

    /// Renders a unit without partner, in the formats that want such units. They come between the pairs of their
    /// locale pair, in the order of the text.
    pub fn unaligned(&mut self, unit: &UnalignedUnit) {
        let asked = self.unaligned;
        let wants = |exporter: &dyn Exporter| asked || exporter.counts_unaligned();
        if !self.exporters.iter().any(|(e, _)| wants(&**e)) {
            return;
        }
        if self.leaves_out(&[&unit.side.text]) {
            return;
        }
        self.choose_split(&unit.document);
        for (exporter, buffer) in self.exporters.iter_mut().filter(|(e, _)| wants(&**e)) {
            exporter.unaligned(unit, buffer);
            buffer.end_section(Owner::File, Flags::NONE);
        }
        self.spill_if_full();
    }

    /// The article is over: renders what was gathered. To be called once, after the last pair.
    pub fn end(&mut self) {
        for (exporter, buffer) in &mut self.exporters {
            exporter.end(buffer);
            buffer.end_section(Owner::File, Flags::NONE);
        }
        self.spill();
    }

    /// Whether the settings leave out a row with these texts. If so, it is counted.
    fn leaves_out(&mut self, texts: &[&str]) -> bool {
        let breach = self.limits.breach(texts);
        match breach {
            Some(Breach::TooLong) => self.output.head.too_long += 1,
            Some(Breach::Excluded) => self.output.head.excluded += 1,
            None => {}
        }
        breach.is_some()
    }

    /// Chooses the part of the data set that the article belongs to. All its pairs belong to the same part.
    fn choose_split(&mut self, document: &str) {
        if let Some(shares) = &self.shares {
            let split = Some(shares.split(document));
            for (_, buffer) in &mut self.exporters {
                buffer.split = split;
            }
        }
    }

    fn spill_if_full(&mut self) {
        let rendered: usize = self.exporters.iter().map(|(_, buffer)| buffer.len()).sum();
        let compared: usize = self.entries.iter().map(|e| e.bytes.len()).sum();
        if rendered + compared > BUFFERED {
            self.spill();
        }
    }

    /// Moves what was rendered to the output.
    fn spill(&mut self) {
        for (index, (exporter, buffer)) in self.exporters.iter_mut().enumerate() {
            self.output.add_rendered(index, &**exporter, buffer);
        }
        for entries in &mut self.entries {
            self.output.add_entries(entries);
        }
    }

    /// The output, after [`Batch::end`].
    pub(in crate::export) fn into_output(mut self) -> ArticleOutput {
        self.spill();
        let pairs = self.entries.into_iter().map(|e| (e.locales, e.len));
        self.output.head.pairs = pairs.collect();
        self.output
    }
}

impl ArticleOutput {
    fn new(out: &Path) -> Self {
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
    fn add_rendered(&mut self, index: usize, exporter: &dyn Exporter, buffer: &mut RenderBuffer) {
        self.head.stripped += std::mem::take(&mut buffer.stripped);
        self.head.empty += std::mem::take(&mut buffer.empty);
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
    fn add_entries(&mut self, entries: &mut Entries) {
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
