//! Why a template cannot be filled.

/// A template that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum FillError {
    /// It has no entries of any format that is known.
    #[error("it is neither PO nor XLIFF: no `msgid` and no `xliff` element was found")]
    Unknown,
    /// It is broken.
    #[error("line {line}: {message}")]
    Broken {
        /// Line, counted from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
    /// An XLIFF file of a version that is not known.
    #[error("XLIFF version {0} is not known; 1.2 and 2.0 to 2.2 are")]
    Version(String),
}
