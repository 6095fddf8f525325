//! One side of a record: the text of its units, and all that is known of it.

use crate::model::{ArticleVersion, Side, TranslationType, Unit};

/// One side of a record, and its units.
pub(crate) fn side<'a>(
    version: &'a ArticleVersion,
    units: &[u32],
    translation_type: Option<TranslationType>,
) -> (Side<'a>, Vec<&'a Unit>) {
    let ArticleVersion {
        locale,
        source,
        document,
        ..
    } = version;
    let units: Vec<&Unit> = units.iter().map(|&u| &document.units[u as usize]).collect();
    let side = Side {
        translation_type,
        ..Side::of(locale, source, document, &units)
    };
    (side, units)
}

/// The headings above a unit, kept while the units stay in the same section.
#[derive(Default)]
pub(crate) struct Context<'a> {
    section: Option<(u32, bool)>,
    headings: Vec<&'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn of(&mut self, version: &'a ArticleVersion, unit: &Unit) -> &[&'a str] {
        // A heading stands in its own section but is not above itself.
        let section = Some((unit.section, unit.level > 0));
        if self.section != section {
            self.section = section;
            self.headings = version.document.context(unit);
        }
        &self.headings
    }
}
