//! Characters nobody sees: controls, zero-width characters, overrides of the direction of text.
//!
//! They break searches and comparisons, and can make a text read otherwise than it is. Where a script needs them, they
//! are fine: joiners between letters of Arabic and Indic scripts and in emoji, marks of direction in texts from right
//! to left, breaks in scripts without spaces.

use super::marks::Marks;
use super::pair::Report;
use super::view::View;
use crate::model::{Flag, Locale};

/// Languages whose scripts run from right to left.
const RIGHT_TO_LEFT: [&str; 7] = ["ar", "fa", "he", "ur", "yi", "ps", "ckb"];
/// Languages whose scripts set no spaces and may mark where a line can break.
const WITHOUT_SPACES: [&str; 6] = ["bo", "dz", "km", "lo", "my", "th"];

/// Flags hidden characters on either side.
pub(super) fn check(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    for (name, view) in [("source", source), ("target", target)] {
        let trigger =
            Marks::CONTROL | Marks::SIGNS | Marks::PUNCTUATION | Marks::FULL_WIDTH | Marks::FOREIGN;
        if !view.marks.any(trigger) {
            continue;
        }
        if let Some(c) = first(&view.prose, view.side.locale) {
            report.flag(Flag::ControlCharacters, || {
                format!("U+{:04X} in the {name}", c as u32)
            });
            return;
        }
    }
}

/// The first hidden character that the script does not need.
fn first(text: &str, locale: &Locale) -> Option<char> {
    let bytes = text.as_bytes();
    // Of characters beyond ASCII only those with these first bytes can be hidden.
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
        '\u{200b}' => WITHOUT_SPACES.contains(&language),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => {
            RIGHT_TO_LEFT.contains(&language)
        }
        // Flags of regions are written with tags.
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
