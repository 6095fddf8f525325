//! A Hugging Face dataset folder: one Parquet file and config per locale pair, and a card that counts.
//!
//! Parquet is written column by column, which needs much memory for many locale pairs at a time. So rows wait on disk
//! as JSON, and one locale pair after the other becomes Parquet at the end.

mod card;
mod counts;
mod dataset_columns;
mod features;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::counts::{Counts, Places};
use self::dataset_columns::{DatasetColumn, begin_row, dataset_columns, end_row};
use super::columns::{Columns, Row};
use crate::export::settings::Duplicates;
use crate::export::{
    CompleteFile, Deferred, Ending, ExportError, Exporter, FileKey, FinishedFile, RenderBuffer,
    Settings,
};
use crate::model::{Pair, UnalignedUnit};

const FOLDER: &str = "hf";
const ROWS: Ending = Ending::Within(FOLDER, ".rows");

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
    columns: Vec<DatasetColumn>,
    /// Whether duplicates were looked for.
    compared: bool,
    counts: Counts,
    /// Bytes of the Parquet file.
    file_size: u64,
}

impl Hf {
    pub fn new(settings: &Settings) -> Self {
        Self {
            columns: Columns::new(settings),
            context: String::new(),
            out: settings.out.clone(),
            unaligned: settings.unaligned,
            licence: settings.licence.clone(),
            compared: settings.duplicates != Duplicates::Keep,
        }
    }

    /// Turns waiting rows into a Parquet file beside them.
    fn convert(&self, key: &FileKey, rows: &Path) -> Result<(Config, PathBuf), ExportError> {
        let (source, target) = key.pair.as_ref().expect("rows belong to a locale pair");
        let name = format!("{source}_{target}");
        let (from, to) = self.columns.style.tags(source, target);
        let languages = [from.to_owned(), to.to_owned()];
        let columns = dataset_columns(&self.columns, &languages);
        let places = Places::new(&self.columns);
        let path = rows.with_file_name(format!("{name}.parquet"));
        let counts = parquet::convert(rows, &path, &columns, &places, self.unaligned)
            .map_err(|source| self.error(&format!("{name}/train.parquet"), source))?;
        let file_size = fs::metadata(&path).map_or(0, |m| m.len());
        let config = Config {
            name,
            languages,
            columns,
            compared: self.compared,
            counts,
            file_size,
        };
        Ok((config, path))
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

    fn pair(&mut self, record: &Pair, out: &mut RenderBuffer) {
        let row = Row::pair(record, self.columns.style, &mut self.context);
        let bytes = out.file(&record.source.locale, &record.target.locale, ROWS);
        begin_row(&row, &self.columns, bytes);
        out.defer();
    }

    fn write_deferred(&self, _file: &FileKey, deferred: &Deferred<'_>, out: &mut Vec<u8>) {
        end_row(deferred, out);
    }

    fn unaligned(&mut self, unit: &UnalignedUnit, out: &mut RenderBuffer) {
        let row = Row::unaligned(unit, self.columns.style, &mut self.context);
        let (source, target) = unit.locales();
        let out = out.file(source, target, ROWS);
        begin_row(&row, &self.columns, out);
        end_row(&Deferred::default(), out);
    }

    fn finish(&mut self, mut files: Vec<FinishedFile>) -> Result<Vec<CompleteFile>, ExportError> {
        files.sort();
        let Some(folder) = files.first().and_then(|file| file.path.parent()) else {
            return Ok(Vec::new());
        };
        let card_path = folder.join("README.md");
        let this = &*self;
        let converted: Result<Vec<_>, _> = files
            .par_iter()
            .map(|file| this.convert(&file.key, &file.path))
            .collect();
        let (configs, paths): (Vec<_>, Vec<_>) = converted?.into_iter().unzip();
        fs::write(&card_path, card::card(&configs, self.licence.as_deref()))
            .map_err(|source| self.error("README.md", source))?;
        let tables = configs
            .iter()
            .zip(paths)
            .map(|(config, path)| CompleteFile {
                name: format!("{FOLDER}/{}/train.parquet", config.name),
                path,
                pairs: Some(config.counts.pairs),
            });
        let card = CompleteFile {
            name: format!("{FOLDER}/README.md"),
            path: card_path,
            pairs: None,
        };
        Ok(tables.chain([card]).collect())
    }
}
