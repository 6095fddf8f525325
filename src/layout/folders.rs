//! A folder for each locale: `content/<locale>/…` at any depth, with the originals in one of the folders, around them
//! (`docs/…` and `docs/fr/…`), or beside a folder that holds all translations (`docs/…` and `i18n/fr/docs/…`).
//!
//! The name of a folder may also hold the locale behind a separator: `content.en` and `content.zh`, or the
//! repositories of one site side by side, `docs` and `docs.fr-fr`.

use std::collections::BTreeMap;

use super::claim::{Claim, Claims, Originals};
use super::evidence::{Branch, Context, Verdict, judge};
use super::locale_folders::LocaleFolders;
use super::names::{self, Strength};
use super::report::Notes;
use super::tree::{Folder, file_name, is_below, join, parent};
use crate::model::Locale;

/// Folders that hold nothing but translations, in a folder for each locale.
pub(super) const CONTAINERS: [&str; 16] = [
    "i18n",
    "l10n",
    "locale",
    "locales",
    "lang",
    "langs",
    "language",
    "languages",
    "translation",
    "translations",
    "translated",
    "translated_docs",
    "localized",
    "localization",
    "intl",
    "_i18n",
];
/// Folders of files that test a program.
const TESTS: [&str; 9] = [
    "test",
    "tests",
    "__tests__",
    "e2e",
    "__e2e__",
    "fixtures",
    "__fixtures__",
    "testdata",
    "test-fixtures",
];

/// Claims the files in folders of locales.
pub(super) fn claim(context: &Context<'_>, claims: &mut Claims, notes: &mut Notes) {
    let folders = context.tree.folders();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); folders.len()];
    for (index, folder) in folders.iter().enumerate() {
        if let Some(parent) = folder.parent {
            children[parent].push(index);
        }
    }
    // An outer folder goes first: what it claims is not looked at again.
    let mut order: Vec<usize> = (0..folders.len()).collect();
    order.sort_by_key(|&f| (depth(context.tree.folder_path(&folders[f])), f));
    for index in order {
        let folder = context.tree.folder_path(&folders[index]);
        let inside: Vec<&Folder> = children[index].iter().map(|&c| &folders[c]).collect();
        for place in places(context, claims, folder, &inside) {
            decide(context, claims, notes, &place, &folders[index]);
        }
    }
}

fn depth(path: &str) -> usize {
    if path.is_empty() {
        0
    } else {
        path.matches('/').count() + 1
    }
}

/// Folders named like locales, and folders whose names end or begin with one.
fn places(
    context: &Context<'_>,
    claims: &Claims,
    folder: &str,
    inside: &[&Folder],
) -> Vec<LocaleFolders> {
    let mut found: BTreeMap<(String, String), Vec<Branch>> = BTreeMap::new();
    for child in inside {
        let name = context.tree.folder_name(child);
        let parse = |name: &str| context.sites.name(folder, name);
        let (before, after, parsed) = if let Some(parsed) = parse(name) {
            (String::new(), String::new(), parsed)
        } else if let Some((stem, separator, parsed)) = names::suffix(name, parse) {
            (format!("{stem}{separator}"), String::new(), parsed)
        } else if let Some((first, rest)) = name.split_once('.')
            && let Some(parsed) = parse(first)
        {
            (String::new(), format!(".{rest}"), parsed)
        } else {
            continue;
        };
        let files: Vec<usize> = (child.start..child.end)
            .filter(|&f| !claims.is_claimed(f))
            .collect();
        if !files.is_empty() {
            let folder = context.tree.folder_path(child).to_owned();
            let branch = Branch {
                folder,
                name: parsed,
                files,
            };
            found.entry((before, after)).or_default().push(branch);
        }
    }
    let place = |((before, after), branches)| LocaleFolders {
        folder: folder.to_owned(),
        before,
        after,
        branches,
    };
    found.into_iter().map(place).collect()
}

/// Where the originals of a place may lie: the folder, and its files.
fn around(
    context: &Context<'_>,
    claims: &Claims,
    place: &LocaleFolders,
) -> Vec<(String, Vec<usize>)> {
    let is_branch = |path: &str| place.branches.iter().any(|b| is_below(path, &b.folder));
    let files = |folder: &str| -> Vec<usize> {
        let below = context.tree.below(folder);
        below
            .filter(|&f| !claims.is_claimed(f) && !is_branch(context.tree.path(f)))
            .collect()
    };
    if place.has_stem() {
        return beside(place)
            .into_iter()
            .map(|folder| (folder.clone(), files(&folder)))
            .collect();
    }
    let mut found = vec![(place.folder.clone(), files(&place.folder))];
    let above = parent(&place.folder);
    let candidates = if CONTAINERS.contains(&file_name(&place.folder)) {
        vec![
            above.to_owned(),
            join(above, "docs"),
            join(parent(above), "docs"),
            join(above, "content"),
        ]
    } else if only_readmes(context, place) {
        // `docs/fr/README.md` may be a translation of the README above.
        vec![above.to_owned()]
    } else {
        Vec::new()
    };
    for folder in candidates {
        let mut files = files(&folder);
        files.retain(|&f| !is_below(context.tree.path(f), &place.folder));
        found.push((folder, files));
    }
    found
}

