//! Which scripts and languages are written without spaces between words: one table for all stages.

/// Chinese characters, kana and bopomofo, with their punctuation and full-width forms. No space is needed around them.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3100}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}

/// Hangul, which is written with spaces between phrases rather than words: particles follow a name or number directly.
#[must_use]
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' | '\u{ffa0}'..='\u{ffdc}')
}

/// Letters of alphabets that are written without spaces between words: Thai, Lao, Tibetan, Burmese and Khmer.
#[must_use]
pub fn is_unspaced_alphabet(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Languages whose alphabets are written without spaces, so that a zero-width space shows where a line may break.
const UNSPACED_ALPHABETS: [&str; 6] = ["bo", "dz", "km", "lo", "my", "th"];

/// Whether a language uses zero-width spaces to show where a line may break.
#[must_use]
pub fn breaks_lines_with_zero_width_space(language: &str) -> bool {
    UNSPACED_ALPHABETS.contains(&language)
}

/// Whether a language is written without spaces between words, so that characters are counted instead of words.
#[must_use]
pub fn is_written_without_spaces(language: &str) -> bool {
    matches!(language, "zh" | "ja") || UNSPACED_ALPHABETS.contains(&language)
}
