//! What `diglot check` looks for.

use std::path::PathBuf;

use super::Resolver;
use crate::cli::args::CheckArgs;
use crate::cli::values::RuleLevel;
use crate::lint;
use crate::lint::{Level, RuleSet};

/// What a run of `check` looks for and does with it.
pub struct Check {
    /// What is looked for.
    pub rules: RuleSet,
    /// What findings are written as.
    pub format: lint::Format,
    /// Where to; to standard output where it is `None`.
    pub output: Option<PathBuf>,
    /// The least level that makes the run fail.
    pub fail_on: Option<Level>,
    /// The findings that are known.
    pub baseline: Option<PathBuf>,
}

impl Resolver {
    /// What a run of `check` looks for and does with it.
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
