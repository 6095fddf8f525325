//! Liquid, as GitHub's documentation and Jekyll have it: `{% note %}`, `{% data variables.product.name %}`.

use memchr::memmem;

use super::super::neutral_key;
use super::{Line, MarkKind, Masker};

impl Masker<'_> {
    /// A tag: those that put in a text show what they name, all others nothing.
    pub(super) fn liquid(&mut self, at: usize, line: &Line) {
        let Some(length) = memmem::find(&self.bytes[at..line.range.end], b"%}") else {
            return;
        };
        let span = at..at + length + 2;
        let inner = self.body[at + 2..at + length].trim_matches(['-', ' ', '\t']);
        let (word, rest) = inner.split_once([' ', '\t']).unwrap_or((inner, ""));
        let rest = rest.trim_start();
        let text = match word {
            "data" if !rest.is_empty() => self.place(rest),
            _ => self
                .attribute("aria-label", &span)
                .unwrap_or(span.end..span.end),
        };
        let key = neutral_key::hash("liquid", inner.as_bytes());
        self.take(
            span,
            line,
            MarkKind::Landmark { key },
            MarkKind::Inline { text, key },
        );
    }
}
