//! Hugo shortcodes: `{{< note >}}`, `{{% heading "whatsnext" %}}`, `[text]({{< ref "page.md" >}})`.

use memchr::memmem;

use super::super::neutral_key;
use super::shortcode::Shortcode;
use super::{Line, MarkKind, Masker};

impl Masker<'_> {
    /// `{{`: a shortcode, a macro or a variable.
    pub(super) fn braces(&mut self, at: usize, line: &Line) {
        let Some(end) = self.braces_end(at, line.range.end) else {
            return;
        };
        if self.bytes[..at].ends_with(b"](") {
            // A link's address: letters keep the link a link.
            self.copy()[at..end].fill(b'x');
            self.done = end;
            return;
        }
        let hugo = matches!(self.bytes.get(at + 2), Some(b'<' | b'%'));
        let inner = if hugo {
            at + 3..end - 3
        } else {
            at + 2..end - 2
        };
        if inner.start > inner.end {
            return;
        }
        let span = at..end;
        if !hugo {
            self.macro_call(span, inner, line);
            return;
        }
        let body = self.body;
        let word = body[inner.clone()].trim().split([' ', '\t']).next();
        let word = word.unwrap_or_default();
        let shortcode = Shortcode {
            word,
            span: span.clone(),
            inner: inner.clone(),
        };
        if self.note(&shortcode, line) || self.code(&shortcode, line) {
            return;
        }
        let first = || {
            let text = &self.body[inner.clone()];
            let open = text.find('"')? + 1;
            let close = text[open..].find('"')? + open;
            (!text[..open].contains('=')).then_some(inner.start + open..inner.start + close)
        };
        let text = self
            .attribute("text", &inner)
            .or_else(first)
            .unwrap_or(end..end);
        let landmark = neutral_key::hash("shortcode", self.shortcode_identity(&inner).as_bytes());
        let alone = self.is_alone(&span, line);
        self.take(
            span,
            line,
            MarkKind::Landmark { key: landmark },
            MarkKind::Inline {
                text,
                key: landmark,
            },
        );
        if alone {
            self.texts(word, &inner);
        }
    }

    /// Where `{{…}}` ends.
    pub(super) fn braces_end(&self, at: usize, limit: usize) -> Option<usize> {
        let close: &[u8] = match self.bytes.get(at + 2) {
            Some(b'<') => b">}}",
            Some(b'%') => b"%}}",
            _ => b"}}",
        };
        let limit = limit.min(at + 2000);
        let from = at + 2;
        (from <= limit).then(|| {
            memmem::find(&self.bytes[from..limit], close).map(|n| from + n + close.len())
        })?
    }

    /// A shortcode without the texts in it.
    pub(super) fn shortcode_identity(&self, inner: &std::ops::Range<usize>) -> String {
        let mut identity = String::new();
        let mut at = inner.start;
        let texts = ["text", "title", "caption", "alt", "summary"]
            .iter()
            .filter_map(|name| self.attribute(name, inner));
        let mut texts: Vec<_> = texts.collect();
        texts.sort_by_key(|t| t.start);
        for text in texts {
            if text.start >= at {
                identity.extend(self.body[at..text.start].split_whitespace());
                at = text.end;
            }
        }
        identity.extend(self.body[at..inner.end].split_whitespace());
        identity
    }
}
