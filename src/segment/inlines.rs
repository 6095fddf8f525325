//! Inline events to runs.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::model::{InlineKind, Unit, UnitKind};

use super::containers::Place;
use super::leaf::{Image, Leaf};
use super::mask::MarkKind;
use super::run_writer::{Writer, Written};
use super::segmenter::Segmenter;
use super::{heading, neutral_key};

impl<'s> Segmenter<'s> {
    /// The writer of the open unit, or of the image in it.
    pub fn writer(&mut self) -> &mut Writer<'s> {
        if self.image.is_some() {
            &mut self.alt
        } else {
            &mut self.main
        }
    }

    /// The open unit. Begins one if there is none, as in a tight list item or in HTML.
    pub fn leaf(&mut self, at: usize) -> &mut Leaf {
        if self.leaf.is_none() {
            let place = self.containers.place();
            let level = self.containers.html_heading();
            let place = if level > 0 {
                Place {
                    kind: UnitKind::Heading,
                    label: None,
                    ..place
                }
            } else {
                place
            };
            self.open(at..self.file.len(), place, level);
        }
        let range = at..self.file.len();
        self.leaf
            .get_or_insert_with(|| Leaf::new(range, self.containers.place(), 0))
    }

    /// One inline event.
    pub fn inline(&mut self, event: Event<'_>, range: Range<usize>) {
        if matches!(event, Event::TaskListMarker(_)) && self.leaf.is_none() {
            return;
        }
        let leaf = self.leaf(range.start);
        let hidden = leaf.hidden > 0;
        if let Some(stars) = &leaf.stars
            && !(stars.end == range.start && matches!(&event, Event::Text(_)))
        {
            self.settle();
        }
        if hidden {
            if let Event::InlineHtml(_) = event {
                self.inline_html(range);
            } else if !matches!(event, Event::Start(_)) {
                self.writer().mark(InlineKind::Hidden, range.end, 0);
            }
            return;
        }
        match event {
            Event::Text(text) => self.text_event(&text, range),
            Event::Code(code) => self.code_span(code, range),
            Event::SoftBreak if self.splits_at(&range) => self.close(),
            Event::SoftBreak => {
                let writer = self.writer();
                writer.gap(range.start);
                writer.line_break(range.end);
            }
            Event::HardBreak if !self.is_hard_break(&range) => {
                let writer = self.writer();
                writer.gap(range.start);
                writer.line_break(range.end);
            }
            Event::HardBreak => {
                let writer = self.writer();
                writer.gap(range.start);
                writer.space(InlineKind::Break, range.end, 0);
            }
            Event::InlineHtml(_) | Event::Html(_) => self.inline_html(range),
            Event::FootnoteReference(name) => {
                let writer = self.writer();
                writer.gap(range.start);
                writer.mark(
                    InlineKind::FootnoteRef,
                    range.end,
                    neutral_key::hash("footnote", name.as_bytes()),
                );
            }
            Event::TaskListMarker(_) => self.writer().mark(InlineKind::Hidden, range.end, 0),
            Event::InlineMath(formula) => self.formula(&formula, range),
            Event::DisplayMath(_) => self.formula("", range),
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            _ => {}
        }
    }

    /// Whether the file has a hard break there. Indentation that was moved looks like one in the copy.
    fn is_hard_break(&self, range: &Range<usize>) -> bool {
        let text = &self.file[range.clone()];
        let spaces = text.len() - text.trim_start_matches([' ', '\t']).len();
        spaces >= 2 || text.starts_with('\\')
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let at = range.start;
        let (kind, length, key) = match tag {
            Tag::Emphasis => (InlineKind::EmphasisOpen, 1, 0),
            Tag::Strong => (InlineKind::StrongOpen, 2, 0),
            Tag::Strikethrough => (InlineKind::StrikeOpen, self.tildes(at), 0),
            Tag::Link {
                dest_url,
                title,
                link_type,
                ..
            } => {
                let key = neutral_key::hash_address("link", dest_url);
                let titled = *link_type == LinkType::Inline && !title.is_empty();
                self.links.push((key, titled));
                let leaf = self.leaf(at);
                if leaf.level > 0
                    && let Some(tab) = heading::tab_id(dest_url)
                {
                    leaf.tab = Some(tab.into());
                }
                (InlineKind::LinkOpen, 1, key)
            }
            Tag::Image {
                dest_url,
                title,
                link_type,
                ..
            } => {
                let titled = *link_type == LinkType::Inline && !title.is_empty();
                return self.start_image(at, dest_url, titled);
            }
            _ => return,
        };
        let writer = self.writer();
        writer.gap(at);
        writer.mark(kind, at + length, key);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let (kind, length) = match tag {
            TagEnd::Emphasis => (InlineKind::EmphasisClose, 1),
            TagEnd::Strong => (InlineKind::StrongClose, 2),
            TagEnd::Strikethrough => (InlineKind::StrikeClose, self.tildes(range.start)),
            TagEnd::Link => {
                let (key, titled) = self.links.pop().unwrap_or_default();
                let from = self.writer().at;
                self.writer().mark(InlineKind::LinkClose, range.end, key);
                if titled {
                    self.link_title(from, range.end);
                }
                return;
            }
            TagEnd::Image => return self.end_image(range.end),
            _ => return,
        };
        let writer = self.writer();
        writer.gap(range.end - length);
        writer.mark(kind, range.end, 0);
    }

    /// One or two: how many tildes open a deletion.
    fn tildes(&self, at: usize) -> usize {
        if self.file.as_bytes().get(at + 1) == Some(&b'~') {
            2
        } else {
            1
        }
    }

    fn start_image(&mut self, at: usize, path: &str, titled: bool) {
        if let Some(image) = &mut self.image {
            image.nested += 1;
            return;
        }
        self.main.gap(at);
        self.alt.begin(at);
        let key = neutral_key::hash_address("image", path);
        self.image = Some(Image {
            start: at,
            key,
            path: neutral_key::without_locale(path).into(),
            nested: 0,
            titled,
        });
    }

    fn end_image(&mut self, end: usize) {
        match &mut self.image {
            Some(image) if image.nested > 0 => image.nested -= 1,
            _ => {
                if let Some(image) = self.image.take() {
                    let from = self.alt.at;
                    self.add_image(image.start..end, image.key, image.path);
                    if image.titled {
                        self.link_title(from, end);
                    }
                }
            }
        }
    }

    /// An image whose alternative text, if any, has been written.
    pub fn add_image(&mut self, span: Range<usize>, key: u64, path: Box<str>) {
        self.main.mark(InlineKind::Image, span.end, key);
        match self.alt.finish() {
            Some(written) => {
                let leaf = self.leaf(span.start);
                let place = Place {
                    kind: UnitKind::ImageAlt,
                    label: Some(path),
                    depth: leaf.place.depth,
                    cell: None,
                };
                leaf.images.push(apart(written, place));
            }
            None => self.units.landmark(key, span.start as u32..span.end as u32),
        }
    }

    fn text_event(&mut self, text: &str, range: Range<usize>) {
        let bytes = self.file.as_bytes();
        let Range { mut start, end } = range;
        if self.leaf(start).stars.is_some() {
            self.text(start..end);
            return;
        }
        let writer = self.writer();
        if start > writer.at && bytes[start - 1] == b'\\' {
            writer.gap(start - 1);
            if text.len() != end - start {
                writer.gap(start);
            } else if let Some(escaped) = text.chars().next().map(char::len_utf8) {
                writer.replaced(InlineKind::Escape, start + escaped, &text[..escaped], 0);
                start += escaped;
                if start < end {
                    self.text(start..end);
                }
                return;
            }
        }
        writer.gap(start);
        // An entity may be as long as what it stands for.
        let is_entity = bytes[start] == b'&' && !text.starts_with('&');
        if text.len() == end - start && !is_entity {
            self.text(start..end);
        } else {
            writer.replaced(InlineKind::Escape, end, text, 0);
        }
    }

    /// Whether a line end ends the unit.
    fn splits_at(&mut self, line_end: &Range<usize>) -> bool {
        let base = self.base;
        let mut marks = self.marks[self.next_mark..].iter();
        let found = marks.position(|mark| mark.span.start + base >= line_end.start);
        let Some(found) = found.map(|index| self.next_mark + index) else {
            return false;
        };
        let mark = &self.marks[found];
        let splits = matches!(mark.kind, MarkKind::Split) && mark.span.start + base < line_end.end;
        if splits {
            self.next_mark = found + 1;
        }
        splits
    }

    /// A formula between dollars. Before a digit the second dollar is money, so it is text.
    fn formula(&mut self, formula: &str, range: Range<usize>) {
        let before_digit = self
            .file
            .as_bytes()
            .get(range.end)
            .is_some_and(u8::is_ascii_digit);
        self.writer().gap(range.start);
        if before_digit && !formula.is_empty() {
            self.text(range);
            return;
        }
        let key = neutral_key::hash("formula", self.file[range.clone()].as_bytes());
        let writer = self.writer();
        writer.replaced(InlineKind::Directive, range.end, formula, key);
    }

    fn code_span(&mut self, code: CowStr<'_>, range: Range<usize>) {
        let file = self.file;
        let raw = &file[range.clone()];
        let masked = &self.masked[range.start - self.base..range.end - self.base];
        let writer = self.writer();
        writer.gap(range.start);
        if raw == masked {
            writer.replaced(
                InlineKind::Code,
                range.end,
                &code,
                neutral_key::hash("code", code.as_bytes()),
            );
        } else {
            self.skip_marks(range.end);
            let code = raw.trim_matches('`').trim();
            let in_cell = self.leaf(range.start).place.cell.is_some();
            let code = if in_cell {
                code.replace("\\|", "|")
            } else {
                code.to_owned()
            };
            let writer = self.writer();
            writer.replaced(
                InlineKind::Code,
                range.end,
                &code,
                neutral_key::hash("code", code.as_bytes()),
            );
        }
    }
}

/// A unit written apart from the one around it; its section and line are known later.
pub(super) fn apart(written: Written, place: Place) -> Unit {
    Unit {
        kind: place.kind,
        span: written.span,
        line: 0,
        section: 0,
        level: 0,
        depth: place.depth,
        cell: place.cell,
        label: place.label,
        text: written.text,
        inlines: written.inlines,
    }
}
