//! Writing aligned pairs to files that other programs read, one small file a format.
//!
//! An [`Exporter`] turns [`Record`]s into bytes and knows neither files nor threads, so that the articles of a corpus
//! are rendered in parallel, each into a [`Batch`]. [`Exports`] appends the batches in the order of the articles,
//! holds memory and open files bounded however many locale pairs there are, and puts all files in place at once when
//! the last is whole. Nothing here depends on the clock: the same records give the same bytes.

mod batch;
mod csv;
mod error;
mod exports;
mod jsonl;
mod multilingual;
mod row;
mod settings;
mod sink;
#[cfg(test)]
mod tests;
mod tmx;
mod xml;

pub use batch::{Batch, Chunks, FileKey};
pub use error::ExportError;
pub use exports::{Exports, Summary};
pub use settings::{Format, ParseError, Settings};

use crate::model::Record;

/// One format: turns the pairs of an article into bytes of one or more files.
///
/// An exporter lives for one article, so that what it gathers is bounded by an article.
pub trait Exporter: Send {
    /// What stands before the first record of a file.
    fn head(&self, _file: &FileKey, _out: &mut Vec<u8>) {}

    /// What stands after the last record of a file.
    fn tail(&self, _file: &FileKey, _out: &mut Vec<u8>) {}

    /// Writes one pair.
    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks);

    /// The article is over: writes what was gathered.
    fn end(&mut self, _out: &mut Chunks) {}
}
