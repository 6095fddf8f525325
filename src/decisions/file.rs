//! Reads a file of decisions.

use std::io;
use std::path::{Path, PathBuf};

use super::{Decision, Decisions};
use crate::regular_file;

/// Bytes of the largest file that is read.
const LARGEST: u64 = 1 << 30;

/// A file of decisions that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionsError {
    /// The file cannot be read.
    #[error("cannot read the decisions {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// A line is not a decision.
    #[error("{}:{line}: not a decision: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: u32,
        /// What is wrong.
        message: String,
    },
}

impl Decisions {
    /// Reads a file: one decision a line. Empty lines are ignored.
    ///
    /// # Errors
    /// If the file cannot be read, or a line is not a decision.
    pub fn load(path: &Path) -> Result<Self, DecisionsError> {
        let text = regular_file::read_to_string(path, LARGEST).map_err(|source| {
            let path = path.to_owned();
            DecisionsError::Io { path, source }
        })?;
        let mut list = Vec::new();
        for (line, text) in (1..).zip(text.lines()) {
            if text.trim().is_empty() {
                continue;
            }
            let format = |message: String| DecisionsError::Format {
                path: path.to_owned(),
                line,
                message,
            };
            let decision: Decision =
                serde_json::from_str(text).map_err(|error| format(error.to_string()))?;
            if decision.source.is_empty() || decision.target.is_empty() {
                return Err(format("each side needs a unit".to_owned()));
            }
            list.push((line, decision));
        }
        Ok(Self::new(path.to_owned(), list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::{UnitKey, Verdict};

    fn load(text: &str) -> Result<Decisions, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.jsonl");
        std::fs::write(&path, text).unwrap();
        Decisions::load(&path).map_err(|error| error.to_string())
    }

    const LINE: &str = r#"{"article":"a.md","source_locale":"en","target_locale":"fr","source":[["00",0]],"target":[["01",2]],"verdict":"accepted","score":0.81}"#;

    #[test]
    fn a_line_is_a_decision() {
        let decisions = load(&format!("{LINE}\n\n{}\n", LINE.replace("a.md", "b.md"))).unwrap();
        let of_a: Vec<_> = decisions.of("a.md").collect();
        assert_eq!(of_a.len(), 1);
        assert_eq!(of_a[0].1.target, [UnitKey("01".into(), 2)]);
        assert_eq!(of_a[0].1.verdict, Verdict::Accepted);
        assert_eq!(decisions.of("b.md").next().unwrap().0, 3);
        let again = serde_json::to_string(&of_a[0].1).unwrap();
        assert_eq!(serde_json::from_str::<Decision>(&again).unwrap(), of_a[0].1);
    }

    #[test]
    fn a_line_that_is_no_decision_is_named() {
        let error = load(&format!("{LINE}\n{{\"article\":1}}")).unwrap_err();
        assert!(
            error.contains("decisions.jsonl:2: not a decision"),
            "{error}"
        );
        let error = load(&LINE.replace("accepted", "maybe")).unwrap_err();
        assert!(
            error.contains("`maybe` is not one of accepted, rejected, paired"),
            "{error}"
        );
        let error = load(&LINE.replace("[[\"01\",2]]", "[]")).unwrap_err();
        assert!(error.contains("each side needs a unit"), "{error}");
    }
}
