//! Literal text of a unit: what was masked in it, and asterisks that were meant to be markup.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::model::{InlineKind, UnitKind};

use super::containers::Place;
use super::inlines::apart;
use super::mask::{EDGE, FILL, Mark, MarkKind};
use super::segmenter::{Segmenter, options};
use super::table::is_inline;
use super::{broken_emphasis, html};

impl Segmenter<'_> {
    /// Text as in the file, and the masked markup in it.
    pub fn text(&mut self, range: Range<usize>) {
        let end = range.end;
        // What was masked may reach over several lines.
        let mut start = range.start.max(self.writer().at.min(end));
        while let Some(fill) = memchr::memchr(
            FILL,
            &self.masked.as_bytes()[start - self.base..end - self.base],
        ) {
            let fill = start + fill;
            let Some(mark) = self.mark_at(fill) else {
                // The file's own control characters.
                let own = &self.masked.as_bytes()[fill - self.base..end - self.base];
                let stop = fill + own.iter().take_while(|b| **b == FILL).count();
                self.own_fill(start, fill, stop);
                start = stop;
                if start >= end {
                    return;
                }
                continue;
            };
            let begin = (mark.span.start + self.base).max(start);
            self.literal(start..begin);
            self.settle();
            self.inline_directive(begin..mark.span.end + self.base, mark.kind);
            start = mark.span.end + self.base;
            self.texts_inside(start);
            if start >= end {
                return;
            }
        }
        self.literal(start..end);
    }

    /// The mark that a byte of [`FILL`] belongs to. Marks before it are skipped: they are in code.
    fn mark_at(&mut self, fill: usize) -> Option<Mark> {
        let (masked, base) = (self.masked.as_bytes(), self.base);
        let edged = fill > base && masked[fill - base - 1] == EDGE;
        let begins = |mark: &Mark| {
            let start = mark.span.start + base;
            start == fill || edged && start + 1 == fill && mark.span.end + base > fill
        };
        loop {
            let mark = self.marks.get(self.next_mark)?;
            if begins(mark) {
                let mark = mark.clone();
                self.next_mark += 1;
                return Some(mark);
            }
            if mark.span.start + base >= fill {
                return None;
            }
            self.next_mark += 1;
        }
    }

    /// Bytes of [`FILL`] that are no mark's: control characters of the file.
    fn own_fill(&mut self, start: usize, fill: usize, stop: usize) {
        self.literal(start..fill);
        self.literal(fill..stop);
    }

    /// What was masked inside a line.
    fn inline_directive(&mut self, span: Range<usize>, kind: MarkKind) {
        let base = self.base;
        // A tag before it may have ended the unit.
        self.leaf(span.start);
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
            MarkKind::Hint { label } => {
                let leaf = self.leaf(span.start);
                leaf.place.kind = UnitKind::Note;
                leaf.place.label = Some(label.into());
                self.writer().mark(InlineKind::Hidden, span.end, 0);
            }
            MarkKind::Id { id } => {
                let id = &self.file[id.start + base..id.end + base];
                let leaf = self.leaf(span.start);
                if leaf.level > 0 {
                    leaf.place.label.get_or_insert_with(|| id.into());
                }
                self.writer().mark(InlineKind::Hidden, span.end, 0);
            }
            MarkKind::Tag { splits } => self.tag_in_text(span, splits),
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
            if kind == UnitKind::Footnote {
                // A note has inline markup. It is written beside the open unit, not into it.
                std::mem::swap(&mut self.main, &mut self.alt);
                self.marked_text(text);
                std::mem::swap(&mut self.main, &mut self.alt);
            } else {
                html::raw(self.file, text, &mut self.alt);
            }
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

    /// A text that was masked as a whole and has inline markup, such as the title of a directive.
    pub fn marked_text(&mut self, range: Range<usize>) {
        // A comma before it keeps `1. Title` from being read as a list, and does not disturb emphasis.
        let text = format!(",{}", &self.file[range.clone()]);
        for (event, inner) in Parser::new_ext(&text, options()).into_offset_iter() {
            let inner = (inner.start + range.start)
                .saturating_sub(1)
                .max(range.start)
                ..(inner.end + range.start).saturating_sub(1);
            if inner.is_empty() || !is_inline(&event) {
                continue;
            }
            match event {
                Event::Text(text) if inner.len() < text.len() => self.text(inner),
                event => self.inline(event, inner),
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
        let broken = broken_emphasis::is_broken_strong(file, stars.clone(), leaf.range.clone());
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
}
