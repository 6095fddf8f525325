//! Text broken into lines of so many columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks at spaces; between any two characters where a word is wider than a line, as in Chinese or Thai.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    // A character may take two columns.
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let space = usize::from(!line.is_empty());
        let room = width.saturating_sub(line.width() + space);
        if word.width() <= room {
            line.extend([&" "[..space], word]);
            continue;
        }
        // A wide word begins on this line only if a good part of it fits.
        if word.width() <= width || room < (width / 4).max(1) {
            lines.extend((!line.is_empty()).then(|| std::mem::take(&mut line)));
        } else {
            line.push_str(&" "[..space]);
        }
        let mut used = line.width();
        for c in word.chars() {
            let takes = c.width().unwrap_or(0);
            if used + takes > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += takes;
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""; 0]);
    }

    #[test]
    fn wide_words_are_broken_by_columns() {
        assert_eq!(wrap("東京都庁です", 5), ["東京", "都庁", "です"]);
        assert_eq!(wrap("in 東京都庁です", 7), ["in 東京", "都庁で", "す"]);
        assert_eq!(wrap("abc", 0), ["ab", "c"]);
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_character_lost(text in "[a-c東 ]{0,40}", width in 2_usize..12) {
            let lines = wrap(&text, width);
            proptest::prop_assert!(lines.iter().all(|l| l.width() <= width));
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
