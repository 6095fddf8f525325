//! The form of a lexicon in a file: lists in a fixed order, and nothing that follows from other values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::background::StoredBackground;
use super::lexicon::Lexicon;
use super::word_links::{Direction, Entry};
use crate::model::Locale;

/// The form of a lexicon in a file.
#[derive(Serialize, Deserialize)]
struct StoredLexicon<'a> {
    pivot: Option<Cow<'a, Locale>>,
    links: Vec<StoredLinks<'a>>,
    background: StoredBackground<'a>,
    unrelated_shares: Cow<'a, BTreeMap<Locale, f32>>,
}

/// The word links of a locale, from the words of the pivot and from those of the locale.
#[derive(Serialize, Deserialize)]
struct StoredLinks<'a> {
    locale: Cow<'a, Locale>,
    of_pivot: Vec<StoredEntry>,
    of_locale: Vec<StoredEntry>,
}

/// A word, the pivot's token that it becomes, and the two shares of [`Entry`].
type StoredEntry = (u64, u64, f32, f32);

/// Shares that no lexicon has.
#[derive(Debug, thiserror::Error)]
#[error("a share is not in [0, 1): {0}")]
struct NotAShare(f32);

impl Serialize for Lexicon {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        StoredLexicon::from(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let stored = StoredLexicon::deserialize(from)?;
        Self::try_from(stored).map_err(D::Error::custom)
    }
}

impl<'a> From<&'a Lexicon> for StoredLexicon<'a> {
    fn from(lexicon: &'a Lexicon) -> Self {
        let entries = |direction: &Direction| {
            let sorted = direction.sorted().into_iter();
            let stored = sorted.map(|(word, e)| (word, e.id, e.kept, e.chance));
            stored.collect()
        };
        let links = lexicon.locales.iter();
        let links = links.map(|(locale, [of_pivot, of_locale])| StoredLinks {
            locale: Cow::Borrowed(locale),
            of_pivot: entries(of_pivot),
            of_locale: entries(of_locale),
        });
        Self {
            pivot: lexicon.pivot.as_ref().map(Cow::Borrowed),
            links: links.collect(),
            background: (&lexicon.background).into(),
            unrelated_shares: Cow::Borrowed(&lexicon.unrelated_shares),
        }
    }
}

impl TryFrom<StoredLexicon<'_>> for Lexicon {
    type Error = NotAShare;

    fn try_from(stored: StoredLexicon<'_>) -> Result<Self, NotAShare> {
        let mut locales = BTreeMap::new();
        for links in stored.links {
            let directions = [direction(links.of_pivot)?, direction(links.of_locale)?];
            locales.insert(links.locale.into_owned(), directions);
        }
        for &share in stored.unrelated_shares.values() {
            is_share(share)?;
        }
        Ok(Self {
            pivot: stored.pivot.map(Cow::into_owned),
            locales,
            background: stored.background.into(),
            unrelated_shares: stored.unrelated_shares.into_owned(),
        })
    }
}

fn direction(entries: Vec<StoredEntry>) -> Result<Direction, NotAShare> {
    let mut direction = Direction::default();
    for (word, id, kept, chance) in entries {
        is_share(kept)?;
        is_share(chance)?;
        direction.insert(word, Entry::new(id, kept, chance));
    }
    Ok(direction)
}

fn is_share(share: f32) -> Result<(), NotAShare> {
    if (0.0..1.0).contains(&share) {
        Ok(())
    } else {
        Err(NotAShare(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::background::Background;

    impl Lexicon {
        /// A lexicon with one of each.
        pub(crate) fn sample() -> Self {
            let french = Locale::parse("fr-FR").unwrap();
            let mut lexicon = Self {
                pivot: Locale::parse("en-US").ok(),
                background: Background::sample(),
                ..Self::default()
            };
            let entry = Entry::new(u64::MAX - 1, 0.7, 0.01);
            lexicon.locales.entry(french.clone()).or_default()[1].insert(7, entry);
            lexicon.unrelated_shares.insert(french, 0.1);
            lexicon
        }
    }

    #[test]
    fn shares_outside_of_their_range_are_refused() {
        let json = serde_json::to_string(&Lexicon::sample()).unwrap();
        assert!(json.contains("0.7,"));
        let error = serde_json::from_str::<Lexicon>(&json.replace("0.7,", "1.7,")).unwrap_err();
        assert!(error.to_string().contains("not in [0, 1): 1.7"));
    }
}
