//! Normalizes text: folds white space, knows scripts without spaces, composes to NFC.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::model::Inline;

/// White space that is folded. No-break spaces are text and stay.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Whether bytes hold nothing but white space.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| is_space(*b))
}

/// Whether a text has content. Dashes, pipes and the like do not count: they fill empty cells or are left over
/// from broken markup. Other punctuation counts, as in a table of operators.
pub(super) fn has_content(text: &str) -> bool {
    text.chars().any(|c| {
        !matches!(c, '\0'..=' ' | '-' | '_' | '|' | ':' | '.' | '`' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{b7}'
            | '\u{2000}'..='\u{2015}' | '\u{2022}' | '\u{2026}'..='\u{202f}' | '\u{205f}'..='\u{206f}'
            | '\u{3000}' | '\u{30fb}' | '\u{feff}' | '\u{ff0d}' | '\u{ff5c}' | '\u{fffd}')
    })
}

/// Composes the text after `from` to NFC and adjusts the text ranges of the runs.
pub(super) fn compose(plain: &mut String, from: usize, runs: &mut [Inline]) {
    let text = &plain[from..];
    if is_surely_composed(text.as_bytes()) {
        return;
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => return,
        IsNormalized::Maybe if is_nfc(text) => return,
        _ => {}
    }
    let old = plain.split_off(from);
    let mut done = 0;
    for index in 0..runs.len() {
        let start = plain.len();
        let end = runs[index].text.end as usize - from;
        let end = end.max(done) + joined(&old[end.max(done)..]);
        if index + 1 == runs.len() {
            plain.extend(old[done..].nfc());
        } else if runs[index].text.is_empty() {
            runs[index].text = start as u32..start as u32;
            continue;
        } else {
            plain.extend(old[done..end].nfc());
        }
        done = end;
        runs[index].text = start as u32..plain.len() as u32;
    }
}

/// Whether a text holds only characters that no composing changes, as far as bytes tell quickly: nothing below
/// U+0300 does, nor Cyrillic, Chinese, Japanese and Korean as they are usually written. The full check is slower.
fn is_surely_composed(bytes: &[u8]) -> bool {
    if bytes.iter().fold(true, |low, b| low & (*b < 0xcc)) {
        return true;
    }
    bytes.iter().enumerate().all(|(at, byte)| {
        if !LOOK_CLOSER[*byte as usize] {
            return true;
        }
        let later = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        let next = (later(1), later(2));
        match byte {
            0xe2 => matches!(next, (0x80, 0x90..) | (0x86..=0x8b | 0x94..=0x9e, _)),
            0xe3 => !matches!(next, (0x80, 0xaa..=0xaf) | (0x82, 0x99 | 0x9a)),
            0xea => next.0 >= 0xb0,
            0xed => next.0 <= 0x9d,
            0xef => matches!(next.0, 0xbc..=0xbe),
            _ => false,
        }
    })
}

/// First bytes of characters that must be looked at; no later byte of a character is among them.
const LOOK_CLOSER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0xcc;
    while byte < 256 {
        table[byte] = !matches!(byte, 0xd0 | 0xd1 | 0xe4..=0xe9 | 0xeb | 0xec);
        byte += 1;
    }
    table
};

/// How many bytes at the beginning of a text could compose with the character before it.
fn joined(text: &str) -> usize {
    let composes = |c: &char| {
        canonical_combining_class(*c) != 0
            || is_nfc_quick(std::iter::once(*c)) == IsNormalized::Maybe
    };
    text.chars().take_while(composes).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_surely_composed_is_composed() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            let text = c.encode_utf8(&mut buffer);
            if is_surely_composed(text.as_bytes()) {
                let sure = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
                    && canonical_combining_class(c) == 0;
                assert!(sure, "{c:?} U+{:04X}", c as u32);
            }
        }
    }
}
