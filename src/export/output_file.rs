//! Which file bytes belong to.

use std::fmt;

use crate::model::Locale;

/// Which file bytes belong to: a locale pair's or, without one, that of all locales.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey {
    /// Source and target locale; `None` for a file of all locales.
    pub pair: Option<(Locale, Locale)>,
    /// The rest of the name.
    pub ending: Ending,
}

/// What the name of a file ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ending {
    /// Itself, such as `.HT.tmx`.
    Fixed(&'static str),
    /// A dot and the source locale.
    Source,
    /// A dot and the target locale.
    Target,
    /// A folder before the name, and the end of the name.
    Within(&'static str, &'static str),
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Ending::Within(folder, _) = self.ending {
            write!(f, "{folder}/")?;
        }
        if let Some((source, target)) = &self.pair {
            write!(f, "{source}_{target}")?;
        }
        match (self.ending, &self.pair) {
            (Ending::Fixed(end) | Ending::Within(_, end), _) => f.write_str(end),
            (Ending::Source, Some((locale, _))) | (Ending::Target, Some((_, locale))) => {
                write!(f, ".{locale}")
            }
            (Ending::Source | Ending::Target, None) => Ok(()),
        }
    }
}
