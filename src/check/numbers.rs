//! Numbers that one side has and the other has not.
//!
//! Languages write one number in several ways: thousands are set apart by commas, points, spaces or nothing, dates turn
//! their order round, digits are of another script. So numbers are compared as bags of groups of digits, then with
//! thousands joined; only what is still left over is looked at closely: numbers written as words, hours counted to
//! twelve, numbers of lists.

use super::marks::Marks;
use super::numerals;
use super::pair::Report;
use super::view::View;
use crate::model::Flag;

/// A run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Group {
    value: u64,
    digits: u8,
    /// It may be three digits more of the number before it.
    goes_on: bool,
}

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
    if one == other || is_inexact(&source.prose) || is_inexact(&target.prose) {
        return;
    }
    let mut missing = lacking(&ours, &theirs, target.text);
    let mut added = lacking(&theirs, &ours, source.text);
    drop_afternoons(source, target, &mut missing, &mut added);
    drop_leading_zero(&target.prose, &mut missing);
    drop_leading_zero(&source.prose, &mut added);
    drop_round_the_clock(&mut missing);
    drop_round_the_clock(&mut added);
    drop_list_number(&source.prose, &mut missing);
    drop_bases_and_ordinals(&source.prose, &mut missing);
    drop_bases_and_ordinals(&target.prose, &mut added);
    drop_list_number(&target.prose, &mut added);
    missing.retain(|&n| !numerals::spelled(target.side.locale, n, target.text));
    added.retain(|&n| !numerals::spelled(source.side.locale, n, source.text));
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

/// The groups of digits of a text; those in identifiers such as `x64` are none.
fn groups(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut before, mut thousands) = (' ', false);
    while let Some((at, c)) = chars.next() {
        let Some(first) = digit(c) else {
            // A separator belongs to the number before it if a digit stands on both sides.
            let next = chars.peek().and_then(|next| digit(next.1));
            thousands = digit(before).is_some() && next.is_some() && separates(c);
            before = c;
            continue;
        };
        if is_word(before) {
            skip_word(&mut chars);
            before = 'a';
            continue;
        }
        let (mut value, mut digits) = (u64::from(first), 1);
        before = c;
        while let Some(next) = chars.next_if(|next| digit(next.1).is_some()) {
            value = value
                .wrapping_mul(10)
                .wrapping_add(u64::from(digit(next.1).unwrap_or(0)));
            digits = u8::min(digits, 99) + 1;
            before = next.1;
        }
        // Letters may follow (5 GB, 2nd, 10x), but digits behind them make a name of it (0x80, 3f2a), or a time (18h30).
        let end = chars.peek().map_or(text.len(), |next| next.0);
        if is_hour(&text[end..]) {
            chars.next();
            before = ' ';
            found.push(Group {
                value,
                digits,
                goes_on: false,
            });
            continue;
        }
        let rest = text[end..].trim_start_matches(is_word);
        if rest.len() < text.len() - end && rest.starts_with(|c| digit(c).is_some()) {
            skip_word(&mut chars);
            before = 'a';
            continue;
        }
        let leads = found.last().is_some_and(|last| last.digits <= 3);
        let goes_on = thousands && digits == 3 && leads && at > 0;
        thousands = false;
        found.push(Group {
            value,
            digits,
            goes_on,
        });
    }
    found
}

/// Whether an `h` and two digits of minutes stand at the beginning of a text.
fn is_hour(text: &str) -> bool {
    let behind = match text.as_bytes() {
        [b'h' | b'H', b'0'..=b'5', b'0'..=b'9', ..] => &text[3..],
        _ => return false,
    };
    !behind.starts_with(|c| is_word(c) || digit(c).is_some())
}

fn skip_word(chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>) {
    while chars
        .next_if(|next| is_word(next.1) || digit(next.1).is_some())
        .is_some()
    {}
}

/// What joins digits to a name: letters of scripts that set spaces between words.
fn is_word(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '_' => true,
        '\0'..='\u{bf}' => false,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => false,
        '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{ffff}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Signs that set thousands apart in one language or another.
fn separates(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬' | '，' | '．'
    )
}

/// The value of a decimal digit of any script.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 15] = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xe50, 0xed0, 0x1040,
        0x17e0, 0xff10,
    ];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = c as u32;
    let zero = ZEROS.iter().rfind(|&&zero| zero <= code)?;
    (code - zero < 10).then_some(code - zero)
}

fn bag(groups: &[Group]) -> Vec<u64> {
    let mut values: Vec<u64> = groups.iter().map(|g| g.value).collect();
    values.sort_unstable();
    values
}

