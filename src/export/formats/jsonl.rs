//! JSON Lines: one object per pair, for programs.
//!
//! No value is null: programs find out the types of the columns from the first rows, and a column that is null there
//! and a text later fails. What is missing is an empty text, 0, false, or `[0,0]`.

use serde::Serialize;

use super::columns::{Cell, CellType, Columns, DEFERRED, Row};
use crate::export::{Deferred, Exporter, FileKey, RenderBuffer, Settings};
use crate::model::{Pair, UnalignedUnit};

/// Writes one JSON object per line.
pub(super) struct Jsonl {
    columns: Columns,
    context: String,
}

impl Jsonl {
    pub fn new(settings: &Settings) -> Self {
        Self {
            columns: Columns::new(settings),
            context: String::new(),
        }
    }
}

impl Exporter for Jsonl {
    fn is_compressed(&self, _name: &str) -> bool {
        true
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        end(deferred, out);
    }

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let row = Row::pair(record, self.columns.style, &mut self.context);
        let bytes = out.pair(&record.source.locale, &record.target.locale, ".jsonl");
        begin(&row, &self.columns, bytes);
        out.defer();
    }

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let row = Row::unaligned(unit, self.columns.style, &mut self.context);
        let (source, target) = unit.locales();
        let out = out.pair(source, target, ".jsonl");
        begin(&row, &self.columns, out);
        end(&Deferred::default(), out);
    }
}

/// Writes a row up to its deferred columns.
fn begin(row: &Row<'_>, columns: &Columns, out: &mut Vec<u8>) {
    let mut separator = b'{';
    for column in &columns.list {
        out.push(separator);
        separator = b',';
        out.push(b'"');
        out.extend_from_slice(column.name.as_bytes());
        out.extend_from_slice(b"\":");
        match column.cell(row) {
            Cell::Missing => out.extend_from_slice(missing(column.cell_type).as_bytes()),
            cell => write_cell(&cell, out),
        }
    }
}

/// What stands for a missing value.
fn missing(cell_type: CellType) -> &'static str {
    match cell_type {
        CellType::Text => "\"\"",
        CellType::Integer => "0",
        CellType::Real => "0.0",
        CellType::Truth => "false",
        CellType::Span => "[0,0]",
    }
}

/// Writes the deferred columns and ends the line. Flags are one text, because an empty list does not tell programs what
/// its items are.
fn end(deferred: &Deferred<'_>, out: &mut Vec<u8>) {
    let [(flags, _), (duplicate_of, _)] = DEFERRED;
    let values = [
        (flags, deferred.flags.to_string()),
        (
            duplicate_of,
            deferred.duplicate_of.unwrap_or_default().to_owned(),
        ),
    ];
    for (name, value) in values {
        out.extend_from_slice(format!(",\"{name}\":").as_bytes());
        write_json(&value, out);
    }
    out.extend_from_slice(b"}\n");
}

/// Writes a cell as JSON.
pub(super) fn write_cell(cell: &Cell<'_>, out: &mut Vec<u8>) {
    match cell {
        Cell::Missing => out.extend_from_slice(b"null"),
        Cell::Text(text) => write_json(text, out),
        Cell::Integer(number) => write_json(number, out),
        Cell::Real(number) => write_json(number, out),
        Cell::Truth(truth) => write_json(truth, out),
        Cell::Span(start, end) => write_json(&[start, end], out),
    }
}

/// Writes a value as JSON.
pub(super) fn write_json(value: &(impl Serialize + ?Sized), out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("writing text and numbers to a buffer cannot fail");
}
