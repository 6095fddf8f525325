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
    by_folder: HashMap<PathBuf, Option<Generator>>,
}

impl Generators {
    /// The program that makes the site that a file belongs to: the configuration in the nearest folder above it
    /// decides, up to the root of its repository.
    pub fn of(&mut self, file: &Path) -> Option<Generator> {
        let file = std::path::absolute(file).ok()?;
        self.of_folder(file.parent()?, HIGHEST)
    }

    /// The generator of the files in a folder; `highest` is how many folders up it may be configured.
    fn of_folder(&mut self, folder: &Path, highest: usize) -> Option<Generator> {
        if let Some(known) = self.by_folder.get(folder) {
            return *known;
        }
        let inner = ["", ".vitepress", ".vuepress", "config/_default"];
        let here = inner.iter().find_map(|inner| configured(folder, inner));
        let found = match (here, folder.parent()) {
            (None, Some(above)) if highest > 1 && !folder.join(".git").exists() => {
                self.of_folder(above, highest - 1)
            }
            (here, _) => here,
        };
        self.by_folder.insert(folder.to_owned(), found);
        found
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
