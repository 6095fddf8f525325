//! Reads lines as MDX does: containers, fences, and no indented code. Lines that are indented too far are moved left.
//!
//! CommonMark reads four spaces as code. In MDX, and in HTML with `markdown="1"`, indentation only shows the nesting of
//! tags. The copy must keep its length, so the surplus spaces go to the end of the line before: its line end is
//! written further right.

use super::masker::Masker;

/// Columns that CommonMark reads as code.
const CODE: usize = 4;

/// The lines read so far.
#[derive(Default)]
pub(super) struct BlockLines {
    frames: Vec<Frame>,
    fence: Option<Fence>,
    /// The line before is text that the next one may continue.
    pub after_text: bool,
}

/// An open quote or list item: where its content begins, in the file and in the copy.
#[derive(Clone, Copy)]
struct Frame {
    quote: bool,
    column: usize,
    copied: usize,
}

/// An open fence.
struct Fence {
    byte: u8,
    length: usize,
    /// Its column in the file, and how far it was moved left.
    column: usize,
    moved: usize,
    frames: usize,
    start: usize,
}

/// What a line is.
pub(super) enum LineKind {
    Blank,
    Code,
    /// Where its content begins, and whether that may begin a block.
    Content {
        at: usize,
        begins: bool,
    },
}

impl BlockLines {
    /// Lines in a container whose content begins at a column.
    pub fn inside(column: usize) -> Self {
        let mut lines = Self::default();
        if column >= CODE {
            lines.frames.push(Frame {
                quote: false,
                column,
                copied: column,
            });
        }
        lines
    }

    /// Whether the line is in no quote and no list item.
    pub fn is_at_root(&self) -> bool {
        self.frames.is_empty()
    }

    /// Where the open fence begins, if one is open.
    pub fn open_fence(&self) -> Option<usize> {
        self.fence.as_ref().map(|fence| fence.start)
    }

