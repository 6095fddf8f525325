//! The elements of TMX 1.4b that all our translation memories are made of: per locale pair, multilingual, plain text.

use crate::export::xml::Xml;
use crate::model::{Date, Locale};

/// The `creationid` that marks a machine translation.
pub(in crate::export) const MACHINE: &str = "MT!";

/// What the header of a memory says about its units.
#[derive(Debug, Clone, Copy)]
pub(in crate::export) struct Header<'a> {
    /// Language of the source texts.
    pub source: &'a str,
    /// Whether a `tu` is a sentence; otherwise it is a paragraph.
    pub sentences: bool,
    /// The format the texts come from.
    pub original_format: &'a str,
}

impl Header<'_> {
    /// Writes everything before the first `tu`.
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut xml = Xml::new(out);
        xml.declaration();
        xml.open("tmx", &[("version", "1.4")]);
        xml.line();
        let segment_type = if self.sentences {
            "sentence"
        } else {
            "paragraph"
        };
        let header = [
            ("creationtool", "diglot"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", segment_type),
            ("o-tmf", self.original_format),
            ("adminlang", "en-US"),
            ("srclang", self.source),
            ("datatype", "plaintext"),
        ];
        xml.empty("header", &header);
        xml.line();
        xml.open("body", &[]);
        xml.line();
    }
}

/// Writes everything after the last `tu`.
pub(in crate::export) fn footer(out: &mut Vec<u8>) {
    let mut xml = Xml::new(out);
    xml.close("body");
    xml.line();
    xml.close("tmx");
    xml.line();
}

/// Writes a property unless it is empty.
pub(in crate::export) fn prop(xml: &mut Xml<'_>, name: &str, value: &str) {
    if !value.is_empty() {
        xml.element("prop", &[("type", name)], value);
        xml.line();
    }
}

/// Writes a `tuv`: the text in one language.
pub(in crate::export) fn variant(
    xml: &mut Xml<'_>,
    language: &str,
    props: &[(&str, &str)],
    text: impl FnOnce(&mut Xml<'_>),
) {
    xml.open("tuv", &[("xml:lang", language)]);
    if !props.is_empty() {
        xml.line();
    }
    for (name, value) in props {
        prop(xml, name, value);
    }
    xml.open("seg", &[]);
    text(xml);
    xml.close("seg");
    xml.close("tuv");
    xml.line();
}

/// The file a text comes from, as the tools around Bitextor expect it in `source-document`.
pub(in crate::export) fn source_document(locale: &Locale, document: &str) -> String {
    format!("{locale}/{document}")
}

/// A day as TMX writes a point in time.
pub(in crate::export) fn timestamp(day: Date) -> String {
    format!(
        "{:04}{:02}{:02}T000000Z",
        day.year(),
        day.month(),
        day.day()
    )
}
