//! Tab-separated values in the order that Bitextor and the tools around it read: where, where, text, text, score.
//!
//! There are no quotes in this format: what would end a line or a column inside a text is a space.

use super::columns::rounded;
use super::single_line;
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer};
use crate::model::{Locale, Pair, PairSide, UnalignedUnit};

const HEADER: &str = "src_url\ttrg_url\tsrc_text\ttrg_text\tscore\ttranslation_type\tsrc_hash\ttrg_hash\t\
    src_span\ttrg_span\tkind\tindex\tid\tflags\tduplicate_of\n";

/// Writes tab-separated values.
pub(super) struct Tsv;

impl Exporter for Tsv {
    fn is_compressed(&self, _name: &str) -> bool {
        true
    }

    fn header(&self, _file: &FileKey, out: &mut Vec<u8>) {
        out.extend_from_slice(HEADER.as_bytes());
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        single_line::end(deferred, out);
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let row = Row {
            locales: [&record.source.locale, &record.target.locale],
            sides: [Some(&record.source), Some(&record.target)],
            document: &record.document,
            score: rounded(record.score).to_string(),
            translation_type: record.translation_type.as_str(),
            place: [record.kind.as_str(), &record.index.to_string(), &record.id],
        };
        row.write(out);
        out.defer();
    }

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let (source, target) = unit.locales();
        let row = Row {
            locales: [source, target],
            sides: if unit.is_source {
                [Some(&unit.side), None]
            } else {
                [None, Some(&unit.side)]
            },
            document: &unit.document,
            score: String::new(),
            translation_type: unit.side.translation_type.unwrap_or_default().as_str(),
            place: [unit.kind.as_str(), &unit.index.to_string(), &unit.id],
        };
        single_line::end(&Deferred::default(), row.write(out));
    }
}

struct Row<'a> {
    locales: [&'a Locale; 2],
    sides: [Option<&'a PairSide>; 2],
    document: &'a str,
    score: String,
    translation_type: &'a str,
    /// Kind, order in the article, id.
    place: [&'a str; 3],
}

impl Row<'_> {
    /// Writes the row up to what is said of it late.
    fn write<'o>(&self, out: &'o mut RenderBuffer) -> &'o mut Vec<u8> {
        let [source, target] = self.locales;
        let out = out.pair(source, target, ".tsv");
        let mut cell = |text: &str| {
            single_line::push(text, out);
            out.push(b'\t');
        };
        for locale in self.locales {
            cell(&format!("{locale}/{}", self.document));
        }
        for side in self.sides {
            cell(side.map_or("", |s| &s.text));
        }
        cell(&self.score);
        cell(self.translation_type);
        for side in self.sides {
            cell(side.and_then(|s| s.hash.as_deref()).unwrap_or_default());
        }
        for side in self.sides {
            cell(&side.map_or_else(String::new, |s| format!("{}-{}", s.span.start, s.span.end)));
        }
        self.place.into_iter().for_each(&mut cell);
        out.pop();
        out
    }
}
