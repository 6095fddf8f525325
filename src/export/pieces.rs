//! A side cut into text and tags whose bytes, joined, are the bytes of its span.
//!
//! Text is kept as it stands in the file where that says the same as the plain text; all else is a tag that holds
//! its Markdown. Openings and closings of one side find each other here; the tags of two sides do in `tags`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Inline, InlineKind, Side, Span};

/// A stretch of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, as it stands in the file.
    Text(Cow<'a, str>),
    /// Markup.
    Tag(Tag<'a>),
}

/// Markup in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its bytes in the file.
    pub raw: &'a str,
    pub class: Class,
    pub shape: Shape,
    /// Identity that does not change with language; 0 where there is none.
    pub key: u64,
    /// The number it has in common with its partner in the other side; 0 for what has none to look for.
    pub number: u32,
}

/// What sort of markup a tag is; openings and closings are of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Emphasis,
    Strong,
    Strike,
    Link,
    Html,
    Code,
    Image,
    Break,
    Footnote,
    Directive,
    /// An entity or a backslash escape: part of the text rather than markup.
    Escape,
    /// What means nothing by itself: the markers of a continued quote, what stands between two units.
    Hidden,
}

impl Class {
    /// Whether the tag is expected in a translation.
    pub fn matters(self) -> bool {
        !matches!(self, Self::Escape | Self::Hidden)
    }
}

/// How a tag stands in its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// Begins what the tag at the index ends.
    Open(usize),
    /// Ends what the tag at the index began.
    Close(usize),
    /// Stands by itself.
    Alone,
    /// Begins what nothing ends.
    LoneOpen,
    /// Ends what nothing began.
    LoneClose,
}

/// Cuts a side. Whatever its runs leave out, between units or by mistake, becomes tags too.
pub(super) fn pieces<'a>(side: &Side<'a>) -> Vec<Piece<'a>> {
    let bytes = |span: Span| {
        side.file
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    };
    let mut pieces = Vec::new();
    let mut at = side.span.start;
    for run in side.runs.iter().copied().flatten() {
        // Tags that a sentence shares with the ones before or after it.
        if run.span.is_empty() {
            continue;
        }
        if run.span.end <= side.span.start || run.span.start >= side.span.end {
            if run.span.start >= side.span.end && at < side.span.end {
                hidden(bytes(at..side.span.end), &mut pieces);
                at = side.span.end;
            }
            pieces.push(Piece::Tag(tag(run, bytes(run.span.clone()))));
            continue;
        }
        if run.span.start > at {
            hidden(bytes(at..run.span.start), &mut pieces);
        }
        let raw = bytes(run.span.start.max(at)..run.span.end.max(at));
        at = at.max(run.span.end);
        let plain = side
            .plain
            .get(run.text.start as usize..run.text.end as usize)
            .unwrap_or("");
        if run.kind == InlineKind::Text && says(raw, plain) {
            pieces.push(Piece::Text(raw.into()));
        } else if !raw.is_empty() {
            pieces.push(Piece::Tag(tag(run, raw)));
        }
    }
    if side.runs.iter().all(|unit| unit.is_empty()) {
        pieces.push(Piece::Text(bytes(side.span.clone()).into()));
    } else if at < side.span.end {
        hidden(bytes(at..side.span.end), &mut pieces);
    }
    pair(&mut pieces);
    pieces
}

/// What stands between two units: its white space as text, so that words stay apart, the rest as a tag.
fn hidden<'a>(raw: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let marker = raw.trim_start();
    let (space, marker) = raw.split_at(raw.len() - marker.len());
    if !space.is_empty() {
        pieces.push(Piece::Text(space.into()));
    }
    if !marker.is_empty() {
        let (class, shape) = (Class::Hidden, Shape::Alone);
        pieces.push(Piece::Tag(Tag {
            raw: marker,
            class,
            shape,
            key: 0,
            number: 0,
        }));
    }
}

/// Whether bytes of a file say a plain text: the same but for folded white space and composition.
fn says(raw: &str, plain: &str) -> bool {
    if raw == plain {
        return true;
    }
    fn folded(text: &str) -> impl Iterator<Item = char> {
        text.nfc()
            .filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r'))
    }
    !plain.is_empty() && folded(raw).eq(folded(plain))
        || raw
            .bytes()
            .all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
}

fn tag<'a>(run: &Inline, raw: &'a str) -> Tag<'a> {
    use InlineKind as K;
    use Shape::{Alone, LoneClose, LoneOpen};
    let (class, shape) = match run.kind {
        K::EmphasisOpen => (Class::Emphasis, LoneOpen),
        K::EmphasisClose => (Class::Emphasis, LoneClose),
        K::StrongOpen => (Class::Strong, LoneOpen),
        K::StrongClose => (Class::Strong, LoneClose),
        K::StrikeOpen => (Class::Strike, LoneOpen),
        K::StrikeClose => (Class::Strike, LoneClose),
        K::LinkOpen => (Class::Link, LoneOpen),
        K::LinkClose => (Class::Link, LoneClose),
        K::Html => (Class::Html, html(raw)),
        K::Code => (Class::Code, Alone),
        K::Image => (Class::Image, Alone),
        K::Break => (Class::Break, Alone),
        K::FootnoteRef => (Class::Footnote, Alone),
        K::Directive => (Class::Directive, Alone),
        K::Escape => (Class::Escape, Alone),
        K::Text | K::Hidden => (Class::Hidden, Alone),
    };
    Tag {
        raw,
        class,
        shape,
        key: run.key,
        number: 0,
    }
}

/// Whether an HTML tag opens, closes, or does neither: comments, and elements that need no end.
fn html(raw: &str) -> Shape {
    const ENDLESS: [&str; 16] = [
        "area", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "p", "source",
        "td", "th", "tr",
    ];
    let inside = raw.trim_start_matches('<');
    let name = inside.trim_start_matches('/');
    let name = &name[..name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len())];
    if name.is_empty()
        || raw.ends_with("/>")
        || ENDLESS.iter().any(|e| e.eq_ignore_ascii_case(name))
    {
        Shape::Alone
    } else if inside.starts_with('/') {
        Shape::LoneClose
    } else {
        Shape::LoneOpen
    }
}

/// Lets openings and closings find each other: a closing ends the last open tag of its class, of its key where both
/// have one. Pairs may overlap, as broken markup does.
fn pair(pieces: &mut [Piece<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..pieces.len() {
        let Piece::Tag(Tag {
            class, shape, key, ..
        }) = pieces[index]
        else {
            continue;
        };
        match shape {
            Shape::LoneOpen => open.push(index),
            Shape::LoneClose => {
                let found = open.iter().rposition(|&o| {
                    matches!(&pieces[o], Piece::Tag(t)
                        if t.class == class && (t.key == key || t.key == 0 || key == 0))
                });
                if let Some(found) = found {
                    let opening = open.remove(found);
                    set(&mut pieces[opening], Shape::Open(index));
                    set(&mut pieces[index], Shape::Close(opening));
                }
            }
            Shape::Open(_) | Shape::Close(_) | Shape::Alone => {}
        }
    }
}

fn set(piece: &mut Piece<'_>, shape: Shape) {
    if let Piece::Tag(tag) = piece {
        tag.shape = shape;
    }
}
