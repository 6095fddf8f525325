//! Puts the complete files of an export in place, all of them or none.
//!
//! First everything is done that can fail without changing the output folder: names that something else occupies are
//! found, folders are made, files are flushed to disk and hashed. Then the [`Journal`] is written, and the files are
//! renamed one after the other. If a rename fails, the ones before it are undone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::journal::{Journal, is_below, make_parent};
use super::staging::Staging;
use super::{durable, write_error};
use crate::export::ExportError;
use crate::export::manifest::{MANIFEST, Manifest, ManifestFile};
use crate::scratch;

/// A complete file that is still in the staging folder.
#[derive(Debug, Clone)]
pub struct CompleteFile {
    /// The name that it will have below the output folder.
    pub name: String,
    /// Where it is now.
    pub path: PathBuf,
    /// Pairs in it; `None` if it is not written pair by pair.
    pub pairs: Option<u64>,
}

/// What became of the files of earlier exports that this one does not write.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Still there.
    pub left: Vec<ManifestFile>,
    /// Removed.
    pub removed: Vec<ManifestFile>,
}

/// Refuses to begin if the manifest would replace a file that is not a manifest of ours.
pub(super) fn check_manifest(out: &Path) -> Result<(), ExportError> {
    let path = out.join(MANIFEST);
    let manifest = Manifest::read(out).map_err(|source| ExportError::Folder {
        path: out.to_owned(),
        source,
    })?;
    if manifest.is_none() && path.symlink_metadata().is_ok() {
        return Err(ExportError::Occupied {
            path,
            what: "a file",
        });
    }
    Ok(())
}

/// Puts the files and their manifest in place. `clean` removes the files of earlier exports that are not replaced.
pub(super) fn publish(
    out: &Path,
    staging: Staging,
    files: Vec<CompleteFile>,
    mut manifest: Manifest,
    clean: bool,
) -> Result<(Manifest, Earlier), ExportError> {
    for file in &files {
        check_name(out, &file.name)?;
    }
    manifest.files = collect(out, &staging, files)?;
    let earlier = earlier_files(out, &manifest.files, clean)?;
    manifest.earlier_files.clone_from(&earlier.left);
    let bytes = manifest.to_bytes();
    bytes
        .and_then(|bytes| durable::write_file(&staging.ready().join(MANIFEST), &bytes))
        .map_err(|source| write_error(out, MANIFEST, source))?;
    let names = manifest.files.iter().map(|file| file.name.clone());
    let journal = Journal {
        put: names.chain([MANIFEST.to_owned()]).collect(),
        remove: earlier.removed.iter().map(|f| f.name.clone()).collect(),
    };
    replace(out, staging, &journal)?;
    Ok((manifest, earlier))
}

/// Fails if something else than a file has the name of a file, or something else than a folder that of its folder.
fn check_name(out: &Path, name: &str) -> Result<(), ExportError> {
    let path = out.join(name);
    let occupied = |path: &Path, what| {
        Err(ExportError::Occupied {
            path: path.to_owned(),
            what,
        })
    };
    match path.symlink_metadata().map(|found| found.file_type()) {
        Ok(found) if found.is_dir() => return occupied(&path, "a folder"),
        Ok(found) if !found.is_file() && !found.is_symlink() => {
            return occupied(&path, "something else than a file");
        }
        _ => {}
    }
    let parents = path.ancestors().skip(1);
    for folder in parents.take_while(|folder| *folder != out) {
        if folder.exists() && !folder.is_dir() {
            return occupied(folder, "a file");
        }
    }
    Ok(())
}

/// Moves complete files to one folder, waits until they are on disk, and describes them.
fn collect(
    out: &Path,
    staging: &Staging,
    mut files: Vec<CompleteFile>,
) -> Result<Vec<ManifestFile>, ExportError> {
    let ready = staging.ready();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let error = |index: usize, source| write_error(out, &files[index].name, source);
    let paths: Vec<PathBuf> = files.iter().map(|file| ready.join(&file.name)).collect();
    for (index, (file, path)) in files.iter().zip(&paths).enumerate() {
        make_parent(path)
            .and_then(|()| durable::rename(&file.path, path))
            .map_err(|source| error(index, source))?;
    }
    durable::sync_files(&ready, &paths).map_err(|(index, source)| error(index, source))?;
    let folders: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    for folder in folders.into_iter().chain([&*ready]) {
        durable::sync_folder(folder).map_err(|source| write_error(out, MANIFEST, source))?;
    }
    let describe = |(index, (file, path)): (usize, (&CompleteFile, &PathBuf))| {
        ManifestFile::new(file.name.clone(), path, file.pairs)
            .map_err(|source| error(index, source))
    };
    let both = files.par_iter().zip(&paths).enumerate();
    both.map(describe).collect()
}

