//! The open containers (list items, quotes, alerts, footnotes, HTML cells), which decide the kind of each unit.

use crate::model::{Cell, UnitKind};

/// A Markdown container.
#[derive(Debug)]
pub(super) enum Frame {
    /// A block quote; an alert when it has a kind.
    Quote(Option<Box<str>>),
    List,
    /// A tab or a definition: what is in it is what it would be outside.
    Transparent,
    /// A list item, and whether a block of it was seen.
    Item(bool),
    Footnote(Box<str>),
}

/// An HTML element that decides the kind of the units in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Element {
    Table {
        id: u32,
        rows: u32,
        columns: u32,
    },
    /// A cell, and whether it is the header's.
    Cell(Cell, bool),
    List,
    /// A list item, and whether a block of it was seen.
    Item(bool),
    Quote,
    Heading(u8),
}

impl Element {
    fn cell(&self) -> Option<Cell> {
        match self {
            Self::Cell(cell, _) => Some(*cell),
            _ => None,
        }
    }
}

/// An open admonition.
#[derive(Debug)]
struct Note {
    /// `None` for a container that only counts for its end.
    name: Option<Box<str>>,
    /// Number of colons that opened it; 0 for a shortcode.
    colons: usize,
    /// How many frames are around it. `None` until the next frame begins, because the range of a list item includes
    /// the blank lines after it.
    frames: Option<usize>,
    /// Whether its end was found in the file.
    closed: bool,
}

/// The containers that are open.
#[derive(Debug, Default)]
pub(super) struct Containers {
    pub frames: Vec<Frame>,
    /// Open HTML elements, each with the number of frames around it.
    pub elements: Vec<(Element, usize)>,
    /// Open admonitions, `:::note` and the like.
    notes: Vec<Note>,
    /// Open `:::column:::`s.
    pub columns: usize,
    lists: usize,
}

/// What a unit is by its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub kind: UnitKind,
    pub label: Option<Box<str>>,
    pub depth: u8,
    pub cell: Option<Cell>,
}

impl Containers {
    pub fn open(&mut self, frame: Frame) {
        let open = self.frames.len();
        for note in self
            .notes
            .iter_mut()
            .rev()
            .take_while(|n| n.frames.is_none())
        {
            note.frames = Some(open);
        }
        self.lists += usize::from(matches!(frame, Frame::Item(_)));
        self.frames.push(frame);
    }

    pub fn close(&mut self) {
        if let Some(Frame::Item(_)) = self.frames.pop() {
            self.lists -= 1;
        }
        let open = self.frames.len();
        while self.elements.pop_if(|(_, frames)| *frames > open).is_some() {}
        while self.notes.pop_if(|note| note.frames > Some(open)).is_some() {}
    }

    /// A container begins, a note if it has a name.
    pub fn open_note(&mut self, name: Option<&str>, colons: usize, closed: bool) {
        self.notes.push(Note {
            name: name.map(|name| name.to_ascii_lowercase().into()),
            colons,
            frames: None,
            closed,
        });
    }

    /// A heading ends the containers whose end is missing.
    pub fn end_unclosed_notes(&mut self) {
        if let Some(first) = self.notes.iter().position(|note| !note.closed) {
            self.notes.truncate(first);
        }
    }

    /// So many colons, or a shortcode, end the innermost note if they can.
    pub fn close_note(&mut self, colons: usize) {
        self.notes.pop_if(|note| note.colons <= colons);
    }

    /// The kind of the innermost quote becomes an alert's.
    ///
    /// Returns false when there is no quote.
    pub fn alert(&mut self, name: &str) -> bool {
        for frame in self.frames.iter_mut().rev() {
            if let Frame::Quote(kind) = frame {
                *kind = Some(name.to_lowercase().into());
                return true;
            }
        }
        false
    }

