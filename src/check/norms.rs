//! What is known of a locale pair, so that the checks need not find it out for every pair of texts.

use std::collections::BTreeMap;

use super::language::Expected;
use super::length::{Lengths, weigh};
use super::script::Script;
use super::{mixed, text};
use crate::model::Locale;

/// Pairs of texts kept of a locale pair at most.
const MOST: usize = 5_000;

/// What is known of a locale pair.
#[derive(Debug, Clone)]
pub struct Norms {
    /// How long targets are.
    pub(super) lengths: Lengths,
    /// What targets look like.
    pub(super) expected: Expected,
    /// Whether source and target are written in another script than Latin.
    foreign: [bool; 2],
    /// Whether both locales have one language, so that equal texts are to be expected.
    pub(super) same_language: bool,
    /// Whether the languages may share a few words in a row.
    pub(super) near: bool,
    /// Words that stand twice in correct targets; `None` where any may.
    pub(super) twice: Option<&'static [&'static str]>,
}

impl Norms {
    /// What is known without having seen any text.
    #[must_use]
    pub fn new(source: &Locale, target: &Locale) -> Self {
        Self {
            lengths: Lengths::default(),
            expected: Expected::of(target),
            foreign: [source, target].map(|locale| Script::of_locale(locale).is_some()),
            same_language: source.language() == target.language(),
            near: mixed::are_near(source.language(), target.language()),
            twice: text::twice(target.language()),
        }
    }

    /// Whether the target is not written in the script of the source.
    pub(super) fn other_script(&self) -> bool {
        self.foreign[0] != self.foreign[1]
    }

    /// Whether the target is written in another script than Latin.
    pub(super) fn target_is_foreign(&self) -> bool {
        self.foreign[1]
    }
}

/// What is known of the locale pairs of a corpus.
#[derive(Debug, Clone, Default)]
pub struct NormTable(BTreeMap<[Locale; 2], Norms>);

impl NormTable {
    /// What is known of a locale pair.
    #[must_use]
    pub fn of(&self, source: &Locale, target: &Locale) -> Norms {
        let found = self.0.get(&[source.clone(), target.clone()]);
        found.cloned().unwrap_or_else(|| Norms::new(source, target))
    }
}

/// Learns what to expect of the locale pairs from texts that are translations of each other, most of them at least.
#[derive(Debug, Default)]
pub struct NormLearner(BTreeMap<[Locale; 2], Vec<[f32; 2]>>);

impl NormLearner {
    /// Takes note of pairs of texts in two locales, source first.
    pub fn observe<'t>(
        &mut self,
        [source, target]: [&Locale; 2],
        texts: impl IntoIterator<Item = [&'t str; 2]>,
    ) {
        let seen = self.0.entry([source.clone(), target.clone()]).or_default();
        let texts = texts.into_iter().filter(|texts| texts[0] != texts[1]);
        let lengths = texts.map(|texts| texts.map(weigh));
        seen.extend(lengths.take(MOST.saturating_sub(seen.len())));
    }

    /// What the texts tell.
    #[must_use]
    pub fn finish(self) -> NormTable {
        let norms = |(locales, seen): ([Locale; 2], Vec<[f32; 2]>)| {
            let norms = Norms {
                lengths: Lengths::of(&seen),
                ..Norms::new(&locales[0], &locales[1])
            };
            (locales, norms)
        };
        NormTable(self.0.into_iter().map(norms).collect())
    }
}
