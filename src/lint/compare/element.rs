//! Includes, images, videos and other elements between texts that only one version has.

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::model::{ArticleVersion, Document, Flag, Landmark, Span, Unit, UnitId, UnitKind};

/// The elements that only one version has.
#[must_use]
pub fn faults(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let (source, target) = (article.source, article.target);
    let (lost, added) = (beyond(source, target), beyond(target, source));
    let in_target = names_in(target, image_names(source, &lost).chain(alt_names(article)));
    let in_source = names_in(source, image_names(target, &added));
    let mut faults = images(article, &in_target);
    for landmark in lost {
        let text = text_of(source, &landmark.span);
        if image_name(text).is_some_and(|name| in_target.contains(name)) {
            continue;
        }
        let before = landmark.before.checked_sub(1);
        let near = match before {
            Some(before) => article.place_of(UnitId::new(before as usize + 1)),
            None => Some(UnitId::new(0)),
        };
        let near = near.filter(|n| n.index() < target.document.units.len());
        let near = near.map(|n| article.target_unit(n).span.clone());
        let message = format!("{} of the source is missing after this", quoted(text));
        faults.push(LintFault::of(Rule::Element, near, message).about(landmark.span.clone()));
    }
    for landmark in added {
        let text = text_of(target, &landmark.span);
        if !image_name(text).is_some_and(|name| in_source.contains(name)) {
            let message = format!("the source does not have {}", quoted(text));
            let at = Some(landmark.span.clone());
            faults.push(LintFault::of(Rule::Element, at, message));
        }
    }
    faults
}

/// The source images with an alternative text that has no partner.
fn unpaired_alts<'a>(
    article: &ComparedArticle<'a>,
) -> impl Iterator<Item = (UnitId, &'a Unit, &'a str)> {
    let units = article.source.document.iter_units();
    let unpaired = units.filter(|(index, unit)| {
        unit.kind == UnitKind::ImageAlt && article.target_of(*index).is_none()
    });
    unpaired.filter_map(|(index, unit)| Some((index, unit, unit.label.as_deref()?)))
}

fn alt_names<'a>(article: &ComparedArticle<'a>) -> impl Iterator<Item = &'a str> {
    unpaired_alts(article).map(|(_, _, path)| file_name(path))
}

/// Images whose alternative text was lost, and images that were lost as a whole.
fn images(article: &ComparedArticle<'_>, in_target: &FxHashSet<&str>) -> Vec<LintFault> {
    let without_alt = without_alt(article.target);
    let fault = |(index, unit, path): (UnitId, &Unit, &str)| {
        let name = file_name(path);
        if in_target.contains(name) {
            let at = without_alt.get(name)?.clone();
            let message =
                format!("the image {path} has no alternative text, but that of the source has one");
            let fault = LintFault::of(Rule::Pair(Flag::EmptyAlt), Some(at), message);
            return Some(fault.beside(unit.span.clone()));
        }
        let near = article.place_of(index);
        let near = near.map(|near| article.target_unit(near).span.clone());
        let message = format!("the image {path} of the source is missing after this");
        Some(LintFault::of(Rule::Element, near, message).about(unit.span.clone()))
    };
    unpaired_alts(article).filter_map(fault).collect()
}

/// The images of a version that are blocks without alternative text, by file name. The check `empty_alt` finds those inside
/// texts.
fn without_alt(version: &ArticleVersion) -> FxHashMap<&str, Span> {
    let document = &version.document;
    let mut images = FxHashMap::default();
    for landmark in &document.landmarks {
        let text = text_of(version, &landmark.span);
        let before = landmark.before.checked_sub(1);
        let unit = before.and_then(|b| document.units.get(b as usize));
        let is_inside = unit.is_some_and(|u| u.span.end >= landmark.span.end);
        if text.trim_start().starts_with("![](")
            && !is_inside
            && let Some(name) = image_name(text)
        {
            images.entry(name).or_insert_with(|| landmark.span.clone());
        }
    }
    images
}

/// Those of some names that occur in a version. One pass finds all of them.
fn names_in<'n>(
    version: &ArticleVersion,
    names: impl Iterator<Item = &'n str>,
) -> FxHashSet<&'n str> {
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let Ok(searcher) = AhoCorasick::new(&names) else {
        return FxHashSet::default();
    };
    let found = searcher.find_overlapping_iter(&version.source.text);
    found
        .map(|found| names[found.pattern().as_usize()])
        .collect()
}

fn image_names<'v>(
    version: &'v ArticleVersion,
    landmarks: &[&Landmark],
) -> impl Iterator<Item = &'v str> {
    landmarks
        .iter()
        .filter_map(|landmark| image_name(text_of(version, &landmark.span)))
}

/// The file name of an image in Markdown.
fn image_name(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix("![")?;
    let (_, path) = rest.split_once("](")?;
    let path = path.split([')', ' ']).next()?;
    (!path.is_empty()).then(|| file_name(path))
}

/// The landmarks that a version has more often than the other. `code_block.rs` compares code.
fn beyond<'v>(of: &'v ArticleVersion, other: &ArticleVersion) -> Vec<&'v Landmark> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for landmark in &other.document.landmarks {
        *counts.entry(landmark.key).or_default() += 1;
    }
    let landmarks = of.document.landmarks.iter();
    landmarks
        .filter(|landmark| {
            let left = counts.entry(landmark.key).or_default();
            let there = *left > 0;
            *left = left.saturating_sub(1);
            !there && !is_code(&of.document, landmark)
        })
        .filter(|landmark| !text_of(of, &landmark.span).trim().is_empty())
        .collect()
}

fn is_code(document: &Document, landmark: &Landmark) -> bool {
    let units = document.units.get(landmark.before as usize..);
    let next = units.and_then(<[Unit]>::first);
    next.is_some_and(|unit| unit.kind == UnitKind::Code && landmark.span.end >= unit.span.end)
}

fn text_of<'v>(version: &'v ArticleVersion, span: &Span) -> &'v str {
    let range = span.start as usize..span.end as usize;
    version.source.text.get(range).unwrap_or_default()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
