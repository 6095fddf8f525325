//! Values of front matter as units: their HTML is markup, their entities are characters.

use std::ops::Range;

use crate::model::{InlineKind, Source, UnitKind};

use super::SegmentSettings;
use super::containers::Place;
use super::html::{self, Piece};
use super::neutral_key;
use super::segmenter::Segmenter;

/// Tags that titles and descriptions hold. Others, as in `List<String>`, are text.
const TAGS: [&[u8]; 27] = [
    b"a", b"abbr", b"b", b"br", b"cite", b"code", b"del", b"dfn", b"div", b"em", b"i", b"ins",
    b"kbd", b"mark", b"p", b"q", b"s", b"samp", b"small", b"span", b"strong", b"sub", b"sup", b"u",
    b"var", b"wbr", b"font",
];

impl Segmenter<'_> {
    /// The values that settings ask for.
    pub fn front_matter(&mut self, source: &Source, settings: &SegmentSettings) {
        for entry in &source.front_matter.entries {
            let mut keys = settings.front_matter_keys.iter();
            let wanted = keys.any(|key| key.eq_ignore_ascii_case(&entry.key));
            let span = entry.span.start as usize..entry.span.end as usize;
            if !wanted || span.end > self.file.len() || span.is_empty() {
                continue;
            }
            self.main.begin(span.start);
            self.value(span, &entry.value);
            if let Some(written) = self.main.finish() {
                let place = Place {
                    kind: UnitKind::FrontMatter,
                    label: Some(entry.key.as_str().into()),
                    depth: 0,
                    cell: None,
                };
                self.units.add(written, place, 0);
            }
        }
    }

    fn value(&mut self, span: Range<usize>, value: &str) {
        let as_written = &self.file[span.clone()] == value;
        if !value.contains(['<', '&']) {
            self.main.replaced(InlineKind::Text, span.end, value, 0);
        } else if as_written {
            self.html_value(span);
        } else {
            let text = decoded(value);
            self.main.replaced(InlineKind::Text, span.end, &text, 0);
        }
    }

    /// A value whose text is its bytes: each tag of it is a run.
    fn html_value(&mut self, span: Range<usize>) {
        let file = self.file;
        let mut at = span.start;
        for piece in html::pieces(&file[span.clone()]) {
            let (Piece::Open(range) | Piece::Close(range)) = piece else {
                continue;
            };
            let tag = range.start + span.start..range.end + span.start;
            let name = html::name(file[tag.clone()].as_bytes()).to_ascii_lowercase();
            if !TAGS.contains(&&*name) || tag.start < at {
                continue;
            }
            html::raw(file, at..tag.start, &mut self.main);
            at = tag.end;
            let key = neutral_key::hash("tag", &name);
            match &*name {
                b"br" => self.main.space(InlineKind::Break, at, key),
                _ => self.main.mark(InlineKind::Html, at, key),
            }
        }
        html::raw(file, at..span.end, &mut self.main);
    }
}

/// A text without tags, its entities decoded.
fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut at = 0;
    let mut add = |part: &str| {
        let mut from = 0;
        while let Some(amp) = memchr::memchr(b'&', &part.as_bytes()[from..]).map(|n| from + n) {
            text.push_str(&part[from..amp]);
            match html::entity(&part[amp..]) {
                Some((length, decoded)) => {
                    text.push_str(&decoded);
                    from = amp + length;
                }
                None => {
                    text.push('&');
                    from = amp + 1;
                }
            }
        }
        text.push_str(&part[from..]);
    };
    for piece in html::pieces(value) {
        let (Piece::Open(range) | Piece::Close(range)) = piece else {
            continue;
        };
        let name = html::name(value[range.clone()].as_bytes()).to_ascii_lowercase();
        if TAGS.contains(&&*name) && range.start >= at {
            add(&value[at..range.start]);
            at = range.end;
            if &*name == b"br" {
                add(" ");
            }
        }
    }
    add(&value[at..]);
    text
}
