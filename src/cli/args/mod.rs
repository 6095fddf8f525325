//! The arguments as they are typed, without defaults, because the configuration file can set what is missing.

mod check;
mod commands;
mod drift;
mod fill;
mod input;
mod output;
mod pairs;

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueHint};

pub use check::CheckArgs;
pub use commands::{
    AlignTextArgs, CompletionsArgs, EvalArgs, ExportArgs, InitArgs, LayoutArgs, LearnArgs, ManArgs,
    MergeArgs, ReportArgs, ReviewArgs, SegmentArgs, ShowArgs, StaleArgs, StatsArgs, TermsArgs,
};
pub use drift::DriftArgs;
pub use fill::FillArgs;
pub use input::{CorpusArgs, InputArgs, TextArgs};
pub use output::OutputArgs;
pub use pairs::{AlignArgs, PairArgs, WhichPairsArgs};

/// Turns localized documentation into translation memories and parallel corpora.
///
/// Diglot reads the same articles in several locales (Markdown in the dialects of Microsoft Learn and others), aligns
/// their texts, and writes the pairs to files that translation tools and training programs read.
#[derive(Debug, Parser)]
#[command(name = "diglot", version, after_long_help = EXIT_CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Arguments of all commands.
    #[command(flatten)]
    pub common: CommonArgs,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, but files were skipped; a warning names each of them
  2  could not run: invalid arguments, no corpus, or an output that cannot be written
  3  stale --fail-above: a translation is more stale than allowed
  4  check --fail-on: new findings at or above the level (not in the baseline)

