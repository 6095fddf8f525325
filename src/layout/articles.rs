//! Joins the files of all locales that are one page into articles.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::claim::{Claim, Claims};
use super::report::Notes;
use super::site::Sites;
use super::tree::{Tree, is_below, join, parent};
use super::{Group, LayoutError, Top};
use crate::model::{Article, Corpus, Locale, WarningKind};

/// A page: its group and its path in it.
type Key<'a> = (u32, &'a str);

/// The corpus that the claims on a tree make up. The source locale comes first, the others follow by tag.
pub(super) fn corpus(
    top: &Top,
    (tree, sites): (&Tree, &Sites),
    claims: &Claims,
    source: Option<&Locale>,
    notes: &mut Notes,
) -> Result<(Corpus, Vec<Group>), LayoutError> {
    let pages = pages(tree, claims, notes);
    let index = Index::new(claims, source)?;
    let folder = shared_folder(claims, &pages);
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    let mut articles: Vec<Article> = Vec::new();
    for ((group, _), files) in &pages {
        let mut versions: Vec<_> = files
            .iter()
            .filter_map(|&file| {
                let claim = claims.of_file[file].as_ref()?;
                let (locale, root) = index.place(claim)?;
                let root_folder = claims
                    .roots
                    .get(claim.root as usize)
                    .map_or("", String::as_str);
                let path = below_root(tree, file, root_folder);
                Some(((locale, root), path))
            })
            .collect();
        versions.sort();
        let ending = versions.first().map_or("", |(_, path)| ending(path));
        let document = document(claims, files, &folder, ending);
        let of_group = groups
            .entry(*group)
            .or_insert_with(|| Group::new(claims, *group));
        of_group.articles += usize::from(versions.len() > 1);
        of_group.files += versions.len();
        let (versions, mut paths): (Vec<_>, Vec<Box<str>>) = versions.into_iter().unzip();
        if paths.iter().all(|path| *path == document) {
            paths.clear();
        }
        articles.push(Article {
            document,
            versions,
            paths,
            matched: Vec::new(),
        });
    }
    articles.sort_by(|a, b| a.document.cmp(&b.document));
    number_equal(&mut articles);
    articles.sort_by(|a, b| a.document.cmp(&b.document));
    let corpus = Corpus {
        generators: index.of_roots(claims, |folder| sites.generator(folder)),
        roots: index.of_roots(claims, |folder| top.path(folder)),
        locales: index.locales,
        articles,
        is_matched_by_content: false,
    };
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups
        .sort_by(|a, b| (b.articles, b.files, &a.pattern).cmp(&(a.articles, a.files, &b.pattern)));
    Ok((corpus, groups))
}

fn below_root(tree: &Tree, file: usize, root: &str) -> Box<str> {
    let path = tree.path(file);
    // A folder above may be normalized in another way than on disk; nothing is cut off then.
    match path == tree.on_disk(file) || tree.on_disk(file).starts_with(root) {
        true => super::tree::below_folder(tree.on_disk(file), root).into(),
        false => tree.on_disk(file).into(),
    }
}

/// Files by page, each locale once. Where one locale has a page with two endings, pages differ by their endings too.
fn pages<'a>(tree: &Tree, claims: &'a Claims, notes: &mut Notes) -> Vec<(Key<'a>, Vec<usize>)> {
    let mut pages: BTreeMap<Key<'a>, Vec<usize>> = BTreeMap::new();
    for (file, claim) in claims.of_file.iter().enumerate() {
        if let Some(claim) = claim {
            pages
                .entry((claim.group, &claim.page))
                .or_default()
                .push(file);
        }
    }
    let mut found = Vec::new();
    for (key, files) in pages {
        for files in by_ending(tree, claims, files) {
            let files = once_a_locale(tree, claims, files, notes);
            found.push((key, files));
        }
    }
    found
}

fn locale_of(claims: &Claims, file: usize) -> Option<&Locale> {
    claims.of_file.get(file)?.as_ref().map(|c| &c.locale)
}

fn by_ending(tree: &Tree, claims: &Claims, files: Vec<usize>) -> Vec<Vec<usize>> {
    let mut endings: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &file in &files {
        let ending = tree.path(file).rsplit('.').next().unwrap_or("");
        endings.entry(ending).or_default().push(file);
    }
    let twice = |file: &usize| {
        let same = files
            .iter()
            .filter(|&&f| locale_of(claims, f) == locale_of(claims, *file));
        let mut endings = same.map(|&f| tree.path(f).rsplit('.').next());
        let first = endings.next();
        endings.any(|e| Some(e) != first)
    };
    if endings.len() > 1 && files.iter().any(twice) {
        return endings.into_values().collect();
    }
    vec![files]
}

