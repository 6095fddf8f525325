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

/// Whether a character can change how a terminal or a log shows the text around it: controls, line separators, and marks
/// and overrides of the text direction.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A text in which unprintable characters are escaped as in `\u{202e}`, so that it stays on one line and cannot control a
/// terminal or a build log.
#[must_use]
pub fn printable(text: &str) -> String {
    if !text.contains(is_unprintable) {
        return text.to_owned();
    }
    let escape = |c: char| {
        let escaped = is_unprintable(c).then(|| c.escape_default());
        let kept = (!is_unprintable(c)).then_some(c);
        escaped.into_iter().flatten().chain(kept)
    };
    text.chars().flat_map(escape).collect()
}

/// The lines of a message, printable each, and indented from the second on, so that none of them is a command to a build
/// log.
#[must_use]
pub fn printable_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    lines.join("\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_controls_a_terminal_is_escaped() {
        assert_eq!(printable("é 日本"), "é 日本");
        assert_eq!(printable("a\u{1b}[2J\nb"), "a\\u{1b}[2J\\nb");
        assert_eq!(printable("a\u{202e}b\u{85}"), "a\\u{202e}b\\u{85}");
    }
}
