//! The masked copy, and the methods with which dialects read it and write to it.

use std::ops::Range;

use memchr::memmem;

use super::super::diagnostics::Diagnostic;
use super::super::dialect::Extensions;
use super::super::normalize::{is_blank, is_space};
use super::mark::{DEEPEST, EDGE, FILL, LONGEST, Mark, MarkKind};

/// The state of masking; dialects add methods.
pub(super) struct Masker<'s> {
    pub body: &'s str,
    pub bytes: &'s [u8],
    pub copy: Option<Vec<u8>>,
    pub marks: Vec<Mark>,
    /// Bytes before this one are done.
    pub done: usize,
    /// Where the shortcodes begin that end open notes.
    pub note_ends: Vec<usize>,
    /// Tags and braces before this byte are text.
    pub raw_until: usize,
    /// Rows of tables before this byte were dealt with.
    pub table_end: usize,
    /// Whether a formula between double dollars was found.
    pub has_math: bool,
    /// Where the fences end that hold Markdown.
    pub directive_ends: Vec<usize>,
    /// Open containers between colons.
    pub containers: Vec<OpenContainer>,
    /// What the dialect reads.
    pub extensions: Extensions,
    /// Code blocks, as far as the passes before this one found them.
    pub code: Vec<Range<usize>>,
    /// How many more bytes may be read in vain. Limits the time that hostile input takes.
    pub budget: usize,
    /// What to warn of, and where in the body.
    pub diagnostics: Vec<(usize, Diagnostic)>,
}

/// An open container, as masking must know it.
pub(super) struct OpenContainer {
    pub colons: usize,
    /// The mark that opened it.
    pub mark: usize,
    /// Where it was opened, in bytes of the body.
    pub at: usize,
}

/// A line with something to look at.
#[derive(Clone)]
pub(super) struct Line {
    /// From its first byte to the line end, that left out.
    pub range: Range<usize>,
    /// Where the content begins, after indentation, `>` and list markers.
    pub content: usize,
    /// Whether there is a `>` before the content.
    pub quoted: bool,
    /// Whether there is a list marker before the content.
    pub listed: bool,
}

