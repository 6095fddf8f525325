//! Whether folders that are named like locales hold translations of each other.
//!
//! A name alone proves nothing, so the trees are compared: translations have pages at the same paths. Only a page that
//! is no index counts fully, since nearly every folder has an `index.md` or a `README.md`.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::language;
use super::names::{Name, Strength};
use super::site::Sites;
use super::tree::{Tree, is_index};
use crate::model::Locale;

/// Files that are looked at to tell the language of one tree.
const SAMPLE: usize = 3;
/// Files that are looked at in all; a tree that has thousands of doubtful names costs no more.
pub(super) const MOST_READS: usize = 600;
/// Share of a tree's pages that the originals around it have, at least.
const SURROUNDED: f64 = 0.3;

/// What all families look at.
pub(super) struct Context<'a> {
    /// The top of the tree on disk.
    pub top: &'a Path,
    /// The files.
    pub tree: &'a Tree,
    /// The configuration of the sites.
    pub sites: &'a Sites,
    /// The locale of the originals, as the user says.
    pub source: Option<&'a Locale>,
    /// Files that may still be looked at to tell a language.
    pub reads_left: Cell<usize>,
}

impl Context<'_> {
    /// The language of a few of these files, which are read for it; `None` where they do not tell.
    pub fn language(&self, files: &[usize]) -> Option<Locale> {
        let left = self.reads_left.get();
        self.reads_left.set(left.saturating_sub(SAMPLE));
        if left == 0 {
            return None;
        }
        let step = (files.len() / SAMPLE).max(1);
        let paths = files.iter().step_by(step).take(SAMPLE);
        let paths: Vec<_> = paths
            .map(|&f| self.top.join(self.tree.on_disk(f)))
            .collect();
        language::of_files(paths.iter().map(PathBuf::as_path))
    }

    /// The locale of files that bear no locale's name: as the user or the configuration says, else as their text
    /// does, else English; never one of those beside them. `None` where that leaves nothing.
    pub fn unmarked(&self, folder: &str, files: &[usize], beside: &[&Locale]) -> Option<Locale> {
        let is_free = |locale: &Locale| {
            beside
                .iter()
                .all(|b| *b != locale && **b != language_of(locale))
        };
        let said = self
            .source
            .cloned()
            .filter(is_free)
            .or_else(|| self.sites.source(folder).filter(is_free));
        said.or_else(|| self.language(files).filter(is_free))
            .or_else(|| {
                Locale::parse("en")
                    .ok()
                    .filter(|en| is_free(en) && !beside.iter().any(|b| b.language() == "en"))
            })
    }
}

fn language_of(locale: &Locale) -> Locale {
    Locale::parse(locale.language()).unwrap_or_else(|_| locale.clone())
}

/// A tree that may be of one locale.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    /// Its folder.
    pub folder: String,
    /// What its name stands for.
    pub name: Name,
    /// Its files.
    pub files: Vec<usize>,
}

/// What was found out about the trees of one folder.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// For each branch whether it is taken.
    pub taken: Vec<bool>,
    /// Whether the files around hold the originals.
    pub surrounded: bool,
    /// Files around that have the page of a branch.
    pub shared: Vec<usize>,
}

/// Which trees have a page.
#[derive(Default, Clone, Copy)]
struct Seen {
    /// Number of trees whose name is no weak evidence.
    sure: u32,
    /// Number of the other trees.
    weak: u32,
    /// The file around, if there is one.
    around: Option<usize>,
}

/// How many pages of a tree others have.
#[derive(Debug, Default, Clone, Copy)]
struct Overlap {
    pages: usize,
    /// Pages that a surer tree or the files around have.
    shared: usize,
    /// Of these, those that are no index.
    telling: usize,
    /// Pages that the files around have.
    around: usize,
    /// Pages that only weak trees have.
    weak: usize,
}

impl Overlap {
    fn share(&self) -> f64 {
        self.shared as f64 / self.pages.max(1) as f64
    }
}

