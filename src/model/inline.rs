//! Inline runs: a unit's text with its markup as placeholders.

use super::Span;

/// One run of a unit: text, or markup that stands in text.
///
/// The runs of a unit tile its span: every byte of the span belongs to exactly one run, in order, so that the
/// bytes can be rebuilt from the runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its bytes in the file.
    pub span: Span,
    /// What it gives to the plain text: bytes in [`super::Document::plain`]; empty for markup.
    pub text: Span,
    /// Identity that does not change with language, 0 where there is none: hash of a link's or image's target
    /// (its locale part removed), of a code span's content, of an HTML tag's name, of a directive's argument.
    pub key: u64,
}

/// What an inline run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InlineKind {
    /// Text; its bytes differ from its plain text where white space was folded or composed (NFC).
    Text,
    /// An entity or a backslash escape; its text is the character it stands for.
    Escape,
    /// A code span, backticks included; its text is the code.
    Code,
    /// `*` or `_` that opens emphasis.
    EmphasisOpen,
    /// The end of emphasis.
    EmphasisClose,
    /// `**` or `__` that opens strong emphasis, or a literal `**` that was meant to.
    StrongOpen,
    /// The end of strong emphasis.
    StrongClose,
    /// `~~` that opens a deletion.
    StrikeOpen,
    /// The end of a deletion.
    StrikeClose,
    /// `[` of a link, or the `<` of an autolink.
    LinkOpen,
    /// `](target "title")` and its like; carries the key too.
    LinkClose,
    /// A whole image; its alternative text is a unit of its own.
    Image,
    /// An inline HTML tag or comment.
    Html,
    /// A line break that is kept: two spaces, a backslash or `<br>`; its text is one space.
    Break,
    /// A reference to a footnote.
    FootnoteRef,
    /// An inline directive or macro, such as an include; its text is its readable argument, if any.
    Directive,
    /// Bytes that are neither text nor markup that matters: residue of broken markup, quote prefixes of a
    /// continued line, an anchor.
    Hidden,
}
