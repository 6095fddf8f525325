//! The formats of a report, one file each.

mod github;
mod json;
mod json_text;
mod junit;
mod sarif;
mod text;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub(crate) use json_text::write_json;

use super::report::{Format, Report};

/// Writes a report.
///
/// # Errors
/// When the output cannot be written.
pub(super) fn write(report: &Report<'_>, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Github => github::write(report, out),
    }
}
