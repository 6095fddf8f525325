//! Tables: the position of cells, cells beyond the header's columns, and tables that broke into paragraphs.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::containers::Place;
use super::diagnostics::Diagnostic;
use super::normalize::is_blank;
use super::segmenter::{Segmenter, options};

impl Segmenter<'_> {
    /// The cells of a row that pulldown-cmark drops: those beyond the header's columns.
    pub fn extra_cells(&mut self, end: usize) {
        let start = self.table.reached.min(end);
        let rest = &self.masked[start - self.base..end - self.base];
        if memchr::memchr(b'|', rest.as_bytes()).is_none()
            || is_blank(rest.trim_matches(['|', ' ', '\t', '\r', '\n']).as_bytes())
        {
            return;
        }
        if !std::mem::replace(&mut self.table.told, true) {
            self.diagnostics.push((start, Diagnostic::ExtraCells));
        }
        let skipped = rest.len() - rest.strip_prefix('|').unwrap_or(rest).len();
        self.row(start + skipped..end);
    }

    /// Emits the text between the pipes of a range as cells of the current row.
    fn row(&mut self, range: Range<usize>) {
        let masked = self.masked;
        let cells = split(&masked[range.start - self.base..range.end - self.base]);
        for cell in cells {
            self.cell(range.start + cell.start..range.start + cell.end);
        }
    }

    pub(super) fn cell(&mut self, cell: Range<usize>) {
        let place = self.table.place(&self.containers);
        self.fragment(cell.clone(), place);
        self.table.end_cell(cell.end);
    }

    /// Reads a range's inline markup as one unit.
    pub fn fragment(&mut self, range: Range<usize>, place: Place) {
        let masked = self.masked;
        let text = &masked[range.start - self.base..range.end - self.base];
        if is_blank(text.as_bytes()) {
            return;
        }
        self.open(range.clone(), place, 0);
        for (event, inner) in Parser::new_ext(text, options()).into_offset_iter() {
            let inner = inner.start + range.start..inner.end + range.start;
            if is_inline(&event) {
                self.inline(event, inner);
            }
        }
        self.close();
    }

    /// Whether a paragraph is a table that broke, and if so its cells: its header stands on two lines, or has
    /// more or fewer columns than the line below it, or the row was cut off its table.
    pub fn broken_table(&mut self, range: Range<usize>) -> bool {
        let masked = self.masked;
        let text = &masked[range.start - self.base..range.end - self.base];
        if memchr::memchr(b'|', text.as_bytes()).is_none() {
            return false;
        }
        let lines = lines(text, range.start);
        if self.table_on_one_line(&lines) {
            return true;
        }
        let line = |line: &Range<usize>| &masked[line.start - self.base..line.end - self.base];
        let delimiter = lines.iter().position(|l| is_delimiter(line(l)));
        let texts: Vec<&str> = lines.iter().map(line).collect();
        let Some(start) = first_row(&texts, delimiter) else {
            return false;
        };
        if start > 0 {
            let place = self.containers.place();
            self.fragment(lines[0].start..lines[start - 1].end, place);
        }
        self.diagnostics
            .push((lines[start].start, Diagnostic::BrokenTable));
        self.table.begin();
        let body = match delimiter.filter(|d| *d >= start) {
            Some(delimiter) => {
                if delimiter > start {
                    self.table.begin_row(lines[start].start);
                    self.row(trim_pipe(
                        masked,
                        self.base,
                        lines[start].start..lines[delimiter - 1].end,
                    ));
                }
                delimiter + 1
            }
            None => start,
        };
        for line in &lines[body.min(lines.len())..] {
            self.table.next_row();
            self.table.begin_row(line.start);
            self.row(trim_pipe(masked, self.base, line.clone()));
        }
        self.containers.seen();
        true
    }
}

/// The line with which the table in a paragraph begins, if there is one.
fn first_row(lines: &[&str], delimiter: Option<usize>) -> Option<usize> {
    let is_row = |line: &&str| line.starts_with('|') && line.trim_end().len() > 1;
    let has_pipe = |line: &&str| memchr::memchr(b'|', line.as_bytes()).is_some();
    let first = lines.iter().position(is_row);
    match delimiter {
        Some(delimiter) if delimiter > 0 => {
            let first = first.filter(|first| *first < delimiter);
            first.or_else(|| lines[..delimiter].iter().position(&has_pipe))
        }
        _ => first.filter(|first| {
            lines[*first..].iter().all(has_pipe) && split(lines[*first]).count() > 1
        }),
    }
}

/// Whether an event is inline: not the beginning or end of a block.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    use pulldown_cmark::{Tag, TagEnd};
    match event {
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            )
        }
        Event::End(tag) => {
            matches!(
                tag,
                TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Image
            )
        }
        Event::Rule | Event::TaskListMarker(_) => false,
        _ => true,
    }
}

/// The lines of a paragraph, their indentation and quote markers left out, as ranges of the file.
fn lines(text: &str, base: usize) -> Vec<Range<usize>> {
    let mut at = base;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            let lead = line.len() - line.trim_start_matches(['>', ' ', '\t']).len();
            start + lead..(start + line.trim_end().len()).max(start + lead)
        })
        .filter(|line| !line.is_empty())
        .collect()
}

/// `|---|:--:|`
fn is_delimiter(line: &str) -> bool {
    let line = line.as_bytes();
    line.contains(&b'|')
        && line.contains(&b'-')
        && line
            .iter()
            .all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

fn trim_pipe(masked: &str, base: usize, range: Range<usize>) -> Range<usize> {
    let leads = masked[range.start - base..range.end - base].starts_with('|');
    range.start + usize::from(leads)..range.end
}

/// Splits a row at its pipes, except pipes that are escaped or in code.
pub(super) fn split(row: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = row.as_bytes();
    let (mut at, mut start, mut done) = (0, 0, false);
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'`' => {
                    let ticks = bytes[at..].iter().take_while(|b| **b == b'`').count();
                    let close = memchr::memmem::find(&bytes[at + ticks..], &bytes[at..at + ticks]);
                    at += close.map_or(ticks, |close| ticks + close + ticks) - 1;
                }
                b'|' => {
                    let cell = start..at;
                    at += 1;
                    start = at;
                    return Some(cell);
                }
                _ => {}
            }
            at += 1;
        }
        done = true;
        (start < bytes.len()).then_some(start..bytes.len())
    })
}
