//! Fills the file that a translation tool extracted from the originals with the translations that exist already.
//!
//! A template is read as entries: texts that wait for a translation, and where it belongs. The translations come from the
//! pairs of a corpus (`translations`) and from a memory (`memory`). The template is changed by edits, so that all else in
//! it stays as it is, byte for byte.

mod entry;
mod error;
mod memory;
mod po;
mod report;
mod target;
mod template_units;
mod translations;
mod xliff;
mod xml;

pub use error::FillError;
pub use memory::Memory;
pub use report::Report;
pub use translations::Translations;

use entry::{Edit, Entry, Found};

use crate::segment::SegmentSettings;

/// Where translations come from, and which of them are marked as doubtful.
#[derive(Debug)]
pub struct Filler {
    /// Translations of the corpus.
    pub translations: Translations,
    /// A translation memory, for what the corpus lacks.
    pub memory: Option<Memory>,
    /// Translations with a lower score are marked as fuzzy (PO) or for review (XLIFF).
    pub sure: f32,
    /// The target locale, for a file that does not name it.
    pub locale: String,
    /// How the texts of the template are read: as the files of the corpus are.
    pub segment: SegmentSettings,
    /// Similarity from which a text of the memory is used for another one, in [0, 1].
    pub fuzzy: f32,
}

impl Filler {
    /// Fills a template: PO, POT, XLIFF 1.2 or XLIFF 2. Entries that have a translation are left as they are.
    ///
    /// # Errors
    /// When the file is none of these, or is broken.
    pub fn fill(&self, template: &str) -> Result<(String, Report), FillError> {
        let is_xml = template
            .trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t'])
            .starts_with('<');
        let tokens = match is_xml {
            true => xml::tokens(template)?,
            false => Vec::new(),
        };
        let entries = match is_xml {
            true => xliff::entries(template, &tokens)?,
            false => po::entries(template)?,
        };
        let mut report = Report::default();
        let mut edits = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            let neighbours = [number.checked_sub(1), Some(number + 1)]
                .map(|other| other.and_then(|other| entries.get(other)));
            let found = self.find(entry, neighbours);
            report.add(entry, found.as_ref());
            let Some(found) = found else {
                continue;
            };
            match is_xml {
                true => edits.extend(xliff::edits(entry, &found, template)),
                false => edits.extend(po::edits(template, entry, &found)),
            }
        }
        if !edits.is_empty() {
            match is_xml {
                true => edits.extend(xliff::language(template, &tokens, &self.locale)),
                false => edits.extend(po::header(template, &self.locale)),
            }
        }
        Ok((apply(template, edits), report))
    }

    /// The translation of an entry; `None` for one that has a translation, and where none is known.
    fn find(&self, entry: &Entry, neighbours: [Option<&Entry>; 2]) -> Option<Found> {
        if !entry.is_empty {
            return None;
        }
        let found = self.translations.find(entry, self.sure, &self.segment);
        found.or_else(|| {
            let [before, after] = neighbours.map(|entry| entry.map(|entry| &*entry.text));
            let memory = self.memory.as_ref()?;
            memory.find(entry, before, after, self.fuzzy)
        })
    }
}

/// A text with edits, which do not overlap.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len() + 1024);
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    out
}
