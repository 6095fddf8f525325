//! Writes well-formed XML to a buffer. Characters that XML 1.0 forbids are left out and counted.
//!
//! quick-xml escapes markup but writes control characters as they are, and one of them makes readers refuse a whole
//! file.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes XML into a buffer.
pub(crate) struct Xml<'a> {
    writer: Writer<&'a mut Vec<u8>>,
    /// Characters left out because XML 1.0 forbids them.
    pub stripped: u64,
}

impl<'a> Xml<'a> {
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self {
            writer: Writer::new(out),
            stripped: 0,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("writing to a buffer cannot fail");
    }

    /// The XML declaration.
    pub fn declaration(&mut self) {
        self.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        self.line();
    }

    /// A line end between elements, where white space has no meaning.
    pub fn line(&mut self) {
        self.event(Event::Text(BytesText::from_escaped("\n")));
    }

    fn start<'n>(&mut self, name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
        if attributes.is_empty() {
            return BytesStart::new(name);
        }
        // One allocation: `push_attribute` would grow the content attribute by attribute.
        let length = |&(key, value): &(&str, &str)| key.len() + value.len() + 4;
        let length: usize = attributes.iter().map(length).sum();
        let mut content = String::with_capacity(name.len() + length + 16);
        content.push_str(name);
        for &(key, value) in attributes {
            let value = self.legal(value);
            content.push(' ');
            content.push_str(key);
            content.push_str("=\"");
            content.push_str(&Attribute::from((key, &*value)).value);
            content.push('"');
        }
        BytesStart::from_content(content, name.len())
    }

    /// A start tag.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = self.start(name, attributes);
        self.event(Event::Start(start));
    }

    /// An end tag.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let start = self.start(name, attributes);
        self.event(Event::Empty(start));
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        let text = self.legal(text);
        self.event(Event::Text(BytesText::from_escaped(
            quick_xml::escape::partial_escape(text),
        )));
    }

    /// Text in XLIFF, which has an element for what XML forbids: nothing is left out.
    pub fn coded(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(|c| !is_legal(c)) {
            let (before, after) = rest.split_at(at);
            self.text(before);
            let mut chars = after.chars();
            if let Some(c) = chars.next() {
                self.empty("cp", &[("hex", &format!("{:04X}", u32::from(c)))]);
            }
            rest = chars.as_str();
        }
        self.text(rest);
    }

    /// An element that holds text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    fn legal<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if !text.bytes().any(suspect) {
            return Cow::Borrowed(text);
        }
        let kept: String = text.chars().filter(|&c| is_legal(c)).collect();
        self.stripped += (text.chars().count() - kept.chars().count()) as u64;
        Cow::Owned(kept)
    }
}

/// A text as the content of an element, without characters that XML 1.0 forbids.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    Xml::new(&mut out).text(text);
    String::from_utf8(out).expect("text stays text")
}

/// Whether XML 1.0 allows a character.
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a byte may be part of a forbidden character: a control, or the first byte of U+F000 to U+FFFF.
fn suspect(byte: u8) -> bool {
    byte == 0xef || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
}
