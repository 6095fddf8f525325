//! The Markdown files below one folder.
//!
//! No `.gitignore` is obeyed: a corpus is often a folder that its repository ignores.

use std::ffi::OsStr;
use std::path::{Component, Path};

use walkdir::{DirEntry, WalkDir};

use crate::model::{Warning, WarningKind};

/// Gives the path below `folder` of each Markdown file, with `/` on every platform, in no particular order.
pub(super) fn walk(folder: &Path, mut found: impl FnMut(Box<str>), warnings: &mut Vec<Warning>) {
    let mut left_out = |path: &Path, message: String| {
        warnings.push(Warning {
            path: path.to_owned(),
            line: 0,
            kind: WarningKind::LeftOut,
            message,
        });
    };
    let entries = WalkDir::new(folder).min_depth(1).follow_links(true);
    for entry in entries.into_iter().filter_entry(|e| !is_hidden_folder(e)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                if error.loop_ancestor().is_some() {
                    left_out(path, "left out: a link to a folder above it".to_owned());
                } else if is_markdown(path) || !is_dangling(path) {
                    let reason = error.io_error().map(ToString::to_string);
                    let reason = reason.unwrap_or_else(|| error.to_string());
                    left_out(path, format!("left out: {reason}"));
                }
                continue;
            }
        };
        if entry.file_type().is_dir() || !is_markdown(entry.path()) {
            continue;
        }
        if !entry.file_type().is_file() {
            left_out(entry.path(), "left out: not a regular file".to_owned());
            continue;
        }
        match relative(entry.path(), folder) {
            Some(document) => found(document),
            None => left_out(entry.path(), "left out: its name is not UTF-8".to_owned()),
        }
    }
}

/// Whether there is a Markdown file below a folder that is not hidden.
pub(super) fn holds_markdown(folder: &Path) -> bool {
    let entries = WalkDir::new(folder).into_iter();
    let mut files = entries.filter_entry(|e| !is_hidden_folder(e)).flatten();
    files.any(|e| e.file_type().is_file() && is_markdown(e.path()))
}

/// Folders such as `.git`.
fn is_hidden_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_markdown(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

/// A link to nothing: of no interest unless it is named like an article.
fn is_dangling(path: &Path) -> bool {
    path.is_symlink() && !path.exists()
}

fn relative(path: &Path, folder: &Path) -> Option<Box<str>> {
    let mut document = String::new();
    for component in path.strip_prefix(folder).ok()?.components() {
        let Component::Normal(name) = component else {
            return None;
        };
        if !document.is_empty() {
            document.push('/');
        }
        document.push_str(name.to_str()?);
    }
    Some(document.into())
}
