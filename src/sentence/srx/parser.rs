//! A pattern while it is read: its rest, and the steps that take characters off it.

/// A pattern being read.
pub(super) struct Parser<'p> {
    pub rest: &'p str,
    /// Inline flags in force, as `(?i)` sets them up to the end of the group.
    pub flags: String,
    /// Whether the pattern refers to groups.
    pub backrefs: bool,
    /// Number of open groups.
    pub depth: usize,
}

impl Parser<'_> {
    pub fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    pub fn eat(&mut self, text: &str) -> bool {
        let found = self.rest.strip_prefix(text);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    pub fn until(&mut self, end: &str) -> Result<&str, String> {
        let at = self
            .rest
            .find(end)
            .ok_or_else(|| format!("no `{end}` where one must be"))?;
        let (inside, rest) = self.rest.split_at(at);
        self.rest = &rest[end.len()..];
        Ok(inside)
    }
}
