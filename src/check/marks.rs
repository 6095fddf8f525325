//! What sorts of bytes stand in a text, found in one pass over it: checks whose trigger is not there are not run.

/// Sorts of bytes that a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    /// An ASCII digit.
    pub const DIGIT: Self = Self(1);
    /// An ASCII bracket.
    pub const BRACKET: Self = Self(1 << 1);
    /// A straight quotation mark.
    pub const QUOTE: Self = Self(1 << 2);
    /// What placeholders begin with.
    pub const PLACEHOLDER: Self = Self(1 << 3);
    /// `@`.
    pub const AT: Self = Self(1 << 4);
    /// What Markdown's marks are made of.
    pub const MARKDOWN: Self = Self(1 << 5);
    /// Any byte of a character beyond ASCII.
    pub const HIGH: Self = Self(1 << 6);
    /// A control character of ASCII.
    pub const CONTROL: Self = Self(1 << 7);
    /// An ASCII letter.
    pub const LETTER: Self = Self(1 << 8);
    /// Characters from U+00C0 to U+017F: letters of Western languages, which damaged text is made of too.
    pub const LATIN: Self = Self(1 << 9);
    /// Characters from U+0080 to U+00BF: guillemets, no-break spaces, soft hyphens.
    pub const SIGNS: Self = Self(1 << 16);
    /// A hyphen.
    pub const HYPHEN: Self = Self(1 << 17);
    /// Characters from U+2000 to U+2FFF: quotation marks, spaces, invisible characters.
    pub const PUNCTUATION: Self = Self(1 << 10);
    /// Characters from U+3000 to U+3FFF: brackets, kana.
    pub const EAST_ASIAN: Self = Self(1 << 11);
    /// Characters from U+F000 to U+FFFF: full-width forms, the replacement character.
    pub const FULL_WIDTH: Self = Self(1 << 12);
    /// Characters beyond U+0180.
    pub const FOREIGN: Self = Self(1 << 13);
    /// A colon.
    pub const COLON: Self = Self(1 << 14);
    /// `w`, which hosts of pages begin with.
    pub const W: Self = Self(1 << 15);

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What stands in some bytes of UTF-8.
    pub fn of(bytes: &[u8]) -> Self {
        Self(
            bytes
                .iter()
                .fold(0, |found, b| found | CLASSES[*b as usize]),
        )
    }

    /// Whether any of these is there.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl std::ops::BitOr for Marks {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

const CLASSES: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let class = match byte as u8 {
            b'0'..=b'9' => Marks::DIGIT,
            b'(' | b')' => Marks::BRACKET,
            b'[' | b']' => Marks::BRACKET.or(Marks::MARKDOWN),
            b'{' => Marks::BRACKET.or(Marks::PLACEHOLDER),
            b'}' => Marks::BRACKET,
            b'"' => Marks::QUOTE,
            b'%' | b'$' | b'<' => Marks::PLACEHOLDER,
            b'@' => Marks::AT,
            b'-' => Marks::HYPHEN,
            b':' => Marks::MARKDOWN.or(Marks::COLON),
            b'w' => Marks::LETTER.or(Marks::W),
            b'*' | b'`' | b'#' => Marks::MARKDOWN,
            b'a'..=b'z' | b'A'..=b'Z' => Marks::LETTER,
            0..=8 | 11..=31 | 127 => Marks::CONTROL,
            0x80..=0xc1 => Marks::HIGH,
            0xc2 => Marks::HIGH.or(Marks::SIGNS),
            0xc3..=0xc5 => Marks::HIGH.or(Marks::LATIN),
            0xe2 => Marks::HIGH.or(Marks::PUNCTUATION),
            0xe3 => Marks::HIGH.or(Marks::FOREIGN).or(Marks::EAST_ASIAN),
            0xef => Marks::HIGH.or(Marks::FULL_WIDTH),
            0xc6.. => Marks::HIGH.or(Marks::FOREIGN),
            _ => Marks(0),
        };
        table[byte] = class.0;
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_stands_in_a_text() {
        assert!(!Marks::of("plain words".as_bytes()).any(Marks::DIGIT | Marks::HIGH));
        assert!(Marks::of("a 1".as_bytes()).any(Marks::DIGIT));
        assert!(Marks::of("« a »".as_bytes()).any(Marks::SIGNS));
        assert!(Marks::of("é".as_bytes()).any(Marks::LATIN));
        assert!(Marks::of("“a”".as_bytes()).any(Marks::PUNCTUATION));
        assert!(Marks::of("「あ」".as_bytes()).any(Marks::EAST_ASIAN));
    }
}
