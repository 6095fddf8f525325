//! kramdown: tables of contents, `{:toc}`, and extensions, `{::comment}` … `{:/comment}`.

use memchr::memmem;

use super::masker::{Line, Masker};

/// How far the end of a comment is looked for (bytes).
const LONGEST_COMMENT: usize = 65_536;

impl Masker<'_> {
    /// `{:toc}` replaces the list that it follows: the text of that list is not shown.
    pub(super) fn kramdown_toc(&mut self, at: usize, line: &Line) {
        let Some(close) = memchr::memchr(b'}', &self.bytes[at..line.range.end]) else {
            return;
        };
        let span = at..at + close + 1;
        self.done = span.end;
        if at != line.content {
            return;
        }
        self.blank(span);
        if let Some(end) = line.range.start.checked_sub(1) {
            let before = self.line(end);
            if before.listed {
                self.blank(before.range);
            }
        }
    }

    /// `{::name}`: comments are left out, of all others only the marks.
    pub(super) fn kramdown_extension(&mut self, at: usize, line: &Line) {
        let Some(close) = memchr::memchr(b'}', &self.bytes[at..line.range.end]) else {
            return;
        };
        let open = at..at + close + 1;
        let inner = self.body[at + 3..at + close].trim();
        let limit = self.bytes.len().min(open.end + LONGEST_COMMENT);
        let rest = &self.bytes[open.end..limit];
        let end = memmem::find(rest, b"{:/").and_then(|start| {
            let length = memchr::memchr(b'}', &rest[start..])?;
            Some(open.end + start..open.end + start + length + 1)
        });
        let name = inner.split([' ', '/']).next().unwrap_or_default();
        match end {
            Some(end) if name == "comment" => self.drop_text(open.start..end.end, line),
            Some(end) if !inner.ends_with('/') => {
                self.drop_text(open, line);
                let done = self.done;
                self.drop_text(end.clone(), &self.line(end.start));
                self.done = done;
            }
            _ if inner.ends_with('/') => self.drop_text(open, line),
            _ => {}
        }
    }
}
