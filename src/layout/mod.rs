//! Finds the articles of a corpus: which files there are, in which locales, and which of them are one page.
//!
//! Sites keep their translations in many ways. Each family of layouts has a file here: `folders`, `suffix`,
//! `docusaurus`, and `given` for what somebody wrote down. The configuration of a site, read by `site`, goes
//! before guesses. A guess needs evidence beyond a name (see `evidence`): it is better to find nothing, and to say so,
//! than to pair files that are no translations.
//!
//! Only names and configuration are read, and the beginnings of a few files where nothing names their language, so that
//! a tree of 100,000 files takes less than a second.

mod articles;
mod claim;
mod docusaurus;
mod error;
mod evidence;
mod folders;
mod given;
mod language;
mod locale_folders;
mod names;
mod pattern;
mod report;
mod select;
mod site;
mod source;
mod suffix;
mod top;
mod tree;
mod walk;

use std::cell::Cell;
use std::path::{Path, PathBuf};

pub use error::LayoutError;
pub use pattern::Pattern;
pub use report::Skipped;
pub use select::Selection;
pub use site::Generators;

use self::claim::{Claim, Claims};
use self::evidence::Context;
use self::report::Notes;
use self::site::Sites;
use self::top::Top;
use self::tree::Tree;
use self::walk::{Listing, WalkSettings};
use crate::model::{Corpus, Locale, Warning};

/// Where the files of a corpus are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder, whose layout is found out.
    Folder(PathBuf),
    /// A folder for each locale, wherever it is.
    Roots(Vec<(Locale, PathBuf)>),
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct LayoutSettings {
    /// The locale of the originals; found out where it is `None`.
    pub source: Option<Locale>,
    /// The originals are also somewhere else, so that the source locale need not be on disk.
    pub source_elsewhere: bool,
    /// Only these locales and the source, in this order; all of them where it is `None`.
    pub locales: Option<Vec<Locale>>,
    /// Layouts that the user wrote down; where there are any, no other is looked for.
    pub patterns: Vec<Pattern>,
    /// Which files are wanted.
    pub selection: Selection,
    /// Folders that are not read, such as the one an export is written to.
    pub exclude: Vec<PathBuf>,
    /// Whether links that leave the folder are followed.
    pub follow_links: bool,
}

/// The articles of a corpus, and how they were found.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Locale of the originals; `None` where there are none.
    pub source: Option<Locale>,
    /// The articles.
    pub corpus: Corpus,
    /// The rules that found them, the one with most articles first.
    pub groups: Vec<Group>,
    /// What was passed over, and why.
    pub skipped: Vec<Skipped>,
    /// Markdown files that were seen, whether they are of a locale or not.
    pub markdown: usize,
}

/// Articles that one rule found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    /// The rule, as a pattern.
    pub pattern: String,
    /// Files it found.
    pub files: usize,
    /// Articles in two or more locales.
    pub articles: usize,
    /// Locale of the files that bear no locale's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmarked: Option<Locale>,
}

impl Group {
    fn new(claims: &Claims, group: u32) -> Self {
        let of = claims.groups.get(group as usize);
        Self {
            pattern: of.map_or_else(String::new, |g| g.pattern.clone()),
            files: 0,
            articles: 0,
            unmarked: of.and_then(|g| g.unmarked.clone()),
        }
    }
}

impl Layout {
    /// Number of articles in two or more locales.
    #[must_use]
    pub fn paired(&self) -> usize {
        self.corpus
            .articles
            .iter()
            .filter(|a| a.versions.len() > 1)
            .count()
    }

    /// Number of files of each locale, in the order of the locale list.
    #[must_use]
    pub fn files(&self) -> Vec<usize> {
        let mut files = vec![0; self.corpus.locales.len()];
        for &(locale, _) in self.corpus.articles.iter().flat_map(|a| &a.versions) {
            files[usize::from(locale)] += 1;
        }
        files
    }
}

/// Finds the articles of a corpus, and what a user has to know about it.
///
/// A corpus with nothing to pair is no error here.
///
/// # Errors
/// When a folder cannot be listed, or when a locale that was asked for is not there.
pub fn find(
    place: &Place,
    settings: &LayoutSettings,
) -> Result<(Layout, Vec<Warning>), LayoutError> {
    let (layout, mut warnings) = match place {
        Place::Folder(folder) => in_folder(folder, settings)?,
        Place::Roots(roots) => in_roots(roots, settings)?,
    };
    // Folders are listed in whatever order the file system has them.
    warnings.sort_by(|a, b| a.path.cmp(&b.path));
    let layout = source::select(layout, settings)?;
    Ok((layout, warnings))
}

fn walk_settings(settings: &LayoutSettings) -> WalkSettings {
    WalkSettings {
        selection: settings.selection.clone(),
        exclude: settings
            .exclude
            .iter()
            .filter_map(|e| e.canonicalize().ok())
            .collect(),
        follow_links: settings.follow_links,
    }
}

fn list(folder: &Path, settings: &WalkSettings) -> Result<Listing, LayoutError> {
    walk::walk(folder, settings).map_err(|source| LayoutError::Folder {
        path: folder.to_owned(),
        source,
    })
}

