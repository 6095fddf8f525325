//! Tables whose line ends were lost: header, delimiter row and rows are one line.
//!
//! The delimiter row says how many columns there are, so the cells can be told apart.

use std::ops::Range;

use super::diagnostics::Diagnostic;
use super::normalize::is_blank;
use super::segmenter::Segmenter;
use super::table::split;

impl Segmenter<'_> {
    /// Reads such a table, the text before it, and the rows after it. `false` where no line is one.
    pub fn table_on_one_line(&mut self, lines: &[Range<usize>]) -> bool {
        let found = lines.iter().enumerate().find_map(|(index, line)| {
            let cells = self.cells_of(line);
            let rows = self.rows_of(&cells)?;
            Some((index, rows))
        });
        let Some((index, rows)) = found else {
            return false;
        };
        if index > 0 {
            let place = self.containers.place();
            self.fragment(lines[0].start..lines[index - 1].end, place);
        }
        let at = lines[index].start;
        self.diagnostics.push((at, Diagnostic::BrokenTable));
        self.table.begin();
        self.table.begin_row(at);
        let after = lines[index + 1..].iter().map(|line| self.cells_of(line));
        let after: Vec<_> = after.collect();
        for (number, row) in rows.into_iter().chain(after).enumerate() {
            if number > 0 {
                self.table.next_row();
                self.table
                    .begin_row(row.first().map_or(at, |cell| cell.start));
            }
            row.into_iter().for_each(|cell| self.cell(cell));
        }
        self.containers.seen();
        true
    }

    /// The cells of a line.
    fn cells_of(&self, line: &Range<usize>) -> Vec<Range<usize>> {
        let text = &self.masked[line.start - self.base..line.end - self.base];
        let lead = text.len() - text.strip_prefix('|').unwrap_or(text).len();
        let start = line.start + lead;
        split(&text[lead..])
            .map(|cell| start + cell.start..start + cell.end)
            .collect()
    }

    /// The header and the rows of a table in one line.
    fn rows_of(&self, cells: &[Range<usize>]) -> Option<Vec<Vec<Range<usize>>>> {
        let text = |cell: &Range<usize>| &self.masked[cell.start - self.base..cell.end - self.base];
        let is_gap = |cell: &Range<usize>| is_blank(text(cell).as_bytes());
        let is_delimiter = |cell: &Range<usize>| {
            let text = text(cell).trim().trim_matches(':');
            text.len() >= 2 && text.bytes().all(|b| b == b'-')
        };
        let first = cells.iter().position(is_delimiter)?;
        let columns = cells[first..]
            .iter()
            .take_while(|cell| is_delimiter(cell))
            .count();
        let header_end = first - usize::from(first > 0 && is_gap(&cells[first - 1]));
        let header = cells.get(header_end.checked_sub(columns)?..header_end)?;
        if header_end > columns || columns < 2 || header.iter().all(is_gap) {
            return None;
        }
        let mut rows = vec![header.to_vec()];
        let mut rest = &cells[first + columns..];
        while !rest.is_empty() {
            if is_gap(&rest[0]) && rest.len() != columns {
                rest = &rest[1..];
            }
            let (row, more) = rest.split_at(columns.min(rest.len()));
            if !row.is_empty() {
                rows.push(row.to_vec());
            }
            rest = more;
        }
        (rows.len() > 1).then_some(rows)
    }
}
