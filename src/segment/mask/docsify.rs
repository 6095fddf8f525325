//! Docsify: `!> Text` and `?> Text` are notes, `# Title :id=anchor` states an anchor. Obsidian: `%% comment %%`.

use memchr::memmem;

use super::super::normalize::is_blank;
use super::{Line, MarkKind, Masker};

impl Masker<'_> {
    /// `!> ` or `?> ` at the beginning of a paragraph.
    pub(super) fn hint(&mut self, at: usize, line: &Line) {
        let before = line.range.start.checked_sub(1).map(|end| self.line(end));
        let begins = before.is_none_or(|before| is_blank(&self.bytes[before.range]));
        if at != line.content || !begins {
            return;
        }
        let label = if self.bytes[at] == b'!' {
            "important"
        } else {
            "tip"
        };
        let span = at..at + 3;
        self.fill(span.clone());
        self.done = span.end;
        self.mark(span, MarkKind::Hint { label });
    }

    /// ` :id=anchor` at the end of a heading.
    pub(super) fn heading_id(&mut self, at: usize, line: &Line) {
        let id = at + " :id=".len();
        let end = line.range.start + self.body[line.range.clone()].trim_end().len();
        if self.bytes[line.content] != b'#' || id >= end || self.body[id..end].contains(' ') {
            return;
        }
        self.fill(at + 1..end);
        self.done = end;
        self.mark(at + 1..end, MarkKind::Id { id: id..end });
    }

    /// A comment of Obsidian.
    pub(super) fn comment(&mut self, at: usize) {
        if self.budget == 0 {
            return;
        }
        let Some(length) = memmem::find(&self.bytes[at + 2..], b"%%") else {
            self.charge(self.bytes.len() - at);
            return;
        };
        let span = at..at + length + 4;
        let lines =
            self.line(at).content == at && is_blank(&self.bytes[span.end..self.line_end(span.end)]);
        self.done = span.end;
        if lines {
            self.blank(span);
        } else {
            self.hide(span);
        }
    }
}
