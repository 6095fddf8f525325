//! The rules of `diglot check`.
//!
//! People write the name of a rule into configuration, baselines and ignore comments, so a name never changes its meaning.

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

/// Defines the rules with their names, levels and descriptions.
macro_rules! rules {
    ($(#[doc = $about:literal] $rule:ident = $name:literal $level:ident,)+) => {
        /// A rule for localized files. [`Rule::Pair`] is about a text and its source; all others are about the file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $about] $rule,)+
            /// A flag that a check on pairs found.
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

            /// What it finds, in one sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$rule => $about.trim_ascii(),)+
                    Self::Pair(flag) => flag.about(),
                }
            }

            /// The default level.
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
    /// A file that could not be read.
    LeftOut = "left_out" Error,
    /// An article that has no translation.
    MissingArticle = "missing_article" Warning,
    /// A translation without a source article.
    OrphanedArticle = "orphaned_article" Warning,
    /// A translation whose texts are still those of the source.
    UntranslatedArticle = "untranslated_article" Warning,
    /// A section whose source has changed since it was translated.
    StaleSection = "stale_section" Warning,
    /// A text of the source that the translation does not have.
    LostText = "lost_text" Warning,
    /// A text that the source does not have.
    AddedText = "added_text" Note,
    /// Another kind of block than in the source: a paragraph for a list item, or another heading level.
    Structure = "structure" Warning,
    /// A table that is broken, so that readers see a paragraph.
    BrokenTable = "broken_table" Error,
    /// A table row with more cells than the header. Readers do not see them.
    ExtraCells = "extra_cells" Warning,
    /// A table with other columns, rows or cells than in the source.
    TableShape = "table_shape" Warning,
    /// A text that is read as a link definition. Readers do not see it.
    SwallowedText = "swallowed_text" Warning,
    /// A code block that differs from the source in more than comments and placeholders.
    CodeBlock = "code_block" Warning,
    /// An include, image or video that was lost or added.
    Element = "element" Warning,
    /// A link to an anchor that does not exist.
    BrokenAnchor = "broken_anchor" Warning,
    /// A heading whose stated anchor was changed or lost.
    HeadingAnchor = "heading_anchor" Warning,
    /// A container, fence, comment or tag that is never closed.
    NotClosed = "not_closed" Warning,
    /// A term that is not translated as the glossary says. Needs `--glossary`.
    Terminology = "terminology" Warning,
    /// Front matter that cannot be read in full, or that has lost a key.
    FrontMatter = "front_matter" Warning,
    /// Metadata about the origin of a file that contradicts its folder.
    Provenance = "provenance" Note,
    /// An ignore comment that is not valid.
    IgnoreComment = "ignore_comment" Note,
    /// An ignore comment that ignores nothing.
    UnusedIgnore = "unused_ignore" Note,
}

impl Rule {
    /// Every rule, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        let flags = Flag::ALL.iter().filter(|flag| Self::is_of_files(**flag));
        let files = Self::OF_FILES.iter().copied();
        files.chain(flags.map(|&flag| Self::Pair(flag)))
    }

    /// Whether a flag says something about a file, and not only about a pair in an export.
    #[must_use]
    pub fn is_of_files(flag: Flag) -> bool {
        !OF_EXPORTS.contains(&flag)
    }

    /// Whether it compares a text with its source. It says nothing if the translation was made from another version.
    #[must_use]
    pub fn compares(self) -> bool {
        use Flag::{Code, Length, Links, Numbers, Placeholders, Tags};
        matches!(
            self,
            Self::Pair(Numbers | Tags | Links | Code | Placeholders | Length)
        )
    }
}

/// Flags about a pair in an export that say nothing about a file.
const OF_EXPORTS: [Flag; 4] = [
    Flag::NothingToTranslate,
    Flag::Duplicate,
    Flag::NearDuplicate,
    Flag::Inconsistent,
];

fn level_of(flag: Flag) -> Level {
    match flag {
        Flag::Placeholders | Flag::Residue | Flag::Encoding | Flag::Secret => Level::Error,
        Flag::Length | Flag::Quotes | Flag::Personal | Flag::PositionOnly => Level::Note,
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

/// A name that is not a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule; docs/check.md lists them")]
pub struct UnknownRule(String);

impl FromStr for Rule {
    type Err = UnknownRule;

    /// A hyphen is read as an underscore.
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
