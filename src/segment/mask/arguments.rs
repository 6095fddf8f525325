//! The arguments of shortcodes and tags, `"a b"`, `name="value"`, `name: 'value'`, `name=value`, and which of them
//! readers see.
//!
//! Themes name their arguments as they like. So there are three groups: names that always hold text, names that never
//! do, and all others, whose values are text if they look like a phrase.

use std::ops::Range;

use super::super::neutral_key;
use super::mark::MarkKind;
use super::masker::Masker;
use crate::model::UnitKind;

/// An argument. Ranges count bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Argument<'s> {
    pub name: Option<&'s str>,
    /// Without quotes.
    pub value: Range<usize>,
    pub quoted: bool,
}

/// Names whose values are text.
const TEXTS: [&str; 25] = [
    "alt",
    "alt-text",
    "answer",
    "aria-label",
    "body",
    "caption",
    "content",
    "desc",
    "description",
    "details",
    "header",
    "heading",
    "label",
    "linktitle",
    "message",
    "notice",
    "placeholder",
    "question",
    "subtitle",
    "summary",
    "tagline",
    "text",
    "title",
    "tooltip",
    "tab",
];

/// Names whose values are never text.
const OPTIONS: [&str; 32] = [
    "align", "class", "code", "codelang", "color", "colour", "date", "file", "height", "href",
    "icon", "id", "image", "img", "key", "lang", "language", "link", "options", "page", "path",
    "ref", "rel", "source", "src", "style", "target", "term_id", "type", "url", "version", "width",
];

/// Shortcodes and tags whose arguments without a name are titles.
const TITLED: [&str; 18] = [
    "accordion",
    "alert",
    "badge",
    "button",
    "callout",
    "card",
    "collapse",
    "collapsible",
    "details",
    "expand",
    "notice",
    "panel",
    "section",
    "spoiler",
    "step",
    "tab",
    "tabitem",
    "toggle",
];

/// Cuts a range into arguments.
pub(super) fn arguments(body: &str, args: Range<usize>) -> Vec<Argument<'_>> {
    let bytes = &body.as_bytes()[..args.end];
    let mut found = Vec::new();
    let mut at = args.start;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() || *byte == b',' {
            at += 1;
            continue;
        }
        let (argument, end) = argument(body, bytes, at);
        found.push(argument);
        at = end.max(at + 1);
    }
    found
}

/// The argument at a byte, and where it ends.
fn argument<'s>(body: &'s str, bytes: &[u8], at: usize) -> (Argument<'s>, usize) {
    let positional = |(value, quoted, end): (Range<usize>, bool, usize)| {
        let name = None;
        (
            Argument {
                name,
                value,
                quoted,
            },
            end,
        )
    };
    if is_quote(bytes[at]) {
        return positional(value(bytes, at));
    }
    let length = bytes[at..]
        .iter()
        .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b','))
        .count();
    let word_end = at + length;
    let next = skip_space(bytes, word_end);
    let is_named = length > 0 && bytes.get(next) == Some(&b'=');
    // Liquid's `name: "value"`.
    let has_colon =
        body[at..word_end].ends_with(':') && bytes.get(next).is_some_and(|b| is_quote(*b));
    if !is_named && !has_colon {
        let (mut value, quoted, end) = value(bytes, at);
        value.end = value.end.min(word_end.max(at + 1));
        return positional((value, quoted, end.min(word_end.max(at + 1))));
    }
    let name = Some(body[at..word_end].trim_end_matches(':'));
    let start = if is_named {
        skip_space(bytes, next + 1)
    } else {
        next
    };
    if start >= bytes.len() {
        let value = start..start;
        return (
            Argument {
                name,
                value,
                quoted: false,
            },
            start,
        );
    }
    let (value, quoted, end) = value(bytes, start);
    (
        Argument {
            name,
            value,
            quoted,
        },
        end,
    )
}

