//! A file that grows without being held open.
//!
//! Sixty locales paired with each other in six formats are ten thousand files: more than a process may open, and
//! more than it should give a large buffer each. So a file is opened only to append what has gathered, and how much
//! may gather is a share of one budget.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

/// Bytes that may wait in all buffers together.
const BUDGET: usize = 64 << 20;
/// Bytes that one buffer may hold at least and at most, whatever its share.
const SHARE: std::ops::RangeInclusive<usize> = 4 << 10..=1 << 20;

/// Bytes that each of so many buffers may hold before they are written.
pub(super) fn share(files: usize) -> usize {
    (BUDGET / files.max(1)).clamp(*SHARE.start(), *SHARE.end())
}

/// A file under its temporary path, with what is still to be appended.
#[derive(Debug)]
pub(super) struct Sink {
    /// Where it is written.
    pub path: PathBuf,
    waiting: Vec<u8>,
    begun: bool,
}

impl Sink {
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

    fn write(&mut self, more: &[u8]) -> io::Result<()> {
        let mut open = OpenOptions::new();
        if self.begun {
            open.append(true);
        } else {
            // Never created twice: a file that vanished is an error, not a file without its beginning.
            open.write(true).create_new(true);
            if let Some(folder) = self.path.parent() {
                fs::create_dir_all(folder)?;
            }
        }
        let mut file = open.open(&self.path)?;
        self.begun = true;
        file.write_all(&self.waiting)?;
        file.write_all(more)?;
        self.waiting = Vec::new();
        Ok(())
    }
}
