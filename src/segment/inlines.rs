//! Inline events to runs.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::model::{InlineKind, Unit, UnitKind};

use super::blocks::Segmenter;
use super::containers::Place;
use super::mask::{FILL, MarkKind};
use super::runs::{Writer, Written};
use super::{damage, heading, html, key};

/// The unit being written.
pub(super) struct Leaf {
    pub range: Range<usize>,
    pub place: Place,
    /// Heading level, 0 for no heading.
    pub level: u8,
    /// The tab's id, where a heading's link is a tab's.
    pub tab: Option<Box<str>>,
    /// Alternative texts in it; their ranges point into the arenas for those.
    pub images: Vec<Unit>,
    /// Keys of open links.
    links: Vec<u64>,
    /// Literal asterisks whose run may go on in the next event.
    stars: Option<Range<usize>>,
    /// The run of the last broken `**` that opened.
    broken: Option<usize>,
    /// Open `<span>`s since one that holds the original's text.
    pub hidden: usize,
    /// An `<a name="…">` is open.
    pub anchor: bool,
}

/// An image whose alternative text is being written.
pub(super) struct Image {
    start: usize,
    key: u64,
    path: Box<str>,
    nested: usize,
}

impl Leaf {
    pub fn new(range: Range<usize>, place: Place, level: u8) -> Self {
        Self {
            range,
            place,
            level,
            tab: None,
            images: Vec::new(),
            links: Vec::new(),
            stars: None,
            broken: None,
            hidden: 0,
            anchor: false,
        }
    }

    /// A broken `**` that was never closed is no opening.
    pub fn balance(&mut self, writer: &mut Writer<'_>) {
        if let Some(run) = self.broken.take() {
            writer.set_kind(run, InlineKind::Hidden);
        }
    }
}

