//! Values of options that have a syntax of their own, for the command line and for the configuration file.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use serde::Deserialize;
use serde::de::{self, Deserializer, IntoDeserializer, SeqAccess, Visitor};

use crate::article::{self, PairPolicy};
use crate::lint::{Level, Rule};
use crate::model::Locale;
use crate::quality::{Flag, Flags};
use crate::read::Field;

/// What a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Segment {
    /// A block of text: a paragraph, a heading, a cell.
    Block,
    /// A sentence, if the sentences of a block can be split and aligned.
    Sentence,
    /// All that stands between two empty lines, with its markup.
    TextParagraph,
}

/// What `align-text` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BeadFormat {
    /// Line numbers and score.
    Beads,
    /// Both texts and the score.
    Tsv,
    /// One object per bead.
    Jsonl,
    /// A translation memory.
    Tmx,
}

/// `LOCALE=DIR`: a folder that holds the files of one locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The locale.
    pub locale: Locale,
    /// Its folder.
    pub folder: PathBuf,
}

impl FromStr for Root {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (locale, folder) = split(text, "LOCALE=DIR, such as fr-FR=docs.fr-fr")?;
        Ok(Self {
            locale: Locale::parse(locale).map_err(|e| e.to_string())?,
            folder: folder.into(),
        })
    }
}

/// `KEY=FIELD`: a front-matter key with provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenanceKey {
    /// The key.
    pub key: String,
    /// What its value is.
    pub field: Field,
}

impl FromStr for ProvenanceKey {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (key, field) = split(text, "KEY=FIELD, such as from_commit=source-commit")?;
        let field = Field::deserialize(IntoDeserializer::<de::value::Error>::into_deserializer(
            field,
        ));
        Ok(Self {
            key: key.to_owned(),
            field: field.map_err(|e| e.to_string())?,
        })
    }
}

fn split<'a>(text: &'a str, expected: &str) -> Result<(&'a str, &'a str), String> {
    let parts = text
        .split_once('=')
        .filter(|(a, b)| !a.is_empty() && !b.is_empty());
    parts.ok_or_else(|| format!("`{text}` is not {expected}"))
}

/// A minimum score: a number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score(pub f32);

impl FromStr for Score {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let score = text.parse().ok().filter(|s| (0.0..=1.0).contains(s));
        score
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a number from 0 to 1"))
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        f64::deserialize(from)?
            .to_string()
            .parse()
            .map_err(de::Error::custom)
    }
}

/// A share in percent, such as `20%`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(pub f64);

impl FromStr for Percent {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.strip_suffix('%').unwrap_or(text).trim_end().parse();
        let number = number.ok().filter(|n| (0.0..=100.0).contains(n));
        number
            .map(|n: f64| Self(n / 100.0))
            .ok_or_else(|| format!("`{text}` is not a share from 0% to 100%"))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Which locales of an article are paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pairs {
    /// The source with each other locale. Articles without a version in the source locale give every pair of locales.
    Auto,
    /// Only the source with each other locale.
    Source,
    /// Every pair of locales.
    All,
}

impl From<Pairs> for PairPolicy {
    fn from(pairs: Pairs) -> Self {
        match pairs {
            Pairs::Auto => Self::Auto,
            Pairs::Source => Self::Source,
            Pairs::All => Self::All,
        }
    }
}

/// A flag, or all flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagChoice {
    /// All.
    All,
    /// One.
    One(Flag),
}

impl FromStr for FlagChoice {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self::All);
        }
        // As they are written in exports, or as options are.
        let flag = text.replace('-', "_").parse();
        flag.map(Self::One).map_err(|_| {
            let names: Vec<_> = Flag::ALL.iter().map(|f| f.as_str()).collect();
            format!("`{text}` is no flag: flags are all, {}", names.join(", "))
        })
    }
}

impl FlagChoice {
    /// The flags of some choices.
    pub fn flags(choices: &[Self]) -> Flags {
        let flags = |choice: &Self| match choice {
            Self::All => Flag::ALL.iter().copied().collect(),
            Self::One(flag) => Flags::of(&[*flag]),
        };
        choices.iter().map(flags).fold(Flags::NONE, Flags::union)
    }
}

/// How a text was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
pub enum TranslationType {
    /// By humans.
    #[value(name = "HT")]
    #[serde(rename = "HT")]
    Human,
    /// By machine.
    #[value(name = "MT")]
    #[serde(rename = "MT")]
    Machine,
    /// Unknown.
    #[value(name = "unknown")]
    #[serde(rename = "unknown")]
    Unknown,
}

impl From<TranslationType> for crate::model::TranslationType {
    fn from(given: TranslationType) -> Self {
        match given {
            TranslationType::Human => Self::Human,
            TranslationType::Machine => Self::Machine,
            TranslationType::Unknown => Self::Unknown,
        }
    }
}

/// The version of the original that pairs use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceVersion {
    /// The exact version that the translation was made from, from git.
    Exact,
    /// Today's version: the file on disk, or the one at HEAD of the source repository.
    Current,
}

impl From<SourceVersion> for article::SourceVersion {
    fn from(given: SourceVersion) -> Self {
        match given {
            SourceVersion::Exact => Self::Exact,
            SourceVersion::Current => Self::Current,
        }
    }
}

/// What else is read as units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Include {
    /// Code blocks.
    Code,
}

/// What `stats` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatsFormat {
    /// Tables for a terminal.
    #[default]
    Text,
    /// One object.
    Json,
    /// Markdown.
    Markdown,
}

/// How the summary of an export is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SummaryFormat {
    /// Tables on standard error.
    #[default]
    Text,
    /// One object on standard output.
    Json,
}

/// The minimum level of a finding that makes a run of `check` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Any finding.
    Note,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
    /// None.
    Never,
}

impl From<FailOn> for Option<Level> {
    fn from(given: FailOn) -> Self {
        match given {
            FailOn::Note => Some(Level::Note),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Error => Some(Level::Error),
            FailOn::Never => None,
        }
    }
}

/// `RULE=LEVEL`: the level of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleLevel(pub Rule, pub Level);

impl FromStr for RuleLevel {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (rule, level) = split(text, "RULE=LEVEL, such as numbers=error")?;
        let rule = rule.parse::<Rule>().map_err(|e| e.to_string())?;
        let level = level.parse::<Level>().map_err(|e| e.to_string())?;
        Ok(Self(rule, level))
    }
}

/// A text in the configuration file, read as on the command line.
pub fn one<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(de::Error::custom)
}

/// A list of texts in the configuration file, each read as on the command line.
pub fn list<'de, D, T>(from: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    struct Texts<T>(PhantomData<T>);

    impl<'de, T: FromStr<Err: fmt::Display>> Visitor<'de> for Texts<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of texts")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(item) = items.next_element::<String>()? {
                list.push(item.parse().map_err(de::Error::custom)?);
            }
            Ok(list)
        }
    }
    from.deserialize_seq(Texts(PhantomData)).map(Some)
}
