//! Reads lines as MDX does: containers, fences, and no indented code. Lines that are indented too far are moved left.
//!
//! CommonMark reads four spaces as code. In MDX, and in HTML with `markdown="1"`, indentation only shows the nesting of
//! tags. The copy must keep its length, so the surplus spaces go to the end of the line before: its line end is
//! written further right.

mod line_starts;
mod prefix;

use self::line_starts::{begins_block, fence, is_rule, is_underline, marker};
use self::prefix::{CODE, Prefix};
use super::masker::Masker;

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
