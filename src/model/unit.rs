//! Units: the pieces of an article that are translated as a whole.

use serde::Serialize;

use super::{Span, index_type, named_enum};

named_enum! {
    /// The kind of a unit. Pairs never cross kinds, except where the unchanged text of the source became another kind of
    /// block after it was translated.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    UnitKind {
        /// A heading; its label is its slug.
        Heading = "heading",
        /// A paragraph.
        Paragraph = "paragraph",
        /// The first block of a list item.
        ListItem = "list_item",
        /// A cell of a table's header row.
        TableHeader = "table_header",
        /// A cell of a table's body.
        TableCell = "table_cell",
        /// A paragraph inside an alert; its label is the alert's kind in lower case.
        Note = "note",
        /// A paragraph inside a plain block quote.
        Quote = "quote",
        /// The alternative text of an image.
        ImageAlt = "image_alt",
        /// A translatable front-matter value; its label is the key.
        FrontMatter = "front_matter",
        /// A paragraph of a footnote's definition; its label is the footnote's name.
        Footnote = "footnote",
        /// The title of a tab; its label is the tab's id.
        TabTitle = "tab_title",
        /// A text in a directive other than an image's alternative text; its label is the directive's name.
        Directive = "directive",
        /// A code block; only where code is asked for. Its label is the language.
        Code = "code",
    }
}

/// Where a cell stands in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Cell {
    /// Which table of the document, counted from 0.
    pub table: u32,
    /// Row, the header being row 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
}

index_type! {
    /// Index of a unit in the list of a document's units.
    UnitId
}

/// A piece of an article that is translated as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its bytes in the file: from its first inline run to its last, block markers left out.
    pub span: Span,
    /// Line it begins on, counted from 1.
    pub line: u32,
    /// The section it stands in: index into [`super::Document::sections`]. A heading stands in its own section.
    pub section: u32,
    /// Heading level, 1 to 6; 0 for what is no heading.
    pub level: u8,
    /// How many lists (and list items) it is nested in; 0 outside lists.
    pub depth: u8,
    /// For cells, where they stand.
    pub cell: Option<Cell>,
    /// Slug, front-matter key, alert kind, tab id, directive name, as the kind has it. A heading's slug is the one
    /// its anchor or `{#id}` states, which is the original's in a translation; else `None`.
    pub label: Option<Box<str>>,
    /// Its plain text: bytes in [`super::Document::plain`]. Never empty.
    pub text: Span,
    /// Its inline runs: indexes into [`super::Document::inlines`].
    pub inlines: Span,
}
