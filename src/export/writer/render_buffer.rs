//! The bytes that one exporter rendered, divided by file and by pair.
//!
//! Whether a pair is kept is known only after the last pair of the corpus. So the bytes of each pair are a section of
//! their own, with a mark at the place where deferred values will be inserted.

use std::io;

use crate::export::settings::Split;
use crate::export::{Ending, FileKey};
use crate::model::{Flags, Locale};

/// What the bytes of a section belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The file. They are always written.
    File,
    /// A pair, by its number among those of the article's two locales.
    Pair(u32),
    /// The beginning of a group of pairs. It is written before the first pair of the group that is kept.
    Open,
    /// The end of a group of pairs. It is written if its beginning is.
    Close,
}

/// A stretch of bytes with one owner. It begins where the one before it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    pub owner: Owner,
    /// Counted from the beginning of the part, as `deferred` is.
    pub end: usize,
    /// Where the deferred values of the pair are inserted.
    pub deferred: Option<usize>,
    /// The flags that the pair has already.
    pub flags: Flags,
}

/// The bytes for one file.
#[derive(Debug)]
pub(super) struct Part {
    pub key: FileKey,
    pub bytes: Vec<u8>,
    pub sections: Vec<Section>,
    deferred: Option<usize>,
}

/// The bytes that one exporter rendered.
#[derive(Debug, Default)]
pub struct RenderBuffer {
    /// In the order in which they are appended. One file may come several times.
    pub(super) parts: Vec<Part>,
    /// The part that was handed out last.
    last: usize,
    /// The part of a split data set that the article belongs to.
    pub(super) split: Option<Split>,
    /// Characters left out because the format cannot hold them.
    pub(in crate::export) stripped: u64,
    /// Pairs left out because nothing is left of one side without its markup.
    pub(in crate::export) empty: u64,
    /// A temporary file could not be written or read.
    pub(super) failed: Option<io::Error>,
}

impl RenderBuffer {
    /// How many parts back the wanted file may be. No format writes to more files at a time.
    const REACH: usize = 3;

    /// The value of a result. An error is reported when the output of the article is read.
    pub(in crate::export) fn check<T: Default>(&mut self, result: io::Result<T>) -> T {
        result.unwrap_or_else(|error| {
            self.failed.get_or_insert(error);
            T::default()
        })
    }

    /// Where to write for a file of a locale pair whose name ends like this.
    pub fn pair(&mut self, source: &Locale, target: &Locale, end: &'static str) -> &mut Vec<u8> {
        self.file(source, target, Ending::Fixed(end))
    }

    /// Where to write for a file of a locale pair.
    pub fn file(&mut self, source: &Locale, target: &Locale, ending: Ending) -> &mut Vec<u8> {
        let near = self.near();
        let found = self.parts[near..].iter().rposition(|part| {
            part.key.ending == ending
                && matches!(&part.key.pair, Some((s, t)) if s == source && t == target)
        });
        match found {
            Some(index) => self.hand_out(near + index),
            None => self.begin(FileKey {
                pair: Some((source.clone(), target.clone())),
                split: self.split,
                ending,
            }),
        }
    }

    /// Where to write for a file of all locales.
    pub fn whole(&mut self, name: &'static str) -> &mut Vec<u8> {
        let ending = Ending::Fixed(name);
        let is_it = |part: &Part| part.key.pair.is_none() && part.key.ending == ending;
        match self.parts.last() {
            Some(part) if is_it(part) => self.hand_out(self.parts.len() - 1),
            _ => self.begin(FileKey {
                pair: None,
                split: self.split,
                ending,
            }),
        }
    }

    /// Marks the end of what was written last as the place where
    /// [`Exporter::write_deferred`](crate::export::Exporter::write_deferred) inserts the deferred values of the pair.
    /// Returns the same buffer.
    pub fn defer(&mut self) -> &mut Vec<u8> {
        let part = &mut self.parts[self.last];
        part.deferred = Some(part.bytes.len());
        &mut part.bytes
    }

    /// Makes what was written since the last section the beginning of a group of pairs. It is left out if all of them are.
    pub fn open(&mut self) {
        self.end_section(Owner::Open, Flags::NONE);
    }

    /// Makes what was written since the last section the end of a group of pairs.
    pub fn close(&mut self) {
        self.end_section(Owner::Close, Flags::NONE);
    }

    /// Makes what was written since the last section a section of each file.
    pub(super) fn end_section(&mut self, owner: Owner, flags: Flags) {
        let near = self.near();
        for part in &mut self.parts[near..] {
            let start = part.sections.last().map_or(0, |section| section.end);
            let (end, deferred) = (part.bytes.len(), part.deferred.take());
            if end > start {
                part.sections.push(Section {
                    owner,
                    end,
                    deferred,
                    flags,
                });
            }
        }
    }

    /// Takes all parts. Their bytes must all be in sections.
    pub(super) fn take_parts(&mut self) -> Vec<Part> {
        std::mem::take(&mut self.parts)
    }

    /// Bytes in all parts.
    pub(in crate::export) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.bytes.len()).sum()
    }

    fn near(&self) -> usize {
        self.parts.len().saturating_sub(Self::REACH)
    }

    fn hand_out(&mut self, index: usize) -> &mut Vec<u8> {
        self.last = index;
        &mut self.parts[index].bytes
    }

    fn begin(&mut self, key: FileKey) -> &mut Vec<u8> {
        self.parts.push(Part {
            key,
            bytes: Vec::new(),
            sections: Vec::new(),
            deferred: None,
        });
        self.hand_out(self.parts.len() - 1)
    }
}
