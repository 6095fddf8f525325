//! What is wrong with a localized file, and where, in bytes of files.

use std::ops::Range;

use super::rule::Rule;
use crate::model::Span;

/// One problem in a localized file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintFault {
    /// The rule that found it.
    pub rule: Rule,
    /// Bytes of the localized file; `None` for the whole file.
    pub at: Option<Span>,
    /// Bytes of the source that it is compared with.
    pub beside: Option<Span>,
    /// What is wrong.
    pub message: String,
    /// Whether the text of the source identifies it, as for a lost text.
    pub is_of_source: bool,
}

impl LintFault {
    /// A fault at some bytes of the localized file.
    #[must_use]
    pub fn at(rule: Rule, at: &Range<usize>, message: String) -> Self {
        Self::of(rule, Some(at.start as u32..at.end as u32), message)
    }

    /// A fault at some bytes of the localized file, or of the whole file.
    #[must_use]
    pub fn of(rule: Rule, at: Option<Span>, message: String) -> Self {
        Self {
            rule,
            at,
            beside: None,
            message,
            is_of_source: false,
        }
    }

    /// The same fault, compared with some bytes of the source.
    #[must_use]
    pub fn beside(self, source: Span) -> Self {
        Self {
            beside: Some(source),
            ..self
        }
    }

    /// The same fault, about bytes of the source that the localized file does not have.
    #[must_use]
    pub fn about(self, source: Span) -> Self {
        Self {
            is_of_source: true,
            ..self.beside(source)
        }
    }
}
