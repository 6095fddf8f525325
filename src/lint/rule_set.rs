//! Which rules are applied, and the level of each.

use std::sync::Arc;

use super::rule::{Level, Rule};
use crate::terms::Glossary;

/// The rules of a run.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Only these rules; `None` for all.
    only: Option<Vec<Rule>>,
    /// Not these rules.
    not: Vec<Rule>,
    /// Levels that replace the default ones. The last one of a rule counts.
    levels: Vec<(Rule, Level)>,
    /// The terms of the rule `terminology`.
    glossary: Option<Arc<Glossary>>,
}

impl RuleSet {
    /// Only some rules (`None` for all), without others, and with other levels.
    #[must_use]
    pub fn new(only: Option<Vec<Rule>>, not: Vec<Rule>, levels: Vec<(Rule, Level)>) -> Self {
        Self {
            only,
            not,
            levels,
            glossary: None,
        }
    }

    /// The same rules, with the terms that [`Rule::Terminology`] checks.
    #[must_use]
    pub fn with_glossary(self, glossary: Glossary) -> Self {
        Self {
            glossary: Some(Arc::new(glossary)),
            ..self
        }
    }

    /// The terms to check.
    pub(super) fn glossary(&self) -> Option<&Glossary> {
        self.glossary.as_deref()
    }

    /// The level of a rule; `None` if the rule is not applied.
    #[must_use]
    pub fn level(&self, rule: Rule) -> Option<Level> {
        let wanted = self.only.as_ref().is_none_or(|only| only.contains(&rule));
        let set = self.levels.iter().rev().find(|(of, _)| *of == rule);
        let level = set.map_or_else(|| rule.level(), |(_, level)| *level);
        (wanted && !self.not.contains(&rule)).then_some(level)
    }
}
