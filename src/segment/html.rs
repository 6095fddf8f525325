//! Reads HTML with html5gum: tags with the ranges of what matters in them.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Token, Tokenizer};

use crate::model::InlineKind;

use super::run_writer::Writer;
use super::tag_attributes;

/// What a tag means for units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Table,
    Row,
    Cell,
    List,
    Item,
    Heading(u8),
    Quote,
    /// Another block: ends a unit.
    Block,
    /// Code: a landmark.
    Pre,
    /// Content that is not text.
    Skip,
    Break,
    Image,
    Anchor,
    Span,
    Inline,
}

/// The sort of a tag by its name.
pub(super) fn sort(name: &[u8]) -> Sort {
    match &*name.to_ascii_lowercase() {
        b"table" => Sort::Table,
        b"tr" => Sort::Row,
        b"td" | b"th" => Sort::Cell,
        b"ul" | b"ol" | b"menu" => Sort::List,
        b"li" => Sort::Item,
        b"blockquote" => Sort::Quote,
        [b'h', level @ b'1'..=b'6'] => Sort::Heading(level - b'0'),
        b"pre" => Sort::Pre,
        b"script" | b"style" | b"head" | b"svg" | b"math" | b"iframe" | b"template" | b"object" => {
            Sort::Skip
        }
        b"br" => Sort::Break,
        b"img" => Sort::Image,
        b"a" => Sort::Anchor,
        b"span" => Sort::Span,
        b"p" | b"div" | b"section" | b"article" | b"aside" | b"header" | b"footer" | b"main"
        | b"nav" | b"hr" | b"details" | b"summary" | b"thead" | b"tbody" | b"tfoot"
        | b"caption" | b"colgroup" | b"col" | b"dl" | b"dt" | b"dd" | b"figure" | b"figcaption"
        | b"form" | b"fieldset" | b"center" | b"address" | b"html" | b"body" | b"video"
        | b"audio" | b"option" => Sort::Block,
        _ => Sort::Inline,
    }
}

/// The name in a tag as written, such as `br` in `<br/>`; empty for comments and the like.
pub(super) fn name(tag: &[u8]) -> &[u8] {
    let rest = tag.strip_prefix(b"<").unwrap_or(tag);
    let rest = rest.strip_prefix(b"/").unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':')))
        .unwrap_or(rest.len());
    &rest[..end]
}

/// A piece of HTML; ranges count bytes of what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open(Range<usize>),
    Close(Range<usize>),
    Text(Range<usize>),
    Other(Range<usize>),
}

/// An attribute: its name, its decoded value, the range of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    pub name: Vec<u8>,
    pub value: String,
    pub range: Range<usize>,
}

/// Cuts HTML into pieces that cover it.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut emitter = CallbackEmitter::<_, Infallible, usize>::new(
        |event: CallbackEvent<'_>, span: Span<usize>| {
            match event {
                CallbackEvent::OpenStartTag { .. } => start = span.start,
                CallbackEvent::CloseStartTag { .. } => pieces.push(Piece::Open(start..span.end)),
                CallbackEvent::EndTag { .. } => pieces.push(Piece::Close(span.start..span.end)),
                CallbackEvent::String { .. } => pieces.push(Piece::Text(span.start..span.end)),
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                    pieces.push(Piece::Other(span.start..span.end))
                }
                _ => {}
            }
            None
        },
    );
    emitter.naively_switch_states(true);
    let html = tag_attributes::limit(html);
    let Ok(()) = Tokenizer::new_with_emitter(&*html, emitter).finish();
    pieces
}

/// The attributes of a tag.
pub(super) fn attributes(tag: &str) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let emitter = CallbackEmitter::<_, Infallible, usize>::new(
        |event: CallbackEvent<'_>, span: Span<usize>| {
            match event {
                CallbackEvent::AttributeName { name } => {
                    attributes.push(Attribute {
                        name: name.to_vec(),
                        value: String::new(),
                        range: 0..0,
                    });
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some(last) = attributes.last_mut() {
                        last.value = String::from_utf8_lossy(value).into_owned();
                        last.range = span.start..span.end;
                    }
                }
                _ => {}
            }
            None
        },
    );
    let tag = tag_attributes::limit(tag);
    let Ok(()) = Tokenizer::new_with_emitter(&*tag, emitter).finish();
    attributes
}

/// The value of an attribute.
pub(super) fn value<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|a| a.name == name.as_bytes())
        .map(|a| a.value.as_str())
}

/// How long the instruction or the CDATA section is that begins a text, `<?php … ?>`; 0 for none. In HTML a `>` would
/// end either, in CommonMark only its own mark does.
pub(super) fn instruction(text: &str) -> usize {
    for (open, close) in [("<?", "?>"), ("<![CDATA[", "]]>")] {
        if text.starts_with(open) {
            let end = memchr::memmem::find(text.as_bytes(), close.as_bytes());
            return end.map_or(text.len(), |at| at + close.len());
        }
    }
    0
}

/// An entity at the beginning of a text: its length in bytes, and the text it means.
pub(super) fn entity(text: &str) -> Option<(usize, String)> {
    let length = text.bytes().take(40).position(|b| b == b';')? + 1;
    let entity = &text[..length];
    if !entity[1..length - 1]
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'#')
    {
        return None;
    }
    let mut decoded = String::new();
    for token in Tokenizer::new(entity) {
        let Ok(token) = token;
        if let Token::String(text) = token {
            decoded.push_str(&String::from_utf8_lossy(&text));
        }
    }
    (decoded != entity).then_some((length, decoded))
}

/// Writes raw text, its entities decoded.
pub(super) fn raw(file: &str, range: Range<usize>, writer: &mut Writer<'_>) {
    writer.gap(range.start);
    let mut from = range.start;
    while let Some(at) = memchr::memchr(b'&', &file.as_bytes()[from..range.end]) {
        let at = from + at;
        from = at + 1;
        if let Some((length, decoded)) = entity(&file[at..range.end]) {
            writer.text(at);
            from = at + length;
            writer.replaced(InlineKind::Escape, from, &decoded, 0);
        }
    }
    writer.text(range.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_ranges_of_their_bytes() {
        let html = "<td class='x'>a &amp; b</td><!-- c --><br/>é";
        let shown: Vec<&str> = pieces(html)
            .into_iter()
            .map(|piece| match piece {
                Piece::Open(r) | Piece::Close(r) | Piece::Text(r) | Piece::Other(r) => &html[r],
            })
            .collect();
        assert_eq!(
            shown,
            [
                "<td class='x'>",
                "a &amp; b",
                "</td>",
                "<!-- c -->",
                "<br/>",
                "é"
            ]
        );
    }

    #[test]
    fn attributes_have_the_ranges_of_their_values() {
        let tag = "<img alt=\"a é\" src='p.png' width=3>";
        let shown: Vec<&str> = attributes(tag).into_iter().map(|a| &tag[a.range]).collect();
        assert_eq!(shown, ["a é", "p.png", "3"]);
    }

    #[test]
    fn entities_are_decoded_and_other_ampersands_left() {
        assert_eq!(entity("&nbsp;x"), Some((6, "\u{a0}".to_owned())));
        assert_eq!(entity("&#x41; "), Some((6, "A".to_owned())));
        assert_eq!(entity("& b;"), None);
        assert_eq!(entity("&nosuch;"), None);
    }
}
