//! Everything that a run of `diglot check` found.

use super::finding::Finding;
use super::rule::Level;
use crate::model::{Locale, named_enum};

named_enum! {
    /// The format of a report.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    Format {
        /// Lines for people: place, level, rule and message, then both texts.
        #[default]
        Text = "text",
        /// One JSON object with everything that is known.
        Json = "json",
        /// SARIF 2.1.0, for code scanning services.
        Sarif = "sarif",
        /// JUnit XML, for the test reports of build servers.
        Junit = "junit",
        /// Workflow commands of GitHub Actions, which become annotations.
        Github = "github",
    }
}

/// A localized file that was checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// The path that findings use.
    pub path: String,
    /// Its locale.
    pub locale: Locale,
}

/// The findings of a run and what they mean for its exit code.
#[derive(Debug)]
pub struct Report<'a> {
    /// The findings, in order.
    pub findings: &'a [Finding],
    /// The checked files, in order.
    pub files: &'a [File],
    /// New findings of this level and above make the run fail; with `None` no finding does.
    pub fail_on: Option<Level>,
}

impl Report<'_> {
    /// Whether a finding makes the run fail.
    #[must_use]
    pub fn fails(&self, finding: &Finding) -> bool {
        finding.is_new() && self.fail_on.is_some_and(|level| finding.level >= level)
    }
}
