//! Files that are written in whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file by way of a temporary one beside it; its folder is made if it is missing.
///
/// # Errors
/// When it cannot be written; an earlier file is then as it was.
pub(crate) fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<&mut std::fs::File>) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = temporary(folder)?;
    let mut buffer = BufWriter::new(file.as_file_mut());
    content(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    file.persist(path)?;
    Ok(())
}

/// A temporary file beside the final one. It gets the permissions of any new file, so the umask applies.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_fails_halfway_leaves_the_earlier_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/file");
        write(&path, |to| to.write_all(b"first")).unwrap();
        let failed = write(&path, |to| {
            to.write_all(b"sec")?;
            Err(io::Error::other("full"))
        });
        assert_eq!(failed.unwrap_err().to_string(), "full");
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1
        );
    }

    #[cfg(unix)]
    #[test]
    fn it_has_the_permissions_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
        let (path, other) = (folder.path().join("file"), folder.path().join("other"));
        write(&path, |_| Ok(())).unwrap();
        std::fs::write(&other, "").unwrap();
        assert_eq!(mode(&path), mode(&other));
    }
}
