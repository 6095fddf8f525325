//! The Markdown files of a tree by name, and its folders.
//!
//! Names are compared in Unicode normalization form C and without the ending of the file: `é.md` written in two ways,
//! and `a.md` beside `a.mdx`, are one page. Paths are sorted, so that the files below a folder stand side by side.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The Markdown files of a tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Paths below the top, normalized, in byte order.
    paths: Vec<Box<str>>,
    /// The paths as they are on disk, where they differ, by index; ascending.
    on_disk: Vec<(usize, Box<str>)>,
    folders: Vec<Folder>,
}

/// A folder that holds Markdown, at any depth.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// The folder it lies in; `None` for the top.
    pub parent: Option<usize>,
    /// Length of its path, which the path of each of its files begins with; without the `/` that follows.
    length: usize,
    /// Its files.
    pub start: usize,
    /// The end of its files.
    pub end: usize,
}

impl Tree {
    /// The tree of these files.
    pub(super) fn new(files: Vec<Box<str>>) -> Self {
        let mut named: Vec<(Box<str>, Option<Box<str>>)> =
            files.into_iter().map(normalized).collect();
        named.sort_unstable();
        let mut tree = Self::default();
        for (path, on_disk) in named {
            if let Some(on_disk) = on_disk {
                tree.on_disk.push((tree.paths.len(), on_disk));
            }
            tree.paths.push(path);
        }
        tree.folders = folders(&tree.paths);
        tree
    }

    /// Number of files.
    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    /// The path of a file.
    pub(super) fn path(&self, file: usize) -> &str {
        self.paths.get(file).map_or("", |p| p)
    }

    /// The path of a file as it is on disk.
    pub(super) fn on_disk(&self, file: usize) -> &str {
        match self.on_disk.binary_search_by_key(&file, |d| d.0) {
            Ok(at) => &self.on_disk[at].1,
            Err(_) => self.path(file),
        }
    }

    /// All folders that hold Markdown; a folder stands before those in it, and the top is the first.
    pub(super) fn folders(&self) -> &[Folder] {
        &self.folders
    }

    /// The path of a folder; empty for the top.
    pub(super) fn folder_path(&self, folder: &Folder) -> &str {
        self.path(folder.start).get(..folder.length).unwrap_or("")
    }

    /// The name of a folder.
    pub(super) fn folder_name(&self, folder: &Folder) -> &str {
        file_name(self.folder_path(folder))
    }

    /// The files below a folder that is given by its path.
    pub(super) fn below(&self, folder: &str) -> std::ops::Range<usize> {
        if folder.is_empty() {
            return 0..self.len();
        }
        let start = self.paths.partition_point(|p| before(p, folder));
        let inside = self.paths[start..].partition_point(|p| is_below(p, folder));
        start..start + inside
    }

    /// The path of a file below a folder of it, without its ending.
    pub(super) fn page(&self, file: usize, folder: &str) -> &str {
        without_ending(below_folder(self.path(file), folder))
    }
}

/// Whether a path sorts before everything below a folder.
fn before(path: &str, folder: &str) -> bool {
    let folder = folder.bytes().chain(std::iter::once(b'/'));
    path.bytes().cmp(folder).is_lt()
}

/// Whether a path lies below a folder.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// A path from a folder on; the path itself if it does not lie below.
pub(super) fn below_folder<'a>(path: &'a str, folder: &str) -> &'a str {
    if folder.is_empty() {
        return path;
    }
    let rest = path
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix('/'));
    rest.unwrap_or(path)
}

/// A folder and a path below it.
pub(super) fn join(folder: &str, path: &str) -> String {
    match (folder.is_empty(), path.is_empty()) {
        (true, _) => path.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{path}"),
    }
}