/// Judges the trees of one folder. `around` are the files that may be the originals, with the folder they are in.
/// `careful` asks for more than an index in common where the name is a bare language.
pub(super) fn judge(
    context: &Context<'_>,
    branches: &[Branch],
    (around_folder, around): (&str, &[usize]),
    careful: bool,
) -> Verdict {
    let seen = pages(context, branches, around_folder, around);
    let overlaps: Vec<Overlap> = branches
        .iter()
        .map(|b| overlap(context, b, &seen))
        .collect();
    let taken = taken(context, branches, &overlaps, careful);
    let mut verdict = Verdict {
        taken,
        ..Verdict::default()
    };
    surround(context, branches, &overlaps, &mut verdict);
    if verdict.surrounded {
        verdict.shared = seen
            .values()
            .filter(|s| s.sure + s.weak > 0)
            .filter_map(|s| s.around)
            .collect();
        verdict.shared.sort_unstable();
    }
    let count = verdict.taken.iter().filter(|t| **t).count();
    let enough = count >= 2 || (count == 1 && verdict.surrounded);
    if !enough || contradicted(context, branches, &verdict) {
        return Verdict {
            taken: vec![false; branches.len()],
            ..Verdict::default()
        };
    }
    add_without_overlap(context, branches, &overlaps, &mut verdict);
    verdict
}

/// The trees that have pages of others, as far as their names need it.
fn taken(
    context: &Context<'_>,
    branches: &[Branch],
    overlaps: &[Overlap],
    careful: bool,
) -> Vec<bool> {
    let is_weak = |branch: &Branch| branch.name.strength == Strength::Weak;
    let mut taken = sure(context, branches, overlaps, careful);
    let counts = (
        branches.iter().filter(|b| !is_weak(b)).count(),
        taken.iter().filter(|t| **t).count(),
    );
    let mut any_weak = false;
    for (index, (branch, overlap)) in branches.iter().zip(overlaps).enumerate() {
        if is_weak(branch) && weak(context, branch, overlap, counts) {
            taken[index] = true;
            any_weak = true;
        }
    }
    // A surer tree may have its pages in common with such trees only: `en` and `it`.
    for (index, (branch, overlap)) in branches.iter().zip(overlaps).enumerate() {
        taken[index] |= any_weak && !is_weak(branch) && overlap.weak > 0;
    }
    taken
}

fn pages<'a>(
    context: &'a Context<'_>,
    branches: &[Branch],
    around_folder: &str,
    around: &[usize],
) -> FxHashMap<&'a str, Seen> {
    let mut seen: FxHashMap<&str, Seen> = FxHashMap::default();
    for branch in branches {
        for &file in &branch.files {
            let entry = seen
                .entry(context.tree.page(file, &branch.folder))
                .or_default();
            match branch.name.strength {
                Strength::Weak => entry.weak += 1,
                _ => entry.sure += 1,
            }
        }
    }
    for &file in around {
        if let Some(entry) = seen.get_mut(context.tree.page(file, around_folder)) {
            entry.around = Some(file);
        }
    }
    seen
}

fn overlap(context: &Context<'_>, branch: &Branch, seen: &FxHashMap<&str, Seen>) -> Overlap {
    let mut overlap = Overlap::default();
    let own = u32::from(branch.name.strength != Strength::Weak);
    for &file in &branch.files {
        let page = context.tree.page(file, &branch.folder);
        let of_page = seen.get(page).copied().unwrap_or_default();
        overlap.pages += 1;
        overlap.around += usize::from(of_page.around.is_some());
        let shared = of_page.around.is_some() || of_page.sure > own;
        overlap.shared += usize::from(shared);
        overlap.telling += usize::from(shared && !is_index(page));
        overlap.weak += usize::from(of_page.weak > 1 - own);
    }
    overlap
}

/// Trees whose names are good evidence, and that have pages of others.
fn sure(
    context: &Context<'_>,
    branches: &[Branch],
    overlaps: &[Overlap],
    careful: bool,
) -> Vec<bool> {
    let test = |(branch, overlap): (&Branch, &Overlap)| match branch.name.strength {
        Strength::Weak => false,
        _ if overlap.shared == 0 => false,
        Strength::Named | Strength::Tagged => true,
        // A few pages of many, or an index alone, may be chance.
        Strength::Strong => {
            let alike = overlap.telling >= 3 || overlap.share() >= 0.2;
            alike && (overlap.telling > 0 || !careful) || context.speaks(branch) == Some(true)
        }
    };
    branches.iter().zip(overlaps).map(test).collect()
}

