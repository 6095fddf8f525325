//! Makes files of what has grown, once all pairs are known.
//!
//! One pair of locales after the other, so that what is found of their pairs need not all be in memory; the files of
//! a pair of locales side by side.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::PathBuf;

use rayon::prelude::*;

use super::{Exports, Grown, Judged, Sink, frames, ledger_name, write_error};
use crate::check::JudgeSettings;
use crate::export::settings::Duplicates;
use crate::export::{ExportError, Exporter, FileKey, Late};
use crate::model::Flags;

/// Bytes written at a time.
const WRITTEN: usize = 256 << 10;

impl Exports {
    /// Settles all files; gives those of each exporter.
    pub(super) fn settle(&mut self) -> Result<Vec<Vec<(FileKey, PathBuf)>>, ExportError> {
        let mut sinks = std::mem::take(&mut self.sinks);
        sinks.sort_by(|one, other| one.key.cmp(&other.key));
        let groups = sinks.chunk_by_mut(|one, other| one.key.pair == other.key.pair);
        let mut files: BTreeMap<_, _> = groups
            .map(|group| (group[0].key.pair.clone(), group))
            .collect();
        let mut settled = vec![Vec::new(); self.exporters.len()];
        for (locales, ledger) in std::mem::take(&mut self.ledgers) {
            let judged = if self.settings.compares() {
                let judged = ledger.judge(self.settings.judge()).map_err(|source| {
                    write_error(&self.settings.out, &ledger_name(&locales), source)
                })?;
                self.summary.repeats.insert(locales.clone(), judged.repeats);
                judged
            } else {
                Judged::default()
            };
            if let Some(group) = files.remove(&Some(locales)) {
                self.settle_group(group, &judged, &mut settled)?;
            }
        }
        // What belongs to all locales, or has units without partner alone.
        for group in files.into_values() {
            self.settle_group(group, &Judged::default(), &mut settled)?;
        }
        Ok(settled)
    }

    fn settle_group(
        &mut self,
        group: &mut [Grown],
        judged: &Judged,
        settled: &mut [Vec<(FileKey, PathBuf)>],
    ) -> Result<(), ExportError> {
        let this = &*self;
        let all: Result<Vec<_>, _> = group
            .par_iter_mut()
            .map(|grown| {
                let exporter = &*this.exporters[grown.exporter];
                let path = this.folder.path().join(grown.key.to_string());
                this.settle_file(&grown.key, exporter, &mut grown.sink, path, judged)
                    .map_err(|source| {
                        write_error(&this.settings.out, &grown.key.to_string(), source)
                    })
            })
            .collect();
        for (grown, (path, merged)) in group.iter().zip(all?) {
            self.summary.merged += merged;
            settled[grown.exporter].push((grown.key.clone(), path));
        }
        Ok(())
    }

    /// Settles one file; gives its path, and how many pairs were left out because an earlier one says the same.
    fn settle_file(
        &self,
        key: &FileKey,
        exporter: &dyn Exporter,
        sink: &mut Sink,
        path: PathBuf,
        judged: &Judged,
    ) -> io::Result<(PathBuf, u64)> {
        if !exporter.is_by_pair() {
            sink.flush()?;
            return Ok((sink.path.clone(), 0));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let out = BufWriter::with_capacity(WRITTEN, File::create_new(&path)?);
        let merges = self.settings.duplicates == Duplicates::Auto && exporter.merges();
        // Who wants duplicates kept and nothing said of them may still have them compared for something else.
        let unsaid = match self.settings.duplicates {
            Duplicates::Keep => JudgeSettings::FLAGS,
            _ => Flags::NONE,
        };
        let mut merged = 0;
        frames::settle(sink.read()?, out, |number, flags, said| {
            let verdict = judged.verdict(number);
            if verdict.dropped || (merges && verdict.count == 0) {
                merged += u64::from(!verdict.dropped);
                return false;
            }
            let late = Late {
                flags: flags.and(verdict.flags.without(unsaid)),
                duplicate_of: judged.duplicate_of(number).filter(|_| unsaid.is_empty()),
                count: verdict.count,
            };
            exporter.late(key, &late, said);
            true
        })?;
        sink.discard()?;
        Ok((path, merged))
    }
}
