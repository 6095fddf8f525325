//! Why a repository, or a version in it, cannot be had.

use std::path::PathBuf;

/// A folder that cannot be read as a git repository.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {folder} as a git repository: {reason}", folder = folder.display())]
pub struct OpenError {
    /// The folder.
    pub folder: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// Why the version a translation was made from could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Missing {
    /// No repository has the commit; a shallow clone may lack it.
    #[error("no source repository has the commit {commit}")]
    Commit {
        /// The commit as the translation names it.
        commit: String,
    },
    /// The first digits of a commit that several objects share.
    #[error("{commit} stands for several objects of the source repository")]
    Ambiguous {
        /// The commit as the translation names it.
        commit: String,
    },
    /// The commit has no such file, and the hash is of none that could be the renamed one.
    #[error("commit {commit} of the source repository has no file {path}")]
    Path {
        /// The commit as the translation names it.
        commit: String,
        /// The path in the repository.
        path: String,
    },
    /// An object the clone lacks, as partial clones do, or that cannot be read.
    #[error("the source repository lacks the object {id}: {reason}")]
    Object {
        /// The object.
        id: String,
        /// What the reader said.
        reason: String,
    },
    /// The file is not UTF-8.
    #[error("{commit}:{path} of the source repository is not UTF-8")]
    Encoding {
        /// The commit as the translation names it.
        commit: String,
        /// The path in the repository.
        path: String,
    },
    /// The file is not the one whose hash the translation names.
    #[error("{commit}:{path} of the source repository is not the file whose hash is named")]
    Hash {
        /// The commit as the translation names it.
        commit: String,
        /// The path in the repository.
        path: String,
    },
}

impl Missing {
    /// How near to the version it came: of several repositories' reasons the nearest is told.
    pub(super) fn nearness(&self) -> u8 {
        match self {
            Self::Commit { .. } => 0,
            Self::Ambiguous { .. } => 1,
            Self::Path { .. } => 2,
            Self::Object { .. } => 3,
            Self::Encoding { .. } => 4,
            Self::Hash { .. } => 5,
        }
    }

    /// The reason in a word or two, for counting.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Commit { .. } => "commit missing",
            Self::Ambiguous { .. } => "commit ambiguous",
            Self::Path { .. } => "path missing",
            Self::Object { .. } => "object missing",
            Self::Encoding { .. } => "not UTF-8",
            Self::Hash { .. } => "hash differs",
        }
    }
}
