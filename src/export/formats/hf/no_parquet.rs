//! Takes the place of `parquet.rs` when the library is built without the feature `parquet`.

use std::io;
use std::path::Path;

use super::counts::{Counts, Places};
use super::dataset_columns::DatasetColumn;

/// Refuses.
pub(super) fn convert(
    _rows: &Path,
    _to: &Path,
    _columns: &[DatasetColumn],
    _places: &Places,
    _unaligned: bool,
) -> io::Result<Counts> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this build has no feature `parquet`",
    ))
}
