//! Titles of links, images and link definitions, `[text](address "Title")`: readers see them when they point
//! at the text, and translators translate them. Each is a unit.

use std::ops::Range;

use pulldown_cmark::RefDefs;

use crate::model::{InlineKind, UnitKind};

use super::containers::Place;
use super::html;
use super::inlines::apart;
use super::mask::{FILL, Mark, MarkKind};
use super::run_writer::Writer;
use super::segmenter::Segmenter;

/// The label of such units.
const LABEL: &str = "title";

impl Segmenter<'_> {
    /// The title in what closes a link or an image, `](address "Title")`.
    pub fn link_title(&mut self, from: usize, end: usize) {
        if self.image.is_some() || from >= end {
            return;
        }
        let masked = self.masked;
        let Some(open) = masked[from - self.base..end - self.base].find("](") else {
            return;
        };
        let start = from + open + 2;
        let title = title(&masked[start - self.base..end - self.base]);
        // Docsify puts options there, such as `':include'`.
        let is_option = |title: &Range<usize>| {
            let title = &masked[start - self.base + title.start..start - self.base + title.end];
            let option = title.strip_prefix(':').and_then(|t| t.chars().next());
            option.is_some_and(|c| c.is_ascii_lowercase())
        };
        if let Some(title) = title.filter(|title| !is_option(title)) {
            self.title_unit(start + title.start..start + title.end);
        }
    }

    /// Writes a title beside the open unit.
    fn title_unit(&mut self, range: Range<usize>) {
        if self.image.is_some() {
            return;
        }
        self.alt.begin(range.start);
        let mut at = range.start;
        let masked = self.masked.as_bytes();
        while at < range.end {
            // Variables in it show nothing.
            let rest = &masked[at - self.base..range.end - self.base];
            let text = memchr::memchr(FILL, rest).unwrap_or(rest.len());
            escaped(self.file, at..at + text, &mut self.alt);
            let filled = rest[text..].iter().take_while(|b| **b == FILL).count();
            self.alt.mark(InlineKind::Directive, at + text + filled, 0);
            at += text + filled;
        }
        if let Some(written) = self.alt.finish() {
            let leaf = self.leaf(range.start);
            let place = Place {
                kind: UnitKind::Directive,
                label: Some(LABEL.into()),
                depth: leaf.place.depth,
                cell: None,
            };
            leaf.images.push(apart(written, place));
        }
    }
}

/// The titles of link definitions, as marks.
pub(super) fn of_definitions(definitions: &RefDefs<'_>, body: &str) -> Vec<Mark> {
    let titled = definitions
        .iter()
        .filter(|(_, definition)| definition.title.is_some());
    titled
        .filter_map(|(_, definition)| {
            let span = definition.span.clone();
            let text = &body[span.clone()];
            let open = text.find("]:")? + 2;
            let title = title(&text[open..])?;
            let text = span.start + open + title.start..span.start + open + title.end;
            Some(Mark {
                span: text.clone(),
                kind: MarkKind::Text {
                    kind: Some(UnitKind::Directive),
                    label: Some(LABEL.into()),
                    text,
                },
            })
        })
        .collect()
}

/// The title after an address.
fn title(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let space = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|b| b.is_ascii_whitespace()).count()
    };
    let start = space(0);
    let end = address_end(bytes, start);
    let open = space(end);
    if open == end {
        return None;
    }
    let close = match bytes.get(open)? {
        quote @ (b'"' | b'\'') => *quote,
        b'(' => b')',
        _ => return None,
    };
    let mut at = open + 1;
    while *bytes.get(at)? != close {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    Some(open + 1..at)
}

/// Where the address ends that begins at a byte.
fn address_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let in_brackets = rest.first() == Some(&b'<');
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 1,
            b'>' if in_brackets => return start + at + 1,
            byte if !in_brackets && byte.is_ascii_whitespace() => break,
            _ => {}
        }
        at += 1;
    }
    start + at.min(rest.len())
}

/// Writes a text of Markdown that has no markup but entities and escapes.
fn escaped(file: &str, range: Range<usize>, writer: &mut Writer<'_>) {
    let bytes = &file.as_bytes()[..range.end];
    let mut from = range.start;
    let mut at = range.start;
    while let Some(slash) = memchr::memchr(b'\\', &bytes[at..]).map(|n| at + n) {
        at = slash + 1;
        if bytes.get(at).is_some_and(u8::is_ascii_punctuation) {
            html::raw(file, from..slash, writer);
            writer.replaced(InlineKind::Escape, at + 1, &file[at..at + 1], 0);
            at += 1;
            from = at;
        }
    }
    html::raw(file, from..range.end, writer);
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn titles_of_every_spelling() {
        let shown = |text: &'static str| title(text).map(|range| &text[range]);
        assert_eq!(shown("a \"b\")"), Some("b"));
        assert_eq!(shown("<a b>\n 'c \\' d')"), Some("c \\' d"));
        assert_eq!(shown(" a(b) (c))"), Some("c"));
        for without in ["a)", "", "a \"b", "<a b", "a\"b\"", "a b"] {
            assert_eq!(shown(without), None, "{without}");
        }
    }
}
