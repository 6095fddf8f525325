//! Fenced code, as far as masking must know it: there are no directives in it.

use super::masker::{Line, Masker};

/// An open fence.
pub(super) struct Fence {
    byte: u8,
    length: usize,
    quoted: bool,
    indented: bool,
    /// How far it is indented (bytes).
    column: usize,
}

impl Fence {
    /// The fence a line opens, if it does.
    pub fn opened_by(masker: &Masker<'_>, line: &Line) -> Option<Self> {
        let rest = &masker.bytes[line.content..line.range.end];
        let byte = *rest.first()?;
        let length = run(rest, byte);
        let opens = matches!(byte, b'`' | b'~')
            && length >= 3
            && !(byte == b'`' && rest[length..].contains(&b'`'));
        opens.then(|| Self {
            byte,
            length,
            quoted: line.quoted,
            indented: line.content - line.range.start >= 2 && !line.quoted,
            column: line.content - line.range.start,
        })
    }

    /// Whether a line is this fence's closing line.
    pub fn closed_by(&self, masker: &Masker<'_>, line: &Line) -> bool {
        let rest = masker.bytes[line.content..line.range.end].trim_ascii_end();
        let length = run(rest, self.byte);
        // A line that is indented as code inside the fence does not close it.
        let is_deeper = line.content - line.range.start >= self.column + 4;
        length >= self.length && length == rest.len() && !line.listed && !is_deeper
    }

    /// Whether the quote or list item that holds the fence has ended before a line.
    pub fn ends_before(&self, masker: &Masker<'_>, line: &Line) -> bool {
        let flush = line.content == line.range.start
            || line.quoted && masker.bytes[line.range.start] == b'>';
        self.quoted && !line.quoted || self.indented && flush
    }
}

fn run(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().take_while(|b| **b == byte).count()
}