fn once_a_locale(tree: &Tree, claims: &Claims, files: Vec<usize>, notes: &mut Notes) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for file in files {
        let locale = locale_of(claims, file);
        match kept.iter().find(|&&k| locale_of(claims, k) == locale) {
            None => kept.push(file),
            Some(&winner) => {
                let message = format!(
                    "left out: {} is the same article in the same locale",
                    notes.path(tree.on_disk(winner)).display()
                );
                notes.warn(tree.on_disk(file), WarningKind::LeftOut, message);
            }
        }
    }
    kept
}

/// The innermost folder that holds the pages of all groups with articles in two locales.
fn shared_folder(claims: &Claims, pages: &[(Key<'_>, Vec<usize>)]) -> String {
    let mut paired: Vec<u32> = pages
        .iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|((group, _), _)| *group)
        .collect();
    paired.dedup();
    if paired.is_empty() {
        paired = pages.iter().map(|((group, _), _)| *group).collect();
        paired.dedup();
    }
    let mut shared: Option<&str> = None;
    for group in paired {
        let folder = claims
            .groups
            .get(group as usize)
            .map_or("", |g| g.folder.as_str());
        let mut common = shared.unwrap_or(folder);
        while folder != common && !is_below(folder, common) {
            common = parent(common);
        }
        shared = Some(common);
    }
    shared.unwrap_or("").to_owned()
}

/// The name of an article: its page below the folder that all share, with the ending of its first version.
fn document(claims: &Claims, files: &[usize], shared: &str, ending: &str) -> Box<str> {
    let Some(claim) = files.first().and_then(|&f| claims.of_file[f].as_ref()) else {
        return "".into();
    };
    let folder = claims
        .groups
        .get(claim.group as usize)
        .map_or("", |g| g.folder.as_str());
    let page = join(folder, &claim.page);
    format!("{}.{ending}", super::tree::below_folder(&page, shared)).into()
}

fn ending(path: &str) -> &str {
    let name = super::tree::file_name(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Articles of different groups may have one name; the later ones are told apart.
fn number_equal(articles: &mut [Article]) {
    let mut last: Box<str> = "".into();
    let mut count = 1;
    for article in articles {
        if article.document == last {
            count += 1;
            article.document = format!("{last}#{count}").into();
        } else {
            last = article.document.clone();
            count = 1;
        }
    }
}

/// Numbers of the locales, and of the folders of each.
struct Index {
    locales: Vec<Locale>,
    /// For each locale its roots, as indexes into those of the claims; ascending by path.
    roots: Vec<Vec<u32>>,
    /// The numbers of a locale and of its root.
    places: FxHashMap<(Locale, u32), (u16, u16)>,
}

impl Index {
    fn new(claims: &Claims, source: Option<&Locale>) -> Result<Self, LayoutError> {
        let mut found: BTreeMap<&Locale, BTreeMap<&str, u32>> = BTreeMap::new();
        let mut last = None;
        for claim in claims.of_file.iter().flatten() {
            if last != Some((&claim.locale, claim.root)) {
                let name = claims
                    .roots
                    .get(claim.root as usize)
                    .map_or("", String::as_str);
                found
                    .entry(&claim.locale)
                    .or_default()
                    .insert(name, claim.root);
                last = Some((&claim.locale, claim.root));
            }
        }
        let mut ordered: Vec<_> = found.into_iter().collect();
        ordered.sort_by_key(|(locale, _)| (Some(*locale) != source, (*locale).clone()));
        let mut index = Self {
            locales: Vec::new(),
            roots: Vec::new(),
            places: FxHashMap::default(),
        };
        for (number, (locale, roots)) in ordered.into_iter().enumerate() {
            let roots: Vec<u32> = roots.into_values().collect();
            for (at, root) in roots.iter().enumerate() {
                let fits = |n: usize| u16::try_from(n).map_err(|_| LayoutError::TooMany);
                index
                    .places
                    .insert((locale.clone(), *root), (fits(number)?, fits(at)?));
            }
            index.locales.push(locale.clone());
            index.roots.push(roots);
        }
        Ok(index)
    }

    fn place(&self, claim: &Claim) -> Option<(u16, u16)> {
        self.places
            .get(&(claim.locale.clone(), claim.root))
            .copied()
    }

    fn of_roots<T>(&self, claims: &Claims, of: impl Fn(&str) -> T) -> Vec<Vec<T>> {
        let folder = |root: &u32| of(claims.roots.get(*root as usize).map_or("", String::as_str));
        self.roots
            .iter()
            .map(|roots| roots.iter().map(folder).collect())
            .collect()
    }
}
