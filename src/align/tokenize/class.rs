//! What a token is.

use super::stem::STEM;

/// What a token is, which decides how much it is expected on the other side of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::align) enum Class {
    /// A run of digits, of any script.
    Number,
    /// A Latin-script word with an inner capital or all capitals: a name.
    Name,
    /// Letters and digits in one word, such as an error code or a version.
    Identifier,
    /// Any other Latin-script word.
    Latin,
    /// A word or n-gram of another script.
    Other,
}

impl Class {
    /// That of a word of letters of the Latin script.
    pub(super) fn of_latin(letters: usize, capitals: usize) -> Self {
        match capitals {
            0 => Self::Latin,
            1 if letters <= STEM * 3 => Self::Latin,
            _ => Self::Name,
        }
    }
}
