//! Flags: facts that speak against a pair, as a set of bits.
//!
//! Pairs carry them, so they are plain data. The checks that find them are in `quality`.

use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::named_enum;

/// Defines [`Flag`] and takes the description of each flag from its doc comment.
macro_rules! flags {
    ($(#[doc = $about:literal] $flag:ident = $name:literal,)+) => {
        named_enum! {
            /// A fact that speaks against a pair. The order is that of reports and of drop reasons.
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
            #[non_exhaustive]
            Flag { $(#[doc = $about] $flag = $name),+ }
        }

        impl Flag {
            /// What it says about a pair, in one sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$flag => $about.trim_ascii(),)+ }
            }
        }
    };
}

flags! {
    /// The target is the source text, although it contains words to translate.
    Untranslated = "untranslated",
    /// Both sides contain only code, numbers, addresses or names of files.
    NothingToTranslate = "nothing_to_translate",
    /// A number is on one side only.
    Numbers = "numbers",
    /// A tag, an image, bold text or other inline markup was lost, added or not closed.
    Tags = "tags",
    /// A link was lost or added, or leads to another page.
    Links = "links",
    /// The text of a code span was changed, lost or added.
    Code = "code",
    /// A placeholder such as `{0}` or `%s` was changed, lost or added.
    Placeholders = "placeholders",
    /// The target is much shorter or much longer than expected.
    Length = "length",
    /// The target is in another language or script than its locale.
    Language = "language",
    /// Part of the target is in the source language.
    MixedLanguage = "mixed_language",
    /// The Markdown is broken: a literal `**`, a link without text, or a link cut in two.
    Markdown = "markdown",
    /// The target contains a tag of a localization tool, such as `<bpt id="p1">`.
    Residue = "residue",
    /// Characters were damaged by a wrong encoding.
    Encoding = "encoding",
    /// An image has lost its alternative text.
    EmptyAlt = "empty_alt",
    /// A word is repeated.
    RepeatedWords = "repeated_words",
    /// A bracket in the target has no partner.
    Brackets = "brackets",
    /// A quotation mark in the target has no partner.
    Quotes = "quotes",
    /// The text contains invisible characters: controls, bidirectional overrides or zero-width characters.
    ControlCharacters = "control_characters",
    /// The text contains what looks like a key, a token or a password.
    Secret = "secret",
    /// The text contains an e-mail address that may belong to a person.
    Personal = "personal",
    /// An earlier pair has the same two texts.
    Duplicate = "duplicate",
    /// An earlier pair differs only in case, numbers and punctuation.
    NearDuplicate = "near_duplicate",
    /// The same source text has another translation elsewhere.
    Inconsistent = "inconsistent",
    /// Only its position speaks for the pair: nothing shows that the two files are versions of one text.
    PositionOnly = "position_only",
}

/// A set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Flags(u32);

impl Flags {
    /// No flag.
    pub const NONE: Self = Self(0);

    /// The set of these flags.
    #[must_use]
    pub const fn of(flags: &[Flag]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < flags.len() {
            bits |= 1 << flags[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    /// The set as a number. The meaning of the bits may change between versions.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of a number from [`Flags::bits`].
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Adds a flag.
    pub fn insert(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    /// Whether the set has a flag.
    #[must_use]
    pub fn contains(self, flag: Flag) -> bool {
        self.0 & 1 << flag as u32 != 0
    }

    /// Whether the set has no flag.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The flags that are in at least one of the sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The flags that are in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The flags that the other set does not have.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
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
