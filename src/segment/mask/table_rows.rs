//! Bars inside code in the rows of a table.
//!
//! In GFM a bar ends a cell even inside code. A row that has too many cells because of such a bar was meant to have it
//! in the code, so the bar is masked there.

use super::super::normalize::is_blank;
use super::mark::FILL;
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// `|-`: perhaps the line below the header of a table.
    pub(super) fn table(&mut self, line: &Line) {
        if line.range.start < self.table_end
            || !is_delimiter(&self.bytes[line.content..line.range.end])
        {
            return;
        }
        let Some(above) = line.range.start.checked_sub(1) else {
            return;
        };
        let header = self.line(above);
        let columns = cells(&self.bytes[line.content..line.range.end], &[]);
        if cells(&self.bytes[header.content..header.range.end], &[]) != columns {
            return;
        }
        let mut at = line.range.end;
        while let Some(next) = self.next_line(at) {
            let row = self.line(next);
            if is_blank(&self.bytes[row.range.clone()]) {
                break;
            }
            self.row(&row, columns);
            at = row.range.end;
        }
        self.table_end = at;
        self.done = line.range.end;
    }

    fn row(&mut self, row: &Line, columns: usize) {
        let text = &self.bytes[row.content..row.range.end];
        if memchr::memchr(b'`', text).is_none() || cells(text, &[]) <= columns {
            return;
        }
        let bars = bars_in_code(text);
        if bars.is_empty() || cells(text, &bars) < columns {
            return;
        }
        for bar in bars {
            self.copy()[row.content + bar] = FILL;
        }
    }
}

/// How many cells a row has. `masked` are the bars that do not count, in order.
fn cells(row: &[u8], masked: &[usize]) -> usize {
    let row = row.trim_ascii_end();
    let (mut bars, mut escaped, mut last) = (0, false, false);
    for (at, byte) in row.iter().enumerate() {
        last = *byte == b'|' && !escaped && masked.binary_search(&at).is_err();
        bars += usize::from(last);
        escaped = *byte == b'\\' && !escaped;
    }
    let leads = row.first() == Some(&b'|');
    (bars + 1).saturating_sub(usize::from(leads) + usize::from(last && row.len() > 1))
}

/// Where bars are in the code of a row.
fn bars_in_code(row: &[u8]) -> Vec<usize> {
    let mut bars = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'`', &row[at..]).map(|n| at + n) {
        let ticks = row[open..].iter().take_while(|b| **b == b'`').count();
        let inside = open + ticks;
        let Some(close) = code_end(row, inside, ticks) else {
            return bars;
        };
        let escaped = |bar: usize| row[bar - 1] == b'\\';
        bars.extend((inside..close).filter(|bar| row[*bar] == b'|' && !escaped(*bar)));
        at = close + ticks;
    }
    bars
}

/// Where the run of so many backticks is that ends code.
fn code_end(row: &[u8], from: usize, ticks: usize) -> Option<usize> {
    let mut at = from;
    while let Some(start) = memchr::memchr(b'`', &row[at..]).map(|n| at + n) {
        let length = row[start..].iter().take_while(|b| **b == b'`').count();
        if length == ticks {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// `|---|:--:|`
fn is_delimiter(line: &[u8]) -> bool {
    let known = |b: &u8| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t');
    line.contains(&b'|') && line.contains(&b'-') && line.iter().all(known)
}
