//! Writes all files of one export and puts them in place together.
//!
//! Files grow in a hidden folder inside the output folder, on the same file system. They are renamed when all are
//! complete, so a run that fails before that leaves the earlier export unchanged. Whether a pair is kept can depend on
//! the last pair of the corpus. Most files therefore grow as a spool, which is turned into the file at the end.

mod article_output;
#[cfg_attr(not(feature = "compress"), path = "no_compress.rs")]
mod compress;
mod dedup_store;
mod finalize;
mod render_buffer;
mod spill_file;
mod spool;

pub use article_output::Batch;
pub use render_buffer::RenderBuffer;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tempfile::TempDir;

use self::compress::compress;
use self::dedup_store::{DedupStore, Entries, Judged};
use self::spill_file::{SpillFile, share};
use super::formats::exporters;
use super::{Compression, ExportError, Exporter, FileKey, Settings, built_in};
use crate::model::Locale;
use crate::quality::Repeats;

/// The files of one export while they grow. Dropped before [`ExportWriter::finish`], it leaves nothing behind.
pub struct ExportWriter {
    settings: Settings,
    exporters: Vec<Box<dyn Exporter>>,
    folder: TempDir,
    /// Index into `growing` of each file.
    index: FxHashMap<FileKey, usize>,
    growing: Vec<GrowingFile>,
    /// What is compared of the pairs, by source and target locale.
    stores: BTreeMap<(Locale, Locale), DedupStore>,
    /// Buffer for spool records on their way to a file.
    record: Vec<u8>,
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
    /// The files, sorted by path, with their sizes in bytes.
    pub files: Vec<(PathBuf, u64)>,
    /// Characters left out because a format cannot hold them: control characters in XML.
    pub stripped: u64,
    /// Pairs and units left out because a side is longer than asked for.
    pub too_long: u64,
    /// Pairs left out of a format because nothing is left of a side without its markup.
    pub empty: u64,
    /// Pairs left out of translation memories because an earlier one has the same texts in the same context.
    pub merged: u64,
    /// What was found when pairs were compared, by source and target locale.
    pub repeats: BTreeMap<(Locale, Locale), Repeats>,
}

