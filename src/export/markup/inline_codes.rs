//! A side cut into text and tags whose bytes, joined, are the bytes of its span.
//!
//! Text is kept as it stands in the file where that says the same as the plain text; all else is a tag that holds
//! its Markdown. Openings and closings of one side find each other here; the tags of two sides do in `tags`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Inline, InlineKind, PairSide, Span};

/// A stretch of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) enum Fragment<'a> {
    /// Text, as it stands in the file.
    Text(Cow<'a, str>),
    /// Markup.
    Code(Code<'a>),
}

/// Markup in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct Code<'a> {
    /// Its bytes in the file.
    pub raw: &'a str,
    pub class: CodeClass,
    pub shape: CodeShape,
    /// Identity that does not change with language; 0 where there is none.
    pub key: u64,
    /// The number it has in common with its partner in the other side; 0 for what has none to look for.
    pub number: u32,
}

/// What sort of markup a tag is; openings and closings are of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::export) enum CodeClass {
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

impl CodeClass {
    /// Whether the tag is expected in a translation.
    pub fn matters(self) -> bool {
        !matches!(self, Self::Escape | Self::Hidden)
    }
}

/// How a tag stands in its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::export) enum CodeShape {
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
pub(in crate::export) fn fragments<'a>(side: &'a PairSide) -> Vec<Fragment<'a>> {
    let bytes = |span: Span| side.raw(&span);
    let mut fragments = Vec::new();
    let mut at = side.span.start;
    for run in side.runs.iter().flatten() {
        // Tags that a sentence shares with the ones before or after it.
        if run.span.is_empty() {
            continue;
        }
        if run.span.end <= side.span.start || run.span.start >= side.span.end {
            if run.span.start >= side.span.end && at < side.span.end {
                push_hidden(bytes(at..side.span.end), &mut fragments);
                at = side.span.end;
            }
            fragments.push(Fragment::Code(tag(run, bytes(run.span.clone()))));
            continue;
        }
        if run.span.start > at {
            push_hidden(bytes(at..run.span.start), &mut fragments);
        }
        let raw = bytes(run.span.start.max(at)..run.span.end.max(at));
        at = at.max(run.span.end);
        let plain = side.text_of(run);
        if run.kind == InlineKind::Text && same_text(raw, plain) {
            fragments.push(Fragment::Text(raw.into()));
        } else if !raw.is_empty() {
            fragments.push(Fragment::Code(tag(run, raw)));
        }
    }
    if side.runs.iter().all(|unit| unit.is_empty()) {
        fragments.push(Fragment::Text(bytes(side.span.clone()).into()));
    } else if at < side.span.end {
        push_hidden(bytes(at..side.span.end), &mut fragments);
    }
    pair(&mut fragments);
    fragments
}

/// What stands between two units: its white space as text, so that words stay apart, the rest as a tag.
fn push_hidden<'a>(raw: &'a str, fragments: &mut Vec<Fragment<'a>>) {
    let marker = raw.trim_start();
    let (space, marker) = raw.split_at(raw.len() - marker.len());
    if !space.is_empty() {
        fragments.push(Fragment::Text(space.into()));
    }
    if !marker.is_empty() {
        let (class, shape) = (CodeClass::Hidden, CodeShape::Alone);
        fragments.push(Fragment::Code(Code {
            raw: marker,
            class,
            shape,
            key: 0,
            number: 0,
        }));
    }
}

/// Whether bytes of a file say a plain text: the same but for folded white space and composition.
fn same_text(raw: &str, plain: &str) -> bool {
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

fn tag<'a>(run: &Inline, raw: &'a str) -> Code<'a> {
    use CodeShape::{Alone, LoneClose, LoneOpen};
    use InlineKind as K;
    let (class, shape) = match run.kind {
        K::EmphasisOpen => (CodeClass::Emphasis, LoneOpen),
        K::EmphasisClose => (CodeClass::Emphasis, LoneClose),
        K::StrongOpen => (CodeClass::Strong, LoneOpen),
        K::StrongClose => (CodeClass::Strong, LoneClose),
        K::StrikeOpen => (CodeClass::Strike, LoneOpen),
        K::StrikeClose => (CodeClass::Strike, LoneClose),
        K::LinkOpen => (CodeClass::Link, LoneOpen),
        K::LinkClose => (CodeClass::Link, LoneClose),
        K::Html => (CodeClass::Html, html(raw)),
        K::Code => (CodeClass::Code, Alone),
        K::Image => (CodeClass::Image, Alone),
        K::Break => (CodeClass::Break, Alone),
        K::FootnoteRef => (CodeClass::Footnote, Alone),
        K::Directive => (CodeClass::Directive, Alone),
        K::Escape => (CodeClass::Escape, Alone),
        K::Text | K::Hidden => (CodeClass::Hidden, Alone),
    };
    Code {
        raw,
        class,
        shape,
        key: run.key,
        number: 0,
    }
}

/// Whether an HTML tag opens, closes, or does neither: comments, and elements that need no end.
fn html(raw: &str) -> CodeShape {
    const VOID_ELEMENTS: [&str; 16] = [
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
        || VOID_ELEMENTS.iter().any(|e| e.eq_ignore_ascii_case(name))
    {
        CodeShape::Alone
    } else if inside.starts_with('/') {
        CodeShape::LoneClose
    } else {
        CodeShape::LoneOpen
    }
}

/// Lets openings and closings find each other: a closing ends the last open tag of its class, of its key where both
/// have one. Pairs may overlap, as broken markup does.
fn pair(fragments: &mut [Fragment<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..fragments.len() {
        let Fragment::Code(Code {
            class, shape, key, ..
        }) = fragments[index]
        else {
            continue;
        };
        match shape {
            CodeShape::LoneOpen => open.push(index),
            CodeShape::LoneClose => {
                let found = open.iter().rposition(|&o| {
                    matches!(&fragments[o], Fragment::Code(t)
                        if t.class == class && (t.key == key || t.key == 0 || key == 0))
                });
                if let Some(found) = found {
                    let opening = open.remove(found);
                    set(&mut fragments[opening], CodeShape::Open(index));
                    set(&mut fragments[index], CodeShape::Close(opening));
                }
            }
            CodeShape::Open(_) | CodeShape::Close(_) | CodeShape::Alone => {}
        }
    }
}

fn set(fragment: &mut Fragment<'_>, shape: CodeShape) {
    if let Fragment::Code(tag) = fragment {
        tag.shape = shape;
    }
}
