//! Lists a tree: its Markdown files and the files that may hold a site's configuration.
//!
//! Files named in a `.gitignore` of the tree are not listed, nor are hidden folders and the folders that generators
//! and package managers write. A link is followed when it stays in the tree, and each folder is entered through one
//! link only, so that neither loops nor many ways to one folder cost anything.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::report::Skipped;
use super::select::Selection;
use super::site::is_configuration;
use crate::model::{Warning, WarningKind};

/// Endings of Markdown files.
const MARKDOWN: [&str; 7] = ["md", "mdx", "markdown", "mdown", "mkd", "qmd", "rmd"];
/// Folders that hold what a generator or a package manager wrote.
const WRITTEN: [&str; 7] = [
    "node_modules",
    "bower_components",
    "jspm_packages",
    "site-packages",
    "_site",
    "_book",
    "doc_build",
];
/// Hidden folders that hold a site's configuration.
const HIDDEN_SITES: [&str; 2] = [".vitepress", ".vuepress"];

/// What of a tree is listed.
#[derive(Debug, Clone, Default)]
pub(super) struct WalkSettings {
    /// Which files are wanted.
    pub selection: Selection,
    /// Folders that are not entered, such as the one an export is written to; canonical.
    pub exclude: Vec<PathBuf>,
    /// Whether links that leave the tree are followed too.
    pub follow_links: bool,
}

/// What a tree holds. Paths are below its top, with `/` on every platform, in no particular order.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Markdown files.
    pub markdown: Vec<Box<str>>,
    /// Files that may be configuration.
    pub configuration: Vec<Box<str>>,
    /// What was passed over.
    pub skipped: Vec<Skipped>,
    /// What a user has to know of it.
    pub warnings: Vec<Warning>,
}

/// Whether a file is Markdown by its name.
#[must_use]
pub fn is_markdown(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str());
    ending.is_some_and(|e| MARKDOWN.iter().any(|m| e.eq_ignore_ascii_case(m)))
}

/// Lists a tree.
///
/// # Errors
/// When its top cannot be listed.
pub(super) fn walk(top: &Path, settings: &WalkSettings) -> io::Result<Listing> {
    fs::read_dir(top)?;
    let mut walk = Walk {
        top,
        real: top.canonicalize()?,
        settings,
        entered: HashSet::new(),
        links: vec![top.to_owned()],
        listing: Listing::default(),
    };
    // Links to folders wait until the tree itself is listed, in the order of their names.
    let mut next = 0;
    while let Some(folder) = walk.links.get(next).cloned() {
        walk.folder(&folder);
        next += 1;
        walk.links[next..].sort();
    }
    Ok(walk.listing)
}

