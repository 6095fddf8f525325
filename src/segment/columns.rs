//! Text in `:::column:::`, which is indented so far that CommonMark takes it for code.

use std::ops::Range;

use crate::model::UnitKind;

use super::blocks::Segmenter;
use super::containers::Place;
use super::plain::is_blank;

impl Segmenter<'_> {
    /// Lines of indented text as paragraphs and list items.
    pub fn indented_text(&mut self, lines: &[Range<usize>]) {
        let mut block: Option<(Range<usize>, bool)> = None;
        for line in lines {
            let text = &self.masked[line.start - self.base..line.end - self.base];
            let start = line.start + text.len() - text.trim_start().len();
            let marker = marker(text.trim_start());
            if is_blank(text.as_bytes()) || marker > 0 {
                self.end_indented(block.take());
            }
            if !is_blank(text.as_bytes()) {
                let (range, _) = block.get_or_insert((start + marker..line.end, marker > 0));
                range.end = line.end;
            }
        }
        self.end_indented(block);
    }

    fn end_indented(&mut self, block: Option<(Range<usize>, bool)>) {
        if let Some((range, item)) = block {
            let place = self.containers.place();
            let place = if item {
                Place {
                    kind: UnitKind::ListItem,
                    depth: place.depth.saturating_add(1),
                    ..place
                }
            } else {
                place
            };
            self.fragment(range, place);
        }
    }
}

/// The length of the list marker a line begins with, 0 for none.
fn marker(line: &str) -> usize {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match &line.as_bytes()[digits..] {
        [b'-' | b'*' | b'+', b' ', ..] if digits == 0 => 2,
        [b'.' | b')', b' ', ..] if digits > 0 => digits + 2,
        _ => 0,
    }
}
