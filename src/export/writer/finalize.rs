//! Turns spools into files once all pairs are known.
//!
//! One pair of locales after the other, so that what is found of their pairs need not all be in memory; the files of
//! a pair of locales side by side.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use rayon::prelude::*;

use super::{
    ExportWriter, GrowingFile, Judged, SpillFile, spill_file, spool, store_name, write_error,
};
use crate::export::settings::Duplicates;
use crate::export::{Deferred, ExportError, Exporter, FileKey, FinishedFile};
use crate::model::{Flag, Flags};

/// Bytes written at a time.
const WRITTEN: usize = 256 << 10;

impl ExportWriter {
    /// Finalizes all files and returns those of each exporter.
    pub(super) fn finalize(&mut self) -> Result<Vec<Vec<FinishedFile>>, ExportError> {
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
                if self.settings.po_without_contexts() {
                    self.summary.same_source += found.same_source;
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
        finalized: &mut [Vec<FinishedFile>],
    ) -> Result<(), ExportError> {
        let all: Result<Vec<_>, _> = group
            .par_iter_mut()
            .map(|growing| {
                let key = growing.key.clone();
                let exporter = &*self.exporters[growing.exporter];
                let finished = self.finalize_file(&key, exporter, &mut growing.spill, judged);
                finished.map_err(|source| write_error(&self.settings.out, &key.to_string(), source))
            })
            .collect();
        for (growing, file) in group.iter().zip(all?) {
            finalized[growing.exporter].push(file);
        }
        Ok(())
    }

    /// Finalizes one file.
    fn finalize_file(
        &self,
        key: &FileKey,
        exporter: &dyn Exporter,
        spill: &mut SpillFile,
        judged: &Judged,
    ) -> io::Result<FinishedFile> {
        let (path, pairs) = if exporter.is_by_pair() {
            let path = self.staging.path().join(key.to_string());
            let pairs = self.write_final(key, exporter, spill, &path, judged)?;
            spill.discard()?;
            (path, Some(pairs))
        } else {
            spill.flush()?;
            (spill.path.clone(), None)
        };
        Ok(FinishedFile {
            key: key.clone(),
            path,
            pairs,
        })
    }

    /// Writes what is left of a spool to a file and returns how many pairs that is.
    fn write_final(
        &self,
        key: &FileKey,
        exporter: &dyn Exporter,
        spill: &SpillFile,
        path: &Path,
        judged: &Judged,
    ) -> io::Result<u64> {
        spill_file::make_parent(path)?;
        let out = BufWriter::with_capacity(WRITTEN, File::create_new(path)?);
        // Pairs may be compared for another reason although duplicates are kept. Their flags are then not written.
        let unsaid = match self.settings.duplicates {
            Duplicates::Keep => Flags::of(&[Flag::Duplicate, Flag::NearDuplicate]),
            _ => Flags::NONE,
        };
        let mut pairs = 0;
        spool::finalize(spill.read()?, out, |number, flags, said| {
            let verdict = judged.verdict(number);
            let deferred = Deferred {
                flags: flags.union(verdict.flags.difference(unsaid)),
                duplicate_of: judged.duplicate_of(number).filter(|_| unsaid.is_empty()),
                count: verdict.count,
                speaks_for_source: verdict.speaks_for_source,
            };
            let stays = !verdict.dropped && exporter.retain(&deferred);
            if stays {
                exporter.write_deferred(key, &deferred, said);
                pairs += 1;
            }
            stays
        })?;
        Ok(pairs)
    }
}