impl ExportWriter {
    /// Makes the output folder if it is missing, and begins an export to it.
    ///
    /// # Errors
    /// When the folder cannot be made or written to, or this build cannot write a format.
    pub fn create(settings: Settings) -> Result<Self, ExportError> {
        built_in::check(&settings)?;
        let error = |source| ExportError::Folder {
            path: settings.out.clone(),
            source,
        };
        fs::create_dir_all(&settings.out).map_err(error)?;
        let folder = tempfile::Builder::new()
            .prefix(".diglot-")
            .tempdir_in(&settings.out)
            .map_err(error)?;
        Ok(Self {
            exporters: exporters(&settings),
            settings,
            folder,
            index: FxHashMap::default(),
            growing: Vec::new(),
            stores: BTreeMap::new(),
            record: Vec::new(),
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
        self.summary.too_long += batch.too_long;
        let mut before = Vec::with_capacity(batch.entries.len());
        for entries in &batch.entries {
            before.push((&entries.locales, self.enter(entries)?));
        }
        for (exporter, (rendered_by, buffer)) in batch.exporters.into_iter().enumerate() {
            self.summary.stripped += buffer.stripped;
            self.summary.empty += buffer.empty;
            for part in buffer.parts {
                let of_locales = before.iter().find(|b| part.key.pair.as_ref() == Some(b.0));
                let spill = self.spill(&part.key, exporter)?;
                if rendered_by.is_by_pair() {
                    self.record.clear();
                    spool::write(&part, of_locales.map_or(0, |b| b.1), &mut self.record);
                    self.write_record(spill)?;
                } else {
                    self.write(spill, &part.bytes)?;
                }
            }
        }
        Ok(())
    }

    /// Takes note of what is compared of an article's pairs; tells how many of their locales there were before.
    fn enter(&mut self, entries: &Entries) -> Result<u64, ExportError> {
        let limit = share(self.growing.len() + self.stores.len());
        let name = store_name(&entries.locales);
        if !self.stores.contains_key(&entries.locales) {
            let spill = SpillFile::new(self.folder.path().join(&name));
            self.stores
                .insert(entries.locales.clone(), DedupStore::new(spill));
        }
        let store = self.stores.get_mut(&entries.locales).expect("it is there");
        let before = store.len;
        store
            .append(entries, limit)
            .map_err(|source| write_error(&self.settings.out, &name, source))?;
        Ok(before)
    }

    /// Ends all files and puts them in place.
    ///
    /// # Errors
    /// When a file cannot be written, which leaves the earlier export as it was, or cannot be put in place.
    pub fn finish(mut self) -> Result<Summary, ExportError> {
        let mut footer = Vec::new();
        for index in 0..self.growing.len() {
            let growing = &self.growing[index];
            footer.clear();
            self.exporters[growing.exporter].footer(&growing.key, &mut footer);
            self.write_own(index, &footer)?;
        }
        let finalized = self.finalize()?;
        let mut whole = Vec::new();
        for (exporter, files) in self.exporters.iter_mut().zip(finalized) {
            let files = exporter.finish(files)?;
            match self.settings.compress.filter(|_| exporter.is_lines()) {
                Some(how) => whole.extend(compressed(&self.settings.out, files, how)?),
                None => whole.extend(files),
            }
        }
        self.summary.files = place(&self.settings.out, whole)?;
        Ok(self.summary)
    }

    /// The folder that files grow in.
    #[cfg(test)]
    pub(super) fn growing(&self) -> &Path {
        self.folder.path()
    }

    /// The place of a file, begun with its header if it is new.
    fn spill(&mut self, key: &FileKey, exporter: usize) -> Result<usize, ExportError> {
        if let Some(&index) = self.index.get(key) {
            return Ok(index);
        }
        let index = self.growing.len();
        let writer = &self.exporters[exporter];
        let ending = if writer.is_by_pair() { ".spool" } else { "" };
        let path = self.folder.path().join(format!("{key}{ending}"));
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
        self.record.clear();
        spool::write_own(bytes, &mut self.record);
        self.write_record(index)
    }

    fn write_record(&mut self, index: usize) -> Result<(), ExportError> {
        let record = std::mem::take(&mut self.record);
        let written = self.write(index, &record);
        self.record = record;
        written
    }

    fn write(&mut self, index: usize, bytes: &[u8]) -> Result<(), ExportError> {
        let limit = share(self.growing.len() + self.stores.len());
        let growing = &mut self.growing[index];
        growing
            .spill
            .append(bytes, limit)
            .map_err(|source| write_error(&self.settings.out, &growing.key.to_string(), source))
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
    files: Vec<(String, PathBuf)>,
    how: Compression,
) -> Result<Vec<(String, PathBuf)>, ExportError> {
    let one = |(name, path): (String, PathBuf)| match compress(&path, how) {
        Ok((path, ending)) => Ok((name + ending, path)),
        Err(source) => Err(ExportError::Write {
            path: out.join(name),
            source,
        }),
    };
    files.into_par_iter().map(one).collect()
}

/// Renames whole files to their names; gives their paths and sizes.
fn place(out: &Path, whole: Vec<(String, PathBuf)>) -> Result<Vec<(PathBuf, u64)>, ExportError> {
    let mut placed = Vec::with_capacity(whole.len());
    for (name, from) in whole {
        let path = out.join(name);
        let replace = || {
            let size = fs::metadata(&from)?.len();
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(&from, &path)?;
            Ok(size)
        };
        let size = replace().map_err(|source| ExportError::Replace {
            path: path.clone(),
            source,
        })?;
        placed.push((path, size));
    }
    placed.sort();
    Ok(placed)
}
