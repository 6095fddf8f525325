//! An entry of a template, and what was found for it.

use std::ops::Range;

use crate::model::TranslationType;

/// A text of a template.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    /// The text, without inline codes.
    pub text: String,
    /// The inline codes of an XLIFF segment, in order: where each stands in the text (bytes), and its bytes in the file.
    pub codes: Vec<(usize, String)>,
    /// The files that the text is from.
    pub places: Vec<Reference>,
    /// The key of front matter whose value it is, where the template tells.
    pub key: Option<String>,
    /// Whether it waits for a translation.
    pub is_empty: bool,
    /// Where the translation belongs.
    pub slot: Slot,
}

/// A place in the originals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// Path of the file as the template has it, with `/`.
    pub path: String,
    /// Line, where the template tells it.
    pub line: Option<u32>,
}

/// Where a translation belongs in the template (bytes).
#[derive(Debug, Clone, Default)]
pub(super) struct Slot {
    /// What is replaced by the translation: empty where it is inserted.
    pub target: Range<usize>,
    /// Where the state of the translation is, or where it is inserted: flags of PO, an attribute of XLIFF.
    pub state: Range<usize>,
    /// What stands before and after the translation.
    pub around: [String; 2],
    /// The version of XLIFF; 0 for PO.
    pub xliff: u8,
}

/// A change of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// A translation for an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The text; inline codes of XLIFF are in `codes`.
    pub text: String,
    /// The inline codes and where each stands in the text (bytes).
    pub codes: Vec<(usize, String)>,
    pub origin: Origin,
    /// It may be wrong, so a person has to look at it.
    pub is_doubtful: bool,
}

/// Where a translation was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Origin {
    /// In the corpus; human, machine or unknown.
    Corpus(TranslationType),
    /// In the memory, with the same text before and after it.
    MemoryInContext,
    /// In the memory.
    Memory,
    /// A similar text of the memory.
    Similar,
}
