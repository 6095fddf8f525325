//! Writes all files of one export and puts them in place together.
//!
//! Files grow in a hidden folder inside the output folder and replace the earlier ones in one step when all are
//! complete: a run that fails or is killed before that leaves the earlier export unchanged. Whether a pair is kept can
//! depend on the last pair of the corpus. Most files therefore grow as a spool, which is turned into the file at the
//! end.

mod article_output;
mod batch;
#[cfg_attr(not(feature = "compress"), path = "no_compress.rs")]
mod compress;
pub(in crate::export) mod dedup_store;
mod durable;
mod fault;
mod finalize;
mod journal;
mod publish;
mod render_buffer;
mod spill_file;
mod spool;
mod staging;

pub use article_output::OutputHead;
pub use batch::Batch;
pub use publish::CompleteFile;
pub use render_buffer::RenderBuffer;
pub(in crate::export) use staging::Staging;

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::article_output::{ArticleOutput, Destination};
use self::compress::compress;
use self::dedup_store::{DedupStore, Judged};
use self::spill_file::{SpillFile, share};
use super::formats::exporters;
use super::manifest::{LocalePairCount, MANIFEST, Manifest, ManifestFile};
use super::{Compression, ExportError, Exporter, FileKey, Settings, built_in};
use crate::model::Locale;
use crate::quality::Repeats;

/// The files of one export while they grow. Dropped before [`ExportWriter::finish`], it leaves nothing behind.
pub struct ExportWriter {
    settings: Settings,
    exporters: Vec<Box<dyn Exporter>>,
    staging: Staging,
    /// Index into `growing` of each file.
    index: FxHashMap<FileKey, usize>,
    growing: Vec<GrowingFile>,
    /// What is compared of the pairs, by source and target locale.
    stores: BTreeMap<(Locale, Locale), DedupStore>,
    summary: Summary,
}

/// A file that grows: as a spool, or as it is if its exporter does not write pair by pair.
struct GrowingFile {
    key: FileKey,
    /// Which of the exporters writes it.
    exporter: usize,
    spill: SpillFile,
}

/// What an export has written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The files, sorted by path, with their sizes in bytes. The manifest is not among them.
    pub files: Vec<(PathBuf, u64)>,
    /// Where the manifest is.
    pub manifest: PathBuf,
    /// Files of earlier exports that this one did not write and that are still there.
    pub earlier: Vec<PathBuf>,
    /// Files of earlier exports that were removed.
    pub removed: Vec<PathBuf>,
    /// Characters left out because a format cannot hold them: control characters in XML.
    pub stripped: u64,
    /// Pairs and units left out because a side is longer than asked for.
    pub too_long: u64,
    /// Pairs and units left out because they contain an excluded text.
    pub excluded: u64,
    /// Pairs left out of a format because nothing is left of a side without its markup.
    pub empty: u64,
    /// Pairs left out of translation memories because an earlier one has the same texts in the same context.
    pub merged: u64,
    /// Pairs left out of PO because an entry has their source text already.
    pub same_source: u64,
    /// What was found when pairs were compared, by source and target locale.
    pub repeats: BTreeMap<(Locale, Locale), Repeats>,
}

impl ExportWriter {
    /// Makes the output folder if it is missing, and begins an export to it. If an earlier run was killed while it put
    /// its files in place, this completes that run's work first.
    ///
    /// # Errors
    /// When the folder cannot be made or written to, another export is writing to it, a name in it is occupied, or
    /// this build cannot write a format.
    pub fn create(settings: Settings) -> Result<Self, ExportError> {
        built_in::check(&settings)?;
        let staging = Staging::create(&settings.out)?;
        publish::check_manifest(&settings.out)?;
        Ok(Self {
            exporters: exporters(&settings),
            settings,
            staging,
            index: FxHashMap::default(),
            growing: Vec::new(),
            stores: BTreeMap::new(),
            summary: Summary::default(),
        })
    }

