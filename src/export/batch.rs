//! The rendered output of one article, made on any thread, appended to the files in order.

use std::fmt;

use super::{Exporter, Settings};
use crate::model::{Locale, Record, Unaligned};

/// Which file bytes belong to: a locale pair's or, without one, that of all locales.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey {
    /// Source and target locale; `None` for a file of all locales.
    pub pair: Option<(Locale, Locale)>,
    /// The rest of the name.
    pub ending: Ending,
}

/// What the name of a file ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ending {
    /// Itself, such as `.HT.tmx`.
    Fixed(&'static str),
    /// A dot and the source locale.
    Source,
    /// A dot and the target locale.
    Target,
    /// A folder before the name, and the end of the name.
    Within(&'static str, &'static str),
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ending::Within(folder, _) = self.ending {
            write!(f, "{folder}/")?;
        }
        if let Some((source, target)) = &self.pair {
            write!(f, "{source}_{target}")?;
        }
        match (self.ending, &self.pair) {
            (Ending::Fixed(end) | Ending::Within(_, end), _) => f.write_str(end),
            (Ending::Source, Some((locale, _))) | (Ending::Target, Some((_, locale))) => {
                write!(f, ".{locale}")
            }
            (Ending::Source | Ending::Target, None) => Ok(()),
        }
    }
}

/// The bytes one exporter made of an article, cut by file.
#[derive(Debug, Default)]
pub struct Chunks {
    /// In the order they are to be appended; one file may come several times.
    pub(super) parts: Vec<(FileKey, Vec<u8>)>,
    /// Characters left out because the format cannot hold them.
    pub(super) stripped: u64,
    /// Pairs left out because nothing is left of one side without its markup.
    pub(super) empty: u64,
}

impl Chunks {
    /// How many chunks back the wanted file may be: no format writes more files at a time.
    const REACH: usize = 3;

    /// Where to write for a file of a locale pair whose name ends like this.
    pub fn pair(&mut self, source: &Locale, target: &Locale, end: &'static str) -> &mut Vec<u8> {
        self.file(source, target, Ending::Fixed(end))
    }

    /// Where to write for a file of a locale pair.
    pub fn file(&mut self, source: &Locale, target: &Locale, ending: Ending) -> &mut Vec<u8> {
        let near = self.parts.len().saturating_sub(Self::REACH);
        let found = self.parts[near..].iter().rposition(|(key, _)| {
            key.ending == ending && matches!(&key.pair, Some((s, t)) if s == source && t == target)
        });
        let index = found.map_or(self.parts.len(), |i| near + i);
        if found.is_none() {
            let pair = Some((source.clone(), target.clone()));
            self.parts.push((FileKey { pair, ending }, Vec::new()));
        }
        &mut self.parts[index].1
    }

    /// Where to write for a file of all locales.
    pub fn whole(&mut self, name: &'static str) -> &mut Vec<u8> {
        let ending = Ending::Fixed(name);
        if !matches!(self.parts.last(), Some((key, _)) if key.pair.is_none() && key.ending == ending)
        {
            self.parts
                .push((FileKey { pair: None, ending }, Vec::new()));
        }
        let last = self.parts.len() - 1;
        &mut self.parts[last].1
    }
}

/// The rendered output of one article in all formats.
pub struct Batch {
    pub(super) exporters: Vec<(Box<dyn Exporter>, Chunks)>,
    pub(super) too_long: u64,
    max_chars: usize,
    unaligned: bool,
}

impl Batch {
    /// An empty batch, for the pairs of one article.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let exporters = super::exports::exporters(settings);
        Self {
            exporters: exporters
                .into_iter()
                .map(|e| (e, Chunks::default()))
                .collect(),
            too_long: 0,
            max_chars: settings.max_chars.unwrap_or(usize::MAX),
            unaligned: settings.unaligned,
        }
    }

    /// Renders one pair. The pairs of an article come together, locale pair by locale pair, in the order of the text.
    pub fn pair(&mut self, record: &Record<'_>) {
        if [&record.source, &record.target]
            .iter()
            .any(|side| is_long(&side.text, self.max_chars))
        {
            self.too_long += 1;
            return;
        }
        for (exporter, chunks) in &mut self.exporters {
            exporter.pair(record, chunks);
        }
    }

    /// Whether units without partner are written or counted, so that [`Batch::unaligned`] is worth calling.
    #[must_use]
    pub fn wants_unaligned(&self) -> bool {
        self.unaligned || self.exporters.iter().any(|(e, _)| e.counts_unaligned())
    }

    /// Renders a unit without partner, in the formats that want such. They come between the pairs of their locale pair, where
    /// they stand in the text.
    pub fn unaligned(&mut self, unit: &Unaligned<'_>) {
        let asked = self.unaligned;
        let mut wanted = self
            .exporters
            .iter_mut()
            .filter(|(e, _)| asked || e.counts_unaligned())
            .peekable();
        if wanted.peek().is_none() {
            return;
        }
        if is_long(&unit.side.text, self.max_chars) {
            self.too_long += 1;
            return;
        }
        for (exporter, chunks) in wanted {
            exporter.unaligned(unit, chunks);
        }
    }

    /// The article is over: renders what was gathered. To be called once, after the last pair.
    pub fn end(&mut self) {
        for (exporter, chunks) in &mut self.exporters {
            exporter.end(chunks);
        }
    }
}

fn is_long(text: &str, max_chars: usize) -> bool {
    text.len() > max_chars && text.chars().count() > max_chars
}
