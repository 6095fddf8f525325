//! The journal of a run that puts its files in place.
//!
//! Several files cannot be replaced in one step. The journal makes it look like one: it is written when all files are
//! complete and on disk, and removed when all are in place. A run that finds the journal of a killed one completes
//! that run's work. So after the next run the folder has the earlier set or the new one, never a mix.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::durable;
use crate::export::ExportError;

const NAME: &str = "journal.json";
/// Complete files, under the names that they will have in the output folder.
pub(super) const READY: &str = "ready";

/// What is to be done to the output folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Names of the files to put in place, in this order.
    pub put: Vec<String>,
    /// Names of earlier files to remove after that.
    pub remove: Vec<String>,
}

impl Journal {
    /// The journal of a killed run.
    pub fn read(staging: &Path) -> io::Result<Option<Self>> {
        match fs::read(staging.join(NAME)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the journal. From here on the new files are what the folder will have.
    pub fn write(&self, staging: &Path) -> io::Result<()> {
        durable::write_file(&staging.join(NAME), &serde_json::to_vec(self)?)
    }

    /// Removes the journal.
    pub fn erase(staging: &Path) -> io::Result<()> {
        durable::remove_file(&staging.join(NAME))?;
        durable::sync_folder(staging)
    }

    /// Completes the work of a killed run.
    pub fn complete(&self, out: &Path, staging: &Path) -> Result<(), ExportError> {
        let ready = ready_folder(staging);
        for name in self.put.iter().filter(|name| is_below(name)) {
            let (from, to) = (ready.join(name), out.join(name));
            if from.exists() {
                make_parent(&to)
                    .and_then(|()| durable::rename(&from, &to))
                    .map_err(|source| ExportError::Unfinished { path: to, source })?;
            }
        }
        self.end(out, staging)
    }

    /// Removes what is to be removed, waits until all is on disk, and erases the journal.
    pub fn end(&self, out: &Path, staging: &Path) -> Result<(), ExportError> {
        let unfinished = |path: PathBuf| |source| ExportError::Unfinished { path, source };
        for name in self.remove.iter().filter(|name| is_below(name)) {
            let path = out.join(name);
            durable::remove_file(&path).map_err(unfinished(path.clone()))?;
            remove_empty_parents(&path, out);
        }
        for folder in self.folders(out) {
            durable::sync_folder(&folder).map_err(unfinished(folder.clone()))?;
        }
        Self::erase(staging).map_err(unfinished(out.to_owned()))
    }

    /// The folders whose content changed and that still exist.
    fn folders(&self, out: &Path) -> BTreeSet<PathBuf> {
        let names = self.put.iter().chain(&self.remove);
        let parents = names.filter_map(|name| Some(out.join(name).parent()?.to_owned()));
        parents.filter(|folder| folder.is_dir()).collect()
    }
}

/// Where complete files are in a staging folder.
pub(super) fn ready_folder(staging: &Path) -> PathBuf {
    staging.join(READY)
}

/// Whether a name is one below the output folder. Journals and manifests are files, which anyone can edit.
pub(super) fn is_below(name: &str) -> bool {
    let mut components = Path::new(name).components();
    !name.is_empty() && components.all(|c| matches!(c, Component::Normal(_)))
}

/// Makes the folder of a file.
pub(super) fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Removes the folders of a removed file that are empty now.
fn remove_empty_parents(path: &Path, out: &Path) {
    let parents = path.ancestors().skip(1);
    for folder in parents.take_while(|folder| *folder != out) {
        // It fails if the folder is not empty, which is what ends the loop.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}
