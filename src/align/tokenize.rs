//! Words of a text as stems, whatever the script: the tokens of the lexicon and of names shared between languages.
//!
//! Stemming is a prefix of five letters, which needs no knowledge of the language and folds most inflection
//! (installed, installation). Scripts written without spaces give overlapping n-grams instead.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Letters kept of a word.
const STEM: usize = 5;
/// Bits of a hash that are left to whoever keeps it.
pub(super) const FREE: u64 = 7;

/// What a token is, which decides how much it is expected on the other side of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
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
    fn of_latin(letters: usize, capitals: usize) -> Self {
        match capitals {
            0 => Self::Latin,
            1 if letters <= STEM * 3 => Self::Latin,
            _ => Self::Name,
        }
    }
}

/// What a scan of a text finds besides its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scan {
    /// Length in letters of an alphabet: characters of dense scripts count for several.
    pub length: f32,
    /// Hash of letters and digits.
    pub identity: u64,
    /// There are letters, not just digits and signs.
    pub letters: bool,
}

/// Reads texts one after the other, with one buffer for all of them.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// Letters and digits of the text being read.
    letters: Vec<u8>,
}

impl Scanner {
    /// Calls `token` with the hash and class of every word of a text. No hash uses its lowest bits: see [`FREE`].
    pub fn scan(&mut self, text: &str, mut token: impl FnMut(u64, Class)) -> Scan {
        let mut token = |hash: u64, class| token(hash & !FREE, class);
        let (mut word, mut gram) = (Word::default(), Gram::default());
        let (mut beyond, mut weights, mut has_signs) = (0, 0.0, false);
        let (bytes, mut at, mut kept) = (text.as_bytes(), 0, 0);
        let room = bytes.len() + Plain::SIZE;
        self.letters.resize(self.letters.len().max(room), 0);
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                gram.clear();
                if !byte.is_ascii_alphanumeric() {
                    // A number or version with separators is one word, and they differ between languages.
                    if word.ends_with_digit
                        && matches!(byte, b'.' | b',')
                        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
                    {
                        at += 1;
                        continue;
                    }
                    word.end(&mut token);
                    // Texts that differ in one of these signs alone are not the same.
                    if matches!(byte, b'<' | b'>' | b'=' | b'[' | b'$') {
                        self.letters[kept] = byte;
                        kept += 1;
                        has_signs = true;
                    }
                    at += 1;
                    continue;
                }
                // Nearly all words are letters of ASCII between other signs of it.
                if word.length == 0
                    && let Some(plain) = Plain::at(bytes, at)
                {
                    self.letters[kept..kept + Plain::SIZE].copy_from_slice(&plain.bytes);
                    at += plain.length;
                    kept += plain.length;
                    if plain.length > 1 {
                        token(plain.hash(), plain.class());
                    }
                    continue;
                }
                word.push_ascii(byte, &mut token);
                self.letters[kept] = byte;
                (at, kept) = (at + 1, kept + 1);
                continue;
            }
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let end = at + c.len_utf8();
            let script = Script::of(c);
            beyond += end - at;
            weights += script.weight(c);
            match script {
                Script::Digit(value) => {
                    self.letters[kept] = b'0' + value as u8;
                    kept += 1;
                    gram.clear();
                    word.push_digit(value, &mut token);
                }
                Script::Latin | Script::Spaced | Script::Dense(_) => {
                    self.letters[kept..kept + end - at].copy_from_slice(&bytes[at..end]);
                    kept += end - at;
                    if let Script::Dense(size) = script {
                        word.end(&mut token);
                        if let Some(hash) = gram.push(c, size) {
                            token(hash, Class::Other);
                        }
                    } else {
                        gram.clear();
                        word.push(c, matches!(script, Script::Latin), &mut token);
                    }
                }
                Script::None => {
                    gram.clear();
                    word.end(&mut token);
                }
                Script::Mark => {}
            }
            at = end;
        }
        word.end(&mut token);
        let letters = &mut self.letters[..kept];
        letters.make_ascii_lowercase();
        let mut identity = FxHasher::default();
        identity.write(letters);
        Scan {
            length: (bytes.len() - beyond) as f32 + weights,
            identity: identity.finish(),
            letters: !letters
                .iter()
                .all(|b| b.is_ascii_digit() || has_signs && b.is_ascii_punctuation()),
        }
    }
}

/// A word of a few letters of ASCII, read in one go.
struct Plain {
    bytes: [u8; Self::SIZE],
    length: usize,
    /// One bit a capital.
    capitals: u64,
}

impl Plain {
    const SIZE: usize = 16;

