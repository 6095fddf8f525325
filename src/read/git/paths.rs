//! Paths in a repository.

/// Longer paths (bytes) are not entered when files are looked for: none of a work tree is, and trees made to be deep
/// end here.
pub(super) const LONGEST: usize = 1024;

/// A path below a folder, which may be the root.
pub(super) fn below(folder: &str, path: &str) -> String {
    match folder {
        "" => path.to_owned(),
        _ => format!("{folder}/{path}"),
    }
}
