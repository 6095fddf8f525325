//! What to write and how: the validated choices of a run.

use std::path::PathBuf;
use std::sync::Arc;

use super::ExcludedTexts;
use crate::model::{Flag, Flags, Locale, named_enum};
use crate::quality::DedupSettings;

named_enum! {
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
        /// Two files with a text a line, and one with what belongs to them.
        Moses = "moses",
        /// gettext's portable object.
        Po = "po",
        /// XLIFF 2.1.
        Xliff = "xliff",
        /// XLIFF 1.2, which most translation tools read.
        Xliff12 = "xliff12",
        /// Tab-separated values in the order Bitextor has them.
        Tsv = "tsv",
        /// A Hugging Face dataset folder: Parquet and a card.
        Hf = "hf",
        /// One JSON object per document, with all its paragraphs in order.
        Documents = "documents",
        /// OPUS: the texts of each side in XML, and an alignment file in XCES.
        Opus = "opus",
        /// Source texts that are translated in several ways.
        Variants = "variants",
    }
}

named_enum! {
    /// What becomes of inline markup in TMX and XLIFF.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    Inline {
        /// Plain text: the markup is gone, code and the texts of links stay.
        #[default]
        Text = "text",
        /// Only what is language: code, images, tags and directives are gone too.
        Strip = "strip",
        /// Tags that hold the markup, so that the original bytes can be rebuilt.
        Tags = "tags",
    }
}

named_enum! {
    /// How much of a locale is written inside files; their names always have all of it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    LangStyle {
        /// All, as in `en-US`.
        #[default]
        Full = "full",
        /// The language, as in `en`.
        Primary = "primary",
    }
}

named_enum! {
    /// How files of lines are compressed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    Compression {
        /// Zstandard, `.zst`.
        Zstd = "zstd",
        /// Gzip, `.gz`.
        Gzip = "gzip",
    }
}

named_enum! {
    /// What becomes of pairs that repeat an earlier one.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    Duplicates {
        /// A TMX has them once for each context, with their count; other formats have all of them, marked.
        #[default]
        Auto = "auto",
        /// All are written, and nobody looks for them.
        Keep = "keep",
        /// All are written, marked, in TMX too.
        Mark = "mark",
        /// They are left out, whatever their context.
        Drop = "drop",
    }
}

named_enum! {
    /// Which translations drive out others of the same source.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    Prefer {
        /// None.
        #[default]
        None = "none",
        /// Human translations drive out machine translations.
        Human = "ht",
    }
}

named_enum! {
    /// A part of a split data set.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    Split {
        /// For training.
        Train = "train",
        /// For choosing between models.
        Validation = "validation",
        /// For the final figures.
        Test = "test",
    }
}

/// How many percent of the documents each part of a data set gets: training, validation, test.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct SplitShares([f64; 3]);

/// Shares that do not divide the whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not three shares in percent whose sum is 100, such as 98,1,1")]
pub struct SplitError(String);

impl std::str::FromStr for SplitShares {
    type Err = SplitError;

    fn from_str(given: &str) -> Result<Self, SplitError> {
        let error = || SplitError(given.to_owned());
        let shares: Result<Vec<f64>, _> = given.split(',').map(|s| s.trim().parse()).collect();
        let shares = <[f64; 3]>::try_from(shares.map_err(|_| error())?).map_err(|_| error())?;
        let is_share = |share: &f64| (0.0..=100.0).contains(share);
        let is_whole = (shares.iter().sum::<f64>() - 100.0).abs() < 1e-6;
        (shares.iter().all(is_share) && is_whole)
            .then_some(Self(shares))
            .ok_or_else(error)
    }
}

impl<'de> serde::Deserialize<'de> for SplitShares {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // A text in a configuration file, a list in a manifest.
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Given {
            Text(String),
            List(Vec<f64>),
        }
        let given = match Given::deserialize(from)? {
            Given::Text(text) => text,
            Given::List(shares) => {
                let shares: Vec<String> = shares.iter().map(f64::to_string).collect();
                shares.join(",")
            }
        };
        given.parse().map_err(serde::de::Error::custom)
    }
}

impl SplitShares {
    /// The part that a document belongs to. It depends on the document's path alone: a document stays in its part when
    /// the corpus grows, and is in the same part in all pairs of locales.
    #[must_use]
    pub fn split(&self, document: &str) -> Split {
        let hash = twox_hash::XxHash3_64::oneshot(document.as_bytes());
        // 53 bits are exact in a float.
        let place = (hash >> 11) as f64 / (1_u64 << 53) as f64 * 100.0;
        let Self([train, validation, _]) = self;
        if place < *train {
            Split::Train
        } else if place < train + validation {
            Split::Validation
        } else {
            Split::Test
        }
    }
}

impl LangStyle {
    /// The tags of two locales. They stay whole where their languages are the same, which would make them one.
    #[must_use]
    pub fn tags<'a>(self, source: &'a Locale, target: &'a Locale) -> (&'a str, &'a str) {
        if self == Self::Full || source.language() == target.language() {
            (source.as_str(), target.as_str())
        } else {
            (source.language(), target.language())
        }
    }
}

