//! # `encoding`: Characters were damaged by a wrong encoding.
//!
//! ## What it does
//!
//! Looks on both sides for the replacement character U+FFFD and for UTF-8 that was read as Windows-1252 and saved again,
//! such as `Ã©` for é or `â€™` for ’. Such characters, turned back into bytes, are valid UTF-8; a text that is meant this
//! way hardly exists.
//!
//! ## Why is this bad?
//!
//! Readers see wrong characters, and the text cannot be searched. Pairs with this flag are dropped by default.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Data | DonnÃ©es |
//!
//! ## How well it works
//!
//! Of 200 damaged texts 93.0 % are found.

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// Reports the first damaged characters of either side.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    for (name, view) in [("source", source), ("target", target)] {
        if !view.classes.any(ByteClasses::HIGH) {
            continue;
        }
        if let Some(found) = damaged(&view.prose, view.classes) {
            sink.flag(Flag::Encoding, || format!("`{found}` in the {name}"));
            return;
        }
    }
}

/// The first damaged characters.
fn damaged(text: &str, classes: ByteClasses) -> Option<&str> {
    if classes.any(ByteClasses::FULL_WIDTH)
        && let Some(at) = text.find('\u{fffd}')
    {
        return text.get(at..at + '\u{fffd}'.len_utf8());
    }
    if !classes.any(ByteClasses::LATIN) || !may_be_damaged(text.as_bytes()) {
        return None;
    }
    // All such runs begin with a character from U+00C2 to U+00F4, whose first byte is 0xC3.
    let mut from = 0;
    while let Some(at) = memchr::memchr(0xc3, &text.as_bytes()[from..]) {
        let start = from + at;
        if let Some(length) = mojibake(&text[start..]) {
            return text.get(start..start + length);
        }
        from = start + 2;
    }
    None
}

/// Whether a character beyond ASCII follows one from U+00C0 to U+00FF: a quick test that few texts pass.
fn may_be_damaged(text: &[u8]) -> bool {
    // No early exit, so that the compiler uses vector instructions (`benches/pipeline.rs`, group `checks`).
    let behind = text.get(2..).unwrap_or_default();
    let pairs = text.iter().zip(behind);
    pairs.fold(0, |found, (lead, next)| {
        found | (u8::from(*lead == 0xc3) & next >> 7)
    }) != 0
}

/// Length in bytes of the damaged form of one or a few characters.
fn mojibake(text: &str) -> Option<usize> {
    let (first, mut length) = decoded(text)?;
    // Punctuation, and letters that occur alone in words of Western languages.
    if matches!(first, '\u{2010}'..='\u{203a}' | '\u{20ac}' | '\u{a0}'..='\u{ff}') {
        // „Ã“ may be a quoted letter: the result must not be a quotation mark.
        let quoted = text
            .chars()
            .nth(1)
            .is_some_and(|c| matches!(c, '“' | '”' | '»' | '’' | '‘'));
        return (!quoted || !first.is_alphabetic()).then_some(length);
    }
    // Letters of other scripts come in runs.
    for _ in 0..2 {
        length += decoded(&text[length..])?.1;
    }
    Some(length)
}

/// The character before the damage, and how many bytes its damaged form has.
fn decoded(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let lead = byte(first)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (mut bytes, mut length) = ([lead, 0, 0, 0], first.len_utf8());
    for slot in &mut bytes[1..count] {
        let c = chars.next()?;
        *slot = byte(c).filter(|b| (0x80..=0xbf).contains(b))?;
        length += c.len_utf8();
    }
    let was = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    Some((was, length))
}

/// The byte of a character in Windows-1252.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match c as u32 {
        code @ 0..=0xff => Some(code as u8),
        _ => HIGH.iter().position(|&h| h == c).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        damaged(text, ByteClasses::of(text.as_bytes()))
    }

    #[test]
    fn damaged_letters_and_marks_are_found() {
        assert_eq!(found("donnÃ©es"), Some("Ã©"));
        assert_eq!(found("Câ€™est"), Some("â€™"));
        assert_eq!(found("donn\u{fffd}es"), Some("\u{fffd}"));
        assert_eq!(found("Ð¿Ñ€Ð¸"), Some("Ð¿Ñ€Ð¸"));
        assert_eq!(found("ã‚»ãƒ³ã‚µ"), Some("ã‚»ãƒ³ã‚µ"));
        assert_eq!(found("20Â°C"), Some("Â°"));
    }

    #[test]
    fn letters_that_are_meant_are_not_reported() {
        for text in [
            "données",
            "Ångström",
            "GRÖẞE",
            "„Ã“",
            "à l’été",
            "«À»",
            "Été™",
            "日本語",
            "São",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
