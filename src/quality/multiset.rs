//! The difference of two multisets: what two sides do not have in common, whatever its order.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Maximum number of unmatched items searched for in the other side..
pub(super) const MAX_SEARCHED: usize = 64;

/// Removes from both lists the items that both have, as often as both have them. Earlier items are removed first; the
/// rest keeps its order.
pub(super) fn drop_common<T, K: Hash + Eq>(
    ours: &mut Vec<T>,
    theirs: &mut Vec<T>,
    key: impl Fn(&T) -> K,
) {
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    // Most pairs have the same items in the same order.
    if ours.iter().map(&key).eq(theirs.iter().map(&key)) {
        ours.clear();
        theirs.clear();
        return;
    }
    let mut left: FxHashMap<K, [usize; 2]> = FxHashMap::default();
    for (side, items) in [&*ours, &*theirs].into_iter().enumerate() {
        for item in items {
            left.entry(key(item)).or_default()[side] += 1;
        }
    }
    for counts in left.values_mut() {
        *counts = [counts[0].min(counts[1]); 2];
    }
    for (side, items) in [ours, theirs].into_iter().enumerate() {
        items.retain(|item| match left.get_mut(&key(item)) {
            Some(common) if common[side] > 0 => {
                common[side] -= 1;
                false
            }
            _ => true,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_side_has_more_often_is_left_over() {
        let (mut ours, mut theirs) = (vec!["a", "b", "a", "c"], vec!["a", "d", "c"]);
        drop_common(&mut ours, &mut theirs, |t| *t);
        assert_eq!((ours, theirs), (vec!["b", "a"], vec!["d"]));
    }
}
