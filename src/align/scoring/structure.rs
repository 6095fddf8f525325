//! What the structure of two units says: kind, label, nesting, marks, and whether their texts are the same.

use super::{NEVER, PairScorer};
use crate::align::features::{Bare, Bold, End};
use crate::align::looks::{Looks, Term};
use crate::align::slug::Slug;
use crate::model::UnitKind;

impl PairScorer<'_> {
    pub(super) fn structure(&self, x: &Looks, y: &Looks) -> f32 {
        let Some(kind) = self.kind(x.kind, y.kind) else {
            return NEVER;
        };
        let Some(labels) = labels(x, y) else {
            return NEVER;
        };
        let Some(text) = text(x, y) else {
            return NEVER;
        };
        let mut sum = kind + labels + text + bold(x.bold, y.bold) + end(x.end, y.end);
        sum += terms(x.term, y.term);
        if x.depth != y.depth && x.kind == y.kind {
            sum -= 1.0;
        }
        sum + sentences(x, y)
    }

    /// What the kinds of two units say; `None` where they forbid the pair.
    fn kind(&self, x: UnitKind, y: UnitKind) -> Option<f32> {
        use UnitKind::{Heading, ListItem, Note, Paragraph, Quote};
        match (x, y) {
            _ if x == y => Some(self.kinds.get(&x).copied().unwrap_or(0.0)),
            (Note, Quote) | (Quote, Note) => Some(-2.5),
            (Paragraph | ListItem | Note | Quote, Paragraph | ListItem | Note | Quote) => {
                Some(-4.0)
            }
            (Heading, Paragraph | ListItem) | (Paragraph | ListItem, Heading) => Some(-6.0),
            _ => None,
        }
    }
}

/// What slugs, levels and labels say; `None` where they forbid the pair.
fn labels(x: &Looks, y: &Looks) -> Option<f32> {
    match (x.kind, y.kind) {
        (UnitKind::Heading, UnitKind::Heading) => {
            let level = if x.level == y.level { 0.7 } else { -1.5 };
            slugs(x.slug, y.slug).map(|slugs| slugs + level)
        }
        (UnitKind::FrontMatter, _) => (x.label == y.label).then_some(6.0),
        (UnitKind::TabTitle, _) if x.label != y.label => None,
        _ if x.kind != y.kind => Some(0.0),
        _ if x.label != y.label => Some(-1.5),
        _ if x.label != 0 => Some(1.0),
        _ => Some(0.0),
    }
}

/// Two stated slugs that differ forbid a pair. One that is derived from a text tells only where it is the same.
pub(super) fn slugs(x: Slug, y: Slug) -> Option<f32> {
    match () {
        () if x.contradicts(y) => None,
        () if x.matches(y) => Some(5.0),
        () => Some(0.0),
    }
}

/// What texts say that are the same, or that should be; `None` where they forbid the pair.
pub(super) fn text(x: &Looks, y: &Looks) -> Option<f32> {
    if x.identity == y.identity {
        return Some(if x.length >= 2.0 { 2.0 } else { 0.5 });
    }
    match (x.bare, y.bare) {
        (Bare::Digits, Bare::Digits) => None,
        (Bare::Code, Bare::Code) => Some(x.displaced + y.displaced - 3.0),
        _ => Some(x.displaced + y.displaced),
    }
}

fn bold(x: Bold, y: Bold) -> f32 {
    match (x, y) {
        (Bold::None, Bold::None) => 0.0,
        (a, b) if a == b => 0.7,
        (Bold::Whole, _) | (_, Bold::Whole) => -1.5,
        _ => -0.5,
    }
}

/// Items of a list of definitions often differ in the defined term alone. A term that one text of either side begins with
/// belongs to that text.
fn terms(x: Term, y: Term) -> f32 {
    match x.key == y.key {
        _ if x.key == 0 || y.key == 0 => 0.0,
        true => 0.5,
        false if x.is_unique || y.is_unique => -6.0,
        false => -1.0,
    }
}

fn end(x: End, y: End) -> f32 {
    match (x, y) {
        (a, b) if a == b => 0.2,
        (End::Colon | End::Question, _) | (_, End::Colon | End::Question) => -1.2,
        _ => -0.6,
    }
}

/// What numbers of sentences say, where both texts end with a mark that ends one.
fn sentences(x: &Looks, y: &Looks) -> f32 {
    match (x.end, y.end, x.sentences.abs_diff(y.sentences)) {
        (End::Stop, End::Stop, _) if x.sentences == 0 || y.sentences == 0 => 0.0,
        (End::Stop, End::Stop, 0) => 0.2,
        (End::Stop, End::Stop, 1) => -0.7,
        (End::Stop, End::Stop, _) => -1.3,
        _ => 0.0,
    }
}
