//! Characters and classes of ICU's dialect in that of the engines: escapes, property names, set operations.

use super::parser::Parser;

impl Parser<'_> {
    /// An escape that stands for one character or a set of them, behind its backslash.
    pub(super) fn character(&mut self) -> Result<String, String> {
        let c = self.next().ok_or("a `\\` ends the pattern")?;
        Ok(match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 't' | 'n' | 'r' | 'f' | 'a' => format!("\\{c}"),
            'e' => r"\x1B".into(),
            'h' => format!("[{BLANKS}]"),
            'H' => format!("[^{BLANKS}]"),
            'v' => format!("[{LINE_ENDS}]"),
            'V' => format!("[^{LINE_ENDS}]"),
            'p' | 'P' => {
                let name = if self.eat("{") {
                    self.until("}")?.to_owned()
                } else {
                    self.next().ok_or("unfinished property")?.to_string()
                };
                property(c, &name)
            }
            'x' if self.eat("{") => hex(self.until("}")?)?,
            'x' => self.hex_digits(2)?,
            'u' => self.hex_digits(4)?,
            'U' => self.hex_digits(8)?,
            '0' => {
                let end = self
                    .rest
                    .find(|c| !('0'..='7').contains(&c))
                    .unwrap_or(self.rest.len());
                let (octal, rest) = self.rest.split_at(end.min(3));
                self.rest = rest;
                code_point(u32::from_str_radix(octal, 8).unwrap_or(0))?
            }
            c if c.is_ascii_alphanumeric() => return Err(format!("`\\{c}` is not supported")),
            c => literal(c),
        })
    }

    fn hex_digits(&mut self, most: usize) -> Result<String, String> {
        let len = self
            .rest
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let (digits, rest) = self.rest.split_at(len);
        self.rest = rest;
        hex(digits)
    }

    /// A class, behind its opening bracket.
    pub(super) fn class(&mut self) -> Result<String, String> {
        let mut out = String::from("[");
        let mut depth = 1;
        // Behind a set, such as `\d`, a hyphen spans nothing.
        let mut behind_set;
        let mut is_set = false;
        if self.eat("^") {
            out.push('^');
        }
        while depth > 0 {
            (behind_set, is_set) = (is_set, false);
            match self.next().ok_or("no `]` where one must be")? {
                '[' if self.rest.starts_with(':') && self.rest.contains(":]") => {
                    self.next();
                    let negated = self.eat("^");
                    let name = self.until(":]")?.to_owned();
                    out.push_str(&property(if negated { 'P' } else { 'p' }, &name));
                }
                '[' => {
                    depth += 1;
                    out.push('[');
                    if self.eat("^") {
                        out.push('^');
                    }
                }
                ']' => {
                    depth -= 1;
                    out.push(']');
                }
                '\\' if self.eat("Q") => {
                    let quoted = self.until(r"\E")?.to_owned();
                    quoted.chars().for_each(|c| out.push_str(&literal(c)));
                }
                '\\' if self.eat("b") => out.push_str(r"\x08"),
                '\\' => {
                    let escaped = self.character()?;
                    is_set = match escaped.as_bytes() {
                        [b'\\', kind, ..] => b"dDwWsSpP".contains(kind),
                        [first, ..] => *first == b'[',
                        [] => false,
                    };
                    out.push_str(&escaped);
                }
                '&' if self.eat("&") => out.push_str("&&"),
                '-' if self.rest.starts_with("-[") => {
                    self.next();
                    out.push_str("--");
                }
                '-' if behind_set || self.rest.starts_with(']') || out.ends_with(['[', '^']) => {
                    out.push_str(r"\-");
                }
                '-' => out.push('-'),
                c => out.push_str(&literal(c)),
            }
        }
        Ok(out)
    }
}

const BLANKS: &str = r"\t\p{Zs}";
pub(super) const LINE_ENDS: &str = r"\n\x0B\f\r\x{85}\x{2028}\x{2029}";

/// A character that stands for itself.
pub(super) fn literal(c: char) -> String {
    regex_syntax::escape(c.encode_utf8(&mut [0; 4]))
}

fn hex(digits: &str) -> Result<String, String> {
    code_point(u32::from_str_radix(digits, 16).map_err(|_| format!("`{digits}` is no code point"))?)
}

fn code_point(code: u32) -> Result<String, String> {
    let c = char::from_u32(code).ok_or_else(|| format!("U+{code:04X} is no character"))?;
    Ok(literal(c))
}

/// A property under the name that the engines know it by.
fn property(p: char, name: &str) -> String {
    let (p, name) = match name.strip_prefix('^') {
        Some(name) => (if p == 'p' { 'P' } else { 'p' }, name),
        None => (p, name),
    };
    let known = match name {
        "alpha" | "Alpha" | "javaLetter" | "javaAlphabetic" => "Alphabetic",
        "upper" | "Upper" | "javaUpperCase" => "Uppercase",
        "lower" | "Lower" | "javaLowerCase" => "Lowercase",
        "digit" | "Digit" | "javaDigit" => "Nd",
        "punct" | "Punct" => "P",
        "space" | "Space" | "javaWhitespace" => "White_Space",
        "alnum" | "Alnum" => {
            return format!(
                "[{}]",
                if p == 'p' {
                    r"\p{Alphabetic}\p{Nd}"
                } else {
                    r"^\p{Alphabetic}\p{Nd}"
                }
            );
        }
        "ASCII" => {
            return if p == 'p' {
                r"[\x00-\x7F]".into()
            } else {
                r"[^\x00-\x7F]".into()
            };
        }
        name => name.strip_prefix("In").unwrap_or(name),
    };
    format!("\\{p}{{{known}}}")
}
