//! A version as the aligner works with it, and whether the slugs that it states are those of the original.
//!
//! Some translators translate the slugs of headings too. Then slugs that differ say nothing against a pair.

use std::ops::Deref;

use rustc_hash::FxHashSet;

use super::input::Input;
use super::slug::Slug;
use crate::model::{Unit, UnitKind};

/// As few stated slugs say nothing about whether a file translates them.
const FEW: usize = 2;

/// A version with what is known of its slugs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Version<'a> {
    input: Input<'a>,
    /// The slugs are translated: none of them counts.
    has_translated_slugs: bool,
}

impl<'a> Deref for Version<'a> {
    type Target = Input<'a>;

    fn deref(&self) -> &Input<'a> {
        &self.input
    }
}

impl<'a> Version<'a> {
    /// The versions of an article.
    pub fn all(inputs: &[Input<'a>]) -> Vec<Self> {
        let stated: Vec<Vec<u64>> = inputs.iter().map(stated).collect();
        let is_translated = |index: usize| {
            let others = || {
                inputs
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index)
            };
            stated[index].len() >= FEW
                && !inputs[index].original
                && others().any(|(other, _)| stated[other].len() >= FEW)
                && !others().any(|(_, input)| shares_slug(&stated[index], input))
        };
        let version = |(index, input): (usize, &Input<'a>)| Self {
            input: *input,
            has_translated_slugs: is_translated(index),
        };
        inputs.iter().enumerate().map(version).collect()
    }

    /// The slug of a unit.
    pub fn slug(&self, unit: &Unit) -> Slug {
        match self.has_translated_slugs {
            true => Slug::default(),
            false => Slug::of(self.document, unit, self.original),
        }
    }
}

fn headings<'u>(input: &Input<'u>) -> impl Iterator<Item = &'u Unit> {
    let units = input.document.units.iter();
    units.filter(|unit| unit.kind == UnitKind::Heading)
}

/// The slugs that a version states, in one form each.
fn stated(input: &Input<'_>) -> Vec<u64> {
    let labelled = headings(input).filter(|unit| unit.label.is_some());
    let slugs = labelled.map(|unit| Slug::of(input.document, unit, input.original));
    slugs.filter_map(Slug::id).collect()
}

/// Whether a heading of a version has one of these slugs.
fn shares_slug(slugs: &[u64], input: &Input<'_>) -> bool {
    let slugs: FxHashSet<u64> = slugs.iter().copied().collect();
    headings(input).any(|unit| {
        let forms = Slug::of(input.document, unit, input.original).forms();
        forms.iter().any(|form| slugs.contains(form))
    })
}