struct Walk<'a> {
    top: &'a Path,
    real: PathBuf,
    settings: &'a WalkSettings,
    /// Folders entered through a link; canonical.
    entered: HashSet<PathBuf>,
    /// Folders to list: the top and links to folders.
    links: Vec<PathBuf>,
    listing: Listing,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path) {
        let passed_over = Arc::new(Mutex::new(Vec::new()));
        let (seen, exclude) = (Arc::clone(&passed_over), self.settings.exclude.clone());
        let mut builder = WalkBuilder::new(folder);
        builder
            .hidden(false)
            .parents(false)
            .ignore(false)
            .git_global(false)
            .git_exclude(false)
            .require_git(false)
            .follow_links(false)
            .filter_entry(move |entry| {
                let pass = entry.depth() > 0 && is_passed_over(entry, &exclude);
                if pass {
                    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                    seen.push(entry.path().to_owned());
                }
                !pass
            });
        for entry in builder.build() {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) => self.entry(&entry),
                Err(error) => self.error(&error, folder),
            }
        }
        let passed_over = passed_over
            .lock()
            .map(|mut paths| std::mem::take(&mut *paths));
        for path in passed_over.unwrap_or_default() {
            self.passed_over(&path);
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        let path = entry.path();
        if entry.path_is_symlink() {
            return self.link(path);
        }
        let Some(kind) = entry.file_type() else {
            return;
        };
        if kind.is_file() {
            self.file(path);
        } else if !kind.is_dir() && is_markdown(path) {
            self.left_out(path, "left out: not a regular file");
        }
    }

    fn file(&mut self, path: &Path) {
        let markdown = is_markdown(path);
        if !markdown && !is_configuration(path) {
            return;
        }
        let Some(name) = below(path, self.top) else {
            if markdown {
                self.left_out(path, "left out: its name is not UTF-8");
            }
            return;
        };
        // `LANGS.md` is both; it is no article, but nobody misses it.
        if is_configuration(path) {
            self.listing.configuration.push(name.clone());
        }
        let is_article = markdown && !name.ends_with("LANGS.md") && !is_dataset_card(path);
        if is_article && self.settings.selection.holds(&name) {
            self.listing.markdown.push(name);
        }
    }

    fn link(&mut self, path: &Path) {
        let Ok(target) = path.canonicalize() else {
            if is_markdown(path) {
                self.left_out(path, "left out: a link to nothing");
            }
            return;
        };
        let folder = target.is_dir();
        if !folder && !is_markdown(path) {
            return;
        }
        if self.settings.exclude.iter().any(|e| target.starts_with(e)) {
            return;
        }
        if !self.settings.follow_links && !target.starts_with(&self.real) {
            let message = "left out: a link that leaves the corpus; --follow-links reads it";
            return self.left_out(path, message);
        }
        if !folder {
            match target.is_file() {
                true => self.file(path),
                false => self.left_out(path, "left out: not a regular file"),
            }
        } else if path
            .canonicalize_parent()
            .is_some_and(|at| at.starts_with(&target))
        {
            self.left_out(path, "left out: a link to a folder above it");
        } else if self.entered.insert(target) {
            self.links.push(path.to_owned());
        } else {
            self.skip(path, "another link to the same folder is read");
        }
    }

    fn passed_over(&mut self, path: &Path) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if HIDDEN_SITES.contains(&name) {
            self.hidden_site(path);
        } else if !name.starts_with('.') {
            self.skip(path, "written by a program");
        }
    }

    /// The configuration in a folder such as `.vitepress`: `config.ts`, or `config/index.ts` and the files beside it.
    fn hidden_site(&mut self, folder: &Path) {
        for folder in [folder.to_owned(), folder.join("config")] {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let paths = entries.map(|e| e.path()).filter(|p| p.is_file());
            let mut names: Vec<_> = paths.filter(|p| is_configuration(p)).collect();
            names.sort();
            let names = names.iter().filter_map(|p| below(p, self.top));
            self.listing.configuration.extend(names);
        }
    }

    fn error(&mut self, error: &ignore::Error, folder: &Path) {
        let (mut inner, mut path) = (error, folder);
        loop {
            match inner {
                ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
                ignore::Error::WithDepth { err, .. } => inner = err,
                _ => break,
            }
        }
        let reason = inner
            .io_error()
            .map_or_else(|| inner.to_string(), ToString::to_string);
        self.left_out(path, &format!("left out: {reason}"));
    }

    fn left_out(&mut self, path: &Path, message: &str) {
        self.listing.warnings.push(Warning {
            path: path.to_owned(),
            line: 0,
            kind: WarningKind::LeftOut,
            message: message.to_owned(),
        });
    }

    fn skip(&mut self, path: &Path, reason: &str) {
        let path = path.strip_prefix(self.top).unwrap_or(path);
        let path = path.to_string_lossy().replace('\\', "/");
        self.listing.skipped.push(Skipped {
            path,
            reason: reason.to_owned(),
            files: None,
        });
    }
}

/// Hidden folders, folders that a program wrote, and the output of an export.
fn is_passed_over(entry: &DirEntry, exclude: &[PathBuf]) -> bool {
    if !entry.file_type().is_some_and(|t| t.is_dir()) {
        return false;
    }
    let name = entry.file_name();
    name.as_encoded_bytes().starts_with(b".")
        || WRITTEN.iter().any(|w| name == *w)
        || is_excluded(entry.path(), exclude)
}

/// Looks at the name first: making a path canonical asks the system.
fn is_excluded(path: &Path, exclude: &[PathBuf]) -> bool {
    let mut named = exclude.iter().filter(|e| e.file_name() == path.file_name());
    named.any(|e| path.canonicalize().is_ok_and(|p| p == *e))
}

/// Whether an export wrote the file: the card of a dataset, which is the only Markdown that exports write. The manifest
/// of the export names it. An output folder with another name than the usual one can lie inside the corpus.
fn is_dataset_card(path: &Path) -> bool {
    const CARD: &str = "hf/README.md";
    if !path.ends_with(CARD) {
        return false;
    }
    let manifest = path.ancestors().nth(2).map(|out| out.join("manifest.json"));
    let text = manifest.and_then(|path| fs::read(path).ok());
    let value = text.and_then(|text| serde_json::from_slice::<serde_json::Value>(&text).ok());
    value.is_some_and(|manifest| {
        let lists = ["files", "earlier_files"].map(|list| manifest[list].as_array());
        let mut files = lists.into_iter().flatten().flatten();
        manifest["tool"] == "diglot" && files.any(|file| file["name"] == CARD)
    })
}

/// The path below a folder, with `/` on every platform; `None` where it is not UTF-8.
pub(super) fn below(path: &Path, folder: &Path) -> Option<Box<str>> {
    let inside = path.strip_prefix(folder).ok()?.to_str()?;
    if std::path::MAIN_SEPARATOR == '/' {
        return Some(inside.into());
    }
    Some(inside.replace(std::path::MAIN_SEPARATOR, "/").into())
}

/// The canonical folder that something lies in.
trait CanonicalParent {
    fn canonicalize_parent(&self) -> Option<PathBuf>;
}

impl CanonicalParent for Path {
    fn canonicalize_parent(&self) -> Option<PathBuf> {
        self.parent()?.canonicalize().ok()
    }
}
