//! How the characters of each script take part in words.

/// How a character takes part in words.
#[derive(Clone, Copy)]
pub(super) enum Script {
    Digit(u32),
    Latin,
    Spaced,
    /// Written without spaces: n-grams of so many characters.
    Dense(u8),
    /// A combining mark inside a word.
    Mark,
    None,
}

impl Script {
    /// That of a character beyond ASCII.
    pub fn of(c: char) -> Self {
        match c {
            '\0'..='\u{a9}' => Self::None,
            '×' | '÷' => Self::None,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{300}'..='\u{36f}' => Self::Mark,
            '\u{250}'..='\u{2ff}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '・' => {
                Self::None
            }
            '\u{660}'..='\u{669}' => Self::Digit(c as u32 - 0x660),
            '\u{6f0}'..='\u{6f9}' => Self::Digit(c as u32 - 0x6f0),
            '\u{966}'..='\u{96f}' => Self::Digit(c as u32 - 0x966),
            '\u{e50}'..='\u{e59}' => Self::Digit(c as u32 - 0xe50),
            '\u{ff10}'..='\u{ff19}' => Self::Digit(c as u32 - 0xff10),
            '\u{370}'..='\u{58f}' => Self::Spaced,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
                Self::Dense(3)
            }
            '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Dense(2),
            _ if c.is_alphabetic() => Self::Spaced,
            _ => Self::None,
        }
    }

    /// How many letters of an alphabet a character stands for, on average.
    pub fn weight(self, c: char) -> f32 {
        match (self, c) {
            (Self::Dense(2), '\u{3040}'..='\u{30ff}') => 1.6,
            (Self::Dense(2), '\u{ac00}'..='\u{d7a3}') => 2.2,
            (Self::Dense(2), _) => 3.0,
            (Self::Mark, _) => 0.0,
            _ => 1.0,
        }
    }
}
