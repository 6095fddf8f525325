//! Which pairs of an article were made, and how many, by the locale of the translation.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Match;
use crate::model::{ArticleVersion, Locale, UnitId};

/// Which pairs of an article were made, and how many, by the locale of the translation.
#[derive(Default)]
pub(super) struct PairIndex<'a> {
    texts: FxHashSet<(&'a Locale, String, String)>,
    next: FxHashMap<&'a Locale, u32>,
}

impl<'a> PairIndex<'a> {
    /// Notes pairs, and returns for each whether it is new.
    pub fn note(
        &mut self,
        source: &'a ArticleVersion,
        target: &'a ArticleVersion,
        matches: &[Match],
    ) -> Vec<bool> {
        let text = |version: &ArticleVersion, units: &[UnitId]| {
            let document = &version.document;
            let texts = units.iter();
            let texts = texts.map(|&u| document.text(document.unit(u)));
            texts.collect::<Vec<_>>().join(" ")
        };
        let key = |found: &Match| {
            let (from, to) = (text(source, &found.source), text(target, &found.target));
            (&target.locale, from, to)
        };
        let keys = matches.iter().map(key);
        keys.map(|key| self.texts.insert(key)).collect()
    }

    /// The index of the next pair of a locale.
    pub fn next(&self, locale: &Locale) -> u32 {
        self.next.get(locale).copied().unwrap_or_default()
    }

    /// Sets the index of the next pair of a locale.
    pub fn set_next(&mut self, locale: &'a Locale, next: u32) {
        self.next.insert(locale, next);
    }
}
