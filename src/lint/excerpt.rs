//! Excerpts of texts in messages: on one line and short.

/// Maximum number of characters of an excerpt.
const MOST: usize = 60;

/// A text in quotation marks, cut if it is long.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("“");
    let mut words = text.split_whitespace().peekable();
    let mut left = MOST;
    while let Some(word) = words.next() {
        for c in word.chars() {
            if left == 0 {
                quoted.push_str("…”");
                return quoted;
            }
            left -= 1;
            quoted.push(c);
        }
        if words.peek().is_some() && left > 0 {
            left -= 1;
            quoted.push(' ');
        }
    }
    quoted.push('”');
    quoted
}
