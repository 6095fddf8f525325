//! Files that a user names of a corpus: `diglot check FILE…`, as pre-commit hooks and editors call it.
//!
//! The corpus around them is found first, since a translation is checked against its original. Then the articles are
//! left out that none of the files is of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::layout::FoundCorpus;
use crate::layout::Place;
use crate::model::{Article, Corpus, Locale};

/// Articles at the beginning of a corpus that are read too, because the checks learn from them what is usual.
const SAMPLE: usize = 200;

/// The files that a run is about.
#[derive(Debug, Default)]
pub struct NamedFiles {
    /// As they were typed, with what they are canonically.
    files: Vec<(PathBuf, PathBuf)>,
}

/// What paths on the command line mean.
pub enum Paths {
    /// The folder of a corpus, or the default.
    Folder(Option<PathBuf>),
    /// Files of a corpus.
    Files(NamedFiles),
}

impl Paths {
    /// One folder, or any number of files.
    pub fn new(paths: &[PathBuf]) -> anyhow::Result<Self> {
        if let [folder] = paths
            && (folder.is_dir() || !folder.exists())
        {
            return Ok(Self::Folder(Some(folder.clone())));
        }
        if paths.is_empty() {
            return Ok(Self::Folder(None));
        }
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                bail!("{} is a folder; give one folder, or files", path.display());
            }
            let real = path.canonicalize();
            files.push((
                path.clone(),
                real.with_context(|| format!("cannot read {}", path.display()))?,
            ));
        }
        Ok(Self::Files(NamedFiles { files }))
    }
}

/// The files of a corpus that were named.
#[derive(Debug, Default)]
pub struct WantedFiles {
    /// Paths of translations, as findings name them.
    translations: BTreeSet<String>,
    /// Files that have nothing to be checked.
    pub without: Vec<PathBuf>,
}

impl NamedFiles {
    /// The folder to look for their corpus in, where none is given: `default` or the current folder if it holds them,
    /// else the git work tree around them, else the folder that the first one is in.
    pub fn folder(&self, default: PathBuf) -> PathBuf {
        let holds = |folder: &Path| {
            let real = folder.canonicalize().ok();
            real.is_some_and(|real| self.files.iter().all(|(_, file)| file.starts_with(&real)))
        };
        for folder in [default, PathBuf::from(".")] {
            if holds(&folder) {
                return folder;
            }
        }
        let first = self.files.first().map(|(_, file)| file.as_path());
        let mut above = first.into_iter().flat_map(|file| file.ancestors().skip(1));
        let nearest = above.find(|a| holds(a)).unwrap_or(Path::new("."));
        let tree = nearest.ancestors().find(|a| a.join(".git").exists());
        tree.unwrap_or(nearest).to_owned()
    }

    /// Finds the files in a corpus. Keeps the articles they are of, and the first ones, from which the checks learn what
    /// is usual; and of the warnings those about the files.
    pub fn keep(&self, found: &mut FoundCorpus) -> anyhow::Result<WantedFiles> {
        let source = found.source()?;
        let names = self.names(&found.place);
        let set: BTreeSet<&PathBuf> = names.iter().collect();
        found.warnings.retain(|warning| set.contains(&warning.path));
        let corpus = &mut found.layout.corpus;
        let articles = std::mem::take(&mut corpus.articles);
        let (mut wanted, mut known) = (WantedFiles::default(), BTreeSet::new());
        let mut kept = Vec::new();
        for (index, article) in articles.into_iter().enumerate() {
            let is_named = wanted.add(corpus, &article, &source, &set, &mut known);
            if is_named || index < SAMPLE {
                kept.push(article);
            }
        }
        corpus.articles = kept;
        let without = self
            .files
            .iter()
            .zip(&names)
            .filter(|(_, name)| !known.contains(*name));
        wanted.without = without.map(|((typed, _), _)| typed.clone()).collect();
        Ok(wanted)
    }

    /// The files as the corpus names them.
    fn names(&self, place: &Place) -> Vec<PathBuf> {
        let folders: Vec<&PathBuf> = match place {
            Place::Folder(folder) => vec![folder],
            Place::Roots(roots) => roots.iter().map(|r| &r.1).collect(),
        };
        let real = folders
            .into_iter()
            .filter_map(|f| Some((f, f.canonicalize().ok()?)));
        let real: Vec<(&PathBuf, PathBuf)> = real.collect();
        let name = |(typed, file): &(PathBuf, PathBuf)| {
            let below = |(folder, real): &(&PathBuf, PathBuf)| {
                let below = file.strip_prefix(real).ok()?;
                Some((below.as_os_str().len(), folder.join(below)))
            };
            // The innermost folder is the one that the corpus reads it from.
            let innermost = real.iter().filter_map(below).min();
            innermost.map_or_else(|| typed.clone(), |(_, path)| path)
        };
        self.files.iter().map(name).collect()
    }
}

impl WantedFiles {
    /// Adds the files of an article that were named; of an original, all its translations. Returns whether there are
    /// any.
    fn add(
        &mut self,
        corpus: &Corpus,
        article: &Article,
        source: &Locale,
        names: &BTreeSet<&PathBuf>,
        known: &mut BTreeSet<PathBuf>,
    ) -> bool {
        let path = |locale: u16| corpus.path(article, usize::from(locale));
        let is_source = |locale: u16| corpus.locales.get(usize::from(locale)) == Some(source);
        let files = article.versions.iter().map(|v| (path(v.0), is_source(v.0)));
        let files: Vec<(PathBuf, bool)> = files.collect();
        let named = |path: &PathBuf| files.len() > 1 && names.contains(path);
        let all = files
            .iter()
            .any(|(path, is_source)| *is_source && named(path));
        for (path, is_source) in &files {
            if named(path) {
                known.insert(path.clone());
            }
            if !is_source && (all || named(path)) {
                let path = path.display().to_string();
                self.translations
                    .insert(path.replace(std::path::MAIN_SEPARATOR, "/"));
            }
        }
        files.iter().any(|(path, _)| named(path))
    }

    /// Whether a translation is to be checked.
    pub fn holds(&self, path: &str) -> bool {
        self.translations.contains(path)
    }

    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        self.translations.is_empty()
    }
}
