//! Words of a text as stems, whatever the script: the tokens of the lexicon and of names shared between languages.
//!
//! Stemming is a prefix of five letters, which needs no knowledge of the language and folds most inflection
//! (installed, installation). Scripts written without spaces give overlapping n-grams instead.

mod class;
mod gram;
mod plain;
mod script;
mod stem;
mod word;

use std::hash::Hasher;

use rustc_hash::FxHasher;

pub(super) use self::class::Class;

use self::gram::Gram;
use self::plain::Plain;
use self::script::Script;
use self::word::Word;

/// Bits of a hash that are left to whoever keeps it.
pub(super) const FREE: u64 = 7;

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
