//! Word links learned from the corpus: which word stems go with which across languages.
//!
//! Association is the Dice coefficient of co-occurrence in aligned units (Melamed 2000 links words the same way).
//! Each word of a locale is linked to the one word of the pivot it goes with best. All locales meet in the pivot's
//! words, so two translations can be compared without a lexicon for their pair.

use std::collections::BTreeMap;

use super::background::Background;
use super::word_links::Direction;
use crate::model::Locale;

/// What was learned from a corpus: word links between a pivot locale and others, and what its articles have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    /// The locale all others are linked with; `None` in an empty lexicon.
    pub(super) pivot: Option<Locale>,
    /// By locale: from the pivot's words, and from the locale's.
    pub(super) locales: BTreeMap<Locale, [Direction; 2]>,
    /// What unrelated articles of the corpus have in common.
    pub(super) background: Background,
    /// By locale: the share of files that are not versions of the pivot's article.
    pub(super) unrelated_shares: BTreeMap<Locale, f32>,
}

impl Lexicon {
    /// What the words of a locale become when compared with a text in another.
    pub(super) fn direction(&self, of: &Locale, against: &Locale) -> Option<&Direction> {
        match self.pivot.as_ref() == Some(of) {
            true => self.locales.get(against).map(|d| &d[0]),
            false => self.locales.get(of).map(|d| &d[1]),
        }
    }

    /// Whether the titles and words of this locale are those that the other locales are linked to.
    pub(super) fn is_pivot(&self, locale: &Locale) -> bool {
        self.pivot.as_ref() == Some(locale)
    }

    /// The share of a locale's files that are not versions of the pivot's article, where it could be estimated.
    #[must_use]
    pub fn unrelated(&self, locale: &Locale) -> Option<f32> {
        self.unrelated_shares.get(locale).copied()
    }
}
