//! Finds the front matter of a file, and where the body begins.

use std::ops::Range;

use super::entry::{key, line_number};
use super::tree;
use super::warnings::Warnings;
use crate::model::{Lines, Span, WarningKind};

const BOM: &str = "\u{FEFF}";

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Between `---` and `---`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
    /// An object in braces.
    Json,
}

/// One block of front matter.
pub(super) struct Block {
    pub format: Format,
    /// What is between the delimiters; of JSON, the braces too.
    pub inner: Range<usize>,
}

/// What was found at the beginning of a file.
pub(super) struct Blocks {
    /// From the first opening to the end of the last closing delimiter line; empty when there is none.
    pub span: Span,
    pub list: Vec<Block>,
    /// Where the body begins.
    pub body: u32,
}

/// Finds the front matter, and a second block after it, which some sites have by mistake.
pub(super) fn find(text: &str, warnings: &mut Warnings<'_>) -> Blocks {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut blocks = Blocks {
        span: start as u32..start as u32,
        list: Vec::new(),
        body: start as u32,
    };
    let Some((block, end)) = first(text, start, warnings) else {
        return blocks;
    };
    let is_yaml = block.format == Format::Yaml;
    blocks.span.end = end as u32;
    blocks.list.push(block);
    if is_yaml && let Some((line, inner, end)) = second(text, end) {
        let message = "a second front-matter block; its entries are read too".to_owned();
        warnings.push(WarningKind::FrontMatter, line, message);
        blocks.span.end = end as u32;
        blocks.list.push(Block {
            format: Format::Yaml,
            inner,
        });
    }
    blocks.body = blocks.span.end;
    blocks
}

/// The block that begins the file, and where it ends.
fn first(text: &str, start: usize, warnings: &mut Warnings<'_>) -> Option<(Block, usize)> {
    let opening = Lines::new(text, start).next()?;
    if is(opening.text, "---") {
        let (inner, end) = yaml(text, opening.end, warnings)?;
        let format = Format::Yaml;
        return Some((Block { format, inner }, end));
    }
    if is(opening.text, "+++") {
        let (inner, end) = toml(text, opening.end, warnings)?;
        let format = Format::Toml;
        return Some((Block { format, inner }, end));
    }
    let (inner, end) = json(text, start)?;
    let format = Format::Json;
    Some((Block { format, inner }, end))
}

fn yaml(text: &str, from: usize, warnings: &mut Warnings<'_>) -> Option<(Range<usize>, usize)> {
    let Some((inner, end)) = close(text, from, &["---", "..."]) else {
        let mut lines = Lines::new(text, from);
        if lines.next().is_some_and(|l| key(l.text).is_some()) {
            not_closed("---", warnings);
        }
        return None;
    };
    // Two thematic breaks with text between them are not front matter.
    let mut lines = lines(text, &inner);
    if !lines.clone().any(|l| key(l).is_some()) && !lines.all(is_blank) {
        return None;
    }
    report_stray_lines(text, &inner, warnings);
    Some((inner, end))
}

fn toml(text: &str, from: usize, warnings: &mut Warnings<'_>) -> Option<(Range<usize>, usize)> {
    let is_entry = |line: &str| line.contains('=') || line.trim_ascii_start().starts_with('[');
    let Some((inner, end)) = close(text, from, &["+++"]) else {
        let mut lines = Lines::new(text, from);
        if lines.next().is_some_and(|l| is_entry(l.text)) {
            not_closed("+++", warnings);
        }
        return None;
    };
    let mut lines = lines(text, &inner);
    let fits = lines.clone().any(is_entry) || lines.all(is_blank);
    fits.then_some((inner, end))
}

fn not_closed(delimiter: &str, warnings: &mut Warnings<'_>) {
    let message = format!("front matter without a closing `{delimiter}`; read as text");
    warnings.push(WarningKind::FrontMatter, 1, message);
}

/// An object at the beginning of the file, with nothing after it on its last line.
fn json(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let rest = text[start..].strip_prefix('{')?;
    if !rest.trim_ascii_start().starts_with('"') {
        return None;
    }
    let inner = start..object_end(text, start)?;
    let last = Lines::new(text, inner.end).next();
    if last
        .as_ref()
        .is_some_and(|line| !line.text.trim_ascii().is_empty())
    {
        return None;
    }
    let object = text[inner.clone()].replace('\t', " ");
    tree::yaml(&object).ok()?;
    let end = last.map_or(inner.end, |line| line.end);
    Some((inner, end))
}

/// Where the object ends that begins at a byte.
fn object_end(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The end of a block: its inner bytes, and the end of its closing line.
fn close(text: &str, from: usize, delimiters: &[&str]) -> Option<(Range<usize>, usize)> {
    Lines::new(text, from)
        .find(|line| delimiters.iter().any(|delimiter| is(line.text, delimiter)))
        .map(|line| (from..line.start, line.end))
}

/// A block after the first: only when all of it reads as entries, since a thematic break looks the same.
fn second(text: &str, from: usize) -> Option<(u32, Range<usize>, usize)> {
    let opening = Lines::new(text, from).find(|l| !is_blank(l.text))?;
    if !is(opening.text, "---") {
        return None;
    }
    let (inner, end) = close(text, opening.end, &["---", "..."])?;
    let mut lines = lines(text, &inner);
    let first = lines.find(|l| !is_blank(l))?;
    if key(first).is_none() || lines.any(is_stray) {
        return None;
    }
    Some((line_number(text, opening.start), inner, end))
}

/// Text before the first entry belongs to none. It is not text of the article either.
fn report_stray_lines(text: &str, inner: &Range<usize>, warnings: &mut Warnings<'_>) {
    for (number, line) in lines(text, inner).enumerate() {
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

fn lines<'t>(
    text: &'t str,
    range: &Range<usize>,
) -> impl Iterator<Item = &'t str> + Clone + use<'t> {
    Lines::new(&text[..range.end], range.start).map(|line| line.text)
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
