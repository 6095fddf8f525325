//! A version of an article as the aligner takes it.

use crate::model::{Document, Locale};

/// A version as the aligner sees it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its units.
    pub document: &'a Document,
    /// Its locale.
    pub locale: &'a Locale,
    /// Hash of the original it was made from, or its own for an original: equal hashes make a generation.
    pub source_hash: Option<&'a str>,
    /// It is an original: the text of a heading makes its slug, unless the file states another one.
    pub original: bool,
}
