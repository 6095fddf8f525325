//! Numbers that one side has and the other has not.
//!
//! Languages write one number in several ways: thousands are set apart by commas, points, spaces or nothing, dates turn
//! their order round, digits are of another script. So numbers are compared as bags of groups of digits, then with
//! thousands joined; only what is still left over is looked at closely: numbers written as words, hours counted to
//! twelve, numbers of lists.

mod forgive;
mod groups;
mod numerals;

use super::marks::Marks;
use super::pair::Report;
use super::view::View;
use crate::model::Flag;
use groups::{Group, append, bag, groups, joined, sorted_digits};

/// Flags numbers that one side lacks.
pub(super) fn check(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    if !source.marks.any(Marks::DIGIT) && !target.marks.any(Marks::DIGIT) {
        return;
    }
    // Most often the same digits stand in the same order.
    if have_same_digits(source.prose.as_bytes(), target.prose.as_bytes()) {
        return;
    }
    let (ours, theirs) = (groups(&source.prose), groups(&target.prose));
    if bag(&ours) == bag(&theirs) {
        return;
    }
    let (one, other) = (joined(&ours), joined(&theirs));
    if one == other || forgive::is_inexact(&source.prose) || forgive::is_inexact(&target.prose) {
        return;
    }
    let mut missing = lacking(&ours, &theirs, target.text);
    let mut added = lacking(&theirs, &ours, source.text);
    forgive::afternoons(source, target, &mut missing, &mut added);
    for (numbers, side, other) in [(&mut missing, source, target), (&mut added, target, source)] {
        forgive::leading_zero(&other.prose, numbers);
        forgive::round_the_clock(numbers);
        forgive::list_number(&side.prose, numbers);
        forgive::bases_and_ordinals(&side.prose, numbers);
        numbers.retain(|&n| !numerals::spelled(other.side.locale, n, other.text));
    }
    if missing.is_empty() && added.is_empty() {
        return;
    }
    report.flag(Flag::Numbers, || {
        let list = |of: &[u64]| of.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        match (&missing[..], &added[..]) {
            (missing, []) => format!("missing: {}", list(missing)),
            ([], added) => format!("added: {}", list(added)),
            (missing, added) => format!("{} became {}", list(missing), list(added)),
        }
    });
}

/// Whether two texts have the same runs of ASCII's digits in the same order.
fn have_same_digits(a: &[u8], b: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let (mut a, mut b) = (a, b);
    loop {
        let next = [a, b].map(|text| text.iter().position(is_digit));
        let [Some(in_a), Some(in_b)] = next else {
            return next == [None, None];
        };
        (a, b) = (&a[in_a..], &b[in_b..]);
        let [of_a, of_b] = [a, b].map(|text| text.iter().take_while(|b| is_digit(b)).count());
        if a[..of_a] != b[..of_b] {
            return false;
        }
        (a, b) = (&a[of_a..], &b[of_b..]);
    }
}

/// Numbers of a side that are nowhere in the other's, thousands joined or apart; nor among all the digits of its text,
/// those in code and names included.
fn lacking(groups: &[Group], others: &[Group], text: &str) -> Vec<u64> {
    let (whole, parts) = (joined(others), bag(others));
    let mut all: Option<Vec<u64>> = None;
    let mut known = |value: u64| {
        let has = |sorted: &[u64]| sorted.binary_search(&value).is_ok();
        has(&whole) || has(&parts) || has(all.get_or_insert_with(|| sorted_digits(text)))
    };
    let mut missing = Vec::new();
    let mut rest = groups;
    while let [first, tail @ ..] = rest {
        let parts = tail.iter().take_while(|g| g.goes_on).count();
        let (chain, after) = tail.split_at(parts);
        let number = chain.iter().fold(first.value, |n, g| append(n, g.value));
        let apart = || std::iter::once(first).chain(chain).map(|g| g.value);
        if !known(number) && !apart().all(&mut known) {
            missing.push(number);
        }
        rest = after;
    }
    missing.sort_unstable();
    missing.dedup();
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_only_stand_beside_each_other_are_known_apart() {
        let (ours, theirs) = (
            groups("Windows 10 100 users"),
            groups("100 utilisateurs de Windows 10"),
        );
        assert_eq!(lacking(&ours, &theirs, ""), [0_u64; 0]);
        assert_eq!(lacking(&theirs, &ours, ""), [0_u64; 0]);
    }
}
