//! The locale in the name of the file: `a.zh-CN.md`, `index.fr.md`, `README_ja.md`, with or without a suffix on the
//! originals.
//!
//! Words behind a separator are common (`sign-in.md`, `intro-js.md`), so a suffix counts only where the same page is
//! there in another locale or without a suffix.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::claim::{Claim, Claims};
use super::evidence::{Branch, Context};
use super::folders::CONTAINERS;
use super::names::{self, Name, Strength};
use super::report::Notes;
use super::tree::{file_name, join, parent};
use crate::model::Locale;

/// A file with a suffix that may be a locale.
struct Marked<'a> {
    file: usize,
    separator: char,
    name: Name,
    /// The suffix as it is written.
    suffix: &'a str,
}

/// The files that are one page but for their suffixes.
#[derive(Default)]
struct Page<'a> {
    marked: Vec<Marked<'a>>,
    unmarked: Option<usize>,
}

/// Pages by their paths.
type Pages<'a> = BTreeMap<String, Page<'a>>;
/// A suffix: the separator and the name in lower case.
type Suffix = (char, String);

/// Claims files with suffixes, and those without that belong to them.
pub(super) fn claim(context: &Context<'_>, claims: &mut Claims, notes: &mut Notes) {
    let mut pages = pages(context, claims);
    let taken = taken(context, &pages);
    for page in pages.values_mut() {
        let complete = page.unmarked.is_some() || page.marked.len() > 1;
        page.marked.retain(|m| {
            taken
                .get(&m.suffix())
                .is_some_and(|of| complete || of.orphans)
        });
    }
    pages.retain(|_, page| !page.marked.is_empty());
    if pages.is_empty() {
        return;
    }
    let unmarked = unmarked(context, &pages);
    let folder = common_folder(pages.keys());
    let separators: Vec<char> = ['.', '-', '_']
        .into_iter()
        .filter(|s| {
            pages
                .values()
                .any(|p| p.marked.iter().any(|m| m.separator == *s))
        })
        .collect();
    let pattern = separators
        .iter()
        .map(|s| join(&folder, &format!("{{path}}{s}{{locale}}.md")));
    let pattern = pattern.collect::<Vec<_>>().join(", ");
    let group = claims.group(
        pattern,
        &folder,
        unmarked.values().flatten().next().cloned(),
    );
    for (path, page) in &pages {
        let root = claims.root(&folder);
        let name: Box<str> = super::tree::below_folder(path, &folder).into();
        let claim = |locale: &Locale| Claim {
            group,
            locale: locale.clone(),
            root,
            page: name.clone(),
        };
        for marked in &page.marked {
            notes.suffix(context.tree.path(marked.file), &marked.name, marked.suffix);
            claims.claim(marked.file, claim(&marked.name.locale));
        }
        let locale = unmarked
            .get(&class(context, path, page))
            .and_then(Option::as_ref);
        if let (Some(file), Some(locale)) = (page.unmarked, locale)
            && page.marked.iter().all(|m| m.name.locale != *locale)
        {
            claims.claim(file, claim(locale));
        }
    }
}

impl Marked<'_> {
    fn suffix(&self) -> Suffix {
        (self.separator, self.suffix.to_lowercase())
    }
}

fn pages<'a>(context: &Context<'a>, claims: &Claims) -> Pages<'a> {
    let tree = context.tree;
    let mut pages = Pages::new();
    for file in (0..tree.len()).filter(|&f| !claims.is_claimed(f)) {
        let page = tree.page(file, "");
        let (folder, name) = (parent(page), file_name(page));
        let parse = |name: &str| context.sites.name(folder, name);
        if let Some((stem, separator, parsed)) = names::suffix(name, parse) {
            let marked = Marked {
                file,
                separator,
                name: parsed,
                suffix: &name[stem.len() + 1..],
            };
            pages
                .entry(join(folder, stem))
                .or_default()
                .marked
                .push(marked);
        }
    }
    if pages.is_empty() {
        return pages;
    }
    let mut readmes: FxHashMap<&str, usize> = FxHashMap::default();
    for file in (0..tree.len()).filter(|&f| !claims.is_claimed(f)) {
        let path = tree.page(file, "");
        if is_readme(path) {
            readmes.insert(parent(path), file);
        }
        if let Some(page) = pages.get_mut(path) {
            page.unmarked.get_or_insert(file);
        }
    }
    settle_readmes(&mut pages, &readmes);
    pages
}

fn is_readme(page: &str) -> bool {
    file_name(page).eq_ignore_ascii_case("readme")
}

/// Brings the translations of a README to it: `README.md` and `Readme_zh.md` are one page, and so are `README.md` and
/// `docs/README.zh.md` where `docs` has none of its own.
fn settle_readmes(pages: &mut Pages<'_>, readmes: &FxHashMap<&str, usize>) {
    let lone: Vec<String> = pages
        .iter()
        .filter(|(path, page)| is_readme(path) && page.unmarked.is_none())
        .map(|(path, _)| path.clone())
        .collect();
    for path in lone {
        let mut folder = parent(&path);
        while !readmes.contains_key(folder) && holds_readmes(folder) {
            folder = parent(folder);
        }
        let Some(&file) = readmes.get(folder) else {
            continue;
        };
        let home = join(folder, "README");
        let Some(moved) = pages.remove(&path) else {
            continue;
        };
        let page = pages.entry(home).or_default();
        page.unmarked.get_or_insert(file);
        let is_new = |m: &Marked<'_>| page.marked.iter().all(|o| o.name.locale != m.name.locale);
        let moved: Vec<_> = moved.marked.into_iter().filter(is_new).collect();
        page.marked.extend(moved);
    }
}

