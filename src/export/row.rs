//! The columns of a pair: the one list that JSONL, CSV and Parquet share.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Settings;
use super::settings::LangStyle;
use crate::model::{Aligner, Bead, Record, Side, Span, TranslationType, Unaligned, UnitKind};

/// Bytes in a file, written `[start,end]`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes(pub u32, pub u32);

impl Bytes {
    fn of(span: &Span) -> Self {
        Self(span.start, span.end)
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{},{}]", self.0, self.1)
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        [self.0, self.1].serialize(to)
    }
}

/// A pair, or a unit without partner, as JSONL and CSV hold it; the fields stand in the order of the columns.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub id: &'a str,
    pub document: &'a str,
    pub index: u32,
    pub kind: UnitKind,
    pub context: &'a str,
    pub source_locale: &'a str,
    pub target_locale: &'a str,
    pub source: Option<&'a str>,
    pub target: Option<&'a str>,
    pub source_span: Option<Bytes>,
    pub target_span: Option<Bytes>,
    pub source_line: Option<u32>,
    pub target_line: Option<u32>,
    pub translation_type: TranslationType,
    pub source_translation_type: Option<TranslationType>,
    pub target_translation_type: Option<TranslationType>,
    pub source_hash: Option<&'a str>,
    pub target_hash: Option<&'a str>,
    pub same_version: Option<bool>,
    pub bead: Bead,
    pub score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aligner: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<&'a str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin<'a>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub past: Option<Past<'a>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub markup: Option<Markup<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasons: Option<&'a str>,
}

/// Where in git the source was read from; null where it is a file on disk.
#[derive(Serialize)]
pub(super) struct Origin<'a> {
    pub source_commit: Option<&'a str>,
    pub source_path: Option<&'a str>,
}

/// Where in git the target was read from; null where it is a file on disk.
#[derive(Serialize)]
pub(super) struct Past<'a> {
    pub target_commit: Option<&'a str>,
    pub target_path: Option<&'a str>,
}

impl<'a> Past<'a> {
    fn of(target: Option<&Side<'a>>) -> Self {
        let blob = target.and_then(|t| t.blob);
        Self {
            target_commit: blob.map(|b| &*b.commit),
            target_path: blob.map(|b| &*b.path),
        }
    }
}

impl<'a> Origin<'a> {
    fn of(source: Option<&Side<'a>>) -> Self {
        let blob = source.and_then(|s| s.blob);
        Self {
            source_commit: blob.map(|b| &*b.commit),
            source_path: blob.map(|b| &*b.path),
        }
    }
}

/// The Markdown of both sides.
#[derive(Serialize)]
pub(super) struct Markup<'a> {
    pub source_markup: Option<&'a str>,
    pub target_markup: Option<&'a str>,
}

/// What a row holds beyond the pair itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub markup: bool,
    /// Whether the reasons of the flags are told.
    pub reasons: bool,
    pub origins: bool,
    pub past: bool,
    pub aligner: bool,
    /// Whether pairs are sentences and name the pair of units they are taken from.
    pub parents: bool,
    pub style: LangStyle,
}

impl Columns {
    pub fn of(settings: &Settings) -> Self {
        Self {
            markup: settings.markup,
            reasons: settings.reasons,
            origins: settings.origins,
            past: settings.past,
            aligner: settings.aligner,
            parents: settings.sentences,
            style: settings.lang_style,
        }
    }
}

impl<'a> Row<'a> {
    /// The row of a pair; `context` is a buffer for the headings above.
    pub fn pair(record: &'a Record<'_>, columns: Columns, context: &'a mut String) -> Self {
        join(record.context, context);
        let (source, target) = (&record.source, &record.target);
        let (source_locale, target_locale) = columns.style.tags(source.locale, target.locale);
        Self {
            id: &record.id,
            document: record.document,
            index: record.index,
            kind: record.kind,
            context,
            source_locale,
            target_locale,
            source: Some(&source.text),
            target: Some(&target.text),
            source_span: Some(Bytes::of(&source.span)),
            target_span: Some(Bytes::of(&target.span)),
            source_line: Some(source.line),
            target_line: Some(target.line),
            translation_type: record.translation_type,
            source_translation_type: source.translation_type,
            target_translation_type: target.translation_type,
            source_hash: source.hash,
            target_hash: target.hash,
            same_version: Some(record.same_version),
            bead: record.bead,
            score: Some(rounded(record.score)),
            aligner: columns.aligner.then(|| record.aligner.as_str()),
            parent: columns.parents.then_some(record.parent.unwrap_or_default()),
            origin: columns.origins.then(|| Origin::of(Some(source))),
            past: columns.past.then(|| Past::of(Some(target))),
            markup: columns.markup.then(|| Markup {
                source_markup: Some(markdown(source)),
                target_markup: Some(markdown(target)),
            }),
            reasons: columns.reasons.then_some(&record.reasons),
        }
    }

    /// The row of a unit without partner: what the other side would say is null.
    pub fn unaligned(unit: &'a Unaligned<'_>, columns: Columns, context: &'a mut String) -> Self {
        join(unit.context, context);
        let (source, target) = unit.locales();
        let (source_locale, target_locale) = columns.style.tags(source, target);
        let side = &unit.side;
        let source = unit.is_source.then_some(side);
        let target = (!unit.is_source).then_some(side);
        Self {
            id: &unit.id,
            document: unit.document,
            index: unit.index,
            kind: unit.kind,
            context,
            source_locale,
            target_locale,
            source: source.map(|s| &*s.text),
            target: target.map(|s| &*s.text),
            source_span: source.map(|s| Bytes::of(&s.span)),
            target_span: target.map(|s| Bytes::of(&s.span)),
            source_line: source.map(|s| s.line),
            target_line: target.map(|s| s.line),
            translation_type: side.translation_type.unwrap_or_default(),
            source_translation_type: source.and_then(|s| s.translation_type),
            target_translation_type: target.and_then(|s| s.translation_type),
            source_hash: source.and_then(|s| s.hash),
            target_hash: target.and_then(|s| s.hash),
            same_version: None,
            bead: Bead(source.is_some().into(), target.is_some().into()),
            score: None,
            aligner: columns.aligner.then(|| Aligner::Diglot.as_str()),
            parent: columns.parents.then_some(""),
            origin: columns.origins.then(|| Origin::of(source)),
            past: columns.past.then(|| Past::of(target)),
            markup: columns.markup.then(|| Markup {
                source_markup: source.map(markdown),
                target_markup: target.map(markdown),
            }),
            reasons: columns.reasons.then_some(""),
        }
    }
}

/// The bytes of a side, as they stand in the file.
fn markdown<'a>(side: &'a Side<'_>) -> &'a str {
    side.file
        .get(side.span.start as usize..side.span.end as usize)
        .unwrap_or_default()
}

/// A score as it is written: four digits after the point, more than it can mean.
pub(super) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}

/// Joins the headings above into the buffer.
pub(super) fn join(context: &[&str], into: &mut String) {
    into.clear();
    for (i, heading) in context.iter().enumerate() {
        if i > 0 {
            into.push_str(" > ");
        }
        into.push_str(heading);
    }
}
