//! What is compared of a unit besides its tokens, close together in memory.

use rustc_hash::FxHashMap;

use super::features::{Bare, Bold, End, Features};
use super::sequence::Sequence;
use super::slug::Slug;
use crate::model::UnitKind;

/// Letters added to each length: the ratio of very short texts says little.
const LENGTH_FLOOR: f32 = 6.0;

/// What is compared of a unit besides its tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    pub version: u16,
    pub kind: UnitKind,
    pub level: u8,
    pub depth: u8,
    pub bold: Bold,
    pub bare: Bare,
    pub end: End,
    pub sentences: u8,
    pub column: u32,
    pub length: f32,
    /// Logarithm of the length, made comparable with the other side's.
    pub log: f32,
    pub label: u64,
    pub identity: u64,
    /// What it costs to pair the unit with another text, because its own text is elsewhere on the other side.
    pub displaced: f32,
    /// The term that the text begins with.
    pub term: Term,
    pub slug: Slug,
}

/// The term that a text begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Term {
    /// Key of the code span; 0 for none.
    pub key: u64,
    /// One text of either side begins with it.
    pub is_unique: bool,
}

impl Term {
    /// How many texts of a side begin with each term.
    fn counts(side: &Sequence) -> FxHashMap<u64, u32> {
        let mut counts = FxHashMap::default();
        for unit in side.units.iter().filter(|unit| unit.term != 0) {
            *counts.entry(unit.term).or_default() += 1;
        }
        counts
    }

    fn of(key: u64, counts: &[FxHashMap<u64, u32>; 2]) -> Self {
        let once = |side: &FxHashMap<u64, u32>| side.get(&key) == Some(&1);
        Self {
            key,
            is_unique: key != 0 && counts.iter().all(once),
        }
    }
}

impl Looks {
    fn of(unit: &Features, ratio: f32, displaced: f32, term: Term) -> Self {
        Self {
            version: unit.version,
            kind: unit.kind,
            level: unit.level,
            depth: unit.depth,
            bold: unit.bold,
            bare: unit.bare,
            end: unit.end,
            sentences: unit.sentences,
            column: unit.column,
            length: unit.length,
            log: log(unit.length * ratio),
            label: unit.label,
            identity: unit.identity,
            displaced,
            term,
            slug: unit.slug,
        }
    }

    /// Those of both sides' units; `ratio` makes lengths of the first side comparable with the second one's.
    pub fn of_both(a: &Sequence, b: &Sequence, ratio: f32) -> [Vec<Self>; 2] {
        let texts = [a, b].map(texts);
        let terms = [a, b].map(Term::counts);
        let looks = |side: &Sequence, ratio: f32| -> Vec<Self> {
            let units = side.units.iter();
            let of = |unit: &std::sync::Arc<Features>| {
                let term = Term::of(unit.term, &terms);
                Self::of(unit, ratio, displaced(unit, &texts), term)
            };
            units.map(of).collect()
        };
        [looks(a, ratio), looks(b, 1.0)]
    }

    /// Those of some units as one; `ratio` makes the length comparable with the other side's.
    pub fn joined(units: &[&Self], ratio: f32) -> Option<Self> {
        let (first, last) = (units.first()?, units.last()?);
        let length = units.iter().map(|u| u.length).sum::<f32>();
        let sentences = units.iter().map(|u| u.sentences);
        Some(Self {
            end: last.end,
            sentences: sentences.fold(0, u8::saturating_add),
            length,
            log: log(length * ratio),
            displaced: units.iter().map(|u| u.displaced).fold(0.0, f32::min),
            bold: Bold::None,
            bare: Bare::No,
            identity: 0,
            ..**first
        })
    }

    /// Whether the unit and the one after it could be parts of one: nothing is between them, and they are of one kind, or
    /// a list after its introduction.
    pub fn continues_in(&self, next: &Self) -> bool {
        use UnitKind::{ListItem, Note, Paragraph, Quote};
        match (self.kind, next.kind) {
            (Paragraph | ListItem | Note | Quote, kind) if kind == self.kind => {
                self.depth == next.depth && self.label == next.label
            }
            (Paragraph, ListItem) | (ListItem, Paragraph) => true,
            _ => false,
        }
    }
}

/// Logarithm of a length; very short ones hardly differ.
fn log(length: f32) -> f32 {
    (length + LENGTH_FLOOR).ln()
}

/// How many units have each text, by kind and text.
fn texts(side: &Sequence) -> FxHashMap<u64, u32> {
    let mut counts = FxHashMap::default();
    for unit in &side.units {
        *counts.entry(unit.text_key()).or_default() += 1;
    }
    counts
}

/// A text that is as often on both sides is paired with itself: what it costs to pair it with another one.
fn displaced(unit: &Features, texts: &[FxHashMap<u64, u32>; 2]) -> f32 {
    let key = unit.text_key();
    let [a, b] = [0, 1].map(|side| texts[side].get(&key).copied().unwrap_or(0));
    match (a, b) {
        _ if a != b || unit.length < 2.0 || unit.kind == UnitKind::FrontMatter => 0.0,
        (1, _) => -3.0,
        _ => -1.0,
    }
}
