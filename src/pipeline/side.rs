//! One side of a record: the text of its units, and all that is known of it.

use std::borrow::Cow;

use crate::model::{Side, Span, TranslationType, Unit, Version};

/// One side of a record, and its units.
pub(super) fn side<'a>(
    version: &'a Version,
    units: &[u32],
    translation_type: Option<TranslationType>,
) -> (Side<'a>, Vec<&'a Unit>) {
    let document = &version.document;
    let units: Vec<&Unit> = units.iter().map(|&u| &document.units[u as usize]).collect();
    let text = match units[..] {
        [unit] => Cow::Borrowed(document.text(unit)),
        _ => {
            let texts: Vec<&str> = units.iter().map(|u| document.text(u)).collect();
            Cow::Owned(texts.join(" "))
        }
    };
    let span = Span {
        start: units.first().map_or(0, |u| u.span.start),
        end: units.last().map_or(0, |u| u.span.end),
    };
    let provenance = &version.source.provenance;
    let hash = version.source.own_hash.as_deref();
    let side = Side {
        locale: &version.locale,
        text,
        span,
        line: units.first().map_or(0, |u| u.line),
        translation_type,
        hash: hash.or(provenance.source_hash.as_deref()),
        handoff: provenance.handoff,
        blob: version.source.blob.as_ref(),
        file: &version.source.text,
        runs: units.iter().map(|u| document.runs(u)).collect(),
        plain: &document.plain,
    };
    (side, units)
}

/// The headings above a unit, kept while the units stay in the same section.
#[derive(Default)]
pub(super) struct Context<'a> {
    section: Option<(u32, bool)>,
    headings: Vec<&'a str>,
}

impl<'a> Context<'a> {
    pub(super) fn of(&mut self, version: &'a Version, unit: &Unit) -> &[&'a str] {
        // A heading stands in its own section but is not above itself.
        let section = Some((unit.section, unit.level > 0));
        if self.section != section {
            self.section = section;
            self.headings = version.document.context(unit);
        }
        &self.headings
    }
}
