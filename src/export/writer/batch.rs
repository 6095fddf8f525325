//! Renders the pairs of one article in all formats, on any thread.

use super::article_output::{ArticleOutput, BUFFERED};
use super::dedup_store::{Comparing, Entries};
use super::render_buffer::{Owner, RenderBuffer};
use crate::export::formats::exporters;
use crate::export::settings::SplitShares;
use crate::export::text_limits::{Breach, TextLimits};
use crate::export::{Exporter, Settings};
use crate::model::{Flags, Pair, UnalignedUnit};

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
        for (index, (exporter, buffer)) in self.exporters.iter_mut().enumerate() {
            loop {
                let has_more = exporter.end(buffer);
                buffer.end_section(Owner::File, Flags::NONE);
                self.output.add_rendered(index, &**exporter, buffer);
                if !has_more {
                    break;
                }
            }
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
