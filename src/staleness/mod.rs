//! How far translations are behind: what happened to the source since the version that each was made from.

mod compare;

use serde::Serialize;

use crate::align::Spine;
use crate::article::{GitSettings, LoadedArticle};
use crate::model::{Locale, VersionId};
use crate::read::git::Since;
use compare::compare;

/// How far one translation is behind today's source.
#[derive(Debug, Clone, PartialEq)]
pub struct Staleness {
    /// The translation.
    pub version: VersionId,
    /// Its locale.
    pub locale: Locale,
    /// Whether it is behind.
    pub state: State,
    /// Commits and days since; `None` if no repository knows.
    pub since: Option<Since>,
    /// Counts of the source units; `None` if the version it was made from is unknown.
    pub units: Option<UnitCounts>,
    /// The units that changed, in the order of today's source, then the removed units.
    pub changes: Vec<Change>,
}

/// Whether a translation is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It was made from today's source.
    Current,
    /// The source has changed since.
    Stale,
    /// The source no longer exists.
    Removed,
    /// The version it was made from is unknown.
    Unknown,
}

/// Counts of source units: today's version compared with the one that a translation was made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct UnitCounts {
    /// Units with the same text in both versions.
    pub same: u32,
    /// Units with another text today.
    pub changed: u32,
    /// Units that only today's version has.
    pub added: u32,
    /// Units that today's version no longer has.
    pub removed: u32,
}

impl UnitCounts {
    /// The share of units that were changed, added or removed, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        let other = f64::from(self.changed + self.added + self.removed);
        let all = f64::from(self.same) + other;
        if all > 0.0 { other / all } else { 0.0 }
    }
}

/// A change of the source, with the units that it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Units of today's source; empty for a removal.
    pub today: Vec<u32>,
    /// Units of the version that was translated; empty for an addition.
    pub then: Vec<u32>,
    /// Their units in the translation, if known.
    pub translated: Vec<u32>,
}

/// Whether a translation was made from another version than today's source, so that the article must be aligned to compare
/// both.
#[must_use]
pub fn is_any_stale(article: &LoadedArticle) -> bool {
    let today = article.today();
    let is_stale =
        |id| today.is_some() && article.original_of(id).is_some_and(|o| Some(o) != today);
    article.translations().any(|(id, _)| is_stale(id))
}

/// How far each translation on disk is behind. The spine must contain all versions of the article; without it, changes are
/// not listed.
#[must_use]
pub fn staleness(
    article: &LoadedArticle,
    spine: Option<&Spine>,
    git: &GitSettings,
) -> Vec<Staleness> {
    let translations = article.translations();
    translations
        .map(|(id, _)| staleness_of(article, id, spine, git))
        .collect()
}

fn staleness_of(
    article: &LoadedArticle,
    version: VersionId,
    spine: Option<&Spine>,
    git: &GitSettings,
) -> Staleness {
    let (today, then) = (article.today(), article.original_of(version));
    let mut staleness = Staleness {
        version,
        locale: article.version(version).locale.clone(),
        state: State::Unknown,
        since: None,
        units: None,
        changes: Vec::new(),
    };
    let blob = then.and_then(|then| article.version(then).source.blob.as_ref());
    staleness.since = blob.and_then(|blob| git.repositories.since(blob, &article.source_path));
    match (today, then) {
        (None, _) => staleness.state = State::Removed,
        (_, None) => {}
        (Some(today), Some(then)) if today == then => {
            staleness.state = State::Current;
            staleness.units = Some(UnitCounts {
                same: article.version(today).document.units.len() as u32,
                ..UnitCounts::default()
            });
            staleness.since = Some(Since {
                commits: 0,
                days: 0,
                complete: true,
            });
        }
        (Some(today), Some(then)) => {
            staleness.state = State::Stale;
            if let Some(spine) = spine {
                let (counts, changes) = compare(article, spine, [today, then, version]);
                staleness.units = Some(counts);
                staleness.changes = changes;
            }
        }
    }
    staleness
}
