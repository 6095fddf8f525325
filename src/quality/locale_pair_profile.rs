//! What the checks expect of a locale pair, computed once instead of for every pair of texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::expected_language::Expected;
use super::length_ratio::{LengthRatio, normalized_length};
use super::near_languages::are_near;
use super::repeatable_words::allowed_repeats;
use super::script::Script;
use crate::model::Locale;

/// Maximum number of pairs of texts that a length ratio is learned from.
const MAX_OBSERVED: usize = 5_000;

/// What the checks expect of a locale pair.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalePairProfile {
    /// Usual length of targets compared with sources.
    pub(super) length_ratio: LengthRatio,
    /// Language and script of targets.
    pub(super) expected: Expected,
    /// Script of the source and of the target; `None` for Latin.
    scripts: [Option<Script>; 2],
    /// Whether both locales have the same language, so that equal texts are normal.
    pub(super) same_language: bool,
    /// Whether the languages may share a few words in a row.
    pub(super) near: bool,
    /// Words that may occur twice in a row in targets; `None` if any may.
    pub(super) allowed_repeats: Option<&'static [&'static str]>,
}

impl LocalePairProfile {
    /// The profile of a locale pair without any observed text.
    #[must_use]
    pub fn new(source: &Locale, target: &Locale) -> Self {
        Self {
            length_ratio: LengthRatio::default(),
            expected: Expected::of(target),
            scripts: [source, target].map(Script::of_locale),
            same_language: source.language() == target.language(),
            near: are_near(source.language(), target.language()),
            allowed_repeats: allowed_repeats(target.language()),
        }
    }

    /// Whether the source is in Latin letters and the target in another script.
    pub(super) fn leaves_latin(&self) -> bool {
        self.scripts[0].is_none() && self.scripts[1].is_some()
    }
}

/// The profiles of the locale pairs of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "Vec<StoredProfile>", from = "Vec<StoredProfile>")]
pub struct LocalePairProfiles(BTreeMap<[Locale; 2], LocalePairProfile>);

/// The form of a profile in a file. The rest follows from the locales.
#[derive(Serialize, Deserialize)]
struct StoredProfile {
    source: Locale,
    target: Locale,
    length_ratio: LengthRatio,
}

impl From<LocalePairProfiles> for Vec<StoredProfile> {
    fn from(profiles: LocalePairProfiles) -> Self {
        let stored =
            |([source, target], profile): ([Locale; 2], LocalePairProfile)| StoredProfile {
                source,
                target,
                length_ratio: profile.length_ratio,
            };
        profiles.0.into_iter().map(stored).collect()
    }
}

impl From<Vec<StoredProfile>> for LocalePairProfiles {
    fn from(stored: Vec<StoredProfile>) -> Self {
        let profile = |stored: StoredProfile| {
            let profile = LocalePairProfile {
                length_ratio: stored.length_ratio,
                ..LocalePairProfile::new(&stored.source, &stored.target)
            };
            ([stored.source, stored.target], profile)
        };
        Self(stored.into_iter().map(profile).collect())
    }
}

impl LocalePairProfiles {
    /// The profile of a locale pair.
    #[must_use]
    pub fn of(&self, source: &Locale, target: &Locale) -> LocalePairProfile {
        let found = self.0.get(&[source.clone(), target.clone()]);
        found
            .cloned()
            .unwrap_or_else(|| LocalePairProfile::new(source, target))
    }
}

/// Learns the profiles of locale pairs from texts most of which are translations of each other.
#[derive(Debug, Default)]
pub struct ProfileLearner(BTreeMap<[Locale; 2], Vec<[f32; 2]>>);

impl ProfileLearner {
    /// Observes pairs of texts in two locales, source first.
    pub fn observe<'t>(
        &mut self,
        [source, target]: [&Locale; 2],
        texts: impl IntoIterator<Item = [&'t str; 2]>,
    ) {
        let seen = self.0.entry([source.clone(), target.clone()]).or_default();
        let texts = texts.into_iter().filter(|texts| texts[0] != texts[1]);
        let lengths = texts.map(|texts| texts.map(normalized_length));
        seen.extend(lengths.take(MAX_OBSERVED.saturating_sub(seen.len())));
    }

    /// The learned profiles.
    #[must_use]
    pub fn finish(self) -> LocalePairProfiles {
        let profile = |(locales, seen): ([Locale; 2], Vec<[f32; 2]>)| {
            let profile = LocalePairProfile {
                length_ratio: LengthRatio::of(&seen),
                ..LocalePairProfile::new(&locales[0], &locales[1])
            };
            (locales, profile)
        };
        LocalePairProfiles(self.0.into_iter().map(profile).collect())
    }
}

#[cfg(test)]
impl LocalePairProfiles {
    /// Profiles with a learned length.
    pub(crate) fn sample() -> Self {
        let [en, de] = ["en", "de"].map(|l| Locale::parse(l).unwrap());
        let mut learner = ProfileLearner::default();
        let (short, long) = (
            "a text of thirty letters or so",
            "a text of some forty letters, which is longer",
        );
        learner.observe([&en, &de], vec![[short, long]; 50]);
        learner.finish()
    }
}
