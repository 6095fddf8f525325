//! All files of one export: grown side by side, put in place together.
//!
//! Files grow in a hidden folder inside the output folder, on the same file system, and are renamed into place when
//! all are whole: a run that fails or is killed leaves the earlier export as it was.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tempfile::TempDir;

use super::compress::compress;
use super::sink::{Sink, share};
use super::{Batch, Compression, ExportError, Exporter, FileKey, Format, Settings};
use super::{csv, hf, jsonl, moses, multilingual, po, tmx, tsv, xliff};

/// One exporter for each format asked for, in that order.
pub(super) fn exporters(settings: &Settings) -> Vec<Box<dyn Exporter>> {
    let make = |format: &Format| -> Box<dyn Exporter> {
        match format {
            Format::Tmx if settings.multilingual => {
                Box::new(multilingual::Multilingual::new(settings))
            }
            Format::Tmx => Box::new(tmx::Tmx::new(settings)),
            Format::Csv => Box::new(csv::Csv::new(settings)),
            Format::Jsonl => Box::new(jsonl::Jsonl::new(settings)),
            Format::Moses => Box::new(moses::Moses),
            Format::Po => Box::new(po::Po::new(settings)),
            Format::Xliff => Box::new(xliff::Xliff::new(settings)),
            Format::Tsv => Box::new(tsv::Tsv),
            Format::Hf => Box::new(hf::Hf::new(settings)),
        }
    };
    settings.formats.iter().map(make).collect()
}

/// The files of one export while they grow. Dropped before [`Exports::finish`], it leaves nothing behind.
pub struct Exports {
    settings: Settings,
    exporters: Vec<Box<dyn Exporter>>,
    folder: TempDir,
    /// Index into `sinks` of each file.
    index: FxHashMap<FileKey, usize>,
    sinks: Vec<(FileKey, usize, Sink)>,
    summary: Summary,
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
}

impl Exports {
    /// Makes the output folder if it is missing, and begins an export to it.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn create(settings: Settings) -> Result<Self, ExportError> {
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
            sinks: Vec::new(),
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
        for (exporter, (_, chunks)) in batch.exporters.into_iter().enumerate() {
            self.summary.stripped += chunks.stripped;
            self.summary.empty += chunks.empty;
            for (key, bytes) in chunks.parts {
                let sink = self.sink(key, exporter)?;
                self.write(sink, &bytes)?;
            }
        }
        Ok(())
    }

    /// Ends all files and puts them in place.
    ///
    /// # Errors
    /// When a file cannot be written, which leaves the earlier export as it was, or cannot be put in place.
    pub fn finish(mut self) -> Result<Summary, ExportError> {
        let mut tail = Vec::new();
        let mut grown = vec![Vec::new(); self.exporters.len()];
        for index in 0..self.sinks.len() {
            let (key, exporter, _) = &self.sinks[index];
            tail.clear();
            self.exporters[*exporter].tail(key, &mut tail);
            self.write(index, &tail)?;
            let (key, exporter, sink) = &mut self.sinks[index];
            sink.flush()
                .map_err(|source| error(&self.settings.out, key, source))?;
            grown[*exporter].push((key.clone(), sink.path.clone()));
        }
        let mut whole = Vec::new();
        for (exporter, files) in self.exporters.iter_mut().zip(grown) {
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

    /// The place of a file, begun with its head if it is new.
    fn sink(&mut self, key: FileKey, exporter: usize) -> Result<usize, ExportError> {
        if let Some(&index) = self.index.get(&key) {
            return Ok(index);
        }
        let index = self.sinks.len();
        let mut head = Vec::new();
        self.exporters[exporter].head(&key, &mut head);
        let path = self.folder.path().join(key.to_string());
        self.sinks.push((key.clone(), exporter, Sink::new(path)));
        self.index.insert(key, index);
        self.write(index, &head)?;
        Ok(index)
    }

    fn write(&mut self, index: usize, bytes: &[u8]) -> Result<(), ExportError> {
        let limit = share(self.sinks.len());
        let (key, _, sink) = &mut self.sinks[index];
        sink.append(bytes, limit)
            .map_err(|source| error(&self.settings.out, key, source))
    }
}

fn error(out: &Path, key: &FileKey, source: std::io::Error) -> ExportError {
    ExportError::Write {
        path: out.join(key.to_string()),
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
