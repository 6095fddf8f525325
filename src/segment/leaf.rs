//! The unit that is being written, and the image in it.

use std::ops::Range;

use crate::model::{InlineKind, Unit};

use super::containers::Place;
use super::run_writer::Writer;

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
    /// Literal asterisks whose run may go on in the next event.
    pub stars: Option<Range<usize>>,
    /// The run of the last broken `**` that opened.
    pub broken: Option<usize>,
    /// Open `<span>`s since one that holds the original's text.
    pub hidden: usize,
    /// An `<a name="…">` is open.
    pub anchor: bool,
}

/// An image whose alternative text is being written.
pub(super) struct Image {
    /// Where it begins, in bytes of the file.
    pub start: usize,
    pub key: u64,
    pub path: Box<str>,
    /// Images open inside of it.
    pub nested: usize,
    /// Whether it has a title of its own.
    pub titled: bool,
}

impl Leaf {
    pub fn new(range: Range<usize>, place: Place, level: u8) -> Self {
        Self {
            range,
            place,
            level,
            tab: None,
            images: Vec::new(),
            stars: None,
            broken: None,
            hidden: 0,
            anchor: false,
        }
    }

    /// A broken `**` that was never closed does not open anything: it is hidden.
    pub fn balance(&mut self, writer: &mut Writer<'_>) {
        if let Some(run) = self.broken.take() {
            writer.set_kind(run, InlineKind::Hidden);
        }
    }
}
