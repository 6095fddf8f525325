//! The columns of a dataset, and its rows as they wait on disk.
//!
//! A dataset has the columns of a table with three differences. The locales are in the name of the config. Both texts
//! are fields of one column, `translation`, as Hugging Face's `Translation` feature wants them. A span is two numbers,
//! because a fixed list of two needs more care from readers.

use std::io;

use serde_json::Value;

use crate::export::Deferred;
use crate::export::formats::columns::{Cell, CellType, Columns, DEFERRED, Row};
use crate::export::formats::jsonl::{write_cell, write_json};

/// Writes a row as a JSON array, up to its deferred columns.
pub(super) fn begin_row(row: &Row<'_>, columns: &Columns, out: &mut Vec<u8>) {
    let mut separator = b'[';
    for column in &columns.list {
        out.push(separator);
        separator = b',';
        write_cell(&column.cell(row), out);
    }
}

/// Writes the deferred columns of a row.
pub(super) fn end_row(deferred: &Deferred<'_>, out: &mut Vec<u8>) {
    out.push(b',');
    write_json(&deferred.flags.to_string(), out);
    out.push(b',');
    let duplicate_of = deferred
        .duplicate_of
        .map_or(Cell::Missing, |id| Cell::Text(id.into()));
    write_cell(&duplicate_of, out);
    out.extend_from_slice(b"]\n");
}

/// A row, read back.
pub(super) struct StoredRow(Vec<Value>);

impl StoredRow {
    /// Reads a line.
    pub fn parse(line: &str) -> io::Result<Self> {
        Ok(Self(serde_json::from_str(line)?))
    }

    pub fn text(&self, index: usize) -> Option<&str> {
        self.0.get(index)?.as_str()
    }

    pub fn real(&self, index: usize) -> Option<f64> {
        self.0.get(index)?.as_f64()
    }

    pub fn truth(&self, index: usize) -> Option<bool> {
        self.0.get(index)?.as_bool()
    }

    pub fn integer(&self, index: usize) -> Option<i64> {
        self.0.get(index)?.as_i64()
    }

    fn bound(&self, index: usize, bound: usize) -> Option<i64> {
        self.0.get(index)?.get(bound)?.as_i64()
    }
}

/// The part of a cell that a dataset's column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    SpanStart,
    SpanEnd,
}

/// A column of a dataset without fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    pub name: String,
    pub cell_type: CellType,
    /// The place of its cell in a row.
    index: usize,
    part: Part,
}

impl Leaf {
    fn new(name: &str, cell_type: CellType, index: usize) -> Self {
        Self {
            name: name.to_owned(),
            cell_type,
            index,
            part: Part::Whole,
        }
    }

    /// The name of its type in the features of a dataset.
    pub fn dtype(&self) -> &'static str {
        match self.cell_type {
            CellType::Text => "string",
            CellType::Integer | CellType::Span => "int64",
            CellType::Real => "float64",
            CellType::Truth => "bool",
        }
    }

    pub fn text<'r>(&self, row: &'r StoredRow) -> Option<&'r str> {
        row.text(self.index)
    }

    pub fn real(&self, row: &StoredRow) -> Option<f64> {
        row.real(self.index)
    }

    pub fn truth(&self, row: &StoredRow) -> Option<bool> {
        row.truth(self.index)
    }

    pub fn integer(&self, row: &StoredRow) -> Option<i64> {
        match self.part {
            Part::Whole => row.integer(self.index),
            Part::SpanStart => row.bound(self.index, 0),
            Part::SpanEnd => row.bound(self.index, 1),
        }
    }
}

/// A column of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DatasetColumn {
    Leaf(Leaf),
    /// Both texts; the names of the fields are the languages.
    Translation([Leaf; 2]),
}

/// The columns of a dataset in two languages.
pub(super) fn dataset_columns(columns: &Columns, languages: &[String; 2]) -> Vec<DatasetColumn> {
    let place = |name: &str| columns.list.iter().position(|c| c.name == name);
    let text = |language: &str, name| Leaf::new(language, CellType::Text, place(name).unwrap_or(0));
    let mut dataset = Vec::new();
    for (index, column) in columns.list.iter().enumerate() {
        match column.name {
            "source_locale" | "target_locale" | "target" => {}
            "source" => dataset.push(DatasetColumn::Translation([
                text(&languages[0], "source"),
                text(&languages[1], "target"),
            ])),
            name => dataset.extend(leaves(name, column.cell_type, index)),
        }
    }
    for (offset, (name, cell_type)) in DEFERRED.into_iter().enumerate() {
        dataset.extend(leaves(name, cell_type, columns.list.len() + offset));
    }
    dataset
}

fn leaves(name: &str, cell_type: CellType, index: usize) -> Vec<DatasetColumn> {
    let whole = Leaf::new(name, cell_type, index);
    if cell_type != CellType::Span {
        return vec![DatasetColumn::Leaf(whole)];
    }
    let side = name.trim_end_matches("_span");
    let bound = |end: &str, part| {
        DatasetColumn::Leaf(Leaf {
            name: format!("{side}_{end}"),
            part,
            ..whole.clone()
        })
    };
    vec![bound("start", Part::SpanStart), bound("end", Part::SpanEnd)]
}
