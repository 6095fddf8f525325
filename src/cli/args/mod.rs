//! The arguments as they are typed, nothing defaulted: what is missing may stand in the configuration file.

mod check;
mod commands;
mod drift;
mod input;
mod output;
mod pairs;

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueHint};

pub use check::CheckArgs;
pub use commands::{
    AlignTextArgs, CompletionsArgs, EvalArgs, ExportArgs, InitArgs, LayoutArgs, ManArgs,
    SegmentArgs, ShowArgs, StaleArgs, StatsArgs,
};
pub use drift::DriftArgs;
pub use input::{CorpusArgs, InputArgs, TextArgs};
pub use output::OutputArgs;
pub use pairs::{AlignArgs, PairArgs};

/// Turns localized documentation into translation memories and parallel corpora.
///
/// Diglot reads the same articles in several locales (Markdown, in the dialect of Microsoft Learn and others), finds
/// out which piece of one belongs to which piece of the other, and writes the pairs to files that translation tools
/// and training programs read.
#[derive(Debug, Parser)]
#[command(name = "diglot", version, after_long_help = EXIT_CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What all commands have.
    #[command(flatten)]
    pub common: CommonArgs,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, but files were left out; a warning names each of them
  2  could not run: wrong arguments, no corpus, an output that cannot be written
  3  stale --fail-above: a translation is further behind than that
  4  check --fail-on: a finding of that level or above, which no baseline has

Configuration:
  Every option but --config has a key of the same name in diglot.toml, such as
  `min-score = 0.9` or `format = [\"tmx\", \"csv\"]`. What is typed wins. Folders in the
  file are meant from the folder the file lies in.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the aligned pairs of a corpus to files.
    ///
    /// An article is the set of files with the same path below their locale folders. The files of a run are put in
    /// place together when all of them are whole; a run that fails leaves an earlier export as it was.
    Export(ExportArgs),
    /// Show which files would be read, and why.
    ///
    /// The source locale, the locales with their numbers of files, the articles, the rules that found them, and what
    /// was passed over. With --json: source, locales, articles (in two or more locales), documents, layouts, skipped.
    Layout(LayoutArgs),
    /// Write a diglot.toml with the layout that was found.
    ///
    /// The file is written to the current folder, with the options that are used most as comments. A diglot.toml that is
    /// there is not overwritten.
    Init(InitArgs),
    /// Show the units that files are cut into.
    ///
    /// For each unit its line, its kind, its place (level of a heading, depth in lists, row and column of a cell), its
    /// label (slug, key, kind of alert) and its text without markup.
    Segment(SegmentArgs),
    /// Show an article's locales side by side, with scores.
    ///
    /// Each row holds what belongs together: kind and line of each unit, the score of its pair with the first locale
    /// of the row, and its text. Units without a partner are marked `unaligned`. Where the terminal is too narrow the
    /// locales stand one under the other.
    Show(ShowArgs),
    /// List the translations that are behind their original, and how far.
    ///
    /// Commits that changed the original since the version a translation was made from, days from that version to the
    /// last of them, and units of the original that changed, came or went, with their share of all. Today's original
    /// is the file on disk, or what HEAD of the source repository has. A `+` behind the commits says that a shallow
    /// clone may lack some; `?` stands for what cannot be known.
    Stale(StaleArgs),
    /// Find what is wrong in localized files.
    ///
    /// Each translation is held against the original it was made from: lost and added texts, broken tables and
    /// markup, changed code, numbers and links, texts that were not translated. Where the original has moved on since,
    /// sections are called stale and nothing in them is accused. Comments in the files say what is to be ignored:
    /// <!-- diglot-ignore RULE -->. docs/check.md lists the rules.
    Check(CheckArgs),
    /// Say whether one translation is up to date with one source file.
    ///
    /// Compares the two files alone, without git and without provenance. The status is `up_to_date`,
    /// `candidate_outdated`, `outdated_low_severity`, `not_translated` or `no_english_version`. The exit code is 0 for
    /// every status.
    Drift(DriftArgs),
    /// Count articles, units, words and pairs of a corpus.
    ///
    /// By locale: files, originals and translations by type, units, and words (characters for languages that set no
    /// space between words). By locale pair: articles, pairs by type, pairs dropped, units without a partner on either
    /// side; kinds, scores and flags of the pairs kept, and how often they repeat each other. By article: the share of
    /// the original's units that stand in pairs of each locale.
    Stats(StatsArgs),
    /// Score the pairs of a corpus against gold: alignments made by hand or taken from the publisher.
    ///
    /// The gold has one JSON object a line, an article each: its path, its target_locale and its segments, each with
    /// an id, a status (same, moved, edited, removed, ambiguous) and its source and target as [start, end) in
    /// characters, counted without byte-order mark and with LF line ends. A pair is right when its two sides hold the
    /// same segment, strictly right when they hold exactly the same ones.
    Eval(EvalArgs),
    /// Align two plain texts sentence by sentence.
    AlignText(AlignTextArgs),
    /// Print a completion script for a shell.
    ///
    /// For bash: diglot completions bash > ~/.local/share/bash-completion/completions/diglot
    Completions(CompletionsArgs),
    /// Print a manual page in roff, to be read with `man -l`.
    Man(ManArgs),
}

/// What all commands have.
#[derive(Debug, Args)]
pub struct CommonArgs {
    /// Configuration file [default: diglot.toml in the current folder, if it is there]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Number of threads [default: one a core]
    #[arg(long, short, global = true, value_name = "N")]
    pub jobs: Option<u16>,
    /// Print nothing but errors: no progress, warnings or summary
    #[arg(long, short, global = true, conflicts_with = "verbose", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub quiet: Option<bool>,
    /// Print every warning, not only the first few of each kind, and what was passed over
    #[arg(long, short, global = true, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub verbose: Option<bool>,
}

/// A choice among names.
fn named<T>(all: &[T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + FromStr<Err: std::error::Error + Send + Sync> + 'static,
{
    PossibleValuesParser::new(all.iter().map(|&c| name(c))).try_map(|given| given.parse::<T>())
}
