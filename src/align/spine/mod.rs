//! The spine: one sequence of slots that all versions of an article are placed on.
//!
//! Progressive multiple alignment (Feng and Doolittle 1987): the first generation makes the first slots, each further one
//! is aligned with the slots there are and adds those it has alone. N versions cost N alignments. All pairs come from
//! shared slots, so that they are transitive.

mod pairs;
mod slot;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::slot::{Slot, stated};
use super::decided::{self, Decided};
use super::hmm::Gaps;
use super::pairwise::{Joined, align};
use super::placement::{NONE, Placement, filled, landmark_of};
use super::sequence::{Builder, Item, Sequence, UnitPlace};
use super::settings::AlignSettings;
use super::slug::Slug;
use super::table_rows::TableRows;
use super::vectors::Texts;
use super::version::Version;
use super::{anchors, generation};
use crate::model::UnitId;

/// How generations differ: one unit in 25 opens a gap.
const BETWEEN: Gaps = Gaps {
    open: 0.08,
    extend: 0.7,
    replace: 0.2,
    join: 0.02,
    join_more: 0.004,
    doubt: 1.0,
    unrelated: 0.15,
};
/// How versions of one generation differ.
const WITHIN: Gaps = Gaps {
    open: 0.005,
    extend: 0.4,
    replace: 0.1,
    join: 0.05,
    join_more: 0.01,
    doubt: 0.2,
    unrelated: 0.001,
};

/// The slots of an article and where each version's units are placed on them.
#[derive(Debug, Default)]
pub struct Spine {
    slots: Vec<Slot>,
    /// Slots in the order of the text.
    order: Vec<u32>,
    placements: Vec<Placement>,
    /// What reviewers have decided.
    decided: Vec<Decided>,
}