/// The validated choices of a run.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// Formats to write, each once.
    pub formats: Vec<Format>,
    /// Folder to write to; made if missing.
    #[serde(skip)]
    pub out: PathBuf,
    /// Removes the files of earlier exports that this one does not write.
    #[serde(skip)]
    pub clean: bool,
    /// What else the manifest says about how the pairs were made, by the name of the option.
    #[serde(flatten)]
    pub run: serde_json::Map<String, serde_json::Value>,
    /// TMX has one file per translation type rather than one for all.
    pub by_translation_type: bool,
    /// The source locale, which the header of a multilingual TMX names.
    pub source: Locale,
    /// CSV for Excel: byte order mark and a guard against cells that would be read as formulas.
    pub excel: bool,
    /// One TMX with all locales rather than one a locale pair.
    pub multilingual: bool,
    /// What becomes of inline markup in TMX and XLIFF.
    pub inline: Inline,
    /// JSONL and CSV have the Markdown of both sides, and what is wrong with its tags.
    pub markup: bool,
    /// Whether JSONL, CSV and Parquet say why a pair has its flags.
    pub reasons: bool,
    /// JSONL and CSV tell which commit and path a source was read from.
    pub origins: bool,
    /// JSONL and CSV tell who made a pair.
    pub aligner: bool,
    /// JSONL, CSV and Parquet tell which pairs a reviewer has accepted.
    pub reviewed: bool,
    /// JSONL and CSV tell which commit and path a target was read from.
    pub past: bool,
    /// JSONL, CSV and Parquet tell which file a translation was found in, and how likely it is the right one.
    pub matched: bool,
    /// Pairs are sentences: memories say so, and pairs name the pair of units they are taken from.
    pub sentences: bool,
    /// PO has an entry for each pair, told apart by `msgctxt`. Otherwise it has an entry for each source text.
    pub po_contexts: bool,
    /// How much of a locale is written inside files.
    pub lang_style: LangStyle,
    /// Pairs with a longer side are left out and counted (characters, that is code points).
    pub max_chars: Option<usize>,
    /// Compresses JSONL, CSV, TSV and Moses.
    pub compress: Option<Compression>,
    /// Units without a partner are written too, where the format can hold them: JSONL, CSV, TSV, Moses and HF.
    pub unaligned: bool,
    /// What becomes of pairs that repeat an earlier one.
    pub duplicates: Duplicates,
    /// Which translations drive out others of the same source.
    pub prefer: Prefer,
    /// Pairs with one of these flags are left out, of the flags that are known when all pairs are.
    pub drop: Flags,
    /// How many pairs of two locales are compared with each other, in the order of the corpus.
    pub most_compared: usize,
    /// Divides the documents into parts for training, validation and test.
    pub split: Option<SplitShares>,
    /// Pairs and units that contain one of these texts are left out.
    #[serde(skip)]
    pub excluded_texts: Option<Arc<ExcludedTexts>>,
    /// A Parquet file has at most this many rows; more rows go to further files.
    pub rows_per_file: Option<u64>,
    /// Where the texts come from, for the card of a dataset: repositories with their commits.
    pub sources: Vec<String>,
    /// Licence of the texts, for the card of a dataset: an SPDX identifier in lower case.
    pub licence: Option<String>,
}

impl Settings {
    /// Default choices: TMX, one file a locale pair.
    #[must_use]
    pub fn new(out: impl Into<PathBuf>, source: Locale) -> Self {
        Self {
            formats: vec![Format::Tmx],
            out: out.into(),
            clean: false,
            run: serde_json::Map::new(),
            by_translation_type: true,
            source,
            excel: false,
            multilingual: false,
            inline: Inline::default(),
            markup: false,
            reasons: false,
            origins: false,
            past: false,
            matched: false,
            aligner: false,
            reviewed: false,
            sentences: false,
            po_contexts: true,
            lang_style: LangStyle::default(),
            max_chars: None,
            compress: None,
            unaligned: false,
            duplicates: Duplicates::default(),
            prefer: Prefer::default(),
            drop: Flags::NONE,
            most_compared: DedupSettings::MOST,
            split: None,
            excluded_texts: None,
            rows_per_file: None,
            sources: Vec::new(),
            licence: None,
        }
    }

    /// The settings as the manifest has them.
    pub(super) fn describe(&self) -> serde_json::Map<String, serde_json::Value> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(settings)) => settings,
            // Names, numbers and lists of them always become an object.
            _ => serde_json::Map::new(),
        }
    }

    /// Whether pairs are compared with each other.
    #[must_use]
    pub fn compares(&self) -> bool {
        self.duplicates != Duplicates::Keep
            || self.formats.contains(&Format::Variants)
            || self.po_without_contexts()
            || self.drops_late()
    }

    /// Whether a PO has each source text once.
    pub(super) fn po_without_contexts(&self) -> bool {
        self.formats.contains(&Format::Po) && !self.po_contexts
    }

    /// Whether pairs are left out for what is known only when all pairs are.
    #[must_use]
    pub fn drops_late(&self) -> bool {
        let DedupSettings {
            prefer_human, drop, ..
        } = self.judge();
        prefer_human || !drop.intersection(DedupSettings::FLAGS).is_empty()
    }

    /// Whether a translation memory has pairs once for each context.
    pub(super) fn merges(&self) -> bool {
        let has_memory = self.formats.contains(&Format::Tmx) && !self.multilingual;
        has_memory && self.duplicates == Duplicates::Auto
    }

    /// How they are judged.
    pub(super) fn judge(&self) -> DedupSettings {
        let duplicates = match self.duplicates {
            Duplicates::Drop => Flags::of(&[Flag::Duplicate]),
            _ => Flags::NONE,
        };
        DedupSettings {
            prefer_human: self.prefer == Prefer::Human,
            drop: self.drop.union(duplicates),
            most: self.most_compared,
        }
    }
}
