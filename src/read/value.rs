//! The text of a front-matter value.
//!
//! Nearly all values are one line, plain or in simple quotes. They are taken as they are. All others are left to a
//! YAML parser, which sees only this entry.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::Spanned;

use super::entry::{Entry, line_number};
use super::tree::{self, Tree};
use super::warnings::Warnings;
use crate::model::{FrontMatterEntry, WarningKind};

/// Where the values of one key go.
pub(super) struct Values<'a, 'w> {
    pub text: &'a str,
    /// The key as settings spell it.
    pub key: &'a str,
    pub entries: &'a mut Vec<FrontMatterEntry>,
    pub warnings: &'a mut Warnings<'w>,
}

impl Values<'_, '_> {
    /// Appends an entry for the value, or one for each item of a list. A value that is not valid YAML is kept as it
    /// is, with a warning. Null, empty values and maps give nothing.
    pub fn decode(&mut self, entry: &Entry<'_>) {
        let text = self.text;
        if entry.end == entry.value.end
            && let Some(span) = simple(text, entry.value.clone())
        {
            self.push(&text[span.clone()], span);
            return;
        }
        match parse(&text[entry.start..entry.end]) {
            Ok(items) => {
                for item in items {
                    let range = item.referenced.span();
                    let (at, len) = (range.byte_offset(), range.byte_len());
                    let start = entry.start + at.unwrap_or(0) as usize;
                    let end = (start + len.unwrap_or(0) as usize).min(entry.end);
                    self.push(&item.value, start..end);
                }
            }
            Err(error) if !is_map(&text[entry.start..entry.end]) => {
                let span = unquoted(text, entry.value.start..entry.end);
                let lines: Vec<_> = text[span.clone()].lines().map(str::trim).collect();
                self.push(&lines.join(" "), span);
                let key = self.key;
                let message = format!("`{key}` is not valid YAML ({error}); kept as it is");
                let line = line_number(text, entry.start);
                self.warnings.push(WarningKind::FrontMatter, line, message);
            }
            Err(_) => {}
        }
    }

    /// Appends an entry with the bytes of its value, quotes around them left out.
    pub fn push(&mut self, value: &str, span: Range<usize>) {
        let value = value.trim();
        let span = unquoted(self.text, span);
        if !value.is_empty() && !span.is_empty() {
            self.entries.push(FrontMatterEntry {
                key: self.key.to_owned(),
                value: value.to_owned(),
                line: line_number(self.text, span.start),
                span: span.start as u32..span.end as u32,
            });
        }
    }
}

/// The text of a value on one line that needs no YAML parser: plain without indicators, or quoted without escapes.
fn simple(text: &str, value: Range<usize>) -> Option<Range<usize>> {
    let mut span = shrink(text, value);
    let bytes = text[span.clone()].as_bytes();
    let Some(&first) = bytes.first() else {
        return Some(span);
    };
    if first == b'"' || first == b'\'' {
        let inner = bytes.get(1..bytes.len() - 1)?;
        let closed = bytes[bytes.len() - 1] == first;
        let escaped = inner.iter().any(|&b| b == first || b == b'\\');
        return (closed && !escaped).then_some(span.start + 1..span.end - 1);
    }
    if b"-?:,[]{}#&*!|>%@`".contains(&first) {
        return None;
    }
    for (at, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        match byte {
            b':' if matches!(next, None | Some(b' ' | b'\t')) => return None,
            b' ' | b'\t' if next == Some(&b'#') => {
                span = shrink(text, span.start..span.start + at);
                break;
            }
            _ => {}
        }
    }
    let null = matches!(&text[span.clone()], "~" | "null" | "Null" | "NULL");
    Some(if null { span.start..span.start } else { span })
}

/// A string, a list of them, or null, which gives nothing.
fn parse(entry: &str) -> Result<Vec<Spanned<String>>, String> {
    type One = BTreeMap<String, Spanned<String>>;
    type Many = BTreeMap<String, Vec<Spanned<String>>>;
    serde_saphyr::from_str::<One>(entry)
        .map(|one| one.into_values().collect())
        .or_else(|error| {
            serde_saphyr::from_str::<Many>(entry)
                .map(|many| many.into_values().flatten().collect())
                .map_err(|_| tree::plain_message(&error))
        })
}

/// Whether the value of an entry is a map, or a list of maps.
fn is_map(entry: &str) -> bool {
    let Ok(Tree::Map(entries)) = tree::yaml(entry) else {
        return false;
    };
    entries.iter().all(|(_, value)| match value {
        Tree::Map(_) => true,
        Tree::List(items) => items.iter().all(|item| matches!(item, Tree::Map(_))),
        _ => false,
    })
}

/// A range without white space around it, and without quotes that are its first and last bytes.
fn unquoted(text: &str, span: Range<usize>) -> Range<usize> {
    let span = shrink(text, span);
    let bytes = text[span.clone()].as_bytes();
    // TOML has strings in three quotes, which span lines.
    for quotes in ["\"\"\"", "'''", "\"", "'"].map(str::as_bytes) {
        let long = bytes.len() >= 2 * quotes.len();
        if long && bytes.starts_with(quotes) && bytes.ends_with(quotes) {
            return shrink(text, span.start + quotes.len()..span.end - quotes.len());
        }
    }
    span
}

fn shrink(text: &str, span: Range<usize>) -> Range<usize> {
    let value = &text[span.clone()];
    let start = span.end - value.trim_ascii_start().len();
    start..start + value.trim_ascii().len()
}
