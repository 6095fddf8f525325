//! Finished units on their way into the document: sections, order, lines.

use crate::model::{Document, Landmark, Section, Span, Unit, UnitId};

use super::containers::Place;
use super::run_writer::{Writer, Written};

/// The document being built.
pub(super) struct Units {
    pub document: Document,
    /// Sections that are open, outermost first.
    open: Vec<u32>,
}

impl Units {
    /// An empty document. Reserves room for the usual number of units of a body of `size` bytes.
    pub fn new(size: usize) -> Self {
        let document = Document {
            units: Vec::with_capacity(size / 128),
            sections: vec![Section {
                heading: None,
                level: 0,
                parent: None,
            }],
            ..Document::default()
        };
        Self {
            document,
            open: Vec::new(),
        }
    }

    /// Adds a unit; a heading opens a section.
    pub fn add(&mut self, written: Written, place: Place, level: u8) {
        if level > 0 {
            let sections = &mut self.document.sections;
            while self
                .open
                .last()
                .is_some_and(|s| sections[*s as usize].level >= level)
            {
                self.open.pop();
            }
            let parent = self.open.last().copied();
            self.open.push(sections.len() as u32);
            sections.push(Section {
                heading: Some(UnitId::new(self.document.units.len())),
                level,
                parent,
            });
        }
        self.document.units.push(Unit {
            kind: place.kind,
            span: written.span,
            line: 0,
            section: self.document.sections.len() as u32 - 1,
            level,
            depth: place.depth,
            cell: place.cell,
            label: place.label,
            text: written.text,
            inlines: written.inlines,
        });
    }

    /// Adds the units that were written apart, such as the images of a paragraph.
    pub fn append(&mut self, units: &mut Vec<Unit>, from: &mut Writer<'_>, to: &mut Writer<'_>) {
        if units.is_empty() {
            return;
        }
        let (text, runs) = (to.plain.len() as u32, to.inlines.len() as u32);
        to.plain.push_str(&from.plain);
        to.inlines.extend(from.inlines.drain(..).map(|mut run| {
            run.text = run.text.start + text..run.text.end + text;
            run
        }));
        from.plain.clear();
        for mut unit in units.drain(..) {
            unit.text = unit.text.start + text..unit.text.end + text;
            unit.inlines = unit.inlines.start + runs..unit.inlines.end + runs;
            unit.section = self.document.sections.len() as u32 - 1;
            self.document.units.push(unit);
        }
    }

    /// Adds a landmark.
    pub fn landmark(&mut self, key: u64, span: Span) {
        self.document.landmarks.push(Landmark {
            before: 0,
            key,
            span,
        });
    }

    /// The document, its units in order and their lines counted.
    pub fn finish(mut self, writer: Writer<'_>, file: &str) -> Document {
        self.document.inlines = writer.inlines;
        self.document.plain = writer.plain;
        if !self.document.units.is_sorted_by_key(|u| u.span.start) {
            self.sort();
        }
        let Document {
            units, landmarks, ..
        } = &mut self.document;
        landmarks.sort_by_key(|l| l.span.start);
        let mut before = 0;
        for landmark in landmarks {
            while units
                .get(before)
                .is_some_and(|u| u.span.start < landmark.span.start)
            {
                before += 1;
            }
            landmark.before = before as u32;
        }
        let (mut line, mut at) = (1, 0);
        for unit in &mut self.document.units {
            let start = unit.span.start as usize;
            line += memchr::memchr_iter(b'\n', &file.as_bytes()[at..start]).count() as u32;
            at = start;
            unit.line = line;
        }
        self.document
    }

    fn sort(&mut self) {
        let document = &mut self.document;
        let mut order: Vec<usize> = (0..document.units.len()).collect();
        order.sort_by_key(|i| document.units[*i].span.start);
        let mut moved = vec![UnitId::new(0); order.len()];
        for (now, then) in order.iter().enumerate() {
            moved[*then] = UnitId::new(now);
        }
        for section in &mut document.sections {
            section.heading = section.heading.map(|h| moved[h.index()]);
        }
        document.units = order.iter().map(|i| document.units[*i].clone()).collect();
    }
}
