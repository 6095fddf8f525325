//! The event loop: pulldown-cmark's blocks to units.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::{Document, InlineKind, Source, UnitKind, Warning};

use super::SegmentSettings;
use super::containers::{Containers, Frame, Place};
use super::diagnostics::warnings;
use super::leaf::Leaf;
use super::mask::{Mark, MarkKind, mask};
use super::quote;
use super::run_writer::Writer;
use super::segmenter::{Segmenter, options};
use super::table_place::TablePlace;
use super::units::Units;

/// See [`super::segment`].
pub(super) fn segment(source: &Source, settings: &SegmentSettings) -> (Document, Vec<Warning>) {
    let file = &*line_ends(&source.text);
    let base = (source.body as usize).min(file.len());
    let body = &file[base..];
    let extensions = settings.extensions_of(source);
    let masked = mask(body, extensions);
    let mut this = Segmenter {
        file,
        masked: &masked.text,
        base,
        include_code: settings.include_code,
        mdx: extensions.mdx,
        text_attributes: &settings.text_attributes,
        marks: masked.marks,
        next_mark: 0,
        units: Units::new(body.len()),
        main: Writer::new(file, body.len()),
        alt: Writer::new(file, 0),
        containers: Containers::default(),
        leaf: None,
        image: None,
        links: Vec::new(),
        table: TablePlace::default(),
        swallowed: Vec::new(),
        reached: base,
        diagnostics: Vec::new(),
    };
    let found = masked.diagnostics.iter();
    this.diagnostics
        .extend(found.map(|(at, diagnostic)| (at + base, *diagnostic)));
    this.front_matter(source, settings);
    let math = if masked.has_math {
        Options::ENABLE_MATH
    } else {
        Options::empty()
    };
    let parser = Parser::new_ext(this.masked, options() | math);
    this.link_definitions(parser.reference_definitions(), body);
    let mut events = parser.into_offset_iter().map(|(event, range)| {
        let (start, end) = (range.start + base, range.end + base);
        (event, character(file, start)..character(file, end))
    });
    while let Some((event, range)) = events.next() {
        this.event(event, range, &mut events);
    }
    this.repeated_definitions(file.len()..file.len());
    this.block(file.len());
    let warnings = warnings(source, file, this.diagnostics);
    (this.units.finish(this.main, file), warnings)
}

/// The first character that begins at a byte or after it. What was masked is shorter characters in the copy, and the
/// parser may cut between them.
fn character(file: &str, byte: usize) -> usize {
    if file.is_char_boundary(byte) {
        return byte;
    }
    (byte..file.len())
        .find(|at| file.is_char_boundary(*at))
        .unwrap_or(file.len())
}

/// A text in which every line ends with LF. A lone CR ends a line in CommonMark too; all else here looks for LF only.
fn line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let after = bytes.get(1..).unwrap_or_default();
    // Written without branches, so that it is compiled to vector code.
    let is_lone = |found: bool, (a, b): (&u8, &u8)| found | ((*a == b'\r') & (*b != b'\n'));
    if !bytes.ends_with(b"\r") && !bytes.iter().zip(after).fold(false, is_lone) {
        return text.into();
    }
    let mut rest = text.chars().peekable();
    let mut copy = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        let lone = c == '\r' && rest.peek() != Some(&'\n');
        copy.push(if lone { '\n' } else { c });
    }
    copy.into()
}

