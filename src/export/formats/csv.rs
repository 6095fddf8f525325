//! Comma-separated values as in RFC 4180: CRLF between records, quotes where they are needed.
//!
//! Spreadsheets execute cells that begin like a formula. The guard against that changes the text, so it is only used
//! for Excel, which also needs a byte order mark to read UTF-8.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use csv::{Terminator, Writer, WriterBuilder};

use super::columns::{Cell, Columns, DEFERRED, Row};
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Pair, UnalignedUnit};

const END: &[u8] = b"\r\n";
/// Bytes that the writer may have collected.
const COLLECTED: usize = 64 << 10;
const CANNOT_FAIL: &str = "writing to a buffer cannot fail";

/// Writes the columns of JSONL as comma-separated values.
pub(super) struct Csv {
    columns: Columns,
    excel: bool,
    context: String,
    records: RecordWriter,
}

impl Csv {
    pub fn new(settings: &Settings) -> Self {
        Self {
            columns: Columns::new(settings),
            excel: settings.excel,
            context: String::new(),
            records: RecordWriter::new(settings.excel),
        }
    }
}

impl Exporter for Csv {
    fn is_compressed(&self, _name: &str) -> bool {
        true
    }

    fn header(&self, _file: &FileKey, out: &mut Vec<u8>) {
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        for column in &self.columns.list {
            out.extend_from_slice(column.name.as_bytes());
            out.push(b',');
        }
        let deferred = DEFERRED.map(|column| column.0).join(",");
        out.extend_from_slice(deferred.as_bytes());
        out.extend_from_slice(END);
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        end(deferred, out);
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let row = Row::pair(record, self.columns.style, &mut self.context);
        let bytes = out.pair(&record.source.locale, &record.target.locale, ".csv");
        self.records.write(&row, &self.columns, bytes);
        out.defer();
    }

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let row = Row::unaligned(unit, self.columns.style, &mut self.context);
        let (source, target) = unit.locales();
        let out = out.pair(source, target, ".csv");
        self.records.write(&row, &self.columns, out);
        end(&Deferred::default(), out);
    }
}

/// Writes the deferred cells and ends the record. Names of flags and ids need no quotes.
fn end(deferred: &Deferred<'_>, out: &mut Vec<u8>) {
    let id = deferred.duplicate_of.unwrap_or_default();
    out.extend_from_slice(format!(",{},{id}", deferred.flags).as_bytes());
    out.extend_from_slice(END);
}

/// A cell that Excel does not take for a formula if `guard` is set.
pub(super) fn guarded(text: &str, guard: bool) -> Cow<'_, str> {
    if guard && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes records of comma-separated values.
struct RecordWriter {
    guard: bool,
    /// Collects records; each new one is copied out. It is replaced from time to time, because it never shrinks.
    writer: Writer<Vec<u8>>,
    cell: String,
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new())
}

impl RecordWriter {
    fn new(guard: bool) -> Self {
        Self {
            guard,
            writer: writer(),
            cell: String::new(),
        }
    }

    /// Writes a record up to its deferred columns.
    fn write(&mut self, row: &Row<'_>, columns: &Columns, out: &mut Vec<u8>) {
        if self.writer.get_ref().len() > COLLECTED {
            self.writer = writer();
        }
        // Nothing is buffered between records, but a long record is passed on before it ends.
        let before = self.writer.get_ref().len();
        for column in &columns.list {
            match column.cell(row) {
                Cell::Missing => self.text(""),
                Cell::Text(text) => self.text(&text),
                Cell::Integer(number) => self.value(number),
                Cell::Real(number) => self.value(number),
                Cell::Truth(truth) => self.value(truth),
                Cell::Span(start, end) => self.value(format_args!("[{start},{end}]")),
            }
        }
        self.writer.write_record(None::<&[u8]>).expect(CANNOT_FAIL);
        self.writer.flush().expect(CANNOT_FAIL);
        let record = &self.writer.get_ref()[before..];
        out.extend_from_slice(record.strip_suffix(END).unwrap_or(record));
    }

    fn text(&mut self, text: &str) {
        let written = self.writer.write_field(&*guarded(text, self.guard));
        written.expect(CANNOT_FAIL);
    }

    fn value(&mut self, value: impl Display) {
        self.cell.clear();
        write!(self.cell, "{value}").expect(CANNOT_FAIL);
        self.writer.write_field(&self.cell).expect(CANNOT_FAIL);
    }
}
