//! What is compared of all pairs of two locales, kept on disk until the last of them is known.

use std::io::{self, BufRead};
use std::path::PathBuf;

use super::spill_file::SpillFile;
use crate::export::{Inline, Settings};
use crate::model::{Locale, Pair};
use crate::quality::{DedupSettings, Keyer, Keys, Repeats, Verdict, judge};

/// Makes what is compared of pairs.
pub(in crate::export) struct Comparing {
    keyer: Keyer,
    /// Whether pairs of different Markdown are different, since it is written.
    markup: bool,
}

impl Comparing {
    /// `None` if pairs are not compared.
    pub fn new(settings: &Settings) -> Option<Self> {
        settings.compares().then(|| Self {
            keyer: Keyer::default(),
            markup: settings.merges() && settings.inline != Inline::Text,
        })
    }
}

/// What is compared of one article's pairs in two locales: for each pair its keys, the length of its id, and its id.
pub(in crate::export) struct Entries {
    pub locales: (Locale, Locale),
    pub len: u32,
    pub bytes: Vec<u8>,
}

impl Entries {
    pub fn new((source, target): (&Locale, &Locale)) -> Self {
        Self {
            locales: (source.clone(), target.clone()),
            len: 0,
            bytes: Vec::new(),
        }
    }

    pub fn is_of(&self, (source, target): (&Locale, &Locale)) -> bool {
        self.locales.0 == *source && self.locales.1 == *target
    }

    /// Adds a pair and returns its number among them.
    pub fn add(&mut self, record: &Pair, comparing: Option<&mut Comparing>) -> u32 {
        if let Some(comparing) = comparing {
            let keys = comparing.keyer.keys(record, comparing.markup);
            keys.write(&mut self.bytes);
            let id = record.id.as_bytes();
            self.bytes.extend((id.len() as u32).to_le_bytes());
            self.bytes.extend_from_slice(id);
        }
        self.len += 1;
        self.len - 1
    }
}

/// The pairs of two locales.
pub(in crate::export) struct DedupStore {
    spill: SpillFile,
    /// How many there are.
    pub len: u64,
}

/// What was found about the pairs of two locales.
#[derive(Default)]
pub(in crate::export) struct Judged {
    verdicts: Vec<Verdict>,
    pub repeats: Repeats,
    /// The pairs that others repeat, by number, and where the id of each ends in `ids`.
    firsts: Vec<(u32, u32)>,
    ids: String,
}

impl DedupStore {
    /// A store that keeps in this file what is not in memory.
    pub fn at(path: PathBuf) -> Self {
        Self {
            spill: SpillFile::new(path),
            len: 0,
        }
    }

    /// Appends what is compared of some pairs. The caller counts the pairs in `len`.
    pub fn append(&mut self, keys: &[u8], limit: usize) -> io::Result<()> {
        self.spill.append(keys, limit)
    }

    /// Judges all pairs.
    pub fn judge(&self, settings: DedupSettings) -> io::Result<Judged> {
        let keys = || {
            let mut entries = self.read()?;
            let next = move || entries.next().transpose();
            Ok::<_, io::Error>(std::iter::from_fn(next))
        };
        let (verdicts, repeats) = judge(self.len as usize, keys, settings)?;
        let mut judged = Judged {
            verdicts,
            repeats,
            ..Judged::default()
        };
        judged.name_firsts(self.read()?)?;
        Ok(judged)
    }

    fn read(&self) -> io::Result<Reader<impl BufRead>> {
        Ok(Reader {
            from: self.spill.read()?,
            left: self.len,
            id: Vec::new(),
        })
    }
}

/// Reads the pairs of two locales one after the other.
struct Reader<R> {
    from: R,
    left: u64,
    /// The id of the pair read last.
    id: Vec<u8>,
}

impl<R: BufRead> Reader<R> {
    fn next(&mut self) -> io::Result<Option<Keys>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        // Mostly the whole entry is in the buffer.
        if let Some((keys, rest)) = self.from.fill_buf()?.split_first_chunk()
            && let Some((len, rest)) = rest.split_first_chunk()
            && let Some(id) = rest.get(..u32::from_le_bytes(*len) as usize)
        {
            let keys = Keys::read(keys);
            self.id.clear();
            self.id.extend_from_slice(id);
            self.from
                .consume(Keys::SIZE + size_of::<u32>() + self.id.len());
            return Ok(Some(keys));
        }
        let (mut keys, mut len) = ([0; Keys::SIZE], [0; 4]);
        self.from.read_exact(&mut keys)?;
        self.from.read_exact(&mut len)?;
        self.id.resize(u32::from_le_bytes(len) as usize, 0);
        self.from.read_exact(&mut self.id)?;
        Ok(Some(Keys::read(&keys)))
    }
}

impl Judged {
    /// What was found about a pair.
    pub fn verdict(&self, number: u32) -> Verdict {
        let found = self.verdicts.get(number as usize).copied();
        found.unwrap_or_else(|| Verdict::alone(number))
    }

    /// The id of the pair that a pair repeats, if it repeats one.
    pub fn duplicate_of(&self, number: u32) -> Option<&str> {
        let first = self.verdict(number).first;
        if first == number {
            return None;
        }
        let index = self.firsts.binary_search_by_key(&first, |f| f.0).ok()?;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.firsts[before].1);
        self.ids.get(start as usize..self.firsts[index].1 as usize)
    }

    /// Keeps the ids of the pairs that others repeat.
    fn name_firsts(&mut self, mut entries: Reader<impl BufRead>) -> io::Result<()> {
        let repeats = (0..)
            .zip(&self.verdicts)
            .filter(|(n, v)| v.first != *n && !v.dropped);
        let mut firsts: Vec<u32> = repeats.map(|(_, verdict)| verdict.first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let mut number = 0;
        for first in firsts {
            while number <= first {
                entries.next()?;
                number += 1;
            }
            self.ids.push_str(&String::from_utf8_lossy(&entries.id));
            self.firsts.push((first, self.ids.len() as u32));
        }
        Ok(())
    }
}
