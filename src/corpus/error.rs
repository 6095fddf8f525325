//! Why a corpus cannot be opened.

use std::path::PathBuf;

use crate::layout::LayoutError;
use crate::read::git;

/// Why a corpus cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Its files cannot be found.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// No article has two locales, and there is no repository of originals.
    #[error("no article in {} has two locales", folder.display())]
    NothingToPair {
        /// The folder of the corpus.
        folder: PathBuf,
    },
    /// A source repository cannot be read.
    #[error(transparent)]
    Repository(#[from] git::OpenError),
    /// History is asked for without a source repository, where the versions that were translated are found.
    #[error("history needs a source repository")]
    HistoryWithoutRepository,
    /// History is asked for, but no folder of the corpus is in a git work tree.
    #[error("history needs locale folders that are in a git work tree")]
    NoHistory,
}
