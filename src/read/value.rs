//! The text of a front-matter value.
//!
//! Nearly all values are one line, plain or in simple quotes: those are taken as they stand. All others are left
//! to a YAML parser, which sees this one entry only.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::Spanned;

use super::Warnings;
use super::entry::Entry;
use crate::model::{FrontMatterEntry, WarningKind};

/// Appends an entry for the value, or one for each item of a list. A value that is no valid YAML is kept as it
/// stands, with a warning; null and empty ones give nothing.
pub(super) fn decode(
    text: &str,
    entry: &Entry<'_>,
    key: &str,
    entries: &mut Vec<FrontMatterEntry>,
    warnings: &mut Warnings<'_>,
) {
    let mut push = |value: &str, span: Range<usize>| {
        let value = value.trim();
        if !value.is_empty() {
            entries.push(FrontMatterEntry {
                key: key.to_owned(),
                value: value.to_owned(),
                line: line_of(text, span.start),
                span: span.start as u32..span.end as u32,
            });
        }
    };
    if entry.end == entry.value.end
        && let Some(span) = simple(text, entry.value.clone())
    {
        push(&text[span.clone()], span);
        return;
    }
    match parse(&text[entry.start..entry.end]) {
        Ok(items) => {
            for item in items {
                let range = item.referenced.span();
                let (at, len) = (range.byte_offset(), range.byte_len());
                let start = entry.start + at.unwrap_or(0) as usize;
                let end = (start + len.unwrap_or(0) as usize).min(entry.end);
                push(&item.value, trim(text, start..end));
            }
        }
        Err(error) => {
            let span = trim(text, entry.value.start..entry.end);
            let lines: Vec<_> = text[span.clone()].lines().map(str::trim).collect();
            push(&lines.join(" "), span);
            let message = format!("`{key}` is not valid YAML ({error}); kept as it stands");
            let line = line_of(text, entry.start);
            warnings.push(WarningKind::FrontMatter, line, message);
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
                .map_err(|_| plain_message(&error))
        })
}

/// Without the place, which counts lines of the entry and not of the file.
fn plain_message(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    let message = message.lines().next().unwrap_or_default();
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

/// Without white space around it, and without quotes that are its first and last byte.
fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let span = shrink(text, span);
    let bytes = text[span.clone()].as_bytes();
    match bytes {
        [first @ (b'"' | b'\''), .., last] if first == last => span.start + 1..span.end - 1,
        _ => span,
    }
}

fn shrink(text: &str, span: Range<usize>) -> Range<usize> {
    let value = &text[span.clone()];
    let start = span.end - value.trim_ascii_start().len();
    start..start + value.trim_ascii().len()
}

fn line_of(text: &str, byte: usize) -> u32 {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..byte]).count() as u32 + 1
}