    /// What a block that begins now is. The first block of an item is the item's unit.
    pub fn place(&self) -> Place {
        let (kind, label) = self.kind();
        let elements = self.elements.iter().rev();
        let mut inside = elements.take_while(|(e, _)| !matches!(e, Element::Table { .. }));
        Place {
            kind,
            label,
            depth: self.depth(),
            cell: inside.find_map(|(e, _)| e.cell()),
        }
    }

    /// How many lists are open.
    pub fn depth(&self) -> u8 {
        let html = self
            .elements
            .iter()
            .filter(|(e, _)| *e == Element::List)
            .count();
        (self.lists + html).min(255) as u8
    }

    /// Records that a block was written: the next block of its list item is not the first.
    pub fn seen(&mut self) {
        if let Some((Element::Item(seen), frames)) = self.elements.last_mut()
            && *frames == self.frames.len()
        {
            *seen = true;
        } else if let Some(Frame::Item(seen)) = self
            .frames
            .iter_mut()
            .rev()
            .find(|f| !matches!(f, Frame::Quote(_) | Frame::List | Frame::Transparent))
        {
            *seen = true;
        }
    }

    fn kind(&self) -> (UnitKind, Option<Box<str>>) {
        if let Some((name, frames)) = self.note_in_frames() {
            let inside = frame_kind(&self.frames, frames, self.frames.len());
            let (kind, label) = inside.unwrap_or((UnitKind::Note, Some(name.into())));
            return (kind, label);
        }
        let mut inner = self.frames.len();
        for index in (0..self.elements.len()).rev() {
            let (_, outer) = self.elements[index];
            let outer = outer.min(inner);
            if let Some((kind, label)) = frame_kind(&self.frames, outer, inner) {
                return (kind, label);
            }
            inner = outer;
            match &self.elements[index].0 {
                Element::Item(seen) => {
                    let kind = if *seen {
                        UnitKind::Paragraph
                    } else {
                        UnitKind::ListItem
                    };
                    return (kind, None);
                }
                Element::Cell(_, header) => {
                    let kind = if *header {
                        UnitKind::TableHeader
                    } else {
                        UnitKind::TableCell
                    };
                    return (kind, None);
                }
                Element::Quote => return (UnitKind::Quote, None),
                _ => {}
            }
        }
        if let Some((kind, label)) = frame_kind(&self.frames, 0, inner) {
            return (kind, label);
        }
        match self.notes.iter().rev().find_map(|note| note.name.clone()) {
            Some(name) => (UnitKind::Note, Some(name)),
            None => (UnitKind::Paragraph, None),
        }
    }

    /// The innermost note and its frames, if it is in a list item or quote and no HTML element within it is open.
    fn note_in_frames(&self) -> Option<(&str, usize)> {
        let note = self.notes.iter().rev().find(|note| note.name.is_some())?;
        let frames = note.frames.unwrap_or(self.frames.len());
        let outside = |(_, outer): &(Element, usize)| *outer < frames;
        let name = note.name.as_deref()?;
        (frames > 0 && self.elements.iter().all(outside)).then_some((name, frames))
    }
}

/// The kind the innermost of some frames gives.
fn frame_kind(frames: &[Frame], from: usize, to: usize) -> Option<(UnitKind, Option<Box<str>>)> {
    for index in (from..to).rev() {
        match &frames[index] {
            Frame::Item(seen) => {
                let kind = if *seen {
                    UnitKind::Paragraph
                } else {
                    UnitKind::ListItem
                };
                let label = frames[from..index]
                    .iter()
                    .rev()
                    .find_map(|frame| match frame {
                        Frame::Quote(kind) => Some(kind.clone()),
                        _ => None,
                    });
                return Some((kind, label.flatten()));
            }
            Frame::Quote(Some(kind)) => return Some((UnitKind::Note, Some(kind.clone()))),
            Frame::Quote(None) => return Some((UnitKind::Quote, None)),
            Frame::Footnote(name) => return Some((UnitKind::Footnote, Some(name.clone()))),
            Frame::List | Frame::Transparent => {}
        }
    }
    None
}
