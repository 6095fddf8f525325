//! Findings on localized files, and writing them for people and for the services of a build.
//!
//! One file a format. A report is written from findings alone: nothing is judged or looked up here.

mod baseline;
mod finding;
mod github;
mod json;
mod junit;
mod sarif;
#[cfg(test)]
mod tests;
mod text;

pub use baseline::{Baseline, BaselineEntry, BaselineError};
pub use finding::{Beside, Finding, Place, fingerprint, line_of, number, sort};
pub use text::printable;

use std::io::{self, Write};

use serde::Deserialize;

use crate::check::Level;
use crate::model::Locale;

/// What findings are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Lines for people: place, level, rule and message, then both texts.
    #[default]
    Text,
    /// One JSON object with all that is known.
    Json,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// JUnit XML, for the test reports of build servers.
    Junit,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
}

/// A localized file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// As findings name it.
    pub path: String,
    /// Its locale.
    pub locale: Locale,
}

/// All that a run found.
#[derive(Debug)]
pub struct Report<'a> {
    /// The findings, in order.
    pub findings: &'a [Finding],
    /// The files that were looked at, in order.
    pub files: &'a [File],
    /// Findings of this level and above make the run fail; none does where it is `None`.
    pub fail_on: Option<Level>,
}

impl Report<'_> {
    /// Whether a finding makes the run fail: it is new, and of a level that matters.
    #[must_use]
    pub fn fails(&self, finding: &Finding) -> bool {
        finding.is_new() && self.fail_on.is_some_and(|level| finding.level >= level)
    }

    /// Writes the findings.
    ///
    /// # Errors
    /// When the output takes no more.
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
