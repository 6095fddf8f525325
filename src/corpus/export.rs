//! A corpus as files that other programs read.

use super::Corpus;
use crate::article::PairPolicy;
use crate::export::{self, Batch, ExportError, ExportWriter, Summary};
use crate::model::{Article, Warning};
use crate::pairs::Cut;
use crate::pipeline::{self, RunStats, Settings};

/// What an export has written and counted.
#[derive(Debug)]
pub struct Written {
    /// The files, and what was left out of them.
    pub summary: Summary,
    /// What was counted of all articles.
    pub stats: RunStats,
    /// What a user should know about the files that were read.
    pub warnings: Vec<Warning>,
}

impl Corpus {
    /// Exports the corpus to files.
    ///
    /// # Errors
    /// If a file cannot be written, or if no source repository has any commit that the translations name. An earlier
    /// export stays as it was.
    pub fn export(&self, output: &export::Settings) -> Result<Written, ExportError> {
        let mut written = self.export_with(output, |_, _, _| ())?;
        written.stats.compared(&written.summary.repeats);
        Ok(written)
    }

    /// Exports the corpus to files. `progress` is called after each article, in the order of the corpus, with what
    /// was counted and with the warnings about its files. The counts do not have what was found when all pairs were
    /// compared.
    pub(crate) fn export_with(
        &self,
        output: &export::Settings,
        mut progress: impl FnMut(&Article, &RunStats, &[Warning]) + Send,
    ) -> Result<Written, ExportError> {
        let output = describe_pairs(output.clone(), self);
        let mut writer = ExportWriter::create(output.clone())?;
        let (mut stats, mut warnings) = (RunStats::default(), Vec::new());
        let start = || Batch::new(&output);
        let done = |article: &Article, outcome: pipeline::Outcome<Batch>| {
            self.go_on().map_err(|_| ExportError::Stopped)?;
            progress(article, &outcome.stats, &outcome.warnings);
            stats.add(&outcome.stats);
            warnings.extend(outcome.warnings);
            writer.append(outcome.sink)
        };
        pipeline::run(&self.files, &self.settings, start, done)?;
        stats.source_versions.check_repositories()?;
        let summary = writer.finish()?;
        Ok(Written {
            summary,
            stats,
            warnings,
        })
    }
}

/// Adds to the settings of an export what it has to know about how the pairs are made. This is the only place where
/// settings of one stage are passed on to another.
pub(super) fn describe_pairs(output: export::Settings, corpus: &Corpus) -> export::Settings {
    let settings = &corpus.settings;
    let git = settings.article.git.as_ref();
    export::Settings {
        source: settings.article.source.clone(),
        reasons: settings.pairs.check.reasons,
        origins: git.is_some(),
        past: settings.article.history.is_some(),
        aligner: settings.pairs.publisher_pairs,
        matched: corpus.files.is_matched_by_content,
        reviewed: settings.article.decisions.is_some(),
        sentences: settings.pairs.cut.sentences().is_some(),
        run: describe_run(settings),
        sources: git.map_or_else(Vec::new, |git| git.repositories.descriptions()),
        ..output
    }
}

/// What the manifest says about how the pairs were made.
fn describe_run(settings: &Settings) -> serde_json::Map<String, serde_json::Value> {
    let policy = &settings.pairs.check;
    let pairs = match settings.article.pair_policy {
        PairPolicy::Auto => "auto",
        PairPolicy::Source => "source",
        PairPolicy::All => "all",
    };
    let min_score = (f64::from(policy.min_score) * 1e4).round() / 1e4;
    let is_text_paragraph = matches!(settings.pairs.cut, Cut::TextParagraphs);
    let said = [
        ("pairs", pairs.into()),
        ("min-score", min_score.into()),
        (
            "translation-type",
            serde_json::json!(policy.translation_types),
        ),
        ("checks", policy.inspect.into()),
        ("publisher-pairs", settings.pairs.publisher_pairs.into()),
        ("text", settings.pairs.text.as_str().into()),
        ("text-paragraphs", is_text_paragraph.into()),
        ("history", settings.article.history.is_some().into()),
        ("source-repo", settings.article.git.is_some().into()),
    ];
    let model = settings.embeddings.as_ref();
    let model = model.map(|model| ("embeddings", model.fingerprint().into()));
    let said = said.into_iter().chain(model);
    said.map(|(name, value)| (name.to_owned(), value)).collect()
}
