//! One clone: commits, folders and blobs by name, for many threads at once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gix::objs::{CommitRefIter, Find, Kind};
use gix::odb::pack::cache::lru::MemoryCappedHashmap;

use super::error::{Missing, OpenError};
use super::objects::{Objects, Tree};

/// Bytes of unpacked objects a handle keeps, for those that are stored as a difference from them.
const BASES: usize = 16 << 20;

/// Bytes of the largest object that is unpacked. A small object on disk can be made to expand to gigabytes.
const LARGEST: usize = 64 << 20;

/// Identity of an object.
pub(super) type GitId = gix::ObjectId;

/// What a commit says.
#[derive(Debug, Clone)]
pub(super) struct Commit {
    pub tree: GitId,
    /// Its parents, as far as the clone has them.
    pub parents: Vec<GitId>,
    /// The clone is shallow and ends here: there are parents that it lacks.
    pub is_cut: bool,
    /// When it was committed, in seconds since 1970.
    pub seconds: i64,
}

/// A clone. Handles are lent to threads one by one, since a handle serves one thread at a time.
pub(super) struct Repository {
    folder: PathBuf,
    shared: gix::ThreadSafeRepository,
    idle: Mutex<Vec<gix::Repository>>,
    objects: Mutex<Objects>,
    /// Commits where a shallow clone ends.
    ends: Vec<GitId>,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Repository").field(&self.folder).finish()
    }
}