/// The numbers with thousands joined, sorted.
fn joined(groups: &[Group]) -> Vec<u64> {
    let mut values: Vec<u64> = Vec::with_capacity(groups.len());
    for group in groups {
        match values.last_mut() {
            Some(last) if group.goes_on => *last = append(*last, group.value),
            _ => values.push(group.value),
        }
    }
    values.sort_unstable();
    values
}

fn append(thousands: u64, value: u64) -> u64 {
    thousands.wrapping_mul(1000).wrapping_add(value)
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

fn sorted_digits(text: &str) -> Vec<u64> {
    let mut values = digits_of(text);
    values.sort_unstable();
    values
}

/// Every run of digits in a text, whatever stands around it.
fn digits_of(text: &str) -> Vec<u64> {
    let mut values = Vec::new();
    let mut open = false;
    for c in text.chars() {
        match (digit(c), values.last_mut()) {
            (Some(d), Some(last)) if open => {
                *last = u64::wrapping_add(u64::wrapping_mul(*last, 10), d.into());
            }
            (Some(d), _) => values.push(d.into()),
            (None, _) => {}
        }
        open = digit(c).is_some();
    }
    values
}

/// Numbers that are told in words or signs on one side can differ on the other: a million is 100 万.
fn is_inexact(text: &str) -> bool {
    const LARGE: [&str; 16] = [
        "illion", "illiard", "thousand", "tausend", "mille", "hundred", "hundert", "dozen", "万",
        "萬", "億", "亿", "千", "百", "천", "만 ",
    ];
    LARGE.iter().any(|word| text.contains(word))
}

/// 3 PM is 15 o'clock, 12 AM is 0.
fn drop_afternoons(
    source: &View<'_>,
    target: &View<'_>,
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
fn drop_leading_zero(other: &str, numbers: &mut Vec<u64>) {
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
fn drop_round_the_clock(numbers: &mut Vec<u64>) {
    if [7, 24].iter().all(|n| numbers.contains(n)) {
        numbers.retain(|n| !matches!(n, 7 | 24));
    }
}

/// The number of a step that became part of the text.
fn drop_list_number(text: &str, numbers: &mut Vec<u64>) {
    let rest = text.trim_start_matches(|c| digit(c).is_some());
    let ends = rest.starts_with(['.', ')', '、', '．', '）']) || rest.starts_with(" - ");
    if rest.len() < text.len() && ends {
        let number = digits_of(&text[..text.len() - rest.len()]);
        numbers.retain(|n| number.first() != Some(n));
    }
}

/// Numbers that other languages have a word for: the base of a numeral system (16 진수 is hexadecimal), and ordinals
/// (a 3rd party).
fn drop_bases_and_ordinals(text: &str, numbers: &mut Vec<u64>) {
    const BASES: [&str; 3] = ["진", "進", "进"];
    const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];
    numbers.retain(|number| {
        let digits = number.to_string();
        let mut behind = text
            .match_indices(&*digits)
            .map(|m| text[m.0 + digits.len()..].trim_start());
        let in_words = |rest: &str| match number {
            2 | 8 | 10 | 16 if BASES.iter().any(|base| rest.starts_with(base)) => true,
            _ => ORDINALS.iter().any(|end| rest.starts_with(end)),
        };
        !behind.any(in_words)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        joined(&groups(a)) == joined(&groups(b))
    }

    #[test]
    fn numbers_are_the_same_in_the_ways_of_all_languages() {
        assert!(same("1,234,567 bytes", "1 234 567 octets"));
        assert!(same("1,234 bytes", "1234 바이트"));
        assert!(same("1,234.5", "1.234,5"));
        assert!(same("2,000", "2’000"));
        assert!(same("12/31/2020", "31.12.2020"));
        assert!(same("Dec 5", "５ déc"));
        assert!(same("42", "๔๒"));
        assert!(same("٢٠١٩", "2019"));
        assert!(!same("12", "13"));
        assert!(!same("1.5", "15"));
    }

    #[test]
    fn digits_in_names_are_no_numbers() {
        let none = ["x64", "IPv6", "0x80070005", "UTF8", "a1b2", "3f2a9", "v2_1"];
        for text in none {
            assert_eq!(groups(text), [], "{text}");
        }
        let values = |text: &str| bag(&groups(text));
        assert_eq!(values("5GB, 2nd, 第3章 2019年"), [2, 3, 5, 2019]);
    }

    #[test]
    fn bases_and_ordinals_have_words_in_other_languages() {
        let left = |text: &str, mut numbers: Vec<u64>| {
            drop_bases_and_ordinals(text, &mut numbers);
            numbers
        };
        assert_eq!(left("16 진수 출력", vec![16]), [0_u64; 0]);
        assert_eq!(left("a 3rd party", vec![3]), [0_u64; 0]);
        assert_eq!(left("16 files", vec![16]), [16]);
    }

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
