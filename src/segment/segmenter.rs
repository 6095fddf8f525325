//! The state of segmenting one article. Blocks, inlines, HTML, tables and so on add methods.

use pulldown_cmark::Options;

use super::containers::Containers;
use super::diagnostics::Diagnostic;
use super::leaf::{Image, Leaf};
use super::mask::Mark;
use super::run_writer::Writer;
use super::table_place::TablePlace;
use super::units::Units;

/// What pulldown-cmark is asked to read.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// A file being segmented. Offsets count bytes of the file unless a name says `body`.
pub(super) struct Segmenter<'s> {
    pub file: &'s str,
    /// The body with directives masked.
    pub masked: &'s str,
    /// Where the body begins in the file.
    pub base: usize,
    pub include_code: bool,
    /// Whether the file is MDX.
    pub mdx: bool,
    /// Attributes of components whose values are units.
    pub text_attributes: &'s [String],
    pub marks: Vec<Mark>,
    /// Marks before this one were dealt with.
    pub next_mark: usize,
    pub units: Units,
    /// The arenas of the document.
    pub main: Writer<'s>,
    /// Where alternative texts are written while the unit around them is still open.
    pub alt: Writer<'s>,
    pub containers: Containers,
    pub leaf: Option<Leaf>,
    pub image: Option<Image>,
    /// Open links: their keys, and whether their title is in the link.
    pub links: Vec<(u64, bool)>,
    pub table: TablePlace,
    /// Where the definitions of links begin that are text.
    pub swallowed: Vec<usize>,
    /// Where the last block ended.
    pub reached: usize,
    /// What to warn of, and where.
    pub diagnostics: Vec<(usize, Diagnostic)>,
}
