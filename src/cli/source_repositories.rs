//! Whether the repositories of `--source-repo` are the right ones, which only shows when all articles were read.

use anyhow::{bail, ensure};

use crate::article::{GitSettings, SourceVersionCounts};

/// Fails if no repository has any commit that the translations name, or if sources seem to be gone and HEAD cannot be read.
pub fn check_sources(
    counts: &SourceVersionCounts,
    git: Option<&GitSettings>,
    has_orphans: bool,
) -> anyhow::Result<()> {
    let Some(git) = git else { return Ok(()) };
    let found = counts.verified + counts.unverified;
    let missing: u64 = counts.missing.values().sum();
    let without_commit = counts.missing.get("commit missing").copied();
    ensure!(
        found > 0 || missing == 0 || without_commit != Some(missing),
        "--source-repo has none of the {missing} commits that the translations name: is it the \
         repository of the source, and does the clone have its history?"
    );
    if has_orphans && let Err(error) = git.repositories.check_heads() {
        bail!("{error}");
    }
    Ok(())
}
