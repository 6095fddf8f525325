//! Documents made of pieces, without Markdown: what the aligner's tests and benchmarks are fed.
//!
//! They go round reading and segmenting on purpose, so that a test of the aligner fails for the aligner's reasons.

use diglot::internals::model::{
    Cell, Document, Inline, InlineKind, Section, Unit, UnitId, UnitKind,
};

/// A unit to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: UnitKind,
    /// Heading level, else 0.
    pub level: u8,
    /// Nesting in lists.
    pub depth: u8,
    /// Slug of a heading, kind of an alert.
    pub label: Option<String>,
    pub cell: Option<Cell>,
    pub text: String,
    /// A code span at the end of the text.
    pub code: Option<String>,
}

impl Piece {
    /// A unit of running text.
    pub fn new(kind: UnitKind, text: impl Into<String>) -> Self {
        let (level, depth) = match kind {
            UnitKind::Heading => (2, 0),
            UnitKind::ListItem => (0, 1),
            _ => (0, 0),
        };
        Self {
            kind,
            level,
            depth,
            label: None,
            cell: None,
            text: text.into(),
            code: None,
        }
    }
}

/// The pieces as a segmented document, a line each.
pub fn document(pieces: &[Piece]) -> Document {
    let mut made = Document {
        sections: vec![Section {
            heading: None,
            level: 0,
            parent: None,
        }],
        ..Document::default()
    };
    for (index, piece) in pieces.iter().enumerate() {
        if piece.kind == UnitKind::Heading {
            begin_section(&mut made, UnitId::new(index), piece.level);
        }
        let (text, run) = (made.plain.len() as u32, made.inlines.len() as u32);
        // A line holds the unit's text and its end, so that bytes of the file run ahead of those of the text.
        let shift = index as u32;
        push_run(&mut made, InlineKind::Text, &piece.text, shift);
        if let Some(code) = &piece.code {
            push_run(&mut made, InlineKind::Text, " ", shift);
            push_run(&mut made, InlineKind::Code, code, shift);
        }
        let end = made.plain.len() as u32;
        made.units.push(Unit {
            kind: piece.kind,
            span: text + shift..end + shift,
            line: index as u32 + 1,
            section: made.sections.len() as u32 - 1,
            level: piece.level,
            depth: piece.depth,
            cell: piece.cell,
            label: piece.label.as_deref().map(Box::from),
            text: text..end,
            inlines: run..made.inlines.len() as u32,
        });
    }
    made
}

fn begin_section(made: &mut Document, heading: UnitId, level: u8) {
    let above = |s: &Section| s.heading.is_some() && s.level < level;
    let parent = made.sections.iter().rposition(above);
    made.sections.push(Section {
        heading: Some(heading),
        level,
        parent: parent.map(|p| p as u32),
    });
}

fn push_run(made: &mut Document, kind: InlineKind, text: &str, shift: u32) {
    let start = made.plain.len() as u32;
    made.plain.push_str(text);
    let end = made.plain.len() as u32;
    // FNV-1a: any hash will do that is the same in all locales.
    let hash = |h: u64, b: u8| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    made.inlines.push(Inline {
        kind,
        span: start + shift..end + shift,
        text: start..end,
        key: match kind {
            InlineKind::Code => text.bytes().fold(0xcbf2_9ce4_8422_2325, hash),
            _ => 0,
        },
    });
}
