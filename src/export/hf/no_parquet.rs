//! Takes the place of `parquet.rs` where the library is built without the feature `parquet`.

use std::io;
use std::path::Path;

use super::Columns;
use super::counts::Counts;

/// Refuses.
pub(super) fn convert(
    _rows: &Path,
    _to: &Path,
    _languages: &[String; 2],
    _extra: Columns,
    _unaligned: bool,
) -> io::Result<Counts> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this build has no feature `parquet`",
    ))
}
