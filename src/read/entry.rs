//! Splits front matter into its entries, by lines.

use std::ops::Range;

use crate::model::Lines;

/// The line of a byte, counted from 1. As in CommonMark, a lone CR ends a line too.
pub(super) fn line_number(text: &str, byte: usize) -> u32 {
    let before = &text.as_bytes()[..byte];
    let line_ends = memchr::memchr_iter(b'\n', before).count();
    let returns = memchr::memchr_iter(b'\r', before);
    let lone = returns
        .filter(|at| before.get(at + 1) != Some(&b'\n'))
        .count();
    (line_ends + lone + 1) as u32
}

/// A `key: value` with the lines that continue it.
pub(super) struct Entry<'a> {
    /// Without quotes.
    pub key: &'a str,
    /// The first byte of its first line.
    pub start: usize,
    /// What follows the colon on the first line.
    pub value: Range<usize>,
    /// The end of the last line that is neither blank nor a comment, without its line end.
    pub end: usize,
}

impl<'a> Entry<'a> {
    /// Whether nothing follows the colon but further lines do.
    pub(super) fn is_mapping(&self, text: &str) -> bool {
        self.end > self.value.end && text[self.value.clone()].trim_ascii().is_empty()
    }

    /// Whether the first line after the key is an item of a list.
    pub(super) fn is_list(&self, text: &str) -> bool {
        let mut lines = Lines::new(&text[..self.end], self.value.end);
        let first = lines.find(|line| {
            let text = line.text.trim_ascii_start();
            !text.is_empty() && !text.starts_with('#')
        });
        first.is_some_and(|line| {
            let text = line.text.trim_ascii_start();
            text == "-" || text.starts_with("- ")
        })
    }

    /// The entries inside of this one.
    pub(super) fn nested(&self, text: &'a str) -> Vec<Entry<'a>> {
        let from = Lines::new(&text[..self.end], self.value.end).next();
        split(text, from.map_or(self.end, |line| line.end)..self.end)
    }
}

/// The entries in a range. Those of the first entry's indentation begin an entry, all other lines continue one.
pub(super) fn split(text: &str, range: Range<usize>) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut indent = None;
    for line in Lines::new(&text[..range.end], range.start) {
        let content = line.text.trim_ascii_start();
        let depth = line.text.len() - content.len();
        if content.is_empty() || (depth == 0 && content.starts_with('#')) {
            continue;
        }
        let line_end = line.start + line.text.len();
        if *indent.get_or_insert(depth) == depth
            && let Some((key, value)) = key(content)
        {
            entries.push(Entry {
                key,
                start: line.start,
                value: line.start + depth + value..line_end,
                end: line_end,
            });
            continue;
        }
        if let Some(last) = entries.last_mut() {
            last.end = line_end;
        }
    }
    entries
}

/// The key a line begins with, and where its value begins in the line.
pub(super) fn key(line: &str) -> Option<(&str, usize)> {
    let first = *line.as_bytes().first()?;
    if first == b'"' || first == b'\'' {
        let end = 1 + memchr::memchr(first, &line.as_bytes()[1..])?;
        let rest = line[end + 1..].trim_ascii_start();
        let value = line.len() - rest.strip_prefix(':')?.len();
        return ends_key(line, value).then(|| (&line[1..end], value));
    }
    if !(first.is_ascii_alphanumeric() || matches!(first, b'_' | b'.' | b'$') || first >= 0x80) {
        return None;
    }
    let value = memchr::memchr_iter(b':', line.as_bytes())
        .map(|colon| colon + 1)
        .find(|&value| ends_key(line, value))?;
    let key = &line[..value - 1];
    (!key.contains(" #")).then(|| (key.trim_ascii_end(), value))
}

/// A colon ends a key only before white space or the end of the line.
fn ends_key(line: &str, value: usize) -> bool {
    matches!(line.as_bytes().get(value), None | Some(b' ' | b'\t'))
}
