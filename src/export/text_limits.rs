//! Which texts are too long or excluded, so that pairs with them are left out.

use std::sync::Arc;

use super::{ExcludedTexts, Settings};

/// What texts of pairs must not be.
#[derive(Debug, Clone)]
pub(super) struct TextLimits {
    max_chars: usize,
    excluded: Option<Arc<ExcludedTexts>>,
}

/// Why a pair is left out because of its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breach {
    TooLong,
    Excluded,
}

impl TextLimits {
    /// The limits of an export.
    pub fn new(settings: &Settings) -> Self {
        Self {
            max_chars: settings.max_chars.unwrap_or(usize::MAX),
            excluded: settings.excluded_texts.clone(),
        }
    }

    /// Why some texts, which are written together, are left out; `None` if they are not. Length comes first.
    pub fn breach(&self, texts: &[&str]) -> Option<Breach> {
        if texts.iter().any(|text| self.is_long(text)) {
            return Some(Breach::TooLong);
        }
        let excluded = self.excluded.as_ref()?;
        let is_excluded = texts.iter().any(|text| excluded.is_in(text));
        is_excluded.then_some(Breach::Excluded)
    }

    fn is_long(&self, text: &str) -> bool {
        // A text has at least as many bytes as characters, and bytes need no counting.
        text.len() > self.max_chars && text.chars().count() > self.max_chars
    }
}
