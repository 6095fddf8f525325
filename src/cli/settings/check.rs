//! The settings of `diglot check`.

use std::path::PathBuf;

use super::Resolver;
use crate::cli::args::CheckArgs;
use crate::cli::values::RuleLevel;
use crate::lint;
use crate::lint::{Level, RuleSet};
use crate::terms::Glossary;

/// The settings of a run of `check`.
pub struct Check {
    /// The rules to apply.
    pub rules: RuleSet,
    /// The format of the report.
    pub format: lint::Format,
    /// The file of the report; `None` for standard output.
    pub output: Option<PathBuf>,
    /// The lowest level that makes the run fail.
    pub fail_on: Option<Level>,
    /// The baseline.
    pub baseline: Option<PathBuf>,
}

impl Resolver {
    /// The settings of a run of `check`.
    ///
    /// # Errors
    /// If the glossary cannot be read.
    pub fn check(&self, args: &CheckArgs) -> anyhow::Result<Check> {
        let config = &self.config.check;
        let level = args.level.as_ref().or(config.level.as_ref());
        let level = level.into_iter().flatten().map(|l: &RuleLevel| (l.0, l.1));
        let only = args.rules.clone().or_else(|| config.rules.clone());
        let not = args.ignore.clone().or_else(|| config.ignore.clone());
        let fail_on = args.fail_on.or(config.fail_on);
        let mut rules = RuleSet::new(only, not.unwrap_or_default(), level.collect());
        if let Some(file) = args.glossary.as_ref().or(config.glossary.as_ref()) {
            rules = rules.with_glossary(Glossary::load(file)?);
        }
        Ok(Check {
            rules,
            format: args.format.or(config.format).unwrap_or_default(),
            output: args.output.clone().or_else(|| config.output.clone()),
            fail_on: fail_on.map_or(Some(Level::Error), Into::into),
            baseline: args.baseline.clone().or_else(|| config.baseline.clone()),
        })
    }
}
