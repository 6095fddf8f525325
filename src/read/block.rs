//! Where the front matter stands, and where the body begins.

use std::ops::Range;

use super::Warnings;
use super::entry::{Lines, key};
use crate::model::{Span, WarningKind};

const BOM: &str = "\u{FEFF}";

/// What was found at the beginning of a file.
pub(super) struct Blocks {
    /// From the first opening to the end of the last closing delimiter line; empty when there is none.
    pub span: Span,
    /// What stands between the delimiters of each block.
    pub inner: Vec<Range<usize>>,
    /// Where the body begins.
    pub body: u32,
}

/// Finds the front matter, and a second block behind it, which some sites have by mistake.
pub(super) fn find(text: &str, warnings: &mut Warnings<'_>) -> Blocks {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut blocks = Blocks {
        span: start as u32..start as u32,
        inner: Vec::new(),
        body: start as u32,
    };
    let Some(opening) = Lines::new(text, start).next().filter(|l| is(l.text, "---")) else {
        return blocks;
    };
    let Some((inner, end)) = close(text, opening.end) else {
        if Lines::new(text, opening.end)
            .next()
            .is_some_and(|l| key(l.text).is_some())
        {
            let message = "front matter without a closing `---`; read as text".to_owned();
            warnings.push(WarningKind::FrontMatter, 1, message);
        }
        return blocks;
    };
    let content = || text[inner.clone()].lines();
    // Two thematic breaks with text between them are no front matter.
    if !content().any(|l| key(l).is_some()) && !content().all(is_blank) {
        return blocks;
    }
    report_stray_lines(text, &inner, warnings);
    blocks.span.end = end as u32;
    blocks.inner.push(inner);

    if let Some((line, inner, end)) = second(text, end) {
        let message = "a second front-matter block; its entries are read too".to_owned();
        warnings.push(WarningKind::FrontMatter, line, message);
        blocks.span.end = end as u32;
        blocks.inner.push(inner);
    }
    blocks.body = blocks.span.end;
    blocks
}

/// The end of a block: its inner bytes, and the end of its closing line.
fn close(text: &str, from: usize) -> Option<(Range<usize>, usize)> {
    Lines::new(text, from)
        .find(|l| is(l.text, "---") || is(l.text, "..."))
        .map(|l| (from..l.start, l.end))
}

/// A block behind the first: only when all of it reads as entries, since a thematic break looks the same.
fn second(text: &str, from: usize) -> Option<(u32, Range<usize>, usize)> {
    let opening = Lines::new(text, from).find(|l| !is_blank(l.text))?;
    if !is(opening.text, "---") {
        return None;
    }
    let (inner, end) = close(text, opening.end)?;
    let mut lines = text[inner.clone()].lines();
    let first = lines.find(|l| !is_blank(l))?;
    if key(first).is_none() || lines.any(is_stray) {
        return None;
    }
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..opening.start]).count() + 1;
    Some((line as u32, inner, end))
}

/// Text before the first entry belongs to none; it is not text of the article either.
fn report_stray_lines(text: &str, inner: &Range<usize>, warnings: &mut Warnings<'_>) {
    for (number, line) in text[inner.clone()].lines().enumerate() {
        if key(line).is_some() {
            return;
        }
        if !is_blank(line) {
            let message = format!("not an entry of the front matter: `{}`", line.trim());
            // The opening delimiter is line 1.
            warnings.push(WarningKind::FrontMatter, number as u32 + 2, message);
        }
    }
}

fn is(line: &str, delimiter: &str) -> bool {
    line.strip_prefix(delimiter)
        .is_some_and(|rest| rest.trim_ascii().is_empty())
}

/// Nothing, or a comment.
fn is_blank(line: &str) -> bool {
    let line = line.trim_ascii_start();
    line.is_empty() || line.starts_with('#')
}

/// Neither an entry nor anything that can continue one.
fn is_stray(line: &str) -> bool {
    !is_blank(line) && !line.starts_with([' ', '\t', '-']) && key(line).is_none()
}
