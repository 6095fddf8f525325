//! Docusaurus: originals in `docs`, `blog`, `src/pages`, `versioned_docs/version-X` and the folders of further
//! plugins; translations in `i18n/<locale>/docusaurus-plugin-content-*/{current,version-X}`.
//!
//! A page is named by the path of its original, so that each section and each version stays apart.

use std::collections::BTreeSet;

use super::claim::{Claim, Claims};
use super::evidence::Context;
use super::report::Notes;
use super::tree::{file_name, is_below, join, parent};
use crate::model::{Generator, Locale};

const PLUGIN: &str = "docusaurus-plugin-content-";

/// A translated file: the file, its locale, the folder of its section, and the folder of the originals.
struct Translated {
    file: usize,
    locale: Locale,
    section: String,
    originals: String,
}

/// Claims the files of all sites made by Docusaurus.
pub(super) fn claim(context: &Context<'_>, claims: &mut Claims, notes: &mut Notes) {
    let folders = context
        .tree
        .folders()
        .iter()
        .map(|f| context.tree.folder_path(f));
    let plugins = folders.filter(|path| file_name(path).starts_with(PLUGIN));
    // `site/i18n/fr/docusaurus-plugin-content-docs` is of the site in `site`.
    let i18n = plugins
        .map(|path| parent(parent(path)))
        .filter(|path| file_name(path) == "i18n");
    let sites: BTreeSet<String> = i18n.map(|path| parent(path).to_owned()).collect();
    for site in sites {
        claim_site(context, claims, notes, &site);
    }
}

fn claim_site(context: &Context<'_>, claims: &mut Claims, notes: &mut Notes, site: &str) {
    let i18n = join(site, "i18n");
    let mut translated = Vec::new();
    for file in context.tree.below(&i18n) {
        let path = super::tree::below_folder(context.tree.path(file), &i18n);
        if let Some((name, rest)) = path.split_once('/')
            && let Some(parsed) = context.sites.name(&i18n, name)
            && let Some((section, originals)) = section(context, site, rest)
        {
            let section = join(&join(&i18n, name), section);
            translated.push(Translated {
                file,
                locale: parsed.locale,
                section,
                originals,
            });
        }
    }
    find_moved(context, site, &mut translated);
    let originals: BTreeSet<&str> = translated.iter().map(|t| t.originals.as_str()).collect();
    let originals: Vec<String> = originals
        .into_iter()
        .map(str::to_owned)
        .chain(standard(context, site))
        .collect();
    let mut files: Vec<usize> = originals
        .iter()
        .flat_map(|folder| context.tree.below(folder))
        .collect();
    files.retain(|&f| !is_below(context.tree.path(f), &i18n));
    let source = source(context, site, &files, &translated);
    let outside = originals.iter().any(|folder| !is_below(folder, site));
    let folder = if outside { "" } else { site };
    let pattern = join(&i18n, &format!("{{locale}}/{PLUGIN}*/*/{{path}}"));
    let group = claims.group(pattern, folder, Some(source.clone()));
    let page = |path: &str| super::tree::below_folder(path, folder).into();
    for of in translated {
        if of.locale == source {
            notes.skip_file(context.tree.path(of.file), "the original itself is read");
            continue;
        }
        let path = join(&of.originals, context.tree.page(of.file, &of.section));
        let root = claims.root(&of.section);
        claims.claim(
            of.file,
            Claim {
                group,
                locale: of.locale,
                root,
                page: page(&path),
            },
        );
    }
    for file in files {
        let path = context.tree.path(file);
        let inside = originals.iter().filter(|folder| is_below(path, folder));
        let root = claims.root(inside.max_by_key(|folder| folder.len()).map_or("", |f| f));
        let page = page(context.tree.page(file, ""));
        claims.claim(
            file,
            Claim {
                group,
                locale: source.clone(),
                root,
                page,
            },
        );
    }
}

