//! What is before the content of a line: white space, marks of quotes and of list items.

use crate::segment::mask::masker::Masker;

/// Columns that CommonMark reads as code.
pub(super) const CODE: usize = 4;

/// What is before the content of a line, in the file and as it will be in the copy.
pub(super) struct Prefix<'b> {
    /// The bytes up to the end of the line.
    pub bytes: &'b [u8],
    start: usize,
    at: usize,
    column: usize,
    copy: Vec<u8>,
    copied: usize,
    /// Where the content of the innermost container begins, in the file and in the copy.
    pub base: (usize, usize),
}

impl<'b> Prefix<'b> {
    pub fn new(bytes: &'b [u8], start: usize) -> Self {
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
    pub fn indent(&self) -> (usize, usize) {
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
    pub fn take_indent(&mut self, extra: usize) -> usize {
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
    pub fn quote(&mut self) {
        self.take_indent(0);
        self.take(1);
        if matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
            self.take(1);
        }
        self.base = (self.column, self.copied);
    }

    /// Takes a list marker of some bytes and one space after it; more spaces count in the file only.
    pub fn item(&mut self, length: usize) {
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
    pub fn write(self, masker: &mut Masker<'_>) {
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
