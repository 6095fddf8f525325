//! Which file bytes belong to.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize};

use super::settings::{LangStyle, Split};
use crate::model::Locale;

/// Which file bytes belong to: one of a locale pair or one of all locales.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileKey {
    /// Source and target locale; `None` for a file of all locales.
    pub pair: Option<(Locale, Locale)>,
    /// The part of a split data set; `None` if the export is not split.
    pub split: Option<Split>,
    /// The rest of the name.
    pub ending: Ending,
}

/// The end of a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Ending {
    /// This text, such as `.HT.tmx`.
    Fixed(&'static str),
    /// A dot and the language of the source locale, as programs for Moses files expect it. It is the whole locale if
    /// both have the same language.
    Source,
    /// A dot and the language of the target locale.
    Target,
    /// A folder before the name, and the end of the name.
    Within(&'static str, &'static str),
    /// A folder before the name, the language of the source locale, and the end of the name.
    SourceWithin(&'static str, &'static str),
    /// A folder before the name, the language of the target locale, and the end of the name.
    TargetWithin(&'static str, &'static str),
}

impl<'de> Deserialize<'de> for Ending {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        enum Read {
            Fixed(String),
            Source,
            Target,
            Within(String, String),
            SourceWithin(String, String),
            TargetWithin(String, String),
        }
        Ok(match Read::deserialize(from)? {
            Read::Fixed(end) => Self::Fixed(interned(end)),
            Read::Source => Self::Source,
            Read::Target => Self::Target,
            Read::Within(folder, end) => Self::Within(interned(folder), interned(end)),
            Read::SourceWithin(folder, end) => Self::SourceWithin(interned(folder), interned(end)),
            Read::TargetWithin(folder, end) => Self::TargetWithin(interned(folder), interned(end)),
        })
    }
}

/// A text for the rest of the run. A run reads a few dozen different endings, so they are kept.
fn interned(text: String) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(&*text) {
        return known;
    }
    let text: &'static str = text.leak();
    known.insert(text);
    text
}

impl Ending {
    fn folder(self) -> Option<&'static str> {
        match self {
            Self::Fixed(_) | Self::Source | Self::Target => None,
            Self::Within(folder, _)
            | Self::SourceWithin(folder, _)
            | Self::TargetWithin(folder, _) => Some(folder),
        }
    }

    /// The language in the name, and what comes after it.
    fn rest<'a>(self, languages: (&'a str, &'a str)) -> (Option<&'a str>, &'static str) {
        match self {
            Self::Fixed(end) | Self::Within(_, end) => (None, end),
            Self::Source => (Some(languages.0), ""),
            Self::Target => (Some(languages.1), ""),
            Self::SourceWithin(_, end) => (Some(languages.0), end),
            Self::TargetWithin(_, end) => (Some(languages.1), end),
        }
    }
}

impl FileKey {
    /// The name without folder, language and ending: the locales and the part of the data set.
    #[must_use]
    pub fn stem(&self) -> String {
        let pair = self.pair.as_ref();
        let locales = pair.map(|(source, target)| format!("{source}_{target}"));
        let split = self.split.map(|split| split.to_string());
        let parts: Vec<String> = locales.into_iter().chain(split).collect();
        parts.join(".")
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(folder) = self.ending.folder() {
            write!(f, "{folder}/")?;
        }
        f.write_str(&self.stem())?;
        if self.pair.is_none() && self.split.is_some() {
            f.write_str(".")?;
        }
        let languages = match &self.pair {
            Some((source, target)) => LangStyle::Primary.tags(source, target),
            None => Default::default(),
        };
        let (language, end) = self.ending.rest(languages);
        if let Some(language) = language {
            write!(f, ".{language}")?;
        }
        f.write_str(end)
    }
}
