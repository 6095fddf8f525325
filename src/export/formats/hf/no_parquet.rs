//! Takes the place of `parquet.rs` when the library is built without the feature `parquet`.

use std::io;
use std::path::{Path, PathBuf};

use super::counts::{Counts, Places};
use super::dataset_columns::DatasetColumn;

/// How rows would become Parquet.
pub(super) struct Table<'a> {
    pub columns: &'a [DatasetColumn],
    pub places: &'a Places,
    pub unaligned: bool,
    pub rows_per_file: Option<u64>,
}

impl Table<'_> {
    /// Refuses.
    pub fn convert(
        &self,
        _rows: &Path,
        _path: impl Fn(usize) -> PathBuf,
    ) -> io::Result<(Counts, Vec<PathBuf>)> {
        Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "this build has no feature `parquet`",
        ))
    }
}
