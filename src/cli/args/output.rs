//! What is written, and where.

use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, ValueHint};

use super::named;
use crate::cli::values::Segment;
use crate::export::{Compression, Duplicates, Format, Inline, LangStyle, Prefer};

/// What is written, and where.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Formats to write [default: tmx]
    #[arg(long, short, value_name = "FORMAT,…", value_delimiter = ',', value_parser = formats())]
    pub format: Option<Vec<Format>>,
    /// Folder to write to, which is made if it is missing; `-` writes one format to standard output [default: exports]
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Remove the files of earlier exports that this one does not write; files that were changed since are kept
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub clean: Option<bool>,
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
    /// Say in JSONL, CSV and Parquet why a pair has its flags, such as `numbers: missing: 12`
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub reasons: Option<bool>,
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
