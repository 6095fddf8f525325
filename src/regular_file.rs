//! Reading of files that a user names: regular files only, and no larger than a limit.
//!
//! A device such as `/dev/zero` never ends, and a pipe waits until somebody writes to it. Both would hang the run or use
//! up the memory.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Bytes of the largest configuration or rule file.
pub(crate) const CONFIGURATION: u64 = 64 << 20;

/// Opens a regular file of at most `limit` bytes.
///
/// # Errors
/// When it is another kind of file, is larger, or cannot be opened.
pub(crate) fn open(path: &Path, limit: u64) -> io::Result<File> {
    // Opening a pipe waits for a writer, so its kind is asked for first.
    accept(&std::fs::metadata(path)?, limit)?;
    let file = File::open(path)?;
    accept(&file.metadata()?, limit)?;
    Ok(file)
}

/// The bytes of a regular file.
///
/// # Errors
/// As for [`open`], and when it cannot be read or grows beyond the limit while it is read.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path, limit)?;
    let mut bytes = Vec::with_capacity(file.metadata()?.len() as usize);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(too_large(limit)),
        false => Ok(bytes),
    }
}

/// The text of a regular file.
///
/// # Errors
/// As for [`read`], and when it is not UTF-8.
pub(crate) fn read_to_string(path: &Path, limit: u64) -> io::Result<String> {
    let not_utf8 = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
    String::from_utf8(read(path, limit)?).map_err(not_utf8)
}

fn accept(metadata: &Metadata, limit: u64) -> io::Result<()> {
    if !metadata.is_file() {
        let kind = io::ErrorKind::InvalidInput;
        return Err(io::Error::new(kind, "not a regular file"));
    }
    if metadata.len() > limit {
        return Err(too_large(limit));
    }
    Ok(())
}

fn too_large(limit: u64) -> io::Error {
    let message = format!("larger than the limit of {} MB", limit >> 20);
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_at_the_limit_is_read_and_a_larger_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, vec![b'a'; 1 << 20]).unwrap();
        assert_eq!(read(&path, 1 << 20).unwrap().len(), 1 << 20);
        std::fs::write(&path, vec![b'a'; (1 << 20) + 1]).unwrap();
        let error = read(&path, 1 << 20).unwrap_err();
        assert_eq!(error.to_string(), "larger than the limit of 1 MB");
    }

    #[test]
    fn a_folder_is_not_a_regular_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = read(folder.path(), 1).unwrap_err();
        assert_eq!(error.to_string(), "not a regular file");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_not_read() {
        assert!(read(Path::new("/dev/zero"), 1 << 20).is_err());
    }
}
