//! Pairs as iterators and as Arrow streams.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use diglot::{ExportSettings, RecordBatches};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyCapsule, PyList};

use crate::error;
use crate::interrupt::{self, OFTEN};
use crate::pair::Pair;

/// The pairs of a corpus. They are made while they are read.
#[pyclass(frozen, module = "diglot")]
pub struct Pairs {
    source: Source,
    state: Mutex<State>,
}

/// What pairs are made of.
#[derive(Clone)]
pub struct Source {
    /// The corpus.
    pub corpus: diglot::Corpus,
    /// The columns, and what becomes of duplicates.
    pub settings: ExportSettings,
    /// Number of threads, 0 for one for each core.
    pub threads: usize,
}

impl Source {
    /// Begins to make the pairs.
    fn start(&self) -> RecordBatches {
        interrupt::pool(self.threads, || self.corpus.record_batches(&self.settings))
    }

    fn schema(&self) -> SchemaRef {
        self.corpus.record_batch_schema(&self.settings)
    }
}

/// How far an iteration is.
#[derive(Default)]
struct State {
    /// `None` before the first pair.
    batches: Option<RecordBatches>,
    /// The batch that is being read, and its next row.
    current: Option<(RecordBatch, usize)>,
}

impl Pairs {
    /// The pairs of a corpus.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            state: Mutex::default(),
        }
    }

    /// Waits for the state without Python's lock, which the thread that has the state may need.
    fn state(&self, py: Python<'_>) -> MutexGuard<'_, State> {
        let state = self.state.lock_py_attached(py);
        state.unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl Pairs {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Pair>> {
        loop {
            // The lock is not held while Python runs: a handler of the log could ask for the next pair.
            let (polled, warnings) = {
                let mut state = self.state(py);
                if let Some((batch, row)) = &mut state.current
                    && *row < batch.num_rows()
                {
                    let pair = Pair::new(batch, *row);
                    *row += 1;
                    return Ok(Some(pair));
                }
                state.current = None;
                let batches = state.batches.get_or_insert_with(|| self.source.start());
                py.detach(|| (batches.poll(OFTEN), batches.take_warnings()))
            };
            error::log(py, &warnings)?;
            match polled {
                Poll::Pending => py.check_signals()?,
                Poll::Ready(None) => return Ok(None),
                Poll::Ready(Some(Err(failed))) => return Err(error::raise(py, &failed)),
                Poll::Ready(Some(Ok(batch))) => self.state(py).current = Some((batch, 0)),
            }
        }
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The schema is fixed. Readers cast what they want otherwise.
        drop(requested_schema);
        let state = std::mem::take(&mut *self.state(py));
        let read = state.current;
        let first = read.map(|(batch, row)| batch.slice(row, batch.num_rows() - row));
        let rest = Rest {
            source: self.source.clone(),
            batches: state.batches,
        };
        let batches = first.into_iter().map(Ok).chain(rest);
        let batches = RecordBatchIterator::new(batches, self.source.schema());
        capsule(py, Box::new(batches))
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        names(&self.source.schema())
    }
}

/// Batches for a reader that is not Python: signals and warnings are taken care of between them.
struct Rest {
    source: Source,
    /// `None` before the first batch. Some readers take the schema alone first.
    batches: Option<RecordBatches>,
}

impl Iterator for Rest {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batches = self.batches.get_or_insert_with(|| self.source.start());
        loop {
            let polled = batches.poll(OFTEN);
            let warnings = batches.take_warnings();
            let told = Python::attach(|py| {
                error::log(py, &warnings)?;
                py.check_signals()
            });
            if let Err(error) = told {
                // The reader is written in another language and raises an error of its own, with this message.
                return Some(Err(ArrowError::ExternalError(error.to_string().into())));
            }
            if let Poll::Ready(batch) = polled {
                return batch.map(|b| b.map_err(|e| ArrowError::ExternalError(e.into())));
            }
        }
    }
}

/// Pairs of texts in memory.
#[pyclass(frozen, module = "diglot", sequence)]
pub struct PairList {
    batch: RecordBatch,
}

impl PairList {
    /// The pairs of a batch.
    pub fn new(batch: RecordBatch) -> Self {
        Self { batch }
    }
}

#[pymethods]
impl PairList {
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __getitem__(&self, index: isize) -> PyResult<Pair> {
        let len = self.batch.num_rows() as isize;
        let row = if index < 0 { index + len } else { index };
        if !(0..len).contains(&row) {
            return Err(PyIndexError::new_err("pair index out of range"));
        }
        Ok(Pair::new(&self.batch, row as usize))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let pairs = (0..self.batch.num_rows()).map(|row| Pair::new(&self.batch, row));
        let pairs = PyList::new(py, pairs.collect::<Vec<_>>())?;
        pairs.call_method0("__iter__")
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches = [Ok(self.batch.clone())];
        let batches = RecordBatchIterator::new(batches, self.batch.schema());
        capsule(py, Box::new(batches))
    }

    #[getter]
    fn column_names(&self) -> Vec<String> {
        names(&self.batch.schema())
    }

    fn __repr__(&self) -> String {
        format!("PairList({} pairs)", self.batch.num_rows())
    }
}

fn names(schema: &SchemaRef) -> Vec<String> {
    schema.fields().iter().map(|f| f.name().clone()).collect()
}

fn capsule<'py>(
    py: Python<'py>,
    batches: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(
        py,
        FFI_ArrowArrayStream::new(batches),
        c"arrow_array_stream",
    )
}
