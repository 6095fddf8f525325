//! A part of an export, for runs over several processes.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Corpus;
use super::export::{Written, describe_pairs};
use crate::export::{self, Batch, ShardFileError, ShardWriter};
use crate::model::{Article, Warning, WarningKind};
use crate::pipeline::{self, Learning, Outcome, RunStats, Shard};

/// What the run of a shard counted of an article.
#[derive(Serialize, Deserialize)]
struct Note {
    stats: RunStats,
    left_out: u64,
}

/// What all shards of an export together have written and counted.
#[derive(Debug)]
pub(crate) struct MergedShards {
    pub written: Written,
    /// Files that could not be read. The runs of the shards have named them.
    pub left_out: u64,
}

impl Corpus {
    /// Exports one part of the articles to a file that [`merge_shards`] joins with the others, and returns its path.
    /// `left_out` is the number of files that were left out before any article was read. `progress` is called as in
    /// [`Corpus::export_with`].
    pub(crate) fn export_shard(
        &self,
        output: &export::Settings,
        shard: Shard,
        left_out: u64,
        mut progress: impl FnMut(&Article, &RunStats, &[Warning]) + Send,
    ) -> Result<(PathBuf, RunStats), ShardFileError> {
        let output = describe_pairs(output.clone(), self);
        let number = (shard.number, shard.count);
        let mut writer = ShardWriter::create(output, number, self.fingerprint(), left_out)?;
        let settings = pipeline::Settings {
            shard: Some(shard),
            ..(*self.settings).clone()
        };
        let output = writer.settings().clone();
        let start = || Batch::new(&output);
        let mut stats = RunStats::default();
        let done = |article: &Article, outcome: Outcome<Batch>| {
            progress(article, &outcome.stats, &outcome.warnings);
            stats.add(&outcome.stats);
            let left_out = |w: &&Warning| w.kind == WarningKind::LeftOut;
            let note = Note {
                left_out: outcome.warnings.iter().filter(left_out).count() as u64,
                stats: outcome.stats,
            };
            writer.append(self.number_of(article), &note, outcome.sink)
        };
        pipeline::run(&self.files, &settings, start, done)?;
        Ok((writer.finish()?, stats))
    }

    /// The number of an article in the corpus, from 0.
    fn number_of(&self, article: &Article) -> u32 {
        let articles = &self.files.articles;
        articles.partition_point(|a| a.document < article.document) as u32
    }

    /// A hash of the articles, of how they are read, of decisions, of what was learned before, and of a model. Shards
    /// that are merged must agree in all of it.
    fn fingerprint(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(text.as_bytes());
            hasher.update(&[0]);
        };
        self.files.locales.iter().for_each(|l| add(l.as_str()));
        for article in &self.files.articles {
            add(&article.document);
            article.versions.iter().for_each(|v| add(&v.0.to_string()));
        }
        let article = &self.settings.article;
        add(&format!("{:?} {:?}", article.read, article.segment));
        for decision in article.decisions.iter().flat_map(|d| d.iter()) {
            add(&format!("{decision:?}"));
        }
        match &self.settings.learning {
            Learning::Corpus => add("corpus"),
            Learning::Off => add("off"),
            Learning::Known(learned) => {
                // Numbers, texts and lists of them always become JSON.
                let json = |value: serde_json::Result<String>| value.unwrap_or_default();
                add(&json(serde_json::to_string(&learned.lexicon)));
                add(&json(serde_json::to_string(&learned.profiles)));
            }
        }
        if let Some(model) = &self.settings.embeddings {
            add(model.fingerprint());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// Joins all shards of an export into the files that one run writes.
pub(crate) fn merge_shards(
    shards: &[PathBuf],
    out: &Path,
    clean: bool,
) -> Result<MergedShards, ShardFileError> {
    let (mut stats, mut left_out) = (RunStats::default(), 0);
    let merged = export::merge(shards, out, clean, |note: Note| {
        stats.add(&note.stats);
        left_out += note.left_out;
    })?;
    // A shard alone cannot tell, because its articles may be those without a commit.
    let sources = stats.source_versions.check_repositories();
    sources.map_err(export::ExportError::from)?;
    let summary = merged.writer.finish()?;
    stats.compared(&summary.repeats);
    let written = Written {
        summary,
        stats,
        warnings: Vec::new(),
    };
    Ok(MergedShards {
        written,
        left_out: left_out + merged.left_out,
    })
}
