//! The texts of a pair as TMX segments: tags hold the Markdown, and partners have one number.

use super::inline_codes::{Code, CodeClass, CodeShape, Fragment};
use crate::export::xml::Xml;

/// Writes a text as the content of `seg`.
pub(in crate::export) fn write(xml: &mut Xml<'_>, fragments: &[Fragment<'_>]) {
    for fragment in fragments {
        match fragment {
            Fragment::Text(text) => xml.text(text),
            Fragment::Code(tag) => write_code(xml, tag),
        }
    }
}

fn write_code(xml: &mut Xml<'_>, tag: &Code<'_>) {
    let number = tag.number.to_string();
    let (x, i, kind) = (
        ("x", &*number),
        ("i", &*number),
        ("type", type_name(tag.class)),
    );
    let numbered = tag.number > 0;
    match tag.shape {
        CodeShape::Open(_) => xml.element("bpt", &[i, x, kind], tag.raw),
        CodeShape::Close(_) => xml.element("ept", &[i], tag.raw),
        CodeShape::LoneOpen => xml.element("it", &[("pos", "begin"), x, kind], tag.raw),
        CodeShape::LoneClose => xml.element("it", &[("pos", "end"), x, kind], tag.raw),
        CodeShape::Alone if numbered => xml.element("ph", &[x, kind], tag.raw),
        CodeShape::Alone => xml.element("ph", &[kind], tag.raw),
    }
}

/// The recommended name of a sort of markup, or one of our own.
pub(in crate::export) fn type_name(class: CodeClass) -> &'static str {
    match class {
        CodeClass::Emphasis => "italic",
        CodeClass::Strong => "bold",
        CodeClass::Strike => "x-strikethrough",
        CodeClass::Link => "link",
        CodeClass::Html => "x-html",
        CodeClass::Code => "x-code",
        CodeClass::Image => "image",
        CodeClass::Break => "lb",
        CodeClass::Footnote => "fnote",
        CodeClass::Directive => "x-directive",
        CodeClass::Escape => "x-escape",
        CodeClass::Hidden => "x-hidden",
    }
}
