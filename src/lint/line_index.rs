//! The lines of a file, found once, so that a place is looked up without reading the file from its beginning.

use std::ops::Range;

use super::finding::Place;
use crate::model::Span;

/// The starts of the lines of a file.
pub(super) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Reads the lines of a file.
    pub fn new(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts }
    }

    /// The place of a range of bytes.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        let (line, column) = self.position(bytes.start);
        let (end_line, end_column) = self.position(bytes.end);
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// The line of a byte, counted from 1.
    pub fn line(&self, at: usize) -> u32 {
        self.starts.partition_point(|start| *start <= at) as u32
    }

    /// The bytes of a line, counted from 1, without white space around them; `None` if there is no such line.
    pub fn span(&self, line: u32) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)? as usize)?;
        let end = self
            .starts
            .get(line as usize)
            .map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end)?;
        let blank = text.len() - text.trim_start().len();
        let end = start + text.trim_end().len().max(blank);
        Some((start + blank) as u32..end as u32)
    }

    /// Line and column of a byte, counted from 1. A column is a code point; a byte order mark does not count.
    fn position(&self, at: usize) -> (u32, u32) {
        let line = self.line(at);
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at).unwrap_or_default();
        let column = before.trim_start_matches('\u{FEFF}').chars().count();
        (line, column as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_lines_and_code_points() {
        let index = LineIndex::new("\u{FEFF}é a\n\n  b \nc");
        let place = index.place(&(5..7));
        assert_eq!((place.line, place.column), (1, 2));
        assert_eq!((place.end_line, place.end_column), (1, 4));
        assert_eq!(index.span(3), Some(11..12));
        assert_eq!(index.span(4), Some(14..15));
        assert_eq!(index.span(5), None);
        assert_eq!(index.line(14), 4);
    }
}