    /// The word that begins here, unless it is long, or digits or letters beyond ASCII are part of it.
    fn at(bytes: &[u8], at: usize) -> Option<Self> {
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

    fn hash(&self) -> u64 {
        let first = u64::from_le_bytes(self.bytes[..8].try_into().unwrap_or_default());
        stem(first, self.length)
    }

    fn class(&self) -> Class {
        Class::of_latin(self.length, self.capitals as usize)
    }
}

/// Hash of the stem of a word of ASCII that begins with these bytes.
fn stem(first: u64, length: usize) -> u64 {
    let letters = first & u64::MAX >> (64 - 8 * length.min(STEM));
    let folded = letters | 0x2020_2020_2020_2020;
    let mixed = u128::from(folded ^ SALT).wrapping_mul(u128::from(MIX));
    mixed as u64 ^ (mixed >> 64) as u64
}

const SALT: u64 = 0x243f_6a88_85a3_08d3;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
/// The highest bit of each byte.
const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;

/// Which bytes are letters of ASCII, and which of those are capitals: the highest bit of each.
fn letters(bytes: u128) -> (u128, u128) {
    const ONES: u128 = HIGH >> 7;
    let all = |byte: u8| ONES * u128::from(byte);
    let low = (bytes | all(0x20)) & !HIGH;
    let (from_a, beyond_z) = (low + all(0x80 - b'a'), low + all(0x80 - b'z' - 1));
    let letters = from_a & !beyond_z & !bytes & HIGH;
    (letters, letters & (!bytes << 2))
}

/// How a character takes part in words.
#[derive(Clone, Copy)]
enum Script {
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
    fn of(c: char) -> Self {
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
    fn weight(self, c: char) -> f32 {
        match (self, c) {
            (Self::Dense(2), '\u{3040}'..='\u{30ff}') => 1.6,
            (Self::Dense(2), '\u{ac00}'..='\u{d7a3}') => 2.2,
            (Self::Dense(2), _) => 3.0,
            (Self::Mark, _) => 0.0,
            _ => 1.0,
        }
    }
}

/// The word being read.
#[derive(Default)]
struct Word {
    hash: FxHasher,
    /// The letters of the stem, as far as they are of ASCII.
    first: u64,
    /// There are others among them.
    beyond: bool,
    length: usize,
    latin: bool,
    digits: usize,
    letters: usize,
    capitals: usize,
    ends_with_digit: bool,
}

impl Word {
    fn push(&mut self, c: char, latin: bool, token: &mut impl FnMut(u64, Class)) {
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

    fn push_ascii(&mut self, byte: u8, token: &mut impl FnMut(u64, Class)) {
        match byte {
            b'0'..=b'9' => self.push_digit(u32::from(byte - b'0'), token),
            _ => self.push(char::from(byte), true, token),
        }
    }

    fn push_digit(&mut self, value: u32, token: &mut impl FnMut(u64, Class)) {
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

    fn end(&mut self, token: &mut impl FnMut(u64, Class)) {
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

/// The last characters of a run of text written without spaces.
#[derive(Default)]
struct Gram {
    last: [u32; 2],
    seen: u8,
}

impl Gram {
    fn clear(&mut self) {
        self.seen = 0;
    }

    fn push(&mut self, c: char, size: u8) -> Option<u64> {
        let full = self.seen + 1 >= size;
        let gram = full.then(|| {
            let mut hash = FxHasher::default();
            if size == 3 {
                hash.write_u32(self.last[0]);
            }
            hash.write_u32(self.last[1]);
            hash.write_u32(c as u32);
            hash.finish()
        });
        self.last = [self.last[1], c as u32];
        self.seen = (self.seen + 1).min(size - 1);
        gram
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Scanner};

    fn tokens(text: &str) -> Vec<(u64, Class)> {
        let mut all = Vec::new();
        Scanner::default().scan(text, |hash, class| all.push((hash, class)));
        all
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(tokens("installed"), tokens("Installation"));
        assert_ne!(tokens("installed"), tokens("inspection"));
    }

    #[test]
    fn a_stem_is_the_same_however_long_the_word_and_whatever_follows() {
        let stem = tokens("config")[0].0;
        for word in [
            "Configuration",
            "configuratiebestanden",
            "config",
            "CONFIGuré",
        ] {
            assert_eq!(tokens(word)[0].0, stem, "{word}");
            assert_eq!(tokens(&format!("{word}. The end of a line"))[0].0, stem);
        }
        assert_ne!(tokens("config2")[0].0, stem);
    }

    #[test]
    fn identity_heeds_letters_and_digits_only() {
        let identity = |text: &str| Scanner::default().scan(text, |_, _| ()).identity;
        assert_eq!(identity("Power-House: 7."), identity("powerhouse 7"));
        assert_eq!(identity("温度 7"), identity("温度７"));
        assert_ne!(identity("powerhouse 7"), identity("powerhouse 8"));
        assert_ne!(identity("温度"), identity("温"));
    }

    #[test]
    fn digits_of_all_scripts_are_one_number() {
        assert_eq!(tokens("2019"), tokens("２０１９"));
        assert_eq!(tokens("42"), tokens("๔๒"));
        assert_ne!(tokens("2019123"), tokens("2019124"));
    }

    #[test]
    fn a_number_is_one_word_whatever_separates_its_digits() {
        assert_eq!(tokens("5.1"), tokens("5,1"));
        assert_eq!(tokens("1,000 v3.6"), tokens("1000 v3.6"));
        assert_ne!(tokens("v3.6"), tokens("v3.5"));
        assert_eq!(tokens("1. 2, 3").len(), 3);
    }

    #[test]
    fn scripts_without_spaces_give_bigrams_or_trigrams() {
        assert_eq!(tokens("温度感应").len(), 3);
        assert_eq!(tokens("温度。感应").len(), 2);
        assert_eq!(tokens("อุณหภูมิ").len(), 6);
    }

    #[test]
    fn names_are_told_from_words() {
        let classes: Vec<_> = tokens("Open PowerHouse 7 v2 API")
            .into_iter()
            .map(|t| t.1)
            .collect();
        assert_eq!(
            classes,
            [
                Class::Latin,
                Class::Name,
                Class::Number,
                Class::Identifier,
                Class::Name
            ]
        );
    }
}
