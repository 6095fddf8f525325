//! Arguments and configuration file to the validated settings of the stages: what is typed wins, then the file, then
//! the default.

mod check;
mod input;
mod output;
mod pairs;
mod preset;

pub use check::Check;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::OnceLock;

use super::args::{CommonArgs, InputArgs, MergeArgs, PairArgs, StaleArgs, StatsArgs};
use super::config::Config;
use super::values::{StatsFormat, SummaryFormat};
use crate::article::ArticleSettings;
use crate::decisions::Decisions;
use crate::model::Locale;
use crate::pairs::{Cut, PairSettings, TextForm};
use crate::pipeline;

/// Joins what was typed with what the file says.
pub struct Resolver {
    common: CommonArgs,
    config: Config,
    /// The decisions of reviewers, once they were read.
    decisions: OnceLock<Option<Arc<Decisions>>>,
}

impl Resolver {
    /// Reads the configuration file.
    pub fn load(common: CommonArgs) -> anyhow::Result<Self> {
        let config = Config::load(common.config.as_deref())?;
        Ok(Self {
            common,
            config,
            decisions: OnceLock::new(),
        })
    }

    /// Whether only errors are printed; `--verbose` typed overrules a file that says quiet.
    pub fn quiet(&self) -> bool {
        let file = self
            .config
            .quiet
            .filter(|_| self.common.verbose != Some(true));
        self.common.quiet.or(file).unwrap_or(false)
    }

    /// Whether all warnings are printed.
    pub fn verbose(&self) -> bool {
        self.common.verbose.or(self.config.verbose).unwrap_or(false)
    }

    /// Number of threads, 0 for one a core.
    pub fn jobs(&self) -> usize {
        usize::from(self.common.jobs.or(self.config.jobs).unwrap_or(0))
    }

    /// The settings of all stages up to the pairs.
    pub fn pipeline(
        &self,
        input: &InputArgs,
        pairs: &PairArgs,
        source: Locale,
    ) -> anyhow::Result<pipeline::Settings> {
        let config = &self.config;
        let (read, segment) = self.text(&input.text);
        let mut check = self.acceptance_policy(pairs);
        let types = pairs
            .translation_type
            .as_ref()
            .or(config.translation_type.as_ref());
        check.translation_types = types.map(|t| t.iter().map(|&t| t.into()).collect());
        if let (None, Some(purpose)) = (types, self.purpose(pairs)) {
            check.translation_types = purpose.translation_types().map(<[_]>::to_vec);
        }
        let policy = pairs.which.pairs.or(config.pairs);
        let publisher_pairs = pairs.which.publisher_pairs.or(config.publisher_pairs);
        Ok(pipeline::Settings {
            article: ArticleSettings {
                source,
                read,
                segment,
                pair_policy: policy.map(Into::into).unwrap_or_default(),
                git: self.git(&input.corpus)?,
                history: None,
                decisions: self.decisions(&input.corpus)?,
            },
            pairs: PairSettings {
                check,
                cut: Cut::Units,
                text: TextForm::Plain,
                publisher_pairs: publisher_pairs.unwrap_or(false),
                measure: false,
            },
            learning: self.learning(pairs)?,
            embeddings: self.embeddings(pairs)?,
            shard: None,
        })
    }

    /// The output folder of `merge`, and whether the files of earlier exports are removed.
    pub fn merge(&self, args: &MergeArgs) -> (PathBuf, bool) {
        let config = &self.config;
        let out = args.out.as_ref().or(config.out.as_ref()).cloned();
        let clean = args.clean.or(config.clean);
        (
            out.unwrap_or_else(|| "exports".into()),
            clean.unwrap_or(false),
        )
    }

    /// How the summary of an export or a merge is printed.
    pub fn summary(&self, typed: Option<SummaryFormat>) -> SummaryFormat {
        typed.or(self.config.summary).unwrap_or_default()
    }

    /// The share of units behind, from 0 to 1, that a run of `stale` allows.
    pub fn fail_above(&self, args: &StaleArgs) -> Option<f64> {
        args.fail_above.or(self.config.fail_above).map(|p| p.0)
    }

    /// What `stats` writes.
    pub fn stats_format(&self, args: &StatsArgs) -> StatsFormat {
        if args.json {
            return StatsFormat::Json;
        }
        args.format.or(self.config.stats.format).unwrap_or_default()
    }
}