fn only_readmes(context: &Context<'_>, place: &LocaleFolders) -> bool {
    let mut files = place
        .branches
        .iter()
        .flat_map(|b| b.files.iter().map(move |&f| (f, b)));
    let is_readme = |(file, branch): (usize, &Branch)| {
        let page = context.tree.page(file, &branch.folder);
        page.eq_ignore_ascii_case("readme")
    };
    matches!(
        file_name(&place.folder),
        "docs" | "doc" | "readme" | "readmes"
    ) && files.all(is_readme)
}

/// The folder `docs` beside `docs.fr-fr`; Microsoft's `docs-pr.fr-fr` belongs to `docs-pr` or `docs`.
fn beside(place: &LocaleFolders) -> Vec<String> {
    let name = if place.before.is_empty() {
        place.after.trim_start_matches('.')
    } else {
        &place.before[..place.before.len() - 1]
    };
    let mut found = vec![join(&place.folder, name)];
    found.extend(
        name.strip_suffix("-pr")
            .map(|name| join(&place.folder, name)),
    );
    found
}

fn decide(
    context: &Context<'_>,
    claims: &mut Claims,
    notes: &mut Notes,
    place: &LocaleFolders,
    folder: &Folder,
) {
    let mut best: Option<(Verdict, String)> = None;
    for (around_folder, files) in around(context, claims, place) {
        let verdict = judge(
            context,
            &place.branches,
            (&around_folder, &files),
            place.before.ends_with(['-', '_']),
        );
        let is_better = best.as_ref().is_none_or(|(b, _)| {
            (verdict.surrounded, verdict.shared.len()) > (b.surrounded, b.shared.len())
                || (b.taken.iter().all(|t| !t) && verdict.taken.contains(&true))
        });
        if is_better {
            best = Some((verdict, around_folder));
        }
    }
    let Some((mut verdict, around_folder)) = best else {
        return;
    };
    if verdict.taken.iter().all(|t| !t) && is_all_locales(context, claims, place, folder) {
        verdict.taken = vec![true; place.branches.len()];
    }
    if verdict.taken.contains(&true) {
        if place.folder.split('/').any(|name| TESTS.contains(&name)) {
            notes.skip_folder(
                &place.folder,
                "its files test a program",
                folder.end - folder.start,
            );
        } else {
            take(context, claims, notes, place, &verdict, &around_folder);
        }
    }
}

/// A folder that holds nothing but two or more folders of locales needs no page in common.
fn is_all_locales(
    context: &Context<'_>,
    claims: &Claims,
    place: &LocaleFolders,
    folder: &Folder,
) -> bool {
    let sure = place
        .branches
        .iter()
        .all(|b| b.name.strength >= Strength::Strong && !b.name.alias);
    let files: usize = place.branches.iter().map(|b| b.files.len()).sum();
    let all = (folder.start..folder.end).filter(|&f| {
        let path = context.tree.path(f);
        // A README beside the folders says nothing.
        !claims.is_claimed(f) && parent(path) != place.folder
    });
    sure && place.branches.len() > 1
        && place.before.is_empty()
        && place.after.is_empty()
        && all.count() == files
}

fn take(
    context: &Context<'_>,
    claims: &mut Claims,
    notes: &mut Notes,
    place: &LocaleFolders,
    verdict: &Verdict,
    around_folder: &str,
) {
    let taken = || {
        place
            .branches
            .iter()
            .zip(&verdict.taken)
            .filter(|(_, taken)| **taken)
            .map(|(b, _)| b)
    };
    let locales: Vec<&Locale> = taken().map(|b| &b.name.locale).collect();
    let unmarked = match verdict.surrounded {
        true => context.unmarked(around_folder, &verdict.shared, &locales),
        false => None,
    };
    let folder = if verdict.surrounded {
        around_folder
    } else {
        place.folder.as_str()
    };
    let group = claims.group(place.pattern(), folder, unmarked.clone());
    let mut pages: Vec<Box<str>> = Vec::new();
    for branch in taken() {
        notes.branch(place, branch);
        let root = claims.root(&branch.folder);
        for &file in &branch.files {
            let page: Box<str> = context.tree.page(file, &branch.folder).into();
            if unmarked.is_some() {
                pages.push(page.clone());
            }
            let locale = branch.name.locale.clone();
            claims.claim(
                file,
                Claim {
                    group,
                    locale,
                    root,
                    page,
                },
            );
        }
    }
    for branch in place
        .branches
        .iter()
        .zip(&verdict.taken)
        .filter(|(_, taken)| !**taken)
        .map(|(b, _)| b)
    {
        notes.not_taken(branch);
    }
    if let Some(locale) = unmarked {
        pages.sort_unstable();
        pages.dedup();
        // Around a folder for all translations lies a whole repository.
        let with_untranslated = around_folder == place.folder || !place.before.is_empty();
        let folder = around_folder.to_owned();
        claims.originals.push(Originals {
            group,
            folder,
            locale,
            pages,
            with_untranslated,
        });
    }
}
