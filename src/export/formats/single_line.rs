//! Texts that must stay on one line.
//!
//! Programs disagree on what ends a line: besides line feed and carriage return some split at vertical tabs, form
//! feeds, U+0085, U+2028 and U+2029, and then two files are no longer in step. All of them become a space.

use crate::export::Deferred;

/// Appends a text, all that ends a line or a column in it being a space.
pub(super) fn push(text: &str, out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.find(breaks) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        out.push(b' ');
        let width = rest[at..].chars().next().map_or(1, char::len_utf8);
        // A CRLF is one line end.
        let width = if rest[at..].starts_with("\r\n") {
            2
        } else {
            width
        };
        rest = &rest[at + width..];
    }
    out.extend_from_slice(rest.as_bytes());
}

/// Appends the columns that are known late, and ends the line.
pub(super) fn end(deferred: &Deferred<'_>, out: &mut Vec<u8>) {
    let id = deferred.duplicate_of.unwrap_or_default();
    out.extend_from_slice(format!("\t{}\t{id}\n", deferred.flags).as_bytes());
}

fn breaks(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn whatever_ends_a_line_or_column_is_a_space() {
        let mut out = Vec::new();
        super::push("a\r\nb\tc\u{2028}d\u{85}e\u{b}\u{1d}f\u{a0}g", &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "a b c d e  f\u{a0}g");
    }
}
