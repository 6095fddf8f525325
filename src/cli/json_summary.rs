//! The summary of an export for programs: one JSON object.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::export::Summary;
use crate::model::Locale;
use crate::pairs::PairCounts;
use crate::pipeline::RunStats;

/// What was counted and written.
#[derive(Serialize)]
pub struct JsonSummary<'a> {
    articles: u64,
    alone: u64,
    without_pair: u64,
    left_out: u64,
    pairs: Vec<JsonPairs<'a>>,
    files: Vec<JsonFile<'a>>,
    manifest: &'a Path,
    earlier_files: &'a [PathBuf],
    removed_files: &'a [PathBuf],
    /// Pairs that were merged in TMX.
    merged: u64,
    /// Pairs left out of PO because an entry has their source text already.
    same_source: u64,
    too_long: u64,
    excluded: u64,
    empty: u64,
    stripped_characters: u64,
}

#[derive(Serialize)]
struct JsonPairs<'a> {
    source_locale: &'a Locale,
    target_locale: &'a Locale,
    #[serde(flatten)]
    counts: &'a PairCounts,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    path: &'a Path,
    bytes: u64,
}

impl<'a> JsonSummary<'a> {
    /// What was counted and written.
    pub fn new(stats: &'a RunStats, left_out: u64, written: &'a Summary) -> Self {
        let pairs = stats.pairs.iter();
        let files = written.files.iter();
        Self {
            articles: stats.articles,
            alone: stats.alone,
            without_pair: stats.without_pair,
            left_out,
            pairs: pairs
                .map(|((source_locale, target_locale), counts)| JsonPairs {
                    source_locale,
                    target_locale,
                    counts,
                })
                .collect(),
            files: files
                .map(|(path, bytes)| JsonFile {
                    path,
                    bytes: *bytes,
                })
                .collect(),
            manifest: &written.manifest,
            earlier_files: &written.earlier,
            removed_files: &written.removed,
            merged: written.merged,
            same_source: written.same_source,
            too_long: written.too_long,
            excluded: written.excluded,
            empty: written.empty,
            stripped_characters: written.stripped,
        }
    }

    /// Prints it to standard output.
    pub fn print(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, self)?;
        Ok(writeln!(out)?)
    }
}
