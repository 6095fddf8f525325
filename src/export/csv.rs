//! Comma-separated values as RFC 4180 has them: CRLF between records, quotes where they are needed.
//!
//! Spreadsheets run cells that begin like a formula. The guard against that changes text, so that it is only
//! there for Excel, which also needs a byte order mark to read UTF-8.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use csv::{Terminator, Writer, WriterBuilder};

use super::row::{Columns, Row};
use super::{Chunks, Exporter, FileKey, Late, Settings};
use crate::model::{Record, TranslationType, Unaligned};

const HEADER: &str = "id,document,index,kind,context,source_locale,target_locale,source,target,source_span,\
    target_span,source_line,target_line,translation_type,source_translation_type,target_translation_type,\
    source_hash,target_hash,same_version,bead,score";
const ORIGIN_HEADER: &str = ",source_commit,source_path";
const PAST_HEADER: &str = ",target_commit,target_path";
const MARKUP_HEADER: &str = ",source_markup,target_markup";
const LATE_HEADER: &str = ",flags,duplicate_of";
const END: &[u8] = b"\r\n";
const TAKES_ALL: &str = "a buffer takes all";

/// Writes the columns of JSONL as comma-separated values.
pub(super) struct Csv {
    columns: Columns,
    excel: bool,
    context: String,
    records: Records,
}

impl Csv {
    pub fn new(settings: &Settings) -> Self {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        Self {
            columns: Columns::of(settings),
            excel: settings.excel,
            context: String::new(),
            records: Records {
                guarded: settings.excel,
                writer,
                cell: String::new(),
            },
        }
    }
}

impl Exporter for Csv {
    fn is_lines(&self) -> bool {
        true
    }

    fn head(&self, _file: &FileKey, out: &mut Vec<u8>) {
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        out.extend_from_slice(HEADER.as_bytes());
        if self.columns.aligner {
            out.extend_from_slice(b",aligner");
        }
        if self.columns.parents {
            out.extend_from_slice(b",parent");
        }
        if self.columns.origins {
            out.extend_from_slice(ORIGIN_HEADER.as_bytes());
        }
        if self.columns.past {
            out.extend_from_slice(PAST_HEADER.as_bytes());
        }
        if self.columns.markup {
            out.extend_from_slice(MARKUP_HEADER.as_bytes());
        }
        if self.columns.reasons {
            out.extend_from_slice(b",reasons");
        }
        out.extend_from_slice(LATE_HEADER.as_bytes());
        out.extend_from_slice(END);
    }

    fn late(&self, _file: &FileKey, late: &Late<'_>, out: &mut Vec<u8>) {
        end(late, out);
    }

    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let row = Row::pair(record, self.columns, &mut self.context);
        self.records.write(
            &row,
            out.pair(record.source.locale, record.target.locale, ".csv"),
        );
        out.late();
    }

    fn unaligned(&mut self, unit: &Unaligned<'_>, out: &mut Chunks) {
        let row = Row::unaligned(unit, self.columns, &mut self.context);
        let (source, target) = unit.locales();
        let out = out.pair(source, target, ".csv");
        self.records.write(&row, out);
        end(&Late::default(), out);
    }
}

/// Writes the cells that are known late, and ends the record. No name of a flag and no id needs quotes.
fn end(late: &Late<'_>, out: &mut Vec<u8>) {
    let id = late.duplicate_of.unwrap_or_default();
    out.extend_from_slice(format!(",{},{id}", late.flags).as_bytes());
    out.extend_from_slice(END);
}

/// A cell, which Excel would take for a formula unless it is guarded.
pub(super) fn guarded(text: &str, guard: bool) -> Cow<'_, str> {
    if guard && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Records of comma-separated values.
struct Records {
    guarded: bool,
    /// Gathers the article; what is new is copied out after each record.
    writer: Writer<Vec<u8>>,
    cell: String,
}

impl Records {
    /// Writes a record up to what is said of it late.
    fn write(&mut self, row: &Row<'_>, out: &mut Vec<u8>) {
        // Nothing is buffered between records; a long one is passed on before it ends.
        let before = self.writer.get_ref().len();
        let name = |t: Option<TranslationType>| t.map(TranslationType::as_str);
        self.text(row.id);
        self.text(row.document);
        self.value(Some(row.index));
        self.text(row.kind.as_str());
        self.text(row.context);
        self.text(row.source_locale);
        self.text(row.target_locale);
        self.text(row.source.unwrap_or_default());
        self.text(row.target.unwrap_or_default());
        self.value(row.source_span);
        self.value(row.target_span);
        self.value(row.source_line);
        self.value(row.target_line);
        self.text(row.translation_type.as_str());
        self.text(name(row.source_translation_type).unwrap_or_default());
        self.text(name(row.target_translation_type).unwrap_or_default());
        self.text(row.source_hash.unwrap_or_default());
        self.text(row.target_hash.unwrap_or_default());
        self.value(row.same_version);
        self.value(Some(row.bead));
        self.value(row.score);
        if let Some(aligner) = row.aligner {
            self.text(aligner);
        }
        if let Some(parent) = row.parent {
            self.text(parent);
        }
        if let Some(origin) = &row.origin {
            self.text(origin.source_commit.unwrap_or_default());
            self.text(origin.source_path.unwrap_or_default());
        }
        if let Some(past) = &row.past {
            self.text(past.target_commit.unwrap_or_default());
            self.text(past.target_path.unwrap_or_default());
        }
        if let Some(markup) = &row.markup {
            self.text(markup.source_markup.unwrap_or_default());
            self.text(markup.target_markup.unwrap_or_default());
        }
        if let Some(reasons) = row.reasons {
            self.text(reasons);
        }
        self.writer.write_record(None::<&[u8]>).expect(TAKES_ALL);
        self.writer.flush().expect(TAKES_ALL);
        let record = &self.writer.get_ref()[before..];
        out.extend_from_slice(record.strip_suffix(END).unwrap_or(record));
    }

    fn text(&mut self, text: &str) {
        let written = self.writer.write_field(&*guarded(text, self.guarded));
        written.expect(TAKES_ALL);
    }

    fn value(&mut self, value: Option<impl Display>) {
        self.cell.clear();
        if let Some(value) = value {
            write!(self.cell, "{value}").expect(TAKES_ALL);
        }
        self.writer.write_field(&self.cell).expect(TAKES_ALL);
    }
}
