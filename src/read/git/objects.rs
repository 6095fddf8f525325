//! Keeps what many look-ups share: the tree of each commit, the folders below it, and what they list.
//!
//! Thousands of articles name a few commits and lie in a few folders, so that nearly all of them cost one look-up in
//! a list that is already there. Blobs are not kept: each is read once.

use std::sync::Arc;

use gix::ObjectId as GitId;
use gix::objs::TreeRefIter;
use rustc_hash::FxHashMap;

/// Bytes of trees that are kept.
const LIMIT: usize = 64 << 20;

/// What is known of commits and trees.
#[derive(Debug, Default)]
pub(super) struct Objects {
    /// Root tree of each commit.
    pub roots: FxHashMap<GitId, GitId>,
    /// Tree of each folder of a commit; `None` where there is no such folder.
    pub folders: FxHashMap<(GitId, Box<str>), Option<GitId>>,
    trees: FxHashMap<GitId, Arc<Tree>>,
    bytes: usize,
}

/// A tree as git stores it.
#[derive(Debug)]
pub(super) struct Tree {
    data: Vec<u8>,
    kind: gix::hash::Kind,
}

/// An entry of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub name: &'a [u8],
    pub id: GitId,
    pub folder: bool,
}

impl Objects {
    pub fn tree(&self, id: GitId) -> Option<Arc<Tree>> {
        self.trees.get(&id).cloned()
    }

    pub fn keep(&mut self, id: GitId, tree: &Arc<Tree>) {
        if self.bytes > LIMIT {
            self.trees.clear();
            self.folders.clear();
            self.bytes = 0;
        }
        self.bytes += tree.data.len();
        self.trees.insert(id, Arc::clone(tree));
    }
}

impl Tree {
    pub fn new(data: Vec<u8>, kind: gix::hash::Kind) -> Self {
        Self { data, kind }
    }

    /// Files and folders in the order of the tree; links and submodules are left out.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        TreeRefIter::from_bytes(&self.data, self.kind)
            .filter_map(Result::ok)
            .filter(|e| e.mode.is_tree() || e.mode.is_blob())
            .map(|e| Entry {
                name: e.filename,
                id: e.oid.to_owned(),
                folder: e.mode.is_tree(),
            })
    }

    pub fn find(&self, name: &str, folder: bool) -> Option<GitId> {
        let mut entries = self.entries();
        let entry = entries.find(|e| e.folder == folder && e.name == name.as_bytes())?;
        Some(entry.id)
    }
}
