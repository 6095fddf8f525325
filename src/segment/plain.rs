//! What counts as text: white space, scripts without spaces, and composing (NFC).

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

/// Characters of scripts that are written without spaces, so that a line break between two of them is none.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text says anything: a letter, a digit or a symbol; punctuation and space alone do not.
pub(super) fn says_something(text: &str) -> bool {
    text.chars().any(|c| match c {
        '+' | '<' | '=' | '>' | '^' | '$' | '%' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{a1}'
        | '\u{a7}'
        | '\u{ab}'
        | '\u{ad}'
        | '\u{b6}'
        | '\u{b7}'
        | '\u{bb}'
        | '\u{bf}' => false,
        '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}'
        | '\u{30fb}' => false,
        '\u{fe30}'..='\u{fe6f}'
        | '\u{feff}'
        | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' => false,
        '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{fffd}' => false,
        _ => true,
    })
}

/// Composes the text behind `from` where it is not composed yet, and moves the runs' text ranges along.
pub(super) fn compose(plain: &mut String, from: usize, runs: &mut [Inline]) {
    let text = &plain[from..];
    if text.is_ascii() {
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

/// How many bytes at the beginning of a text could compose with what stands before it.
fn joined(text: &str) -> usize {
    let composes = |c: &char| {
        canonical_combining_class(*c) != 0
            || is_nfc_quick(std::iter::once(*c)) == IsNormalized::Maybe
    };
    text.chars().take_while(composes).map(char::len_utf8).sum()
}
