//! What is wrong with a localized file, and where: bytes of files, not yet lines and names.

use std::ops::Range;

use super::rule::Rule;
use crate::model::Span;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintFault {
    /// What sort of thing.
    pub rule: Rule,
    /// Bytes of the localized file; `None` for the file as a whole.
    pub at: Option<Span>,
    /// Bytes of the original it is compared with.
    pub beside: Option<Span>,
    /// What is wrong and why it is thought so.
    pub message: String,
    /// Whether it is the original's text that tells it from others of its rule, as for a text that was lost.
    pub is_of_source: bool,
}

impl LintFault {
    /// At some bytes of the localized file.
    #[must_use]
    pub fn at(rule: Rule, at: &Range<usize>, message: String) -> Self {
        Self::of(rule, Some(at.start as u32..at.end as u32), message)
    }

    /// At some bytes of the localized file, or of the file as a whole.
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

    /// Compared with some bytes of the original.
    #[must_use]
    pub fn beside(self, source: Span) -> Self {
        Self {
            beside: Some(source),
            ..self
        }
    }

    /// About some bytes of the original that have no place of their own in the localized file.
    #[must_use]
    pub fn about(self, source: Span) -> Self {
        Self {
            is_of_source: true,
            ..self.beside(source)
        }
    }
}
