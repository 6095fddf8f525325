//! The arguments of `diglot check`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{AlignArgs, CorpusArgs, InputArgs, TextArgs, named};
use crate::cli::values::{FailOn, RuleLevel};
use crate::lint::{Format, Rule};

/// Arguments of `diglot check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Output format of the findings [default: text]
    #[arg(long, short, value_name = "FORMAT", ignore_case = true, value_parser = named(Format::ALL, Format::as_str))]
    pub format: Option<Format>,
    /// File to write the findings to [default: standard output]
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Only these rules [default: all]
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub rules: Option<Vec<Rule>>,
    /// Skip these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub ignore: Option<Vec<Rule>>,
    /// Level of the findings of a rule: note, warning or error
    #[arg(long, value_name = "RULE=LEVEL,…", value_delimiter = ',')]
    pub level: Option<Vec<RuleLevel>>,
    /// Exit with code 4 if there is a new finding of this level or above [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,
    /// File with known findings, which do not fail the run and are not shown as text
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Report terms that are not translated as this CSV file says: columns source_locale, target_locale, source, target, as
    /// `diglot terms` writes them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub glossary: Option<PathBuf>,
    /// Write all findings to a file that later runs use as baseline
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub write_baseline: Option<PathBuf>,
    /// Folder of the corpus, or files of it to check alone, as a pre-commit hook or an editor names them [default: corpus
    /// if it is there, else the current folder]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What is translated in a file.
    #[command(flatten)]
    pub text: TextArgs,
    /// Which pairs count.
    #[command(flatten)]
    pub align: AlignArgs,
}

impl CheckArgs {
    /// Where the corpus is, given its folder.
    pub fn input(&self, folder: Option<PathBuf>) -> InputArgs {
        InputArgs::new(folder, &self.corpus, &self.text)
    }
}
