//! Blanks the attributes of a tag beyond a number that no real tag has.
//!
//! html5gum calls itself for each attribute, so a tag with thousands of them would overflow the stack.

use std::borrow::Cow;
use std::ops::Range;

/// Attributes of a tag that are kept.
const MOST: usize = 64;

/// The same HTML with spaces in the place of surplus attributes. All other bytes stay where they are.
pub(super) fn limit(html: &str) -> Cow<'_, str> {
    // An attribute takes two bytes at least.
    if html.len() < 2 * MOST {
        return Cow::Borrowed(html);
    }
    let surplus = surplus(html.as_bytes());
    if surplus.is_empty() {
        return Cow::Borrowed(html);
    }
    let (mut limited, mut end) = (String::with_capacity(html.len()), 0);
    for range in surplus {
        limited.push_str(&html[end..range.start]);
        limited.extend(std::iter::repeat_n(' ', range.len()));
        end = range.end;
    }
    limited.push_str(&html[end..]);
    Cow::Owned(limited)
}

/// The ranges of surplus attributes. Each ends at a `>` or at the end of the text.
fn surplus(html: &[u8]) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = memchr::memchr(b'<', &html[at..]) {
        at += open + 1;
        at += usize::from(html.get(at) == Some(&b'/'));
        if !html.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        at = skip_until(html, at, |b| is_space(b) || matches!(b, b'/' | b'>'));
        let mut count = 0;
        let mut kept = None;
        while let Some(name) = next_attribute(html, &mut at) {
            count += 1;
            if count == MOST + 1 {
                kept = Some(name);
            }
        }
        found.extend(kept.map(|start| start..at));
    }
    found
}

/// Passes an attribute of a tag and returns where it begins; `None` at the end of the tag, where `at` then is.
fn next_attribute(html: &[u8], at: &mut usize) -> Option<usize> {
    let start = skip_until(html, *at, |b| !is_space(b) && b != b'/');
    *at = start;
    if matches!(html.get(start), None | Some(b'>')) {
        return None;
    }
    // An `=` at the beginning belongs to the name.
    let name_end = |b| is_space(b) || matches!(b, b'/' | b'>' | b'=');
    *at = skip_until(html, start + 1, name_end);
    let equals = skip_until(html, *at, |b| !is_space(b));
    if html.get(equals) != Some(&b'=') {
        return Some(start);
    }
    let value = skip_until(html, equals + 1, |b| !is_space(b));
    *at = match html.get(value) {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = skip_until(html, value + 1, |b| b == quote);
            html.len().min(end + 1)
        }
        _ => skip_until(html, value, |b| is_space(b) || b == b'>'),
    };
    Some(start)
}

/// The first place from `at` on whose byte is wanted; the end of the text if there is none.
fn skip_until(html: &[u8], at: usize, is_wanted: impl Fn(u8) -> bool) -> usize {
    let rest = html.get(at..).unwrap_or(&[]);
    let found = rest.iter().position(|&b| is_wanted(b));
    found.map_or(html.len(), |found| at + found)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_without_surplus_attributes_is_not_changed() {
        let html = "<div a=\"1\" b='>' c>é</div> ".repeat(300);
        assert!(matches!(limit(&html), Cow::Borrowed(_)));
    }

    #[test]
    fn surplus_attributes_become_spaces_and_all_else_stays() {
        let kept = "a=\"é >\" ".repeat(MOST);
        let surplus = "b='>' c = d é ".repeat(3);
        let html = format!("x<div {kept}{surplus}>text</div>");
        let spaces = " ".repeat(surplus.len());
        assert_eq!(
            limit(&html),
            format!("x<div {kept}{spaces}>text</div>").as_str()
        );
    }

    #[test]
    fn a_tag_that_never_ends_is_blanked_to_the_end() {
        let html = format!("<div {}é", "a ".repeat(MOST + 1));
        let limited = limit(&html);
        assert_eq!(limited.len(), html.len());
        assert!(limited.ends_with("a     "), "{limited:?}");
    }
}
