//! What happened to files since a commit: read from the commits and trees alone, once for a repository.
//!
//! Every commit's tree is compared with its first parent's, folder by folder, and equal folders are not entered: that
//! is the work of `git log`, done once for all paths rather than once for each.

use std::ops::Deref;
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::error::{Missing, OpenError};
use super::paths::{LONGEST, below};
use super::repository::{Commit, GitId, Repository};

/// A file is followed through so many names.
const MOST_NAMES: usize = 16;

/// What happened to a file between a commit and HEAD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Commits that changed it.
    pub commits: u32,
    /// Days from the commit to the last of these; 0 where there are none.
    pub days: u32,
    /// Whether the clone has all commits between; a shallow one may lack some.
    pub complete: bool,
}

/// The commits that HEAD is made of, and which of them changed which paths.
#[derive(Debug, Default)]
pub(super) struct History {
    nodes: Vec<Node>,
    index: FxHashMap<GitId, u32>,
    /// Commits that changed a path, with the blob they left there.
    touches: FxHashMap<Box<str>, Vec<(u32, Option<GitId>)>>,
    /// Paths that a commit took away.
    removed: FxHashMap<u32, Vec<Box<str>>>,
}

#[derive(Debug)]
struct Node {
    id: GitId,
    commit: Commit,
    parents: Vec<u32>,
}

/// A clone with its history, which is read when it is first asked for.
#[derive(Debug)]
pub(super) struct RepositoryWithHistory {
    repository: Repository,
    history: OnceLock<History>,
}

impl RepositoryWithHistory {
    /// Opens the repository at or above a folder, see [`Repository::open`].
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Ok(Self {
            repository: Repository::open(folder)?,
            history: OnceLock::new(),
        })
    }

    /// The history of HEAD.
    pub fn history(&self) -> &History {
        self.history.get_or_init(|| History::read(&self.repository))
    }
}

impl Deref for RepositoryWithHistory {
    type Target = Repository;

    fn deref(&self) -> &Repository {
        &self.repository
    }
}

/// A path that a commit changed.
type Change = (String, Option<GitId>);

impl History {
    /// Reads the history of HEAD; empty where the repository has no HEAD.
    pub fn read(repository: &Repository) -> Self {
        let mut history = Self::default();
        if let Some(head) = repository.head() {
            history.walk(repository, head);
        }
        let changes: Vec<Vec<Change>> = history
            .nodes
            .par_iter()
            .map(|node| changes(repository, &node.commit).unwrap_or_default())
            .collect();
        for (node, changes) in (0..).zip(changes) {
            for (path, blob) in changes {
                let path: Box<str> = path.into();
                if blob.is_none() {
                    history.removed.entry(node).or_default().push(path.clone());
                }
                history.touches.entry(path).or_default().push((node, blob));
            }
        }
        history
    }

    fn walk(&mut self, repository: &Repository, head: GitId) {
        let mut open = vec![head];
        while let Some(id) = open.pop() {
            if self.index.contains_key(&id) {
                continue;
            }
            let Ok(commit) = repository.read_commit(id) else {
                continue;
            };
            open.extend(&commit.parents);
            self.index.insert(id, self.nodes.len() as u32);
            self.nodes.push(Node {
                id,
                commit,
                parents: Vec::new(),
            });
        }
        for node in &mut self.nodes {
            let parents = node.commit.parents.iter();
            node.parents = parents.filter_map(|p| self.index.get(p).copied()).collect();
        }
    }

    /// What happened to files since a commit; `None` where the commits between are not known at all.
    pub fn since(&self, repository: &Repository, commit: GitId, paths: &[String]) -> Option<Since> {
        let known = self.ancestors(repository, commit)?;
        let began = repository.read_commit(commit).ok()?.seconds;
        let mut newer = FxHashSet::default();
        for (node, _) in paths
            .iter()
            .filter_map(|p| self.touches.get(&**p))
            .flatten()
        {
            if !known[*node as usize] {
                newer.insert(*node);
            }
        }
        let last = newer.iter().map(|n| self.nodes[*n as usize].commit.seconds);
        let seconds = last.max().map_or(0, |last| last - began).max(0);
        let mut between = self.nodes.iter().zip(&known).filter(|(_, known)| !**known);
        Some(Since {
            commits: newer.len() as u32,
            days: u32::try_from(seconds / 86_400).unwrap_or(u32::MAX),
            complete: between.all(|(node, _)| !node.commit.is_cut),
        })
    }

    /// The blobs a path has had, each once, with the commit that put it there; the newest first.
    pub fn versions(&self, path: &str) -> Vec<(GitId, GitId)> {
        let touches = self.touches_of(path).into_iter();
        let mut seen = FxHashSet::default();
        let blob = |(node, blob): (u32, Option<GitId>)| {
            let blob = blob.filter(|b| seen.insert(*b))?;
            Some((self.nodes[node as usize].id, blob))
        };
        touches.filter_map(blob).collect()
    }

