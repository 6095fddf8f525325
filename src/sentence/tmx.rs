//! The little of TMX 1.4b that aligned plain texts need; articles are written by the exporter.

use std::io::{self, Write};

use quick_xml::escape::partial_escape;

use crate::model::Locale;

/// What stands before the first unit.
pub(super) fn head(source: &Locale, out: &mut impl Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="diglot" creationtoolversion="{version}" segtype="sentence" o-tmf="text" adminlang="en" srclang="{source}" datatype="plaintext"/>
<body>"#
    )
}

/// One unit; none where a side is empty.
pub(super) fn unit(
    source: (&Locale, &str),
    target: (&Locale, &str),
    score: f32,
    out: &mut impl Write,
) -> io::Result<()> {
    if source.1.is_empty() || target.1.is_empty() {
        return Ok(());
    }
    write!(out, r#"<tu><prop type="score">{score:.4}</prop>"#)?;
    for (locale, text) in [source, target] {
        let legal: String = text.chars().filter(|c| is_legal(*c)).collect();
        let text = partial_escape(&legal);
        write!(out, r#"<tuv xml:lang="{locale}"><seg>{text}</seg></tuv>"#)?;
    }
    writeln!(out, "</tu>")
}

/// What stands behind the last unit.
pub(super) fn tail(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "</body>\n</tmx>")
}

/// Whether XML 1.0 allows a character at all.
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
