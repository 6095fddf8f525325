//! Which locale the originals are in, and which locales are read.

use std::collections::BTreeMap;

use super::claim::Claims;
use super::site::Sites;
use super::{Layout, LayoutError, LayoutSettings};
use crate::model::{Corpus, Locale};

/// Names in an error message.
const MOST_NAMES: usize = 20;

/// The locale of the originals: as the user says; else, in the files of one rule, that of files without a locale's name;
/// else as the configuration says; else English, in this order: `en-US`, `en`, another one. The rule with most files
/// decides.
pub(super) fn find(claims: &Claims, sites: &Sites, said: Option<&Locale>) -> Option<Locale> {
    if let Some(said) = said {
        return Some(said.clone());
    }
    let mut groups: BTreeMap<u32, BTreeMap<&Locale, usize>> = BTreeMap::new();
    for claim in claims.of_file.iter().flatten() {
        let locales = groups.entry(claim.group).or_default();
        *locales.entry(&claim.locale).or_default() += 1;
    }
    let files = |locales: &BTreeMap<&Locale, usize>| locales.values().sum::<usize>();
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(group, locales)| (std::cmp::Reverse(files(locales)), *group));
    // The files of a README do not decide on the source of a site.
    let mut found = groups.iter().filter_map(|(group, locales)| {
        let group = claims.groups.get(*group as usize)?;
        let configured = sites.source(&group.folder);
        of_group(group.unmarked.as_ref(), configured.as_ref(), locales)
    });
    found.next()
}

fn of_group(
    unmarked: Option<&Locale>,
    configured: Option<&Locale>,
    locales: &BTreeMap<&Locale, usize>,
) -> Option<Locale> {
    let there = |locale: &&Locale| locales.contains_key(locale);
    // A configuration that says `en-US` means the only English there is.
    let same_language = |wanted: &Locale| {
        let mut same = locales.keys().filter(|l| l.language() == wanted.language());
        same.next().filter(|_| same.next().is_none()).copied()
    };
    let configured = configured.and_then(|c| Some(c).filter(there).or_else(|| same_language(c)));
    let english = locales
        .iter()
        .filter(|(locale, _)| locale.language() == "en");
    let rank = |locale: &Locale| match locale.as_str() {
        "en-US" => 0,
        "en" => 1,
        _ => 2,
    };
    let english = english.min_by_key(|(locale, files)| (rank(locale), std::cmp::Reverse(**files)));
    let found = unmarked.filter(there).or(configured);
    found.or(english.map(|(locale, _)| *locale)).cloned()
}

/// English without a name is the English that other files name, so that one corpus has one source locale: a site may
/// call its originals `en-US` in its configuration, and hold a folder `en` as well.
pub(super) fn unify_english(claims: &mut Claims) {
    let (mut named, mut unnamed): (BTreeMap<Locale, usize>, BTreeMap<Locale, usize>) =
        Default::default();
    let is_english = |locale: &Locale| locale.language() == "en";
    for claim in claims
        .of_file
        .iter()
        .flatten()
        .filter(|c| is_english(&c.locale))
    {
        let unmarked = claims
            .groups
            .get(claim.group as usize)
            .and_then(|g| g.unmarked.as_ref());
        let counts = if unmarked == Some(&claim.locale) {
            &mut unnamed
        } else {
            &mut named
        };
        *counts.entry(claim.locale.clone()).or_default() += 1;
    }
    let most = |counts: BTreeMap<Locale, usize>| {
        counts
            .into_iter()
            .max_by_key(|(_, files)| *files)
            .map(|(l, _)| l)
    };
    let Some(english) = most(named).or_else(|| most(unnamed)) else {
        return;
    };
    for claim in claims
        .of_file
        .iter_mut()
        .flatten()
        .filter(|c| is_english(&c.locale))
    {
        let unmarked = claims
            .groups
            .get(claim.group as usize)
            .and_then(|g| g.unmarked.as_ref());
        if unmarked == Some(&claim.locale) {
            claim.locale = english.clone();
        }
    }
    for group in &mut claims.groups {
        group.unmarked = group
            .unmarked
            .take()
            .map(|l| if is_english(&l) { english.clone() } else { l });
    }
}

/// Keeps the locales that were asked for, and the source.
pub(super) fn select(mut layout: Layout, settings: &LayoutSettings) -> Result<Layout, LayoutError> {
    let corpus = &layout.corpus;
    let found = || {
        let names = corpus.locales.iter().map(Locale::to_string);
        shorten(names)
    };
    if let Some(source) = &settings.source
        && !corpus.locales.contains(source)
        && !corpus.articles.is_empty()
        && !settings.source_elsewhere
    {
        return Err(LayoutError::SourceMissing {
            locale: source.clone(),
            found: found(),
        });
    }
    // Where nothing was found at all, there is a better reason to give.
    let Some(wanted) = settings
        .locales
        .as_ref()
        .filter(|_| !corpus.articles.is_empty())
    else {
        return Ok(layout);
    };
    let mut order: Vec<usize> = Vec::new();
    let source = layout
        .source
        .iter()
        .filter(|s| corpus.locales.contains(s) && !wanted.contains(s));
    for locale in source.chain(wanted) {
        let Some(index) = corpus.locales.iter().position(|l| l == locale) else {
            return Err(LayoutError::LocaleMissing {
                locale: locale.clone(),
                found: found(),
            });
        };
        if !order.contains(&index) {
            order.push(index);
        }
    }
    keep(&mut layout.corpus, &order);
    Ok(layout)
}

/// Keeps these locales, in this order.
fn keep(corpus: &mut Corpus, order: &[usize]) {
    let place = |locale: u16| order.iter().position(|o| *o == usize::from(locale));
    for article in &mut corpus.articles {
        let versions = std::mem::take(&mut article.versions)
            .into_iter()
            .enumerate();
        let mut kept: Vec<((u16, u16), usize)> = versions
            .filter_map(|(at, (locale, root))| {
                Some(((u16::try_from(place(locale)?).ok()?, root), at))
            })
            .collect();
        kept.sort_unstable();
        if !article.paths.is_empty() {
            article.paths = kept
                .iter()
                .map(|(_, at)| article.paths[*at].clone())
                .collect();
        }
        article.versions = kept.into_iter().map(|(version, _)| version).collect();
    }
    corpus.articles.retain(|a| !a.versions.is_empty());
    corpus.locales = order.iter().map(|&o| corpus.locales[o].clone()).collect();
    corpus.roots = order.iter().map(|&o| corpus.roots[o].clone()).collect();
    if !corpus.generators.is_empty() {
        corpus.generators = order
            .iter()
            .map(|&o| corpus.generators[o].clone())
            .collect();
    }
}

/// A list for a message.
fn shorten(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<_> = names.take(MOST_NAMES + 1).collect();
    if names.is_empty() {
        return "none".to_owned();
    }
    if names.len() > MOST_NAMES {
        names[MOST_NAMES] = "…".to_owned();
    }
    names.join(", ")
}