    /// The paths a file has had: this one, the one it was renamed from, and so on.
    pub fn paths(&self, path: &str) -> Vec<String> {
        let mut paths = vec![path.to_owned()];
        while let Some(before) = paths.last().and_then(|p| self.renamed_from(p))
            && paths.len() < MOST_NAMES
            && !paths.iter().any(|p| p == before)
        {
            paths.push(before.to_owned());
        }
        paths
    }

    /// The path that the commit which added this one took away: one that held the very same blob, else the only one
    /// with the same file name.
    fn renamed_from(&self, path: &str) -> Option<&str> {
        let touches = self.touches_of(path);
        let &(node, blob) = touches.iter().rfind(|(_, blob)| blob.is_some())?;
        let removed = self.removed.get(&node)?;
        let mut removed = removed.iter().map(|p| &**p);
        let mut named = removed.clone().filter(|p| name_of(p) == name_of(path));
        let held = |p: &&str| self.touches_of(p).iter().any(|(_, b)| *b == blob);
        if let Some(same) = removed.find(held) {
            return Some(same);
        }
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// What commits did to a path, the newest first.
    fn touches_of(&self, path: &str) -> Vec<(u32, Option<GitId>)> {
        let mut touches: Vec<_> = self
            .touches
            .get(path)
            .map_or(&[][..], Vec::as_slice)
            .to_vec();
        touches.sort_by_key(|(node, _)| {
            let node = &self.nodes[*node as usize];
            (std::cmp::Reverse(node.commit.seconds), node.id)
        });
        touches
    }

    /// For each commit whether it is the given one or before it; `None` where it has nothing to do with HEAD.
    fn ancestors(&self, repository: &Repository, commit: GitId) -> Option<Vec<bool>> {
        let mut known = vec![false; self.nodes.len()];
        let mut open = Vec::new();
        // A commit of another branch is followed back to where it meets HEAD's history.
        let (mut outside, mut seen) = (vec![commit], FxHashSet::default());
        while let Some(id) = outside.pop() {
            if let Some(node) = self.index.get(&id) {
                open.push(*node);
            } else if seen.insert(id)
                && let Ok(commit) = repository.read_commit(id)
            {
                outside.extend(commit.parents);
            }
        }
        if open.is_empty() {
            return None;
        }
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut known[node as usize], true) {
                open.extend(&self.nodes[node as usize].parents);
            }
        }
        Some(known)
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The paths a commit changed against all of its parents; none for a commit whose parents the clone lacks.
fn changes(repository: &Repository, commit: &Commit) -> Result<Vec<Change>, Missing> {
    let mut changes = Vec::new();
    if commit.is_cut {
        return Ok(changes);
    }
    let first = commit
        .parents
        .first()
        .map(|p| repository.root(*p))
        .transpose()?;
    compare(repository, first, Some(commit.tree), "", &mut changes)?;
    for parent in commit.parents.iter().skip(1) {
        let mut differing = Vec::with_capacity(changes.len());
        for (path, blob) in changes {
            if repository.blob_id(*parent, &path)? != blob {
                differing.push((path, blob));
            }
        }
        changes = differing;
    }
    Ok(changes)
}

/// Adds the files that differ between two folders.
fn compare(
    repository: &Repository,
    old: Option<GitId>,
    new: Option<GitId>,
    folder: &str,
    into: &mut Vec<Change>,
) -> Result<(), Missing> {
    if old == new || folder.len() > LONGEST {
        return Ok(());
    }
    let trees = [old, new].map(|id| id.map(|id| repository.tree(id)).transpose());
    let [old, new] = trees;
    let (old, new) = (old?, new?);
    let mut before: FxHashMap<(&[u8], bool), GitId> = FxHashMap::default();
    for entry in old.iter().flat_map(|tree| tree.entries()) {
        before.insert((entry.name, entry.folder), entry.id);
    }
    for entry in new.iter().flat_map(|tree| tree.entries()) {
        let was = before.remove(&(entry.name, entry.folder));
        if was != Some(entry.id) {
            change(
                repository,
                folder,
                (entry.name, entry.folder),
                [was, Some(entry.id)],
                into,
            )?;
        }
    }
    let mut gone: Vec<_> = before.into_iter().collect();
    gone.sort_unstable();
    for (entry, id) in gone {
        change(repository, folder, entry, [Some(id), None], into)?;
    }
    Ok(())
}

fn change(
    repository: &Repository,
    folder: &str,
    (name, is_folder): (&[u8], bool),
    [old, new]: [Option<GitId>; 2],
    into: &mut Vec<Change>,
) -> Result<(), Missing> {
    // Names that are not UTF-8 are no paths of articles.
    let Ok(name) = std::str::from_utf8(name) else {
        return Ok(());
    };
    let path = below(folder, name);
    if is_folder {
        return compare(repository, old, new, &path, into);
    }
    into.push((path, new));
    Ok(())
}
