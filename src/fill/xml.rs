//! XML as bytes of a file: elements with their ranges, so that a file can be changed without being written anew.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::error::FillError;

/// A piece of XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// What a piece of XML is. Names are without prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open {
        name: String,
        attributes: Vec<(String, String)>,
    },
    /// An element without content.
    Empty {
        name: String,
        attributes: Vec<(String, String)>,
    },
    Close {
        name: String,
    },
    /// Text, decoded.
    Text(String),
    /// Comments, declarations and the like.
    Other,
}

/// Cuts a file into its pieces.
pub(super) fn tokens(xml: &str) -> Result<Vec<Token>, FillError> {
    let mut reader = Reader::from_str(xml);
    let mut tokens = Vec::new();
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let end = reader.buffer_position() as usize;
        let broken = |message: String| FillError::Broken {
            line: line_of(xml, start),
            message,
        };
        let event = event.map_err(|error| broken(error.to_string()))?;
        let kind = match event {
            Event::Eof => break,
            Event::Start(tag) => TokenKind::Open {
                name: tag.local_name().as_ref().to_owned(),
                attributes: attributes(&tag),
            },
            Event::Empty(tag) => TokenKind::Empty {
                name: tag.local_name().as_ref().to_owned(),
                attributes: attributes(&tag),
            },
            Event::End(tag) => TokenKind::Close {
                name: tag.local_name().as_ref().to_owned(),
            },
            Event::Text(_) | Event::GeneralRef(_) => {
                let raw = &xml[start..end];
                let text = unescape(raw).map_err(|error| broken(error.to_string()))?;
                TokenKind::Text(text.into_owned())
            }
            Event::CData(_) => {
                let raw = &xml[start..end];
                let text = raw
                    .strip_prefix("<![CDATA[")
                    .and_then(|r| r.strip_suffix("]]>"));
                TokenKind::Text(text.unwrap_or_default().to_owned())
            }
            _ => TokenKind::Other,
        };
        tokens.push(Token {
            kind,
            range: start..end,
        });
    }
    let opened = tokens
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Open { .. }))
        .count();
    let closed = tokens
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Close { .. }))
        .count();
    if opened != closed {
        return Err(FillError::Broken {
            line: line_of(xml, xml.len()),
            message: "the file ends inside of an element".to_owned(),
        });
    }
    Ok(tokens)
}

fn attributes(tag: &quick_xml::events::BytesStart<'_>) -> Vec<(String, String)> {
    let attributes = tag.attributes().flatten();
    attributes
        .map(|attribute| {
            let value = unescape(&attribute.value).unwrap_or_else(|_| attribute.value.clone());
            let name = attribute.key.local_name().as_ref().to_owned();
            (name, value.into_owned())
        })
        .collect()
}

/// The line of a byte, counted from 1.
fn line_of(text: &str, byte: usize) -> u32 {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    memchr::memchr_iter(b'\n', before).count() as u32 + 1
}

/// A start tag with an attribute set to a value, its other attributes as they were.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let mut from = 0;
    while let Some(found) = tag[from..].find(name) {
        let at = from + found;
        let after = &tag[at + name.len()..];
        let is_start = tag[..at].ends_with(|c: char| c.is_ascii_whitespace());
        let rest = after.trim_start();
        if let (true, Some(rest)) = (is_start, rest.strip_prefix('=')) {
            let quoted = rest.trim_start();
            let quote = quoted.chars().next().unwrap_or('"');
            let end = quoted
                .get(1..)
                .and_then(|q| q.find(quote))
                .map_or(quoted.len(), |e| e + 2);
            return format!("{}{name}=\"{value}\"{}", &tag[..at], &quoted[end..]);
        }
        from = at + name.len();
    }
    let end = tag
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim_end()
        .len();
    format!("{} {name}=\"{value}\"{}", &tag[..end], &tag[end..])
}
