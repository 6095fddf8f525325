//! Takes the place of `compress.rs` where the library is built without the feature `compress`.

use std::io;
use std::path::{Path, PathBuf};

use crate::export::Compression;

/// Refuses.
pub(super) fn compress(_path: &Path, _how: Compression) -> io::Result<(PathBuf, &'static str)> {
    Err(io::ErrorKind::Unsupported.into())
}