fn in_folder(
    folder: &Path,
    settings: &LayoutSettings,
) -> Result<(Layout, Vec<Warning>), LayoutError> {
    let mut walk_settings = walk_settings(settings);
    // The output of an export may be the folder itself, or one above it.
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    walk_settings.exclude.retain(|e| !real.starts_with(e));
    let listing = list(folder, &walk_settings)?;
    let top = Top::Folder(folder.to_owned());
    let mut notes = Notes::new(top.clone());
    notes.warnings = listing.warnings;
    notes.skipped = listing.skipped;
    let tree = Tree::new(listing.markdown);
    let sites = Sites::read(folder, listing.configuration);
    let context = Context {
        top: folder,
        tree: &tree,
        sites: &sites,
        source: settings.source.as_ref(),
        reads_left: Cell::new(evidence::MOST_READS),
    };
    let mut claims = Claims::new(tree.len());
    claim_files(&context, &mut claims, &settings.patterns, &mut notes);
    finish(&top, (&tree, &sites), claims, notes, settings)
}

fn claim_files(
    context: &Context<'_>,
    claims: &mut Claims,
    patterns: &[Pattern],
    notes: &mut Notes,
) {
    if !patterns.is_empty() {
        return given::claim_patterns(context, claims, patterns);
    }
    docusaurus::claim(context, claims, notes);
    given::claim_configured(context, claims);
    folders::claim(context, claims, notes);
    suffix::claim(context, claims, notes);
    claims.claim_originals(context.tree);
    if claims.of_file.iter().all(Option::is_none) {
        given::claim_only_folder(context, claims);
    }
}

fn finish(
    top: &Top,
    (tree, sites): (&Tree, &Sites),
    mut claims: Claims,
    mut notes: Notes,
    settings: &LayoutSettings,
) -> Result<(Layout, Vec<Warning>), LayoutError> {
    source::unify_english(&mut claims);
    let source = source::find(&claims, sites, settings.source.as_ref());
    let unclaimed = (0..tree.len()).map(|f| (tree.path(f).to_owned(), claims.is_claimed(f)));
    notes.unclaimed(unclaimed);
    let (corpus, groups) =
        articles::corpus(top, (tree, sites), &claims, source.as_ref(), &mut notes)?;
    let layout = Layout {
        source,
        corpus,
        groups,
        skipped: notes.skipped,
        markdown: tree.len(),
    };
    Ok((layout, notes.warnings))
}

/// Folders that the user named. A root inside another root is not read as part of the outer one.
fn in_roots(
    roots: &[(Locale, PathBuf)],
    settings: &LayoutSettings,
) -> Result<(Layout, Vec<Warning>), LayoutError> {
    let folders: Vec<PathBuf> = roots.iter().map(|(_, folder)| folder.clone()).collect();
    let real: Vec<PathBuf> = folders
        .iter()
        .map(|f| f.canonicalize().unwrap_or_else(|_| f.clone()))
        .collect();
    let top = Top::Roots(folders.clone());
    let mut notes = Notes::new(top.clone());
    let mut files: Vec<Box<str>> = Vec::new();
    for (number, folder) in folders.iter().enumerate() {
        let mut walk_settings = walk_settings(settings);
        walk_settings.exclude.extend(real.iter().cloned());
        walk_settings
            .exclude
            .retain(|e| *e != real[number] && !real[number].starts_with(e));
        let listing = list(folder, &walk_settings)?;
        files.extend(
            listing
                .markdown
                .iter()
                .map(|path| format!("{number:05}/{path}").into()),
        );
        notes.warnings.extend(listing.warnings);
    }
    let tree = Tree::new(files);
    let mut claims = Claims::new(tree.len());
    let sections = sections(roots);
    for section in &sections {
        claims.group(section.clone(), "", None);
    }
    for file in 0..tree.len() {
        let path = tree.path(file);
        let number = path
            .get(..5)
            .and_then(|n| n.parse::<usize>().ok())
            .unwrap_or(0);
        let locale = &roots[number].0;
        let nth = roots[..number].iter().filter(|r| r.0 == *locale).count();
        let group = u32::try_from(nth.min(sections.len() - 1)).unwrap_or(0);
        let page = tree::join(&sections[group as usize], tree.page(file, &path[..5]));
        let root = claims.root(&path[..5]);
        claims.claim(
            file,
            Claim {
                group,
                locale: locale.clone(),
                root,
                page: page.into(),
            },
        );
    }
    let named = claims.groups.iter_mut().zip(&sections);
    named.for_each(|(group, section)| group.pattern = tree::join(section, "{path}"));
    finish(&top, (&tree, &Sites::default()), claims, notes, settings)
}

/// The sections of a corpus: where each locale has as many roots as the others, the first ones of all belong together,
/// and so on; else all roots of a locale are places of one section. A section is named after its first root.
fn sections(roots: &[(Locale, PathBuf)]) -> Vec<String> {
    let count = |locale: &Locale| roots.iter().filter(|r| r.0 == *locale).count();
    let first = roots.first().map_or(0, |r| count(&r.0));
    let locales = roots.iter().any(|r| r.0 != roots[0].0);
    if first < 2 || !locales || roots.iter().any(|r| count(&r.0) != first) {
        return vec![String::new()];
    }
    let of_first = roots.iter().filter(|r| r.0 == roots[0].0);
    let name = |path: &PathBuf| {
        path.file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
    };
    let names: Vec<String> = of_first.map(|r| name(&r.1)).collect();
    let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
    if distinct.len() == names.len() {
        return names;
    }
    (1..=first).map(|n| n.to_string()).collect()
}

#[cfg(test)]
mod tests;
