//! One pair: a view of a row of a record batch.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// Two texts that are translations of each other, with all that is known about them.
#[pyclass(frozen, module = "diglot")]
#[derive(Clone)]
pub struct Pair {
    batch: RecordBatch,
    row: usize,
}

impl Pair {
    /// The pair in a row of a batch.
    pub fn new(batch: &RecordBatch, row: usize) -> Self {
        Self {
            batch: batch.clone(),
            row,
        }
    }

    fn text(&self, name: &str) -> &str {
        let column = self.batch.column_by_name(name);
        column.map_or("", |c| c.as_string::<i32>().value(self.row))
    }

    fn integer(&self, name: &str) -> i64 {
        let column = self.batch.column_by_name(name);
        column.map_or(0, |c| c.as_primitive::<Int64Type>().value(self.row))
    }

    fn span(&self, name: &str) -> (i64, i64) {
        let Some(column) = self.batch.column_by_name(name) else {
            return (0, 0);
        };
        let span = column.as_list::<i32>().value(self.row);
        let span = span.as_primitive::<Int64Type>();
        (span.value(0), span.value(1))
    }

    /// A text that only some settings give.
    fn optional(&self, name: &str) -> Option<&str> {
        self.batch.column_by_name(name).map(|_| self.text(name))
    }

    fn equals(&self, other: &Self) -> bool {
        let columns = self.batch.columns().iter().zip(other.batch.columns());
        self.batch.schema() == other.batch.schema()
            && columns
                .into_iter()
                .all(|(a, b)| a.slice(self.row, 1) == b.slice(other.row, 1))
    }
}

#[pymethods]
impl Pair {
    #[getter]
    fn id(&self) -> &str {
        self.text("id")
    }
    #[getter]
    fn document(&self) -> &str {
        self.text("document")
    }
    #[getter]
    fn index(&self) -> i64 {
        self.integer("index")
    }
    #[getter]
    fn kind(&self) -> &str {
        self.text("kind")
    }
    #[getter]
    fn context(&self) -> &str {
        self.text("context")
    }
    #[getter]
    fn source_locale(&self) -> &str {
        self.text("source_locale")
    }
    #[getter]
    fn target_locale(&self) -> &str {
        self.text("target_locale")
    }
    #[getter]
    fn source(&self) -> &str {
        self.text("source")
    }
    #[getter]
    fn target(&self) -> &str {
        self.text("target")
    }
    #[getter]
    fn source_span(&self) -> (i64, i64) {
        self.span("source_span")
    }
    #[getter]
    fn target_span(&self) -> (i64, i64) {
        self.span("target_span")
    }
    #[getter]
    fn source_line(&self) -> i64 {
        self.integer("source_line")
    }
    #[getter]
    fn target_line(&self) -> i64 {
        self.integer("target_line")
    }
    #[getter]
    fn translation_type(&self) -> &str {
        self.text("translation_type")
    }
    #[getter]
    fn source_translation_type(&self) -> &str {
        self.text("source_translation_type")
    }
    #[getter]
    fn target_translation_type(&self) -> &str {
        self.text("target_translation_type")
    }
    #[getter]
    fn source_hash(&self) -> &str {
        self.text("source_hash")
    }
    #[getter]
    fn target_hash(&self) -> &str {
        self.text("target_hash")
    }
    #[getter]
    fn same_version(&self) -> bool {
        let column = self.batch.column_by_name("same_version");
        column.is_some_and(|c| c.as_boolean().value(self.row))
    }
    #[getter]
    fn bead(&self) -> &str {
        self.text("bead")
    }
    #[getter]
    fn score(&self) -> f64 {
        let column = self.batch.column_by_name("score");
        column.map_or(0.0, |c| c.as_primitive::<Float64Type>().value(self.row))
    }
    #[getter]
    fn flags(&self) -> Vec<&str> {
        self.text("flags").split_terminator(';').collect()
    }
    #[getter]
    fn duplicate_of(&self) -> &str {
        self.text("duplicate_of")
    }
    #[getter]
    fn aligner(&self) -> Option<&str> {
        self.optional("aligner")
    }
    #[getter]
    fn reviewed(&self) -> bool {
        let column = self.batch.column_by_name("reviewed");
        column.is_some_and(|c| c.as_boolean().value(self.row))
    }
    #[getter]
    fn parent(&self) -> Option<&str> {
        self.optional("parent")
    }
    #[getter]
    fn source_commit(&self) -> Option<&str> {
        self.optional("source_commit")
    }
    #[getter]
    fn source_path(&self) -> Option<&str> {
        self.optional("source_path")
    }
    #[getter]
    fn target_commit(&self) -> Option<&str> {
        self.optional("target_commit")
    }
    #[getter]
    fn target_path(&self) -> Option<&str> {
        self.optional("target_path")
    }
    #[getter]
    fn source_markup(&self) -> Option<&str> {
        self.optional("source_markup")
    }
    #[getter]
    fn target_markup(&self) -> Option<&str> {
        self.optional("target_markup")
    }
    #[getter]
    fn reasons(&self) -> Option<&str> {
        self.optional("reasons")
    }

    /// The columns of the pair, as an object of JSONL has them.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (field, column) in self
            .batch
            .schema_ref()
            .fields()
            .iter()
            .zip(self.batch.columns())
        {
            let name = field.name();
            match column.data_type() {
                DataType::Utf8 => dict.set_item(name, self.text(name))?,
                DataType::Int64 => dict.set_item(name, self.integer(name))?,
                DataType::Float64 => {
                    let value = column.as_primitive::<Float64Type>().value(self.row);
                    dict.set_item(name, value)?;
                }
                DataType::Boolean => dict.set_item(name, column.as_boolean().value(self.row))?,
                _ => {
                    let (start, end) = self.span(name);
                    dict.set_item(name, PyList::new(py, [start, end])?)?;
                }
            }
        }
        Ok(dict)
    }

    fn __repr__(&self) -> String {
        format!(
            "Pair({} {:?}, {} {:?}, score={})",
            self.source_locale(),
            self.source(),
            self.target_locale(),
            self.target(),
            self.score()
        )
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.equals(other)
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.id().hash(&mut hasher);
        hasher.finish()
    }
}
