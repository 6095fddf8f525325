//! Where a block stands: in which list item, quote, alert, footnote, HTML cell; and what kind of unit that makes it.

use crate::model::{Cell, UnitKind};

use super::elements::Element;

/// A Markdown container.
#[derive(Debug)]
pub(super) enum Frame {
    /// A block quote; an alert when it has a kind.
    Quote(Option<Box<str>>),
    List,
    /// A list item, and whether a block of it was seen.
    Item(bool),
    Footnote(Box<str>),
}

/// The containers that are open.
#[derive(Debug, Default)]
pub(super) struct Containers {
    pub frames: Vec<Frame>,
    /// Open HTML elements, each with the number of frames it stands in.
    pub elements: Vec<(Element, usize)>,
    /// Open `:::note` admonitions with their colons.
    pub notes: Vec<(Box<str>, usize)>,
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
        self.lists += usize::from(matches!(frame, Frame::List));
        self.frames.push(frame);
    }

    pub fn close(&mut self) {
        if let Some(Frame::List) = self.frames.pop() {
            self.lists -= 1;
        }
        while self
            .elements
            .last()
            .is_some_and(|(_, frames)| *frames > self.frames.len())
        {
            self.elements.pop();
        }
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
        let (kind, label, cell) = self.kind();
        Place {
            kind,
            label,
            depth: self.depth(),
            cell,
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

    /// Notes that a block was written: what follows in its list item is not the item's first.
    pub fn seen(&mut self) {
        if let Some((Element::Item(seen), frames)) = self.elements.last_mut()
            && *frames == self.frames.len()
        {
            *seen = true;
        } else if let Some(Frame::Item(seen)) = self
            .frames
            .iter_mut()
            .rev()
            .find(|f| !matches!(f, Frame::Quote(_)))
        {
            *seen = true;
        }
    }

    fn kind(&self) -> (UnitKind, Option<Box<str>>, Option<Cell>) {
        let mut inner = self.frames.len();
        for index in (0..self.elements.len()).rev() {
            let (_, outer) = self.elements[index];
            let outer = outer.min(inner);
            if let Some((kind, label)) = frame_kind(&self.frames, outer, inner) {
                return (kind, label, None);
            }
            inner = outer;
            match &self.elements[index].0 {
                Element::Item(seen) => {
                    let kind = if *seen {
                        UnitKind::Paragraph
                    } else {
                        UnitKind::ListItem
                    };
                    return (kind, None, None);
                }
                Element::Cell(cell, header) => {
                    let kind = if *header {
                        UnitKind::TableHeader
                    } else {
                        UnitKind::TableCell
                    };
                    return (kind, None, Some(*cell));
                }
                Element::Quote => return (UnitKind::Quote, None, None),
                _ => {}
            }
        }
        if let Some((kind, label)) = frame_kind(&self.frames, 0, inner) {
            return (kind, label, None);
        }
        match self.notes.last() {
            Some((name, _)) => (UnitKind::Note, Some(name.clone()), None),
            None => (UnitKind::Paragraph, None, None),
        }
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
            Frame::List => {}
        }
    }
    None
}