impl Masker<'_> {
    /// The line around a byte.
    pub fn line(&self, at: usize) -> Line {
        let start = memchr::memrchr(b'\n', &self.bytes[..at]).map_or(0, |n| n + 1);
        let mut end = memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |n| at + n);
        if end > start && self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        let (mut content, mut quoted, mut listed) = (start, false, false);
        loop {
            let rest = &self.bytes[content..end.max(content)];
            match rest {
                [b' ' | b'\t', ..] => content += 1,
                [b'>', ..] => (content, quoted) = (content + 1, true),
                [b'-' | b'*' | b'+', b' ' | b'\t', ..] => (content, listed) = (content + 2, true),
                [b'0'..=b'9', ..] => {
                    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
                    match rest[digits..] {
                        [b'.' | b')', b' ' | b'\t', ..] if digits <= 9 => {
                            (content, listed) = (content + digits + 2, true)
                        }
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        Line {
            range: start..end.max(content),
            content,
            quoted,
            listed,
        }
    }

    /// Where the line begins that follows the one of a byte.
    pub fn next_line(&self, at: usize) -> Option<usize> {
        memchr::memchr(b'\n', &self.bytes[at..]).map(|n| at + n + 1)
    }

    /// The range of a part of the body; `0..0` if the part is empty.
    pub fn place(&self, part: &str) -> Range<usize> {
        if part.is_empty() {
            return 0..0;
        }
        let start = part.as_ptr() as usize - self.body.as_ptr() as usize;
        start..start + part.len()
    }

    pub fn copy(&mut self) -> &mut [u8] {
        let bytes = self.bytes;
        self.copy.get_or_insert_with(|| bytes.to_vec())
    }

    /// Makes a range blank, line ends and `>` at the beginning of lines kept.
    pub fn blank(&mut self, range: Range<usize>) {
        let mut leading = false;
        for byte in &mut self.copy()[range] {
            match *byte {
                b'\n' => leading = true,
                b'\r' => {}
                b'>' | b' ' | b'\t' if leading => {}
                _ => (leading, *byte) = (false, b' '),
            }
        }
    }

    /// Fills a range inside a line.
    pub fn fill(&mut self, range: Range<usize>) {
        for byte in &mut self.copy()[range] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = FILL;
            }
        }
    }

    /// Fills a range as punctuation: a comma at both ends.
    pub fn fill_with_edges(&mut self, span: Range<usize>) {
        self.fill(span.clone());
        let copy = self.copy();
        copy[span.start] = EDGE;
        if span.len() > 2 {
            copy[span.end - 1] = EDGE;
        }
    }

    /// Notes something to warn of.
    pub fn diagnose(&mut self, at: usize, diagnostic: Diagnostic) {
        self.diagnostics.push((at, diagnostic));
    }

    /// Counts bytes that were read in vain.
    pub fn charge(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes);
    }

    /// Where the line of a byte ends, its line end left out.
    pub fn line_end(&self, at: usize) -> usize {
        let end = memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |n| at + n);
        if end > at && self.bytes[end - 1] == b'\r' {
            end - 1
        } else {
            end
        }
    }

    /// Whether a byte was masked.
    pub fn is_masked(&self, at: usize) -> bool {
        self.copy
            .as_ref()
            .is_some_and(|copy| copy[at] != self.bytes[at])
    }

    pub fn mark(&mut self, span: Range<usize>, kind: MarkKind) {
        self.marks.push(Mark { span, kind });
    }

    /// Takes a directive out: blank if it is alone on its line, else filled.
    ///
    /// After a list marker it is filled even when alone, because an empty item would lose its other blocks.
    pub fn take(&mut self, span: Range<usize>, line: &Line, alone: MarkKind, inside: MarkKind) {
        self.done = span.end;
        let is_alone = self.is_alone(&span, line);
        if is_alone && !line.listed {
            self.blank(span.clone());
        } else {
            self.fill(span.clone());
        }
        self.mark(span, if is_alone { alone } else { inside });
    }

    /// Whether nothing else is on the line, apart from what was masked before.
    pub fn is_alone(&self, span: &Range<usize>, line: &Line) -> bool {
        let now = self.copy.as_deref().unwrap_or(self.bytes);
        let before = &now[line.content..span.start.max(line.content)];
        let mut before = before.iter().filter(|b| !(line.listed && **b == FILL));
        before.all(|b| is_space(*b))
            && (span.end >= line.range.end
                || is_blank(&now[span.end..line.range.end])
                || self.only_directives(span.end, line))
    }

    /// Whether the rest of a line holds nothing but more directives of the same sort, such as includes in a row.
    pub fn only_directives(&self, from: usize, line: &Line) -> bool {
        let mut at = from;
        for _ in 0..16 {
            at += self.bytes[at..line.range.end]
                .iter()
                .take_while(|b| matches!(b, b' ' | b'\t'))
                .count();
            if at >= line.range.end {
                return true;
            }
            let Some(end) = self.directive_end(at, line.range.end) else {
                return false;
            };
            at = end;
        }
        false
    }

    /// Where a directive that begins at a byte ends, if one does.
    pub fn directive_end(&self, at: usize, limit: usize) -> Option<usize> {
        let rest = &self.bytes[at..limit];
        if rest.starts_with(b":::") {
            let close = memmem::find(&rest[3..], b":::")? + 3;
            Some(at + close + rest[close..].iter().take_while(|b| **b == b':').count())
        } else if rest.starts_with(b"[!") {
            self.balanced(at, limit)
                .filter(|_| !matches!(self.bracket_word(at, limit), ""))
        } else if rest.starts_with(b"{{") {
            self.braces_end(at, limit)
        } else {
            None
        }
    }

    /// The end of a bracketed range that begins at a byte, brackets inside counted.
    pub fn balanced(&self, at: usize, limit: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, byte) in self.bytes[at..limit.min(at + LONGEST)].iter().enumerate() {
            match byte {
                b'[' if depth == DEEPEST => return None,
                b'[' => depth += 1,
                b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + index + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
