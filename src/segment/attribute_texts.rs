//! Texts in the expressions of attributes: `title={"Text"}`, `items={['npm', 'yarn']}`, `values={[{ label: 'Linux' }]}`.

use std::ops::Range;

/// Attributes that hold a list of texts.
const LISTS: [&str; 3] = ["items", "labels", "options"];
/// Attributes whose values may have spaces and are no text.
const CODE: [&str; 24] = [
    "class",
    "classname",
    "style",
    "d",
    "viewbox",
    "points",
    "transform",
    "href",
    "src",
    "id",
    "code",
    "sizes",
    "srcset",
    "path",
    "rel",
    "media",
    "allow",
    "sandbox",
    "command",
    "pkg",
    "args",
    "query",
    "fill",
    "ins",
];

/// The texts in an expression, quotes left out. `known` tells that the attribute itself is a text.
pub(super) fn in_expression(
    tag: &str,
    range: Range<usize>,
    attribute: &str,
    known: bool,
    is_text: impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let list = LISTS.contains(&attribute);
    let mut texts = Vec::new();
    for string in strings(tag, range.clone()) {
        let before = tag[range.start..string.start - 1].trim_end();
        let wanted = match before.strip_suffix(':').map(str::trim_end) {
            // A key of an object, or the second value of a condition.
            Some(before) => {
                let key = key(before);
                is_text(key) || known && before.contains('?') && !before.ends_with(key_end)
            }
            None if known => before.is_empty() || before.ends_with(['?', '|', '&']),
            None => list && before.ends_with(['[', ',']),
        };
        if wanted {
            texts.push(string);
        }
    }
    texts
}

fn key_end(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// The name at the end of a text, quotes left out.
fn key(before: &str) -> &str {
    let before = before.trim_end_matches(['"', '\'']);
    let name =
        before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    &before[name.len()..]
}

/// The strings of one line in an expression, without those that hold escapes or values.
fn strings(tag: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = tag.as_bytes();
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let quote = bytes[at];
        if matches!(quote, b'"' | b'\'' | b'`')
            && let Some(length) = memchr::memchr(quote, &bytes[at + 1..range.end])
        {
            let string = at + 1..at + 1 + length;
            let text = &tag[string.clone()];
            if !text.contains(['\n', '\\']) && !text.contains("${") {
                found.push(string);
            }
            at += length + 1;
        }
        at += 1;
    }
    found
}

/// Whether an expression seems to hold text of its own between tags.
pub(super) fn holds_text(expression: &str) -> bool {
    let mut from = 0;
    while let Some(open) = expression[from..].find('>') {
        let start = from + open + 1;
        let end = expression[start..].find(['<', '{']).map(|n| start + n);
        let Some(end) = end else { return false };
        let text = &expression[start..end];
        let closes = expression[end..].starts_with("</") || expression[end..].starts_with('{');
        if closes && text.chars().any(char::is_alphabetic) && !text.contains([';', '=', '(']) {
            return true;
        }
        from = end;
    }
    false
}

/// Whether a value under a name that is not known reads like a sentence.
pub(super) fn is_prose(attribute: &str, value: &str) -> bool {
    let words = value.split_whitespace();
    let plain = words.clone().filter(|word| {
        word.chars()
            .all(|c| c.is_alphabetic() || ",.!?'’:;".contains(c))
    });
    !CODE.contains(&attribute)
        && !attribute.starts_with("data-")
        && words.count() >= 4
        && plain.count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tag: &str, attribute: &str, known: bool) -> Vec<String> {
        let found = in_expression(tag, 0..tag.len(), attribute, known, |name| name == "label");
        found.into_iter().map(|r| tag[r].to_owned()).collect()
    }

    #[test]
    fn strings_that_readers_see_are_found() {
        assert_eq!(texts("'One'", "title", true), ["One"]);
        assert_eq!(texts("ok ? 'One' : \"Two\"", "title", true), ["One", "Two"]);
        assert_eq!(texts("['npm', 'yarn']", "items", false), ["npm", "yarn"]);
        assert_eq!(
            texts("[{label: 'One', value: 'one'}]", "values", false),
            ["One"]
        );
        assert_eq!(texts("[{ 'label': `One` }]", "values", false), ["One"]);
        assert!(texts("a === 'x' && b", "on", false).is_empty());
        assert!(texts("`a ${b}`", "title", true).is_empty());
    }

    #[test]
    fn sentences_under_other_names_are_prose() {
        assert!(is_prose("lead", "Mow the lawn every week."));
        assert!(!is_prose("class", "mow the lawn every week"));
        assert!(!is_prose("cols", "1 2 3 4 5"));
    }
}
