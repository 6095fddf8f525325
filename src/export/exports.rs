//! All files of one export: grown side by side, put in place together.
//!
//! Files grow in a hidden folder inside the output folder, on the same file system, and are renamed into place when
//! all are whole: a run that fails or is killed leaves the earlier export as it was. What becomes of a pair may hang on
//! the last pair of all, so most files grow as frames, which become the file at the end.

mod settle;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tempfile::TempDir;

use super::compress::compress;
use super::ledger::{Entries, Judged, Ledger};
use super::sink::{Sink, share};
use super::{Batch, Compression, ExportError, Exporter, FileKey, Format, Settings, frames};
use super::{built_in, csv, hf, jsonl, moses, multilingual, po, tmx, tsv, variants, xliff};
use crate::check::Repeats;
use crate::model::Locale;

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
            Format::Variants => Box::new(variants::Variants::new(settings)),
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
    sinks: Vec<Grown>,
    /// What is compared of the pairs, by source and target locale.
    ledgers: BTreeMap<(Locale, Locale), Ledger>,
    /// Frames on their way to a sink.
    framed: Vec<u8>,
    summary: Summary,
}

/// A file that grows: as frames, or as it is where its exporter does not go by pairs.
struct Grown {
    key: FileKey,
    /// Which of the exporters writes it.
    exporter: usize,
    sink: Sink,
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

impl Exports {
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
            sinks: Vec::new(),
            ledgers: BTreeMap::new(),
            framed: Vec::new(),
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
        for (exporter, (rendered_by, chunks)) in batch.exporters.into_iter().enumerate() {
            self.summary.stripped += chunks.stripped;
            self.summary.empty += chunks.empty;
            for part in chunks.parts {
                let of_locales = before.iter().find(|b| part.key.pair.as_ref() == Some(b.0));
                let sink = self.sink(&part.key, exporter)?;
                if rendered_by.is_by_pair() {
                    self.framed.clear();
                    frames::write(&part, of_locales.map_or(0, |b| b.1), &mut self.framed);
                    self.write_framed(sink)?;
                } else {
                    self.write(sink, &part.bytes)?;
                }
            }
        }
        Ok(())
    }

    /// Takes note of what is compared of an article's pairs; tells how many of their locales there were before.
    fn enter(&mut self, entries: &Entries) -> Result<u64, ExportError> {
        let limit = share(self.sinks.len() + self.ledgers.len());
        let name = ledger_name(&entries.locales);
        if !self.ledgers.contains_key(&entries.locales) {
            let sink = Sink::new(self.folder.path().join(&name));
            self.ledgers
                .insert(entries.locales.clone(), Ledger::new(sink));
        }
        let ledger = self.ledgers.get_mut(&entries.locales).expect("it is there");
        let before = ledger.len;
        ledger
            .append(entries, limit)
            .map_err(|source| write_error(&self.settings.out, &name, source))?;
        Ok(before)
    }

    /// Ends all files and puts them in place.
    ///
    /// # Errors
    /// When a file cannot be written, which leaves the earlier export as it was, or cannot be put in place.
    pub fn finish(mut self) -> Result<Summary, ExportError> {
        let mut tail = Vec::new();
        for index in 0..self.sinks.len() {
            let grown = &self.sinks[index];
            tail.clear();
            self.exporters[grown.exporter].tail(&grown.key, &mut tail);
            self.write_own(index, &tail)?;
        }
        let settled = self.settle()?;
        let mut whole = Vec::new();
        for (exporter, files) in self.exporters.iter_mut().zip(settled) {
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
    fn sink(&mut self, key: &FileKey, exporter: usize) -> Result<usize, ExportError> {
        if let Some(&index) = self.index.get(key) {
            return Ok(index);
        }
        let index = self.sinks.len();
        let writer = &self.exporters[exporter];
        let ending = if writer.is_by_pair() { ".frames" } else { "" };
        let path = self.folder.path().join(format!("{key}{ending}"));
        let mut head = Vec::new();
        writer.head(key, &mut head);
        self.sinks.push(Grown {
            key: key.clone(),
            exporter,
            sink: Sink::new(path),
        });
        self.index.insert(key.clone(), index);
        self.write_own(index, &head)?;
        Ok(index)
    }

    /// Writes what belongs to a file itself.
    fn write_own(&mut self, index: usize, bytes: &[u8]) -> Result<(), ExportError> {
        if !self.exporters[self.sinks[index].exporter].is_by_pair() {
            return self.write(index, bytes);
        }
        self.framed.clear();
        frames::write_own(bytes, &mut self.framed);
        self.write_framed(index)
    }

    fn write_framed(&mut self, index: usize) -> Result<(), ExportError> {
        let framed = std::mem::take(&mut self.framed);
        let written = self.write(index, &framed);
        self.framed = framed;
        written
    }

    fn write(&mut self, index: usize, bytes: &[u8]) -> Result<(), ExportError> {
        let limit = share(self.sinks.len() + self.ledgers.len());
        let grown = &mut self.sinks[index];
        grown
            .sink
            .append(bytes, limit)
            .map_err(|source| write_error(&self.settings.out, &grown.key.to_string(), source))
    }
}

/// The name that the pairs of two locales are kept under while an export runs.
fn ledger_name((source, target): &(Locale, Locale)) -> String {
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
