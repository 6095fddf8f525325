//! Containers that only the copy has: list items that stand in for admonitions, tabs and definitions.

use std::ops::Range;

use crate::model::UnitKind;

use super::containers::Frame;
use super::mask::{Mark, MarkKind};
use super::segmenter::Segmenter;

impl Segmenter<'_> {
    /// The container that a list item of the copy stands in for.
    pub(super) fn container(&mut self, item: usize) -> Option<Frame> {
        let mark = self.marks.get(self.next_mark)?;
        let MarkKind::Container { label } = &mark.kind else {
            return None;
        };
        let at = mark.span.start + self.base;
        if at < item
            || !self
                .masked
                .get(item - self.base..at - self.base)?
                .trim()
                .is_empty()
        {
            return None;
        }
        self.next_mark += 1;
        let base = self.base;
        Some(match label {
            None => Frame::Transparent,
            Some(label) if label.is_empty() => Frame::Quote(Some("details".into())),
            Some(label) => {
                let name = &self.file[label.start + base..label.end + base];
                Frame::Quote(Some(name.to_lowercase().into()))
            }
        })
    }

    /// Whether a heading is only in the copy: the one that begins a container.
    pub(super) fn is_masked_heading(&self, range: &Range<usize>) -> bool {
        let masked = &self.masked[range.start - self.base..range.end - self.base];
        masked.trim() == "#" && !self.file[range.clone()].trim_start().starts_with('#')
    }

    /// Where the marks end that belong to a container. Its range takes in the blank lines after it, and among them the
    /// lines of shortcodes and tags that are not indented, and so are outside.
    pub(super) fn content_end(&mut self, range: &Range<usize>) -> usize {
        self.close();
        let masked = &self.masked[range.start - self.base..range.end - self.base];
        let content = range.start + masked.trim_end().len();
        let is_text = |mark: &&Mark| matches!(&mark.kind, MarkKind::Text { kind: Some(kind), .. } if *kind != UnitKind::ImageAlt);
        let mut marks = self.marks[self.next_mark..].iter();
        let first = marks.find(|mark| mark.span.start + self.base >= content);
        let text = first
            .into_iter()
            .chain(marks)
            .take_while(|mark| mark.span.start + self.base < range.end)
            .find(is_text);
        let outside = first.filter(|mark| {
            let line = self.file[..mark.span.start + self.base]
                .rfind('\n')
                .map_or(0, |n| n + 1);
            text.is_some() && !self.file[line..].starts_with([' ', '\t', '>'])
        });
        outside.map_or(range.end, |mark| mark.span.start + self.base)
    }
}
