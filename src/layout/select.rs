//! Which files of a tree are wanted: `--only` and `--skip`, in the syntax of `.gitignore`.

use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::LayoutError;

/// Which files are wanted; all of them by default.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    only: Option<Arc<Gitignore>>,
    skip: Option<Arc<Gitignore>>,
}

impl Selection {
    /// Files that match a pattern of `only` and none of `skip`. A pattern names a file or a folder, below the top of
    /// the tree where it holds a `/`, and anywhere where it does not. An empty `only` means all files.
    ///
    /// # Errors
    /// When a pattern is not valid.
    pub fn new(only: &[String], skip: &[String]) -> Result<Self, LayoutError> {
        Ok(Self {
            only: patterns(only)?,
            skip: patterns(skip)?,
        })
    }

    /// Whether a file is wanted, by its path below the top.
    pub(super) fn holds(&self, path: &str) -> bool {
        let matches = |patterns: &Gitignore| {
            patterns
                .matched_path_or_any_parents(path, false)
                .is_ignore()
        };
        self.only.as_deref().is_none_or(matches) && !self.skip.as_deref().is_some_and(matches)
    }
}

fn patterns(given: &[String]) -> Result<Option<Arc<Gitignore>>, LayoutError> {
    if given.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    for pattern in given {
        let error = |reason: String| LayoutError::Glob {
            pattern: pattern.clone(),
            reason,
        };
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        builder
            .add_line(None, pattern)
            .map_err(|e| error(e.to_string()))?;
    }
    let built = builder.build().map_err(|e| LayoutError::Glob {
        pattern: given.join(", "),
        reason: e.to_string(),
    })?;
    Ok(Some(Arc::new(built)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(only: &[&str], skip: &[&str], path: &str) -> bool {
        let own = |given: &[&str]| given.iter().map(|&g| g.to_owned()).collect::<Vec<_>>();
        Selection::new(&own(only), &own(skip)).unwrap().holds(path)
    }

    #[test]
    fn patterns_name_files_and_folders() {
        assert!(holds(&[], &[], "docs/a.md"));
        assert!(holds(&["docs/"], &[], "docs/x/a.md"));
        assert!(!holds(&["docs/guide"], &[], "docs/x/a.md"));
        assert!(!holds(&["docs"], &["*.mdx"], "docs/x/a.mdx"));
        assert!(!holds(&[], &["docs/*/old/**"], "docs/fr/old/x/a.md"));
        assert!(holds(&[], &["/old"], "docs/old/a.md"));
    }

    #[test]
    fn a_wrong_pattern_is_named() {
        let error = Selection::new(&["a{b".to_owned()], &[]).unwrap_err();
        assert!(error.to_string().contains("a{b"), "{error}");
    }
}
