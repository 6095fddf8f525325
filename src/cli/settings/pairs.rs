//! Which pairs are made and kept.

use std::path::Path;
use std::sync::Arc;

use super::Resolver;
use crate::align::TextVectors;
use crate::cli::args::PairArgs;
use crate::cli::values::FlagChoice;
#[cfg(feature = "embeddings")]
use crate::embeddings::StaticModel;
use crate::pipeline::Learning;
use crate::quality::{AcceptPolicy, Preset};

impl Resolver {
    /// What the export is for.
    pub(super) fn purpose(&self, pairs: &PairArgs) -> Option<Preset> {
        pairs.purpose.or(self.config.purpose)
    }

    /// What is checked, and what is dropped: what is typed or in the file, then the purpose, then the default.
    pub(super) fn acceptance_policy(&self, pairs: &PairArgs) -> AcceptPolicy {
        let config = &self.config;
        let mut check = AcceptPolicy::default();
        if let Some(purpose) = self.purpose(pairs) {
            check.min_score = purpose.min_score();
            check.drop = purpose.drop();
        }
        if let Some(score) = pairs.min_score.or(config.min_score) {
            check.min_score = score.0;
        }
        check.inspect = pairs.checks.or(config.checks).unwrap_or(true);
        // What is typed comes after the file: a flag that the file drops can be kept.
        for (drop, keep) in [(&config.drop, &config.keep), (&pairs.drop, &pairs.keep)] {
            let flags =
                |of: &Option<Vec<FlagChoice>>| FlagChoice::flags(of.as_deref().unwrap_or(&[]));
            check.drop = check.drop.union(flags(drop)).difference(flags(keep));
        }
        check
    }

    /// From where the lexicon and the profiles are learned.
    pub(super) fn learning(&self, args: &PairArgs) -> anyhow::Result<Learning> {
        let named = args.learned.as_deref().or(self.config.learned.as_deref());
        Ok(match named {
            None => Learning::Corpus,
            Some(off) if off == Path::new("off") => Learning::Off,
            Some(file) => Learning::load(file)?,
        })
    }

    /// The model of embeddings that was named, if any was.
    #[cfg(feature = "embeddings")]
    pub(super) fn embeddings(
        &self,
        args: &PairArgs,
    ) -> anyhow::Result<Option<Arc<dyn TextVectors>>> {
        let folder = args.embeddings.as_ref().or(self.config.embeddings.as_ref());
        Ok(match folder {
            Some(folder) => Some(Arc::new(StaticModel::load(folder)?)),
            None => None,
        })
    }

    /// No model: reading one is not built in.
    #[cfg(not(feature = "embeddings"))]
    pub(super) fn embeddings(&self, _: &PairArgs) -> anyhow::Result<Option<Arc<dyn TextVectors>>> {
        Ok(None)
    }
}
