//! JSON Lines: one object a pair, for programs.

use super::row::{Columns, Row};
use super::{Chunks, Exporter, FileKey, Late, Settings};
use crate::model::{Record, Unaligned};

/// Writes one JSON object a line.
pub(super) struct Jsonl {
    columns: Columns,
    context: String,
}

impl Jsonl {
    pub fn new(settings: &Settings) -> Self {
        Self {
            columns: Columns::of(settings),
            context: String::new(),
        }
    }
}

/// Writes a row as a line of JSON, up to what is said of it late.
pub(super) fn begin(row: &Row<'_>, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, row)
        .expect("text and numbers become JSON, and a buffer takes all");
    let brace = out.pop();
    debug_assert_eq!(brace, Some(b'}'));
}

/// Writes the rest of the line.
pub(super) fn end(late: &Late<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"flags\":[");
    for (index, flag) in late.flags.iter().enumerate() {
        out.extend_from_slice(if index > 0 { &b",\""[..] } else { b"\"" });
        out.extend_from_slice(flag.as_str().as_bytes());
        out.push(b'"');
    }
    out.extend_from_slice(b"],\"duplicate_of\":");
    serde_json::to_writer(&mut *out, &late.duplicate_of).expect("a buffer takes all");
    out.extend_from_slice(b"}\n");
}

impl Exporter for Jsonl {
    fn is_lines(&self) -> bool {
        true
    }

    fn late(&self, _file: &FileKey, late: &Late<'_>, out: &mut Vec<u8>) {
        end(late, out);
    }

    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let row = Row::pair(record, self.columns, &mut self.context);
        begin(
            &row,
            out.pair(record.source.locale, record.target.locale, ".jsonl"),
        );
        out.late();
    }

    fn unaligned(&mut self, unit: &Unaligned<'_>, out: &mut Chunks) {
        let row = Row::unaligned(unit, self.columns, &mut self.context);
        let (source, target) = unit.locales();
        let out = out.pair(source, target, ".jsonl");
        begin(&row, out);
        end(&Late::default(), out);
    }
}
