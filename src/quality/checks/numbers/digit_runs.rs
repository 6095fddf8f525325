//! Finds the runs of digits that are numbers, and their values.

use crate::model::text::{is_cjk, is_hangul, is_unspaced_alphabet};

/// A run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub value: u64,
    pub digits: u8,
    /// It may continue the number before it, as three more digits.
    pub goes_on: bool,
}

/// The groups of digits of a text. Digits in identifiers such as `x64` are left out.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut before, mut thousands) = (' ', false);
    while let Some((at, c)) = chars.next() {
        let Some(first) = digit(c) else {
            // A separator belongs to the number before it if there are digits on both sides.
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
        // Letters may follow (5 GB, 2nd, 10x). Digits after them make it a name (0x80, 3f2a) or a time (18h30).
        let end = chars.peek().map_or(text.len(), |next| next.0);
        let rest = text[end..].trim_start_matches(is_word);
        let hour = is_hour(&text[end..]);
        if hour {
            chars.next();
            before = ' ';
        } else if rest.len() < text.len() - end && rest.starts_with(|c| digit(c).is_some()) {
            skip_word(&mut chars);
            before = 'a';
            continue;
        }
        let leads = found.last().is_some_and(|last| last.digits <= 3);
        let goes_on = thousands && digits == 3 && leads && at > 0 && !hour;
        thousands = false;
        found.push(Group {
            value,
            digits,
            goes_on,
        });
    }
    found
}

/// Whether a text begins with an `h` and two digits of minutes.
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

/// Whether a character joins digits to a name: a letter of a script that has spaces between words.
fn is_word(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '_' => true,
        '\0'..='\u{bf}' => false,
        _ => {
            let is_spaced = !is_unspaced_alphabet(c) && !is_cjk(c) && !is_hangul(c);
            is_spaced && c.is_alphabetic()
        }
    }
}

/// Characters that separate thousands in some language.
fn separates(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬' | '，' | '．'
    )
}

/// The value of a decimal digit of any script.
pub(super) fn digit(c: char) -> Option<u32> {
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

pub(super) fn bag(groups: &[Group]) -> Vec<u64> {
    let mut values: Vec<u64> = groups.iter().map(|g| g.value).collect();
    values.sort_unstable();
    values
}

/// The numbers with thousands joined, sorted.
pub(super) fn joined(groups: &[Group]) -> Vec<u64> {
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

pub(super) fn append(thousands: u64, value: u64) -> u64 {
    thousands.wrapping_mul(1000).wrapping_add(value)
}

/// The values of all runs of digits in a text, whatever is around them, sorted.
pub(super) fn sorted_digits(text: &str) -> Vec<u64> {
    let mut values: Vec<u64> = runs(text).map(|run| run.0).collect();
    values.sort_unstable();
    values
}

/// All runs of digits in a text, whatever is around them: value and following text.
pub(super) fn runs(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|c| digit(c).is_some())?;
        rest = &rest[start..];
        let end = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let digits = rest[..end].chars().filter_map(digit);
        let value = digits.fold(0, |n: u64, d| n.wrapping_mul(10).wrapping_add(d.into()));
        rest = &rest[end..];
        Some((value, rest))
    })
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
}