impl Repository {
    /// Opens the repository at or above a folder; nothing outside of it is read, neither environment nor the user's
    /// settings.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let options = || {
            let limit = format!("gitoxide.objects.allocLimit={LARGEST}");
            gix::open::Options::isolated().config_overrides([limit])
        };
        let isolated = gix::sec::trust::Mapping {
            full: options(),
            reduced: options(),
        };
        let options = gix::discover::upwards::Options::default();
        let shared = gix::ThreadSafeRepository::discover_opts(folder, options, isolated);
        let wrong = |error: &dyn std::fmt::Display| OpenError {
            folder: folder.to_owned(),
            reason: error.to_string(),
        };
        let shared = shared.map_err(|error| wrong(&error))?;
        let ends = shared.to_thread_local().shallow_commits();
        let ends = ends.map_err(|error| wrong(&error))?;
        Ok(Self {
            ends: ends
                .map(|ends| ends.iter().copied().collect())
                .unwrap_or_default(),
            shared,
            folder: folder.to_owned(),
            idle: Mutex::default(),
            objects: Mutex::default(),
        })
    }

    /// The folder that it was opened from.
    pub fn opened_at(&self) -> &Path {
        &self.folder
    }

    /// The folder its files are checked out in; `None` for a bare one.
    pub fn work_tree(&self) -> Option<&Path> {
        self.shared.work_dir()
    }

    /// Lends a handle.
    pub fn with<T>(&self, work: impl FnOnce(&gix::Repository) -> T) -> T {
        let idle = lock(&self.idle).pop();
        let handle = idle.unwrap_or_else(|| {
            let mut handle = self.shared.to_thread_local();
            // What is missing stays missing: no look on disk for new packs at each miss.
            handle.objects.refresh_never();
            handle
                .objects
                .set_pack_cache(|| Box::new(MemoryCappedHashmap::new(BASES)));
            handle
        });
        let result = work(&handle);
        lock(&self.idle).push(handle);
        result
    }

    /// The commit that HEAD stands for; `None` in a repository without any.
    pub fn head(&self) -> Option<GitId> {
        self.with(|r| r.head_id().ok().map(gix::Id::detach))
    }

    /// Where it was cloned from, without a name or password, and its HEAD. The name of its folder if it is no clone.
    pub fn description(&self) -> String {
        let remote = self.with(|r| {
            r.config_snapshot()
                .string("remote.origin.url")
                .map(|url| url.to_string())
        });
        let folder = || {
            self.folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        let name = remote.map_or_else(folder, |url| without_user(&url));
        match self.head() {
            Some(head) => format!("{name} at {head}"),
            None => name,
        }
    }

    /// The commit that a translation names.
    pub fn commit(&self, name: &str) -> Result<GitId, Missing> {
        let missing = || Missing::Commit {
            commit: name.to_owned(),
        };
        let id = match GitId::from_hex(name.as_bytes()) {
            Ok(id) => id,
            Err(_) => {
                let prefix = gix::hash::Prefix::from_hex(name).map_err(|_| missing())?;
                let found = self.with(|r| r.objects.lookup_prefix(prefix, None));
                match found.ok().flatten() {
                    Some(Ok(id)) => id,
                    Some(Err(())) => {
                        return Err(Missing::Ambiguous {
                            commit: name.to_owned(),
                        });
                    }
                    None => return Err(missing()),
                }
            }
        };
        self.root(id).map(|_| id).map_err(|_| missing())
    }

    /// The root tree of a commit.
    pub fn root(&self, commit: GitId) -> Result<GitId, Missing> {
        if let Some(&root) = lock(&self.objects).roots.get(&commit) {
            return Ok(root);
        }
        let root = self.read_commit(commit)?.tree;
        lock(&self.objects).roots.insert(commit, root);
        Ok(root)
    }

    /// What a commit says.
    pub fn read_commit(&self, id: GitId) -> Result<Commit, Missing> {
        let data = self.object(id, Kind::Commit)?;
        let commit = || CommitRefIter::from_bytes(&data, id.kind());
        let tree = commit().tree_id().map_err(|error| unreadable(id, &error))?;
        let committer = commit()
            .committer()
            .map_err(|error| unreadable(id, &error))?;
        let is_cut = self.ends.contains(&id);
        let parents = commit().parent_ids();
        Ok(Commit {
            tree,
            parents: if is_cut {
                Vec::new()
            } else {
                parents.collect()
            },
            is_cut,
            seconds: committer.seconds(),
        })
    }

    /// The blob at a path of a commit, if the commit has a file there.
    pub fn blob_id(&self, commit: GitId, path: &str) -> Result<Option<GitId>, Missing> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match self.folder(commit, folder)? {
            Some(tree) => Ok(self.tree(tree)?.find(name, false)),
            None => Ok(None),
        }
    }

    /// The tree of a folder of a commit; the root's where the path is empty.
    pub fn folder(&self, commit: GitId, path: &str) -> Result<Option<GitId>, Missing> {
        if path.is_empty() {
            return self.root(commit).map(Some);
        }
        let key = (commit, path.into());
        if let Some(&known) = lock(&self.objects).folders.get(&key) {
            return Ok(known);
        }
        let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
        let found = match self.folder(commit, above)? {
            Some(tree) => self.tree(tree)?.find(name, true),
            None => None,
        };
        lock(&self.objects).folders.insert(key, found);
        Ok(found)
    }

    /// A tree by its identity.
    pub fn tree(&self, id: GitId) -> Result<Arc<Tree>, Missing> {
        if let Some(tree) = lock(&self.objects).tree(id) {
            return Ok(tree);
        }
        let tree = Arc::new(Tree::new(self.object(id, Kind::Tree)?, id.kind()));
        lock(&self.objects).keep(id, &tree);
        Ok(tree)
    }

    /// The bytes of a blob.
    pub fn blob(&self, id: GitId) -> Result<Vec<u8>, Missing> {
        self.object(id, Kind::Blob)
    }

    fn object(&self, id: GitId, kind: Kind) -> Result<Vec<u8>, Missing> {
        self.with(|repository| {
            let mut buffer = Vec::new();
            let found = repository.objects.try_find(&id, &mut buffer);
            match found
                .map_err(|error| unreadable(id, &error.probable_cause()))?
                .map(|data| data.kind)
            {
                Some(found) if found == kind => Ok(buffer),
                Some(found) => Err(unreadable(id, &format!("it is a {found}"))),
                None => Err(unreadable(id, &"not in this clone")),
            }
        })
    }
}

fn unreadable(id: GitId, reason: &dyn std::fmt::Display) -> Missing {
    Missing::Object {
        id: id.to_string(),
        reason: reason.to_string(),
    }
}

/// What a lock guards are caches and idle handles: still good if a thread panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An address without the user and password that it may contain.
fn without_user(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    let host = rest[..end].rfind('@').map_or(rest, |at| &rest[at + 1..]);
    format!("{scheme}://{host}")
}
