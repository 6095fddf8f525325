//! Why nothing could be scored.

use std::io;
use std::path::PathBuf;

/// Why an export could not be scored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// A file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A pair's source was read from git, and cannot be read from there again.
    #[error("the pairs' source {name} is in git: --source-repo has to name a clone that holds it")]
    Blob {
        /// Commit and path.
        name: PathBuf,
    },
    /// A line of the gold or of the pairs is not what it should be.
    #[error("{path}:{line}: cannot be read as {expected}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What it should be.
        expected: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A pair's score is no probability.
    #[error("{path}:{line}: the score {score} is not between 0 and 1")]
    Score {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The score.
        score: f64,
    },
    /// The gold has no article.
    #[error("{path} holds no article")]
    NoArticle {
        /// The gold file.
        path: PathBuf,
    },
    /// A document is not UTF-8.
    #[error("{path} is not UTF-8 from byte {at}")]
    Encoding {
        /// The document.
        path: PathBuf,
        /// The first byte that is wrong.
        at: usize,
    },
    /// A gold segment is of another version of the document.
    #[error("gold segment {id} begins at character {start}, but {path} ends before")]
    Segment {
        /// The document.
        path: PathBuf,
        /// The segment.
        id: String,
        /// Its start in code points.
        start: usize,
    },
}
