//! Layouts that somebody wrote down: patterns and folders, from the command line or from a site's configuration.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Claim, Claims};
use super::evidence::{Branch, Context};
use super::names::{self, Name, Strength};
use super::pattern::Pattern;
use super::tree::{is_below, join, without_ending};
use crate::model::Locale;

/// Claims the files that patterns of the user match. Patterns with a locale go before those without, since
/// `docs/{path}` also matches what `docs/{locale}/{path}` does.
pub(super) fn claim_patterns(context: &Context<'_>, claims: &mut Claims, patterns: &[Pattern]) {
    let names: Vec<&str> = patterns.iter().map(Pattern::as_str).collect();
    let unmarked = context
        .source
        .cloned()
        .or_else(|| context.sites.source(""))
        .or_else(|| Locale::parse("en").ok());
    let group = claims.group(names.join(", "), "", unmarked.clone());
    for with_locale in [true, false] {
        for pattern in patterns.iter().filter(|p| p.has_locale() == with_locale) {
            for file in 0..context.tree.len() {
                let path = context.tree.path(file);
                let Some(matched) = pattern.matches(path) else {
                    continue;
                };
                let locale = match matched.locale {
                    Some(name) => named(context, name),
                    None => unmarked.clone(),
                };
                if let Some(locale) = locale {
                    let root = claims.root(matched.root);
                    let page = page(pattern, &matched.document);
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
        }
    }
    claim_unmarked(context, claims, patterns, (group, unmarked));
}

/// The files without a suffix that belong to files with one.
fn claim_unmarked(
    context: &Context<'_>,
    claims: &mut Claims,
    patterns: &[Pattern],
    (group, unmarked): (u32, Option<Locale>),
) {
    let Some(locale) = unmarked else { return };
    let pages: BTreeSet<Box<str>> = claims
        .of_file
        .iter()
        .flatten()
        .map(|c| c.page.clone())
        .collect();
    for pattern in patterns.iter().filter_map(Pattern::without_suffix) {
        for file in 0..context.tree.len() {
            let Some(matched) = pattern.matches(context.tree.path(file)) else {
                continue;
            };
            let page = page(&pattern, &matched.document);
            if pages.contains(&page) {
                let root = claims.root(matched.root);
                claims.claim(
                    file,
                    Claim {
                        group,
                        locale: locale.clone(),
                        root,
                        page,
                    },
                );
            }
        }
    }
}

fn page(pattern: &Pattern, document: &str) -> Box<str> {
    // Where the pattern says the ending, the path has none.
    match pattern.as_str().ends_with("{path}") || pattern.as_str().ends_with('*') {
        true => without_ending(document).into(),
        false => document.into(),
    }
}

/// The locale of a name that a pattern says is one. `api` is none there either.
fn named(context: &Context<'_>, name: &str) -> Option<Locale> {
    context.sites.name("", name).map(|n| n.locale)
}

/// Claims files by what the configuration of sites says about the places of locales.
pub(super) fn claim_configured(context: &Context<'_>, claims: &mut Claims) {
    for site in &context.sites.0 {
        if site.roots.len() > 1 {
            claim_folders(context, claims, &site.folder, &site.roots);
        }
        for pattern in site.patterns.iter().filter(|p| p.has_locale()) {
            let originals: Vec<&Pattern> =
                site.patterns.iter().filter(|p| !p.has_locale()).collect();
            claim_configured_pattern(context, claims, &site.folder, pattern, &originals);
        }
    }
}

/// Claims the files below folders of locales. A folder inside another one is not read as part of it.
pub(super) fn claim_folders(
    context: &Context<'_>,
    claims: &mut Claims,
    site: &str,
    roots: &[(Locale, String)],
) {
    let branches: Vec<Branch> = roots
        .iter()
        .map(|(locale, folder)| branch(context, claims, roots, locale, folder))
        .collect();
    let used: BTreeSet<&Locale> = branches
        .iter()
        .filter(|b| !b.files.is_empty())
        .map(|b| &b.name.locale)
        .collect();
    if used.len() < 2 {
        return;
    }
    let names: Vec<String> = branches.iter().map(|b| join(&b.folder, "{path}")).collect();
    let group = claims.group(names.join(", "), site, None);
    for branch in branches {
        let root = claims.root(&branch.folder);
        for file in branch.files {
            let page = context.tree.page(file, &branch.folder).into();
            claims.claim(
                file,
                Claim {
                    group,
                    locale: branch.name.locale.clone(),
                    root,
                    page,
                },
            );
        }
    }
}

fn branch(
    context: &Context<'_>,
    claims: &Claims,
    roots: &[(Locale, String)],
    locale: &Locale,
    folder: &str,
) -> Branch {
    let inner: Vec<&str> = roots
        .iter()
        .map(|r| r.1.as_str())
        .filter(|r| *r != folder && is_below(r, folder))
        .collect();
    let files = context.tree.below(folder).filter(|&f| {
        !claims.is_claimed(f) && !inner.iter().any(|i| is_below(context.tree.path(f), i))
    });
    let name = Name {
        locale: locale.clone(),
        strength: Strength::Named,
        alias: false,
    };
    Branch {
        folder: folder.to_owned(),
        files: files.collect(),
        name,
    }
}

/// A pattern of a configuration file counts where it finds pages that exist in two locales, or among the originals.
fn claim_configured_pattern(
    context: &Context<'_>,
    claims: &mut Claims,
    site: &str,
    pattern: &Pattern,
    originals: &[&Pattern],
) {
    let mut found: BTreeMap<Box<str>, Vec<(usize, Locale, String)>> = BTreeMap::new();
    for file in (0..context.tree.len()).filter(|&f| !claims.is_claimed(f)) {
        let Some(matched) = pattern.matches(context.tree.path(file)) else {
            continue;
        };
        let name = matched.locale.unwrap_or("");
        let parsed = context.sites.name(site, name);
        if let Some(parsed) =
            parsed.filter(|n| n.strength > Strength::Weak || names::parse(name).is_some())
        {
            let of_page = found.entry(page(pattern, &matched.document)).or_default();
            of_page.push((file, parsed.locale, matched.root.to_owned()));
        }
    }
    let locales: BTreeSet<Locale> = found.values().flatten().map(|f| f.1.clone()).collect();
    let is_marked: BTreeSet<usize> = found.values().flatten().map(|f| f.0).collect();
    let mut places: BTreeMap<Box<str>, (usize, String)> = BTreeMap::new();
    for original in originals {
        for file in
            (0..context.tree.len()).filter(|f| !claims.is_claimed(*f) && !is_marked.contains(f))
        {
            let Some(matched) = original.matches(context.tree.path(file)) else {
                continue;
            };
            let page = page(original, &matched.document);
            if found.contains_key(&page) {
                places
                    .entry(page)
                    .or_insert((file, matched.root.to_owned()));
            }
        }
    }
    if places.is_empty() && !found.values().any(|files| files.len() > 1) {
        return;
    }
    let files: Vec<usize> = places.values().map(|p| p.0).collect();
    let beside: Vec<&Locale> = locales.iter().collect();
    let unmarked = context.unmarked(site, &files, &beside);
    let group = claims.group(pattern.as_str().to_owned(), site, unmarked.clone());
    for (page, files) in found {
        for (file, locale, root) in files {
            let root = claims.root(&root);
            claims.claim(
                file,
                Claim {
                    group,
                    locale,
                    root,
                    page: page.clone(),
                },
            );
        }
    }
    for (page, (file, root)) in places {
        if let Some(locale) = unmarked.clone() {
            let root = claims.root(&root);
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
}

/// A tree in one locale: the folder that is named like one and holds most of the files, where nothing else was found.
/// There is nothing to pair it with, but its originals may be in a source repository.
pub(super) fn claim_only_folder(context: &Context<'_>, claims: &mut Claims) {
    let mut found: Option<(String, Locale)> = None;
    for folder in context.tree.folders() {
        let path = context.tree.folder_path(folder);
        let name = context
            .sites
            .name(super::tree::parent(path), context.tree.folder_name(folder));
        // A folder with few of the files is a detail of something else.
        let holds_most = (folder.end - folder.start) * 2 > context.tree.len();
        let Some(name) =
            name.filter(|n| n.strength > Strength::Weak && holds_most && !path.is_empty())
        else {
            continue;
        };
        if found
            .as_ref()
            .is_none_or(|(outer, _)| !is_below(path, outer))
        {
            found = Some((path.to_owned(), name.locale));
        }
    }
    let Some((folder, locale)) = found else {
        return;
    };
    let group = claims.group(join(&folder, "{path}"), &folder, None);
    let root = claims.root(&folder);
    for file in context.tree.below(&folder) {
        let page = context.tree.page(file, &folder).into();
        claims.claim(
            file,
            Claim {
                group,
                locale: locale.clone(),
                root,
                page,
            },
        );
    }
}
