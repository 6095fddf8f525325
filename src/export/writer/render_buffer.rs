//! The bytes one exporter made of an article, section by file and by pair.
//!
//! What becomes of a pair is known only when all pairs are. So bytes carry marks: which pair they belong to, and where
//! more will be said of it.

use crate::export::{Ending, FileKey};
use crate::model::{Flags, Locale};

/// What bytes of a file belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The file: they are written whatever becomes of the pairs.
    File,
    /// A pair, by its number among those of the article's two locales.
    Pair(u32),
    /// What begins a group of pairs: written before the first of them that is.
    Open,
    /// What ends such a group: written if its beginning is.
    Close,
}

/// The end of bytes that belong to one thing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    pub owner: Owner,
    /// Counted from the beginning of the part, as `late` is.
    pub end: usize,
    /// Where more is said of the pair when all are known.
    pub deferred: Option<usize>,
    /// What is known of the pair already.
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

/// The bytes one exporter made of an article.
#[derive(Debug, Default)]
pub struct RenderBuffer {
    /// In the order they are to be appended; one file may come several times.
    pub(super) parts: Vec<Part>,
    /// The part that was handed out last.
    last: usize,
    /// Characters left out because the format cannot hold them.
    pub(in crate::export) stripped: u64,
    /// Pairs left out because nothing is left of one side without its markup.
    pub(in crate::export) empty: u64,
}

impl RenderBuffer {
    /// How many buffer back the wanted file may be: no format writes more files at a time.
    const REACH: usize = 3;

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
            _ => self.begin(FileKey { pair: None, ending }),
        }
    }

    /// Marks the end of what was written last as the place where [`Exporter::late`](super::Exporter::deferred) is to say
    /// more of the pair; gives the same buffer to go on with.
    pub fn defer(&mut self) -> &mut Vec<u8> {
        let part = &mut self.parts[self.last];
        part.deferred = Some(part.bytes.len());
        &mut part.bytes
    }

    /// What was written since the last section begins a group of pairs; it is left out where all of them are.
    pub fn open(&mut self) {
        self.end_section(Owner::Open, Flags::NONE);
    }

    /// What was written since the last section ends a group of pairs.
    pub fn close(&mut self) {
        self.end_section(Owner::Close, Flags::NONE);
    }

    /// Says what all that was written since the last section belongs to.
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
