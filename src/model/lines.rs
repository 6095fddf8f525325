//! The lines of a text. As in CommonMark, `\n`, `\r\n` and a lone `\r` end a line.

/// One line of a text, with the bytes it takes.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Without its end.
    pub text: &'a str,
    /// Its first byte.
    pub start: usize,
    /// The first byte of the next line.
    pub end: usize,
}

/// The lines of a text from a byte on.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    /// The lines from a byte on.
    #[must_use]
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|r| !r.is_empty())?;
        let bytes = rest.as_bytes();
        let length = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
        let line_end = match bytes[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let end = start + length + line_end;
        self.at = end;
        let text = &rest[..length];
        Some(Line { text, start, end })
    }
}
