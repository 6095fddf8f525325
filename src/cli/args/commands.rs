//! The arguments of each command, but for those that have a file of their own.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{AlignArgs, InputArgs, OutputArgs, PairArgs, TextArgs};
use crate::cli::values::{BeadFormat, Percent, Score, StatsFormat};
use crate::model::Locale;

/// Arguments of `diglot export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
    /// What is written, and where.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `diglot segment`.
#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// Files to cut
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// One JSON object a unit and line, with its bytes in the file
    #[arg(long)]
    pub json: bool,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
}

/// Arguments of `diglot align-text`.
#[derive(Debug, Args)]
pub struct AlignTextArgs {
    /// Source text, one sentence a line
    #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
    pub source: PathBuf,
    /// Target text, one sentence a line
    #[arg(value_name = "TARGET", value_hint = ValueHint::FilePath)]
    pub target: PathBuf,
    /// What is written: line numbers from 0 and a score, as Vecalign does, or the texts [default: beads]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<BeadFormat>,
    /// Locale of the source text; needed for TMX and to split
    #[arg(long, value_name = "LOCALE")]
    pub source_locale: Option<Locale>,
    /// Locale of the target text; needed for TMX and to split
    #[arg(long, value_name = "LOCALE")]
    pub target_locale: Option<Locale>,
    /// Split the lines into sentences first
    #[arg(long)]
    pub split: bool,
    /// Rules to split by, in SRX [default: our own]
    #[arg(long, value_name = "FILE", requires = "split", value_hint = ValueHint::FilePath)]
    pub srx: Option<PathBuf>,
    /// Least probability, from 0 to 1, that a bead is right [default: 0]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
}

/// Arguments of `diglot show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Path of the article below its locale folder, such as docs/install.md
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
    /// How sure pairs have to be.
    #[command(flatten)]
    pub align: AlignArgs,
    /// Columns to use [default: those of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
}

/// Arguments of `diglot layout`.
#[derive(Debug, Args)]
pub struct LayoutArgs {
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `diglot init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `diglot stale`.
#[derive(Debug, Args)]
pub struct StaleArgs {
    /// One JSON array, with the translations that are current too
    #[arg(long)]
    pub json: bool,
    /// Show the units that need translating again, with their lines in the original and in the translation
    #[arg(long)]
    pub units: bool,
    /// End with exit code 3 if more than this share of a translation's units is behind, such as 20%
    #[arg(long, value_name = "PERCENT")]
    pub fail_above: Option<Percent>,
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `diglot stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// What the numbers are written as: tables, one JSON object, or Markdown for the card of a dataset [default: text]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<StatsFormat>,
    /// One JSON object, the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Arguments of `diglot eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// The gold [default: gold.jsonl beside the locale folders]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub gold: Option<PathBuf>,
    /// A JSONL export to score [default: what an export of the corpus would hold]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["min_score", "lexicon"], value_hint = ValueHint::FilePath)]
    pub pairs: Option<PathBuf>,
    /// List the pairs that are wrong, with the line the gold has
    #[arg(long)]
    pub wrong: bool,
    /// List the gold segments that no pair brings together
    #[arg(long)]
    pub missed: bool,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the corpus is, and what becomes a unit.
    #[command(flatten)]
    pub input: InputArgs,
    /// How sure pairs have to be.
    #[command(flatten)]
    pub align: AlignArgs,
}

/// Arguments of `diglot completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Arguments of `diglot man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command to print the page of [default: the program as a whole]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
