//! Folders that exist only while the program runs, such as the one in which an export grows.
//!
//! They are kept in one list, so that a program that is told to stop by a signal can remove them all. Whoever moves
//! files out of such a folder takes the list's lock while doing so: the program then stops before or after the move,
//! never in the middle.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file that shows that a folder is one of ours. It is removed last, so that a run that is killed while it removes a
/// folder leaves one that the next run knows.
pub(crate) const LOCK: &str = "lock";

static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The lock of the list of folders.
pub(crate) type Lock = MutexGuard<'static, Vec<PathBuf>>;

/// Keeps [`remove_all`] from removing anything while the result lives.
pub(crate) fn lock() -> Lock {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder that is removed with all it contains when this value is dropped.
#[derive(Debug)]
pub(crate) struct ScratchFolder {
    path: PathBuf,
}

impl ScratchFolder {
    /// Makes a folder for temporary files of this system.
    pub fn temporary() -> io::Result<Self> {
        // The lock comes first: a signal finds either no folder or a folder in the list.
        let mut folders = lock();
        let path = tempfile::tempdir()?.keep();
        folders.push(path.clone());
        Ok(Self { path })
    }

    /// Takes over an existing folder. Whoever made it must have held the lock since before, so that no signal can end
    /// the program in between.
    pub fn take_over(path: PathBuf, folders: &mut Lock) -> Self {
        folders.push(path.clone());
        Self { path }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves the folder where it is.
    pub fn keep(self) {
        lock().retain(|folder| *folder != self.path);
        // Its `Drop` would remove the folder. Only the allocation of the path is lost.
        std::mem::forget(self);
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        let mut folders = lock();
        folders.retain(|folder| *folder != self.path);
        // There is nobody to tell; the next export removes what is left.
        let _ = remove(&self.path);
    }
}

/// Removes a folder, its [`LOCK`] last.
fn remove(folder: &Path) -> io::Result<()> {
    clear(folder, |file| std::fs::remove_file(file))?;
    std::fs::remove_dir_all(folder)
}

/// Removes what is in a folder, except for its [`LOCK`]. What another thread removes at the same time is no error.
pub(crate) fn clear(
    folder: &Path,
    remove_file: impl Fn(&Path) -> io::Result<()>,
) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == LOCK {
            continue;
        }
        let removed = match entry.file_type()?.is_dir() {
            true => std::fs::remove_dir_all(entry.path()),
            false => remove_file(&entry.path()),
        };
        match removed {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => removed?,
        }
    }
    Ok(())
}

/// Removes all folders, for a program that is about to end. Nothing can be moved out of them while the result lives.
pub(crate) fn remove_all() -> Lock {
    const ATTEMPTS: usize = 200;
    let folders = lock();
    for folder in folders.iter() {
        // Other threads may still create files in it. Once the folder is gone they cannot.
        for _ in 0..ATTEMPTS {
            match remove(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    std::thread::sleep(std::time::Duration::from_millis(1));
                }
                _ => break,
            }
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_gone_with_its_value_unless_it_is_kept() {
        let folder = ScratchFolder::temporary().unwrap();
        let path = folder.path().to_owned();
        std::fs::write(path.join("file"), "text").unwrap();
        drop(folder);
        assert!(!path.exists());
        let folder = ScratchFolder::temporary().unwrap();
        let path = folder.path().to_owned();
        folder.keep();
        assert!(path.exists());
        std::fs::remove_dir(path).unwrap();
    }

    #[test]
    fn the_lock_is_removed_last() {
        let folder = ScratchFolder::temporary().unwrap();
        let path = folder.path();
        std::fs::write(path.join(LOCK), "").unwrap();
        std::fs::write(path.join("file"), "text").unwrap();
        std::fs::create_dir(path.join("inner")).unwrap();
        clear(path, |file| std::fs::remove_file(file)).unwrap();
        let left: Vec<_> = std::fs::read_dir(path).unwrap().collect();
        assert_eq!(left.len(), 1);
        assert!(path.join(LOCK).exists());
        // Another thread removed the file first.
        std::fs::write(path.join("file"), "text").unwrap();
        let removed = |file: &Path| std::fs::remove_file(file).and(std::fs::remove_file(file));
        clear(path, removed).unwrap();
    }
}
