//! Plain tables for the terminal, aligned by what characters take there.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub use crate::model::text::printable;

/// A table whose columns are as wide as their widest cell.
pub struct Table {
    header: Vec<&'static str>,
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Columns by their titles; a title that begins with `>` makes a column that is aligned to the right.
    pub fn new(header: &[&'static str]) -> Self {
        Self {
            header: header.iter().map(|t| t.trim_start_matches('>')).collect(),
            right: header.iter().map(|t| t.starts_with('>')).collect(),
            rows: Vec::new(),
        }
    }

    /// Columns of names, then columns of numbers.
    pub fn of_numbers(names: &[&'static str], numbers: &[&'static str]) -> Self {
        Self {
            header: [names, numbers].concat(),
            right: [vec![false; names.len()], vec![true; numbers.len()]].concat(),
            rows: Vec::new(),
        }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows
            .push(cells.into_iter().map(|c| printable(&c)).collect());
    }

    /// The lines, none wider than `width` if there is one; empty for a table without rows.
    pub fn render(&self, width: Option<usize>) -> String {
        let mut out = String::new();
        if self.rows.is_empty() {
            return out;
        }
        let mut widths: Vec<usize> = self.header.iter().map(|t| t.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        let header: Vec<String> = self.header.iter().map(|t| (*t).to_owned()).collect();
        for row in std::iter::once(&header).chain(&self.rows) {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    line.push_str("  ");
                }
                let padding = " ".repeat(widths[column] - cell.width());
                let (before, after) = if self.right[column] {
                    (padding.as_str(), "")
                } else {
                    ("", padding.as_str())
                };
                line.extend([before, cell, after]);
            }
            let line = line.trim_end();
            out.push_str(&width.map_or_else(|| line.to_owned(), |w| cut(line, w)));
            out.push('\n');
        }
        out
    }
}

impl Table {
    /// The lines, if they fit into a width. Otherwise each row becomes a paragraph: its names, and below them its numbers
    /// with their titles.
    pub fn render_within(&self, width: Option<usize>) -> String {
        let lines = self.render(None);
        let Some(width) = width.filter(|&width| lines.lines().any(|l| l.width() > width)) else {
            return lines;
        };
        let mut out = String::new();
        for row in &self.rows {
            let columns = || row.iter().zip(&self.header).zip(&self.right);
            let names: Vec<&str> = columns()
                .filter(|(_, right)| !**right)
                .map(|((cell, _), _)| cell.as_str())
                .collect();
            out.push_str(&names.join("  "));
            out.push('\n');
            let numbers: Vec<String> = columns()
                .filter(|(_, right)| **right)
                .map(|((cell, title), _)| format!("{title} {cell}"))
                .collect();
            let mut line = String::new();
            for number in &numbers {
                if !line.is_empty() && line.width() + number.width() + 4 > width {
                    out.push_str(&format!("{line},\n"));
                    line.clear();
                }
                line.push_str(if line.is_empty() { "  " } else { ", " });
                line.push_str(number);
            }
            out.push_str(&format!("{line}\n"));
        }
        out
    }
}

/// A line cut to so many columns, with an ellipsis where something was cut.
fn cut(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut used = 0;
    let fits = line.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used < width
    });
    fits.chain(['…']).collect()
}

/// A number with its thousands set apart.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Columns of the terminal that standard error goes to, if it does.
pub fn error_width() -> Option<usize> {
    let size = terminal_size::terminal_size_of(std::io::stderr());
    size.map(|(width, _)| usize::from(width.0))
}

/// Columns of the terminal that standard output goes to, if it does.
pub fn terminal_width() -> Option<usize> {
    use std::io::IsTerminal;
    if !std::io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_characters_take() {
        let mut table = Table::new(&["Locale", ">Files", "Text"]);
        table.row(["ja", "12", "東京"].map(str::to_owned));
        table.row(["東京都庁", "3", "a\u{1b}[2Jb"].map(str::to_owned));
        insta::assert_snapshot!(table.render(None), @r"
        Locale    Files  Text
        ja           12  東京
        東京都庁      3  a\u{1b}[2Jb
        ");
    }

    #[test]
    fn rows_that_do_not_fit_become_paragraphs() {
        let mut table = Table::new(&["source", "target", ">articles", ">pairs", ">dropped"]);
        table.row(["en-US", "fr-FR", "107", "3,428", "14"].map(str::to_owned));
        assert_eq!(table.render_within(Some(80)), table.render(None));
        insta::assert_snapshot!(table.render_within(Some(30)), @r"
        en-US  fr-FR
          articles 107, pairs 3,428,
          dropped 14
        ");
    }

    #[test]
    fn lines_are_cut_to_the_terminal() {
        assert_eq!(cut("東京都庁", 5), "東京…");
        assert_eq!(cut("東京", 4), "東京");
    }

    #[test]
    fn thousands_are_set_apart() {
        let all = [0, 999, 1000, 1_234_567].map(number);
        assert_eq!(all, ["0", "999", "1,000", "1,234,567"]);
    }
}