/// Finds the files of earlier exports that are not among the new ones. One that was changed since then is never
/// removed, because no export wrote what is in it.
fn earlier_files(out: &Path, new: &[ManifestFile], clean: bool) -> Result<Earlier, ExportError> {
    let manifest = Manifest::read(out).map_err(|source| write_error(out, MANIFEST, source))?;
    let known = manifest.map_or_else(Vec::new, |m| [m.files, m.earlier_files].concat());
    let new: BTreeSet<&str> = new.iter().map(|file| file.name.as_str()).collect();
    let mut earlier = Earlier::default();
    for file in known.into_iter().filter(|file| is_below(&file.name)) {
        let path = out.join(&file.name);
        if new.contains(file.name.as_str()) || path.symlink_metadata().is_err() {
            continue;
        }
        if clean && file.is_unchanged(&path) {
            earlier.removed.push(file);
        } else {
            earlier.left.push(file);
        }
    }
    Ok(earlier)
}

/// Replaces the earlier set by the new one.
fn replace(out: &Path, staging: Staging, journal: &Journal) -> Result<(), ExportError> {
    // A signal ends the program before this or after it.
    let lock = scratch::lock();
    let done = prepare(out, &staging, &journal.put).and_then(|before| {
        journal
            .write(staging.path())
            .map_err(|source| write_error(out, MANIFEST, source))?;
        put_in_place(out, &staging, &journal.put, &before)?;
        journal.end(out, staging.path())
    });
    drop(lock);
    if let Err(ExportError::Unfinished { .. }) = done {
        staging.keep();
    }
    done
}

/// What had the name of a new file before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A file, of which the staging folder has a second name.
    Linked,
    /// A file on a file system without links, so that it cannot be brought back.
    NotLinked,
}

/// Does all that can fail before the first file is replaced.
fn prepare(out: &Path, staging: &Staging, names: &[String]) -> Result<Vec<Before>, ExportError> {
    let prepare_one = |name: &String| {
        let (path, copy) = (out.join(name), staging.earlier().join(name));
        make_parent(&path)
            .and_then(|()| make_parent(&copy))
            .map_err(|source| write_error(out, name, source))?;
        if path.symlink_metadata().is_err() {
            return Ok(Before::Nothing);
        }
        Ok(match fs::hard_link(&path, &copy) {
            Ok(()) => Before::Linked,
            Err(_) => Before::NotLinked,
        })
    };
    names.iter().map(prepare_one).collect()
}

/// Renames the files. A failure undoes what was done.
fn put_in_place(
    out: &Path,
    staging: &Staging,
    names: &[String],
    before: &[Before],
) -> Result<(), ExportError> {
    let ready = staging.ready();
    for (done, name) in names.iter().enumerate() {
        let path = out.join(name);
        if let Err(source) = durable::rename(&ready.join(name), &path) {
            return Err(match undo(out, staging, &names[..done], before) {
                Ok(()) => ExportError::Replace { path, source },
                Err(_) => ExportError::Unfinished { path, source },
            });
        }
    }
    Ok(())
}

/// Puts the earlier files back and erases the journal. The new files go back to where the journal expects them, so
/// that a run that finds the journal can complete it at any point.
fn undo(out: &Path, staging: &Staging, names: &[String], before: &[Before]) -> io::Result<()> {
    if before[..names.len()].contains(&Before::NotLinked) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    for (name, before) in names.iter().zip(before).rev() {
        let path = out.join(name);
        durable::rename(&path, &staging.ready().join(name))?;
        if *before == Before::Linked {
            durable::rename(&staging.earlier().join(name), &path)?;
        }
    }
    Journal::erase(staging.path())
}
