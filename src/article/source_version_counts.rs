//! How many source versions of translations were found in git and how many were not.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How many source versions of translations were found in git and how many were not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceVersionCounts {
    /// Found, and verified by its hash.
    pub verified: u64,
    /// Found, without a hash to verify it by.
    pub unverified: u64,
    /// Of those found: at another path than the translation's.
    pub renamed: u64,
    /// The translation names no commit.
    pub unnamed: u64,
    /// Not found, by reason.
    pub missing: BTreeMap<Cow<'static, str>, u64>,
    /// Earlier versions of translations that were read.
    pub past: u64,
    /// Of those: without the original they were made from, so without pairs.
    pub past_missing: u64,
}

/// The source repositories have none of the commits that translations name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "--source-repo has none of the {commits} commits that the translations name: is it the repository of the source, \
     and does the clone have its history?"
)]
pub struct NoCommitFound {
    /// How many commits the translations name.
    pub commits: u64,
}

impl SourceVersionCounts {
    /// Whether the repositories can be the right ones. This only shows when all articles were read.
    ///
    /// # Errors
    /// If translations name commits, and no repository has any of them.
    pub fn check_repositories(&self) -> Result<(), NoCommitFound> {
        let commits: u64 = self.missing.values().sum();
        let without_commit = self.missing.get("commit missing").copied();
        if self.verified + self.unverified == 0 && commits > 0 && without_commit == Some(commits) {
            return Err(NoCommitFound { commits });
        }
        Ok(())
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        self.verified += other.verified;
        self.unverified += other.unverified;
        self.renamed += other.renamed;
        self.unnamed += other.unnamed;
        self.past += other.past;
        self.past_missing += other.past_missing;
        for (reason, count) in &other.missing {
            *self.missing.entry(reason.clone()).or_default() += count;
        }
    }
}
