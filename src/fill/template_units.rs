//! The units of a text as a tool extracted it: a paragraph, a cell, or a whole table.

use std::ops::Range;
use std::path::Path;

use crate::model::{InlineKind, Source};
use crate::segment::{self, SegmentSettings};

/// A unit inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TemplateUnit {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its plain text.
    pub plain: String,
    /// Whether it has markup: then its translation has markup too.
    pub has_markup: bool,
}

/// The outermost units of a text, in order. `path` tells the dialect where the settings do not.
pub(super) fn units(text: &str, path: &str, settings: &SegmentSettings) -> Vec<TemplateUnit> {
    let start = alert_marker(text);
    let mut found = read_units(&text[start..], path, settings);
    for unit in &mut found {
        unit.range = unit.range.start + start..unit.range.end + start;
    }
    found
}

fn read_units(text: &str, path: &str, settings: &SegmentSettings) -> Vec<TemplateUnit> {
    let source = Source {
        path: Path::new(path).to_owned(),
        text: text.to_owned(),
        ..Source::default()
    };
    let (document, _) = segment::segment(&source, settings);
    let mut found: Vec<TemplateUnit> = Vec::new();
    for unit in &document.units {
        let range = unit.span.start as usize..unit.span.end as usize;
        let is_text = |kind| matches!(kind, InlineKind::Text | InlineKind::Hidden);
        found.push(TemplateUnit {
            range,
            plain: document.text(unit).to_owned(),
            has_markup: document.runs(unit).iter().any(|run| !is_text(run.kind)),
        });
    }
    // Texts inside of another one, such as those of images, are part of its translation.
    let outer = found.clone();
    found.retain(|unit| {
        let holds = |other: &TemplateUnit| {
            other.range.start <= unit.range.start
                && unit.range.end <= other.range.end
                && other.range != unit.range
        };
        !outer.iter().any(holds)
    });
    found.sort_by_key(|unit| unit.range.start);
    found
}

/// How long the marker of an alert at the beginning is, `[!NOTE]` or `\[!NOTE\]`, with the white space after it.
fn alert_marker(text: &str) -> usize {
    let escaped = text
        .strip_prefix("\\[!")
        .and_then(|rest| rest.split_once("\\]"));
    let plain = || {
        text.strip_prefix("[!")
            .and_then(|rest| rest.split_once(']'))
    };
    let Some((name, rest)) = escaped.or_else(plain) else {
        return 0;
    };
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphabetic()) {
        return 0;
    }
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    text.len() - rest.len()
}
