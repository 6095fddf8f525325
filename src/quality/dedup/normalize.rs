//! Normalizes a text for the search for near-duplicates: removes case, numbers, punctuation and white space.
//!
//! Two texts are near-duplicates if nothing else distinguishes them. White space is removed completely, because many
//! languages have none between words, and translators differ in where they put it around numbers. Signs that carry
//! meaning in technical text (`#` in `C#`, `@`, `%`, `&`, `*`, `/`, `\`, `_`, and all Unicode symbols) are kept.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

/// Removed characters: punctuation, white space, controls, soft hyphens, byte order marks, direction marks.
const GONE: &str = r"[\p{P}\s\p{Cc}\p{Cf}--[#@%&*/\\_＃＠％＆＊／＼＿]]";

/// What normalization does with a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fold {
    /// Keep it.
    Keep,
    /// Fold its case.
    Case,
    /// It is a part of a number.
    Digit,
    /// Remove it.
    Gone,
}

/// Normalizes a text into a buffer and returns the used part. A text without letters is returned unchanged, so that it is
/// a near-duplicate of no other.
pub(super) fn normalize<'b>(text: &str, buffer: &'b mut Vec<u8>) -> &'b [u8] {
    let needed = GROWTH * text.len() + size_of::<char>();
    if buffer.len() < needed {
        buffer.resize(needed, 0);
    }
    let (out, tables, mut len) = (&mut buffer[..], &*TABLES, 0);
    for c in text.chars() {
        let folded = if c.is_ascii() {
            tables.ascii[c as usize]
        } else {
            let fold = tables.low.get(c as usize).copied();
            match fold.unwrap_or_else(|| beyond_tables(c)) {
                Fold::Gone => continue,
                Fold::Digit => DIGIT,
                Fold::Keep => {
                    len += c.encode_utf8(&mut out[len..]).len();
                    continue;
                }
                Fold::Case => {
                    cases(c).for_each(|c| len += c.encode_utf8(&mut out[len..]).len());
                    continue;
                }
            }
        };
        // Digits without a kept character between them are one number: 1,000 and 10 000 and 2026-11-21 become the same as 5.
        if folded == DIGIT && len > 0 && out[len - 1] == DIGIT {
            continue;
        }
        // Without a branch, because the end of a word is not predictable: a removed character is written and then
        // overwritten (`benches/pipeline.rs`, group `duplicates`).
        out[len] = folded;
        len += usize::from(folded != NOTHING);
    }
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    if !out[..len].iter().any(is_letter) {
        out[..text.len()].copy_from_slice(text.as_bytes());
        len = text.len();
    }
    &buffer[..len]
}

/// How many times longer a text may become: `ΐ` of two bytes becomes three characters of two.
const GROWTH: usize = 3;
/// Represents a number.
const DIGIT: u8 = b'0';
/// Represents a removed character.
const NOTHING: u8 = 0;
/// Folds the case of a character: to lower case, because `ẞ` and `SS` share it, then to upper case, because `ς` and `σ`
/// share it, then to lower case again.
fn cases(c: char) -> impl Iterator<Item = char> {
    let capitals = c.to_lowercase().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase)
}

/// The classes of frequent characters, computed once.
struct Tables {
    /// The replacement of each ASCII character.
    ascii: [u8; 128],
    /// By code point, up to the first ideograph.
    low: Vec<Fold>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let low = (0..0x3100).map(|code| char::from_u32(code).map_or(Fold::Keep, class));
    let ascii = |c: char| match class(c) {
        Fold::Gone => NOTHING,
        Fold::Digit => DIGIT,
        Fold::Keep | Fold::Case => c.to_ascii_lowercase() as u8,
    };
    Tables {
        ascii: std::array::from_fn(|code| ascii(code as u8 as char)),
        low: low.collect(),
    }
});

/// The pattern is constant, and a test checks that it is valid.
static GONE_CLASS: LazyLock<ClassUnicode> =
    LazyLock::new(|| match regex_syntax::parse(GONE).map(Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    });

/// The class of a character beyond the tables.
fn beyond_tables(c: char) -> Fold {
    match c {
        '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Fold::Keep,
        _ => class(c),
    }
}

fn class(c: char) -> Fold {
    let gone = GONE_CLASS.ranges();
    let after = gone.partition_point(|range| range.start() <= c);
    if c.is_numeric() {
        Fold::Digit
    } else if after > 0 && c <= gone[after - 1].end() {
        Fold::Gone
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
        // What stood in the buffer before makes no difference.
        let mut buffer = vec![b'x'; 7];
        String::from_utf8(normalize(text, &mut buffer).to_vec()).unwrap()
    }

    #[test]
    fn no_character_becomes_more_than_there_is_room_for() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let length: usize = cases(c).map(char::len_utf8).sum();
            assert!(length <= GROWTH * c.len_utf8(), "{c:?}");
        }
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
            ("5 个阀门", "5个阀门"),
            ("log in", "log-in"),
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
            ("Windows 11", "Windows"),
            ("1 of 3", "1"),
            ("a+b", "a-b"),
            ("50 % off", "50 € off"),
            ("ก่อน", "กอน"),
            ("resume", "résumé"),
            ("ガラス", "カラス"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn a_text_without_letters_stands_for_itself() {
        assert_eq!(folded("—"), "—");
        assert_ne!(folded("—"), folded("…"));
        assert_ne!(folded("05"), folded("17:45"));
        assert_ne!(folded("27.2 %"), folded("40 %"));
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
