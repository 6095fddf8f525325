//! Refuses formats that this build cannot write, before any work is done.
//!
//! Parquet and compression are features of the crate, because their libraries take long to build.

use super::{ExportError, Format, Settings};

/// Fails where the settings need a feature that this build does not have.
pub(super) fn check(settings: &Settings) -> Result<(), ExportError> {
    let missing = |what, feature| Err(ExportError::NotBuiltIn { what, feature });
    if settings.formats.contains(&Format::Hf) && !cfg!(feature = "parquet") {
        return missing("the format `hf`", "parquet");
    }
    if settings.compress.is_some() && !cfg!(feature = "compress") {
        return missing("compressed files", "compress");
    }
    Ok(())
}
