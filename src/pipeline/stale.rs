//! How far translations are behind: what happened to the original since the version each was made from.

use serde::Serialize;

use crate::align::{AlignSettings, Lexicon, Prepared, Spine};
use crate::article::source_diff::{diff, reworded};
use crate::article::{GitSettings, LoadedArticle, SourceVersion};
use crate::model::{Document, Locale, VersionId};
use crate::read::git::Since;

/// How one translation stands to the original of today.
#[derive(Debug, Clone, PartialEq)]
pub struct Staleness {
    /// The translation.
    pub version: VersionId,
    /// Its locale.
    pub locale: Locale,
    /// Whether it is behind.
    pub state: State,
    /// Commits and days; `None` where no clone can tell.
    pub since: Option<Since>,
    /// What became of the original's units; `None` where the version it was made from is not known.
    pub units: Option<UnitCounts>,
    /// The units that are not as they were, in the order of today's original, then those that are gone.
    pub changes: Vec<Change>,
}

/// Whether a translation is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It was made from today's original.
    Current,
    /// The original has changed since.
    Stale,
    /// There is no original any more.
    Removed,
    /// The version it was made from is not known.
    Unknown,
}

/// What became of the units of the version a translation was made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct UnitCounts {
    /// The same text in both.
    pub same: u32,
    /// Another text today.
    pub changed: u32,
    /// In today's original only.
    pub added: u32,
    /// Not in today's original.
    pub removed: u32,
}

impl UnitCounts {
    /// Share of the units that changed, came or went, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        let other = f64::from(self.changed + self.added + self.removed);
        let all = f64::from(self.same) + other;
        if all > 0.0 { other / all } else { 0.0 }
    }
}

/// A unit that is not as it was: which units of today's original, of the version the translation was made from, and
/// of the translation belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Units of today's original; none for what is gone.
    pub today: Vec<u32>,
    /// Units of the version translated; none for what is new.
    pub then: Vec<u32>,
    /// Units of the translation, where they are known.
    pub translated: Vec<u32>,
}

/// How far each translation on disk is behind.
#[must_use]
pub fn staleness(
    article: &LoadedArticle,
    git: &GitSettings,
    lexicon: Option<&Lexicon>,
) -> Vec<Staleness> {
    debug_assert_eq!(git.version, SourceVersion::Current);
    let translations = article.translations();
    translations
        .map(|(id, _)| staleness_of(article, id, git, lexicon))
        .collect()
}

fn staleness_of(
    article: &LoadedArticle,
    version: VersionId,
    git: &GitSettings,
    lexicon: Option<&Lexicon>,
) -> Staleness {
    let mut staleness = Staleness {
        version,
        locale: article.version(version).locale.clone(),
        state: State::Unknown,
        since: None,
        units: None,
        changes: Vec::new(),
    };
    let (today, then) = (article.today(), article.original_of(version));
    let blob = then.and_then(|t| article.version(t).source.blob.as_ref());
    staleness.since = blob.and_then(|blob| git.repositories.since(blob, &article.source_path));
    match (today, then) {
        (None, _) => staleness.state = State::Removed,
        (_, None) => {}
        (Some(today), Some(then)) if today == then => {
            let same = article.version(today).document.units.len() as u32;
            let counts = UnitCounts {
                same,
                ..UnitCounts::default()
            };
            staleness.state = State::Current;
            staleness.units = Some(counts);
            staleness.since = Some(Since {
                commits: 0,
                days: 0,
                complete: true,
            });
        }
        (Some(today), Some(then)) => {
            let inputs = article.inputs();
            let inputs = [today, then, version].map(|v| inputs[v.index()]);
            let spine = Prepared::new(inputs.to_vec()).align(AlignSettings { lexicon });
            let documents = [today, then].map(|v| &article.version(v).document);
            let (counts, changes) = compare(&spine, documents);
            staleness.state = State::Stale;
            staleness.units = Some(counts);
            staleness.changes = changes;
        }
    }
    staleness
}

/// Compares today's original (0 in the spine) with the version a translation (2) was made from (1).
fn compare(spine: &Spine, [today, then]: [&Document; 2]) -> (UnitCounts, Vec<Change>) {
    let mut counts = UnitCounts::default();
    let mut changes = Vec::new();
    let mut partners = vec![Vec::new(); then.units.len()];
    for found in spine.pairs(1, 2) {
        for &unit in &found.source {
            partners[unit as usize].extend(&found.target);
        }
    }
    let translated = |then: &[u32]| {
        let mut units: Vec<u32> = then
            .iter()
            .flat_map(|&u| &partners[u as usize])
            .copied()
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    };
    let text = |document: &Document, units: &[u32]| {
        let texts = units
            .iter()
            .map(|&u| document.text(&document.units[u as usize]).to_owned());
        texts.collect::<Vec<_>>().join(" ")
    };
    let mut open_today = vec![true; today.units.len()];
    let mut open_then = vec![true; then.units.len()];
    let mut difference = diff(spine.pairs(0, 1), [today, then]);
    reworded(&mut difference, [today, then]);
    for found in difference.pairs {
        found
            .source
            .iter()
            .for_each(|&u| open_today[u as usize] = false);
        found
            .target
            .iter()
            .for_each(|&u| open_then[u as usize] = false);
        if text(today, &found.source) == text(then, &found.target) {
            counts.same += found.source.len() as u32;
            continue;
        }
        counts.changed += found.source.len() as u32;
        changes.push(Change {
            translated: translated(&found.target),
            today: found.source,
            then: found.target,
        });
    }
    let open = |open: Vec<bool>| {
        (0..)
            .zip(open)
            .filter(|o| o.1)
            .map(|o| o.0)
            .collect::<Vec<u32>>()
    };
    for unit in open(open_today) {
        counts.added += 1;
        changes.push(Change {
            today: vec![unit],
            then: Vec::new(),
            translated: Vec::new(),
        });
    }
    changes.sort_by(|a, b| a.today.cmp(&b.today));
    for unit in open(open_then) {
        counts.removed += 1;
        changes.push(Change {
            today: Vec::new(),
            then: vec![unit],
            translated: translated(&[unit]),
        });
    }
    (counts, changes)
}
