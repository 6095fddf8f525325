//! Errors as Python exceptions, and warnings in Python's log.

use std::error::Error;
use std::path::Path;

use diglot::{DecisionsError, ExportError, LayoutError, LearnedError, OpenError, Warning};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyDict;

pyo3::create_exception!(
    diglot,
    DiglotError,
    PyException,
    "Something cannot be done. `path` and `line` say where, or are None."
);

/// An error with all its causes as an exception.
pub fn raise(py: Python<'_>, error: &(dyn Error + 'static)) -> PyErr {
    let (path, line) = place(error);
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !message.ends_with(&more) {
            message = format!("{message}: {more}");
        }
        cause = error.source();
    }
    new(py, &message, path, line)
}

/// An exception with a message, and the place in a file if it is known.
pub fn new(py: Python<'_>, message: &str, path: Option<&Path>, line: Option<usize>) -> PyErr {
    let error = DiglotError::new_err(message.to_owned());
    let value = error.value(py);
    let set = value
        .setattr("path", path.map(|p| p.display().to_string()))
        .and_then(|()| value.setattr("line", line));
    match set {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// Where an error is, if it says so.
fn place<'e>(error: &'e (dyn Error + 'static)) -> (Option<&'e Path>, Option<usize>) {
    if let Some(error) = error.downcast_ref() {
        return match error {
            DecisionsError::Io { path, .. } => (Some(path), None),
            DecisionsError::Format { path, line, .. } => (Some(path), Some(*line as usize)),
            _ => (None, None),
        };
    }
    if let Some(error) = error.downcast_ref() {
        return match error {
            LearnedError::Io { path, .. } => (Some(path), None),
            LearnedError::Format { path, line, .. } => (Some(path), Some(*line)),
            LearnedError::Version { path, .. } => (Some(path), Some(1)),
            _ => (None, None),
        };
    }
    match (error.downcast_ref(), error.downcast_ref()) {
        (Some(OpenError::Layout(LayoutError::Folder { path, .. })), _)
        | (Some(OpenError::NothingToPair { folder: path }), _)
        | (
            _,
            Some(
                ExportError::Folder { path, .. }
                | ExportError::Busy { path }
                | ExportError::Occupied { path, .. },
            ),
        ) => (Some(path), None),
        _ => (None, None),
    }
}

/// Writes warnings about files to the logger `diglot`. The records have the attributes `path`, `line` and `kind`.
pub fn log(py: Python<'_>, warnings: &[Warning]) -> PyResult<()> {
    if warnings.is_empty() {
        return Ok(());
    }
    let logger = py
        .import("logging")?
        .call_method1("getLogger", ("diglot",))?;
    for warning in warnings {
        let extra = PyDict::new(py);
        extra.set_item("path", warning.path.display().to_string())?;
        extra.set_item("line", warning.line)?;
        extra.set_item("kind", format!("{:?}", warning.kind))?;
        let options = PyDict::new(py);
        options.set_item("extra", extra)?;
        logger.call_method("warning", ("%s", warning.to_string()), Some(&options))?;
    }
    Ok(())
}
