//! What `diglot check` can say of a localized file, by name.
//!
//! A rule's name is what people write into configuration, baselines and ignore comments: it never changes its meaning.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::model::{Flag, named_enum};

named_enum! {
    /// How much a finding matters. The order is from least to most.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    Level {
        /// Worth knowing.
        Note = "note",
        /// Probably wrong.
        Warning = "warning",
        /// Wrong, and readers see it.
        Error = "error",
    }
}

/// Makes the enum of what is looked for in a file, with names, levels and descriptions.
macro_rules! rules {
    ($(#[doc = $about:literal] $rule:ident = $name:literal $level:ident,)+) => {
        /// What is looked for in a localized file. All but [`Rule::Pair`] say something of the file; that one of a text
        /// and its original.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $about] $rule,)+
            /// What a check on pairs finds.
            Pair(Flag),
        }

        impl Rule {
            const OF_FILES: &[Self] = &[$(Self::$rule,)+];

            /// The name in options, baselines and comments, such as `broken_table`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)+
                    Self::Pair(flag) => flag.as_str(),
                }
            }

            /// What it finds, in a line.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$rule => $about.trim_ascii(),)+
                    Self::Pair(flag) => flag.about(),
                }
            }

            /// How much it matters where nothing else is said.
            #[must_use]
            pub fn level(self) -> Level {
                match self {
                    $(Self::$rule => Level::$level,)+
                    Self::Pair(flag) => level_of(flag),
                }
            }
        }
    };
}

rules! {
    /// A file that cannot be read.
    LeftOut = "left_out" Error,
    /// An article that has no translation.
    MissingArticle = "missing_article" Warning,
    /// A translation whose original is gone.
    OrphanedArticle = "orphaned_article" Warning,
    /// A translation whose texts are still the original's.
    UntranslatedArticle = "untranslated_article" Warning,
    /// A section whose original has changed since it was translated.
    StaleSection = "stale_section" Warning,
    /// A text of the original that the translation lacks.
    LostText = "lost_text" Warning,
    /// A text that the original lacks.
    AddedText = "added_text" Note,
    /// Another block than in the original: a paragraph for a list item, another level of heading.
    Structure = "structure" Warning,
    /// A table that broke into a paragraph.
    BrokenTable = "broken_table" Error,
    /// A row with more cells than the header has; readers do not see them.
    ExtraCells = "extra_cells" Warning,
    /// A table with other columns, rows or cells than the original's.
    TableShape = "table_shape" Warning,
    /// A text that reads as the definition of a link; readers do not see it.
    SwallowedText = "swallowed_text" Warning,
    /// A code block that differs from the original's, comments and placeholders aside.
    CodeBlock = "code_block" Warning,
    /// An include, image or video that was lost or added.
    Element = "element" Warning,
    /// Front matter that cannot be read in full.
    FrontMatter = "front_matter" Warning,
    /// What a file says of its origin contradicts where it lies.
    Provenance = "provenance" Note,
    /// An ignore comment that cannot be obeyed.
    IgnoreComment = "ignore_comment" Note,
    /// An ignore comment that ignores nothing.
    UnusedIgnore = "unused_ignore" Note,
}

impl Rule {
    /// Every rule, in the order of documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        let flags = Flag::ALL.iter().filter(|flag| !OF_EXPORTS.contains(flag));
        let files = Self::OF_FILES.iter().copied();
        files.chain(flags.map(|&flag| Self::Pair(flag)))
    }

    /// Whether it compares a text with its original, so that it says nothing where the original is another than the
    /// one that was translated.
    #[must_use]
    pub fn compares(self) -> bool {
        use Flag::{Code, Length, Links, Numbers, Placeholders, Tags};
        matches!(
            self,
            Self::Pair(Numbers | Tags | Links | Code | Placeholders | Length)
        )
    }
}

/// Flags that say something of a pair in an export, and nothing of a file.
const OF_EXPORTS: [Flag; 4] = [
    Flag::NothingToTranslate,
    Flag::Duplicate,
    Flag::NearDuplicate,
    Flag::Inconsistent,
];

fn level_of(flag: Flag) -> Level {
    match flag {
        Flag::Placeholders | Flag::Residue | Flag::Encoding | Flag::Secret => Level::Error,
        Flag::Length | Flag::Quotes | Flag::Personal => Level::Note,
        _ => Level::Warning,
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// A name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule; docs/check.md lists them")]
pub struct UnknownRule(String);

impl FromStr for Rule {
    type Err = UnknownRule;

    /// A hyphen stands for an underscore.
    fn from_str(text: &str) -> Result<Self, UnknownRule> {
        let name = text.replace('-', "_");
        let found = Self::all().find(|rule| rule.as_str() == name);
        found.ok_or_else(|| UnknownRule(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name() {
        for rule in Rule::all() {
            assert_eq!(rule.as_str().parse(), Ok(rule));
            assert_eq!(rule.as_str().replace('_', "-").parse(), Ok(rule));
        }
        assert!("no_such".parse::<Rule>().is_err());
    }
}
