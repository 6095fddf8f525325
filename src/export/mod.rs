//! Writing aligned pairs to files that other programs read, one small file a format.
//!
//! An [`Exporter`] turns [`Pair`]s into bytes and knows neither files nor threads, so that the articles of a corpus
//! are rendered in parallel, each into a [`Batch`]. [`ExportWriter`] appends the batches in the order of the articles,
//! holds memory and open files bounded however many locale pairs there are, and puts all files in place at once when
//! the last is whole. Nothing here depends on the clock: the same records give the same bytes.

mod aligned_text;
#[cfg(feature = "arrow")]
pub(crate) mod arrow;
mod built_in;
mod error;
mod excluded_texts;
pub(crate) mod formats;
mod manifest;
mod markup;
mod output_file;
pub mod quality;
mod settings;
mod shard;
#[cfg(test)]
mod tests;
mod text_limits;
mod writer;
pub(crate) mod xml;

pub use aligned_text::{BeadFormat, write_beads};
pub use error::ExportError;
pub use excluded_texts::ExcludedTexts;
#[cfg(test)]
use manifest::MANIFEST;
pub use output_file::{Ending, FileKey};
pub use quality::Quality;
pub use settings::{
    Compression, Duplicates, Format, Inline, LangStyle, Prefer, Settings, SplitShares,
};
pub use shard::{ShardFileError, ShardWriter, merge};
pub use writer::{Batch, CompleteFile, ExportWriter, RenderBuffer, Summary};

use std::path::PathBuf;

use crate::model::{Flags, Pair, UnalignedUnit};

/// What is known of a pair only when all pairs are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deferred<'a> {
    /// All that checks have to say against it.
    pub flags: Flags,
    /// Id of the first pair that it repeats, to the letter or nearly so.
    pub duplicate_of: Option<&'a str>,
    /// How often its texts stand in its context; 0 where this is not the first time.
    pub count: u32,
    /// Whether the pair is the one to write where a source text may have one translation only: the first one by a
    /// human, or the first one of all.
    pub speaks_for_source: bool,
}

/// One format: turns the pairs of an article into bytes of one or more files.
///
/// An exporter lives for one article, so that what it gathers is bounded by an article.
pub trait Exporter: Send + Sync {
    /// Whether units without partner are wanted even if they were not asked for, because they are counted.
    fn counts_unaligned(&self) -> bool {
        false
    }

    /// Whether a file of this name is compressed if that is asked for. It is for files that programs read compressed.
    fn is_compressed(&self, _name: &str) -> bool {
        false
    }

    /// Whether each pair has bytes of its own, so that it can be left out, and more be said of it, when all are known.
    fn is_by_pair(&self) -> bool {
        true
    }

    /// Whether a pair stays, when all are known.
    fn retain(&self, _deferred: &Deferred<'_>) -> bool {
        true
    }

    /// What stands before the first record of a file.
    fn header(&self, _file: &FileKey, _out: &mut Vec<u8>) {}

    /// What stands after the last record of a file.
    fn footer(&self, _file: &FileKey, _out: &mut Vec<u8>) {}

    /// Says more of a pair, where [`Exporter::pair`] called [`RenderBuffer::late`].
    fn write_deferred(&self, _file: &FileKey, _deferred: &Deferred<'_>, _out: &mut Vec<u8>) {}

    /// Writes one pair.
    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer);

    /// Writes a unit without partner, where the format can hold one.
    fn unaligned(&mut self, _unit: &UnalignedUnit, _out: &mut RenderBuffer) {}

    /// The article is over: writes what was gathered, or a portion of it. Returns whether there is more; then it is called
    /// again.
    fn end(&mut self, _out: &mut RenderBuffer) -> bool {
        false
    }

    /// Called when all files are complete. May rewrite them and add others, and returns them with their final names.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    fn finish(&mut self, files: Vec<FinishedFile>) -> Result<Vec<CompleteFile>, ExportError> {
        Ok(files.into_iter().map(CompleteFile::from).collect())
    }
}

/// A file after its last pair, before its exporter finishes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FinishedFile {
    /// Which file it is.
    pub key: FileKey,
    /// Where it is.
    pub path: PathBuf,
    /// Pairs in it; `None` if it is not written pair by pair.
    pub pairs: Option<u64>,
}

impl From<FinishedFile> for CompleteFile {
    fn from(file: FinishedFile) -> Self {
        Self {
            name: file.key.to_string(),
            path: file.path,
            pairs: file.pairs,
        }
    }
}
