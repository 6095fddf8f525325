//! The settings of `diglot check`.

use std::path::PathBuf;

use super::Resolver;
use crate::cli::args::CheckArgs;
use crate::cli::values::RuleLevel;
use crate::lint;
use crate::lint::{Level, RuleSet};

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
    pub fn check(&self, args: &CheckArgs) -> Check {
        let config = &self.config.check;
        let level = args.level.as_ref().or(config.level.as_ref());
        let level = level.into_iter().flatten().map(|l: &RuleLevel| (l.0, l.1));
        let only = args.rules.clone().or_else(|| config.rules.clone());
        let not = args.ignore.clone().or_else(|| config.ignore.clone());
        let fail_on = args.fail_on.or(config.fail_on);
        Check {
            rules: RuleSet::new(only, not.unwrap_or_default(), level.collect()),
            format: args.format.or(config.format).unwrap_or_default(),
            output: args.output.clone().or_else(|| config.output.clone()),
            fail_on: fail_on.map_or(Some(Level::Error), Into::into),
            baseline: args.baseline.clone().or_else(|| config.baseline.clone()),
        }
    }
}
