//! Follows a file that is not where it is expected: by its hash, among the files of the same commit, then among all
//! versions its path has had.
//!
//! A folder is renamed more often than a file, and a file within its folder more often than both at once: so files of
//! the same name are tried first, the nearest in the tree before the others, then the neighbours in its folder.

use super::error::Missing;
use super::history::RepositoryWithHistory;
use super::paths::{LONGEST, below};
use super::repository::{GitId, Repository};
use crate::read::hash;

/// Files that are hashed at most for one that is missing.
const TRIES: usize = 256;

/// Path, blob and text of the file of a commit that has this hash.
pub(super) fn in_commit(
    repository: &Repository,
    commit: GitId,
    path: &str,
    wanted: &str,
) -> Result<Option<(String, GitId, String)>, Missing> {
    for (path, id) in candidates(repository, commit, path)? {
        // A clone that lacks a file of another name may still have the right one.
        let Ok(Ok(text)) = repository.blob(id).map(String::from_utf8) else {
            continue;
        };
        if hash::matches(&text, wanted) {
            return Ok(Some((path, id, text)));
        }
    }
    Ok(None)
}

/// Commit, blob and text of the version with this hash that a path had at any time.
pub(super) fn in_history(
    repository: &RepositoryWithHistory,
    path: &str,
    wanted: &str,
) -> Option<(GitId, GitId, String)> {
    let versions = repository.history().versions(path).into_iter();
    versions.take(TRIES).find_map(|(commit, id)| {
        let text = String::from_utf8(repository.blob(id).ok()?).ok()?;
        hash::matches(&text, wanted).then_some((commit, id, text))
    })
}

/// The files that may be the missing one, the likeliest first.
fn candidates(
    repository: &Repository,
    commit: GitId,
    path: &str,
) -> Result<Vec<(String, GitId)>, Missing> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut namesakes = Vec::new();
    collect(
        repository,
        repository.root(commit)?,
        "",
        name,
        &mut namesakes,
    )?;
    namesakes
        .sort_by_cached_key(|(other, _)| (std::cmp::Reverse(shared(path, other)), other.clone()));

    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    if let Some(tree) = repository.folder(commit, folder)? {
        for entry in repository.tree(tree)?.entries() {
            if let Ok(name) = std::str::from_utf8(entry.name)
                && !entry.folder
                && name.rsplit_once('.').is_some_and(|(_, e)| e == extension)
            {
                namesakes.push((below(folder, name), entry.id));
            }
        }
    }
    namesakes.truncate(TRIES);
    Ok(namesakes)
}

/// All files of a name below a tree.
fn collect(
    repository: &Repository,
    tree: GitId,
    folder: &str,
    name: &str,
    into: &mut Vec<(String, GitId)>,
) -> Result<(), Missing> {
    for entry in repository.tree(tree)?.entries() {
        let Ok(entry_name) = std::str::from_utf8(entry.name) else {
            continue;
        };
        if entry.folder && folder.len() < LONGEST {
            collect(repository, entry.id, &below(folder, entry_name), name, into)?;
        } else if !entry.folder && entry_name == name {
            into.push((below(folder, name), entry.id));
        }
    }
    Ok(())
}

/// How many folders two paths share, from the root and from the file.
fn shared(a: &str, b: &str) -> usize {
    let same = |(x, y): &(&str, &str)| x == y;
    let start = a.split('/').zip(b.split('/')).take_while(same).count();
    start + a.rsplit('/').zip(b.rsplit('/')).take_while(same).count()
}
