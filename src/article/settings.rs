//! Settings for loading an article: what its text is, where its versions are found, and which of them are paired.

use std::sync::Arc;

use super::{FileHistories, PairPolicy};
use crate::decisions::Decisions;
use crate::model::Locale;
use crate::read::ReadSettings;
use crate::read::git::SourceRepositories;
use crate::segment::SegmentSettings;

/// Settings for loading an article and for pairing its versions.
#[derive(Debug, Clone)]
pub struct ArticleSettings {
    /// The locale that the originals are written in.
    pub source: Locale,
    /// How front matter is read.
    pub read: ReadSettings,
    /// What becomes a unit.
    pub segment: SegmentSettings,
    /// Which locales are paired.
    pub pair_policy: PairPolicy,
    /// The repositories that hold the originals, if there are any.
    pub git: Option<GitSettings>,
    /// The repositories of the localized files, if their earlier versions are wanted too.
    pub history: Option<FileHistories>,
    /// What reviewers have decided.
    pub decisions: Option<Arc<Decisions>>,
}

impl ArticleSettings {
    /// The default settings for originals in a locale.
    #[must_use]
    pub fn new(source: Locale) -> Self {
        Self {
            source,
            read: ReadSettings::default(),
            segment: SegmentSettings::default(),
            pair_policy: PairPolicy::default(),
            git: None,
            history: None,
            decisions: None,
        }
    }

    /// The version of the original that pairs use; `Current` without a repository.
    pub(super) fn source_version(&self) -> SourceVersion {
        let git = self.git.as_ref();
        git.map_or(SourceVersion::Current, |git| git.version)
    }
}

/// The repositories that originals are read from, and the version that pairs use.
#[derive(Debug, Clone)]
pub struct GitSettings {
    /// Clones that hold the originals.
    pub repositories: Arc<SourceRepositories>,
    /// The version of the original that pairs use.
    pub version: SourceVersion,
}

/// The version of the original that pairs use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SourceVersion {
    /// The one that the translation was made from.
    #[default]
    Exact,
    /// The file on disk, or the one at the repository's HEAD if there is none on disk.
    Current,
}
