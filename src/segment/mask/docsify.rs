//! Docsify: `!> Text` and `?> Text` are notes, `# Title :id=anchor` states an anchor. Obsidian: `%% comment %%`.

use memchr::memmem;

use super::super::normalize::is_blank;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

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

    /// `[#id]` or `[!toc]` at the end of a heading, as Nextra has them.
    pub(super) fn heading_tag(&mut self, at: usize, line: &Line) {
        let end = line.range.start + self.body[line.range.clone()].trim_end().len();
        let Some(inner) = self.body.get(at + 2..end.saturating_sub(1)) else {
            return;
        };
        let closes = self.bytes[end - 1] == b']' && !inner.contains([' ', '[', ']']);
        if self.bytes[line.content] != b'#' || !closes || inner.is_empty() {
            return;
        }
        let kind = match self.bytes[at + 1] {
            b'#' => MarkKind::Id {
                id: at + 2..end - 1,
            },
            _ => MarkKind::Hidden,
        };
        self.fill(at..end);
        self.done = end;
        self.mark(at..end, kind);
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
