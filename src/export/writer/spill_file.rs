//! A file that grows without being held open.
//!
//! Sixty locales paired with each other in six formats are ten thousand files: more than a process may open, and
//! more than it should give a large buffer each. So a file is opened only to append what has gathered, and how much
//! may gather is a share of one budget.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes that may wait in all buffers together.
const BUDGET: usize = 64 << 20;
/// Bytes that one buffer may hold at least and at most, whatever its share.
const SHARE: std::ops::RangeInclusive<usize> = 4 << 10..=1 << 20;

/// Bytes read at a time.
const READ: usize = 256 << 10;

/// Bytes that each of so many buffers may hold before they are written.
pub(super) fn share(files: usize) -> usize {
    (BUDGET / files.max(1)).clamp(*SHARE.start(), *SHARE.end())
}

/// A file under its temporary path, with what is still to be appended.
#[derive(Debug)]
pub(super) struct SpillFile {
    /// Where it is written.
    pub path: PathBuf,
    waiting: Vec<u8>,
    begun: bool,
}

impl SpillFile {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            waiting: Vec::new(),
            begun: false,
        }
    }

    /// Appends; writes to disk once more than `limit` bytes wait.
    pub fn append(&mut self, bytes: &[u8], limit: usize) -> io::Result<()> {
        if self.waiting.len() + bytes.len() <= limit {
            self.waiting.extend_from_slice(bytes);
            return Ok(());
        }
        self.write(bytes)
    }

    /// Writes what waits.
    pub fn flush(&mut self) -> io::Result<()> {
        self.write(&[])
    }

    /// All that was appended, from the beginning; it need not be written to disk for that.
    pub fn read(&self) -> io::Result<impl BufRead> {
        let disk = self.begun.then(|| File::open(&self.path)).transpose()?;
        let disk: Box<dyn Read> = disk.map_or(Box::new(io::empty()), |file| Box::new(file));
        Ok(BufReader::with_capacity(READ, disk.chain(&*self.waiting)))
    }

    /// Forgets what was appended.
    pub fn discard(&mut self) -> io::Result<()> {
        self.waiting = Vec::new();
        if std::mem::take(&mut self.begun) {
            fs::remove_file(&self.path)?;
        }
        Ok(())
    }

    fn write(&mut self, more: &[u8]) -> io::Result<()> {
        let mut open = OpenOptions::new();
        if self.begun {
            open.append(true);
        } else {
            // Never created twice: a file that vanished is an error, not a file without its beginning.
            open.write(true).create_new(true);
            make_parent(&self.path)?;
        }
        let mut file = open.open(&self.path)?;
        self.begun = true;
        file.write_all(&self.waiting)?;
        file.write_all(more)?;
        self.waiting = Vec::new();
        Ok(())
    }
}

/// Makes the folder of a file. The folder that contains it must exist: once the staging folder was removed, because
/// the program is about to stop, nothing may bring it back.
pub(super) fn make_parent(path: &Path) -> io::Result<()> {
    match path.parent().map(fs::create_dir) {
        Some(Err(error)) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
