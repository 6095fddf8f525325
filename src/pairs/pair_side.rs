//! One side of a pair: the text of its units, and the headings above them.

use std::sync::Arc;

use crate::model::{ArticleVersion, Side, TranslationType, Unit, UnitId};

/// One side of a pair, and its units.
pub(crate) fn side<'a>(
    version: &'a ArticleVersion,
    units: &[UnitId],
    translation_type: Option<TranslationType>,
) -> (Side<'a>, Vec<&'a Unit>) {
    let document = &version.document;
    let units: Vec<&Unit> = units.iter().map(|&u| document.unit(u)).collect();
    let side = Side {
        translation_type,
        ..Side::of(&version.locale, &version.source, document, &units)
    };
    (side, units)
}

/// The headings above a unit. They are kept while units are in the same section.
#[derive(Default)]
pub(super) struct Context {
    section: Option<(u32, bool)>,
    headings: Arc<[String]>,
}

impl Context {
    pub(super) fn of(&mut self, version: &ArticleVersion, unit: &Unit) -> Arc<[String]> {
        // A heading is in its own section but not above itself.
        let section = Some((unit.section, unit.level > 0));
        if self.section != section {
            self.section = section;
            let headings = version.document.context(unit).into_iter();
            self.headings = headings.map(str::to_owned).collect();
        }
        self.headings.clone()
    }
}
