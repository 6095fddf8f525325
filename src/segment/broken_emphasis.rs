//! Literal `**` that was meant to be markup.
//!
//! Machine translation moves spaces and quotes so that strong emphasis fails (`** bold**`, `**「…」**の`). Those
//! asterisks are markup; those of patterns (`**/*.cs`), powers (`2**3`) and masked secrets are text.

use std::ops::Range;

/// How far to look for the other half (bytes).
const REACH: usize = 2000;

/// Whether a run of literal asterisks in a unit is broken markup.
pub(super) fn is_broken_strong(file: &str, stars: Range<usize>, unit: Range<usize>) -> bool {
    if !(2..=4).contains(&stars.len()) {
        return false;
    }
    let before = file[unit.start.min(stars.start)..stars.start]
        .chars()
        .next_back();
    let mut following = file[stars.end..unit.end.max(stars.end)].chars();
    let (after, next) = (following.next(), following.next());
    let pathlike = |c: Option<char>| matches!(c, Some('/' | '\\'));
    if pathlike(before)
        || pathlike(after)
        || after == Some('.') && next.is_some_and(|c| c.is_ascii_alphanumeric())
    {
        return false;
    }
    let word =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '(' | ')'));
    if word(before) && word(after) {
        return false;
    }
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if blank(before) && blank(after) {
        let bytes = file.as_bytes();
        let left = &bytes[unit
            .start
            .max(stars.start.saturating_sub(REACH))
            .min(stars.start)..stars.start];
        let right = &bytes[stars.end..unit.end.min(stars.end + REACH).max(stars.end)];
        return memchr::memmem::find(left, b"**").is_some()
            || memchr::memmem::find(right, b"**").is_some();
    }
    true
}
