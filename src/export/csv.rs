//! Comma-separated values as RFC 4180 has them: CRLF between records, quotes where they are needed.
//!
//! Spreadsheets run cells that begin like a formula. The guard against that changes text, so that it is only
//! there for Excel, which also needs a byte order mark to read UTF-8.

use csv::{Terminator, Writer, WriterBuilder};

use super::row::{join, rounded};
use super::{Chunks, Exporter, FileKey, Settings};
use crate::model::{Record, TranslationType};

const COLUMNS: [&str; 21] = [
    "id",
    "document",
    "index",
    "kind",
    "context",
    "source_locale",
    "target_locale",
    "source",
    "target",
    "source_span",
    "target_span",
    "source_line",
    "target_line",
    "translation_type",
    "source_translation_type",
    "target_translation_type",
    "source_hash",
    "target_hash",
    "same_version",
    "bead",
    "score",
];

/// Writes the columns of JSONL as comma-separated values.
pub(super) struct Csv {
    excel: bool,
    /// Gathers the article; what is new is copied out after each record.
    writer: Writer<Vec<u8>>,
    cell: String,
}

impl Csv {
    pub fn new(settings: &Settings) -> Self {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        Self {
            excel: settings.excel,
            writer,
            cell: String::new(),
        }
    }

    fn cell(&mut self, text: &str) {
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let written = if self.excel && formula {
            self.cell.clear();
            self.cell.push('\'');
            self.cell.push_str(text);
            self.writer.write_field(&self.cell)
        } else {
            self.writer.write_field(text)
        };
        written.expect(TAKES_ALL);
    }

    fn number(&mut self, value: impl std::fmt::Display) {
        use std::fmt::Write as _;
        self.cell.clear();
        write!(self.cell, "{value}").expect(TAKES_ALL);
        self.writer.write_field(&self.cell).expect(TAKES_ALL);
    }

    /// Ends the record and copies it out.
    fn end_record(&mut self, out: &mut Vec<u8>) {
        let before = self.writer.get_ref().len();
        self.writer.write_record(None::<&[u8]>).expect(TAKES_ALL);
        self.writer.flush().expect(TAKES_ALL);
        out.extend_from_slice(&self.writer.get_ref()[before..]);
    }
}

const TAKES_ALL: &str = "a buffer takes all";

impl Exporter for Csv {
    fn head(&self, _file: &FileKey, out: &mut Vec<u8>) {
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        out.extend_from_slice(COLUMNS.join(",").as_bytes());
        out.extend_from_slice(b"\r\n");
    }

    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let (source, target) = (&record.source, &record.target);
        let translation_type = |t: Option<TranslationType>| t.map_or("", TranslationType::as_str);
        let mut context = String::new();
        join(record.context, &mut context);
        self.cell(&record.id);
        self.cell(record.document);
        self.number(record.index);
        self.cell(record.kind.as_str());
        self.cell(&context);
        self.cell(source.locale.as_str());
        self.cell(target.locale.as_str());
        self.cell(&source.text);
        self.cell(&target.text);
        self.number(format_args!("[{},{}]", source.span.start, source.span.end));
        self.number(format_args!("[{},{}]", target.span.start, target.span.end));
        self.number(source.line);
        self.number(target.line);
        self.cell(record.translation_type.as_str());
        self.cell(translation_type(source.translation_type));
        self.cell(translation_type(target.translation_type));
        self.cell(source.hash.unwrap_or_default());
        self.cell(target.hash.unwrap_or_default());
        self.number(record.same_version);
        self.number(record.bead);
        self.number(rounded(record.score));
        self.end_record(out.pair(source.locale, target.locale, ".csv"));
    }
}
