//! The words of a prose text, and which of them are language rather than names or code.

/// The kind of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Begins in lower case, or its script has no case.
    Lower,
    /// Begins with a capital, all else in lower case: a word at the beginning of a sentence, or a name.
    Capital,
    /// Not a word of a language: digits, signs, identifiers, paths, abbreviations.
    Code,
}

impl Word {
    /// The kind of a word. The word must not have punctuation around it.
    pub fn of(word: &str) -> Self {
        match word.as_bytes() {
            // Nearly all words: lower-case ASCII letters after a letter.
            [first, rest @ ..] if first.is_ascii() && rest.iter().all(u8::is_ascii_lowercase) => {
                match first {
                    b'a'..=b'z' => Self::Lower,
                    b'A'..=b'Z' if !rest.is_empty() => Self::Capital,
                    _ => Self::Code,
                }
            }
            _ => Self::of_any(word),
        }
    }

    fn of_any(word: &str) -> Self {
        let mut chars = word.chars();
        let is_alphabetic = |c: &char| has_no_case(*c) || c.is_alphabetic();
        let Some(first) = chars.next().filter(is_alphabetic) else {
            return Self::Code;
        };
        let lower = |c: char| {
            matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ')
                || has_no_case(c)
                || c.is_alphabetic() && !c.is_uppercase()
                || matches!(c, '-' | '\'' | '’' | '\u{ad}')
                || is_mark(c)
        };
        if !chars.clone().all(lower) {
            return Self::Code;
        }
        if first.is_uppercase() {
            // A single letter, such as the name of a disk.
            return if chars.next().is_some() {
                Self::Capital
            } else {
                Self::Code
            };
        }
        Self::Lower
    }
}

/// Hangul syllables and Chinese characters.
fn has_no_case(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{4e00}'..='\u{9fff}')
}

/// Vowel signs, accents and joiners: parts of words that are not letters for the standard library.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e30}'..='\u{e4e}' | '\u{eb0}'..='\u{ece}' | '\u{200c}' | '\u{200d}')
}

/// The words of a text, split at white space, without punctuation around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(bare).filter(|w| !w.is_empty())
}

/// A word without the punctuation around it.
pub(super) fn bare(word: &str) -> &str {
    match word.as_bytes() {
        [b'a'..=b'z' | b'A'..=b'Z', .., b'a'..=b'z' | b'A'..=b'Z'] => word,
        _ => word.trim_matches(|c| !is_letter(c)),
    }
}

/// Whether a character is a letter or digit. The first arm makes frequent letters fast.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'à'..='ö' | 'ø'..='ÿ' => true,
        '\0'..='\u{a9}' => false,
        _ => has_no_case(c) || c.is_alphanumeric(),
    }
}

/// The longest run of words of a language with only a space between: their number, and how many are in lower case.
pub(super) fn longest_phrase(text: &str) -> (usize, usize) {
    let (mut longest, mut words, mut lower) = ((0, 0), 0, 0);
    for word in text.split(' ') {
        let bare = bare(word);
        if !word.starts_with(bare) {
            (words, lower) = (0, 0);
        }
        match Word::of(bare) {
            Word::Lower => (words, lower) = (words + 1, lower + 1),
            Word::Capital => words += 1,
            Word::Code => (words, lower) = (0, 0),
        }
        longest = longest.max((words, lower));
        if !word.ends_with(bare) {
            (words, lower) = (0, 0);
        }
    }
    longest
}

/// Whether a text has no word of a language.
pub(super) fn has_no_words(text: &str) -> bool {
    words(text).all(|word| Word::of(word) == Word::Code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_no_words() {
        assert_eq!(
            longest_phrase("Install the package NuGet.exe from C:\\bin"),
            (3, 2)
        );
        assert_eq!(longest_phrase("GET /api/v2 200 OK"), (0, 0));
        assert_eq!(longest_phrase("Clear-Host (cls, clear)"), (1, 1));
        assert!(has_no_words("3.5 GB; IPv6, x64"));
        assert!(!has_no_words("ตั้งค่า"));
        assert!(!has_no_words("設定"));
    }
}
