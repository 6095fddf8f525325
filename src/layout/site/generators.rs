//! Which program makes the site that a file belongs to.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{reader, text};
use crate::model::Generator;

/// How many folders above a file may hold its site's configuration.
const HIGHEST: usize = 12;

/// Finds the generators of files. Each folder is looked at once.
#[derive(Debug, Default)]
pub struct Generators {
    by_folder: HashMap<PathBuf, InFolder>,
}

/// What a folder says about the generator of the files below it.
#[derive(Debug, Clone, Copy)]
struct InFolder {
    /// The one that is configured in it.
    configured: Option<Generator>,
    /// It is the root of a repository, so the folders above are not looked at.
    is_root: bool,
}

impl Generators {
    /// The program that makes the site that a file belongs to: the configuration in the nearest folder above it
    /// decides, up to the root of its repository.
    pub fn of(&mut self, file: &Path) -> Option<Generator> {
        let file = std::path::absolute(file).ok()?;
        for folder in file.ancestors().skip(1).take(HIGHEST) {
            let found = match self.by_folder.get(folder) {
                Some(known) => *known,
                None => {
                    let found = InFolder::read(folder);
                    self.by_folder.insert(folder.to_owned(), found);
                    found
                }
            };
            if found.configured.is_some() || found.is_root {
                return found.configured;
            }
        }
        None
    }
}

impl InFolder {
    fn read(folder: &Path) -> Self {
        let inner = ["", ".vitepress", ".vuepress", "config/_default"];
        Self {
            configured: inner.iter().find_map(|inner| configured(folder, inner)),
            is_root: folder.join(".git").exists(),
        }
    }
}

/// The program whose configuration is in a folder, or in one inside it.
fn configured(folder: &Path, inner: &str) -> Option<Generator> {
    let entries = std::fs::read_dir(folder.join(inner)).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .map(|name| match inner {
            "" => name,
            _ => format!("{inner}/{name}"),
        })
        .filter(|name| reader(name).is_some())
        .collect();
    names.sort();
    names.iter().find_map(|name| {
        let site = reader(name)?(name, &text(&folder.join(name))?)?;
        site.generator
    })
}

#[cfg(test)]
mod tests {
    use super::{Generators, HIGHEST};
    use crate::model::Generator;

    #[test]
    fn what_one_file_finds_does_not_depend_on_the_files_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path();
        std::fs::create_dir(top.join(".git")).unwrap();
        std::fs::write(top.join("mkdocs.yml"), "site_name: x\n").unwrap();
        let near = top.join("a/b.md");
        let mut far = top.join("a");
        (1..HIGHEST).for_each(|_| far.push("c"));
        let far = far.join("b.md");
        for files in [[&near, &far], [&far, &near]] {
            let mut generators = Generators::default();
            let found = files.map(|file| (file, generators.of(file)));
            for (file, generator) in found {
                let expected = (file == &near).then_some(Generator::MkDocs);
                assert_eq!(generator, expected, "{}", file.display());
            }
        }
    }
}
