//! Words of a text as stems, whatever the script: the tokens of the lexicon and of names shared between languages.
//!
//! Stemming is a prefix of five letters, which needs no knowledge of the language and folds most inflection
//! (installed, installation). Scripts written without spaces give overlapping n-grams instead.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Letters kept of a word.
const STEM: usize = 5;

/// What a token is, which decides how much it is expected on the other side of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A run of digits, of any script.
    Number,
    /// A Latin-script word with an inner capital, a digit or all capitals: a name.
    Name,
    /// Any other Latin-script word.
    Latin,
    /// A word or n-gram of another script.
    Other,
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

/// Calls `token` with the hash and class of every word of a text.
pub(super) fn scan(text: &str, mut token: impl FnMut(u64, Class)) -> Scan {
    let (mut word, mut gram) = (Word::default(), Gram::default());
    let mut identity = FxHasher::default();
    let (mut ascii, mut weights, mut letters) = (0_u32, 0.0, false);
    for c in text.chars() {
        let script = Script::of(c);
        if c.is_ascii() {
            ascii += 1;
        } else {
            weights += script.weight(c);
        }
        match script {
            Script::Digit(value) => {
                identity.write_u32(value);
                gram.clear();
                word.push_digit(value, &mut token);
            }
            Script::Latin | Script::Spaced => {
                letters = true;
                identity.write_u32(if c.is_ascii() {
                    c.to_ascii_lowercase()
                } else {
                    c
                } as u32);
                gram.clear();
                word.push(c, matches!(script, Script::Latin), &mut token);
            }
            Script::Dense(size) => {
                letters = true;
                identity.write_u32(c as u32);
                word.end(&mut token);
                if let Some(hash) = gram.push(c, size) {
                    token(hash, Class::Other);
                }
            }
            Script::None => {
                gram.clear();
                word.end(&mut token);
            }
            Script::Mark => {}
        }
    }
    word.end(&mut token);
    Scan {
        length: ascii as f32 + weights,
        identity: identity.finish(),
        letters,
    }
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
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' => Self::Latin,
            '0'..='9' => Self::Digit(c as u32 - '0' as u32),
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
    length: usize,
    latin: bool,
    digits: usize,
    letters: usize,
    capitals: usize,
}

impl Word {
    fn push(&mut self, c: char, latin: bool, token: &mut impl FnMut(u64, Class)) {
        if self.letters > 0 && self.latin != latin {
            self.end(token);
        }
        self.latin = latin;
        self.letters += 1;
        if c.is_ascii() {
            self.capitals += usize::from(c.is_ascii_uppercase());
            self.feed(c.to_ascii_lowercase());
        } else {
            self.capitals += usize::from(c.is_uppercase());
            for lower in c.to_lowercase() {
                self.feed(lower);
            }
        }
    }

    fn push_digit(&mut self, value: u32, token: &mut impl FnMut(u64, Class)) {
        if self.letters > 0 && !self.latin {
            self.end(token);
        }
        self.latin = true;
        self.digits += 1;
        // Numbers are kept whole: 2019 and 2020 are not inflections of one word.
        self.hash.write_u32('0' as u32 + value);
        self.length += 1;
    }

    fn feed(&mut self, c: char) {
        if self.length < STEM {
            self.hash.write_u32(c as u32);
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
            (_, d) if d > 0 => Class::Name,
            (n, _) if !word.latin && n < 2 => return,
            _ if !word.latin => Class::Other,
            (1, _) => return,
            (n, _) if word.capitals > 1 || (word.capitals == 1 && n > STEM * 3) => Class::Name,
            _ => Class::Latin,
        };
        token(word.hash.finish(), class);
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
    use super::{Class, scan};

    fn tokens(text: &str) -> Vec<(u64, Class)> {
        let mut all = Vec::new();
        scan(text, |hash, class| all.push((hash, class)));
        all
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(tokens("installed"), tokens("Installation"));
        assert_ne!(tokens("installed"), tokens("inspection"));
    }

    #[test]
    fn digits_of_all_scripts_are_one_number() {
        assert_eq!(tokens("2019"), tokens("２０１９"));
        assert_eq!(tokens("42"), tokens("๔๒"));
        assert_ne!(tokens("2019123"), tokens("2019124"));
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
                Class::Name,
                Class::Name
            ]
        );
    }
}
