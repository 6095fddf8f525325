//! The arguments as they are typed, nothing defaulted: what is missing may stand in the configuration file.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueHint};

use super::values::{
    BeadFormat, FailOn, FlagChoice, Include, Pairs, Percent, ProvenanceKey, Root, RuleLevel, Score,
    Segment, SourceVersion, StatsFormat, TranslationType,
};
use crate::check::{Preset, Rule};
use crate::export::{Compression, Duplicates, Format, Inline, LangStyle, Prefer};
use crate::model::Locale;
use crate::report;

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

/// Where the corpus is.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Corpus")]
pub struct CorpusArgs {
    /// Folder of the corpus, which holds a folder a locale: DIR/<locale>/<path>.md [default: corpus]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub corpus: Option<PathBuf>,
    /// Folder of one locale, wherever it is; may be given several times, also for the same locale
    #[arg(long, value_name = "LOCALE=DIR", conflicts_with = "corpus")]
    pub root: Option<Vec<Root>>,
    /// Locale the originals are written in [default: en-US]
    #[arg(long, value_name = "LOCALE")]
    pub source: Option<Locale>,
    /// Only these locales, and their order [default: all, the source first, the rest by name]
    #[arg(long, value_name = "LOCALE,…", value_delimiter = ',')]
    pub locales: Option<Vec<Locale>>,
    /// Clone of the git repository that holds the originals, bare or not, shallow or partial; may be given several
    /// times. Each translation is paired with the version it was made from, which its front matter names
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub source_repo: Option<Vec<PathBuf>>,
    /// Folder in the source repository that stands for the locale folder, where the paths differ; may be given
    /// several times
    #[arg(long, value_name = "PREFIX")]
    pub source_path: Option<Vec<String>>,
    /// Which version of the original stands in the pairs, where there is a source repository [default: exact]
    #[arg(long, value_name = "VERSION")]
    pub source_version: Option<SourceVersion>,
}

/// What becomes a unit.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Text")]
pub struct TextArgs {
    /// Front-matter keys whose values are translated [default: title,description,keywords]
    #[arg(long, value_name = "KEY,…", value_delimiter = ',')]
    pub front_matter_keys: Option<Vec<String>>,
    /// A further front-matter key that tells where a text comes from; FIELD is translation-type, source-hash,
    /// source-commit, handoff or locale
    #[arg(long, value_name = "KEY=FIELD")]
    pub provenance_key: Option<Vec<ProvenanceKey>>,
    /// What becomes a unit beyond running text
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub include: Option<Vec<Include>>,
}

/// Which pairs are made and kept.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Pairs")]
pub struct PairArgs {
    /// Which locales of an article are paired [default: auto]
    #[arg(long, value_name = "WHICH")]
    pub pairs: Option<Pairs>,
    /// Also pair the earlier versions of the translations, from the git repositories their folders lie in; what a
    /// later version says too comes once. Needs --source-repo
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub history: Option<bool>,
    /// Also read the pairs that the publisher made in the files: Microsoft's side-by-side markup, and originals in
    /// comments as Kubernetes has them. JSONL and CSV tell them from ours in the column `aligner`, TMX by `x-aligner`
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub publisher_pairs: Option<bool>,
    /// Least probability, from 0 to 1, that a pair is right [default: 0.75]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
    /// Only pairs translated in these ways [default: all]; a pair is MT if either side is
    #[arg(long, value_name = "TYPE,…", value_delimiter = ',', ignore_case = true)]
    pub translation_type: Option<Vec<TranslationType>>,
    /// Settings for a purpose, which those that are set apart overrule: tm for a translation memory, training for
    /// models of translation, review for people who look at pairs; docs/checks/README.md says what each sets
    #[arg(long = "for", value_name = "PURPOSE", value_parser = named(Preset::ALL, Preset::as_str))]
    pub purpose: Option<Preset>,
    /// Drop pairs with these flags too, such as numbers,links; `all` for all of them
    #[arg(long, value_name = "FLAG,…", value_delimiter = ',')]
    pub drop: Option<Vec<FlagChoice>>,
    /// Keep pairs with these flags, whatever else says that they are dropped; `all` for all of them
    #[arg(long, value_name = "FLAG,…", value_delimiter = ',')]
    pub keep: Option<Vec<FlagChoice>>,
    /// Look at the texts of the pairs: without, no pair has flags and none is dropped for them [default: true]
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub checks: Option<bool>,
    /// Word links for aligning what structure leaves open: `off`, or a file of links learned before, which is
    /// written if it is not there [default: learned from the corpus anew]
    #[arg(long, value_name = "off|FILE", value_hint = ValueHint::FilePath)]
    pub lexicon: Option<PathBuf>,
}

