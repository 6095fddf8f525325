//! Groups pairs by key, in corpus order.
//!
//! Keys are hashes already, so the table below does not hash them again, and it takes 6 bytes per pair where a `HashMap`
//! takes 30 (`benches/pipeline.rs`, group `duplicates`).

/// A pair and its key for one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The key. Two halves of eight bytes, so that the struct has no padding.
    pub key: [u64; 2],
    /// The number of the pair.
    pub number: u32,
    /// What the question needs to know besides the key.
    pub note: u32,
}

/// No next pair.
const NONE: u32 = u32::MAX;

/// Calls `take` with each group of pairs that share a key, ordered by the first pair of the groups.
pub(super) fn each_group(places: &[Place], mut take: impl FnMut(&[Place])) {
    let mut next = linked(places);
    let mut group = Vec::new();
    for first in 0..places.len() {
        if next[first] == NONE {
            continue;
        }
        group.clear();
        let mut place = first as u32;
        while place != NONE {
            group.push(places[place as usize]);
            // A pair that was passed on does not begin another group.
            place = std::mem::replace(&mut next[place as usize], NONE);
        }
        take(&group);
    }
}

/// For each pair the next one with the same key.
fn linked(places: &[Place]) -> Vec<u32> {
    let slots = (places.len() + places.len() / 2 + 1).next_power_of_two();
    let mut table = vec![NONE; slots];
    let mut next = vec![NONE; places.len()];
    // From the last pair to the first, so that the table always has the next pair of a key.
    for (at, place) in places.iter().enumerate().rev() {
        let mut slot = place.key[1] as usize & (slots - 1);
        while table[slot] != NONE {
            if places[table[slot] as usize].key == place.key {
                next[at] = table[slot];
                break;
            }
            slot = (slot + 1) & (slots - 1);
        }
        table[slot] = at as u32;
    }
    next
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_group_is_handed_over_once_and_in_order(keys in prop::collection::vec((0_u64..2, 0_u64..20), 0..100)) {
            let places: Vec<Place> = (0..).zip(&keys).map(|(number, key)| Place {
                key: [key.0, key.1],
                number,
                note: 0,
            }).collect();
            let mut expected: BTreeMap<_, Vec<u32>> = BTreeMap::new();
            for place in &places {
                expected.entry(place.key).or_default().push(place.number);
            }
            let mut expected: Vec<_> = expected.into_values().filter(|group| group.len() > 1).collect();
            expected.sort();
            let mut found: Vec<Vec<u32>> = Vec::new();
            each_group(&places, |group| found.push(group.iter().map(|p| p.number).collect()));
            prop_assert_eq!(found, expected);
        }
    }
}
