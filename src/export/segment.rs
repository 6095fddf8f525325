//! The texts of a pair as TMX segments: tags hold the Markdown, and partners have one number.

use super::pieces::{Class, Piece, Shape, Tag};
use super::xml::Xml;

/// Writes a text as the content of `seg`.
pub(super) fn write(xml: &mut Xml<'_>, pieces: &[Piece<'_>]) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => xml.text(text),
            Piece::Tag(tag) => write_tag(xml, tag),
        }
    }
}

fn write_tag(xml: &mut Xml<'_>, tag: &Tag<'_>) {
    let number = tag.number.to_string();
    let (x, i, kind) = (
        ("x", &*number),
        ("i", &*number),
        ("type", type_name(tag.class)),
    );
    let numbered = tag.number > 0;
    match tag.shape {
        Shape::Open(_) => xml.element("bpt", &[i, x, kind], tag.raw),
        Shape::Close(_) => xml.element("ept", &[i], tag.raw),
        Shape::LoneOpen => xml.element("it", &[("pos", "begin"), x, kind], tag.raw),
        Shape::LoneClose => xml.element("it", &[("pos", "end"), x, kind], tag.raw),
        Shape::Alone if numbered => xml.element("ph", &[x, kind], tag.raw),
        Shape::Alone => xml.element("ph", &[kind], tag.raw),
    }
}

/// The recommended name of a sort of markup, or one of our own.
fn type_name(class: Class) -> &'static str {
    match class {
        Class::Emphasis => "italic",
        Class::Strong => "bold",
        Class::Strike => "x-strikethrough",
        Class::Link => "link",
        Class::Html => "x-html",
        Class::Code => "x-code",
        Class::Image => "image",
        Class::Break => "lb",
        Class::Footnote => "fnote",
        Class::Directive => "x-directive",
        Class::Escape => "x-escape",
        Class::Hidden => "x-hidden",
    }
}