    /// Reads the line of `start..end`. `is_flow` tells whether tags or an expression at a byte fill whole lines.
    pub fn line(
        &mut self,
        masker: &mut Masker<'_>,
        start: usize,
        end: usize,
        is_flow: impl FnOnce(&mut Masker<'_>, usize) -> bool,
    ) -> LineKind {
        let bytes = masker.bytes;
        let mut prefix = Prefix::new(&bytes[..end], start);
        let matched = self.matched(&mut prefix);
        let (content, _) = prefix.indent();
        if content >= end {
            self.blank_line(matched);
            return LineKind::Blank;
        }
        if let Some(fence) = self.fence.take() {
            if matched >= fence.frames {
                self.fence_line(masker, fence, prefix);
                return LineKind::Code;
            }
            masker.code.push(fence.start..start);
        }
        let rest = &bytes[content..end];
        let flow = matches!(rest, [b'<' | b'{', ..]) && is_flow(masker, content);
        let inside = matched == self.frames.len();
        let begins = flow || begins_block(rest, self.after_text && inside);
        if self.after_text && !begins {
            self.after_text = !is_underline(rest);
            // A line that lost its container's indentation, or follows a backslash, stays as it is.
            if inside && !masker.bytes[..start].trim_ascii_end().ends_with(b"\\") {
                prefix.take_indent(0);
                prefix.write(masker);
            }
            return LineKind::Content {
                at: content,
                begins,
            };
        }
        self.frames.truncate(matched);
        let at = self.containers(&mut prefix);
        self.content(masker, prefix, at, start)
    }

    /// How many of the open containers go on in the line; their markers are taken into the prefix.
    fn matched(&self, prefix: &mut Prefix<'_>) -> usize {
        for (index, frame) in self.frames.iter().enumerate() {
            let (at, column) = prefix.indent();
            let goes_on = match prefix.bytes.get(at) {
                None => !frame.quote,
                Some(byte) if frame.quote => *byte == b'>',
                Some(_) => column >= frame.column,
            };
            if !goes_on {
                return index;
            }
            if frame.quote {
                prefix.quote();
            } else if at < prefix.bytes.len() {
                prefix.base = (frame.column, frame.copied);
            }
        }
        self.frames.len()
    }

    fn blank_line(&mut self, matched: usize) {
        self.after_text = false;
        if self.fence.is_none() {
            self.frames.truncate(matched);
        }
    }

    /// A line in a fence, or the one that ends it.
    fn fence_line(&mut self, masker: &mut Masker<'_>, fence: Fence, mut prefix: Prefix<'_>) {
        let (at, column) = prefix.indent();
        let rest = prefix.bytes[at..].trim_ascii_end();
        let closes = rest.len() >= fence.length && rest.iter().all(|byte| *byte == fence.byte);
        if closes {
            prefix.take_indent(0);
            masker.code.push(fence.start..prefix.bytes.len());
            prefix.write(masker);
            return;
        }
        if fence.moved > 0 {
            prefix.take_indent(column.saturating_sub(fence.column));
            prefix.write(masker);
        }
        self.fence = Some(fence);
    }

    /// The containers that begin on a line; returns where its content begins.
    fn containers(&mut self, prefix: &mut Prefix<'_>) -> usize {
        loop {
            let (at, _) = prefix.indent();
            let rest = &prefix.bytes[at..];
            if rest.first() == Some(&b'>') {
                prefix.quote();
                let (column, copied) = prefix.base;
                self.frames.push(Frame {
                    quote: true,
                    column,
                    copied,
                });
            } else if let Some(length) = marker(rest) {
                prefix.item(length);
                let (column, copied) = prefix.base;
                self.frames.push(Frame {
                    quote: false,
                    column,
                    copied,
                });
            } else {
                return at;
            }
        }
    }

    /// The content of a line, after its containers.
    fn content(
        &mut self,
        masker: &mut Masker<'_>,
        mut prefix: Prefix<'_>,
        at: usize,
        start: usize,
    ) -> LineKind {
        let rest = &prefix.bytes[at..];
        if rest.is_empty() {
            self.after_text = false;
            prefix.write(masker);
            return LineKind::Blank;
        }
        let column = prefix.indent().1;
        let moved = prefix.take_indent(0);
        let fence = fence(rest);
        prefix.write(masker);
        if let Some((byte, length)) = fence {
            let frames = self.frames.len();
            self.after_text = false;
            self.fence = Some(Fence {
                byte,
                length,
                column,
                moved,
                frames,
                start,
            });
            return LineKind::Code;
        }
        // The next line does not continue colons, which are masked later.
        self.after_text =
            !(rest.starts_with(b":::") || rest[0] == b'#' || is_rule(rest) || is_underline(rest));
        LineKind::Content { at, begins: true }
    }
}

/// What is before the content of a line, in the file and as it will be in the copy.
struct Prefix<'b> {
    /// The bytes up to the end of the line.
    bytes: &'b [u8],
    start: usize,
    at: usize,
    column: usize,
    copy: Vec<u8>,
    copied: usize,
    /// Where the content of the innermost container begins, in the file and in the copy.
    base: (usize, usize),
}

impl<'b> Prefix<'b> {
    fn new(bytes: &'b [u8], start: usize) -> Self {
        Self {
            bytes,
            start,
            at: start,
            column: 0,
            copy: Vec::new(),
            copied: 0,
            base: (0, 0),
        }
    }

    /// Where the white space ends that comes next: the byte, and its column.
    fn indent(&self) -> (usize, usize) {
        let (mut at, mut column) = (self.at, self.column);
        while let Some(byte @ (b' ' | b'\t')) = self.bytes.get(at) {
            column = if *byte == b'\t' {
                column / 4 * 4 + 4
            } else {
                column + 1
            };
            at += 1;
        }
        (at, column)
    }

    /// Takes the white space, and moves what follows left if it is indented like code; `extra` columns are kept.
    /// Returns by how many columns.
    fn take_indent(&mut self, extra: usize) -> usize {
        let (at, column) = self.indent();
        let plain = self.copied + (column - self.column);
        let wanted = self.base.1 + extra;
        if plain < self.base.1 + CODE && extra == 0 {
            self.copy.extend_from_slice(&self.bytes[self.at..at]);
            self.copied = plain;
        } else {
            self.pad(wanted, at - self.at);
        }
        (self.at, self.column) = (at, column);
        plain.saturating_sub(self.copied)
    }

    /// White space up to a column, or with tabs a little further, in at most so many bytes.
    fn pad(&mut self, wanted: usize, room: usize) {
        let tabs = wanted.saturating_sub(self.copied) > room;
        let most = self.copy.len() + room;
        while self.copied < wanted && self.copy.len() < most {
            self.copied = if tabs {
                self.copied / 4 * 4 + 4
            } else {
                self.copied + 1
            };
            self.copy.push(if tabs { b'\t' } else { b' ' });
        }
    }

