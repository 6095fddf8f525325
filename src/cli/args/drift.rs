//! The arguments of `diglot drift`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::TextArgs;
use crate::model::Locale;

/// Arguments of `diglot drift`.
#[derive(Debug, Args)]
pub struct DriftArgs {
    /// The source file, in English for example
    #[arg(value_name = "SOURCE", value_hint = ValueHint::FilePath)]
    pub source: PathBuf,
    /// Its translation
    #[arg(value_name = "TRANSLATION", value_hint = ValueHint::FilePath)]
    pub translation: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Locale of the source file [default: the last folder of its path that is a locale, or en]
    #[arg(long, value_name = "LOCALE")]
    pub source_locale: Option<Locale>,
    /// Locale of the translation [default: the last folder of its path that is a locale, or unknown]
    #[arg(long, value_name = "LOCALE")]
    pub target_locale: Option<Locale>,
    /// What becomes a unit.
    #[command(flatten)]
    pub text: TextArgs,
}
