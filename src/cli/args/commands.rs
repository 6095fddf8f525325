//! The arguments of each command, except those that are in a file of their own.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{AlignArgs, InputArgs, OutputArgs, PairArgs, TextArgs, WhichPairsArgs};
use crate::cli::values::{BeadFormat, Percent, Score, StatsFormat, SummaryFormat};
use crate::model::Locale;
use crate::pipeline::Shard;

/// Arguments of `diglot export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
    /// Which files are written, and where.
    #[command(flatten)]
    pub output: OutputArgs,
    /// Work on one of N parts of the articles and write one file for `diglot merge`; I counts from 1, and 0 stands for
    /// N. Give all parts the same options
    #[arg(long, value_name = "I/N", help_heading = "Output")]
    pub shard: Option<Shard>,
}

/// Arguments of `diglot learn`.
#[derive(Debug, Args)]
pub struct LearnArgs {
    /// File to write
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs would be made.
    #[command(flatten)]
    pub pairs: WhichPairsArgs,
}

/// Arguments of `diglot terms`.
#[derive(Debug, Args)]
pub struct TermsArgs {
    /// Folder to write to
    #[arg(long, short, value_name = "DIR", default_value = "terms", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// Only terms that were found at least so often [default: 2]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub min_count: Option<u32>,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Arguments of `diglot report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// File to write
    #[arg(long, short, value_name = "FILE", default_value = "report.html", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Arguments of `diglot review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// File to write
    #[arg(long, short, value_name = "FILE", default_value = "review.html", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,
    /// Show a random sample of this number of pairs, the same number of each class of scores
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub sample: Option<usize>,
    /// Number that chooses the sample [default: 1]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Arguments of `diglot merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The files of all shards of one export
    #[arg(required = true, value_name = "SHARD", value_hint = ValueHint::FilePath)]
    pub shards: Vec<PathBuf>,
    /// Output folder, created if it does not exist [default: exports]
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Remove the files of earlier exports that this one does not write; files that were changed since are kept
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub clean: Option<bool>,
    /// How the summary is printed: tables on standard error, or one JSON object on standard output [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub summary: Option<SummaryFormat>,
}

/// Arguments of `diglot segment`.
#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// Files to split into units
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Print one JSON object per unit, one per line, with its bytes in the file
    #[arg(long)]
    pub json: bool,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
}

/// Arguments of `diglot align-text`.
#[derive(Debug, Args)]
pub struct AlignTextArgs {
    /// Source text, one sentence per line
    #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
    pub source: PathBuf,
    /// Target text, one sentence per line
    #[arg(value_name = "TARGET", value_hint = ValueHint::FilePath)]
    pub target: PathBuf,
    /// Output format: line numbers from 0 and a score, as Vecalign writes them, or the texts [default: beads]
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
    /// SRX file with rules for splitting [default: the built-in rules]
    #[arg(long, value_name = "FILE", requires = "split", value_hint = ValueHint::FilePath)]
    pub srx: Option<PathBuf>,
    /// Minimum probability, from 0 to 1, that a bead is right [default: 0]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
}

/// Arguments of `diglot show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Path of the article below its locale folder, such as docs/install.md
    #[arg(value_name = "DOCUMENT")]
    pub document: String,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs count.
    #[command(flatten)]
    pub align: AlignArgs,
    /// Width of the output in columns [default: the width of the terminal, or 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
}

/// Arguments of `diglot layout`.
#[derive(Debug, Args)]
pub struct LayoutArgs {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `diglot init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `diglot stale`.
#[derive(Debug, Args)]
pub struct StaleArgs {
    /// Print one JSON array, which also has the translations that are up to date
    #[arg(long)]
    pub json: bool,
    /// Show the units that have to be translated again, with their lines in the original and in the translation
    #[arg(long)]
    pub units: bool,
    /// Exit with code 3 if more than this share of a translation's units is stale, such as 20%
    #[arg(long, value_name = "PERCENT")]
    pub fail_above: Option<Percent>,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
}

/// Arguments of `diglot stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Output format: tables, one JSON object, or Markdown for a dataset card [default: text]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<StatsFormat>,
    /// Print one JSON object, the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Arguments of `diglot eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// File with the gold alignments [default: gold.jsonl beside the locale folders]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub gold: Option<PathBuf>,
    /// JSONL export to score [default: export the corpus and score the result]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["min_score", "learned"], value_hint = ValueHint::FilePath)]
    pub pairs: Option<PathBuf>,
    /// List the wrong pairs, each with its line in the gold
    #[arg(long)]
    pub wrong: bool,
    /// List the gold segments that no pair contains
    #[arg(long)]
    pub missed: bool,
    /// With --decisions and without --gold: suggest the --min-score that has this precision, such as 0.99
    #[arg(long, value_name = "SHARE", conflicts_with = "gold")]
    pub precision: Option<Score>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// The corpus, and what is translated in it.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which pairs count.
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
    /// The command whose page is printed [default: the whole program]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
