//! Folds away what makes no difference to what a text says: case, numbers, punctuation and white space.
//!
//! Two texts are near duplicates when nothing else tells them apart. White space counts for nothing at all, since many
//! languages set none between words, and translators set it between words and numbers as they like. Signs that carry
//! meaning in technical text (`#` in `C#`, `@`, `%`, `&`, `*`, `/`, `\`, `_`, and all that Unicode calls symbols) are kept.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

/// Punctuation, white space, and what is not seen: controls, soft hyphens, byte order marks, marks of direction.
const GONE: &str = r"[\p{P}\s\p{Cc}\p{Cf}--[#@%&*/\\_＃＠％＆＊／＼＿]]";

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fold {
    /// It stays as it is.
    Keep,
    /// It has another case.
    Case,
    /// Part of a number.
    Digit,
    /// It is passed over.
    Gone,
}

/// Folds a text into a buffer, of which the folded text is the beginning. A text without letters stands for itself:
/// it is near to no other.
pub(super) fn fold<'b>(text: &str, buffer: &'b mut Vec<u8>) -> &'b [u8] {
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
            match fold.unwrap_or_else(|| behind(c)) {
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
        // Digits with nothing between them that is kept are one number: 1,000 and 10 000 and 2026-11-21 are as 5 is.
        if folded == DIGIT && len > 0 && out[len - 1] == DIGIT {
            continue;
        }
        // No branch asks whether it is kept, since no processor can guess where words end: what is not is written
        // too, and then written over.
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
/// What stands for a number.
const DIGIT: u8 = b'0';
/// What stands for a character that is gone.
const NOTHING: u8 = 0;
/// A character without its case: by way of the capital, which some letters have in common (`ς` and `σ`), and of the
/// small letter before that, which some capitals have in common with others (`ẞ` and `SS`).
fn cases(c: char) -> impl Iterator<Item = char> {
    let capitals = c.to_lowercase().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase)
}

/// What becomes of characters, found out once.
struct Tables {
    /// Of each ASCII character: the byte that stands for it.
    ascii: [u8; 128],
    /// By code point, up to where ideographs begin.
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

/// The pattern is a constant: tests see to it that it can be read.
static GONE_CLASS: LazyLock<ClassUnicode> =
    LazyLock::new(|| match regex_syntax::parse(GONE).map(Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    });

/// A character behind the tables.
fn behind(c: char) -> Fold {
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
        String::from_utf8(fold(text, &mut buffer).to_vec()).unwrap()
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
