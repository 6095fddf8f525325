//! Which file bytes belong to.

use std::fmt;

use super::settings::{LangStyle, Split};
use crate::model::Locale;

/// Which file bytes belong to: one of a locale pair or one of all locales.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey {
    /// Source and target locale; `None` for a file of all locales.
    pub pair: Option<(Locale, Locale)>,
    /// The part of a split data set; `None` if the export is not split.
    pub split: Option<Split>,
    /// The rest of the name.
    pub ending: Ending,
}

/// The end of a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
