//! Text in `:::column:::` or below `!!! note`, which is indented so far that CommonMark reads it as code.

use std::ops::Range;

use crate::model::UnitKind;

use super::containers::Place;
use super::normalize::is_blank;
use super::segmenter::Segmenter;

impl Segmenter<'_> {
    /// Lines of indented text as paragraphs and list items.
    pub fn indented_text(&mut self, lines: &[Range<usize>]) {
        let mut block: Option<(Range<usize>, bool)> = None;
        let lines = self.whole_lines(lines);
        let mut lines = lines.iter();
        while let Some(line) = lines.next() {
            if let Some(fence) = self.fence(line) {
                self.end_indented(block.take());
                self.indented_code(line, &fence, &mut lines);
                continue;
            }
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

    /// Lines with their ends, which come apart where they are those of Windows.
    fn whole_lines(&self, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match lines.last_mut() {
                Some(line) if !self.file[line.clone()].ends_with('\n') => line.end = piece.end,
                _ => lines.push(piece.clone()),
            }
        }
        lines
    }

    /// The fence that a line begins code with.
    fn fence(&self, line: &Range<usize>) -> Option<String> {
        let text = self.file[line.clone()].trim_start();
        let length = text.len() - text.trim_start_matches(['`', '~']).len();
        (length >= 3).then(|| text[..length].to_owned())
    }

    /// Fenced code in indented text, up to its end.
    fn indented_code<'l>(
        &mut self,
        first: &Range<usize>,
        fence: &str,
        lines: &mut impl Iterator<Item = &'l Range<usize>>,
    ) {
        let language = self.file[first.clone()]
            .trim()
            .trim_start_matches(['`', '~']);
        let language = language
            .split([' ', ',', '{'])
            .next()
            .unwrap_or("")
            .to_owned();
        let (mut code, mut inside, mut end) = (String::new(), None::<Range<usize>>, first.end);
        for line in lines {
            end = line.end;
            if self.file[line.clone()].trim() == fence {
                break;
            }
            code.push_str(&self.file[line.clone()]);
            inside.get_or_insert(line.clone()).end = line.end;
        }
        let inside = inside.unwrap_or(end..end);
        self.code_block(&code, &language, inside, first.start..end);
    }

    fn end_indented(&mut self, block: Option<(Range<usize>, bool)>) {
        if let Some((range, item)) = block {
            // What ends or begins between two blocks of text, with no other block there.
            self.block(range.start);
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

/// The length of the list marker a line begins with, 0 if there is none.
fn marker(line: &str) -> usize {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match &line.as_bytes()[digits..] {
        [b'-' | b'*' | b'+', b' ', ..] if digits == 0 => 2,
        [b'.' | b')', b' ', ..] if digits > 0 => digits + 2,
        _ => 0,
    }
}
