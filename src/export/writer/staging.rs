//! The hidden folder inside the output folder, in which an export grows until it is complete.
//!
//! It is in the output folder so that complete files can be renamed into place. It has one fixed name and a lock, so
//! that two exports cannot write to one folder at the same time, and a run can remove what a killed one left behind.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::journal::{self, Journal};
use super::{durable, fault};
use crate::export::ExportError;
use crate::scratch::{self, LOCK, ScratchFolder};

/// The folder's name.
pub(super) const NAME: &str = ".diglot-export";
/// The files of the earlier export, until the new ones are in place.
const EARLIER: &str = "earlier";

/// The folder of a running export. Dropping it removes the folder.
pub(in crate::export) struct Staging {
    folder: Option<ScratchFolder>,
    path: PathBuf,
    /// Held while the export runs; the system releases it when the process ends, however it ends.
    _lock: File,
}

impl Staging {
    /// Makes the folder. If an earlier run was killed while it put files in place, this completes its work first.
    pub fn create(out: &Path) -> Result<Self, ExportError> {
        let error = |source| ExportError::Folder {
            path: out.to_owned(),
            source,
        };
        fs::create_dir_all(out).map_err(error)?;
        let path = out.join(NAME);
        // A signal ends the program before this or after it.
        let mut folders = scratch::lock();
        let lock = lock(out, &path)?;
        if let Some(journal) = Journal::read(&path).map_err(error)? {
            journal.complete(out, &path)?;
        }
        // What a killed run left behind.
        scratch::clear(&path, durable::remove_file).map_err(error)?;
        let made = [journal::READY, EARLIER]
            .iter()
            .try_for_each(|name| fs::create_dir(path.join(name)));
        let folder = Some(ScratchFolder::take_over(path.clone(), &mut folders));
        drop(folders);
        let staging = Self {
            folder,
            path,
            _lock: lock,
        };
        made.map_err(error)?;
        Ok(staging)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn ready(&self) -> PathBuf {
        journal::ready_folder(&self.path)
    }

    pub fn earlier(&self) -> PathBuf {
        self.path.join(EARLIER)
    }

    /// Leaves the folder for the next run, which completes the work.
    pub fn keep(mut self) {
        if let Some(folder) = self.folder.take() {
            folder.keep();
        }
    }
}

/// Makes the folder and locks it.
fn lock(out: &Path, path: &Path) -> Result<File, ExportError> {
    loop {
        if let Some(lock) = try_lock(out, path)? {
            return Ok(lock);
        }
    }
}

/// `None` if another run removed the folder at the same moment.
fn try_lock(out: &Path, path: &Path) -> Result<Option<File>, ExportError> {
    let error = |source| ExportError::Folder {
        path: out.to_owned(),
        source,
    };
    let lock_path = path.join(LOCK);
    fault::step();
    match fs::create_dir(path) {
        Err(found) if found.kind() != io::ErrorKind::AlreadyExists => return Err(error(found)),
        Err(_) if !is_ours(path) => {
            return Err(ExportError::Occupied {
                path: path.to_owned(),
                what: "something",
            });
        }
        _ => {}
    }
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    let file = match options.open(&lock_path) {
        Err(gone) if gone.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(error)?,
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            return Err(ExportError::Busy {
                path: out.to_owned(),
            });
        }
        // Some file systems have no locks. Two exports at the same time are then not noticed.
        Err(TryLockError::Error(_)) | Ok(()) => {}
    }
    Ok(lock_path.exists().then_some(file))
}

/// Whether an export made the folder: it has a lock, or it is empty because the run was killed before it made one.
fn is_ours(path: &Path) -> bool {
    let is_empty = || fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    path.join(LOCK).is_file() || is_empty()
}
