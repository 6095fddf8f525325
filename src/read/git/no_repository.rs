//! Takes the place of `repository.rs` where the library is built without the feature `git`.
//!
//! No repository can be opened then, so no value of these types exists, and the code that uses them needs no `cfg`.

use std::fmt;
use std::path::Path;

use super::error::{Missing, OpenError};

/// Identity of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct GitId;

impl fmt::Display for GitId {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// See `repository.rs`.
#[derive(Debug, Clone)]
#[allow(dead_code, reason = "no value of it is ever made")]
pub(super) struct Commit {
    pub tree: GitId,
    pub parents: Vec<GitId>,
    pub is_cut: bool,
    pub seconds: i64,
}

/// A type without values.
#[derive(Debug)]
pub(super) enum Repository {}

/// A type without values.
#[derive(Debug)]
pub(super) enum Tree {}

/// See `objects.rs`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub name: &'a [u8],
    pub id: GitId,
    pub folder: bool,
}

impl Tree {
    pub fn entries(&self) -> std::iter::Empty<Entry<'_>> {
        match *self {}
    }
}

impl Repository {
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Err(OpenError {
            folder: folder.to_owned(),
            reason: "this build has no feature `git`".to_owned(),
        })
    }

    pub fn opened_at(&self) -> &Path {
        match *self {}
    }

    pub fn description(&self) -> String {
        match *self {}
    }

    pub fn work_tree(&self) -> Option<&Path> {
        match *self {}
    }

    pub fn head(&self) -> Option<GitId> {
        match *self {}
    }

    pub fn commit(&self, _: &str) -> Result<GitId, Missing> {
        match *self {}
    }

    pub fn root(&self, _: GitId) -> Result<GitId, Missing> {
        match *self {}
    }

    pub fn read_commit(&self, _: GitId) -> Result<Commit, Missing> {
        match *self {}
    }

    pub fn blob_id(&self, _: GitId, _: &str) -> Result<Option<GitId>, Missing> {
        match *self {}
    }

    pub fn folder(&self, _: GitId, _: &str) -> Result<Option<GitId>, Missing> {
        match *self {}
    }

    pub fn tree(&self, _: GitId) -> Result<std::sync::Arc<Tree>, Missing> {
        match *self {}
    }

    pub fn blob(&self, _: GitId) -> Result<Vec<u8>, Missing> {
        match *self {}
    }
}
