//! HTML that holds Markdown: `<div markdown="1">` of kramdown, `<div markdown>` of MkDocs.

use std::ops::Range;

use memchr::memmem;

use super::super::diagnostics::Diagnostic;
use super::super::jsx_scan::{self, TagForm, Value};
use super::super::normalize::is_blank;
use super::block_lines::BlockLines;
use super::mark::{LONGEST, MarkKind};
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// A tag with the attribute `markdown`, which was found in it: the tag and its end are masked, and what is between
    /// them is read as Markdown, however far it is indented.
    pub(super) fn markdown_html(&mut self, found: usize, line: &Line) {
        let Some((span, name)) = self.tag_with_markdown(found, line) else {
            return;
        };
        let close = self.element_end(&self.bytes[name], span.end);
        self.mask_tag(span.clone());
        self.done = self.done.max(span.end);
        let Some(close) = close else {
            self.diagnose(span.start, Diagnostic::UnclosedElement);
            return;
        };
        let indent = line.content - line.range.start;
        self.move_lines_left(span.end, close.start, indent);
        self.mask_tag(close);
    }

    /// The tag around a byte, and its name, if it opens an element that holds Markdown.
    fn tag_with_markdown(&self, found: usize, line: &Line) -> Option<(Range<usize>, Range<usize>)> {
        let start = line.content.min(found);
        let at = start + memchr::memrchr(b'<', &self.bytes[start..found])?;
        let mut holds = false;
        let tag = jsx_scan::tag(self.bytes, at, at + LONGEST, |attribute| {
            let value = match &attribute.value {
                Value::None => Some(""),
                Value::Text(text) => self.body.get(text.clone()),
                Value::Expression(_) => None,
            };
            let on =
                value.is_some_and(|value| matches!(value, "" | "1" | "block" | "span" | "true"));
            holds |= on && self.body.get(attribute.name) == Some("markdown");
        });
        let tag = tag.ok()?;
        (holds && tag.form == TagForm::Open && found < tag.end).then_some((at..tag.end, tag.name))
    }

    /// The closing tag of an element of some name, of which others may be nested.
    fn element_end(&mut self, name: &[u8], from: usize) -> Option<Range<usize>> {
        if self.budget == 0 {
            return None;
        }
        let open = [b"<", name].concat();
        let close = [b"</", name, b">"].concat();
        let mut depth = 0_usize;
        let mut at = from;
        while let Some(length) = memmem::find(&self.bytes[at..], &close) {
            let end = at + length;
            depth += memmem::find_iter(&self.bytes[at..end], &open).count();
            at = end + close.len();
            if depth == 0 {
                self.charge(at - from);
                return Some(end..at);
            }
            depth -= 1;
        }
        self.charge(self.bytes.len() - from);
        None
    }

    /// Masks a tag: blank if it is alone on its line, else filled.
    fn mask_tag(&mut self, span: Range<usize>) {
        let line = self.line(span.start);
        let end = self.line(span.end).range.end;
        let before = &self.bytes[line.content.min(span.start)..span.start];
        if is_blank(before) && is_blank(&self.bytes[span.end..end.max(span.end)]) && !line.listed {
            self.blank(span.clone());
        } else {
            self.fill_with_edges(span.clone());
        }
        self.mark(span, MarkKind::Tag { splits: true });
    }

    /// Moves lines left that are indented like code; `indent` is that of the element.
    fn move_lines_left(&mut self, from: usize, end: usize, indent: usize) {
        let mut lines = BlockLines::inside(indent);
        let mut next = self.next_line(from);
        while let Some(at) = next.filter(|at| *at <= end) {
            let line_end = self.line_end(at);
            lines.line(self, at, line_end, |_, _| false);
            next = self.next_line(line_end);
        }
    }
}