Configuration:
  Options have keys of the same name in diglot.toml, such as `min-score = 0.9` or
  `format = [\"tmx\", \"csv\"]`, except options that only change what one run shows.
  Options on the command line take precedence. Folders in the file are relative to
  the folder of the file.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the aligned pairs of a corpus to files.
    ///
    /// An article is the set of files with the same path below their locale folders. The files of a run replace those
    /// of an earlier run when all of them are complete; a run that fails does not change an earlier export.
    Export(ExportArgs),
    /// Fill the files of a translation tool with the translations of a corpus.
    ///
    /// Takes the files that a tool extracted from the originals: PO and POT (po4a, md2po, mdbook-i18n-helpers, Sphinx),
    /// XLIFF 1.2 and XLIFF 2. Entries without a translation are filled from the corpus, found by file, place and text,
    /// then from a memory. All else in a file stays as it is.
    Fill(FillArgs),
    /// Learn from a corpus what other runs use.
    ///
    /// Every run learns from the first articles of its corpus: which words are translations of each other, what
    /// articles have in common, and how long translations are. This writes what was learned to a file. A run with
    /// `--learned FILE` reads it, so that parts of a corpus, or single articles, are aligned as in a run over all.
    Learn(LearnArgs),
    /// Join the shards of an export.
    ///
    /// Takes the files that `diglot export --shard I/N` wrote for each I from 1 to N. Finds duplicates over all shards,
    /// and writes the same files, byte for byte, as one export of the whole corpus.
    Merge(MergeArgs),
    /// Write term candidates with their translations.
    ///
    /// Short texts that the corpus translates as a whole: headings, cells, list items, titles of tabs, and bold texts. Writes
    /// terms.csv, with counts and examples, and terms.tbx (TBX-Basic). `diglot check --glossary terms.csv` checks that
    /// translations keep to the terms that are left in the file.
    Terms(TermsArgs),
    /// Write a page that shows a team the state of its translations.
    ///
    /// One file without scripts and network, which prints well: coverage of articles by locale, human and machine translation,
    /// stale translations (with --source-repo), scores, lengths, flags, duplicates, texts that are translated in several ways,
    /// and the articles that need work first. The figures are those of `diglot stats --json`.
    Report(ReportArgs),
    /// Write a page on which people review pairs.
    ///
    /// The page is one file that opens without network. It shows the articles with their pairs, unaligned units, scores, flags
    /// and reasons. Reviewers accept, reject, join, split and re-pair with the keyboard, and download their decisions as a
    /// small file. Every command takes this file with --decisions. A corpus that is too large for one page gives a page for
    /// each pair of locales, and an index.
    Review(ReviewArgs),
    /// Show which files would be read, and why.
    ///
    /// Shows the source locale, the locales with their numbers of files, the articles, the rules that found them, and
    /// skipped files. With --json: source, locales, articles (in two or more locales), documents, layouts, skipped.
    Layout(LayoutArgs),
    /// Write a diglot.toml with the layout that was found.
    ///
    /// The file is written to the current folder, with the options that are used most as comments. A diglot.toml that is
    /// there is not overwritten.
    Init(InitArgs),
    /// Show the units of files.
    ///
    /// Shows the line of each unit, its kind, its place (level of a heading, depth in lists, row and column of a
    /// cell), its label (slug, key, kind of alert) and its text without markup.
    Segment(SegmentArgs),
    /// Show an article's locales side by side, with scores.
    ///
    /// Each row has units that belong together: kind and line of each unit, the score of its pair with the first
    /// locale of the row, and its text. Units without a partner are marked `unaligned`. In a narrow terminal the
    /// locales are shown below each other.
    Show(ShowArgs),
    /// List stale translations and how far they are behind their originals.
    ///
    /// Shows the commits that changed the original since the version that a translation was made from, the days from
    /// that version to the last of these commits, and how many units of the original were changed, added or removed.
    /// Today's original is the file on disk, or the file at HEAD of the source repository. A `+` after the commits
    /// means that a shallow clone may lack some; `?` means unknown.
    Stale(StaleArgs),
    /// Find what is wrong in localized files.
    ///
    /// Compares each translation with the original that it was made from and reports missing and extra text, broken
    /// tables and markup, changed code, numbers and links, and texts that were not translated. Sections whose original
    /// has changed since are reported as stale, and nothing else is reported in them. Comments in the files suppress
    /// findings: <!-- diglot-ignore RULE -->. docs/check.md lists the rules.
    Check(CheckArgs),
    /// Say whether one translation is up to date with one source file.
    ///
    /// Compares the two files alone, without git and without provenance. The status is `up_to_date`,
    /// `candidate_outdated`, `outdated_low_severity`, `not_translated` or `no_english_version`. The exit code is 0 for
    /// every status.
    Drift(DriftArgs),
    /// Count articles, units, words and pairs of a corpus.
    ///
    /// For each locale: files, originals, translations by type, units, and words (characters for languages without
    /// spaces between words). For each locale pair: articles, pairs by type, dropped pairs, unaligned units of each
    /// side, and kinds, scores, flags and duplicates of the pairs that are kept. For each article: the share of the
    /// original's units that are in pairs of each locale.
    Stats(StatsArgs),
    /// Score the pairs of a corpus against gold: alignments made by hand or taken from the publisher.
    ///
    /// The gold has one JSON object per line, one per article: its path, its target_locale and its segments. A segment
    /// has an id, a status (same, moved, edited, removed, ambiguous) and its source and target as [start, end) in
    /// characters, counted without byte order mark and with LF line ends. A pair is right if its two sides contain the
    /// same segment, and strictly right if they contain exactly the same segments.
    ///
    /// With --decisions and without --gold: estimates the precision of the corpus from a reviewer's decisions about a sample
    /// (`diglot review --sample`), with intervals of 95 %.
    Eval(EvalArgs),
    /// Align two plain texts sentence by sentence.
    AlignText(AlignTextArgs),
    /// Print a completion script for a shell.
    ///
    /// For bash: diglot completions bash > ~/.local/share/bash-completion/completions/diglot
    Completions(CompletionsArgs),
    /// Print a manual page in roff format; `man -l` shows it.
    Man(ManArgs),
}

/// Arguments of all commands.
#[derive(Debug, Args)]
pub struct CommonArgs {
    /// Configuration file [default: diglot.toml in the current folder, if it exists]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Number of threads [default: number of cores]
    #[arg(long, short, global = true, value_name = "N")]
    pub jobs: Option<u16>,
    /// Print errors only: no progress, warnings or summary
    #[arg(long, short, global = true, conflicts_with = "verbose", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub quiet: Option<bool>,
    /// Print every warning, not only the first ones of each kind, and skipped files
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
