//! Cuts a file as tools do that read Markdown as plain text: into paragraphs between empty lines.
//!
//! OmegaT's filter for text files is the model. A line is empty only if it has no character at all: spaces are text.

use std::ops::Range;

use crate::model::Lines;

/// The paragraphs of a text, as ranges of bytes. White space around them is not part of them.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for line in Lines::new(text, 0) {
        if line.text.is_empty() {
            found.extend(open.take());
        } else {
            let start = open.map_or(line.start, |range| range.start);
            open = Some(start..line.start + line.text.len());
        }
    }
    found.extend(open);
    found.into_iter().filter_map(|r| trimmed(text, r)).collect()
}

/// The lines of a paragraph, without the white space around them. Lines of white space are left out.
pub(super) fn lines(text: &str, paragraph: &Range<usize>) -> Vec<Range<usize>> {
    let lines = Lines::new(&text[..paragraph.end], paragraph.start);
    let ranges = lines.map(|line| line.start..line.start + line.text.len());
    ranges.filter_map(|line| trimmed(text, line)).collect()
}

/// The sentences of a paragraph as the default rules of OmegaT cut them, without the white space around them. They end at
/// `.`, `?` and `!` before white space, at their ideographic forms, and before an indented line.
pub(super) fn sentences(text: &str, paragraph: &Range<usize>) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), paragraph.start);
    let inside = &text[paragraph.clone()];
    for (at, c) in inside.char_indices() {
        let at = paragraph.start + at;
        let is_end = match c {
            '\u{3002}' | '\u{ff1f}' | '\u{ff01}' => true,
            '.' | '?' | '!' => ends_sentence(text, at, paragraph.end),
            '\n' => text[at + 1..paragraph.end].starts_with(' '),
            _ => false,
        };
        if is_end {
            found.extend(trimmed(text, start..at + c.len_utf8()));
            start = at + c.len_utf8();
        }
    }
    found.extend(trimmed(text, start..paragraph.end));
    found
}

/// Whether the mark at a place ends a sentence: white space follows, and it is not the end of an abbreviation.
fn ends_sentence(text: &str, at: usize, end: usize) -> bool {
    const ABBREVIATIONS: [&str; 5] = ["e.g", "i.e", "etc", "vs", "cf"];
    if !text[at + 1..end].starts_with(char::is_whitespace) {
        return false;
    }
    let word = text[..at]
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next();
    let is_short = |word: &str| ABBREVIATIONS.iter().any(|a| word.eq_ignore_ascii_case(a));
    !word.is_some_and(is_short)
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start_matches(blank).len();
    let end = start + part.trim_matches(blank).len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|r| &text[r]).collect()
    }

    /// What OmegaT 3.6 makes of the same text.
    #[test]
    fn a_line_of_spaces_is_not_empty() {
        let text = "\u{feff}One  \n  two\t\n\nthree\n   \nfour\n\t\nfive\r\n\r\nsix\r\nseven\r\n\r\n   eight\rnine\r\rten";
        let expected = [
            "One  \n  two",
            "three\n   \nfour\n\t\nfive",
            "six\r\nseven",
            "eight\rnine",
            "ten",
        ];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn lines_are_trimmed_and_blank_ones_are_left_out() {
        let text = "a\n  \n  - b \r\n\tc";
        let paragraphs = paragraphs(text);
        let lines = super::lines(text, &paragraphs[0]).into_iter();
        let lines: Vec<&str> = lines.map(|line| &text[line]).collect();
        assert_eq!(lines, ["a", "- b", "c"]);
    }

    #[test]
    fn sentences_end_before_white_space_and_indented_lines() {
        let text = "- A b. C (e.g. d)! E\n  f\ng: 1.5 h. | i |";
        let found = sentences(text, &(0..text.len())).into_iter();
        let found: Vec<&str> = found.map(|range| &text[range]).collect();
        assert_eq!(
            found,
            ["- A b.", "C (e.g. d)!", "E", "f\ng: 1.5 h.", "| i |"]
        );
    }

    #[test]
    fn a_text_without_text_has_no_paragraphs() {
        assert!(texts("").is_empty());
        assert!(texts("\n \n\r\n\t").is_empty());
    }
}
