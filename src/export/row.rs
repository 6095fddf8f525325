//! The columns of a pair: the one list that JSONL and CSV share.

use serde::{Serialize, Serializer};

use crate::model::{Bead, Locale, Record, Span, TranslationType, UnitKind};

/// A pair as JSONL and CSV hold it; the fields stand in the order of the columns.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub id: &'a str,
    pub document: &'a str,
    pub index: u32,
    pub kind: UnitKind,
    pub context: &'a str,
    pub source_locale: &'a Locale,
    pub target_locale: &'a Locale,
    pub source: &'a str,
    pub target: &'a str,
    #[serde(serialize_with = "bounds")]
    pub source_span: &'a Span,
    #[serde(serialize_with = "bounds")]
    pub target_span: &'a Span,
    pub source_line: u32,
    pub target_line: u32,
    pub translation_type: TranslationType,
    pub source_translation_type: Option<TranslationType>,
    pub target_translation_type: Option<TranslationType>,
    pub source_hash: Option<&'a str>,
    pub target_hash: Option<&'a str>,
    pub same_version: bool,
    pub bead: Bead,
    pub score: f64,
}

impl<'a> Row<'a> {
    /// The row of a pair; `context` is a buffer for the headings above.
    pub fn new(record: &'a Record<'_>, context: &'a mut String) -> Self {
        join(record.context, context);
        Self {
            id: &record.id,
            document: record.document,
            index: record.index,
            kind: record.kind,
            context,
            source_locale: record.source.locale,
            target_locale: record.target.locale,
            source: &record.source.text,
            target: &record.target.text,
            source_span: &record.source.span,
            target_span: &record.target.span,
            source_line: record.source.line,
            target_line: record.target.line,
            translation_type: record.translation_type,
            source_translation_type: record.source.translation_type,
            target_translation_type: record.target.translation_type,
            source_hash: record.source.hash,
            target_hash: record.target.hash,
            same_version: record.same_version,
            bead: record.bead,
            score: rounded(record.score),
        }
    }
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

fn bounds<S: Serializer>(span: &Span, to: S) -> Result<S::Ok, S::Error> {
    [span.start, span.end].serialize(to)
}