/// What is written, and where.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Formats to write [default: tmx]
    #[arg(long, short, value_name = "FORMAT,…", value_delimiter = ',', value_parser = formats())]
    pub format: Option<Vec<Format>>,
    /// Folder to write to; made if it is missing [default: exports]
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// What a pair is: a block of text, such as a paragraph, or a sentence [default: block]
    #[arg(long, value_name = "WHAT")]
    pub segment: Option<Segment>,
    /// Rules to split sentences by, in SRX [default: our own]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub srx: Option<PathBuf>,
    /// CSV for Excel: a byte-order mark, CRLF, and a guard against cells that would be read as formulas
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub excel: Option<bool>,
    /// One TMX file with all locales rather than one a locale pair
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub multilingual: Option<bool>,
    /// What becomes of inline markup in TMX and XLIFF: text keeps the texts of code and links, strip drops code, images
    /// and tags, tags keeps all markup as inline tags [default: text]
    #[arg(long, value_name = "HOW", value_parser = named(Inline::ALL, Inline::as_str))]
    pub inline: Option<Inline>,
    /// Add the Markdown of both sides to JSONL, CSV and Parquet, and what is wrong with its tags
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub markup: Option<bool>,
    /// How much of a locale is written inside files: en-US or en [default: full]
    #[arg(long, value_name = "STYLE", value_parser = named(LangStyle::ALL, LangStyle::as_str))]
    pub lang_style: Option<LangStyle>,
    /// Leave out pairs with a side of more characters
    #[arg(long, value_name = "N")]
    pub max_chars: Option<usize>,
    /// Compress the files of lines: JSONL, CSV, TSV and Moses
    #[arg(long, value_name = "HOW", value_parser = named(Compression::ALL, Compression::as_str))]
    pub compress: Option<Compression>,
    /// Write units without a partner too, null on the missing side, to JSONL, CSV, TSV, Moses and Parquet
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub unaligned: Option<bool>,
    /// What becomes of pairs that repeat an earlier one: auto has them once a context in TMX, with their count, and
    /// marked in other formats; keep writes all and looks for none; mark writes and marks all; drop leaves them out
    /// [default: auto]
    #[arg(long, value_name = "WHAT", value_parser = named(Duplicates::ALL, Duplicates::as_str))]
    pub duplicates: Option<Duplicates>,
    /// Translations that drive out others of the same source, wherever in the corpus they stand: with ht, machine
    /// translations are left out where there is a human one [default: none]
    #[arg(long, value_name = "TYPE", ignore_case = true, value_parser = named(Prefer::ALL, Prefer::as_str))]
    pub prefer: Option<Prefer>,
    /// How many pairs of two locales are compared with each other, in the order of the corpus; ten million take about
    /// 500 MB [default: 10000000]
    #[arg(long, value_name = "N")]
    pub most_compared: Option<usize>,
    /// Licence of the texts, for the card of a dataset, such as cc-by-4.0
    #[arg(long, value_name = "ID")]
    pub licence: Option<String>,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    named(Format::ALL, Format::as_str)
}

