//! Texts in messages: on one line and not too long.

/// Characters of a text that a message holds.
const MOST: usize = 60;

/// A text in quotation marks, cut where it is long.
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
