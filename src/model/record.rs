//! What exporters write: one aligned pair with all that is known of it.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{
    Blob, Date, Document, Flags, Inline, Locale, Source, Span, TranslationType, Unit, UnitKind,
    named_enum,
};

/// How many units stand on each side of a pair, such as `1-1` or `1-2`.
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

/// One side of a pair.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// The locale.
    pub locale: &'a Locale,
    /// Plain text; the texts of several units are joined by a space.
    pub text: Cow<'a, str>,
    /// Bytes in the file, from the first unit's first to the last unit's last.
    pub span: Span,
    /// Line the first unit begins on, counted from 1.
    pub line: u32,
    /// How it was translated; `None` for an original.
    pub translation_type: Option<TranslationType>,
    /// Hash of the original-language file this side was made from; for an original, its own.
    pub hash: Option<&'a str>,
    /// The day it was handed off.
    pub handoff: Option<Date>,
    /// Where in git its file was read from; `None` for a file on disk.
    pub blob: Option<&'a Blob>,
    /// The whole file's bytes, which `span` and the runs' spans count.
    pub file: &'a str,
    /// The inline runs, unit after unit; their text spans count bytes of `plain`.
    pub runs: Vec<&'a [Inline]>,
    /// The arena the runs' text spans point into.
    pub plain: &'a str,
}

impl<'a> Side<'a> {
    /// Some units of a file, in their order, as one side of a pair; how it was translated is not told.
    #[must_use]
    pub fn of(
        locale: &'a Locale,
        source: &'a Source,
        document: &'a Document,
        units: &[&Unit],
    ) -> Self {
        let text = match units {
            [unit] => Cow::Borrowed(document.text(unit)),
            _ => {
                let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
                Cow::Owned(texts.join(" "))
            }
        };
        let hash = source.own_hash.as_deref();
        Self {
            locale,
            text,
            span: Span {
                start: units.first().map_or(0, |u| u.span.start),
                end: units.last().map_or(0, |u| u.span.end),
            },
            line: units.first().map_or(0, |u| u.line),
            translation_type: None,
            hash: hash.or(source.provenance.source_hash.as_deref()),
            handoff: source.provenance.handoff,
            blob: source.blob.as_ref(),
            file: &source.text,
            runs: units.iter().map(|u| document.runs(u)).collect(),
            plain: &document.plain,
        }
    }
}

/// One pair, ready to be written.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// Stable over runs and machines: depends on document, locales, kind, texts, and how often the same stood before.
    /// Letters, digits and hyphens, beginning with a letter or digit.
    pub id: String,
    /// Id of the unit pair that a sentence pair was taken from; `None` where units are the pairs.
    pub parent: Option<&'a str>,
    /// Path of the article below the locale folder.
    pub document: &'a str,
    /// Order among the pairs and the unaligned units of the article, counted from 0.
    pub index: u32,
    /// Kind of the units.
    pub kind: UnitKind,
    /// Headings above, outermost first, as plain text of the source side.
    pub context: &'a [&'a str],
    /// Label of the source unit, else of the target unit: slug, key, alert kind.
    pub label: Option<&'a str>,
    /// Plain text of the source unit before and after in the document.
    pub before: Option<&'a str>,
    /// See `before`.
    pub after: Option<&'a str>,
    /// Source side.
    pub source: Side<'a>,
    /// Target side.
    pub target: Side<'a>,
    /// Human, machine or unknown, for the pair as a whole.
    pub translation_type: TranslationType,
    /// Both sides come from the same version of the original.
    pub same_version: bool,
    /// Units on each side; sentences of one unit pair where it has a parent.
    pub bead: Bead,
    /// Probability that the pair is right, in [0, 1].
    pub score: f32,
    /// What the checks have to say against it.
    pub flags: Flags,
    /// Why it has them, where that is wanted: `numbers: missing: 12; tags: …`. Empty where there is nothing to say.
    pub reasons: String,
    /// Who made the pair.
    pub aligner: Aligner,
}

/// A unit that has no partner in the other locale of a pair of versions.
#[derive(Debug, Clone)]
pub struct Unaligned<'a> {
    /// As a pair's; the text of the missing side counts as empty.
    pub id: String,
    /// Path of the article below the locale folder.
    pub document: &'a str,
    /// Order among the pairs and the unaligned units of the article, counted from 0.
    pub index: u32,
    /// Kind of the unit.
    pub kind: UnitKind,
    /// Headings above, outermost first, as plain text of its own side.
    pub context: &'a [&'a str],
    /// The side it stands on.
    pub side: Side<'a>,
    /// The locale it has no partner in.
    pub missing: &'a Locale,
    /// Whether it stands on the source side.
    pub is_source: bool,
}

impl Unaligned<'_> {
    /// The source and the target locale.
    #[must_use]
    pub fn locales(&self) -> (&Locale, &Locale) {
        if self.is_source {
            (self.side.locale, self.missing)
        } else {
            (self.missing, self.side.locale)
        }
    }
}
