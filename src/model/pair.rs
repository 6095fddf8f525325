//! A pair: two texts that are translations of each other. It is the centre of the program: every output is made
//! of a stream of pairs.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{Flag, Flags, Locale, Matched, PairSide, TranslationType, UnitKind, named_enum};

/// How many units are on each side of a pair, such as `1-1` or `1-2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bead(pub u8, pub u8);

impl fmt::Display for Bead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1)
    }
}

impl Serialize for Bead {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

named_enum! {
    /// Who paired two texts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    Aligner {
        /// This program.
        #[default]
        Diglot = "diglot",
        /// The publisher of the texts, who put both into one file.
        Publisher = "publisher",
    }
}

/// Two texts that are translations of each other, with everything that is known about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The same in every run and on every machine. It depends on document, locales, kind, texts, and how often the
    /// same pair occurred before in the article. Letters, digits and hyphens, beginning with a letter or digit.
    pub id: String,
    /// Id of the unit pair that a sentence pair was taken from; `None` where units are the pairs.
    pub parent: Option<String>,
    /// Path of the article below the locale folder.
    pub document: String,
    /// Order among the pairs and the unaligned units of the article, counted from 0.
    pub index: u32,
    /// Kind of the units.
    pub kind: UnitKind,
    /// Headings above, outermost first, as plain text of the source side. Pairs of one section share them.
    pub context: Arc<[String]>,
    /// Label of the source unit, or of the target unit if it has none: slug, key, alert kind.
    pub label: Option<String>,
    /// Plain text of the source unit (or sentence) before this one in the document.
    pub before: Option<String>,
    /// Plain text of the source unit (or sentence) after this one in the document.
    pub after: Option<String>,
    /// Source side.
    pub source: PairSide,
    /// Target side.
    pub target: PairSide,
    /// Human, machine or unknown, for the pair as a whole.
    pub translation_type: TranslationType,
    /// Whether both sides come from the same version of the original.
    pub same_version: bool,
    /// Units on each side; sentences of one unit pair if the pair has a parent.
    pub bead: Bead,
    /// Probability that the pair is right, in [0, 1].
    pub score: f32,
    /// Problems that the checks found. Flags that compare a pair with all others, such as `duplicate`, are only known
    /// to an export, when it has seen all pairs.
    pub flags: Flags,
    /// The reason for each flag, if reasons are asked for. A flag can have several.
    pub reasons: Vec<(Flag, String)>,
    /// Who made the pair.
    pub aligner: Aligner,
    /// Whether a reviewer has decided that it is right.
    pub reviewed: bool,
    /// How the file of the target (or of the source) was found, if not by its path. The score takes it into account.
    pub matched: Option<Matched>,
}

impl Pair {
    /// The reasons in one line: `numbers: missing: 12; tags: …`. Empty if there are none.
    #[must_use]
    pub fn reasons_line(&self) -> String {
        let mut line = String::new();
        for (flag, reason) in &self.reasons {
            let separator = if line.is_empty() { "" } else { "; " };
            line.push_str(&format!("{separator}{flag}: {reason}"));
        }
        line
    }
}

/// A unit that has no partner in the other locale of a pair of versions.
#[derive(Debug, Clone, PartialEq)]
pub struct UnalignedUnit {
    /// Like a pair's id, with an empty text for the missing side.
    pub id: String,
    /// Path of the article below the locale folder.
    pub document: String,
    /// Order among the pairs and the unaligned units of the article, counted from 0.
    pub index: u32,
    /// Kind of the unit.
    pub kind: UnitKind,
    /// Headings above, outermost first, as plain text of its own side.
    pub context: Arc<[String]>,
    /// The unit.
    pub side: PairSide,
    /// The locale that it has no partner in.
    pub missing: Locale,
    /// Whether it is on the source side.
    pub is_source: bool,
}

impl UnalignedUnit {
    /// The source and the target locale.
    #[must_use]
    pub fn locales(&self) -> (&Locale, &Locale) {
        if self.is_source {
            (&self.side.locale, &self.missing)
        } else {
            (&self.missing, &self.side.locale)
        }
    }
}
