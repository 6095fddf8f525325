//! An article as the review page has it: rows of pairs and unaligned units, in the order of the text.

use std::collections::HashMap;

use serde::Serialize;

use crate::article::{GitSettings, LoadedArticle};
use crate::decisions::{UnitKey, unit_keys};
use crate::model::{Locale, Pair, PairSide, UnalignedUnit, Unit, UnitId};
use crate::pairs::PairSink;
use crate::quality::{Keyer, Keys};
use crate::staleness::{is_any_stale, staleness};

/// An article on the page.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewArticle {
    /// Path below the locale folder.
    pub document: String,
    /// Rows of all locale pairs, each pair's in the order of the text.
    pub rows: Vec<Row>,
}

/// A pair, or a unit without a partner.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Source and target locale.
    pub locales: (Locale, Locale),
    /// Id of the pair; empty for an unaligned unit.
    pub id: String,
    pub kind: &'static str,
    /// Headings above.
    pub context: String,
    /// Units of the source side; none if it is missing.
    pub source: Vec<Text>,
    /// Units of the target side; none if it is missing.
    pub target: Vec<Text>,
    /// Probability that the pair is right, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    #[serde(rename = "type")]
    pub translation_type: &'static str,
    /// Flags and reasons; empty if there are none.
    pub flags: String,
    pub reasons: String,
    pub reviewed: bool,
    /// Source and target text of the first pair that this one nearly repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<(String, String)>,
    /// Today's text of the source, if it has changed since it was translated; empty if it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// What is compared to find duplicates.
    #[serde(skip)]
    pub keys: Option<Keys>,
}

/// A unit of one side.
#[derive(Debug, Clone, Serialize)]
pub struct Text {
    pub text: String,
    /// Its Markdown, if it is not the text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub markup: String,
    /// Line in its file, from 1.
    pub line: u32,
    /// What decisions name it by.
    pub key: UnitKey,
    /// The version of the article, and the unit in it, if it was found.
    #[serde(skip)]
    pub place: Option<(usize, UnitId)>,
}

impl Row {
    /// Whether it is a pair.
    pub fn is_pair(&self) -> bool {
        self.score.is_some()
    }
}

/// Gathers what the page shows of an article.
#[derive(Debug, Default)]
pub struct RowSink {
    pairs: Vec<Pair>,
    unaligned: Vec<UnalignedUnit>,
}

impl PairSink for RowSink {
    fn pair(&mut self, pair: Pair) {
        self.pairs.push(pair);
    }

    fn wants_unaligned(&self) -> bool {
        true
    }

    fn unaligned(&mut self, unit: UnalignedUnit) {
        self.unaligned.push(unit);
    }
}

