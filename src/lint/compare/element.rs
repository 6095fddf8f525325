//! Includes, images, videos and other things between texts that the original has and the translation lacks.

use rustc_hash::FxHashMap;

use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::model::{ArticleVersion, Document, Flag, Landmark, Span, Unit, UnitKind};

pub(super) fn faults(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let mut faults = images(article);
    let (source, target) = (article.source, article.target);
    for landmark in beyond(source, target) {
        let text = text_of(source, &landmark.span);
        if has_image(target, text) {
            continue;
        }
        let before = landmark.before.checked_sub(1);
        let near = before.map_or(Some(0), |b| article.place_of(b + 1));
        let near = near.filter(|&n| (n as usize) < target.document.units.len());
        let near = near.map(|n| article.target_unit(n).span.clone());
        let message = format!("the original's {} is missing behind this", quoted(text));
        faults.push(LintFault::of(Rule::Element, near, message).about(landmark.span.clone()));
    }
    for landmark in beyond(target, source) {
        let text = text_of(target, &landmark.span);
        if !has_image(source, text) {
            let message = format!("the original has no {}", quoted(text));
            let at = Some(landmark.span.clone());
            faults.push(LintFault::of(Rule::Element, at, message));
        }
    }
    faults
}

/// Images with an alternative text that the translation lacks, or whose text it lacks.
fn images(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let units = (0..).zip(&article.source.document.units);
    let alone = units.filter(|(index, unit)| {
        unit.kind == UnitKind::ImageAlt && article.target_of(*index).is_none()
    });
    let fault = |(index, unit): (u32, &Unit)| {
        let path = unit.label.as_deref()?;
        let name = file_name(path);
        if article.target.source.text.contains(name) {
            let at = without_text(article.target, name)?;
            let message = format!("the image {path} has no alternative text, the original's has");
            let fault = LintFault::of(Rule::Pair(Flag::EmptyAlt), Some(at), message);
            return Some(fault.beside(unit.span.clone()));
        }
        let near = article.place_of(index);
        let near = near.map(|near| article.target_unit(near).span.clone());
        let message = format!("the original's image {path} is missing behind this");
        Some(LintFault::of(Rule::Element, near, message).about(unit.span.clone()))
    };
    alone.filter_map(fault).collect()
}

/// An image of a name that stands by itself without alternative text. Those in texts are seen with their pairs.
fn without_text(version: &ArticleVersion, name: &str) -> Option<Span> {
    let document = &version.document;
    let mut landmarks = document.landmarks.iter();
    let found = landmarks.find(|landmark| {
        let text = text_of(version, &landmark.span);
        let before = landmark.before.checked_sub(1);
        let unit = before.and_then(|b| document.units.get(b as usize));
        let inside = unit.is_some_and(|u| u.span.end >= landmark.span.end);
        text.trim_start().starts_with("![](") && text.contains(name) && !inside
    });
    found.map(|landmark| landmark.span.clone())
}

/// The landmarks of one version that the other has not, or not as often; code is compared elsewhere.
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

/// Whether an image stands in the other version too: with a text in one and without in the other it is a unit there.
fn has_image(other: &ArticleVersion, text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix("![") else {
        return false;
    };
    let path = rest.split_once("](").map(|(_, path)| path);
    let path = path.and_then(|p| p.split([')', ' ']).next());
    path.is_some_and(|path| !path.is_empty() && other.source.text.contains(file_name(path)))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