/// A choice among names.
fn named<T>(all: &[T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + FromStr<Err: std::error::Error + Send + Sync> + 'static,
{
    PossibleValuesParser::new(all.iter().map(|&c| name(c))).try_map(|given| given.parse::<T>())
}

/// Arguments of `diglot export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Folder of the corpus, the same as --corpus
    #[arg(value_name = "CORPUS", conflicts_with_all = ["corpus", "root"], value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
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
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
    /// Least probability, from 0 to 1, of a pair that is shown as one [default: 0.75]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
    /// Word links for aligning: `off`, or a file of links learned before [default: learned from the corpus]
    #[arg(long, value_name = "off|FILE", value_hint = ValueHint::FilePath)]
    pub lexicon: Option<PathBuf>,
    /// Columns to use [default: those of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
}

/// Arguments of `diglot stale`.
#[derive(Debug, Args)]
pub struct StaleArgs {
    /// Folder of the corpus, the same as --corpus
    #[arg(value_name = "CORPUS", conflicts_with_all = ["corpus", "root"], value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// One JSON array, with the translations that are current too
    #[arg(long)]
    pub json: bool,
    /// Show the units that need translating again, with their lines in the original and in the translation
    #[arg(long)]
    pub units: bool,
    /// End with exit code 3 if more than this share of a translation's units is behind, such as 20%
    #[arg(long, value_name = "PERCENT")]
    pub fail_above: Option<Percent>,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
}

/// Arguments of `diglot check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Folder of the corpus, the same as --corpus
    #[arg(value_name = "CORPUS", conflicts_with_all = ["corpus", "root"], value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// What the findings are written as [default: text]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<report::Format>,
    /// File to write the findings to [default: standard output]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Only these rules [default: all]
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub rules: Option<Vec<Rule>>,
    /// Not these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub ignore: Option<Vec<Rule>>,
    /// How much findings of a rule matter: note, warning or error
    #[arg(long, value_name = "RULE=LEVEL,…", value_delimiter = ',')]
    pub level: Option<Vec<RuleLevel>>,
    /// End with exit code 4 if there is a finding of this level or above [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// Findings that are known: they neither fail the run nor are shown as text
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Write all findings to a file, to be the baseline of later runs
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub write_baseline: Option<PathBuf>,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
    /// Least probability, from 0 to 1, that two texts belong together for them to be compared [default: 0.75]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
    /// Word links for aligning: `off`, or a file of links learned before [default: learned from the corpus]
    #[arg(long, value_name = "off|FILE", value_hint = ValueHint::FilePath)]
    pub lexicon: Option<PathBuf>,
}

/// Arguments of `diglot stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Folder of the corpus, the same as --corpus
    #[arg(value_name = "CORPUS", conflicts_with_all = ["corpus", "root"], value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// What the numbers are written as: tables, one JSON object, or Markdown for the card of a dataset [default: text]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<StatsFormat>,
    /// One JSON object, the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
    /// Which pairs are made and kept.
    #[command(flatten)]
    pub pairs: PairArgs,
}

/// Arguments of `diglot eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Folder of the corpus and its gold, the same as --corpus
    #[arg(value_name = "CASE", conflicts_with_all = ["corpus", "root"], value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// The gold [default: gold.jsonl beside the locale folders]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub gold: Option<PathBuf>,
    /// A JSONL export to score [default: what an export of the corpus would hold]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
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
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
    /// Least probability, from 0 to 1, of a pair that is scored [default: 0.75]
    #[arg(long, value_name = "SCORE", conflicts_with = "pairs")]
    pub min_score: Option<Score>,
    /// Word links for aligning: `off`, or a file of links learned before [default: learned from the corpus]
    #[arg(long, value_name = "off|FILE", conflicts_with = "pairs", value_hint = ValueHint::FilePath)]
    pub lexicon: Option<PathBuf>,
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
