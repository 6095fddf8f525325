//! One side of a record: the text of its units, and all that is known of it.

use crate::model::{Side, TranslationType, Unit, Version};

/// One side of a record, and its units.
pub(super) fn side<'a>(
    version: &'a Version,
    units: &[u32],
    translation_type: Option<TranslationType>,
) -> (Side<'a>, Vec<&'a Unit>) {
    let Version {
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
