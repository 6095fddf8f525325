//! Writes a file that a user named: through links, devices and pipes.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::atomic_file;

/// Links that are followed to find the file that a name stands for.
const MAX_LINKS: usize = 40;

/// Writes a file. A regular file is replaced as a whole, at the place that its links lead to. A device or a pipe is
/// written to and stays what it is.
pub fn write_output(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = write(path, bytes);
    written.with_context(|| format!("cannot write {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => {
            let mut file = OpenOptions::new().write(true).open(path)?;
            file.write_all(bytes)
        }
        Ok(found) => {
            let path = followed(path)?;
            atomic_file::write(&path, |to| to.write_all(bytes))?;
            fs::set_permissions(&path, found.permissions())
        }
        Err(_) => atomic_file::write(&followed(path)?, |to| to.write_all(bytes)),
    }
}

/// The file that a name stands for; it does not have to exist.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            return Ok(path);
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        path = folder.join(target);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Prints to standard output. A reader who stops reading, such as `head`, is not an error, so the exit code stays the one of
/// the run.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
