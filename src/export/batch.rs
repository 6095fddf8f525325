//! The rendered output of one article, made on any thread, appended to the files in order.

use std::fmt;

use super::{Exporter, Settings};
use crate::model::{Locale, Record};

/// Which file bytes belong to: a locale pair's or, without one, that of all locales.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey {
    /// Source and target locale; `None` for a file of all locales.
    pub pair: Option<(Locale, Locale)>,
    /// The rest of the name, such as `.HT.tmx`.
    pub suffix: &'static str,
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((source, target)) = &self.pair {
            write!(f, "{source}_{target}")?;
        }
        f.write_str(self.suffix)
    }
}

/// The bytes one exporter made of an article, cut by file.
#[derive(Debug, Default)]
pub struct Chunks {
    /// In the order they are to be appended; one file may come several times.
    pub(super) parts: Vec<(FileKey, Vec<u8>)>,
    /// Characters left out because the format cannot hold them.
    pub(super) stripped: u64,
}

impl Chunks {
    /// How many chunks back the wanted file may be: no format writes more files at a time.
    const REACH: usize = 3;

    /// Where to write for a file of a locale pair.
    pub fn pair(&mut self, source: &Locale, target: &Locale, suffix: &'static str) -> &mut Vec<u8> {
        let near = self.parts.len().saturating_sub(Self::REACH);
        let found = self.parts[near..].iter().rposition(|(key, _)| {
            key.suffix == suffix && matches!(&key.pair, Some((s, t)) if s == source && t == target)
        });
        let pair = || Some((source.clone(), target.clone()));
        self.at(found.map(|i| near + i), pair, suffix)
    }

    /// Where to write for a file of all locales.
    pub fn whole(&mut self, name: &'static str) -> &mut Vec<u8> {
        let found = self
            .parts
            .iter()
            .rposition(|(key, _)| key.pair.is_none() && key.suffix == name);
        self.at(found, || None, name)
    }

    fn at(
        &mut self,
        found: Option<usize>,
        pair: impl FnOnce() -> Option<(Locale, Locale)>,
        suffix: &'static str,
    ) -> &mut Vec<u8> {
        let index = found.unwrap_or_else(|| {
            self.parts.push((
                FileKey {
                    pair: pair(),
                    suffix,
                },
                Vec::new(),
            ));
            self.parts.len() - 1
        });
        &mut self.parts[index].1
    }
}

/// The rendered output of one article in all formats.
pub struct Batch {
    pub(super) exporters: Vec<(Box<dyn Exporter>, Chunks)>,
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
        }
    }

    /// Renders one pair. The pairs of an article come together, locale pair by locale pair, in the order of the text.
    pub fn pair(&mut self, record: &Record<'_>) {
        for (exporter, chunks) in &mut self.exporters {
            exporter.pair(record, chunks);
        }
    }

    /// The article is over: renders what was gathered. To be called once, after the last pair.
    pub fn end(&mut self) {
        for (exporter, chunks) in &mut self.exporters {
            exporter.end(chunks);
        }
    }
}
