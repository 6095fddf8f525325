//! JSON Lines: one object a pair, for programs.

use super::row::{Columns, Row};
use super::{Chunks, Exporter, Settings};
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

/// Writes a row as one line of JSON.
pub(super) fn write(row: &Row<'_>, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, row)
        .expect("text and numbers become JSON, and a buffer takes all");
    out.push(b'\n');
}

impl Exporter for Jsonl {
    fn is_lines(&self) -> bool {
        true
    }

    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let row = Row::pair(record, self.columns, &mut self.context);
        write(
            &row,
            out.pair(record.source.locale, record.target.locale, ".jsonl"),
        );
    }

    fn unaligned(&mut self, unit: &Unaligned<'_>, out: &mut Chunks) {
        let row = Row::unaligned(unit, self.columns, &mut self.context);
        let (source, target) = unit.locales();
        write(&row, out.pair(source, target, ".jsonl"));
    }
}
