//! Whether the repositories of `--source-repo` are the right ones, which only shows when all articles were read.

use anyhow::bail;

use crate::article::{GitSettings, SourceVersionCounts};

/// Fails if no repository has any commit that the translations name, or if sources seem to be gone and HEAD cannot be read.
pub fn check_sources(
    counts: &SourceVersionCounts,
    git: Option<&GitSettings>,
    has_orphans: bool,
) -> anyhow::Result<()> {
    let Some(git) = git else { return Ok(()) };
    counts.check_repositories()?;
    if has_orphans && let Err(error) = git.repositories.check_heads() {
        bail!("{error}");
    }
    Ok(())
}
