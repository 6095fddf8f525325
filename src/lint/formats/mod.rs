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

use crate::lint::report::{Format, Report};

impl Report<'_> {
    /// Writes the findings.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Junit => junit::write(self, out),
            Format::Github => github::write(self, out),
        }
    }
}
