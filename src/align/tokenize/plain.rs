//! Nearly all words: a few letters of ASCII, which are read in one go.

use super::class::Class;
use super::stem::stem;

/// The highest bit of each byte.
const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;

/// A word of a few letters of ASCII, read in one go.
pub(super) struct Plain {
    pub bytes: [u8; Self::SIZE],
    pub length: usize,
    /// One bit a capital.
    capitals: u64,
}

impl Plain {
    pub const SIZE: usize = 16;

    /// The word that begins here, unless it is long, or digits or letters beyond ASCII are part of it.
    pub fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let mut word = [0; Self::SIZE];
        match bytes.get(at..at + Self::SIZE) {
            Some(ahead) => word.copy_from_slice(ahead),
            None => word[..bytes.len() - at].copy_from_slice(&bytes[at..]),
        }
        let (letters, capitals) = letters(u128::from_le_bytes(word));
        let length = (!letters & HIGH).trailing_zeros() as usize / 8;
        let next = word.get(length)?;
        if !next.is_ascii() || next.is_ascii_digit() || length == 0 {
            return None;
        }
        let inside = u128::MAX >> (128 - 8 * length);
        Some(Self {
            bytes: word,
            length,
            capitals: u64::from((capitals & inside).count_ones()),
        })
    }

    pub fn hash(&self) -> u64 {
        let first = u64::from_le_bytes(self.bytes[..8].try_into().unwrap_or_default());
        stem(first, self.length)
    }

    pub fn class(&self) -> Class {
        Class::of_latin(self.length, self.capitals as usize)
    }
}

/// Which bytes are letters of ASCII, and which of those are capitals: the highest bit of each.
fn letters(bytes: u128) -> (u128, u128) {
    const ONES: u128 = HIGH >> 7;
    let all = |byte: u8| ONES * u128::from(byte);
    let low = (bytes | all(0x20)) & !HIGH;
    let (from_a, beyond_z) = (low + all(0x80 - b'a'), low + all(0x80 - b'z' - 1));
    let letters = from_a & !beyond_z & !bytes & HIGH;
    (letters, letters & (!bytes << 2))
}