/// Finds originals that are not where they usually are, and whose folder the configuration computes: in the folder of
/// the site, or beside it, that has most of the pages.
fn find_moved(context: &Context<'_>, site: &str, translated: &mut [Translated]) {
    let folders: BTreeSet<String> = translated.iter().map(|t| t.originals.clone()).collect();
    // A version that is gone has no originals anywhere.
    let is_gone = |folder: &&String| {
        context.tree.below(folder).is_empty() && !folder.contains("versioned_docs")
    };
    for missing in folders.iter().filter(is_gone) {
        let of_section = translated.iter().filter(|t| t.originals == *missing);
        let pages: BTreeSet<&str> = of_section
            .map(|t| context.tree.page(t.file, &t.section))
            .collect();
        let candidates = context
            .tree
            .folders()
            .iter()
            .map(|f| context.tree.folder_path(f));
        let candidates = candidates.filter(|path| {
            let name = file_name(path);
            let is_near = parent(path) == site || parent(path) == parent(site);
            !path.is_empty() && is_near && name != "i18n" && !name.contains("versioned")
        });
        let shared = |folder: &str| {
            let files = context.tree.below(folder);
            files
                .filter(|&f| pages.contains(context.tree.page(f, folder)))
                .count()
        };
        let best = candidates.map(|folder| (shared(folder), folder)).max();
        if let Some((_, folder)) = best.filter(|(shared, _)| shared * 2 > pages.len()) {
            let of_section = translated.iter_mut().filter(|t| t.originals == *missing);
            of_section.for_each(|t| t.originals = folder.to_owned());
        }
    }
}

/// The folders of originals that a site has without any translation.
fn standard(context: &Context<'_>, site: &str) -> Vec<String> {
    let known = ["docs", "blog", "src/pages", "versioned_docs"].map(|name| join(site, name));
    let sections = context
        .sites
        .of(site)
        .filter(|s| s.generator == Some(Generator::Docusaurus))
        .take(1);
    let sections = sections.flat_map(|s| s.sections.iter().map(|(_, folder)| folder.clone()));
    known
        .into_iter()
        .chain(sections)
        .filter(|f| !context.tree.below(f).is_empty())
        .collect()
}

/// The section that a path below `i18n/<locale>` lies in, and the folder of its originals.
fn section<'a>(context: &Context<'_>, site: &str, path: &'a str) -> Option<(&'a str, String)> {
    let (plugin, rest) = path.split_once('/')?;
    let kind = plugin.strip_prefix(PLUGIN)?;
    let (kind, id) = kind
        .split_once('-')
        .map_or((kind, None), |(kind, id)| (kind, Some(id)));
    let configured = context
        .sites
        .of(site)
        .flat_map(|s| &s.sections)
        .find(|(name, _)| name == plugin);
    let folder = configured.map_or_else(
        || default_folder(context, site, kind, id),
        |(_, f)| f.clone(),
    );
    if kind != "docs" {
        return Some((plugin, folder));
    }
    let (version, _) = rest.split_once('/')?;
    let section = &path[..plugin.len() + 1 + version.len()];
    if version == "current" {
        return Some((section, folder));
    }
    let versioned = id.map_or_else(
        || "versioned_docs".to_owned(),
        |id| format!("{id}_versioned_docs"),
    );
    Some((section, join(&join(site, &versioned), version)))
}

fn default_folder(context: &Context<'_>, site: &str, kind: &str, id: Option<&str>) -> String {
    let named = |name: &str| join(site, name);
    let usual = match kind {
        "pages" => "src/pages",
        other => other,
    };
    let Some(id) = id else {
        return named(usual);
    };
    // The `path` of a plugin is often its id; where it is computed, one of these may be there.
    let candidates = [
        id.to_owned(),
        format!("{kind}-{id}"),
        format!("{id}-{kind}"),
        format!("{kind}/{id}"),
    ];
    let mut found = candidates
        .iter()
        .map(|c| named(c))
        .filter(|c| !context.tree.below(c).is_empty());
    found.next().unwrap_or_else(|| named(id))
}

/// The locale of the originals. A locale whose folder in `i18n` has as many files as others is a translation.
fn source(context: &Context<'_>, site: &str, files: &[usize], translated: &[Translated]) -> Locale {
    let configured = context
        .source
        .cloned()
        .filter(|s| translated.iter().all(|t| t.locale != *s));
    let configured = configured.or_else(|| context.sites.source(site));
    let beside: BTreeSet<&Locale> = translated.iter().map(|t| &t.locale).collect();
    let beside: Vec<&Locale> = beside.into_iter().collect();
    let guessed = configured.or_else(|| context.unmarked(site, files, &beside));
    // `en` is a valid tag.
    guessed
        .or_else(|| Locale::parse("en").ok())
        .unwrap_or_else(|| beside[0].clone())
}
