//! A Hugging Face dataset folder: one Parquet file and config a locale pair, and a card that counts.
//!
//! Parquet is written by columns, which for many locale pairs at a time would take much memory: so rows wait on disk
//! as JSON, and one pair after the other becomes Parquet at the end.

mod card;
mod counts;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod stored;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::counts::Counts;
use super::jsonl;
use super::row::{Columns, Row};
use super::settings::Duplicates;
use super::{Chunks, Ending, ExportError, Exporter, FileKey, Late, Settings};
use crate::model::{Record, Unaligned};

const FOLDER: &str = "hf";
const WAITING: Ending = Ending::Within(FOLDER, ".rows");

/// Writes a dataset folder.
pub(super) struct Hf {
    columns: Columns,
    context: String,
    out: PathBuf,
    unaligned: bool,
    licence: Option<String>,
    compared: bool,
}

/// A locale pair's part of the dataset.
struct Config {
    /// Its name: both locales, joined by `_`.
    name: String,
    /// The languages of source and target, as the files have them.
    languages: [String; 2],
    /// What the rows hold beyond the pair itself.
    extra: Columns,
    /// Whether duplicates were looked for.
    compared: bool,
    counts: Counts,
    /// Bytes of the Parquet file.
    size: u64,
}

impl Hf {
    pub fn new(settings: &Settings) -> Self {
        Self {
            columns: Columns::of(settings),
            context: String::new(),
            out: settings.out.clone(),
            unaligned: settings.unaligned,
            licence: settings.licence.clone(),
            compared: settings.duplicates != Duplicates::Keep,
        }
    }

    /// Turns the rows that wait into Parquet beside them.
    fn convert(&self, key: &FileKey, rows: &Path) -> Result<(Config, PathBuf), ExportError> {
        let (source, target) = key.pair.as_ref().expect("the rows are of a locale pair");
        let name = format!("{source}_{target}");
        let (from, to) = self.columns.style.tags(source, target);
        let languages = [from.to_owned(), to.to_owned()];
        let path = rows.with_file_name(format!("{name}.parquet"));
        let counts = parquet::convert(rows, &path, &languages, self.columns, self.unaligned)
            .map_err(|source| self.error(&format!("{name}/train.parquet"), source))?;
        let size = fs::metadata(&path).map_or(0, |m| m.len());
        Ok((
            Config {
                name,
                languages,
                extra: self.columns,
                compared: self.compared,
                counts,
                size,
            },
            path,
        ))
    }

    fn error(&self, name: &str, source: std::io::Error) -> ExportError {
        ExportError::Write {
            path: self.out.join(FOLDER).join(name),
            source,
        }
    }
}

impl Exporter for Hf {
    fn counts_unaligned(&self) -> bool {
        true
    }

    fn pair(&mut self, record: &Record<'_>, out: &mut Chunks) {
        let row = Row::pair(record, self.columns, &mut self.context);
        jsonl::begin(
            &row,
            out.file(record.source.locale, record.target.locale, WAITING),
        );
        out.late();
    }

    fn late(&self, _file: &FileKey, late: &Late<'_>, out: &mut Vec<u8>) {
        jsonl::end(late, out);
    }

    fn unaligned(&mut self, unit: &Unaligned<'_>, out: &mut Chunks) {
        let row = Row::unaligned(unit, self.columns, &mut self.context);
        let (source, target) = unit.locales();
        let out = out.file(source, target, WAITING);
        jsonl::begin(&row, out);
        jsonl::end(&Late::default(), out);
    }

    fn finish(
        &mut self,
        mut files: Vec<(FileKey, PathBuf)>,
    ) -> Result<Vec<(String, PathBuf)>, ExportError> {
        files.sort();
        let Some(folder) = files
            .first()
            .and_then(|file| file.1.parent())
            .map(Path::to_owned)
        else {
            return Ok(Vec::new());
        };
        let this = &*self;
        let converted: Result<Vec<_>, _> = files
            .par_iter()
            .map(|(key, rows)| this.convert(key, rows))
            .collect();
        let (configs, paths): (Vec<_>, Vec<_>) = converted?.into_iter().unzip();
        let card = folder.join("README.md");
        fs::write(&card, card::card(&configs, self.licence.as_deref()))
            .map_err(|source| self.error("README.md", source))?;
        let mut whole = vec![(format!("{FOLDER}/README.md"), card)];
        for (config, path) in configs.iter().zip(paths) {
            whole.push((format!("{FOLDER}/{}/train.parquet", config.name), path));
        }
        Ok(whole)
    }
}
