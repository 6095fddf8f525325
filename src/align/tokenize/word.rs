//! The word that is being read, of any script written with spaces.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::class::Class;
use super::stem::{STEM, stem};

/// The word being read.
#[derive(Default)]
pub(super) struct Word {
    hash: FxHasher,
    /// The letters of the stem, as far as they are of ASCII.
    first: u64,
    /// There are others among them.
    beyond: bool,
    pub length: usize,
    latin: bool,
    digits: usize,
    letters: usize,
    capitals: usize,
    pub ends_with_digit: bool,
}

impl Word {
    pub fn push(&mut self, c: char, latin: bool, token: &mut impl FnMut(u64, Class)) {
        if self.letters > 0 && self.latin != latin {
            self.end(token);
        }
        self.latin = latin;
        self.ends_with_digit = false;
        self.letters += 1;
        self.capitals += usize::from(c.is_uppercase());
        for lower in c.to_lowercase() {
            self.feed(lower);
        }
    }

    pub fn push_ascii(&mut self, byte: u8, token: &mut impl FnMut(u64, Class)) {
        match byte {
            b'0'..=b'9' => self.push_digit(u32::from(byte - b'0'), token),
            _ => self.push(char::from(byte), true, token),
        }
    }

    pub fn push_digit(&mut self, value: u32, token: &mut impl FnMut(u64, Class)) {
        if self.letters > 0 && !self.latin {
            self.end(token);
        }
        self.latin = true;
        self.ends_with_digit = true;
        self.digits += 1;
        // Numbers are kept whole: 2019 and 2020 are not inflections of one word.
        self.hash.write_u32('0' as u32 + value);
        self.length += 1;
    }

    fn feed(&mut self, c: char) {
        if self.length < STEM {
            self.hash.write_u32(c as u32);
            match u8::try_from(c) {
                Ok(byte) if byte.is_ascii() => self.first |= u64::from(byte) << (8 * self.length),
                _ => self.beyond = true,
            }
        }
        self.length += 1;
    }

    pub fn end(&mut self, token: &mut impl FnMut(u64, Class)) {
        if self.length == 0 {
            return;
        }
        let word = std::mem::take(self);
        let class = match (word.letters, word.digits) {
            (0, _) => Class::Number,
            (_, d) if d > 0 => Class::Identifier,
            (n, _) if !word.latin && n < 2 => return,
            _ if !word.latin => Class::Other,
            (1, _) => return,
            (letters, _) => Class::of_latin(letters, word.capitals),
        };
        let hash = match word.digits == 0 && !word.beyond {
            true => stem(word.first, word.length),
            false => word.hash.finish(),
        };
        token(hash, class);
    }
}
