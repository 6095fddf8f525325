//! Rendered bytes that wait until an article is over: in memory as long as they are few, then in a temporary file.

use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

/// Bytes that wait in memory.
const IN_MEMORY: usize = 1 << 20;

/// Where a part is.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    start: u64,
    length: usize,
}

/// Parts that are written once and read once.
#[derive(Debug)]
pub(super) struct RenderedParts {
    file: SpooledTempFile,
    end: u64,
}

impl Default for RenderedParts {
    fn default() -> Self {
        Self {
            file: SpooledTempFile::new(IN_MEMORY),
            end: 0,
        }
    }
}

impl RenderedParts {
    /// Adds a part. All parts are added before the first one is read.
    ///
    /// # Errors
    /// When the temporary file cannot be written.
    pub fn add(&mut self, bytes: &[u8]) -> io::Result<Part> {
        self.file.write_all(bytes)?;
        let part = Part {
            start: self.end,
            length: bytes.len(),
        };
        self.end += bytes.len() as u64;
        Ok(part)
    }

    /// Appends a part to `bytes`.
    ///
    /// # Errors
    /// When the temporary file cannot be read.
    pub fn read(&mut self, part: &Part, bytes: &mut Vec<u8>) -> io::Result<()> {
        let before = bytes.len();
        bytes.resize(before + part.length, 0);
        self.file.seek(SeekFrom::Start(part.start))?;
        self.file.read_exact(&mut bytes[before..])
    }
}
