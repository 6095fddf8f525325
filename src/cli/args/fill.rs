//! Arguments of `diglot fill`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{AlignArgs, CorpusArgs, InputArgs, PairArgs, TextArgs};
use crate::cli::values::{Score, TranslationType};
use crate::model::Locale;

/// Arguments of `diglot fill`.
#[derive(Debug, Args)]
pub struct FillArgs {
    /// Files that a tool extracted from the originals: PO, POT, XLIFF 1.2 or XLIFF 2
    #[arg(value_name = "TEMPLATE", required = true, value_hint = ValueHint::FilePath)]
    pub templates: Vec<PathBuf>,
    /// Locale to translate into [default: the only one of the corpus besides its source]
    #[arg(long, value_name = "LOCALE")]
    pub target_locale: Option<Locale>,
    /// File to write, or folder if there are several templates; `-` for standard output [default: beside the template,
    /// with the locale in its name]
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub out: Option<PathBuf>,
    /// Translation memory in TMX, for texts that the corpus lacks
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub memory: Option<PathBuf>,
    /// Translations with a lower score are marked as fuzzy (PO) or for review (XLIFF) [default: 0.9]
    #[arg(long, value_name = "SCORE")]
    pub sure_score: Option<Score>,
    /// Similarity from which a text of the memory is used for another one, always as fuzzy [default: 0.75]
    #[arg(long, value_name = "RATE", requires = "memory")]
    pub fuzzy_match: Option<Score>,
    /// Only pairs of these translation types [default: all]
    #[arg(long, value_name = "TYPE,…", value_delimiter = ',', ignore_case = true)]
    pub translation_type: Option<Vec<TranslationType>>,
    /// Print how much was filled from where as JSON, an object for each template
    #[arg(long, conflicts_with = "quiet")]
    pub json: bool,
    /// Where the corpus is.
    #[command(flatten)]
    pub corpus: CorpusArgs,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
    /// How pairs are found.
    #[command(flatten)]
    pub align: AlignArgs,
}

impl FillArgs {
    /// The corpus as the other commands take it.
    pub fn input(&self) -> InputArgs {
        InputArgs::new(None, &self.corpus, &self.text)
    }

    /// The pairs as the other commands take them.
    pub fn pairs(&self) -> PairArgs {
        PairArgs {
            translation_type: self.translation_type.clone(),
            ..self.align.pairs()
        }
    }
}
