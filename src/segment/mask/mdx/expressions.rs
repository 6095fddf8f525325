//! Expressions in braces: comments, texts in quotes, and values.

use std::ops::Range;

use crate::segment::attribute_texts::holds_text;
use crate::segment::diagnostics::Diagnostic;
use crate::segment::mask::mark::MarkKind;
use crate::segment::mask::masker::Masker;
use crate::segment::neutral_key;

impl Masker<'_> {
    /// An expression on lines of its own: a comment, a text in quotes, or a value.
    pub(super) fn flow_expression(&mut self, span: Range<usize>) {
        let inner = span.start + 1..span.end - 1;
        if self.is_comment(&inner) {
            return;
        }
        if let Some(text) = self.literal(&inner) {
            if !text.is_empty() {
                let (kind, label) = (None, None);
                self.mark(text.clone(), MarkKind::Text { kind, label, text });
            }
            return;
        }
        if holds_text(&self.body[inner.clone()]) {
            self.diagnose(span.start, Diagnostic::TextInExpression);
        }
        let key = neutral_key::hash("expression", self.body[inner].trim().as_bytes());
        self.mark(span, MarkKind::Landmark { key });
    }

    /// An expression in a line: a comment, a heading's id, a text in quotes, or a value, of which the name is shown.
    pub(super) fn expression_in_text(&mut self, span: Range<usize>) {
        let inner = span.start + 1..span.end - 1;
        if self.is_comment(&inner) {
            let comment = self.body[inner.clone()].trim();
            let comment = comment.trim_matches(['/', '*']).trim();
            let kind = match comment.strip_prefix('#') {
                Some(id) if !id.is_empty() && !id.contains(char::is_whitespace) => {
                    MarkKind::Id { id: self.place(id) }
                }
                _ => MarkKind::Hidden,
            };
            self.mark(span, kind);
            return;
        }
        let text = self.literal(&inner).unwrap_or_else(|| {
            let name = self.body[inner.clone()].trim();
            let path = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.');
            match name.bytes().all(path) {
                true => self.place(name),
                false => inner.end..inner.end,
            }
        });
        if text.is_empty() && holds_text(&self.body[inner.clone()]) {
            self.diagnose(span.start, Diagnostic::TextInExpression);
        }
        let key = neutral_key::hash("expression", self.body[inner].trim().as_bytes());
        self.mark(span, MarkKind::Inline { text, key });
    }

    fn is_comment(&self, inner: &Range<usize>) -> bool {
        let text = self.body[inner.clone()].trim();
        text.is_empty()
            || text.len() >= 4 && text.starts_with("/*") && text.find("*/") == Some(text.len() - 2)
    }

    /// The content of an expression that is one string.
    fn literal(&self, inner: &Range<usize>) -> Option<Range<usize>> {
        let text = self.body[inner.clone()].trim();
        let quote = text
            .bytes()
            .next()
            .filter(|b| matches!(b, b'"' | b'\'' | b'`'))?;
        let content = text.get(1..text.len().checked_sub(1)?)?;
        let ends = text.len() >= 2 && text.as_bytes()[text.len() - 1] == quote;
        let has_escape = content.bytes().any(|b| b == quote || b == b'\\');
        let has_expression = quote == b'`' && content.contains("${");
        if !ends || has_escape || has_expression {
            return None;
        }
        let start = inner.start + self.body[inner.clone()].find(text)? + 1;
        Some(start..start + content.len())
    }
}
