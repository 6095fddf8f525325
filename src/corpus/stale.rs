//! How far the translations of a corpus lag behind their originals.

use serde::Serialize;

use super::Corpus;
use crate::article::LoadedArticle;
use crate::model::{Locale, UnitId, VersionId};
use crate::pipeline::{self, Behind};
use crate::staleness::{Change, Staleness, State, UnitCounts};

/// A translation, and what happened to its original since it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StaleTranslation {
    /// Path of the article below the locale folder.
    pub document: String,
    /// The locale of the translation.
    pub locale: Locale,
    /// Whether it is up to date.
    pub state: State,
    /// The commit it was made from, if git has it.
    pub source_commit: Option<String>,
    /// The path of the original in that commit.
    pub source_path: Option<String>,
    /// Number of commits that changed the original since.
    pub commits: Option<u32>,
    /// Days between that commit and the last change.
    pub days: Option<u32>,
    /// Whether the clone has all commits between.
    pub complete: Option<bool>,
    /// What became of the original's units.
    pub units: Option<UnitCounts>,
    /// Share of the units that changed, came or went, from 0 to 1.
    pub share: Option<f64>,
    /// The units that changed; `None` unless they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<StaleUnit>>,
}

/// A unit that has to be translated again, or whose original is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaleUnit {
    /// `changed`, `added` or `removed`.
    pub change: &'static str,
    /// Line in today's original, counted from 1.
    pub line: Option<u32>,
    /// Text in today's original.
    pub text: Option<String>,
    /// The text that was translated.
    pub was: Option<String>,
    /// Line in the translation, counted from 1.
    pub translation_line: Option<u32>,
    /// Text in the translation.
    pub translation: Option<String>,
}

/// Staleness is measured in the history of the originals, and the corpus was opened without their repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("staleness needs a repository of the originals")]
pub struct NoRepository;

impl Corpus {
    /// How far each translation lags behind, with the units that changed.
    ///
    /// # Errors
    /// If the corpus was opened without a repository of the originals.
    pub fn stale(&self) -> Result<Vec<StaleTranslation>, NoRepository> {
        self.stale_with(true, |_| ())
    }

    /// How far each translation lags behind. `progress` is called after each article.
    pub(crate) fn stale_with(
        &self,
        with_units: bool,
        mut progress: impl FnMut(&Behind) + Send,
    ) -> Result<Vec<StaleTranslation>, NoRepository> {
        let git = self.settings.article.git.as_ref().ok_or(NoRepository)?;
        let mut translations = Vec::new();
        // What was found before the work was ended is returned.
        let _ = pipeline::staleness(&self.files, &self.settings, git, |_, behind| {
            progress(&behind);
            let translation = |s: &Staleness| StaleTranslation::of(&behind, s, with_units);
            translations.extend(behind.translations.iter().map(translation));
            self.go_on()
        });
        Ok(translations)
    }
}

impl StaleTranslation {
    fn of(behind: &Behind, staleness: &Staleness, with_units: bool) -> Self {
        let article = &behind.article;
        let original = article.original_of(staleness.version);
        let blob = original.and_then(|id| article.version(id).source.blob.as_ref());
        let unit = |change: &Change| StaleUnit::of(article, staleness.version, change);
        Self {
            document: article.document.to_string(),
            locale: staleness.locale.clone(),
            state: staleness.state,
            source_commit: blob.map(|b| b.commit.clone()),
            source_path: blob.map(|b| b.path.clone()),
            commits: staleness.since.map(|s| s.commits),
            days: staleness.since.map(|s| s.days),
            complete: staleness.since.map(|s| s.complete),
            units: staleness.units,
            share: staleness.units.map(|u| (u.share() * 1e4).round() / 1e4),
            changes: with_units.then(|| staleness.changes.iter().map(unit).collect()),
        }
    }
}

impl StaleUnit {
    fn of(article: &LoadedArticle, version: VersionId, change: &Change) -> Self {
        let side = |version: Option<VersionId>, units: &[UnitId]| {
            let document = &article.version(version?).document;
            let units: Vec<_> = units.iter().map(|&u| document.unit(u)).collect();
            let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
            Some((units.first()?.line, texts.join(" ")))
        };
        let today = side(article.today(), &change.today);
        let then = side(article.original_of(version), &change.then);
        let translated = side(Some(version), &change.translated);
        Self {
            change: match (&today, &then) {
                (Some(_), Some(_)) => "changed",
                (Some(_), None) => "added",
                _ => "removed",
            },
            line: today.as_ref().map(|t| t.0),
            text: today.map(|t| t.1),
            was: then.map(|t| t.1),
            translation_line: translated.as_ref().map(|t| t.0),
            translation: translated.map(|t| t.1),
        }
    }
}
