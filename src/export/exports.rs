//! All files of one export: grown side by side, put in place together.
//!
//! Files grow in a hidden folder inside the output folder, on the same file system, and are renamed into place when
//! all are whole: a run that fails or is killed leaves the earlier export as it was.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use tempfile::TempDir;

use super::sink::{Sink, share};
use super::{
    Batch, ExportError, Exporter, FileKey, Format, Settings, csv, jsonl, multilingual, tmx,
};

/// One exporter for each format asked for, in that order.
pub(super) fn exporters(settings: &Settings) -> Vec<Box<dyn Exporter>> {
    let make = |format: &Format| -> Box<dyn Exporter> {
        match format {
            Format::Tmx if settings.multilingual => {
                Box::new(multilingual::Multilingual::new(settings))
            }
            Format::Tmx => Box::new(tmx::Tmx::new(settings)),
            Format::Csv => Box::new(csv::Csv::new(settings)),
            Format::Jsonl => Box::new(jsonl::Jsonl::default()),
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
    stripped: u64,
}

/// What an export has written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The files, sorted by path, with their sizes in bytes.
    pub files: Vec<(PathBuf, u64)>,
    /// Characters left out because a format cannot hold them: control characters in XML.
    pub stripped: u64,
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
            stripped: 0,
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
        for (exporter, (_, chunks)) in batch.exporters.into_iter().enumerate() {
            self.stripped += chunks.stripped;
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
        for sink in 0..self.sinks.len() {
            let (key, exporter, _) = &self.sinks[sink];
            tail.clear();
            self.exporters[*exporter].tail(key, &mut tail);
            self.write(sink, &tail)?;
            let (key, _, sink) = &mut self.sinks[sink];
            sink.flush()
                .map_err(|source| error(&self.settings.out, key, source))?;
        }
        let mut files = Vec::with_capacity(self.sinks.len());
        for (key, _, sink) in &self.sinks {
            let path = self.settings.out.join(key.to_string());
            fs::rename(&sink.path, &path).map_err(|source| ExportError::Replace {
                path: path.clone(),
                source,
            })?;
            files.push((path, sink.size));
        }
        files.sort();
        Ok(Summary {
            files,
            stripped: self.stripped,
        })
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
