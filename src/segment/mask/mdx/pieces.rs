//! Pieces of JSX: tags, expressions, and elements whose content is not text.

use std::ops::Range;

use crate::segment::jsx_scan::{self, TagForm};
use crate::segment::mask::masker::Masker;

/// Maximum length of a tag or an expression that fills lines (bytes).
const LONGEST_FLOW: usize = 1 << 16;
/// Elements whose content is not text.
const WITHOUT_TEXT: [&[u8]; 8] = [
    b"script",
    b"style",
    b"pre",
    b"svg",
    b"math",
    b"template",
    b"textarea",
    b"head",
];

/// What a piece of JSX is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    Tag(TagForm),
    Expression,
    /// An element whose content is not text, such as `<style>`.
    Whole,
}

/// A piece of JSX and its bytes.
pub(super) struct Piece {
    pub span: Range<usize>,
    pub kind: PieceKind,
    /// The name of the tag.
    pub name: Range<usize>,
}

impl Masker<'_> {
    /// The tags and expressions that fill the lines from a byte on; none if there is text too.
    pub(super) fn flow(&mut self, start: usize) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let limit = self.bytes.len().min(start + LONGEST_FLOW);
        let mut at = start;
        loop {
            match self.bytes.get(at) {
                None | Some(b'\n') => return pieces,
                Some(b' ' | b'\t' | b'\r') => at += 1,
                Some(b'<' | b'{') => {
                    let Some(piece) = self.piece(at, limit) else {
                        break;
                    };
                    at = piece.span.end;
                    pieces.push(piece);
                }
                Some(_) => break,
            }
        }
        self.charge(at - start);
        Vec::new()
    }

    /// The tag or expression at a byte. An element whose content is not text is taken as a whole.
    pub(super) fn piece(&mut self, at: usize, limit: usize) -> Option<Piece> {
        if self.budget == 0 {
            return None;
        }
        let scanned = if self.bytes[at] == b'{' {
            jsx_scan::expression(self.bytes, at, limit).map(|end| Piece {
                span: at..end,
                kind: PieceKind::Expression,
                name: at..at,
            })
        } else {
            jsx_scan::tag(self.bytes, at, limit, |_| {}).map(|tag| Piece {
                span: at..tag.end,
                kind: PieceKind::Tag(tag.form),
                name: tag.name,
            })
        };
        match scanned {
            Ok(mut piece) => {
                self.take_whole(&mut piece, limit);
                Some(piece)
            }
            Err(failed) => {
                self.charge(failed.0 - at);
                None
            }
        }
    }

    /// Stretches the tag of an element whose content is not text to the end of the element.
    fn take_whole(&mut self, piece: &mut Piece, limit: usize) {
        let name = &self.bytes[piece.name.clone()];
        let holds_none = WITHOUT_TEXT.contains(&name);
        if piece.kind != PieceKind::Tag(TagForm::Open) || !holds_none || self.budget == 0 {
            return;
        }
        let close = [b"</", name, b">"].concat();
        let from = piece.span.end;
        match memchr::memmem::find(&self.bytes[from..limit], &close) {
            Some(length) => {
                piece.span.end = from + length + close.len();
                piece.kind = PieceKind::Whole;
            }
            None => self.charge(limit - from),
        }
    }

    /// Whether a paragraph holds only elements and white space outside of them.
    pub(super) fn is_only_elements(&mut self, start: usize, end: usize) -> bool {
        if self.budget == 0 {
            return false;
        }
        let text = self.text_outside_elements(start, end);
        self.charge(text.unwrap_or(end) - start);
        text.is_none()
    }

    /// The first byte of a paragraph that is text and in no element.
    fn text_outside_elements(&mut self, start: usize, end: usize) -> Option<usize> {
        let (mut at, mut depth) = (start, 0_usize);
        while at < end {
            match self.bytes[at] {
                b'<' | b'{' => {
                    let Some(piece) = self.piece(at, end) else {
                        return Some(at);
                    };
                    match piece.kind {
                        PieceKind::Tag(TagForm::Open) => depth += 1,
                        PieceKind::Tag(TagForm::Close) => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    at = piece.span.end;
                }
                b'`' if depth > 0 => at = self.code_span_end(at, end),
                b' ' | b'\t' | b'\r' | b'\n' | b'>' => at += 1,
                _ if depth == 0 => return Some(at),
                _ => at += 1,
            }
        }
        None
    }

    /// Where the code span ends that begins with a backtick; behind the backticks if it is none.
    pub(super) fn code_span_end(&mut self, at: usize, limit: usize) -> usize {
        let run = |at: usize| self.bytes[at..].iter().take_while(|b| **b == b'`').count();
        let length = run(at);
        let start = at + length;
        if self.budget == 0 {
            return start;
        }
        let mut next = start;
        while let Some(found) = memchr::memchr(b'`', &self.bytes[next..limit.max(next)]) {
            let tick = next + found;
            let found = run(tick);
            next = tick + found;
            if found == length {
                return next;
            }
        }
        self.charge(limit.saturating_sub(start));
        start
    }
}
