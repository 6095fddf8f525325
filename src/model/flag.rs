//! Flags: what a check has to say against a pair, one bit each.
//!
//! Rows carry them, so they are plain data; what each means and how it is found stands in `check`.

use std::fmt;
use std::str::FromStr;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Makes the enum, with what each flag is called and what it says.
macro_rules! flags {
    ($(#[doc = $about:literal] $flag:ident = $name:literal,)+) => {
        /// Something that a check has to say against a pair, in the order in which they are listed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Flag { $(#[doc = $about] $flag,)+ }

        impl Flag {
            /// Every flag, in order.
            pub const ALL: &[Self] = &[$(Self::$flag,)+];

            /// Its name in options and exports, such as `near_duplicate`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$flag => $name,)+ }
            }

            /// What it says of a pair, in a line.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$flag => $about.trim_ascii(),)+ }
            }
        }
    };
}

flags! {
    /// The target is the source's text, though there is something to translate.
    Untranslated = "untranslated",
    /// Only code, numbers, addresses and the like on both sides.
    NothingToTranslate = "nothing_to_translate",
    /// A number of one side is not on the other.
    Numbers = "numbers",
    /// Tags, images, bold or other inline markup lost, added or not closed.
    Tags = "tags",
    /// A link lost, added, or leading elsewhere.
    Links = "links",
    /// The text of a code span changed, lost or added.
    Code = "code",
    /// A placeholder such as `{0}` or `%s` changed, lost or added.
    Placeholders = "placeholders",
    /// The lengths of the two sides do not go together.
    Length = "length",
    /// A side is in another language or script than its locale's.
    Language = "language",
    /// A stretch of the source's language stands in the target.
    MixedLanguage = "mixed_language",
    /// Broken Markdown: a literal `**`, a link without text, a link cut in two.
    Markdown = "markdown",
    /// Residue of localization tools, such as `<bpt id="p1">`.
    Residue = "residue",
    /// Characters damaged by a wrong encoding.
    Encoding = "encoding",
    /// An image of the target lacks the alternative text that the source's has.
    EmptyAlt = "empty_alt",
    /// A word stands twice in a row.
    RepeatedWords = "repeated_words",
    /// A bracket of the target is not opened or not closed.
    Brackets = "brackets",
    /// A quotation mark of the target is not opened or not closed.
    Quotes = "quotes",
    /// Hidden characters: controls, bidirectional overrides, zero-width characters.
    ControlCharacters = "control_characters",
    /// Something that looks like a key, a token or a password.
    Secret = "secret",
    /// An e-mail address that may be a person's.
    Personal = "personal",
    /// The same pair stood before.
    Duplicate = "duplicate",
    /// The same pair but for case, numbers and punctuation stood before.
    NearDuplicate = "near_duplicate",
    /// The same source is translated in another way elsewhere.
    Inconsistent = "inconsistent",
}

/// A name that stands for no flag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no flag")]
pub struct FlagError(String);

impl FromStr for Flag {
    type Err = FlagError;
    fn from_str(name: &str) -> Result<Self, FlagError> {
        let found = Self::ALL.iter().find(|f| f.as_str() == name);
        found.copied().ok_or_else(|| FlagError(name.to_owned()))
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<str>::deserialize(from)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

/// A set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Flags(u32);

impl Flags {
    /// No flag.
    pub const NONE: Self = Self(0);

    /// A set of these.
    #[must_use]
    pub const fn of(flags: &[Flag]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < flags.len() {
            bits |= 1 << flags[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    /// The set as a number, for as long as the program runs.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set that gave this number.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Adds a flag.
    pub fn insert(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    /// Whether a flag is among them.
    #[must_use]
    pub fn contains(self, flag: Flag) -> bool {
        self.0 & 1 << flag as u32 != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of either set.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that the other set has too.
    #[must_use]
    pub const fn in_both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that the other set has not.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The flags, in order.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        let all = Flag::ALL.iter().copied();
        all.filter(move |&flag| self.contains(flag))
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        let mut set = Self::NONE;
        flags.into_iter().for_each(|flag| set.insert(flag));
        set
    }
}

/// The names, joined by `;`.
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, flag) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(";")?;
            }
            f.write_str(flag.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// A list of the names.
impl Serialize for Flags {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.0.count_ones() as usize))?;
        for flag in self.iter() {
            list.serialize_element(&flag)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Flags {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Vec::<Flag>::deserialize(from)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_sets_keep_the_order() {
        for &flag in Flag::ALL {
            assert_eq!(flag.as_str().parse(), Ok(flag));
            assert!(!flag.about().is_empty());
        }
        let set: Flags = [Flag::Links, Flag::Numbers].into_iter().collect();
        assert_eq!(set.to_string(), "numbers;links");
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(json, r#"["numbers","links"]"#);
        assert_eq!(serde_json::from_str::<Flags>(&json).unwrap(), set);
        assert!(serde_json::from_str::<Flags>(r#"["nonsense"]"#).is_err());
    }
}