impl<'s> Segmenter<'s> {
    /// The writer of what is open: the unit, or the image in it.
    pub fn writer(&mut self) -> &mut Writer<'s> {
        if self.image.is_some() {
            &mut self.alt
        } else {
            &mut self.main
        }
    }

    /// The open unit; begins one where a tight list item or HTML has none.
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
        let more_stars = matches!(&event, Event::Text(_))
            && leaf.stars.as_ref().is_some_and(|s| s.end == range.start);
        if leaf.stars.is_some() && !more_stars {
            self.settle();
        }
        if self.leaf(range.start).hidden > 0 {
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
            Event::SoftBreak => {
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
                    key::of("footnote", name.as_bytes()),
                );
            }
            Event::TaskListMarker(_) => self.writer().mark(InlineKind::Hidden, range.end, 0),
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let at = range.start;
        let (kind, length, key) = match tag {
            Tag::Emphasis => (InlineKind::EmphasisOpen, 1, 0),
            Tag::Strong => (InlineKind::StrongOpen, 2, 0),
            Tag::Strikethrough => (InlineKind::StrikeOpen, self.tildes(at), 0),
            Tag::Link { dest_url, .. } => {
                let key = key::address("link", dest_url);
                let leaf = self.leaf(at);
                leaf.links.push(key);
                if leaf.level > 0
                    && let Some(tab) = heading::tab_id(dest_url)
                {
                    leaf.tab = Some(tab.into());
                }
                (InlineKind::LinkOpen, 1, key)
            }
            Tag::Image { dest_url, .. } => return self.start_image(at, dest_url),
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
                let key = self.leaf(range.start).links.pop().unwrap_or(0);
                self.writer().mark(InlineKind::LinkClose, range.end, key);
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

    fn start_image(&mut self, at: usize, path: &str) {
        if let Some(image) = &mut self.image {
            image.nested += 1;
            return;
        }
        self.main.gap(at);
        self.alt.begin(at);
        let key = key::address("image", path);
        self.image = Some(Image {
            start: at,
            key,
            path: key::without_locale(path).into(),
            nested: 0,
        });
    }

    fn end_image(&mut self, end: usize) {
        match &mut self.image {
            Some(image) if image.nested > 0 => image.nested -= 1,
            _ => {
                if let Some(image) = self.image.take() {
                    self.add_image(image.start..end, image.key, image.path);
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
        if text.len() == end - start {
            self.text(start..end);
        } else {
            writer.replaced(InlineKind::Escape, end, text, 0);
        }
    }

    /// Text as it stands in the file, with what was masked in it.
    pub fn text(&mut self, range: Range<usize>) {
        let end = range.end;
        // What was masked may reach over several lines.
        let mut start = range.start.max(self.writer().at.min(end));
        while let Some(fill) = memchr::memchr(
            FILL,
            &self.masked.as_bytes()[start - self.base..end - self.base],
        ) {
            let fill = start + fill;
            self.skip_marks(fill);
            let Some(mark) = self
                .marks
                .get(self.next_mark)
                .filter(|m| m.span.start + self.base == fill)
            else {
                // The file's own control characters.
                let own = &self.masked.as_bytes()[fill - self.base..end - self.base];
                let stop = fill + own.iter().take_while(|b| **b == FILL).count();
                self.literal(start..stop);
                start = stop;
                if start >= end {
                    return;
                }
                continue;
            };
            let mark = mark.clone();
            self.next_mark += 1;
            self.literal(start..fill);
            self.settle();
            self.inline_directive(fill..mark.span.end + self.base, mark.kind);
            start = mark.span.end + self.base;
            self.texts_inside(start);
            if start >= end {
                return;
            }
        }
        self.literal(start..end);
    }

    /// What was masked inside a line.
    fn inline_directive(&mut self, span: Range<usize>, kind: MarkKind) {
        let base = self.base;
        match kind {
            MarkKind::Inline { text, key } => {
                let file = self.file;
                let text = &file[text.start + base..text.end + base];
                self.writer()
                    .replaced(InlineKind::Directive, span.end, text, key);
            }
            MarkKind::Landmark { key } => {
                self.units.landmark(key, span.start as u32..span.end as u32);
                self.writer().mark(InlineKind::Hidden, span.end, 0);
            }
            MarkKind::Alert { name } => {
                let file = self.file;
                let name = &file[name.start + base..name.end + base];
                if self.main.has_text() {
                    self.close();
                }
                let quoted = self.containers.alert(name);
                let leaf = self.leaf(span.start);
                if !(quoted && leaf.place.kind == UnitKind::ListItem)
                    && leaf.level == 0
                    && leaf.place.cell.is_none()
                {
                    leaf.place.kind = UnitKind::Note;
                }
                leaf.place.label = Some(name.to_lowercase().into());
                self.writer().mark(InlineKind::Hidden, span.end, 0);
            }
            _ => self.writer().mark(InlineKind::Hidden, span.end, 0),
        }
    }

    /// The texts in a directive inside a line, such as an image's alternative text, are units of their own.
    fn texts_inside(&mut self, end: usize) {
        while let Some(mark) = self
            .marks
            .get(self.next_mark)
            .filter(|m| m.span.start + self.base < end)
        {
            let MarkKind::Text {
                kind: Some(kind),
                label,
                text,
            } = mark.kind.clone()
            else {
                return;
            };
            self.next_mark += 1;
            let text = text.start + self.base..text.end + self.base;
            if self.image.is_some() {
                continue;
            }
            self.alt.begin(text.start);
            html::raw(self.file, text, &mut self.alt);
            if let Some(written) = self.alt.finish() {
                let place = Place {
                    kind,
                    label,
                    depth: self.leaf(end).place.depth,
                    cell: None,
                };
                self.leaf(end).images.push(apart(written, place));
            }
        }
    }

    /// Text without masked parts; broken `**` in it becomes markup.
    fn literal(&mut self, range: Range<usize>) {
        let Range { mut start, end } = range;
        if start >= end {
            return;
        }
        let file = self.file;
        let text = &file[start..end];
        let leaf = self.leaf(start);
        if leaf.place.kind == UnitKind::ListItem && text.starts_with(": ") && !self.main.has_text()
        {
            // A description in MDN's lists of definitions.
            self.writer().mark(InlineKind::Hidden, start + 1, 0);
            start += 1;
        }
        let text = &file[start..end];
        let Some(first) = memchr::memchr(b'*', text.as_bytes()) else {
            self.settle();
            self.writer().text(end);
            return;
        };
        if first > 0 {
            self.settle();
        }
        let mut from = start;
        let bytes = file.as_bytes();
        while let Some(star) = memchr::memchr(b'*', &bytes[from..end]) {
            let star = from + star;
            let stop = star + bytes[star..end].iter().take_while(|b| **b == b'*').count();
            if star > self.writer().at && self.leaf(star).stars.is_none() {
                self.writer().text(star);
            }
            let leaf = self.leaf(star);
            match &mut leaf.stars {
                Some(stars) if stars.end == star => stars.end = stop,
                stars => *stars = Some(star..stop),
            }
            if stop < end {
                self.settle();
            }
            from = stop;
        }
        if from < end {
            self.writer().text(end);
        }
    }

    /// Decides about literal asterisks once their run has ended.
    pub fn settle(&mut self) {
        let file = self.file;
        let Some(leaf) = &mut self.leaf else { return };
        let Some(stars) = leaf.stars.take() else {
            return;
        };
        let broken = damage::is_broken_strong(file, stars.clone(), leaf.range.clone());
        let in_image = self.image.is_some();
        let writer = if in_image {
            &mut self.alt
        } else {
            &mut self.main
        };
        writer.gap(stars.start);
        if !broken {
            writer.text(stars.end);
        } else if stars.len() == 4 || in_image {
            writer.mark(InlineKind::Hidden, stars.end, 0);
        } else if leaf.broken.take().is_some() {
            writer.mark(InlineKind::StrongClose, stars.end, 0);
        } else {
            leaf.broken = Some(writer.runs().len());
            writer.mark(InlineKind::StrongOpen, stars.end, 0);
        }
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
                key::of("code", code.as_bytes()),
            );
        } else {
            let code = raw.trim_matches('`').trim();
            writer.replaced(
                InlineKind::Code,
                range.end,
                code,
                key::of("code", code.as_bytes()),
            );
        }
    }
}

/// A unit written apart from the one around it; its section and line are known later.
fn apart(written: Written, place: Place) -> Unit {
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
