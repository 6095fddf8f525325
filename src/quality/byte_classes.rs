//! The classes of bytes in a text, found in one pass. A check whose trigger is missing does not run.

/// A set of byte classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ByteClasses(u32);

impl ByteClasses {
    /// An ASCII digit.
    pub const DIGIT: Self = Self(1);
    /// An ASCII bracket.
    pub const BRACKET: Self = Self(1 << 1);
    /// A straight quotation mark.
    pub const QUOTE: Self = Self(1 << 2);
    /// The first character of a placeholder.
    pub const PLACEHOLDER: Self = Self(1 << 3);
    /// `@`.
    pub const AT: Self = Self(1 << 4);
    /// A character of Markdown markup.
    pub const MARKDOWN: Self = Self(1 << 5);
    /// Any byte of a character beyond ASCII.
    pub const HIGH: Self = Self(1 << 6);
    /// A control character of ASCII.
    pub const CONTROL: Self = Self(1 << 7);
    /// An ASCII letter.
    pub const LETTER: Self = Self(1 << 8);
    /// Characters from U+00C0 to U+017F: letters of Western languages, which also occur in damaged text.
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
    /// `w`, the first letter of `www.`.
    pub const W: Self = Self(1 << 15);

    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes in a UTF-8 text.
    pub fn of(bytes: &[u8]) -> Self {
        Self(
            bytes
                .iter()
                .fold(0, |found, b| found | CLASSES[*b as usize]),
        )
    }

    /// Whether the set has one of these classes.
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl std::ops::BitOr for ByteClasses {
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
            b'0'..=b'9' => ByteClasses::DIGIT,
            b'(' | b')' => ByteClasses::BRACKET,
            b'[' | b']' => ByteClasses::BRACKET.or(ByteClasses::MARKDOWN),
            b'{' => ByteClasses::BRACKET.or(ByteClasses::PLACEHOLDER),
            b'}' => ByteClasses::BRACKET,
            b'"' => ByteClasses::QUOTE,
            b'%' | b'$' | b'<' => ByteClasses::PLACEHOLDER,
            b'@' => ByteClasses::AT,
            b'-' => ByteClasses::HYPHEN,
            b':' => ByteClasses::MARKDOWN.or(ByteClasses::COLON),
            b'w' => ByteClasses::LETTER.or(ByteClasses::W),
            b'*' | b'`' | b'#' => ByteClasses::MARKDOWN,
            b'a'..=b'z' | b'A'..=b'Z' => ByteClasses::LETTER,
            0..=8 | 11..=31 | 127 => ByteClasses::CONTROL,
            0x80..=0xc1 => ByteClasses::HIGH,
            0xc2 => ByteClasses::HIGH.or(ByteClasses::SIGNS),
            0xc3..=0xc5 => ByteClasses::HIGH.or(ByteClasses::LATIN),
            0xe2 => ByteClasses::HIGH.or(ByteClasses::PUNCTUATION),
            0xe3 => ByteClasses::HIGH
                .or(ByteClasses::FOREIGN)
                .or(ByteClasses::EAST_ASIAN),
            0xef => ByteClasses::HIGH.or(ByteClasses::FULL_WIDTH),
            0xc6.. => ByteClasses::HIGH.or(ByteClasses::FOREIGN),
            _ => ByteClasses(0),
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
    fn bytes_are_classified() {
        assert!(
            !ByteClasses::of("plain words".as_bytes()).any(ByteClasses::DIGIT | ByteClasses::HIGH)
        );
        assert!(ByteClasses::of("a 1".as_bytes()).any(ByteClasses::DIGIT));
        assert!(ByteClasses::of("« a »".as_bytes()).any(ByteClasses::SIGNS));
        assert!(ByteClasses::of("é".as_bytes()).any(ByteClasses::LATIN));
        assert!(ByteClasses::of("“a”".as_bytes()).any(ByteClasses::PUNCTUATION));
        assert!(ByteClasses::of("「あ」".as_bytes()).any(ByteClasses::EAST_ASIAN));
    }
}
