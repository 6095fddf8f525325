//! MDX: tags, expressions in braces, comments and JavaScript are masked, and what is between them is Markdown.
//!
//! MDX has neither HTML blocks nor indented code. Tags that fill lines become thematic breaks, which end paragraphs and
//! lists as those tags do. Tags in a line become [`super::FILL`] between two commas, because emphasis beside a tag needs
//! punctuation there.

mod expressions;
mod pieces;

use std::ops::Range;

use self::pieces::{Piece, PieceKind};
use super::super::diagnostics::Diagnostic;
use super::super::jsx_scan::TagForm;
use super::block_lines::{BlockLines, LineKind};
use super::mark::MarkKind;
use super::masker::Masker;

/// How far the dollars of a formula are looked for (bytes).
const LONGEST_FORMULA: usize = 500;
/// How many open elements a closing tag is compared with.
const REACH: usize = 64;
/// HTML elements without content, which need no closing tag.
const VOID: [&[u8]; 12] = [
    b"br", b"hr", b"img", b"input", b"link", b"meta", b"area", b"base", b"col", b"embed",
    b"source", b"wbr",
];

/// The state of the pass.
#[derive(Default)]
struct Mdx {
    lines: BlockLines,
    /// Where the paragraph ends that was looked at last.
    paragraph_end: usize,
    /// Whether the paragraph holds nothing but elements; each of them is a unit then.
    only_elements: bool,
    /// Open elements: their name, and where they begin.
    open: Vec<(Range<usize>, usize)>,
}

impl Mdx {
    /// Whether a line that begins now may be JavaScript.
    fn may_be_esm(&self, after_flow: bool) -> bool {
        self.lines.is_at_root()
            && self.lines.open_fence().is_none()
            && (after_flow || !self.lines.after_text)
    }
}

