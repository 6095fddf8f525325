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
use std::path::PathBuf;

use rayon::prelude::*;

use self::counts::{Counts, Places};
use self::dataset_columns::{DatasetColumn, begin_row, dataset_columns, end_row};
use super::columns::{Columns, Row};
use crate::export::settings::{Duplicates, Split};
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
    sources: Vec<String>,
    rows_per_file: Option<u64>,
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
    /// Counts of all splits.
    counts: Counts,
    splits: Vec<SplitPart>,
}

/// A split of a config.
struct SplitPart {
    split: Split,
    counts: Counts,
    files: Vec<PathBuf>,
    /// Bytes of all files.
    file_size: u64,
}

impl SplitPart {
    /// The names of its files in the folder of the config.
    fn file_names(&self) -> Vec<String> {
        let (split, count) = (self.split, self.files.len());
        match count {
            1 => vec![format!("{split}.parquet")],
            _ => (0..count)
                .map(|number| format!("{split}-{number:05}-of-{count:05}.parquet"))
                .collect(),
        }
    }

    /// The pattern that finds its files.
    fn pattern(&self) -> String {
        match self.files.len() {
            1 => format!("{}.parquet", self.split),
            _ => format!("{}-*.parquet", self.split),
        }
    }
}

impl Hf {
    pub fn new(settings: &Settings) -> Self {
        Self {
            columns: Columns::new(settings),
            context: String::new(),
            out: settings.out.clone(),
            unaligned: settings.unaligned,
            licence: settings.licence.clone(),
            sources: settings.sources.clone(),
            rows_per_file: settings.rows_per_file,
            compared: settings.duplicates != Duplicates::Keep,
        }
    }

    /// Turns the waiting rows of one file into Parquet files beside it.
    fn convert(&self, file: &FinishedFile) -> Result<SplitPart, ExportError> {
        let stem = file.key.stem();
        let columns = dataset_columns(&self.columns, &self.languages(&file.key));
        let table = parquet::Table {
            columns: &columns,
            places: &Places::new(&self.columns),
            unaligned: self.unaligned,
            rows_per_file: self.rows_per_file,
        };
        let path = |number: usize| file.path.with_file_name(format!("{stem}.{number}.parquet"));
        let (counts, files) = table
            .convert(&file.path, path)
            .map_err(|source| self.error(&format!("{stem}.parquet"), source))?;
        let sizes = files.iter().filter_map(|path| fs::metadata(path).ok());
        Ok(SplitPart {
            split: file.key.split.unwrap_or(Split::Train),
            counts,
            file_size: sizes.map(|file| file.len()).sum(),
            files,
        })
    }

    /// The languages of source and target, as the files have them.
    fn languages(&self, key: &FileKey) -> [String; 2] {
        let (source, target) = key.pair.as_ref().expect("rows belong to a locale pair");
        let (source, target) = self.columns.style.tags(source, target);
        [source.to_owned(), target.to_owned()]
    }

    /// Makes a config of the splits of one locale pair.
    fn config(&self, key: &FileKey, splits: Vec<SplitPart>) -> Config {
        let languages = self.languages(key);
        let mut counts = Counts::default();
        splits.iter().for_each(|split| counts.merge(&split.counts));
        let whole = FileKey {
            split: None,
            ..key.clone()
        };
        Config {
            name: whole.stem(),
            columns: dataset_columns(&self.columns, &languages),
            languages,
            compared: self.compared,
            counts,
            splits,
        }
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
        let converted: Result<Vec<_>, _> =
            files.par_iter().map(|file| this.convert(file)).collect();
        let mut converted = converted?.into_iter();
        let groups = files.chunk_by(|one, other| one.key.pair == other.key.pair);
        let configs: Vec<Config> = groups
            .map(|group| {
                self.config(
                    &group[0].key,
                    converted.by_ref().take(group.len()).collect(),
                )
            })
            .collect();
        let card = card::card(&configs, self.licence.as_deref(), &self.sources);
        fs::write(&card_path, card).map_err(|source| self.error("README.md", source))?;
        let card = CompleteFile {
            name: format!("{FOLDER}/README.md"),
            path: card_path,
            pairs: None,
        };
        Ok(configs.iter().flat_map(tables).chain([card]).collect())
    }
}

/// The Parquet files of a config.
fn tables(config: &Config) -> Vec<CompleteFile> {
    let mut tables = Vec::new();
    for split in &config.splits {
        // With several files it is not known which pairs are in which.
        let pairs = (split.files.len() == 1).then_some(split.counts.pairs);
        for (name, path) in split.file_names().iter().zip(&split.files) {
            tables.push(CompleteFile {
                name: format!("{FOLDER}/{}/{name}", config.name),
                path: path.clone(),
                pairs,
            });
        }
    }
    tables
}
