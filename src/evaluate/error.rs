//! Errors of scoring.

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
        /// The error of the system.
        source: io::Error,
    },
    /// The source of a pair came from git and cannot be read there any more.
    #[error("the pairs' source {name} is in git: --source-repo has to name a clone that holds it")]
    Blob {
        /// Commit and path.
        name: PathBuf,
    },
    /// A line of the gold or of the pairs is invalid.
    #[error("{path}:{line}: cannot be read as {expected}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What was expected.
        expected: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A pair's score is not a probability.
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
        /// The first invalid byte.
        at: usize,
    },
    /// A gold segment belongs to another version of the document.
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