impl Masker<'_> {
    /// Masks the JSX of the whole body.
    pub(super) fn mdx(&mut self) {
        let mut mdx = Mdx::default();
        let (mut at, mut after_flow) = (0, true);
        while at < self.bytes.len() {
            let end = self.line_end(at);
            if at != end
                && mdx.may_be_esm(after_flow)
                && let Some(end) = self.esm(at)
            {
                (at, after_flow) = (end, true);
                continue;
            }
            let mut flow = Vec::new();
            let kind = mdx.lines.line(self, at, end, |masker, at| {
                flow = masker.flow(at);
                !flow.is_empty()
            });
            after_flow = false;
            let reached = match kind {
                LineKind::Blank | LineKind::Code => end,
                LineKind::Content { at, begins } => {
                    if flow.is_empty() && begins && matches!(self.bytes[at], b'<' | b'{') {
                        flow = self.flow(at);
                    }
                    if flow.is_empty() {
                        self.jsx_in_text(&mut mdx, at, end, begins)
                    } else {
                        (mdx.lines.after_text, after_flow) = (false, true);
                        self.mask_flow(&mut mdx, flow)
                    }
                }
            };
            at = self.next_line(reached).unwrap_or(self.bytes.len());
        }
        if let Some(start) = mdx.lines.open_fence() {
            self.code.push(start..self.bytes.len());
        }
        for (_, at) in mdx.open {
            self.diagnose(at, Diagnostic::UnclosedElement);
        }
    }

    /// Masks pieces that fill lines; returns where they end.
    fn mask_flow(&mut self, mdx: &mut Mdx, pieces: Vec<Piece>) -> usize {
        let mut end = 0;
        for (index, piece) in pieces.into_iter().enumerate() {
            self.blank(piece.span.clone());
            if index == 0 && piece.span.len() >= 3 {
                let start = piece.span.start;
                self.copy()[start..start + 3].copy_from_slice(b"___");
            }
            end = piece.span.end;
            self.follow(mdx, &piece);
            self.mark_flow(piece);
        }
        end
    }

    fn mark_flow(&mut self, piece: Piece) {
        let span = piece.span;
        match piece.kind {
            PieceKind::Tag(_) => self.mark(span, MarkKind::Tag { splits: true }),
            PieceKind::Whole => self.mark(span, MarkKind::Element),
            PieceKind::Expression => self.flow_expression(span),
        }
    }

    /// Masks JSX in a line of text. It may reach over line ends up to the end of the paragraph; returns how far.
    fn jsx_in_text(&mut self, mdx: &mut Mdx, at: usize, end: usize, begins: bool) -> usize {
        if at >= mdx.paragraph_end {
            mdx.paragraph_end = self.paragraph_end(at);
            mdx.only_elements = false;
        }
        if begins {
            mdx.only_elements =
                self.bytes[at] == b'<' && self.is_only_elements(at, mdx.paragraph_end);
        }
        let (mut at, mut end) = (at, end);
        let depth = mdx.open.len();
        while at < end {
            let Some(found) = memchr::memchr3(b'`', b'<', b'{', &self.bytes[at..end]) else {
                break;
            };
            at += found;
            let next = self.jsx_at(mdx, at, depth);
            if next > end {
                end = self.line_end(next);
            }
            at = next;
        }
        end
    }

    /// Masks what begins at a backtick, `<` or `{`, if it is JSX; returns where to go on.
    fn jsx_at(&mut self, mdx: &mut Mdx, at: usize, depth: usize) -> usize {
        let limit = mdx.paragraph_end;
        let escapes = self.bytes[..at]
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        if self.bytes[at] == b'`' {
            return self.code_span_end(at, limit);
        }
        if escapes % 2 == 1 {
            return at + 1;
        }
        if self.bytes[at..].starts_with(b"<!--") {
            let close = memchr::memmem::find(&self.bytes[at..limit], b"-->");
            return close.map_or(at + 4, |length| at + length + 3);
        }
        // `{#id}` after a heading is an attribute list.
        if self.bytes[at..].starts_with(b"{#") {
            return at + 2;
        }
        if self.bytes[at] == b'{' && self.is_in_formula(at) {
            return at + 1;
        }
        let Some(piece) = self.piece(at, limit) else {
            if self.bytes[at] == b'<' && self.bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
            {
                self.diagnose(at, Diagnostic::UnclosedTag);
            }
            return at + 1;
        };
        let end = piece.span.end;
        let outer = mdx.open.len() <= depth;
        self.follow(mdx, &piece);
        let outer = outer || mdx.open.len() <= depth;
        let name = &self.bytes[piece.name.clone()];
        let component = name.first().is_some_and(u8::is_ascii_uppercase);
        self.fill_with_edges(piece.span.clone());
        match piece.kind {
            PieceKind::Tag(_) => {
                let splits = mdx.only_elements && outer && component;
                self.mark(piece.span, MarkKind::Tag { splits });
            }
            PieceKind::Whole => self.mark(piece.span, MarkKind::Hidden),
            PieceKind::Expression => self.expression_in_text(piece.span),
        }
        end
    }

    /// Whether a brace follows a letter, `_` or `^` between two dollars on its line, as in `$\\frac{a}{b}$`.
    fn is_in_formula(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.bytes[at]);
        let argument = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'^' | b'}');
        if !before.is_some_and(argument) {
            return false;
        }
        let line = &self.bytes[at.saturating_sub(LONGEST_FORMULA)..at];
        let line = line
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let end = self.bytes.len().min(at + LONGEST_FORMULA);
        let rest = self.bytes[at..end].split(|byte| *byte == b'\n').next();
        line.contains(&b'$') && rest.is_some_and(|rest| rest.contains(&b'$'))
    }

    /// Keeps the list of open elements; warns of those that are never closed.
    fn follow(&mut self, mdx: &mut Mdx, piece: &Piece) {
        let name = &self.bytes[piece.name.clone()];
        match piece.kind {
            PieceKind::Tag(TagForm::Open) if !VOID.contains(&name) => {
                mdx.open.push((piece.name.clone(), piece.span.start));
            }
            PieceKind::Tag(TagForm::Close) => {
                let found = mdx.open.iter().rev().take(REACH);
                let found = found
                    .clone()
                    .position(|(open, _)| self.bytes[open.clone()] == *name);
                let Some(found) = found else {
                    self.diagnose(piece.span.start, Diagnostic::UnopenedElement);
                    return;
                };
                for _ in 0..found {
                    if let Some((_, at)) = mdx.open.pop() {
                        self.diagnose(at, Diagnostic::UnclosedElement);
                    }
                }
                mdx.open.pop();
            }
            _ => {}
        }
    }

    /// The next blank line, or the end.
    fn paragraph_end(&self, at: usize) -> usize {
        let mut line = at;
        loop {
            let end = self.line_end(line);
            let text = self.bytes[line..end].iter();
            if line > at
                && text
                    .clone()
                    .all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'>'))
            {
                return line;
            }
            match self.next_line(end) {
                Some(next) => line = next,
                None => return self.bytes.len(),
            }
        }
    }
}
