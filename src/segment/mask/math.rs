//! Formulas: `$$ … $$` on lines of their own or inside a line.
//!
//! Underscores and asterisks in a formula are not markup, and a formula is not text for a translator. Formulas between
//! single dollars are left to the parser, and only in files that have double ones: elsewhere a dollar is money.

use memchr::memmem;

use super::super::neutral_key;
use super::super::normalize::is_blank;
use super::mark::{LONGEST, MarkKind};
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// `$$`: a formula up to the next `$$`.
    pub(super) fn formula(&mut self, at: usize, line: &Line) {
        let escaped = at > 0 && matches!(self.bytes[at - 1], b'\\' | b'`' | b'$');
        self.done = at + 2;
        if escaped || self.bytes.get(at + 2) == Some(&b'$') {
            return;
        }
        let leads = at == line.content;
        let is_fence = leads && is_blank(&self.bytes[at + 2..line.range.end]);
        let Some(close) = self.formula_end(at + 2, line, is_fence, leads) else {
            return;
        };
        let formula = self.body[at + 2..close].trim();
        if formula.is_empty() || !is_fence && formula.contains('`') {
            return;
        }
        self.has_math = true;
        let key = neutral_key::hash("formula", formula.as_bytes());
        let span = at..close + 2;
        let line = self.line_through(line, span.end);
        let text = span.end..span.end;
        let landmark = MarkKind::Landmark { key };
        self.take(span, &line, landmark, MarkKind::Inline { text, key });
    }

    /// Where the `$$` is that ends a formula: on a line of its own if one began it, else on the same line or, for a
    /// formula that begins its line, before a blank line.
    fn formula_end(&self, from: usize, line: &Line, is_fence: bool, leads: bool) -> Option<usize> {
        let limit = if leads {
            self.bytes.len().min(from + LONGEST)
        } else {
            line.range.end
        };
        for close in memmem::find_iter(self.bytes.get(from..limit)?, b"$$").map(|n| from + n) {
            if !is_fence {
                let inside = self.body[from..close].lines();
                return (!inside.skip(1).any(|line| line.trim().is_empty())).then_some(close);
            }
            let last = self.line(close);
            if close + 2 >= last.range.end || is_blank(&self.bytes[close + 2..last.range.end]) {
                return Some(close);
            }
        }
        None
    }
}
