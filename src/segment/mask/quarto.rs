//! Quarto and Pandoc: notes inside a line, `^[text]`.

use super::mark::MarkKind;
use super::masker::{Line, Masker};
use crate::model::UnitKind;

impl Masker<'_> {
    /// `^[text]`: a footnote, which is a unit of its own.
    pub(super) fn inline_note(&mut self, at: usize, line: &Line) {
        if !self.extensions.any_colons {
            return;
        }
        let Some(end) = self.balanced(at + 1, line.range.end) else {
            return;
        };
        let text = self.place(self.body[at + 2..end - 1].trim());
        if text.is_empty() {
            return;
        }
        self.fill(at..end);
        self.done = end;
        self.mark(at..end, MarkKind::Hidden);
        let kind = Some(UnitKind::Footnote);
        self.mark(
            at..end,
            MarkKind::Text {
                kind,
                label: None,
                text,
            },
        );
    }
}
