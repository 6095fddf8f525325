//! Which files are written, and where.

use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, ValueHint};

use super::named;
use crate::cli::values::{Segment, SummaryFormat};
use crate::export::{Compression, Duplicates, Format, Inline, LangStyle, Prefer, SplitShares};
use crate::pairs::TextForm;

/// Which files are written, and where.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Formats to write [default: tmx]
    #[arg(long, short, value_name = "FORMAT,…", value_delimiter = ',', ignore_case = true, value_parser = formats())]
    pub format: Option<Vec<Format>>,
    /// Output folder, created if it does not exist; `-` writes one format to standard output [default: exports]
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Remove the files of earlier exports that this one does not write; files that were changed since are kept
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub clean: Option<bool>,
    /// How the summary is printed: tables on standard error, or one JSON object on standard output [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub summary: Option<SummaryFormat>,
    /// What a pair is: a block of text, such as a paragraph or a cell; a sentence; or a text paragraph, which is
    /// everything between two empty lines with its markup, as tools cut that read Markdown as plain text [default:
    /// block]
    #[arg(long, value_name = "WHAT")]
    pub segment: Option<Segment>,
    /// SRX file with rules for splitting sentences [default: the built-in rules]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub srx: Option<PathBuf>,
    /// CSV for Excel: with a byte order mark, CRLF, and a guard against cells that Excel would run as formulas
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub excel: Option<bool>,
    /// Write one TMX file with all locales and not one per locale pair
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub multilingual: Option<bool>,
    /// How inline markup is written in TMX and XLIFF: text keeps the texts of code and links, strip drops code, images
    /// and tags, tags keeps all markup as inline tags [default: text]
    #[arg(long, value_name = "HOW", ignore_case = true, value_parser = named(Inline::ALL, Inline::as_str))]
    pub inline: Option<Inline>,
    /// What texts are: plain text, or Markdown on one line [default: plain]
    #[arg(long, value_name = "HOW", ignore_case = true, value_parser = named(TextForm::ALL, TextForm::as_str))]
    pub text: Option<TextForm>,
    /// Tell equal texts in PO apart by msgctxt; --po-contexts=false writes one entry for each source text, which tools
    /// find that extract texts without a context [default: true]
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub po_contexts: Option<bool>,
    /// Add the Markdown of both sides to JSONL, CSV and Parquet
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub markup: Option<bool>,
    /// Add the reason for each flag to JSONL, CSV and Parquet, such as `numbers: missing: 12`
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub reasons: Option<bool>,
    /// How locales are written inside files: en-US (full) or en (primary) [default: full]
    #[arg(long, value_name = "STYLE", ignore_case = true, value_parser = named(LangStyle::ALL, LangStyle::as_str))]
    pub lang_style: Option<LangStyle>,
    /// Skip pairs with a side that is longer than this number of characters
    #[arg(long, value_name = "N")]
    pub max_chars: Option<usize>,
    /// Compress JSONL, CSV, TSV and Moses files
    #[arg(long, value_name = "HOW", ignore_case = true, value_parser = named(Compression::ALL, Compression::as_str))]
    pub compress: Option<Compression>,
    /// Also write unaligned units to JSONL, CSV, TSV, Moses and Parquet, with null for the missing side
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub unaligned: Option<bool>,
    /// How duplicates are handled: auto merges those with the same context in TMX, with their count, and marks them in
    /// other formats; keep writes all without looking for duplicates; mark writes and marks all; drop removes them
    /// [default: auto]
    #[arg(long, value_name = "WHAT", ignore_case = true, value_parser = named(Duplicates::ALL, Duplicates::as_str))]
    pub duplicates: Option<Duplicates>,
    /// Which translations of the same source text replace others: with ht, machine translations are dropped if there
    /// is a human translation anywhere in the corpus [default: none]
    #[arg(long, value_name = "TYPE", ignore_case = true, value_parser = named(Prefer::ALL, Prefer::as_str))]
    pub prefer: Option<Prefer>,
    /// Maximum number of pairs per locale pair that are compared with each other, in the order of the corpus; ten
    /// million need about 500 MB of memory [default: 10000000]
    #[arg(long, value_name = "N")]
    pub most_compared: Option<usize>,
    /// Divide the documents into parts for training, validation and test, in percent, such as 98,1,1; each part has
    /// its own files. A document always belongs to the same part
    #[arg(long, value_name = "PERCENT,…")]
    pub split: Option<SplitShares>,
    /// Leave out pairs that contain a text of this file, such as the sentences of a benchmark: one text per line or
    /// between tabs
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub exclude_texts: Option<PathBuf>,
    /// Write Parquet to several files with at most this many rows each
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub rows_per_file: Option<u64>,
    /// Licence of the texts for the dataset card, such as cc-by-4.0
    #[arg(long, value_name = "ID")]
    pub licence: Option<String>,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    named(Format::ALL, Format::as_str)
}
