//! Which rules are looked for, and how much each matters: decided once, by settings.

use super::rule::{Level, Rule};

/// The rules of a run.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Only these, where some are named.
    only: Option<Vec<Rule>>,
    /// Not these.
    not: Vec<Rule>,
    /// Levels other than the rules' own.
    levels: Vec<(Rule, Level)>,
}

impl RuleSet {
    /// Only some rules, all where `None`, without others, and with levels of one's own.
    #[must_use]
    pub fn new(only: Option<Vec<Rule>>, not: Vec<Rule>, levels: Vec<(Rule, Level)>) -> Self {
        Self { only, not, levels }
    }

    /// How much a finding of a rule matters; `None` where it is not looked for.
    #[must_use]
    pub fn level(&self, rule: Rule) -> Option<Level> {
        let wanted = self.only.as_ref().is_none_or(|only| only.contains(&rule));
        let set = self.levels.iter().rev().find(|(of, _)| *of == rule);
        let level = set.map_or_else(|| rule.level(), |(_, level)| *level);
        (wanted && !self.not.contains(&rule)).then_some(level)
    }
}
