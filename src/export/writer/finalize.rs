//! Turns spools into files once all pairs are known.
//!
//! One pair of locales after the other, so that what is found of their pairs need not all be in memory; the files of
//! a pair of locales side by side.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::PathBuf;

use rayon::prelude::*;

use super::{ExportWriter, GrowingFile, Judged, SpillFile, spool, store_name, write_error};
use crate::export::settings::Duplicates;
use crate::export::{Deferred, ExportError, Exporter, FileKey};
use crate::model::{Flag, Flags};

/// Bytes written at a time.
const WRITTEN: usize = 256 << 10;

impl ExportWriter {
    /// Finalizes all files and returns those of each exporter.
    pub(super) fn finalize(&mut self) -> Result<Vec<Vec<(FileKey, PathBuf)>>, ExportError> {
        let mut growing = std::mem::take(&mut self.growing);
        growing.sort_by(|one, other| one.key.cmp(&other.key));
        let groups = growing.chunk_by_mut(|one, other| one.key.pair == other.key.pair);
        let mut files: BTreeMap<_, _> = groups
            .map(|group| (group[0].key.pair.clone(), group))
            .collect();
        let mut finalized = vec![Vec::new(); self.exporters.len()];
        for (locales, store) in std::mem::take(&mut self.stores) {
            let judged = if self.settings.compares() {
                let judged = store.judge(self.settings.judge()).map_err(|source| {
                    write_error(&self.settings.out, &store_name(&locales), source)
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
                self.finalize_group(group, &judged, &mut finalized)?;
            }
        }
        // What belongs to all locales, or has units without partner alone.
        for group in files.into_values() {
            self.finalize_group(group, &Judged::default(), &mut finalized)?;
        }
        Ok(finalized)
    }

    fn finalize_group(
        &self,
        group: &mut [GrowingFile],
        judged: &Judged,
        finalized: &mut [Vec<(FileKey, PathBuf)>],
    ) -> Result<(), ExportError> {
        let all: Result<Vec<_>, _> = group
            .par_iter_mut()
            .map(|growing| {
                let exporter = &*self.exporters[growing.exporter];
                let path = self.folder.path().join(growing.key.to_string());
                self.finalize_file(&growing.key, exporter, &mut growing.spill, path, judged)
                    .map_err(|source| {
                        write_error(&self.settings.out, &growing.key.to_string(), source)
                    })
            })
            .collect();
        for (growing, path) in group.iter().zip(all?) {
            finalized[growing.exporter].push((growing.key.clone(), path));
        }
        Ok(())
    }

    /// Finalizes one file and returns its path.
    fn finalize_file(
        &self,
        key: &FileKey,
        exporter: &dyn Exporter,
        spill: &mut SpillFile,
        path: PathBuf,
        judged: &Judged,
    ) -> io::Result<PathBuf> {
        if !exporter.is_by_pair() {
            spill.flush()?;
            return Ok(spill.path.clone());
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
        spool::finalize(spill.read()?, out, |number, flags, said| {
            let verdict = judged.verdict(number);
            let deferred = Deferred {
                flags: flags.union(verdict.flags.difference(unsaid)),
                duplicate_of: judged.duplicate_of(number).filter(|_| unsaid.is_empty()),
                count: verdict.count,
            };
            let stays = !verdict.dropped && exporter.retain(&deferred);
            if stays {
                exporter.write_deferred(key, &deferred, said);
            }
            stays
        })?;
        spill.discard()?;
        Ok(path)
    }
}