/// The rows of an article. With a repository of the originals, rows say which sources have changed since.
#[must_use]
pub fn review_article(
    loaded: &LoadedArticle,
    sink: RowSink,
    git: Option<&GitSettings>,
) -> ReviewArticle {
    let changed = git
        .map(|git| changed_sources(loaded, git))
        .unwrap_or_default();
    let mut finder = UnitFinder {
        loaded,
        keys: HashMap::new(),
    };
    let mut keyer = Keyer::default();
    let mut rows: Vec<(u32, Row)> = Vec::new();
    for pair in sink.pairs {
        let row = Row {
            locales: (pair.source.locale.clone(), pair.target.locale.clone()),
            kind: pair.kind.as_str(),
            context: pair.context.join(" > "),
            source: finder.texts(&pair.source, usize::from(pair.bead.0)),
            target: finder.texts(&pair.target, usize::from(pair.bead.1)),
            score: Some((f64::from(pair.score) * 1e4).round() / 1e4),
            translation_type: pair.translation_type.as_str(),
            flags: pair.flags.to_string(),
            reasons: pair.reasons_line(),
            reviewed: pair.reviewed,
            near: None,
            today: None,
            keys: Some(keyer.keys(&pair, false)),
            id: pair.id,
        };
        let place = row.target.first().and_then(|text| text.place);
        let today = place.and_then(|place| changed.get(&place)).cloned();
        rows.push((pair.index, Row { today, ..row }));
    }
    for unit in sink.unaligned {
        let (source, target) = unit.locales();
        let texts = finder.texts(&unit.side, 1);
        let (of_source, of_target) = match unit.is_source {
            true => (texts, Vec::new()),
            false => (Vec::new(), texts),
        };
        let row = Row {
            locales: (source.clone(), target.clone()),
            id: String::new(),
            kind: unit.kind.as_str(),
            context: unit.context.join(" > "),
            source: of_source,
            target: of_target,
            score: None,
            translation_type: unit.side.translation_type.unwrap_or_default().as_str(),
            flags: String::new(),
            reasons: String::new(),
            reviewed: false,
            near: None,
            today: None,
            keys: None,
        };
        rows.push((unit.index, row));
    }
    rows.sort_by(|(a, x), (b, y)| (&x.locales, a).cmp(&(&y.locales, b)));
    ReviewArticle {
        document: loaded.document.to_string(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}

/// Today's texts of the sources that have changed, by version and unit of the translation.
fn changed_sources(loaded: &LoadedArticle, git: &GitSettings) -> HashMap<(usize, UnitId), String> {
    let mut changed = HashMap::new();
    if !is_any_stale(loaded) {
        return changed;
    }
    let spine = loaded.align(None);
    let today = loaded.today().map(|id| &loaded.version(id).document);
    for stale in staleness(loaded, Some(&spine), git) {
        for change in &stale.changes {
            let texts = today.map(|document| {
                let units = change.today.iter().map(|&u| document.unit(u));
                units.map(|unit| document.text(unit)).collect::<Vec<_>>()
            });
            for &unit in &change.translated {
                let text = texts.as_ref().map(|t| t.join(" ")).unwrap_or_default();
                changed.insert((stale.version.index(), unit), text);
            }
        }
    }
    changed
}

/// Finds the units of a side by their bytes.
struct UnitFinder<'a> {
    loaded: &'a LoadedArticle,
    /// The keys of the units of a version, by its number in the article.
    keys: HashMap<usize, Vec<UnitKey>>,
}

impl UnitFinder<'_> {
    /// The units of a side. If they are not found one by one, the side counts as one text that decisions cannot name.
    fn texts(&mut self, side: &PairSide, count: usize) -> Vec<Text> {
        self.units(side, count).unwrap_or_else(|| {
            vec![Text {
                text: side.text.clone(),
                markup: String::new(),
                line: side.line,
                key: UnitKey(String::new(), 0),
                place: None,
            }]
        })
    }

    fn units(&mut self, side: &PairSide, count: usize) -> Option<Vec<Text>> {
        let version = self.loaded.versions.iter().position(|version| {
            version.locale == side.locale && version.source.blob == side.blob
        })?;
        let (document, file) = {
            let version = &self.loaded.versions[version];
            (&version.document, &version.source.text)
        };
        let first = document
            .units
            .iter()
            .position(|u| u.span.start == side.span.start)?;
        let units = document.units.get(first..first + count)?;
        if units.last()?.span.end != side.span.end {
            return None;
        }
        let keys = self
            .keys
            .entry(version)
            .or_insert_with(|| unit_keys(document));
        let text = |(index, (unit, key)): (usize, (&Unit, &UnitKey))| {
            let text = document.text(unit).to_owned();
            let markup = file.get(unit.span.start as usize..unit.span.end as usize);
            let markup = markup.filter(|markup| *markup != text);
            Text {
                markup: markup.unwrap_or_default().to_owned(),
                text,
                line: unit.line,
                key: key.clone(),
                place: Some((version, UnitId::new(first + index))),
            }
        };
        let units = units.iter().zip(&keys[first..]).enumerate();
        Some(units.map(text).collect())
    }
}
