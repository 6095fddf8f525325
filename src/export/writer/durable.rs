//! File operations whose result survives a power failure.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::fault;

/// From this number of files on, the whole file system is flushed. It costs as much as a few files.
const MANY: usize = 50;

/// Waits until the contents of files in a folder are on disk. On failure, returns the index of the file.
pub(super) fn sync_files(folder: &Path, paths: &[PathBuf]) -> Result<(), (usize, io::Error)> {
    if paths.len() >= MANY && sync_file_system(folder).is_ok() {
        return Ok(());
    }
    let files = paths.par_iter().enumerate();
    files.try_for_each(|(index, path)| sync_file(path).map_err(|error| (index, error)))
}

fn sync_file(path: &Path) -> io::Result<()> {
    // Windows flushes only files that are open for writing.
    fs::OpenOptions::new().append(true).open(path)?.sync_all()
}

#[cfg(target_os = "linux")]
fn sync_file_system(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_file_system(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until the names in a folder are on disk.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        // Some network file systems cannot do this for folders.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

/// Folders cannot be flushed on this system.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a file that is there completely or not at all.
pub(super) fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let growing = path.with_extension("part");
    let mut file = File::create(&growing)?;
    file.write_all(content)?;
    file.sync_all()?;
    drop(file);
    rename(&growing, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Renames a file, replacing an earlier one in one step.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fault::step();
    fs::rename(from, to)
}

/// Removes a file; it is no error if there is none.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    fault::step();
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