    /// An empty batch, for the pairs of one article.
    #[must_use]
    pub fn batch(&self) -> Batch {
        Batch::new(&self.settings)
    }

    /// Appends what was rendered of an article. The order of the calls is the order in the files.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn append(&mut self, batch: Batch) -> Result<(), ExportError> {
        self.append_output(&batch.into_output())
    }

    /// Appends what another process rendered of an article, and wrote to a file. An error of reading comes as `Ok`.
    ///
    /// # Errors
    /// When it cannot be read, or a file cannot be written.
    pub(super) fn append_read(
        &mut self,
        head: OutputHead,
        bytes: u64,
        content: impl Read,
    ) -> Result<(), Result<io::Error, ExportError>> {
        let output = ArticleOutput::read(head, bytes, content, &self.settings.out);
        let output = output.map_err(Ok)?;
        if output.exporters() > self.exporters.len() {
            return Err(Ok(io::ErrorKind::InvalidData.into()));
        }
        self.append_output(&output).map_err(Err)
    }

    fn append_output(&mut self, output: &ArticleOutput) -> Result<(), ExportError> {
        self.summary.too_long += output.head.too_long;
        self.summary.excluded += output.head.excluded;
        self.summary.stripped += output.head.stripped;
        self.summary.empty += output.head.empty;
        let out = self.settings.out.clone();
        let error = |source| write_error(&out, staging::NAME, source);
        let mut chunks = output.chunks().map_err(error)?;
        while let Some((destination, bytes)) = chunks.next().map_err(error)? {
            match destination {
                Destination::File { exporter, key } => self.append_file(*exporter, key, bytes)?,
                Destination::DedupStore(locales) => self.append_keys(locales, bytes)?,
            }
        }
        for (locales, pairs) in &output.head.pairs {
            self.store(locales).len += u64::from(*pairs);
        }
        Ok(())
    }

    /// Appends an article's bytes for one file. Pairs are numbered within the article there; from here on they are
    /// numbered within their locale pair.
    fn append_file(
        &mut self,
        exporter: usize,
        key: &FileKey,
        bytes: &mut [u8],
    ) -> Result<(), ExportError> {
        let index = self.growing_file(key, exporter)?;
        if self.exporters[exporter].is_by_pair() {
            let store = key.pair.as_ref().and_then(|pair| self.stores.get(pair));
            spool::shift(bytes, store.map_or(0, |store| store.len));
        }
        self.write(index, bytes)
    }

    /// Appends what is compared of an article's pairs.
    fn append_keys(&mut self, locales: &(Locale, Locale), keys: &[u8]) -> Result<(), ExportError> {
        let limit = self.share();
        let written = self.store(locales).append(keys, limit);
        written.map_err(|source| write_error(&self.settings.out, &store_name(locales), source))
    }

    fn store(&mut self, locales: &(Locale, Locale)) -> &mut DedupStore {
        let path = || self.staging.path().join(store_name(locales));
        let store = self.stores.entry(locales.clone());
        store.or_insert_with(|| DedupStore::at(path()))
    }

    /// Ends all files and puts them in place.
    ///
    /// # Errors
    /// When a file cannot be written or put in place.
    pub fn finish(mut self) -> Result<Summary, ExportError> {
        let locale_pairs = self.locale_pairs();
        let files = self.complete()?;
        let manifest = Manifest::new(&self.settings, locale_pairs);
        let out = &self.settings.out;
        let (manifest, earlier) =
            publish::publish(out, self.staging, files, manifest, self.settings.clean)?;
        let path = |file: &ManifestFile| out.join(&file.name);
        self.summary.files = manifest.files.iter().map(|f| (path(f), f.bytes)).collect();
        self.summary.manifest = out.join(MANIFEST);
        self.summary.earlier = earlier.left.iter().map(path).collect();
        self.summary.removed = earlier.removed.iter().map(path).collect();
        Ok(self.summary)
    }

    fn locale_pairs(&self) -> Vec<LocalePairCount> {
        let count = |((source, target), store): (&(Locale, Locale), &DedupStore)| LocalePairCount {
            source: source.to_string(),
            target: target.to_string(),
            pairs: store.len,
        };
        self.stores.iter().map(count).collect()
    }

    /// Completes all files in the staging folder.
    fn complete(&mut self) -> Result<Vec<CompleteFile>, ExportError> {
        let mut footer = Vec::new();
        for index in 0..self.growing.len() {
            let growing = &self.growing[index];
            footer.clear();
            self.exporters[growing.exporter].footer(&growing.key, &mut footer);
            self.write_own(index, &footer)?;
        }
        let finalized = self.finalize()?;
        let mut complete = Vec::new();
        for (exporter, files) in self.exporters.iter_mut().zip(finalized) {
            let files = exporter.finish(files)?;
            match self.settings.compress {
                Some(how) => {
                    let (lines, others): (Vec<_>, Vec<_>) = files
                        .into_iter()
                        .partition(|file| exporter.is_compressed(&file.name));
                    complete.extend(compressed(&self.settings.out, lines, how)?);
                    complete.extend(others);
                }
                None => complete.extend(files),
            }
        }
        Ok(complete)
    }

    /// The folder that files grow in.
    #[cfg(test)]
    pub(super) fn growing(&self) -> &Path {
        self.staging.path()
    }

    /// The index of a growing file, which begins with its header if it is new.
    fn growing_file(&mut self, key: &FileKey, exporter: usize) -> Result<usize, ExportError> {
        if let Some(&index) = self.index.get(key) {
            return Ok(index);
        }
        let index = self.growing.len();
        let writer = &self.exporters[exporter];
        let ending = if writer.is_by_pair() { ".spool" } else { "" };
        let path = self.staging.path().join(format!("{key}{ending}"));
        let mut header = Vec::new();
        writer.header(key, &mut header);
        self.growing.push(GrowingFile {
            key: key.clone(),
            exporter,
            spill: SpillFile::new(path),
        });
        self.index.insert(key.clone(), index);
        self.write_own(index, &header)?;
        Ok(index)
    }

    /// Writes what belongs to a file itself.
    fn write_own(&mut self, index: usize, bytes: &[u8]) -> Result<(), ExportError> {
        if !self.exporters[self.growing[index].exporter].is_by_pair() {
            return self.write(index, bytes);
        }
        let mut record = Vec::new();
        spool::write_own(bytes, &mut record);
        self.write(index, &record)
    }

    fn write(&mut self, index: usize, bytes: &[u8]) -> Result<(), ExportError> {
        let limit = self.share();
        let growing = &mut self.growing[index];
        growing
            .spill
            .append(bytes, limit)
            .map_err(|source| write_error(&self.settings.out, &growing.key.to_string(), source))
    }

    /// Bytes that each file may hold in memory.
    fn share(&self) -> usize {
        share(self.growing.len() + self.stores.len())
    }
}

/// The name that the pairs of two locales are kept under while an export runs.
fn store_name((source, target): &(Locale, Locale)) -> String {
    format!("{source}_{target}.pairs")
}

fn write_error(out: &Path, name: &str, source: std::io::Error) -> ExportError {
    ExportError::Write {
        path: out.join(name),
        source,
    }
}

fn compressed(
    out: &Path,
    files: Vec<CompleteFile>,
    how: Compression,
) -> Result<Vec<CompleteFile>, ExportError> {
    let one = |file: CompleteFile| match compress(&file.path, how) {
        Ok((path, ending)) => Ok(CompleteFile {
            name: file.name + ending,
            path,
            pairs: file.pairs,
        }),
        Err(source) => Err(write_error(out, &file.name, source)),
    };
    files.into_par_iter().map(one).collect()
}
