//! Folds away what makes no difference to what a text says: case, numbers, punctuation and white space.
//!
//! Two texts are near duplicates when nothing else tells them apart. White space counts for nothing at all, since many
//! languages set none between words, and translators set it between words and numbers as they like. Signs that carry
//! meaning in technical text (`#` in `C#`, `@`, `%`, `&`, `*`, `/`, `\`, `_`, and all that Unicode calls symbols) are kept.

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
    /// It parts words, and is passed over.
    Gap,
    /// It is not even seen.
    Hidden,
}

/// Folds a text into a buffer, of which the folded text is the beginning. A text of which nothing is left stands for
/// itself: it is near to no other.
pub(super) fn fold<'b>(text: &str, buffer: &'b mut Vec<u8>) -> &'b [u8] {
    let needed = GROWTH * text.len() + size_of::<char>();
    if buffer.len() < needed {
        buffer.resize(needed, 0);
    }
    // No branch asks for spaces and letters, since no processor can guess where words end: what is passed over is
    // written too, and then written over.
    let (out, table, mut len) = (&mut buffer[..], &*TABLE, 0);
    // What the two characters before became: a letter, a nought or nothing.
    let mut before = [LETTER; 2];
    for c in text.chars() {
        let folded = if c.is_ascii() {
            ASCII[c as usize]
        } else {
            let fold = table.get(c as usize).copied();
            match fold.unwrap_or_else(|| of_late(c)) {
                Fold::Gap => GAP,
                Fold::Digit => b'0',
                Fold::Hidden => continue,
                Fold::Keep => {
                    len += c.encode_utf8(&mut out[len..]).len();
                    before = [LETTER; 2];
                    continue;
                }
                Fold::Case => {
                    cases(c).for_each(|c| len += c.encode_utf8(&mut out[len..]).len());
                    before = [LETTER; 2];
                    continue;
                }
            }
        };
        // Digits behind a digit, or with one character between that parts them, are of one number: 1,000 and 10 000
        // and 2026-11-21 are as 5 is.
        let goes_on = (before[1] == b'0') | (before == [b'0', GAP]);
        out[len] = folded;
        len += usize::from((folded != GAP) & !(goes_on & (folded == b'0')));
        before = [before[1], folded];
    }
    if len == 0 {
        out[..text.len()].copy_from_slice(text.as_bytes());
        len = text.len();
    }
    &buffer[..len]
}

/// How many times longer a text may become: `ΐ` of two bytes becomes three characters of two.
const GROWTH: usize = 3;
/// What stands for a letter where it does not matter which.
const LETTER: u8 = b'x';
/// What stands for nothing.
const GAP: u8 = 0;

/// What becomes of each ASCII character: nothing, a small letter, a nought for any digit, or itself.
static ASCII: [u8; 128] = {
    let (mut table, mut byte) = ([0; 128], 0);
    while byte < 128 {
        let c = byte as u8;
        let is_kept = matches!(c, b'#' | b'@' | b'%' | b'&' | b'*' | b'/' | b'\\' | b'_');
        let is_symbol = matches!(
            c,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~'
        );
        table[byte] = if c.is_ascii_digit() {
            b'0'
        } else if c.is_ascii_alphabetic() {
            c.to_ascii_lowercase()
        } else if is_kept || is_symbol {
            c
        } else {
            GAP
        };
        byte += 1;
    }
    table
};

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
        // What stood in the buffer before makes no difference.
        let mut buffer = vec![b'x'; 7];
        String::from_utf8(fold(text, &mut buffer).to_vec()).unwrap()
    }

    #[test]
    fn ascii_is_folded_as_all_else_is() {
        for byte in 0..128_u8 {
            let c = char::from(byte);
            let expected = match class(c) {
                Fold::Gap => GAP,
                Fold::Digit => b'0',
                Fold::Case => cases(c).next().unwrap() as u8,
                // Control characters part words too: they stand where a tool lost a line end.
                Fold::Keep | Fold::Hidden if c.is_ascii_control() => GAP,
                Fold::Keep | Fold::Hidden => byte,
            };
            assert_eq!(ASCII[usize::from(byte)], expected, "{c:?}");
        }
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
