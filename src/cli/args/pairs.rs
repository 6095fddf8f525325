//! Which pairs are made and kept.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::named;
use crate::cli::values::{FlagChoice, Pairs, Score, TranslationType};
use crate::quality::Preset;

/// Which pairs are made and kept.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Pairs")]
pub struct PairArgs {
    /// Which pairs are made.
    #[command(flatten)]
    pub which: WhichPairsArgs,
    /// Minimum probability, from 0 to 1, that a pair is right [default: 0.75]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
    /// Only pairs of these translation types [default: all]; a pair is MT if one of its sides is
    #[arg(long, value_name = "TYPE,…", value_delimiter = ',', ignore_case = true)]
    pub translation_type: Option<Vec<TranslationType>>,
    /// Preset for a use case: tm for a translation memory, training for translation models, review for people who look
    /// at pairs; or for a tool that reads the memory: omegat, okapi, md2po, po4a, mdbook, weblate, trados, memoq.
    /// Explicit options take precedence. docs/checks/README.md and docs/tools.md list the settings of each
    #[arg(long = "for", value_name = "PURPOSE", ignore_case = true, value_parser = named(Preset::ALL, Preset::as_str))]
    pub purpose: Option<Preset>,
    /// Also drop pairs with these flags, such as numbers,links; `all` means all flags
    #[arg(long, value_name = "FLAG,…", value_delimiter = ',')]
    pub drop: Option<Vec<FlagChoice>>,
    /// Always keep pairs with these flags; `all` means all flags
    #[arg(long, value_name = "FLAG,…", value_delimiter = ',')]
    pub keep: Option<Vec<FlagChoice>>,
    /// Run quality checks; --checks=false skips them, so that no pair has flags or is dropped for flags [default: true]
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub checks: Option<bool>,
    /// A file of `diglot learn`, so that nothing is learned from the corpus; `off` learns and uses nothing [default:
    /// learned from the first articles of the corpus]
    #[arg(long, value_name = "off|FILE", value_hint = ValueHint::FilePath)]
    pub learned: Option<PathBuf>,
    /// A folder with a static model of embeddings (model2vec). It decides where structure and lexicon do not [default: none]
    #[cfg(feature = "embeddings")]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub embeddings: Option<PathBuf>,
}

/// Which pairs are made.
#[derive(Debug, Default, Clone, Args)]
#[command(next_help_heading = "Pairs")]
pub struct WhichPairsArgs {
    /// Which locales of an article are paired [default: auto]
    #[arg(long, value_name = "WHICH")]
    pub pairs: Option<Pairs>,
    /// Also export pairs of earlier versions of the translations, from the git repositories that their folders are in.
    /// Pairs that a later version has too are written once. Needs --source-repo
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub history: Option<bool>,
    /// Also read pairs that the publisher wrote into the files: Microsoft's side-by-side markup, and originals in
    /// comments (Kubernetes). The column `aligner` in JSONL and CSV and `x-aligner` in TMX mark them
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", hide_possible_values = true)]
    pub publisher_pairs: Option<bool>,
}

/// How pairs are found by commands that do not export them.
#[derive(Debug, Default, Args)]
pub struct AlignArgs {
    /// Minimum probability, from 0 to 1, that a pair is right; other pairs are ignored [default: 0.75]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
    /// A file of `diglot learn`, so that nothing is learned from the corpus; `off` learns and uses nothing [default:
    /// learned from the first articles of the corpus]
    #[arg(long, value_name = "off|FILE", value_hint = ValueHint::FilePath)]
    pub learned: Option<PathBuf>,
    /// A folder with a static model of embeddings (model2vec). It decides where structure and lexicon do not [default: none]
    #[cfg(feature = "embeddings")]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub embeddings: Option<PathBuf>,
}

impl AlignArgs {
    /// The same settings as arguments for pairs.
    pub fn pairs(&self) -> PairArgs {
        PairArgs {
            min_score: self.min_score,
            learned: self.learned.clone(),
            #[cfg(feature = "embeddings")]
            embeddings: self.embeddings.clone(),
            ..PairArgs::default()
        }
    }
}
