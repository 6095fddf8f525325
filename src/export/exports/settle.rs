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
use crate::export::settings::Duplicates;
use crate::export::{ExportError, Exporter, FileKey, Late};
use crate::model::{Flag, Flags};

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
                let found = judged.repeats.clone();
                if self.settings.merges() {
                    self.summary.merged += found.same_unit;
                }
                self.summary.repeats.insert(locales.clone(), found);
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
        &self,
        group: &mut [Grown],
        judged: &Judged,
        settled: &mut [Vec<(FileKey, PathBuf)>],
    ) -> Result<(), ExportError> {
        let all: Result<Vec<_>, _> = group
            .par_iter_mut()
            .map(|grown| {
                let exporter = &*self.exporters[grown.exporter];
                let path = self.folder.path().join(grown.key.to_string());
                self.settle_file(&grown.key, exporter, &mut grown.sink, path, judged)
                    .map_err(|source| {
                        write_error(&self.settings.out, &grown.key.to_string(), source)
                    })
            })
            .collect();
        for (grown, path) in group.iter().zip(all?) {
            settled[grown.exporter].push((grown.key.clone(), path));
        }
        Ok(())
    }

    /// Settles one file; gives its path.
    fn settle_file(
        &self,
        key: &FileKey,
        exporter: &dyn Exporter,
        sink: &mut Sink,
        path: PathBuf,
        judged: &Judged,
    ) -> io::Result<PathBuf> {
        if !exporter.is_by_pair() {
            sink.flush()?;
            return Ok(sink.path.clone());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let out = BufWriter::with_capacity(WRITTEN, File::create_new(&path)?);
        // Who wants nothing made of duplicates may still have pairs compared for something else.
        let unsaid = match self.settings.duplicates {
            Duplicates::Keep => Flags::of(&[Flag::Duplicate, Flag::NearDuplicate]),
            _ => Flags::NONE,
        };
        frames::settle(sink.read()?, out, |number, flags, said| {
            let verdict = judged.verdict(number);
            let late = Late {
                flags: flags.and(verdict.flags.without(unsaid)),
                duplicate_of: judged.duplicate_of(number).filter(|_| unsaid.is_empty()),
                count: verdict.count,
            };
            let stays = !verdict.dropped && exporter.keeps(&late);
            if stays {
                exporter.late(key, &late, said);
            }
            stays
        })?;
        sink.discard()?;
        Ok(path)
    }
}
