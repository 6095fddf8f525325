//! How far translations are behind: what happened to the source since the version that each was made from.

mod compare;
mod unit_changes;

use crate::align::Spine;
use crate::article::{GitSettings, LoadedArticle};
use crate::model::VersionId;
use crate::read::git::Since;
use compare::compare;
pub use unit_changes::{Change, Staleness, State, UnitCounts};

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
