//! The rendered output of one article, made on any thread, appended to the files in order.

use super::dedup_store::{Comparing, Entries};
use super::render_buffer::{Owner, RenderBuffer};
use crate::export::{Exporter, Settings};
use crate::model::{Flags, Pair, UnalignedUnit};

/// The rendered output of one article in all formats.
pub struct Batch {
    pub(super) exporters: Vec<(Box<dyn Exporter>, RenderBuffer)>,
    pub(super) too_long: u64,
    /// What is compared of the pairs, by their locales.
    pub(super) entries: Vec<Entries>,
    comparing: Option<Comparing>,
    max_chars: usize,
    unaligned: bool,
}

impl Batch {
    /// An empty batch, for the pairs of one article.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let exporters = super::exporters(settings);
        Self {
            exporters: exporters
                .into_iter()
                .map(|e| (e, RenderBuffer::default()))
                .collect(),
            too_long: 0,
            entries: Vec::new(),
            comparing: Comparing::new(settings),
            max_chars: settings.max_chars.unwrap_or(usize::MAX),
            unaligned: settings.unaligned,
        }
    }

    /// Renders one pair. The pairs of an article come together, locale pair by locale pair, in the order of the text.
    pub fn pair(&mut self, record: &Pair) {
        if [&record.source, &record.target]
            .iter()
            .any(|side| is_long(&side.text, self.max_chars))
        {
            self.too_long += 1;
            return;
        }
        let number = self.note(record);
        for (exporter, buffer) in &mut self.exporters {
            exporter.pair(record, buffer);
            buffer.end_section(Owner::Pair(number), record.flags);
        }
    }

    /// Takes note of what is compared of a pair; gives its number among those of its locales.
    fn note(&mut self, record: &Pair) -> u32 {
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

    /// Renders a unit without partner, in the formats that want such. They come between the pairs of their locale pair, where
    /// they stand in the text.
    pub fn unaligned(&mut self, unit: &UnalignedUnit) {
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
        for (exporter, buffer) in wanted {
            exporter.unaligned(unit, buffer);
            buffer.end_section(Owner::File, Flags::NONE);
        }
    }

    /// The article is over: renders what was gathered. To be called once, after the last pair.
    pub fn end(&mut self) {
        for (exporter, buffer) in &mut self.exporters {
            exporter.end(buffer);
            buffer.end_section(Owner::File, Flags::NONE);
        }
    }
}

fn is_long(text: &str, max_chars: usize) -> bool {
    text.len() > max_chars && text.chars().count() > max_chars
}
