//! What is wrong in the localized files of a corpus.

use super::Corpus;
use crate::article::SourceVersionCounts;
use crate::lint::{self, AnchorIndex, File, Finding, RuleSet};
use crate::model::Warning;
use crate::pipeline;

/// What a check of a corpus found.
#[derive(Debug, Default)]
pub struct CheckResult {
    /// The findings, sorted by path and line.
    pub findings: Vec<Finding>,
    /// The localized files that were checked, sorted by path.
    pub files: Vec<File>,
    /// Number of findings that comments in the files ask to ignore.
    pub ignored: u64,
    /// What a user should know about files that could not be read.
    pub warnings: Vec<Warning>,
    /// How many source versions were found in git.
    pub(crate) source_counts: SourceVersionCounts,
}

impl Corpus {
    /// Checks the localized files with all rules.
    #[must_use]
    pub fn check(&self) -> CheckResult {
        self.check_rules(&RuleSet::default())
    }

    /// Checks the localized files with some rules.
    #[must_use]
    pub fn check_rules(&self, rules: &RuleSet) -> CheckResult {
        self.check_with(rules, |_| ())
    }

    /// Checks the localized files with some rules. `progress` is called after each article, with the warnings about
    /// its files.
    pub(crate) fn check_with(
        &self,
        rules: &RuleSet,
        mut progress: impl FnMut(&[Warning]) + Send,
    ) -> CheckResult {
        let mut result = CheckResult {
            findings: lint::skipped_files(&self.files, &self.warnings, rules),
            ..CheckResult::default()
        };
        let mut anchors = AnchorIndex::default();
        // What was found before the work was ended is returned.
        let _ = pipeline::check(
            &self.files,
            &self.settings,
            rules,
            |_, (checked, warnings)| {
                result.findings.extend(checked.findings);
                result.files.extend(checked.files);
                result.ignored += checked.ignored;
                result.source_counts.add(&checked.source_counts);
                anchors.merge(checked.anchors);
                progress(&warnings);
                result.warnings.extend(warnings);
                self.go_on()
            },
        );
        result.findings.extend(anchors.broken(self.source()));
        result.files.sort();
        lint::sort(&mut result.findings);
        result
    }
}
