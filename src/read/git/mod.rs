//! Reads the very version of an original that a translation was made from, out of clones of its repository.
//!
//! A translation names a commit, and nearly always a hash of the file. The hash is the proof: what is found under it
//! is the text the translator saw, wherever it was found; so a file that was renamed is looked for by its hash.
//! Nothing is ever fetched: what a shallow or partial clone lacks is reported as missing.

mod error;
#[cfg_attr(not(feature = "git"), allow(dead_code, reason = "no repository"))]
mod history;
mod localized;
#[cfg(feature = "git")]
mod objects;
mod paths;
mod renamed;
#[cfg_attr(not(feature = "git"), path = "no_repository.rs")]
mod repository;

use std::path::PathBuf;

pub use error::{Missing, OpenError};
pub use history::Since;
pub use localized::{FileHistory, PastFile};

use self::history::RepositoryWithHistory;
use self::paths::below;
use self::repository::{GitId, Repository};
use super::hash;
use crate::model::Blob;

/// Clones that hold originals.
#[derive(Debug)]
pub struct SourceRepositories {
    repositories: Vec<RepositoryWithHistory>,
    prefixes: Vec<String>,
}

/// The version that a translation says it was made from.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Path of the article below the locale folder, with `/`.
    pub document: &'a str,
    /// The commit, in lower-case hex, in full or its first digits.
    pub commit: &'a str,
    /// Hash of the original, SHA-1 or SHA-256 in lower-case hex.
    pub hash: Option<&'a str>,
}

/// An original as a commit holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text, byte for byte as in the repository.
    pub text: String,
    /// Where it was found.
    pub blob: Blob,
    /// Which of the repositories, in the order they were given.
    pub repository: usize,
    /// Identity of the blob: two versions with the same one are the same text.
    pub id: String,
    /// The hash was given, and is of this text.
    pub verified: bool,
    /// It was not at the path it was expected at.
    pub renamed: bool,
}

impl SourceRepositories {
    /// The repositories, each as its address and its commit.
    #[must_use]
    pub fn descriptions(&self) -> Vec<String> {
        let all = self.repositories.iter();
        all.map(|repository| repository.description()).collect()
    }

    /// Opens clones, bare or not; a folder inside of a work tree stands for its repository. The document is looked
    /// for below each of `prefixes` (with `/`), and as it is when there are none.
    ///
    /// # Errors
    /// When a folder holds no repository, or one that cannot be read.
    pub fn open(folders: &[PathBuf], prefixes: &[String]) -> Result<Self, OpenError> {
        let mut prefixes: Vec<String> = prefixes
            .iter()
            .map(|p| p.trim_matches('/').to_owned())
            .collect();
        if prefixes.is_empty() {
            prefixes.push(String::new());
        }
        Ok(Self {
            repositories: folders
                .iter()
                .map(|f| RepositoryWithHistory::open(f))
                .collect::<Result<_, _>>()?,
            prefixes,
        })
    }

    /// Finds the version a translation was made from, in the first repository that holds it.
    ///
    /// # Errors
    /// The reason why there is none; the nearest miss of all repositories.
    pub fn find(&self, wanted: Wanted<'_>) -> Result<Found, Missing> {
        let mut nearest = Missing::Commit {
            commit: wanted.commit.to_owned(),
        };
        for (index, repository) in self.repositories.iter().enumerate() {
            for prefix in &self.prefixes {
                match find_in(repository, prefix, wanted) {
                    Ok(found) => {
                        return Ok(Found {
                            repository: index,
                            ..found
                        });
                    }
                    Err(missing) if missing.nearness() > nearest.nearness() => nearest = missing,
                    Err(_) => {}
                }
            }
        }
        Err(nearest)
    }

    /// The bytes of a blob that was found before.
    #[must_use]
    pub fn bytes(&self, blob: &Blob) -> Option<Vec<u8>> {
        self.repositories.iter().find_map(|repository| {
            let commit = repository.commit(&blob.commit).ok()?;
            let id = repository.blob_id(commit, &blob.path).ok()??;
            repository.blob(id).ok()
        })
    }

