//! Which locales of an article are paired.

use crate::model::Locale;

/// Which locales of an article are paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PairPolicy {
    /// An article that has a version in the source locale gives source to each other; one that has none gives every
    /// pair of its locales.
    #[default]
    Auto,
    /// Source to each other, and nothing for articles without a version in the source locale.
    Source,
    /// Every pair of an article's locales.
    All,
}

impl PairPolicy {
    /// The pairs of versions (indexes into `locales`, which are in the order of the locale list).
    #[must_use]
    pub fn pairs(self, locales: &[&Locale], source: &Locale) -> Vec<(usize, usize)> {
        let original = locales.iter().position(|l| *l == source);
        let count = locales.len();
        match (self, original) {
            (Self::Source, None) => Vec::new(),
            (Self::Auto | Self::Source, Some(original)) => {
                let others = (0..count).filter(|&other| other != original);
                others.map(|other| (original, other)).collect()
            }
            (Self::Auto, None) | (Self::All, _) => (0..count)
                .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(policy: PairPolicy, tags: &[&str]) -> Vec<String> {
        let locales: Vec<_> = tags.iter().map(|t| Locale::parse(t).unwrap()).collect();
        let all: Vec<_> = locales.iter().collect();
        let pairs = policy.pairs(&all, &Locale::parse("en").unwrap());
        let name = |(a, b): (usize, usize)| format!("{}-{}", tags[a], tags[b]);
        pairs.into_iter().map(name).collect()
    }

    #[test]
    fn auto_goes_out_from_the_source_or_pairs_all() {
        assert_eq!(
            pairs(PairPolicy::Auto, &["en", "de", "fr"]),
            ["en-de", "en-fr"]
        );
        assert_eq!(
            pairs(PairPolicy::Auto, &["de", "en", "fr"]),
            ["en-de", "en-fr"]
        );
        assert_eq!(
            pairs(PairPolicy::Auto, &["de", "fr", "sv"]),
            ["de-fr", "de-sv", "fr-sv"]
        );
        assert_eq!(pairs(PairPolicy::Auto, &["en"]), [""; 0]);
    }

    #[test]
    fn source_and_all_do_not_look() {
        assert_eq!(
            pairs(PairPolicy::Source, &["en", "de", "fr"]),
            ["en-de", "en-fr"]
        );
        assert_eq!(pairs(PairPolicy::Source, &["de", "fr"]), [""; 0]);
        assert_eq!(
            pairs(PairPolicy::All, &["en", "de", "fr"]),
            ["en-de", "en-fr", "de-fr"]
        );
    }
}
