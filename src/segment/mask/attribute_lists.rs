//! Attribute lists: `{#id}`, `{ #id .class key=value }`, `{: .class }`, `%{#id}%`.
//!
//! They follow headings, links, images, code and words, end a line or a cell, or are alone on their line. Readers do not
//! see them. In other places braces are text.

use std::ops::Range;

use super::super::normalize::is_blank;
use super::mark::MarkKind;
use super::masker::{Line, Masker};
use crate::model::UnitKind;

/// Maximum length (bytes).
const LONGEST: usize = 400;

/// An attribute list, without the braces' surroundings.
struct List {
    end: usize,
    id: Option<Range<usize>>,
}

impl Masker<'_> {
    /// A brace that may begin an attribute list; the byte before it may have been found with it.
    pub(super) fn attributes(&mut self, found: usize, line: &Line) {
        let at = found + usize::from(self.bytes[found] != b'{');
        match self.bytes.get(at + 1) {
            Some(b'{') => return self.braces(at, line),
            Some(b'%') => return self.liquid(at, line),
            Some(b'*') => return,
            Some(b'/') => return self.brace_comment(at, line),
            _ => {}
        }
        if self.jinja_comment(at, line) {
            return;
        }
        let Some(list) = self.attribute_list(at, line.range.end) else {
            return;
        };
        let span = self.with_signs(at..list.end);
        let alone = is_blank(&self.bytes[line.content.min(span.start)..span.start])
            && is_blank(&self.bytes[span.end..line.range.end]);
        if alone && !line.listed {
            self.blank(span.clone());
            self.done = span.end;
        } else if self.is_attached(&span, line) {
            self.hide_brackets(&span, line);
            self.fill(span.clone());
            self.done = span.end;
            let kind = list.id.map_or(MarkKind::Hidden, |id| MarkKind::Id { id });
            self.mark(span.clone(), kind);
        }
        if self.done == span.end
            && let Some(text) = self.attribute("title", &span)
        {
            let (kind, label) = (Some(UnitKind::Directive), Some("title".into()));
            self.mark(text.clone(), MarkKind::Text { kind, label, text });
        }
    }

    /// `{/* comment */}`, which may hold a heading's id: `{/* #id */}`.
    fn brace_comment(&mut self, at: usize, line: &Line) {
        let limit = line.range.end.min(at + 4 * LONGEST);
        let Some(length) = memchr::memmem::find(&self.bytes[at..limit], b"*/}") else {
            return;
        };
        let span = at..at + length + 3;
        let comment = self.body[at + 3..at + length.max(3)].trim();
        let id = comment
            .strip_prefix('#')
            .filter(|id| !id.is_empty() && !id.contains(' '));
        let kind = id.map_or(MarkKind::Hidden, |id| MarkKind::Id { id: self.place(id) });
        self.take(span, line, MarkKind::Hidden, kind);
    }

    /// Reads the list that begins with a brace.
    fn attribute_list(&self, at: usize, limit: usize) -> Option<List> {
        let limit = limit.min(at + LONGEST);
        let mut list = List { end: at, id: None };
        let mut from = at + 1;
        let colon =
            self.bytes.get(from) == Some(&b':') || self.bytes[from..limit].starts_with(b" :");
        if colon {
            from += 1 + usize::from(self.bytes[from] == b' ');
        }
        let mut tokens = 0;
        loop {
            from += self.bytes[from..limit]
                .iter()
                .take_while(|b| matches!(b, b' ' | b'\t'))
                .count();
            let rest = self.body.get(from..limit)?;
            if rest.starts_with('}') || rest.starts_with("\\}") {
                list.end = from + 1 + usize::from(rest.starts_with('\\'));
                return (tokens > 0).then_some(list);
            }
            let length = token(rest, colon)?;
            let token = &rest[..length];
            if token.starts_with('#') {
                list.id.get_or_insert(from + 1..from + length);
            }
            tokens += 1;
            from += length;
        }
    }

    /// `%{#id}%` and `\{#id\}` belong together.
    fn with_signs(&self, span: Range<usize>) -> Range<usize> {
        let before = span.start.checked_sub(1).map(|at| self.bytes[at]);
        let after = self.bytes.get(span.end);
        match (before, after) {
            (Some(b'%'), Some(b'%')) => span.start - 1..span.end + 1,
            (Some(b'\\'), _) => span.start - 1..span.end,
            _ => span,
        }
    }

    /// Whether a list belongs to what is before it: it follows it at once, or ends a line or a cell.
    fn is_attached(&self, span: &Range<usize>, line: &Line) -> bool {
        let after = self.bytes[span.end..line.range.end].trim_ascii();
        let ends = after.iter().all(|byte| *byte == b'#') || after.first() == Some(&b'|');
        let leads = is_blank(&self.bytes[line.content.min(span.start)..span.start]);
        let before = span.start.checked_sub(1).map(|at| self.bytes[at]);
        let closes = matches!(
            before,
            Some(b')' | b']' | b'`' | b'*' | b'_' | b'>' | b':' | b'"')
        );
        let colon = self.bytes[span.start..].starts_with(b"{:");
        ends || closes || colon && (leads || before.is_some_and(|byte| !byte.is_ascii_whitespace()))
    }

    /// `[text]{.class}` is a span without an address: its brackets are hidden.
    fn hide_brackets(&mut self, span: &Range<usize>, line: &Line) {
        let close = span.start.saturating_sub(1);
        if self.bytes[close] != b']' || close <= line.content {
            return;
        }
        let start = line.content.max(close.saturating_sub(LONGEST));
        let mut depth = 0_usize;
        for at in (start..close).rev() {
            match self.bytes[at] {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => {
                    let reference = at > start && matches!(self.bytes[at - 1], b']' | b'!' | b'\\');
                    let empty = matches!(self.bytes[at + 1], b'^' | b']' | b' ');
                    if !reference && !empty {
                        self.hide(at..at + 1);
                        self.hide(close..close + 1);
                    }
                    return;
                }
                _ => {}
            }
        }
    }

    /// Fills a range that readers do not see.
    pub(super) fn hide(&mut self, span: Range<usize>) {
        self.fill(span.clone());
        self.mark(span, MarkKind::Hidden);
    }
}

/// The length of the attribute that a text begins with. Words without a value need the colon of kramdown, or a name that
/// is known.
fn token(rest: &str, colon: bool) -> Option<usize> {
    let name = |text: &str| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/' | '@');
        text.len() - text.trim_start_matches(fits).len()
    };
    if let Some(value) = rest.strip_prefix(['#', '.']) {
        return Some(1 + name(value)).filter(|length| *length > 1);
    }
    let length = name(rest);
    if length == 0 {
        return None;
    }
    let Some(value) = rest[length..].strip_prefix('=') else {
        let known = ["data-", "docsify-"]
            .iter()
            .any(|known| rest.starts_with(known));
        return (colon || known || &rest[..length] == "-").then_some(length);
    };
    let quoted = value.starts_with(['"', '\'']);
    let value = if quoted {
        value[1..].find(&value[..1])? + 2
    } else {
        value.find([' ', '\t', '}', '"', '\''])?
    };
    Some(length + 1 + value)
}