    /// What happened to an original since the version that was found; `None` where the clone cannot tell.
    #[must_use]
    pub fn since(&self, blob: &Blob, document: &str) -> Option<Since> {
        self.repositories.iter().find_map(|repository| {
            let commit = repository.commit(&blob.commit).ok()?;
            let mut paths: Vec<_> = self.prefixes.iter().map(|p| below(p, document)).collect();
            paths.push(blob.path.clone());
            paths.sort_unstable();
            paths.dedup();
            repository.history().since(repository, commit, &paths)
        })
    }

    /// Checks that the HEAD of every repository can be read.
    ///
    /// # Errors
    /// The first repository whose HEAD cannot be read.
    pub fn check_heads(&self) -> Result<(), OpenError> {
        for repository in &self.repositories {
            let head = repository.head();
            let is_readable = head.is_some_and(|commit| repository.root(commit).is_ok());
            if !is_readable {
                return Err(OpenError {
                    folder: repository.opened_at().to_owned(),
                    reason: "HEAD does not lead to a commit".to_owned(),
                });
            }
        }
        Ok(())
    }

    /// The original as the first repository that has it holds it today, at its HEAD.
    #[must_use]
    pub fn head(&self, document: &str) -> Option<Found> {
        self.repositories
            .iter()
            .enumerate()
            .find_map(|(index, repository)| {
                let commit = repository.head()?.to_string();
                let wanted = Wanted {
                    document,
                    commit: &commit,
                    hash: None,
                };
                let mut prefixes = self.prefixes.iter();
                let found = prefixes.find_map(|prefix| find_in(repository, prefix, wanted).ok())?;
                Some(Found {
                    repository: index,
                    ..found
                })
            })
    }
}

/// Finds a version below a prefix of one repository.
fn find_in(
    repository: &RepositoryWithHistory,
    prefix: &str,
    wanted: Wanted<'_>,
) -> Result<Found, Missing> {
    let path = below(prefix, wanted.document);
    let missing = match at_commit(repository, &path, wanted) {
        Err(missing @ (Missing::Path { .. } | Missing::Commit { .. })) => missing,
        other => return other,
    };
    // What lies at the path in another commit and has the hash is the same text.
    if let Some(hash) = wanted.hash
        && let Some((commit, id, text)) = renamed::in_history(repository, &path, hash)
    {
        return Ok(found(commit, path, id, text, wanted, true));
    }
    Err(missing)
}

/// Finds a version in the commit that is named, at its path or where its hash is found.
fn at_commit(repository: &Repository, path: &str, wanted: Wanted<'_>) -> Result<Found, Missing> {
    let commit = repository.commit(wanted.commit)?;
    if let Some(id) = repository.blob_id(commit, path)? {
        let text = text(repository, id, path, wanted)?;
        return Ok(found(commit, path.to_owned(), id, text, wanted, false));
    }
    if let Some(hash) = wanted.hash
        && let Some((path, id, text)) = renamed::in_commit(repository, commit, path, hash)?
    {
        return Ok(found(commit, path, id, text, wanted, true));
    }
    Err(Missing::Path {
        commit: wanted.commit.to_owned(),
        path: path.to_owned(),
    })
}

fn found(
    commit: GitId,
    path: String,
    id: GitId,
    text: String,
    wanted: Wanted<'_>,
    renamed: bool,
) -> Found {
    Found {
        text,
        blob: Blob {
            commit: commit.to_string(),
            path,
        },
        repository: 0,
        id: id.to_string(),
        verified: wanted.hash.is_some(),
        renamed,
    }
}

/// The text of a blob, if it is the one that is wanted.
fn text(
    repository: &Repository,
    id: GitId,
    path: &str,
    wanted: Wanted<'_>,
) -> Result<String, Missing> {
    let (commit, path) = (wanted.commit, path);
    let bytes = repository.blob(id)?;
    let text = String::from_utf8(bytes).map_err(|_| Missing::Encoding {
        commit: commit.to_owned(),
        path: path.to_owned(),
    })?;
    match wanted.hash {
        Some(hash) if !hash::matches(&text, hash) => Err(Missing::Hash {
            commit: commit.to_owned(),
            path: path.to_owned(),
        }),
        _ => Ok(text),
    }
}

#[cfg(all(test, feature = "git"))]
mod tests;