    /// Takes `>` and the space after it.
    fn quote(&mut self) {
        self.take_indent(0);
        self.take(1);
        if matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.take(1);
        }
        self.base = (self.column, self.copied);
    }

    /// Takes a list marker of some bytes and one space after it; more spaces count in the file only.
    fn item(&mut self, length: usize) {
        self.take_indent(0);
        self.take(length);
        let (at, column) = self.indent();
        if at >= self.bytes.len() {
            self.base = (self.column + 1, self.copied + 1);
            return;
        }
        if column - self.column <= CODE {
            self.take(at - self.at);
        } else {
            self.copy.push(b' ');
            self.copied += 1;
            (self.at, self.column) = (at, column);
        }
        self.base = (self.column, self.copied);
    }

    /// Takes bytes as they are.
    fn take(&mut self, length: usize) {
        for byte in &self.bytes[self.at..self.at + length] {
            let next = |column: usize| match byte {
                b'\t' => column / 4 * 4 + 4,
                _ => column + 1,
            };
            (self.column, self.copied) = (next(self.column), next(self.copied));
        }
        self.copy
            .extend_from_slice(&self.bytes[self.at..self.at + length]);
        self.at += length;
    }

    /// Writes the prefix into the copy.
    fn write(self, masker: &mut Masker<'_>) {
        let old = self.start..self.at;
        if self.copy != self.bytes[old.clone()] {
            masker.move_left(old, &self.copy);
        }
    }
}

impl Masker<'_> {
    /// Replaces what is before the content of a line; what is left over goes to the end of the line before.
    fn move_left(&mut self, old: std::ops::Range<usize>, prefix: &[u8]) {
        let before = &self.bytes[..old.start];
        let line_end: &[u8] = if before.ends_with(b"\r\n") {
            b"\r\n"
        } else {
            b"\n"
        };
        let start = old
            .start
            .saturating_sub(if before.is_empty() { 0 } else { line_end.len() });
        let length = old.end - start;
        let Some(spaces) = length.checked_sub(prefix.len() + line_end.len()) else {
            return;
        };
        let copy = &mut self.copy()[start..old.end];
        copy[..spaces].fill(b' ');
        copy[spaces..spaces + line_end.len()].copy_from_slice(line_end);
        copy[spaces + line_end.len()..].copy_from_slice(prefix);
    }
}

/// Whether a line begins another block even after a line of text.
fn begins_block(rest: &[u8], after_text: bool) -> bool {
    match rest {
        [b'>', ..] => true,
        [b'#', ..] => {
            let level = rest.iter().take_while(|byte| **byte == b'#').count();
            level <= 6 && matches!(rest.get(level), None | Some(b' ' | b'\t'))
        }
        [b':', b':', b':', ..] => true,
        _ if fence(rest).is_some() || is_rule(rest) => true,
        _ => match marker(rest) {
            Some(length) if after_text => {
                let first = length == 1 || rest.starts_with(b"1.") || rest.starts_with(b"1)");
                first && !rest[length..].trim_ascii().is_empty()
            }
            Some(_) => true,
            None => !after_text,
        },
    }
}

/// The length of the list marker that a line begins with.
fn marker(rest: &[u8]) -> Option<usize> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = match rest.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 && !is_rule(rest) => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    matches!(rest.get(length), None | Some(b' ' | b'\t')).then_some(length)
}

/// The byte and length of the fence that a line begins with.
fn fence(rest: &[u8]) -> Option<(u8, usize)> {
    let byte = *rest.first()?;
    let length = rest.iter().take_while(|b| **b == byte).count();
    let opens = matches!(byte, b'`' | b'~')
        && length >= 3
        && !(byte == b'`' && rest[length..].contains(&b'`'));
    opens.then_some((byte, length))
}

/// `***`, `- - -`
fn is_rule(rest: &[u8]) -> bool {
    let Some(first @ (b'*' | b'-' | b'_')) = rest.first() else {
        return false;
    };
    let mut count = 0;
    rest.iter().all(|byte| {
        count += usize::from(byte == first);
        byte == first || matches!(byte, b' ' | b'\t' | b'\r')
    }) && count >= 3
}

/// The line below a heading of two lines.
fn is_underline(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_end();
    !rest.is_empty() && (rest.iter().all(|b| *b == b'=') || rest.iter().all(|b| *b == b'-'))
}