/// A folder and a path seen from it, in which `.` and `..` may stand; `None` if it leaves the tree.
pub(super) fn resolve(folder: &str, path: &str) -> Option<String> {
    let from_top = path.starts_with('/');
    let start = if from_top { "" } else { folder };
    let mut parts: Vec<&str> = start.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder a path lies in; empty for the top.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last name of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A path without the ending of its file.
pub(super) fn without_ending(path: &str) -> &str {
    let name = file_name(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    &path[..path.len() - (name.len() - stem.len())]
}

/// Whether a page is the index of its folder, which nearly every folder has.
pub(super) fn is_index(page: &str) -> bool {
    let name = file_name(page);
    [
        "index",
        "_index",
        "readme",
        "changelog",
        "summary",
        "_sidebar",
        "license",
        "contributing",
    ]
    .iter()
    .any(|index| name.eq_ignore_ascii_case(index))
}

fn normalized(path: Box<str>) -> (Box<str>, Option<Box<str>>) {
    if path.is_ascii() || is_nfc_quick(path.chars()) == IsNormalized::Yes {
        return (path, None);
    }
    let composed: Cow<'_, str> = path.nfc().collect();
    if *composed == *path {
        return (path, None);
    }
    (composed.into(), Some(path))
}

fn folders(paths: &[Box<str>]) -> Vec<Folder> {
    let top = Folder {
        parent: None,
        length: 0,
        start: 0,
        end: paths.len(),
    };
    let mut folders = vec![top];
    // The folders of the file before: index and path length.
    let mut open: Vec<usize> = vec![0];
    let mut last = "";
    for (file, path) in paths.iter().enumerate() {
        let shared = common(last, path);
        while open.len() > 1 && open.last().is_some_and(|&f| folders[f].length > shared) {
            if let Some(closed) = open.pop() {
                folders[closed].end = file;
            }
        }
        let known = open.last().map_or(0, |&f| folders[f].length);
        for (length, _) in path
            .match_indices('/')
            .filter(|(at, _)| *at > known || (known == 0 && *at > 0))
        {
            folders.push(Folder {
                parent: open.last().copied(),
                length,
                start: file,
                end: paths.len(),
            });
            open.push(folders.len() - 1);
        }
        last = path;
    }
    folders
}

/// Length of the longest folder that two files share.
fn common(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    // A folder is shared when the `/` behind its name is.
    a.as_bytes()[..same]
        .iter()
        .rposition(|&c| c == b'/')
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> Tree {
        Tree::new(files.iter().map(|&f| f.into()).collect())
    }

    #[test]
    fn folders_stand_before_those_in_them_and_know_their_files() {
        let tree = tree(&["b/c/x.md", "a.md", "b/y.md", "b-1/z.md", "b/c/d/e.md"]);
        let seen: Vec<_> = tree
            .folders()
            .iter()
            .map(|f| (tree.folder_path(f), f.end - f.start))
            .collect();
        assert_eq!(
            seen,
            [("", 5), ("b-1", 1), ("b", 3), ("b/c", 2), ("b/c/d", 1)]
        );
        assert_eq!(tree.folders()[3].parent, Some(2));
        for folder in tree.folders() {
            assert_eq!(
                tree.below(tree.folder_path(folder)),
                folder.start..folder.end
            );
        }
        assert!(tree.below("b/nothing").is_empty());
    }

    #[test]
    fn a_name_in_another_normalization_is_the_same_name() {
        let tree = tree(&["fr/e\u{301}.md"]);
        assert_eq!(tree.path(0), "fr/\u{e9}.md");
        assert_eq!(tree.on_disk(0), "fr/e\u{301}.md");
    }

    #[test]
    fn paths_are_resolved_inside_the_tree_only() {
        assert_eq!(resolve("a/b", "../c").as_deref(), Some("a/c"));
        assert_eq!(resolve("a", "./x/").as_deref(), Some("a/x"));
        assert_eq!(resolve("a", "../.."), None);
        assert_eq!(without_ending("a.b/c"), "a.b/c");
        assert_eq!(without_ending("a.b/c.fr.md"), "a.b/c.fr");
    }
}
