//! Scans JSX: where a tag or an expression in braces ends, and which attributes a tag has.
//!
//! MDX hands expressions to a parser of JavaScript. Here only strings, templates, comments and brackets are
//! known, which is enough to find the end. A quote that is not closed on its line is an apostrophe of a text.

use std::ops::Range;

/// Whether a tag opens an element, closes one, or is an element without content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagForm {
    Open,
    Close,
    Empty,
}

/// A tag. Ranges count bytes of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub form: TagForm,
    /// Empty for a fragment, `<>`.
    pub name: Range<usize>,
    pub end: usize,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    None,
    /// Quotes left out.
    Text(Range<usize>),
    /// Braces left out.
    Expression(Range<usize>),
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JsxAttribute {
    pub name: Range<usize>,
    pub value: Value,
}

/// How far a scan that failed has read; callers limit the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failed(pub usize);

/// Scans the tag that begins with the `<` at a byte; calls `each` for its attributes.
pub(super) fn tag(
    bytes: &[u8],
    at: usize,
    limit: usize,
    mut each: impl FnMut(JsxAttribute),
) -> Result<Tag, Failed> {
    let bytes = &bytes[..limit.min(bytes.len())];
    let mut cursor = Cursor { bytes, at: at + 1 };
    let closes = cursor.eat(b'/');
    let name = cursor.name();
    if bytes.get(name.start).is_some_and(u8::is_ascii_digit) {
        return Err(Failed(cursor.at));
    }
    let mut form = if closes {
        TagForm::Close
    } else {
        TagForm::Open
    };
    loop {
        let spaced = cursor.skip_space();
        match cursor.peek() {
            Some(b'>') => break,
            Some(b'/') if !closes && bytes.get(cursor.at + 1) == Some(&b'>') => {
                cursor.at += 1;
                form = TagForm::Empty;
                break;
            }
            // A fragment has no attributes.
            _ if name.is_empty() => return Err(Failed(cursor.at)),
            Some(b'{') => cursor.at = expression(bytes, cursor.at, limit)?,
            Some(byte) if spaced && is_name(byte) => each(cursor.attribute()?),
            _ => return Err(Failed(cursor.at)),
        }
    }
    let end = cursor.at + 1;
    Ok(Tag { form, name, end })
}

/// Where the expression ends that begins with the `{` at a byte.
pub(super) fn expression(bytes: &[u8], at: usize, limit: usize) -> Result<usize, Failed> {
    let bytes = &bytes[..limit.min(bytes.len())];
    // What is open: `{` for an expression, a backtick for a template.
    let mut open: Vec<u8> = Vec::new();
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        let in_template = open.last() == Some(&b'`');
        match byte {
            b'\\' => at += 1,
            b'`' if in_template => {
                open.pop();
            }
            b'$' if in_template && bytes.get(at + 1) == Some(&b'{') => {
                open.push(b'{');
                at += 1;
            }
            _ if in_template => {}
            b'{' | b'`' => open.push(*byte),
            b'}' => {
                open.pop();
                if open.is_empty() {
                    return Ok(at + 1);
                }
            }
            _ => at = skip_literal(bytes, at),
        }
        at += 1;
    }
    Err(Failed(at))
}

/// The last byte of the string or comment that begins at a byte; that byte if none does.
pub(super) fn skip_literal(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    match rest {
        [b'/', b'*', inner @ ..] => {
            memchr::memmem::find(inner, b"*/").map_or(bytes.len(), |length| at + length + 3)
        }
        // `//` after a colon belongs to an address.
        [b'/', b'/', ..] if at == 0 || bytes[at - 1] != b':' => {
            memchr::memchr(b'\n', rest).map_or(bytes.len(), |length| at + length)
        }
        [quote @ (b'"' | b'\''), ..] => string_end(bytes, at, *quote).unwrap_or(at),
        _ => at,
    }
}

/// The closing quote of a string of one line that begins at a byte.
fn string_end(bytes: &[u8], at: usize, quote: u8) -> Option<usize> {
    let mut end = at + 1;
    loop {
        match *bytes.get(end)? {
            b'\\' => end += 1,
            b'\n' => return None,
            byte if byte == quote => return Some(end),
            _ => {}
        }
        end += 1;
    }
}

/// Bytes of names: those of tags may have dots, those of attributes colons and hyphens.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'$' | b'-' | b'.' | b':' | b'@')
        || byte >= 0x80
}

struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let eats = self.peek() == Some(byte);
        self.at += usize::from(eats);
        eats
    }

    /// Skips white space; returns whether there was some.
    fn skip_space(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        self.at > start
    }

    fn name(&mut self) -> Range<usize> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| is_name(byte) && byte != b'@')
        {
            self.at += 1;
        }
        start..self.at
    }

    fn attribute(&mut self) -> Result<JsxAttribute, Failed> {
        let start = self.at;
        while self.peek().is_some_and(is_name) {
            self.at += 1;
        }
        let name = start..self.at;
        self.skip_space();
        if !self.eat(b'=') {
            // Before the next attribute there must be white space, which was just skipped.
            if self.at > name.end {
                self.at -= 1;
            }
            return Ok(JsxAttribute {
                name,
                value: Value::None,
            });
        }
        self.skip_space();
        let value = self.value()?;
        Ok(JsxAttribute { name, value })
    }

    fn value(&mut self) -> Result<Value, Failed> {
        let start = self.at;
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let length = memchr::memchr(quote, &self.bytes[start + 1..]);
                let length = length.ok_or(Failed(self.bytes.len()))?;
                self.at = start + length + 2;
                Ok(Value::Text(start + 1..start + 1 + length))
            }
            Some(b'{') => {
                self.at = expression(self.bytes, start, self.bytes.len())?;
                Ok(Value::Expression(start + 1..self.at - 1))
            }
            // Not JSX, but HTML and Vue have it.
            Some(byte) if is_name(byte) || matches!(byte, b'/' | b'#' | b'%') => {
                let plain = |b: &u8| !b.is_ascii_whitespace() && !b"\"'`=<>".contains(b);
                let length = self.bytes[start..].iter().take_while(|b| plain(b)).count();
                self.at = start + length;
                Ok(Value::Text(start..self.at))
            }
            _ => Err(Failed(start)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<usize> {
        tag(text.as_bytes(), 0, text.len(), |_| {})
            .ok()
            .map(|t| t.end)
    }

    #[test]
    fn tags_end_where_jsx_ends_them() {
        for whole in [
            "<a>",
            "</a>",
            "<>",
            "</>",
            "<Card.Body />",
            "<a href={`/x/${v ? \"}\" : '>'}`}>",
            "<a\n  b=\"1 > 2\"\n  {...rest}\n  c\n>",
            "<Tab style={{ a: { b: '}' } }} on={() => x > 1} d/>",
            "<svg:path xlink:href='#a'/>",
            "<Badge text=beta>",
        ] {
            assert_eq!(end(whole), Some(whole.len()), "{whole}");
            let longer = format!("{whole} text > {{}} ' \"");
            assert_eq!(end(&longer), Some(whole.len()), "{longer}");
        }
        for none in [
            "<http://a.b>",
            "<a@b.c>",
            "< a>",
            "<1>",
            "<a",
            "<a b=>",
            "<a {",
            "<a b='",
            "</a/>",
        ] {
            assert_eq!(end(none), None, "{none}");
        }
    }

    #[test]
    fn attributes_have_the_ranges_of_their_values() {
        let text = "<Tab label=\"a é\" on value={'x'} {...rest} d='' />";
        let mut seen = Vec::new();
        let scanned = tag(text.as_bytes(), 0, text.len(), |a| {
            let value = match a.value {
                Value::None => "-",
                Value::Text(r) | Value::Expression(r) => &text[r],
            };
            seen.push((&text[a.name], value));
        });
        assert_eq!(
            scanned.map(|t| (t.form, &text[t.name])),
            Ok((TagForm::Empty, "Tab"))
        );
        assert_eq!(
            seen,
            [("label", "a é"), ("on", "-"), ("value", "'x'"), ("d", "")]
        );
    }

    #[test]
    fn expressions_know_strings_templates_and_comments() {
        for whole in [
            "{}",
            "{/* } */}",
            "{`a ${b + `}` } }`}",
            "{ok && <p>Don't</p>}",
            "{x // }\n}",
            "{'\\'}'}",
        ] {
            assert_eq!(
                expression(whole.as_bytes(), 0, whole.len()),
                Ok(whole.len()),
                "{whole}"
            );
        }
        assert!(expression(b"{ '}", 0, 4).is_ok());
        assert!(expression(b"{ {}", 0, 4).is_err());
    }
}
