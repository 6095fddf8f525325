//! Pairs as Arrow record batches: typed columns in memory, which other programs read without copying.
//!
//! The columns and their values are those of JSONL. What is missing is an empty text, 0 or false, as there.

mod marked;
mod rows;

pub(crate) use marked::MarkedRows;
pub(crate) use rows::{Rows, schema};

/// Rows of a record batch. A batch is at least this long, except for the last one.
pub(crate) const ROWS: usize = 4096;

/// A table that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Rows that wait for the last pair could not be kept in a temporary file.
    #[error("cannot keep rows in a temporary file")]
    Spool(#[from] std::io::Error),
    /// Arrow refused the rows.
    #[error(transparent)]
    Arrow(#[from] arrow_schema::ArrowError),
}
