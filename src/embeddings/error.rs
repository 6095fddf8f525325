//! What can be wrong with a model.

use std::io;
use std::path::{Path, PathBuf};

/// A static model that could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmbeddingsError {
    /// A file of the model could not be read.
    #[error("cannot read the file {} of the model for --embeddings", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// A file is not what the format of model2vec asks for.
    #[error("the file {} of the model for --embeddings cannot be used: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

impl EmbeddingsError {
    /// A file that is not what the format asks for.
    pub(super) fn format(path: &Path, message: impl ToString) -> Self {
        Self::Format {
            path: path.to_owned(),
            message: message.to_string(),
        }
    }
}
