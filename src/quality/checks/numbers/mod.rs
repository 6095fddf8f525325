//! # `numbers`: A number is on one side only.
//!
//! ## What it does
//!
//! Compares the numbers of both sides as a multiset of digit groups, in any script. Where the multisets differ, these
//! count as equal:
//!
//! - thousands separated by a comma, a point, a space, an apostrophe or nothing, and decimal commas: `1,234.5`, `1.234,5`,
//!   `1 234,5`
//! - dates in another order, if they have the same groups
//! - numbers that occur anywhere in the other text, also in code, and numbers that one side repeats
//! - numbers up to 12 and months that the other side writes as words (18 languages; other languages are not checked
//!   for these), and 13 to 99 in English words
//! - hours of a 12-hour and a 24-hour clock (*6 PM*, 18h00, 오후 6시, 下午 6 点), and *24/7*
//! - a zero before the decimal point that one side leaves out (`.50`)
//! - ordinals (a *3rd party*) and bases of numeral systems (16 진수 is *hexadecimal*)
//! - the number of a list item that became part of the text
//!
//! Digits in names do not count: `x64`, `IPv6`, `0x80070005`. Nothing is reported if a side counts in millions, 万 or 억.
//!
//! ## Why is this bad?
//!
//! Readers set a wrong value. Often the translation was made from an older source.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | The pump runs for 20 minutes. | Die Pumpe läuft 30 Minuten lang. |
//!
//! ## How well it works
//!
//! All of 200 changed and all of 200 lost numbers are found, and no good pair of the sample corpus has the flag. 3 of
//! 1,000 real pairs have it, and 58 of 59 that were read are right. Where translations were made from the source at hand,
//! 1 of 6,620 pairs has it. Paraphrases (*not more than 1*, *several*) cause false alarms.

mod digit_runs;
mod equivalences;
mod numerals;

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;
use digit_runs::{Group, append, bag, groups, joined, sorted_digits};

/// Reports numbers that only one side has.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if !source.classes.any(ByteClasses::DIGIT) && !target.classes.any(ByteClasses::DIGIT) {
        return;
    }
    // Most pairs have the same digits in the same order.
    if have_same_digits(source.prose.as_bytes(), target.prose.as_bytes()) {
        return;
    }
    let (ours, theirs) = (groups(&source.prose), groups(&target.prose));
    if bag(&ours) == bag(&theirs) {
        return;
    }
    let (one, other) = (joined(&ours), joined(&theirs));
    if one == other
        || equivalences::is_inexact(&source.prose)
        || equivalences::is_inexact(&target.prose)
    {
        return;
    }
    let mut missing = lacking(&ours, &theirs, target.text);
    let mut added = lacking(&theirs, &ours, source.text);
    equivalences::afternoons(source, target, &mut missing, &mut added);
    for (numbers, side, other) in [(&mut missing, source, target), (&mut added, target, source)] {
        equivalences::leading_zero(&other.prose, numbers);
        equivalences::round_the_clock(numbers);
        equivalences::list_number(&side.prose, numbers);
        equivalences::bases_and_ordinals(&side.prose, numbers);
        numbers.retain(|&n| !numerals::spelled(other.side.locale, n, other.text));
    }
    if missing.is_empty() && added.is_empty() {
        return;
    }
    sink.flag(Flag::Numbers, || {
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

/// Numbers of a side that the other side does not have, with thousands joined or separate, not even in code and names.
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
