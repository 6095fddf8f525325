//! What is known of a locale pair, so that the checks need not find it out for every pair of texts.

use crate::model::Locale;

/// Languages of documentation that are not written in Latin letters.
const NOT_LATIN: [&str; 28] = [
    "am", "ar", "be", "bg", "bn", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka", "kk", "km", "ko",
    "lo", "mk", "mr", "my", "ne", "ru", "si", "ta", "te", "th", "uk", "zh",
];

/// What is known of a locale pair.
#[derive(Debug, Clone)]
pub struct Norms {
    /// Source and target locale.
    pub(super) locales: [Locale; 2],
}

impl Norms {
    /// What is known without having seen any text.
    #[must_use]
    pub fn new(source: &Locale, target: &Locale) -> Self {
        Self {
            locales: [source.clone(), target.clone()],
        }
    }

    /// The target locale.
    pub(super) fn target(&self) -> &Locale {
        &self.locales[1]
    }

    /// Whether the target is not written in the script of the source.
    pub(super) fn other_script(&self) -> bool {
        let latin = |locale: &Locale| !NOT_LATIN.contains(&locale.language());
        latin(&self.locales[0]) != latin(&self.locales[1])
    }

    /// Whether both locales have one language, so that equal texts are to be expected.
    pub(super) fn same_language(&self) -> bool {
        self.locales[0].language() == self.locales[1].language()
    }
}
