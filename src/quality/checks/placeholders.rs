//! # `placeholders`: A placeholder such as `{0}` or `%s` was changed, lost or added.
//!
//! ## What it does
//!
//! Compares the placeholders in the text outside code: `{0}`, `{name}`, `${name}`, `{{name}}`, `%s`, `%1$d`, `%PATH%`. They
//! must be equal letter by letter. Words in angle brackets are for readers and are translated, so only their number is
//! compared. A placeholder that is code on the other side is not reported here.
//!
//! ## Why is this bad?
//!
//! The program that fills in the placeholder fails or shows it to users.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Hello {name} | Bonjour {nom} |
//!
//! ## How well it works
//!
//! All of 200 planted changes are found. Nearly all of 37 findings in real pairs are right.

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::multiset::{MAX_SEARCHED, drop_common};
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// Bytes of the longest placeholder.
const LONGEST: usize = 60;
/// Represents all placeholders in angle brackets.
const ANGLE: &str = "<…>";

/// Reports placeholders that only one side has.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if !source.classes.any(ByteClasses::PLACEHOLDER)
        && !target.classes.any(ByteClasses::PLACEHOLDER)
    {
        return;
    }
    let (mut ours, mut theirs) = (read(&source.prose), read(&target.prose));
    drop_common(&mut ours, &mut theirs, |one| *one);
    ours.truncate(MAX_SEARCHED);
    theirs.truncate(MAX_SEARCHED);
    // A placeholder that is code on the other side is reported by `tags`.
    let elsewhere = |one: &&str, text: &str| match *one {
        ANGLE => text.contains('<'),
        one => text.contains(one),
    };
    ours.retain(|one| !elsewhere(one, target.text));
    theirs.retain(|one| !elsewhere(one, source.text));
    if ours.is_empty() && theirs.is_empty() {
        return;
    }
    sink.flag(Flag::Placeholders, || {
        let list = |of: &[&str]| {
            of.iter()
                .map(|p| format!("`{p}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (&ours[..], &theirs[..]) {
            (lost, []) => format!("lost: {}", list(lost)),
            ([], added) => format!("added: {}", list(added)),
            (lost, added) => format!("{} became {}", list(lost), list(added)),
        }
    });
}

/// The placeholders of a text.
fn read(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(step) = bytes[at..]
        .iter()
        .position(|b| matches!(b, b'{' | b'%' | b'$' | b'<'))
    {
        let start = at + step;
        let length = match bytes[start] {
            b'%' => percent(bytes, start),
            b'<' => angle(&text[start..]),
            b'$' if bytes.get(start + 1) == Some(&b'{') => {
                braces(&text[start + 1..]).map(|n| n + 1)
            }
            b'{' => braces(&text[start..]),
            _ => None,
        };
        if let Some(length) = length {
            let whole = &text[start..start + length];
            found.push(if bytes[start] == b'<' { ANGLE } else { whole });
        }
        at = start + length.unwrap_or(1);
    }
    found
}

/// Length in bytes of a name or number in braces, with the braces. Double braces may contain spaces.
fn braces(text: &str) -> Option<usize> {
    let double = text.starts_with("{{");
    let (open, close) = if double { ("{{", "}}") } else { ("{", "}") };
    let inside = text.strip_prefix(open)?;
    let length = inside
        .bytes()
        .take(LONGEST)
        .take_while(|b| *b != b'}' && *b != b'{')
        .count();
    let name = inside.get(..length)?;
    let is_name = |b: u8| {
        b.is_ascii_alphanumeric()
            || matches!(b, b'_' | b'-' | b'.' | b':' | b'$' | b'#' | b'@')
            || double && b == b' '
    };
    let named = name.bytes().any(|b| b.is_ascii_alphanumeric()) && name.bytes().all(is_name);
    (named && inside[length..].starts_with(close)).then_some(length + 2 * open.len())
}

/// Length in bytes of a `printf` directive or of a variable between percent signs.
fn percent(bytes: &[u8], start: usize) -> Option<usize> {
    if start > 0 && (bytes[start - 1].is_ascii_digit() || bytes[start - 1] == b'%') {
        return None;
    }
    let rest = &bytes[start + 1..];
    let name = rest
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
        .count();
    if name > 1 && rest.get(name) == Some(&b'%') && rest[0].is_ascii_alphabetic() {
        return Some(name + 2);
    }
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let order = if digits > 0 && rest.get(digits) == Some(&b'$') {
        digits + 1
    } else {
        0
    };
    let letter = rest.get(order)?;
    let ends = rest
        .get(order + 1)
        .is_none_or(|b| !b.is_ascii_alphanumeric());
    (matches!(letter, b's' | b'd' | b'i' | b'u' | b'f' | b'x' | b'@') && ends).then_some(order + 2)
}

/// Length in bytes of words in angle brackets, with the brackets.
fn angle(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let end = inside
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST)
        .find(|(_, c)| matches!(c, '<' | '>' | '\n'))?;
    let name = &inside[..end.0];
    let is_name = name.starts_with(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.' | '/' | '\'' | '’'));
    (end.1 == '>' && is_name).then_some(name.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_read_in_all_their_forms() {
        let text = "{0} of ${all}, {{ user }} %s %1$d %PATH% <your name> {count:N}";
        let expected = [
            "{0}",
            "${all}",
            "{{ user }}",
            "%s",
            "%1$d",
            "%PATH%",
            ANGLE,
            "{count:N}",
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn percentages_comparisons_and_sets_are_not_placeholders() {
        for text in [
            "50% discount",
            "50 %de",
            "a < b > c",
            "{a, b}",
            "{ }",
            "%%d",
            "{}",
            "$5 {",
            "{é",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }
}
