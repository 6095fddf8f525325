//! What a user is told about a layout: warnings, and what was passed over and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::evidence::Branch;
use super::locale_folders::LocaleFolders;
use super::names::Name;
use super::top::Top;
use super::tree::{join, parent};
use crate::model::{Locale, Warning, WarningKind};

/// Something in the tree that is not read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Skipped {
    /// The file or folder, below the top.
    pub path: String,
    /// Why it is not read.
    pub reason: String,
    /// Markdown files in it, where they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<usize>,
}

/// Warnings, and what was passed over.
#[derive(Debug, Default)]
pub(super) struct Notes {
    top: Top,
    pub warnings: Vec<Warning>,
    pub skipped: Vec<Skipped>,
    /// Names that are no language tags and were told already.
    told: BTreeSet<String>,
    /// Folders of locales by place.
    folders: BTreeMap<(String, String, Locale), String>,
}

impl Notes {
    pub(super) fn new(top: Top) -> Self {
        Self {
            top,
            ..Self::default()
        }
    }

    pub(super) fn warn(&mut self, path: &str, kind: WarningKind, message: String) {
        let path = self.path(path);
        self.warnings.push(Warning {
            path,
            line: 0,
            kind,
            message,
        });
    }

    /// A path as a user knows it.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.top.path(path)
    }

    pub(super) fn skip_folder(&mut self, path: &str, reason: &str, files: usize) {
        let (path, reason) = (path.to_owned(), reason.to_owned());
        self.skipped.push(Skipped {
            path,
            reason,
            files: Some(files),
        });
    }

    pub(super) fn skip_file(&mut self, path: &str, reason: &str) {
        let (path, reason) = (path.to_owned(), reason.to_owned());
        self.skipped.push(Skipped {
            path,
            reason,
            files: None,
        });
    }

    /// A folder of a locale was taken.
    pub(super) fn branch(&mut self, place: &LocaleFolders, branch: &Branch) {
        let name = super::tree::file_name(&branch.folder);
        if branch.name.alias {
            self.alias(&branch.folder, name, &branch.name.locale);
        }
        let key = (
            place.folder.clone(),
            format!("{}*{}", place.before, place.after),
            branch.name.locale.clone(),
        );
        match self.folders.get(&key) {
            None => {
                self.folders.insert(key, branch.folder.clone());
            }
            Some(first) => {
                let first = self.path(first);
                let message = format!(
                    "the same locale as {}; the two folders are read as one",
                    first.display()
                );
                self.warn(&branch.folder, WarningKind::Layout, message);
            }
        }
    }

    /// A folder beside folders of locales could be one, and is not.
    pub(super) fn not_taken(&mut self, branch: &Branch) {
        let reason = format!(
            "not read as {}: its files are not those of the other locales",
            branch.name.locale
        );
        self.skip_folder(&branch.folder, &reason, branch.files.len());
    }

    /// A file with a suffix was taken.
    pub(super) fn suffix(&mut self, path: &str, name: &Name, suffix: &str) {
        if name.alias {
            self.alias(path, suffix, &name.locale);
        }
    }

    /// The first file or folder with a name that is no language tag is told.
    fn alias(&mut self, path: &str, name: &str, locale: &Locale) {
        if self.told.insert(name.to_lowercase()) {
            let message = format!("`{name}` is no language tag; it is read as {locale}");
            self.warn(path, WarningKind::Layout, message);
        }
    }

    /// Tells of the files that are of no locale, a line for each outermost folder without any that are.
    pub(super) fn unclaimed(&mut self, paths: impl Iterator<Item = (String, bool)>) {
        let paths: Vec<(String, bool)> = paths.collect();
        let mut holding: BTreeSet<&str> = BTreeSet::new();
        for (path, _) in paths.iter().filter(|(_, claimed)| *claimed) {
            let mut folder = parent(path);
            while holding.insert(folder) && !folder.is_empty() {
                folder = parent(folder);
            }
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (path, _) in paths.iter().filter(|(_, claimed)| !*claimed) {
            let mut place = path.as_str();
            let mut at = parent(path);
            while !holding.contains(at) && !at.is_empty() {
                (place, at) = (at, parent(at));
            }
            *counts.entry(place.to_owned()).or_default() += 1;
        }
        for (path, files) in counts {
            self.skip_folder(&join("", &path), "of no locale", files);
        }
    }
}
