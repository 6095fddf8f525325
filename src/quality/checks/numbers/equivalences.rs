//! Numbers that one side may lack because languages write them differently.

use rustc_hash::FxHashSet;

use super::digit_runs::{digit, runs};
use crate::quality::segment_view::SegmentView;

/// Whether a text has number words or signs that other languages split differently: a million is 100 万.
pub(super) fn is_inexact(text: &str) -> bool {
    const LARGE: [&str; 16] = [
        "illion", "illiard", "thousand", "tausend", "mille", "hundred", "hundert", "dozen", "万",
        "萬", "億", "亿", "千", "百", "천", "만 ",
    ];
    LARGE.iter().any(|word| text.contains(word))
}

/// 3 PM is 15 o'clock, 12 AM is 0.
pub(super) fn afternoons(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    missing: &mut Vec<u64>,
    added: &mut Vec<u64>,
) {
    const MARKS: [&str; 14] = [
        "PM", "pm", "p.m.", "P.M.", "AM", "am", "a.m.", "A.M.", "오후", "오전", "下午", "上午",
        "午後", "午前",
    ];
    let twelve = |text: &str| MARKS.iter().any(|mark| text.contains(mark));
    let (from, to) = match (twelve(&source.prose), twelve(&target.prose)) {
        (true, _) => (missing, added),
        (_, true) => (added, missing),
        _ => return,
    };
    from.retain(|&hour| {
        let same = |other: u64| other == hour + 12 || hour == 12 && other == 0;
        let found = (hour <= 12)
            .then(|| to.iter().position(|&n| same(n)))
            .flatten();
        if let Some(found) = found {
            to.remove(found);
        }
        found.is_none()
    });
    // Full hours are given minutes or lose them.
    from.retain(|&n| n != 0);
    to.retain(|&n| n != 0);
}

/// `.50` is 0.50.
pub(super) fn leading_zero(other: &str, numbers: &mut Vec<u64>) {
    let begins_with_point = |word: &str| {
        let rest = word.trim_start_matches(['(', '-', '+', '$']);
        let behind = rest.strip_prefix('.');
        behind.is_some_and(|rest| rest.starts_with(|c| digit(c).is_some()))
    };
    if numbers.contains(&0) && other.split_whitespace().any(begins_with_point) {
        numbers.retain(|n| *n != 0);
    }
}

/// 24 hours on 7 days has words in many languages.
pub(super) fn round_the_clock(numbers: &mut Vec<u64>) {
    if [7, 24].iter().all(|n| numbers.contains(n)) {
        numbers.retain(|n| !matches!(n, 7 | 24));
    }
}

/// The number of a step that became part of the text.
pub(super) fn list_number(text: &str, numbers: &mut Vec<u64>) {
    let Some((first, rest)) = runs(text).next() else {
        return;
    };
    let leads = text.starts_with(|c| digit(c).is_some());
    if leads && (rest.starts_with(['.', ')', '、', '．', '）']) || rest.starts_with(" - ")) {
        numbers.retain(|n| *n != first);
    }
}

/// Numbers that other languages have a word for: the base of a numeral system (16 진수 is hexadecimal), and ordinals
/// (a 3rd party).
pub(super) fn bases_and_ordinals(text: &str, numbers: &mut Vec<u64>) {
    const BASES: [&str; 3] = ["진", "進", "进"];
    const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];
    if numbers.is_empty() {
        return;
    }
    let begins = |rest: &str, with: &[&str]| with.iter().any(|w| rest.starts_with(w));
    let in_words = |(number, rest): &(u64, &str)| {
        let rest = rest.trim_start();
        matches!(number, 2 | 8 | 10 | 16) && begins(rest, &BASES) || begins(rest, &ORDINALS)
    };
    let known: FxHashSet<u64> = runs(text).filter(in_words).map(|run| run.0).collect();
    numbers.retain(|number| !known.contains(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_and_ordinals_have_words_in_other_languages() {
        let left = |text: &str, mut numbers: Vec<u64>| {
            bases_and_ordinals(text, &mut numbers);
            numbers
        };
        assert_eq!(left("16 진수 출력", vec![16]), [0_u64; 0]);
        assert_eq!(left("a 3rd party", vec![3]), [0_u64; 0]);
        assert_eq!(left("16 files", vec![16]), [16]);
    }
}
