//! The findings that are known already, so that only new ones fail a build.
//!
//! A finding is known by its fingerprint, which no line moves. The file has an entry a line, sorted, so that it can be
//! reviewed and merged like any other.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::finding::Finding;
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
    /// The file is no baseline.
    #[error("{}:{}: this is no baseline", path.display(), source.line())]
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

/// Findings that are known.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Baseline {
    version: u32,
    findings: Vec<BaselineEntry>,
}

/// A finding that is known. Only the fingerprint counts; the rest is for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// Locale folder and path of the file.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What stands at the place.
    pub text: String,
    /// See [`Finding::fingerprint`].
    pub fingerprint: String,
}

impl Baseline {
    /// The baseline that has these findings.
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
    /// When the file cannot be read or is no baseline of a version known here.
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

    /// The file's bytes: an entry a line.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{{\n\"version\": {},\n\"findings\": [", self.version);
        for (index, entry) in self.findings.iter().enumerate() {
            text.push_str(if index == 0 { "\n" } else { ",\n" });
            // Texts alone: nothing in them cannot be written.
            text.push_str(&serde_json::to_string(entry).unwrap_or_default());
        }
        text.push_str("\n]\n}\n");
        text.into_bytes()
    }

    /// Marks the findings it has, and tells how many of its own are there no more.
    pub fn apply(&self, findings: &mut [Finding]) -> usize {
        let mut gone: BTreeSet<&str> = self
            .findings
            .iter()
            .map(|entry| entry.fingerprint.as_str())
            .collect();
        for finding in findings {
            finding.known = Some(gone.remove(finding.fingerprint.as_str()));
        }
        gone.len()
    }
}
