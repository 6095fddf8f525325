//! Tabs of VitePress: `== Title` lines between `:::tabs` and `:::`.

use super::super::normalize::is_blank;
use super::fence::Fence;
use super::mark::MarkKind;
use super::masker::Masker;
use crate::model::UnitKind;

impl Masker<'_> {
    /// Masks the titles of the tabs of a container whose first line ends at a byte.
    pub(super) fn tab_titles(&mut self, line_end: usize, colons: usize) {
        let mut fence: Option<Fence> = None;
        let mut next = self.next_line(line_end);
        while let Some(start) = next.filter(|_| self.budget > 0) {
            let line = self.line(start);
            let text = &self.bytes[line.content..line.range.end];
            self.charge(line.range.len());
            next = self.next_line(line.range.end);
            if let Some(open) = &fence {
                if open.closed_by(self, &line) {
                    fence = None;
                }
                continue;
            }
            let ends = text.iter().take_while(|byte| **byte == b':').count();
            if ends >= colons && is_blank(&text[ends..]) {
                return;
            }
            match text {
                [b'=', b'=', b' ', title @ ..] if !is_blank(title) => {
                    let title = self.place(self.body[line.content + 3..line.range.end].trim());
                    self.blank(line.content..line.range.end);
                    self.mark(
                        line.content..line.range.end,
                        MarkKind::Text {
                            kind: Some(UnitKind::TabTitle),
                            label: None,
                            text: title,
                        },
                    );
                }
                _ => fence = Fence::opened_by(self, &line),
            }
        }
    }
}
