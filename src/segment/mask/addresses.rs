//! Braces and tags inside the addresses of links: `[text](/{{< param v >}}/a.md)`, `[text]({% link a.md %})`.
//!
//! Letters take their place in the copy, so that the address stays one.

use std::ops::Range;

use super::masker::{Line, Masker};

/// How far the beginning of an address is looked for (bytes).
const REACH: usize = 1000;

impl Masker<'_> {
    /// Whether a byte is inside the address of a link, an image or a link definition, or in an autolink.
    pub(super) fn in_address(&self, at: usize, line: &Line) -> bool {
        let now = self.copy.as_deref().unwrap_or(self.bytes);
        let from = line.range.start.max(at.saturating_sub(REACH)).min(at);
        let before = &now[from..at];
        let stop = before.iter().rposition(|b| {
            matches!(
                b,
                b' ' | b'\t' | b'\n' | b'(' | b'<' | b'"' | b'\'' | b'`' | b')'
            )
        });
        let Some(stop) = stop else { return false };
        match before[stop] {
            b'(' => before[..stop].ends_with(b"]"),
            b'<' => {
                before[..stop].ends_with(b"](")
                    || before[stop + 1..].starts_with(b"http")
                    || before[..stop].trim_ascii_end().ends_with(b"]:")
            }
            b' ' | b'\t' => {
                let definition = &now[line.content.min(from + stop)..from + stop];
                definition.starts_with(b"[")
                    && !definition.starts_with(b"[^")
                    && definition.trim_ascii_end().ends_with(b"]:")
            }
            _ => false,
        }
    }

    /// Puts letters in the place of a range.
    pub(super) fn fill_address(&mut self, span: Range<usize>) {
        self.copy()[span.clone()].fill(b'x');
        self.done = span.end;
    }
}
