//! The warnings about one file.

use std::path::Path;

use crate::model::{Warning, WarningKind};

/// Collects warnings about one file.
pub(super) struct Warnings<'a> {
    pub path: &'a Path,
    pub list: Vec<Warning>,
}

impl Warnings<'_> {
    pub fn push(&mut self, kind: WarningKind, line: u32, message: String) {
        self.list.push(Warning {
            path: self.path.to_owned(),
            line,
            kind,
            message,
        });
    }
}
