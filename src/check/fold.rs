//! Folds away what makes no difference to what a text says: case, numbers, punctuation and white space.
//!
//! Two texts are near duplicates when nothing else tells them apart. Signs that carry meaning in technical text (`#`
//! in `C#`, `@`, `%`, `&`, `*`, `/`, `\`, `_`, and all that Unicode calls symbols) are kept.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

/// Punctuation and white space: what only parts words.
const GAPS: &str = r"[\p{P}\s--[#@%&*/\\_＃＠％＆＊／＼＿]]";
/// Characters that are not seen: soft hyphens, byte order marks, marks of direction.
const HIDDEN: &str = r"[\p{Cf}]";

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fold {
    /// It stays as it is.
    Keep,
    /// It has another case.
    Case,
    /// Part of a number.
    Digit,
    /// It parts words.
    Gap,
    /// It is passed over.
    Hidden,
}

/// Appends the folded text. A text of which nothing is left stands for itself: it is near to no other.
pub(super) fn fold(text: &str, into: &mut Vec<u8>) {
    let start = into.len();
    let table = &*TABLE;
    // What stands last: nothing, a word, or a number; and whether a gap follows it.
    let (mut gap, mut number) = (false, false);
    for c in text.chars() {
        let fold = table.get(c as usize).copied().unwrap_or_else(|| of_late(c));
        match fold {
            Fold::Gap => gap = true,
            Fold::Hidden => {}
            // Numbers with only gaps between them are one: 1,000, 10 000 and 2026-11-21 are as 5 is.
            Fold::Digit if number => gap = false,
            _ => {
                if gap && into.len() > start {
                    into.push(b' ');
                }
                gap = false;
                number = fold == Fold::Digit;
                match fold {
                    Fold::Digit => into.push(b'0'),
                    Fold::Keep if c.is_ascii() => into.push(c as u8),
                    Fold::Keep => push(c, into),
                    _ if c.is_ascii() => into.push(c.to_ascii_lowercase() as u8),
                    _ => cases(c).for_each(|c| push(c, into)),
                }
            }
        }
    }
    if into.len() == start {
        into.extend_from_slice(text.as_bytes());
    }
}

fn push(c: char, into: &mut Vec<u8>) {
    into.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// A character without its case: by way of the capital, which some letters have in common (`ς` and `σ`), and of the
/// small letter before that, which some capitals have in common with others (`ẞ` and `SS`).
fn cases(c: char) -> impl Iterator<Item = char> {
    let capitals = c.to_lowercase().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase)
}

/// By code point, up to where ideographs begin: nearly all texts need nothing else.
static TABLE: LazyLock<Vec<Fold>> = LazyLock::new(|| {
    let chars = (0..0x3100).map(|code| char::from_u32(code).map_or(Fold::Keep, class));
    chars.collect()
});

static CLASSES: LazyLock<[ClassUnicode; 2]> = LazyLock::new(|| [GAPS, HIDDEN].map(parsed));

/// A class of characters; the patterns are constants, so that tests see to it that they can be read.
fn parsed(pattern: &str) -> ClassUnicode {
    match regex_syntax::parse(pattern).map(Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    }
}

/// A character behind the table.
fn of_late(c: char) -> Fold {
    match c {
        '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Fold::Keep,
        _ => class(c),
    }
}

fn class(c: char) -> Fold {
    let is_in = |class: &ClassUnicode| {
        let ranges = class.ranges();
        let after = ranges.partition_point(|range| range.start() <= c);
        after > 0 && c <= ranges[after - 1].end()
    };
    let [gaps, hidden] = &*CLASSES;
    if c.is_numeric() {
        Fold::Digit
    } else if is_in(gaps) {
        Fold::Gap
    } else if is_in(hidden) {
        Fold::Hidden
    } else if cases(c).eq([c]) {
        Fold::Keep
    } else {
        Fold::Case
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        let mut out = Vec::new();
        fold(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn case_numbers_punctuation_and_white_space_make_no_difference() {
        for (one, other) in [
            ("Open the valve.", "open  the VALVE"),
            ("Step 2: pour 1,000 ml", "Step 11 – pour 5 ml!"),
            ("le 21/11/2026", "le 3/1/2025"),
            ("10 000 tasses", "12 tasses"),
            ("« Ouvrir »", "“ouvrir”"),
            ("打开阀门。", "打开阀门"),
            ("버전 2.4", "버전 ３"),
            ("Straße", "STRASSE"),
            ("Straße", "STRAẞE"),
            ("ΟΔΟΣ", "οδος"),
            ("soft\u{ad}ware", "software"),
            ("خطوة ٣", "خطوة ٤؟"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
    }

    #[test]
    fn what_carries_meaning_is_kept() {
        for (one, other) in [
            ("C", "C#"),
            ("a < b", "a > b"),
            ("log in", "login"),
            ("50 %", "50 €"),
            ("ก่อน", "กอน"),
            ("resume", "résumé"),
            ("ガラス", "カラス"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn a_text_of_nothing_but_signs_stands_for_itself() {
        assert_eq!(folded("—"), "—");
        assert_ne!(folded("—"), folded("…"));
        assert_eq!(folded(""), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn gaps_around_words_make_no_difference(words in proptest::collection::vec("[a-zà-öα-ω一-三]{1,5}", 1..6)) {
            let plain = words.join(" ");
            let noisy = format!("“{}!”", words.join(",\u{a0} "));
            prop_assert_eq!(folded(&plain), folded(&noisy));
            prop_assert_eq!(folded(&plain.to_uppercase()), folded(&plain));
        }
    }
}
