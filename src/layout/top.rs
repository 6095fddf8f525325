//! Where the files of a layout are on disk.

use std::path::PathBuf;

/// Where paths of a tree are on disk.
#[derive(Debug, Clone)]
pub(super) enum Top {
    Folder(PathBuf),
    /// Paths begin with the number of a root.
    Roots(Vec<PathBuf>),
}

impl Default for Top {
    fn default() -> Self {
        Self::Folder(PathBuf::new())
    }
}

impl Top {
    pub fn path(&self, path: &str) -> PathBuf {
        match self {
            Self::Folder(top) if path.is_empty() => top.clone(),
            Self::Folder(top) => top.join(path),
            Self::Roots(roots) => {
                let (number, rest) = path.split_once('/').unwrap_or((path, ""));
                let root = number.parse::<usize>().ok().and_then(|n| roots.get(n));
                let root = root.cloned().unwrap_or_default();
                if rest.is_empty() {
                    root
                } else {
                    root.join(rest)
                }
            }
        }
    }
}
