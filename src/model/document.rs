//! A segmented version: units in the order of the text, and what stands between them.

use super::{Inline, Span, Unit, UnitId};

/// A segmented text. Units, sections and landmarks are in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The units, ascending by the start of their spans.
    pub units: Vec<Unit>,
    /// Sections in order; the first holds what stands before the first heading, and has no heading.
    pub sections: Vec<Section>,
    /// What stands between units and is no text: anchors for the aligner.
    pub landmarks: Vec<Landmark>,
    /// The inline runs of all units, one unit's after the other's.
    pub inlines: Vec<Inline>,
    /// The plain text of all units, one after the other: markup gone, white space folded, NFC.
    pub plain: String,
}

/// A heading and what follows it up to the next heading of any level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's unit; `None` for the part before the first heading.
    pub heading: Option<UnitId>,
    /// Level of the heading, 0 for the part before the first.
    pub level: u8,
    /// The section one level up; `None` at the top.
    pub parent: Option<u32>,
}

/// Something between units that is no text but has an identity: a code block, an include, a video, an image
/// without text, a zone marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landmark {
    /// How many units begin before it.
    pub before: u32,
    /// Hash of what it is and holds; equal in all locales for what was not translated.
    pub key: u64,
    /// Its bytes in the file.
    pub span: Span,
}

impl Document {
    /// A document without units.
    pub const EMPTY: Self = Self {
        units: Vec::new(),
        sections: Vec::new(),
        landmarks: Vec::new(),
        inlines: Vec::new(),
        plain: String::new(),
    };

    /// The unit with an id.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.index()]
    }

    /// The units with their ids, in the order of the text.
    pub fn iter_units(&self) -> impl DoubleEndedIterator<Item = (UnitId, &Unit)> {
        let units = self.units.iter().enumerate();
        units.map(|(index, unit)| (UnitId::new(index), unit))
    }

    /// The plain text of a unit.
    #[must_use]
    pub fn text(&self, unit: &Unit) -> &str {
        &self.plain[unit.text.start as usize..unit.text.end as usize]
    }

    /// The inline runs of a unit.
    #[must_use]
    pub fn runs(&self, unit: &Unit) -> &[Inline] {
        &self.inlines[unit.inlines.start as usize..unit.inlines.end as usize]
    }

    /// The headings above a unit, outermost first; its own is not among them when it is a heading itself.
    #[must_use]
    pub fn context(&self, unit: &Unit) -> Vec<&str> {
        let mut at = self.sections.get(unit.section as usize);
        let mut above = Vec::new();
        while let Some(section) = at {
            if let Some(heading) = section.heading {
                let heading = self.unit(heading);
                if !std::ptr::eq(heading, unit) {
                    above.push(self.text(heading));
                }
            }
            at = section.parent.map(|p| &self.sections[p as usize]);
        }
        above.reverse();
        above
    }
}