/// A name that may mean something else needs a surer one beside it, or text in its language. `sure` are the trees with
/// surer names: how many there are, and how many of these are taken.
fn weak(context: &Context<'_>, branch: &Branch, overlap: &Overlap, sure: (usize, usize)) -> bool {
    let telling = overlap.telling > 0 && (overlap.share() >= 0.5 || overlap.telling >= 3);
    // Where several languages are there, one that has begun with the index is one more.
    let begun = sure.1 > 1 && overlap.share() >= 0.5;
    if sure.0 > 0 && telling || begun {
        return context.speaks(branch) != Some(false);
    }
    let shared = overlap.shared + overlap.weak;
    shared > 0 && context.speaks(branch) == Some(true)
}

impl Context<'_> {
    /// Whether a tree is written in the language its name stands for, by the text of a few files.
    pub fn speaks(&self, branch: &Branch) -> Option<bool> {
        let spoken = self.language(&branch.files)?;
        let wanted = &branch.name.locale;
        if spoken.language() == wanted.language() || related(&spoken, wanted) {
            return Some(true);
        }
        // A language that is not known to the identifier is taken for one of its neighbours, but hardly for English.
        let is_sure = spoken.language() == "en" || language::is_known(wanted.language());
        is_sure.then_some(false)
    }
}

/// Languages that are told apart badly.
fn related(a: &Locale, b: &Locale) -> bool {
    const NEAR: [&[&str]; 6] = [
        &["nb", "no", "nn", "da"],
        &["id", "ms", "jv"],
        &["cs", "sk"],
        &["hr", "sr", "bs", "sl"],
        &["hi", "ne", "mr"],
        &["pt", "gl"],
    ];
    NEAR.iter()
        .any(|near| near.contains(&a.language()) && near.contains(&b.language()))
}

/// Decides whether the files around are the originals.
fn surround(
    context: &Context<'_>,
    branches: &[Branch],
    overlaps: &[Overlap],
    verdict: &mut Verdict,
) {
    let source = branches
        .first()
        .and_then(|b| context.sites.source(&b.folder));
    let is_source = |branch: &Branch| match &source {
        Some(source) => *source == branch.name.locale || branch.name.locale.language() == "en",
        None => branch.name.locale.language() == "en",
    };
    let taken = || {
        branches
            .iter()
            .zip(overlaps)
            .zip(&verdict.taken)
            .filter(|(_, taken)| **taken)
    };
    let share = |overlap: &Overlap| overlap.around as f64 / overlap.pages.max(1) as f64;
    // Where one of the trees is in the language of the originals, it has to be surrounded itself.
    let of_source = taken().find(|((branch, _), _)| is_source(branch));
    verdict.surrounded = match of_source {
        Some(((_, overlap), _)) => share(overlap) >= 0.5,
        None => {
            taken().any(|((_, overlap), _)| share(overlap) >= SURROUNDED || overlap.around >= 3)
        }
    };
}

/// Folders for countries look like translations: then their text is all in one language.
fn contradicted(context: &Context<'_>, branches: &[Branch], verdict: &Verdict) -> bool {
    let taken = || {
        branches
            .iter()
            .zip(&verdict.taken)
            .filter(|(_, taken)| **taken)
            .map(|(b, _)| b)
    };
    let is_plain =
        |b: &Branch| b.name.strength <= Strength::Strong && b.name.locale.language() != "en";
    if verdict.surrounded || !taken().all(is_plain) {
        return false;
    }
    let spoken: Vec<_> = taken()
        .take(4)
        .filter_map(|branch| context.speaks(branch))
        .collect();
    !spoken.is_empty() && !spoken.contains(&true)
}

/// Trees that share no page with others, beside trees that do.
fn add_without_overlap(
    context: &Context<'_>,
    branches: &[Branch],
    overlaps: &[Overlap],
    verdict: &mut Verdict,
) {
    for (index, (branch, overlap)) in branches.iter().zip(overlaps).enumerate() {
        if verdict.taken[index] {
            continue;
        }
        verdict.taken[index] = match branch.name.strength {
            Strength::Named | Strength::Tagged => true,
            Strength::Strong => overlap.shared > 0 || context.speaks(branch) == Some(true),
            Strength::Weak => false,
        };
    }
}
