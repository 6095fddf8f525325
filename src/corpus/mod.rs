//! The public entry of the library: open a corpus and ask for its pairs, articles, findings or stale translations.
//!
//! The command line, the examples and other crates use this module and nothing behind it. Settings are given once,
//! to the [`CorpusBuilder`]; every question to the same corpus uses the same settings.

mod articles;
mod builder;
mod check;
mod error;
mod export;
mod layout;
mod pairs;
#[cfg(feature = "arrow")]
mod record_batches;
#[cfg(feature = "cli")]
mod review;
mod shard;
mod stale;
mod texts;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use articles::{ArticleFiles, VersionFile};
pub use builder::CorpusBuilder;
pub use check::CheckResult;
pub use error::OpenError;
pub use export::Written;
pub use layout::CorpusLayout;
pub use pairs::Pairs;
#[cfg(feature = "arrow")]
pub use record_batches::{RecordBatches, record_batch, record_batch_with_keys};
#[cfg(feature = "cli")]
pub(crate) use shard::merge_shards;
pub use stale::{NoRepository, StaleTranslation, StaleUnit};
pub use texts::{ArticleText, TextAligner, align_texts, segment};

use crate::model::{Locale, Warning};
use crate::pipeline::{self, LearnedError, Settings};

/// The work was ended before its last article.
struct Stopped;

/// A corpus of localized documentation: the same articles in several locales, and the settings for reading them.
///
/// Opening a corpus lists its files. Their texts are read when pairs, findings or an export are asked for.
#[derive(Debug, Clone)]
pub struct Corpus {
    files: Arc<crate::model::Corpus>,
    settings: Arc<Settings>,
    layout: Arc<CorpusLayout>,
    warnings: Vec<Warning>,
    /// Set when the work has to end.
    stop: Arc<AtomicBool>,
}

impl Corpus {
    /// Opens the corpus in a folder with default settings. Use [`Corpus::builder`] to change settings.
    ///
    /// # Errors
    /// If the folder cannot be read, or if no article in it has two locales.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, OpenError> {
        Self::builder(folder).open()
    }

    /// Settings for the corpus in a folder.
    #[must_use]
    pub fn builder(folder: impl AsRef<Path>) -> CorpusBuilder {
        CorpusBuilder::new(folder.as_ref())
    }

    /// A corpus whose files were found before, with settings that were made before.
    pub(crate) fn new(
        files: crate::model::Corpus,
        settings: Settings,
        warnings: Vec<Warning>,
    ) -> Self {
        Self {
            files: Arc::new(files),
            settings: Arc::new(settings),
            layout: Arc::default(),
            warnings,
            stop: Arc::default(),
        }
    }

    /// Lets another thread end an export or a check of this corpus before its last article. When the flag is set, an
    /// export fails, and [`Corpus::check`] and [`Corpus::stale`] return what they found so far.
    #[must_use]
    pub fn stopped_by(mut self, flag: Arc<AtomicBool>) -> Self {
        self.stop = flag;
        self
    }

    /// An error if the work has to end.
    fn go_on(&self) -> Result<(), Stopped> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(Stopped),
            false => Ok(()),
        }
    }

    /// Learns from the first articles what every run over the corpus learns. [`CorpusBuilder::learned`] takes it.
    ///
    /// # Errors
    /// If the file cannot be written. An earlier file then stays as it was.
    pub fn learn(&self, file: impl AsRef<Path>) -> Result<(), LearnedError> {
        pipeline::learned(&self.files, &self.settings).save(file.as_ref())
    }

    /// The files.
    pub(crate) fn files(&self) -> &crate::model::Corpus {
        &self.files
    }

    /// The locales, the source locale first if it is on disk.
    #[must_use]
    pub fn locales(&self) -> &[Locale] {
        &self.files.locales
    }

    /// The locale that the originals are written in.
    #[must_use]
    pub fn source(&self) -> &Locale {
        &self.settings.article.source
    }

    /// What a user should know about the layout of the corpus. Warnings about a file come when the file is read.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}