impl<'s> Segmenter<'s> {
    fn event<'e>(
        &mut self,
        event: Event<'e>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        match event {
            Event::Start(tag) => self.start_tag(tag, range, events),
            Event::End(tag) => self.end_tag(tag, range),
            Event::Rule => self.block(range.start),
            event => self.inline(event, range),
        }
    }

    /// The beginning of a block or of an inline element. Blocks that are read as a whole take their events.
    fn start_tag<'e>(
        &mut self,
        tag: Tag<'e>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        match tag {
            Tag::Paragraph => {
                self.definitions_before(&range);
                self.block(range.start);
                if self.broken_table(range.clone()) {
                    skip(events, TagEnd::Paragraph);
                } else {
                    let place = self.containers.place();
                    self.open(range, place, 0);
                }
            }
            Tag::Heading { level, .. } => {
                self.definitions_before(&range);
                self.heading(range, level as u8);
            }
            Tag::BlockQuote(kind) => {
                self.block(range.start);
                let label = quote::label(kind.is_some(), &self.file[range]);
                self.containers.open(Frame::Quote(label));
            }
            Tag::List(_) => self.enter(Frame::List, range.start),
            Tag::Item => {
                self.block(range.start);
                let frame = self.container(range.start);
                self.containers.open(frame.unwrap_or(Frame::Item(false)));
            }
            Tag::FootnoteDefinition(name) => {
                self.enter(Frame::Footnote((&*name).into()), range.start)
            }
            Tag::CodeBlock(kind) => {
                self.definitions_before(&range);
                self.code(kind, range, events);
            }
            Tag::HtmlBlock => {
                self.definitions_before(&range);
                self.block(range.start);
                let is_line = |(event, _): &(Event<'e>, _)| *event != Event::End(TagEnd::HtmlBlock);
                let lines: Vec<_> = events.take_while(is_line).map(|(_, line)| line).collect();
                self.html_block(&lines);
            }
            Tag::Table(_) => {
                self.definitions_before(&range);
                self.block(range.start);
                self.table.begin();
            }
            Tag::TableHead => self.table.begin_row(range.start),
            Tag::TableRow => {
                self.table.next_row();
                self.table.begin_row(range.start);
            }
            Tag::TableCell => {
                let place = self.table.place(&self.containers);
                self.open(range, place, 0);
            }
            tag => self.inline(Event::Start(tag), range),
        }
    }

    /// The end of a block or of an inline element.
    fn end_tag(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::TableCell => {
                self.close();
                self.table.end_cell(range.end);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.extra_cells(range.end),
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                let end = self.content_end(&range);
                self.block(end);
                self.containers.close();
            }
            TagEnd::Table => {
                self.containers.seen();
                self.block(range.end);
            }
            tag => self.inline(Event::End(tag), range),
        }
    }

    fn heading(&mut self, range: Range<usize>, level: u8) {
        self.block(range.start);
        if self.is_masked_heading(&range) {
            return;
        }
        self.forget_open_html(range.start);
        self.containers.end_unclosed_notes();
        let place = Place {
            kind: UnitKind::Heading,
            label: None,
            ..self.containers.place()
        };
        self.open(range, place, level);
    }

    /// Reports the link definitions that the parser passed over before a block.
    fn definitions_before(&mut self, block: &Range<usize>) {
        if !self.swallowed.is_empty() {
            self.repeated_definitions(block.clone());
        }
    }

    fn enter(&mut self, frame: Frame, at: usize) {
        self.block(at);
        self.containers.open(frame);
    }

    /// The boundary of a block: ends the unit that is open, and deals with the marks before it.
    pub fn block(&mut self, at: usize) {
        self.close();
        while let Some(mark) = self.marks.get(self.next_mark)
            && mark.span.start + self.base < at
        {
            let mark = mark.clone();
            self.next_mark += 1;
            self.directive(mark);
        }
    }

    /// Skips the marks before a byte, because they are in code or comments.
    pub fn skip_marks(&mut self, before: usize) {
        while self
            .marks
            .get(self.next_mark)
            .is_some_and(|m| m.span.start + self.base < before)
        {
            self.next_mark += 1;
        }
    }

    /// A mark that fills whole lines.
    pub(super) fn directive(&mut self, mark: Mark) {
        let base = self.base;
        let shift = |range: Range<usize>| range.start + base..range.end + base;
        let span = shift(mark.span);
        match mark.kind {
            MarkKind::Landmark { key } => {
                self.units.landmark(key, span.start as u32..span.end as u32)
            }
            MarkKind::Text { kind, label, text } => {
                let place = self.containers.place();
                let place = match kind {
                    Some(kind) => Place {
                        kind,
                        label,
                        cell: None,
                        ..place
                    },
                    None => place,
                };
                self.directive_text(shift(text), place);
            }
            MarkKind::Alert { name } => {
                let name = &self.file[shift(name)];
                self.containers.alert(name);
            }
            MarkKind::NoteOpen {
                name,
                colons,
                is_note,
                closed,
            } => {
                let name = match &self.file[shift(name)] {
                    "" => "note",
                    name => name,
                };
                self.containers
                    .open_note(is_note.then_some(name), colons, closed);
            }
            MarkKind::Tag { splits: true } => self.flow_tag(span),
            MarkKind::Element => self.whole_element(span),
            MarkKind::Hint { label } => {
                self.containers.alert(label);
            }
            MarkKind::NoteClose { colons } => self.containers.close_note(colons),
            MarkKind::Column { opens: true } => self.containers.columns += 1,
            MarkKind::Column { opens: false } => {
                self.containers.columns = self.containers.columns.saturating_sub(1);
            }
            MarkKind::Inline { .. }
            | MarkKind::Hidden
            | MarkKind::Split
            | MarkKind::Container { .. }
            | MarkKind::Id { .. }
            | MarkKind::Tag { .. } => {}
        }
    }

    /// Begins a unit.
    pub fn open(&mut self, range: Range<usize>, place: Place, level: u8) {
        self.block(range.start);
        self.main.begin(range.start);
        self.leaf = Some(Leaf::new(range, place, level));
    }

    /// Ends the unit that is open, if one is.
    pub fn close(&mut self) {
        if self.leaf.is_none() {
            return;
        }
        self.settle();
        let Some(mut leaf) = self.leaf.take() else {
            return;
        };
        self.image = None;
        leaf.balance(&mut self.main);
        if leaf.level > 0 {
            self.end_heading(&mut leaf);
        }
        let written = self.main.finish();
        if written.is_some() || !leaf.images.is_empty() {
            self.containers.seen();
        }
        if let Some(written) = written {
            self.units.add(written, leaf.place, leaf.level);
        }
        self.units
            .append(&mut leaf.images, &mut self.alt, &mut self.main);
    }

    fn end_heading(&mut self, leaf: &mut Leaf) {
        if let Some(tab) = leaf.tab.take()
            && self.is_one_link()
        {
            leaf.place.kind = UnitKind::TabTitle;
            leaf.place.label = Some(tab);
            leaf.level = 0;
        }
    }

    /// Whether the unit is a single link and nothing else.
    fn is_one_link(&self) -> bool {
        let mut inside = false;
        self.main.runs().iter().all(|run| {
            match run.kind {
                InlineKind::LinkOpen => inside = true,
                InlineKind::LinkClose => inside = false,
                _ => return inside || run.text.is_empty(),
            }
            true
        })
    }
}

/// Leaves events out up to the end of a block.
fn skip<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>, end: TagEnd) {
    for (event, _) in events {
        if matches!(event, Event::End(tag) if tag == end) {
            return;
        }
    }
}