/// Folders that hold the translations of the README above them.
fn holds_readmes(folder: &str) -> bool {
    const DOCS: [&str; 4] = ["docs", "doc", "readme", "readmes"];
    let name = file_name(folder).to_lowercase();
    DOCS.contains(&&*name) || CONTAINERS.contains(&&*name)
}

/// What was found out about a suffix.
#[derive(Default)]
struct Evidence<'a> {
    strength: Option<Strength>,
    /// Files of pages that exist in another locale or without a suffix.
    paired: Vec<usize>,
    /// How many of those pages are a README.
    readmes: usize,
    /// How many of them have a suffix that is sure.
    beside_sure: usize,
    /// Files that are alone.
    alone: usize,
    name: Option<&'a Name>,
}

/// How far a suffix is taken.
struct Taken {
    /// Also where the file is alone.
    orphans: bool,
}

fn taken(context: &Context<'_>, pages: &Pages<'_>) -> BTreeMap<Suffix, Taken> {
    let mut evidence: BTreeMap<Suffix, Evidence<'_>> = BTreeMap::new();
    for (path, page) in pages {
        let locales = |m: &Marked<'_>| page.marked.iter().any(|o| o.name.locale != m.name.locale);
        let is_sure = |m: &Marked<'_>| m.name.strength >= Strength::Strong;
        for marked in &page.marked {
            let of = evidence.entry(marked.suffix()).or_default();
            of.strength = Some(marked.name.strength);
            of.name = Some(&marked.name);
            let others = page.marked.iter().filter(|m| m.file != marked.file);
            let sure_beside = others
                .clone()
                .any(|m| is_sure(m) && m.name.locale != marked.name.locale);
            // Two words that are both weak prove nothing to each other.
            let is_paired =
                page.unmarked.is_some() || (locales(marked) && (is_sure(marked) || sure_beside));
            if is_paired {
                of.paired.push(marked.file);
                of.readmes += usize::from(is_readme(path));
                of.beside_sure += usize::from(sure_beside);
            } else {
                of.alone += 1;
            }
        }
    }
    let decide = |(suffix, of): (Suffix, Evidence<'_>)| {
        let taken = decide(context, &suffix, &of)?;
        Some((suffix, taken))
    };
    evidence.into_iter().filter_map(decide).collect()
}

fn decide(context: &Context<'_>, suffix: &Suffix, of: &Evidence<'_>) -> Option<Taken> {
    let (strength, name) = (of.strength?, of.name?);
    if of.paired.is_empty() {
        // A page that only exists in a locale of the configuration.
        let is_named = strength == Strength::Named && suffix.0 == '.';
        return is_named.then_some(Taken { orphans: true });
    }
    let branch = Branch {
        folder: String::new(),
        name: name.clone(),
        files: of.paired.clone(),
    };
    // A word such as `portuguese` is often part of a title.
    let is_word = suffix.1.len() > 4 && name.alias && suffix.0 != '.';
    let is_taken = match strength {
        Strength::Named | Strength::Tagged => true,
        Strength::Strong if is_word => context.speaks(&branch) == Some(true),
        // `init.el.md` is about Emacs Lisp, and its text is English.
        Strength::Strong if of.readmes < of.paired.len() => context.speaks(&branch) != Some(false),
        Strength::Strong => true,
        Strength::Weak if of.beside_sure * 2 >= of.paired.len() => {
            context.speaks(&branch) != Some(false)
        }
        Strength::Weak => context.speaks(&branch) == Some(true),
    };
    let orphans = strength > Strength::Weak && (suffix.0 == '.' || of.paired.len() >= of.alone);
    is_taken.then_some(Taken { orphans })
}

/// Files without a suffix are of one language where the suffixes beside them include English, and mostly of another
/// where they do not; each site may have its own.
type Class = (String, bool);

fn class(context: &Context<'_>, path: &str, page: &Page<'_>) -> Class {
    let site = context
        .sites
        .of(path)
        .next()
        .map_or("", |site| &site.folder);
    (
        site.to_owned(),
        page.marked.iter().any(|m| m.name.locale.language() == "en"),
    )
}

/// The locale of the files without a suffix.
fn unmarked(context: &Context<'_>, pages: &Pages<'_>) -> BTreeMap<Class, Option<Locale>> {
    let mut files: BTreeMap<Class, (Vec<usize>, BTreeMap<&Locale, usize>)> = BTreeMap::new();
    for (path, page) in pages {
        let Some(file) = page.unmarked else { continue };
        let of = files.entry(class(context, path, page)).or_default();
        of.0.push(file);
        for marked in &page.marked {
            *of.1.entry(&marked.name.locale).or_default() += 1;
        }
    }
    let locale = |(class, (files, beside)): (Class, (Vec<usize>, BTreeMap<&Locale, usize>))| {
        // A locale that stands beside few of the files does not exclude that the others are of it.
        let often = beside
            .iter()
            .filter(|(_, count)| **count * 2 > files.len())
            .map(|(l, _)| *l);
        let often: Vec<&Locale> = often.collect();
        let locale = context.unmarked(&class.0, &files, &often);
        (class, locale)
    };
    files.into_iter().map(locale).collect()
}

/// The longest folder that all pages lie in.
fn common_folder<'a>(pages: impl Iterator<Item = &'a String>) -> String {
    let mut common: Option<&str> = None;
    for page in pages {
        let mut folder = common.unwrap_or_else(|| parent(page));
        while !super::tree::is_below(page, folder) {
            folder = parent(folder);
        }
        common = Some(folder);
    }
    common.unwrap_or("").to_owned()
}
