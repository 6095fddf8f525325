//! What to write and how: the validated choices of a run.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::model::Locale;

/// A name that stands for none of the choices.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not one of {choices}")]
pub struct ParseError {
    given: String,
    choices: String,
}

/// Makes an enum of named choices: `ALL`, `as_str`, `Display` and `FromStr`.
macro_rules! choices {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$about])*
        pub enum $type { $($(#[$doc])* $variant),+ }

        impl $type {
            /// Every choice, in the order they are shown in.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name on the command line.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $type {
            type Err = ParseError;
            fn from_str(given: &str) -> Result<Self, ParseError> {
                Self::ALL.iter().copied().find(|c| c.as_str() == given).ok_or_else(|| ParseError {
                    given: given.to_owned(),
                    choices: Self::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

choices! {
    /// A format of the output.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    Format {
        /// Translation Memory eXchange 1.4b.
        Tmx = "tmx",
        /// Comma-separated values, RFC 4180.
        Csv = "csv",
        /// One JSON object a line.
        Jsonl = "jsonl",
    }
}

/// The validated choices of a run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Formats to write, each once.
    pub formats: Vec<Format>,
    /// Folder to write to; made if missing.
    pub out: PathBuf,
    /// The source locale, which the header of a multilingual TMX names.
    pub source: Locale,
    /// CSV for Excel: byte order mark and a guard against cells that would be read as formulas.
    pub excel: bool,
    /// One TMX with all locales rather than one a locale pair.
    pub multilingual: bool,
}

impl Settings {
    /// Default choices: TMX, one file a locale pair.
    #[must_use]
    pub fn new(out: impl Into<PathBuf>, source: Locale) -> Self {
        Self {
            formats: vec![Format::Tmx],
            out: out.into(),
            source,
            excel: false,
            multilingual: false,
        }
    }
}
