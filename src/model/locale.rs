//! A locale, kept in the canonical spelling of BCP 47.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A locale such as `fr-FR`, `zh-Hans` or `de`: canonical BCP 47 whatever the spelling it was read from.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale(Arc<str>);

/// Text that is no BCP 47 language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a locale (expected a language tag such as fr-FR, zh-Hans or de)")]
pub struct LocaleError(String);

impl Locale {
    /// Reads any usual spelling: `fr-fr`, `fr_FR`, `FR-fr`, `zh-hans`, `sr-latn-rs`.
    ///
    /// # Errors
    /// When the text is no language tag: a language of two or three letters, then an optional script, region and
    /// variants. BCP 47 also reserves languages of five to eight letters; none is registered, and folders named
    /// `images` must not pass for one.
    pub fn parse(text: &str) -> Result<Self, LocaleError> {
        let error = || LocaleError(text.to_owned());
        let tag = text.replace('_', "-");
        let id = icu_locale_core::LanguageIdentifier::try_from_str(&tag).map_err(|_| error())?;
        if id.language.is_unknown() || id.language.as_str().len() > 3 {
            return Err(error());
        }
        Ok(Self(id.to_string().into()))
    }

    /// `en-US`, the default locale of originals.
    #[must_use]
    pub fn english() -> Self {
        Self("en-US".into())
    }

    /// The canonical tag, such as `fr-FR`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag, such as `fr`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl FromStr for Locale {
    type Err = LocaleError;
    fn from_str(text: &str) -> Result<Self, LocaleError> {
        Self::parse(text)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Locale {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Locale {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn every_usual_spelling_becomes_canonical() {
        for (given, canonical) in [
            ("fr-fr", "fr-FR"),
            ("fr_FR", "fr-FR"),
            ("fr", "fr"),
            ("zh-hans", "zh-Hans"),
            ("zh_Hans_CN", "zh-Hans-CN"),
            ("PT-br", "pt-BR"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(Locale::parse(given).unwrap().as_str(), canonical);
        }
    }

    #[test]
    fn other_text_is_refused() {
        for given in [
            "", "images", "articles", "docs", "x", "fr-", "und", "en US", "../en",
        ] {
            let parsed = Locale::parse(given);
            assert!(parsed.is_err(), "{given} gave {parsed:?}");
        }
    }
}
