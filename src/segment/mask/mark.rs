//! What masking puts in place of markup: marks, and the bytes that stand for them in the copy.

use std::ops::Range;

use crate::model::UnitKind;

/// Replaces markup inside a line of the copy: a control character without meaning in Markdown.
pub(in crate::segment) const FILL: u8 = 0x1a;
/// Both ends of a tag or an expression inside a line of the copy: punctuation, which emphasis beside it needs.
pub(in crate::segment) const EDGE: u8 = b',';

/// The marker of the list item that stands in for a container whose text is indented, see [`MarkKind::Container`].
pub(in crate::segment) const CONTAINER: u8 = b'+';

/// Maximum length of a directive in bytes; if it does not end by then, it is text.
pub(in crate::segment) const LONGEST: usize = 8192;
/// Maximum depth of brackets in a directive.
pub(in crate::segment) const DEEPEST: usize = 16;

/// Something that was masked. Ranges count bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::segment) struct Mark {
    pub span: Range<usize>,
    pub kind: MarkKind,
}

/// What was masked.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::segment) enum MarkKind {
    /// Structure with an identity.
    Landmark { key: u64 },
    /// A text of a directive. Without a kind it is a paragraph.
    Text {
        kind: Option<UnitKind>,
        label: Option<Box<str>>,
        text: Range<usize>,
    },
    /// Inside a line: its readable part, which may be empty, and its identity.
    Inline { text: Range<usize>, key: u64 },
    /// Inside a line: shown to nobody.
    Hidden,
    /// The marker of an alert that pulldown-cmark does not see, and the name in it.
    Alert { name: Range<usize> },
    /// `:::note`: what follows is a note, up to as many colons.
    NoteOpen {
        /// Empty for a note whose kind is not named.
        name: Range<usize>,
        colons: usize,
        /// Whether its text is a note; other containers only count for their end.
        is_note: bool,
        /// Whether its end was found. If not, the next heading ends it.
        closed: bool,
    },
    /// A tag of JSX, or of HTML that holds Markdown.
    Tag {
        /// Whether it begins or ends a block.
        splits: bool,
    },
    /// An element of JSX whose content is not text.
    Element,
    /// Inside a heading: the list of attributes with its id.
    Id { id: Range<usize> },
    /// The marker of a note that has no name in the text.
    Hint { label: &'static str },
    /// `:::column:::` and its end: text in it is indented as code would be.
    Column { opens: bool },
    /// `:::`
    NoteClose { colons: usize },
    /// The end of a line that ends a unit, as each term of a definition list does.
    Split,
    /// A list item in the copy that stands in for `!!! note`, `=== "Tab"` or a definition. With a label it is a note; an
    /// empty one stands for details without a type.
    Container { label: Option<Range<usize>> },
}

impl MarkKind {
    /// The beginning of a note.
    pub fn note(name: Range<usize>, colons: usize) -> Self {
        Self::NoteOpen {
            name,
            colons,
            is_note: true,
            closed: true,
        }
    }
}
