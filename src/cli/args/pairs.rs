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

/// How pairs are found by commands that write none.
#[derive(Debug, Default, Args)]
pub struct AlignArgs {
    /// Least probability, from 0 to 1, that a pair is right, for it to count as one [default: 0.75]
    #[arg(long, value_name = "SCORE")]
    pub min_score: Option<Score>,
    /// Word links for aligning: `off`, or a file of links learned before [default: learned from the corpus]
    #[arg(long, value_name = "off|FILE", value_hint = ValueHint::FilePath)]
    pub lexicon: Option<PathBuf>,
}

impl AlignArgs {
    /// The same among all that can be said of pairs.
    pub fn pairs(&self) -> PairArgs {
        PairArgs {
            min_score: self.min_score,
            lexicon: self.lexicon.clone(),
            ..PairArgs::default()
        }
    }
}
