//! The baseline: known findings, so that only new ones fail a build.
//!
//! A finding is recognized by its fingerprint, which does not change when lines move. The file has one sorted entry per
//! line, so that it can be reviewed and merged like source code.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::report::File;
use super::rule::Rule;
use super::rule_set::RuleSet;
use crate::model::Locale;
use crate::regular_file;

/// The version of the file's format.
const VERSION: u32 = 1;
/// Bytes of the largest file that is read.
const LARGEST: u64 = 1 << 30;

/// A baseline that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// The file cannot be read.
    #[error("cannot read the baseline {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not a baseline.
    #[error("{}:{}: this is not a baseline", path.display(), source.line())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// It was written by a later version of the program.
    #[error("the baseline {} is of version {found}, this program reads version {VERSION}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// The version it says it is of.
        found: u32,
    },
}

/// What a run looks for: its rules, locales and files.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The rules of the run.
    pub rules: &'a RuleSet,
    /// The locales of the run; `None` if it has all.
    pub locales: Option<&'a [Locale]>,
    /// The files of the run; `None` if it has all.
    pub files: Option<&'a [File]>,
}

impl Scope<'_> {
    /// Whether the run would find what an entry describes. A rule that no longer exists is in scope.
    fn covers(&self, entry: &BaselineEntry) -> bool {
        let rule = entry.rule.parse::<Rule>();
        let has_rule = rule.map_or(true, |rule| self.rules.level(rule).is_some());
        let (locale, document) = entry.path.split_once('/').unwrap_or_default();
        let has_locale = |locales: &[Locale]| locales.iter().any(|l| l.as_str() == locale);
        let is_entry =
            |file: &File| file.locale.as_str() == locale && file.path.ends_with(document);
        let has_file = |files: &[File]| files.iter().any(is_entry);
        has_rule && self.locales.is_none_or(has_locale) && self.files.is_none_or(has_file)
    }
}

/// Known findings.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Baseline {
    version: u32,
    findings: Vec<BaselineEntry>,
}

/// A known finding. Only the fingerprint is compared; the rest is for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// Locale folder and path of the file.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// The text at the place.
    pub text: String,
    /// See [`Finding::fingerprint`].
    pub fingerprint: String,
}

impl Baseline {
    /// The baseline with these findings.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let entry = |finding: &Finding| BaselineEntry {
            path: format!("{}/{}", finding.locale, finding.document),
            rule: finding.rule.to_string(),
            text: finding.text.clone(),
            fingerprint: finding.fingerprint.clone(),
        };
        let mut findings: Vec<BaselineEntry> = findings.iter().map(entry).collect();
        findings.sort();
        Self {
            version: VERSION,
            findings,
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a baseline of a known version.
    pub fn load(path: &Path) -> Result<Self, BaselineError> {
        let own = || path.to_owned();
        let text = regular_file::read(path, LARGEST).map_err(|source| BaselineError::Read {
            path: own(),
            source,
        })?;
        let baseline: Self =
            serde_json::from_slice(&text).map_err(|source| BaselineError::Parse {
                path: own(),
                source,
            })?;
        if baseline.version != VERSION {
            return Err(BaselineError::Version {
                path: own(),
                found: baseline.version,
            });
        }
        Ok(baseline)
    }

    /// The bytes of the file: one entry per line.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{{\n\"version\": {},\n\"findings\": [", self.version);
        for (index, entry) in self.findings.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            // Strings can always be written.
            text.push_str(&serde_json::to_string(entry).unwrap_or_default());
        }
        text.push_str("\n]\n}\n");
        text.into_bytes()
    }

    /// Marks the findings that the baseline has. Returns how many of its entries in scope were not found again.
    pub fn apply(&self, findings: &mut [Finding], scope: &Scope<'_>) -> usize {
        let entries = self.findings.iter();
        let all = entries.map(|entry| (entry.fingerprint.as_str(), entry));
        let mut gone: BTreeMap<&str, &BaselineEntry> = all.collect();
        for finding in findings {
            let known = gone.remove(finding.fingerprint.as_str());
            finding.known = Some(known.is_some());
        }
        gone.into_values()
            .filter(|entry| scope.covers(entry))
            .count()
    }

    /// Adds the entries of an earlier baseline that this run did not look for, so that a filter does not remove them.
    pub fn keep_out_of_scope(&mut self, earlier: Self, scope: &Scope<'_>) {
        let earlier = earlier.findings.into_iter();
        self.findings
            .extend(earlier.filter(|entry| !scope.covers(entry)));
        self.findings.sort();
        self.findings.dedup();
    }
}