/// Builds the spine of an article from its generations, the sequences of their leads, and the anchors between the
/// first two of these.
pub(super) fn build(
    versions: &[Version<'_>],
    generations: &[Vec<usize>],
    (leads, second): (&[Sequence], &[(usize, usize)]),
    settings: AlignSettings<'_>,
) -> Spine {
    let texts = Texts::new(versions, settings.vectors);
    let mut spine = Spine {
        placements: vec![Placement::default(); versions.len()],
        decided: settings.decided.to_vec(),
        ..Spine::default()
    };
    for (number, members) in generations.iter().enumerate() {
        let lead = members[0];
        match leads.get(number) {
            Some(sequence) => {
                let (profile, slots) = spine.profile();
                let decided = decided::of_version(settings.decided, lead, |version, unit| {
                    let slot = spine.placements[version].slots.get(unit.index())?[0];
                    let place = slots.iter().position(|&of| of == slot)?;
                    Some(UnitPlace::new(place))
                });
                // As long as the first lead is all there is, its anchors are those of the profile.
                let known = number == 1 && profile.items.len() == leads[0].items.len();
                let chain = match known && decided.is_empty() {
                    true => second.to_vec(),
                    false => anchors::chain_with(&profile, sequence, &decided),
                };
                let beads = match profile.items.is_empty() {
                    true => Vec::new(),
                    false => align(
                        &texts,
                        (&profile, sequence),
                        lead,
                        BETWEEN,
                        settings,
                        &chain,
                        &decided,
                    ),
                };
                spine.merge(&texts, (lead, number), sequence, (&slots, &beads), settings);
            }
            None => spine.init_from_lead(versions[lead], lead),
        }
        for &member in &members[1..] {
            spine.place_in_step(&texts, lead, member, number, settings);
        }
    }
    spine
}

impl Spine {
    /// Founds the spine on the lead of the only generation, unit by unit: its features are not needed.
    fn init_from_lead(&mut self, input: Version<'_>, lead: usize) {
        let units = &input.document.units;
        let slot = |unit| Slot {
            unit: None,
            landmark: 0,
            row: None,
            stated: stated(input.slug(unit)),
            founder: 0,
        };
        self.slots = units.iter().map(slot).collect();
        let count = units.len() as u32;
        self.order = (0..count).collect();
        let mut placement = Placement::of(units.len(), 0);
        placement.slots = (0..count).map(|slot| filled([slot])).collect();
        self.placements[lead] = placement;
    }

    /// Places the lead of a generation: where its beads with the first generation's slots say, then on what slots the
    /// others have beyond.
    ///
    /// Looked at all at once, the slots of many generations would be so many wrong places for every unit.
    fn merge(
        &mut self,
        texts: &Texts<'_>,
        (lead, generation): (usize, usize),
        sequence: &Sequence,
        (slots, beads): (&[u32], &[Joined]),
        settings: AlignSettings<'_>,
    ) {
        let input = texts.versions[lead];
        let mut placement = Placement::of(input.document.units.len(), generation);
        let all: Vec<UnitId> = input.document.iter_units().map(|(id, _)| id).collect();
        placement.put(beads, slots, &all);
        let (profile, slots) = self.later(&placement);
        let (rest, units) = placement.rest(sequence, input);
        if !slots.is_empty() && !units.is_empty() {
            let chain = anchors::chain(&profile, &rest);
            let sides = (&profile, &rest);
            let beads = align(texts, sides, lead, BETWEEN, settings, &chain, &[]);
            placement.put(&beads, &slots, &units);
        }
        self.settle(placement, lead, sequence, input);
    }

    /// Places another version of the lead's generation along with it.
    fn place_in_step(
        &mut self,
        texts: &Texts<'_>,
        lead: usize,
        member: usize,
        generation: usize,
        settings: AlignSettings<'_>,
    ) {
        let (of_lead, input) = (texts.versions[lead], texts.versions[member]);
        let mut placement = Placement::of(input.document.units.len(), generation);
        let step = generation::in_step(of_lead, input);
        if let Some(scores) = step
            && self.agree(lead, input)
        {
            placement.slots.clone_from(&self.placements[lead].slots);
            placement.outer.clone_from(&self.placements[lead].outer);
            placement
                .is_supported
                .clone_from(&self.placements[lead].is_supported);
            placement.inner = scores;
            self.placements[member] = placement;
            return;
        }
        let a = Sequence::of(of_lead, lead as u16);
        let b = Sequence::of(input, member as u16);
        for bead in align(
            texts,
            (&a, &b),
            member,
            WITHIN,
            settings,
            &anchors::chain(&a, &b),
            &[],
        ) {
            let leading = &self.placements[lead];
            let first = bead.a[0].unit().index();
            let to = match bead.a.len() {
                1 => leading.slots[first],
                _ => {
                    let places = bead.a.iter();
                    filled(places.map(|place| leading.slots[place.unit().index()][0]))
                }
            };
            let (outer, is_supported) = (leading.outer[first], leading.is_supported[first]);
            for place in &bead.b {
                let unit = place.unit().index();
                placement.slots[unit] = to;
                placement.is_supported[unit] = is_supported;
                placement.inner[unit] = bead.posterior;
                placement.outer[unit] = outer;
            }
        }
        self.settle(placement, member, &b, input);
    }

    /// Whether a version in step with its lead states no slug that another version of the spine contradicts; its slugs
    /// are taken over if so.
    fn agree(&mut self, lead: usize, input: Version<'_>) -> bool {
        let slots = self.placements[lead].slots.iter().map(|s| s[0] as usize);
        let units = slots.zip(&input.document.units);
        let stated: Vec<(usize, Slug)> = units
            .map(|(slot, u)| (slot, input.slug(u)))
            .filter(|(_, slug)| slug.id().is_some())
            .collect();
        let contradicts = |&(slot, slug): &(usize, Slug)| self.slots[slot].stated.contradicts(slug);
        if stated.iter().any(contradicts) {
            return false;
        }
        for (slot, slug) in stated {
            self.slots[slot].agree(slug);
        }
        true
    }

    /// Adds slots for what a version has alone, each behind the slot of what stands before it there.
    fn settle(
        &mut self,
        mut placement: Placement,
        version: usize,
        sequence: &Sequence,
        input: Version<'_>,
    ) {
        let mut after: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let (mut cursor, founding) = (NONE, self.order.is_empty());
        let rows = TableRows::of(input.document);
        for item in &sequence.items {
            if let Item::Landmark(key) = item
                && founding
            {
                let slot = self.slots.len() as u32;
                self.slots.push(Slot {
                    unit: None,
                    landmark: *key,
                    row: None,
                    stated: Slug::default(),
                    founder: placement.generation,
                });
                after.entry(cursor).or_default().push(slot);
            }
            for place in item.units() {
                let id = place.unit();
                let unit = id.index();
                let covered = placement.slots[unit];
                let first = covered[0];
                let features = Arc::clone(&sequence.units[place.index()]);
                if first != NONE && self.slots[first as usize].agree(features.slug) {
                    cursor = covered.into_iter().rfind(|s| *s != NONE).unwrap_or(first);
                    continue;
                }
                let slot = self.slots.len() as u32;
                let neighbour = self.slots.get(cursor as usize).and_then(|s| s.row);
                let own = rows
                    .row(input.document.unit(id))
                    .map(|row| (version as u64) << 56 | row);
                let in_matched_row = cursor != NONE
                    && item
                        .units()
                        .iter()
                        .any(|place| placement.slots[place.unit().index()][0] == cursor);
                let row = if own.is_some() && in_matched_row {
                    neighbour
                } else {
                    own
                };
                self.slots.push(Slot {
                    stated: stated(features.slug),
                    unit: Some(features),
                    landmark: 0,
                    row,
                    founder: placement.generation,
                });
                after.entry(cursor).or_default().push(slot);
                placement.slots[unit] = filled([slot]);
                (placement.inner[unit], placement.outer[unit]) = (1.0, 1.0);
            }
        }
        let mut order = after.remove(&NONE).unwrap_or_default();
        for &slot in &self.order {
            order.push(slot);
            order.extend(after.remove(&slot).unwrap_or_default());
        }
        self.order = order;
        self.placements[version] = placement;
    }

    /// The slots of the first generation as a sequence, with the slot of each of its units.
    fn profile(&self) -> (Sequence, Vec<u32>) {
        let (mut builder, mut slots) = (Builder::default(), Vec::new());
        for &slot in &self.order {
            let of = &self.slots[slot as usize];
            match &of.unit {
                _ if of.founder > 0 => {}
                Some(unit) => {
                    builder.unit(Arc::clone(unit), of.row);
                    slots.push(slot);
                }
                None => builder.landmark(of.landmark),
            }
        }
        (builder.finish(), slots)
    }

    /// The slots of the further generations, those that are taken standing between them as landmarks.
    fn later(&self, placement: &Placement) -> (Sequence, Vec<u32>) {
        let mut taken = vec![false; self.slots.len()];
        for slot in placement.slots.iter().flatten().filter(|s| **s != NONE) {
            taken[*slot as usize] = true;
        }
        let (mut builder, mut slots) = (Builder::default(), Vec::new());
        for &slot in &self.order {
            let of = &self.slots[slot as usize];
            match &of.unit {
                _ if taken[slot as usize] => builder.landmark(landmark_of(slot)),
                Some(unit) if of.founder > 0 => {
                    builder.unit(Arc::clone(unit), of.row);
                    slots.push(slot);
                }
                _ => {}
            }
        }
        (builder.finish(), slots)
    }
}