/// A value at a byte: its range without quotes, whether it has quotes, and where it ends.
fn value(bytes: &[u8], at: usize) -> (Range<usize>, bool, usize) {
    let quote = bytes[at];
    if !is_quote(quote) {
        let length = bytes[at..]
            .iter()
            .take_while(|b| !b.is_ascii_whitespace() && **b != b',')
            .count();
        return (at..at + length, false, at + length);
    }
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != quote {
        end += if bytes[end] == b'\\' && quote != b'`' {
            2
        } else {
            1
        };
    }
    let end = end.min(bytes.len());
    (at + 1..end, true, (end + 1).min(bytes.len()))
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// Whether a value looks like a phrase rather than a name, a path or an option.
pub(super) fn is_phrase(text: &str) -> bool {
    let text = text.trim();
    let is_code = text.contains("://")
        || text.contains(['=', '{', '}'])
        || text.starts_with(['/', '#', '.', '<', '$'])
        || !text.contains(' ') && text.contains(['/', '\\', '.']);
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic();
    let words = text.split_whitespace();
    let words = words.filter(|word| word.chars().any(char::is_alphabetic));
    !is_code && (text.chars().any(foreign) || words.count() >= 2)
}

/// Whether the value of an argument is text that readers see.
fn is_text(argument: &Argument<'_>, value: &str, word: &str) -> bool {
    let is_bool = matches!(value, "true" | "false");
    if is_bool || !value.chars().any(char::is_alphabetic) || value.contains("{{") {
        return false;
    }
    let Some(name) = argument.name else {
        let is_path = !value.contains(' ') && value.contains(['/', '.']);
        let titled = TITLED.contains(&word) && !is_note_type(value) && !is_path;
        return if argument.quoted {
            titled || is_phrase(value)
        } else {
            false
        };
    };
    let name = name.to_ascii_lowercase();
    if TEXTS.contains(&&*name) || name == "name" && word == "tab" {
        return true;
    }
    !OPTIONS.contains(&&*name) && argument.quoted && is_phrase(value)
}

/// Words that say of what sort a note or a button is.
fn is_note_type(value: &str) -> bool {
    const MORE: [&str; 8] = [
        "primary",
        "secondary",
        "success",
        "light",
        "dark",
        "default",
        "error",
        "question",
    ];
    super::shortcode::NOTES.contains(&value) || MORE.contains(&value)
}

impl Masker<'_> {
    /// The texts in the arguments of a shortcode or a tag, in order.
    pub(super) fn argument_texts(&self, word: &str, args: &Range<usize>) -> Vec<Argument<'_>> {
        let body = self.body;
        let arguments = arguments(body, args.clone());
        let bare = !arguments.is_empty()
            && arguments
                .iter()
                .all(|argument| argument.name.is_none() && !argument.quoted);
        if bare
            && matches!(
                word,
                "tab" | "details" | "expand" | "card" | "collapse" | "step"
            )
        {
            // A title without quotes: `{{< tab Linux shell >}}`.
            let first = arguments
                .first()
                .map_or(args.start, |argument| argument.value.start);
            let end = arguments
                .last()
                .map_or(args.start, |argument| argument.value.end);
            let name = None;
            let value = first..end;
            return vec![Argument {
                name,
                value,
                quoted: false,
            }];
        }
        let mut arguments = arguments;
        arguments.retain(|argument| is_text(argument, &body[argument.value.clone()], word));
        arguments
    }

    /// Marks the texts in arguments as units. `shown` is shown in the line and is not marked again.
    pub(super) fn mark_arguments(&mut self, word: &str, args: &Range<usize>, shown: &Range<usize>) {
        let texts: Vec<_> = self.argument_texts(word, args);
        let texts: Vec<_> = texts
            .into_iter()
            .filter(|argument| argument.value != *shown)
            .map(|argument| {
                let is_alt = argument.name.is_some_and(|name| name.starts_with("alt"));
                (argument.value, is_alt)
            })
            .collect();
        for (text, is_alt) in texts {
            let (kind, label) = if is_alt {
                let path = self
                    .attribute("source", args)
                    .or_else(|| self.attribute("src", args));
                let path = path.map(|path| neutral_key::without_locale(&self.body[path]).into());
                (UnitKind::ImageAlt, path)
            } else {
                (UnitKind::Directive, Some(word.to_ascii_lowercase().into()))
            };
            let kind = Some(kind);
            self.mark(text.clone(), MarkKind::Text { kind, label, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_every_spelling() {
        let body = "x a \"b c\" d=\"e\" f = 'g h', i: \"j\" k=l `m` n= \"o";
        let found: Vec<_> = arguments(body, 1..body.len())
            .into_iter()
            .map(|a| (a.name.unwrap_or(""), &body[a.value], a.quoted))
            .collect();
        assert_eq!(
            found,
            [
                ("", "a", false),
                ("", "b c", true),
                ("d", "e", true),
                ("f", "g h", true),
                ("i", "j", true),
                ("k", "l", false),
                ("", "m", true),
                ("n", "o", true),
            ]
        );
        for broken in ["=", "a=", "\"", "'\\", ",,", "= =", "a:\"", "é=ü ß"] {
            let _ = arguments(broken, 0..broken.len());
        }
    }

    #[test]
    fn phrases_are_told_from_options() {
        for phrase in ["Linux shell", "設定", "Was nun?  Los"] {
            assert!(is_phrase(phrase), "{phrase}");
        }
        for option in [
            "linux",
            "/a b",
            "a=b c=d",
            "8 15-17",
            "img/a.png",
            "https://a b",
        ] {
            assert!(!is_phrase(option), "{option}");
        }
    }
}
