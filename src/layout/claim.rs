//! What is known of each file while a layout is found: the locale it is of, and the page it is.
//!
//! Each family of layouts claims files, in an order in which the surer ones come first. A file that is claimed stays
//! as it is. Files of one group that have the same page are an article.

use rustc_hash::FxHashMap;

use super::tree::Tree;
use crate::model::Locale;

/// What a family says of a file.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// Files of different groups are never the same article.
    pub group: u32,
    /// Locale of the file.
    pub locale: Locale,
    /// The folder its path is meant from, as an index.
    pub root: u32,
    /// The page: a path without the locale and without the ending of the file.
    pub page: Box<str>,
}

/// Files that were found by one rule.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The rule, as a pattern.
    pub pattern: String,
    /// The folder that all of its pages lie below.
    pub folder: String,
    /// Locale of the files that bear no locale's name, where there are such files.
    pub unmarked: Option<Locale>,
}

/// Originals that lie beside or around their translations, and are claimed when all other files are.
#[derive(Debug)]
pub(super) struct Originals {
    /// The group of the translations.
    pub group: u32,
    /// The folder of the originals.
    pub folder: String,
    /// Their locale.
    pub locale: Locale,
    /// Pages of the translations, in byte order.
    pub pages: Vec<Box<str>>,
    /// Whether originals that nobody translated are claimed too.
    pub with_untranslated: bool,
}

/// The claims on the files of a tree.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// For each file its claim.
    pub of_file: Vec<Option<Claim>>,
    /// The groups.
    pub groups: Vec<Group>,
    /// The folders that paths are meant from.
    pub roots: Vec<String>,
    root_index: FxHashMap<String, u32>,
    /// Originals that are still to be claimed.
    pub originals: Vec<Originals>,
}

impl Claims {
    pub(super) fn new(files: usize) -> Self {
        Self {
            of_file: vec![None; files],
            ..Self::default()
        }
    }

    pub(super) fn group(&mut self, pattern: String, folder: &str, unmarked: Option<Locale>) -> u32 {
        let folder = folder.to_owned();
        self.groups.push(Group {
            pattern,
            folder,
            unmarked,
        });
        // There are no more groups than folders of the tree.
        u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn root(&mut self, folder: &str) -> u32 {
        if let Some(&known) = self.root_index.get(folder) {
            return known;
        }
        let at = u32::try_from(self.roots.len()).unwrap_or(u32::MAX);
        self.roots.push(folder.to_owned());
        self.root_index.insert(folder.to_owned(), at);
        at
    }

    pub(super) fn is_claimed(&self, file: usize) -> bool {
        self.of_file.get(file).is_some_and(Option::is_some)
    }

    /// Claims a file, unless it is claimed already.
    pub(super) fn claim(&mut self, file: usize, claim: Claim) {
        if let Some(place @ None) = self.of_file.get_mut(file) {
            *place = Some(claim);
        }
    }

    /// Claims the originals: first those that have translations, by the innermost folder, then the others.
    pub(super) fn claim_originals(&mut self, tree: &Tree) {
        let mut originals = std::mem::take(&mut self.originals);
        originals.sort_by_key(|o| std::cmp::Reverse(o.folder.len()));
        for translated in [true, false] {
            for of in originals
                .iter()
                .filter(|o| translated || o.with_untranslated)
            {
                let root = self.root(&of.folder);
                for file in tree.below(&of.folder) {
                    let page = tree.page(file, &of.folder);
                    let known = || of.pages.binary_search_by(|p| (**p).cmp(page)).is_ok();
                    if !self.is_claimed(file) && (!translated || known()) {
                        let (group, locale) = (of.group, of.locale.clone());
                        self.claim(
                            file,
                            Claim {
                                group,
                                locale,
                                root,
                                page: page.into(),
                            },
                        );
                    }
                }
            }
        }
    }
}
