//! What is wrong with a rule file.

use std::fmt;

/// A rule file that cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SrxError {
    /// It is not well-formed XML.
    #[error("line {line}: {message}")]
    Xml {
        /// Line, counted from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
    /// It is XML, but has no `srx` element.
    #[error("not an SRX file: there is no `srx` element")]
    NotSrx,
}

/// A rule that could not be used and was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SrxProblem {
    /// Line of the file, counted from 1.
    pub line: u32,
    /// Name of the rules it stands in.
    pub rules: String,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for SrxProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} ({}): {}", self.line, self.rules, self.message)
    }
}
