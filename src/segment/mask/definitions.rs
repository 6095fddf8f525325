//! Definition lists: a term, and `: ` before each of its definitions.
//!
//! CommonMark has none. In the copy the colon becomes the marker of a list item, so that the parser reads what is in a
//! definition as blocks; the item itself is not counted as one.

use super::super::normalize::is_blank;
use super::mark::{CONTAINER, MarkKind};
use super::masker::Masker;

/// So many lines above a definition are prose, not terms.
const MOST_TERMS: usize = 4;

impl Masker<'_> {
    /// A line that begins with `: `, at the line end before it.
    pub(super) fn definition(&mut self, line_end: usize) {
        let line = self.line(line_end + 1);
        let text = &self.bytes[line.content..line.range.end];
        let begins = matches!(text, [b':', b' ' | b'\t', rest @ ..] if !is_blank(rest));
        if !begins || line.listed || !self.follows_term(line_end, line.content - line.range.start) {
            return;
        }
        self.split_terms(line_end);
        let at = line.content;
        self.copy()[at] = CONTAINER;
        self.done = at + 1;
        self.mark(at..at + 1, MarkKind::Container { label: None });
    }

    /// Each line right above a definition is a term, unless there are so many that they are prose.
    fn split_terms(&mut self, line_end: usize) {
        let ends = self.terms(line_end);
        if ends.len() < MOST_TERMS {
            for end in ends {
                self.mark(end..end + 1, MarkKind::Split);
            }
        }
    }

    /// The ends of the lines above the last one of the terms before a definition, at most [`MOST_TERMS`].
    fn terms(&self, line_end: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut line = self.line(line_end);
        if is_blank(&self.bytes[line.range.clone()])
            && let Some(end) = line.range.start.checked_sub(1)
        {
            line = self.line(end);
        }
        while ends.len() < MOST_TERMS && !is_blank(&self.bytes[line.range.clone()]) {
            let Some(end) = line.range.start.checked_sub(1) else {
                break;
            };
            line = self.line(end);
            let text = &self.bytes[line.content..line.range.end];
            if is_blank(text) || matches!(text[0], b':' | b'#' | b'|' | b'<' | b'>') || line.listed
            {
                break;
            }
            ends.push(line.range.end);
        }
        ends
    }

    /// Whether the line before, or the one before a blank line, is a term or another definition.
    fn follows_term(&self, line_end: usize, indent: usize) -> bool {
        let mut before = self.line(line_end);
        let mut is_loose = false;
        if is_blank(&self.bytes[before.range.clone()]) {
            let Some(end) = before.range.start.checked_sub(1) else {
                return false;
            };
            before = self.line(end);
            is_loose = true;
        }
        let text = &self.bytes[before.content..before.range.end];
        if matches!(text.first(), Some(b':')) {
            return true;
        }
        let depth = before.content - before.range.start;
        let is_paragraph = !text.is_empty()
            && !matches!(text[0], b'#' | b'|' | b'>' | b'=')
            && (text[0] != b'<' || is_inline_tag(text))
            && !text.starts_with(b"```")
            && !text.starts_with(b"~~~")
            && !text.starts_with(b"---")
            && (!before.listed || depth == indent)
            && before.content.saturating_sub(before.range.start) <= indent.max(3);
        // Terms are few lines: a longer paragraph before a blank line is prose.
        is_paragraph && (!is_loose || self.terms(line_end).len() < MOST_TERMS)
            || self.in_definition(line_end)
    }

    /// Whether the lines before belong to a definition that was found.
    fn in_definition(&self, line_end: usize) -> bool {
        const REACH: usize = 2000;
        self.marks.last().is_some_and(|mark| {
            matches!(mark.kind, MarkKind::Container { label: None })
                && mark.span.start + REACH > line_end
                && !self.body[mark.span.start..line_end].contains("\n\n\n")
                && self.body[mark.span.start..line_end]
                    .lines()
                    .skip(1)
                    .all(|line| line.is_empty() || line.starts_with([' ', '\t']))
        })
    }
}

/// Whether a line begins with a comment or with a tag that a paragraph may begin with.
fn is_inline_tag(text: &[u8]) -> bool {
    let names = [
        "!--", "a ", "abbr", "b>", "code", "em>", "i>", "kbd", "span", "strong",
    ];
    names
        .iter()
        .any(|name| text[1..].starts_with(name.as_bytes()))
}
