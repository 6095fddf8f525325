//! Earlier versions of localized files, out of the repositories they lie in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::history::RepositoryWithHistory;
use super::paths::below;
use crate::model::Blob;

/// The history of the files below a folder of a work tree.
#[derive(Debug, Clone)]
pub struct FileHistory {
    repository: Arc<RepositoryWithHistory>,
    /// Path of the folder in the repository.
    prefix: String,
}

/// A file as it once was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastFile {
    /// Its text.
    pub text: String,
    /// The newest commit that put it there.
    pub blob: Blob,
}

impl FileHistory {
    /// The history of the files below each folder; `None` for a folder outside of any work tree. Folders of one
    /// repository share what is read of it.
    #[must_use]
    pub fn of(folders: &[PathBuf]) -> Vec<Option<Self>> {
        let mut opened: BTreeMap<PathBuf, Arc<RepositoryWithHistory>> = BTreeMap::new();
        let mut of = |folder: &Path| {
            let folder = folder.canonicalize().ok()?;
            let repository = RepositoryWithHistory::open(&folder).ok()?;
            let top = repository.work_tree()?.canonicalize().ok()?;
            let inside = folder.strip_prefix(&top).ok()?;
            let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
            let prefix = parts?.join("/");
            let repository = opened.entry(top).or_insert_with(|| Arc::new(repository));
            Some(Self {
                repository: Arc::clone(repository),
                prefix,
            })
        };
        folders.iter().map(|folder| of(folder)).collect()
    }

    /// The versions a file has had under all its names, each text once and without the one it has now; the newest
    /// first. What the clone lacks or is not UTF-8 is left out.
    #[must_use]
    pub fn past(&self, document: &str, now: &str) -> Vec<PastFile> {
        let history = self.repository.history();
        let mut files: Vec<PastFile> = Vec::new();
        for path in history.paths(&below(&self.prefix, document)) {
            for (commit, id) in history.versions(&path) {
                let Ok(bytes) = self.repository.blob(id) else {
                    continue;
                };
                let Ok(text) = String::from_utf8(bytes) else {
                    continue;
                };
                if text != now && files.iter().all(|f| f.text != text) {
                    let (commit, path) = (commit.to_string(), path.clone());
                    let blob = Blob { commit, path };
                    files.push(PastFile { text, blob });
                }
            }
        }
        files
    }
}
