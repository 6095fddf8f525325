//! Columns of a record batch while rows are added.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::export::Settings;
use crate::export::formats::columns::{Cell, CellType, Columns, DEFERRED, Row};
use crate::export::text_limits::TextLimits;
use crate::model::Pair;

/// Rows that become a record batch, without the columns that are known only after the last pair.
pub(crate) struct Rows {
    columns: Columns,
    schema: SchemaRef,
    cells: Vec<Cells>,
    context: String,
    limits: TextLimits,
    len: usize,
}

/// The cells of one column.
enum Cells {
    Text(StringBuilder),
    Integer(Int64Builder),
    Real(Float64Builder),
    Truth(BooleanBuilder),
    Span(ListBuilder<Int64Builder>),
}

/// The schema of a table with these settings.
pub(crate) fn schema(settings: &Settings) -> SchemaRef {
    let known = known_fields(&Columns::new(settings));
    let deferred = DEFERRED.iter().map(|(name, of)| field(name, *of));
    let fields: Vec<Field> = known.into_iter().chain(deferred).collect();
    Arc::new(Schema::new(fields))
}

/// The fields that are known before the last pair.
fn known_fields(columns: &Columns) -> Vec<Field> {
    let fields = columns.list.iter().map(|c| field(c.name, c.cell_type));
    fields.collect()
}

fn field(name: &str, cell_type: CellType) -> Field {
    let data_type = match cell_type {
        CellType::Text => DataType::Utf8,
        CellType::Integer => DataType::Int64,
        CellType::Real => DataType::Float64,
        CellType::Truth => DataType::Boolean,
        CellType::Span => DataType::List(item()),
    };
    Field::new(name, data_type, false)
}

/// The items of a span: its first byte, and the byte after its last.
fn item() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Int64, false))
}

impl Rows {
    pub fn new(settings: &Settings) -> Self {
        let columns = Columns::new(settings);
        let schema = Arc::new(Schema::new(known_fields(&columns)));
        let cells = columns.list.iter().map(|c| Cells::new(c.cell_type));
        Self {
            cells: cells.collect(),
            schema,
            columns,
            context: String::new(),
            limits: TextLimits::new(settings),
            len: 0,
        }
    }

    /// Whether the settings leave a pair out because of its texts.
    pub fn leaves_out(&self, pair: &Pair) -> bool {
        let texts = [&*pair.source.text, &*pair.target.text];
        self.limits.breach(&texts).is_some()
    }

    /// Adds the row of a pair.
    pub fn add(&mut self, pair: &Pair) {
        let row = Row::pair(pair, self.columns.style, &mut self.context);
        for (column, cells) in self.columns.list.iter().zip(&mut self.cells) {
            cells.add(&column.cell(&row));
        }
        self.len += 1;
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The rows as a batch. No rows are left.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.len = 0;
        let arrays = self.cells.iter_mut().map(Cells::take).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
    }
}

impl Cells {
    fn new(cell_type: CellType) -> Self {
        match cell_type {
            CellType::Text => Self::Text(StringBuilder::new()),
            CellType::Integer => Self::Integer(Int64Builder::new()),
            CellType::Real => Self::Real(Float64Builder::new()),
            CellType::Truth => Self::Truth(BooleanBuilder::new()),
            CellType::Span => Self::Span(ListBuilder::new(Int64Builder::new()).with_field(item())),
        }
    }

    /// Adds a cell. A cell of another type than the column's is missing.
    fn add(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Self::Text(cells), Cell::Text(text)) => cells.append_value(text),
            (Self::Text(cells), _) => cells.append_value(""),
            (Self::Integer(cells), Cell::Integer(number)) => {
                cells.append_value(i64::from(*number));
            }
            (Self::Integer(cells), _) => cells.append_value(0),
            (Self::Real(cells), Cell::Real(number)) => cells.append_value(*number),
            (Self::Real(cells), _) => cells.append_value(0.0),
            (Self::Truth(cells), Cell::Truth(truth)) => cells.append_value(*truth),
            (Self::Truth(cells), _) => cells.append_value(false),
            (Self::Span(cells), cell) => {
                let (start, end) = match cell {
                    Cell::Span(start, end) => (*start, *end),
                    _ => (0, 0),
                };
                cells.values().append_value(i64::from(start));
                cells.values().append_value(i64::from(end));
                cells.append(true);
            }
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Real(cells) => Arc::new(cells.finish()),
            Self::Truth(cells) => Arc::new(cells.finish()),
            Self::Span(cells) => Arc::new(cells.finish()),
        }
    }
}
