//! Findings as one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::json_text::write_json;
use crate::lint::finding::Finding;
use crate::lint::report::Report;
use crate::lint::rule::Level;

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: &'a [Finding],
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count = |level| report.findings.iter().filter(|f| f.level == level).count();
    let json = Json {
        version: 1,
        files: report.files.len(),
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        notes: count(Level::Note),
        findings: report.findings,
    };
    write_json(&json, out)
}
