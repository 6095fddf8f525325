//! Keys of the front matter that a translation lost or translated, such as `Titel` for `title`.

use std::ops::Range;

use crate::lint::compared_article::ComparedArticle;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::model::{ArticleVersion, Span, UnitKind};

/// Compares the keys whose values are translated. Other keys belong to each site. One fault names all lost keys.
pub fn front_matter_keys(article: &ComparedArticle<'_>) -> Option<LintFault> {
    let (was, is) = (keys(article.source), keys(article.target));
    let has = |keys: &[Key<'_>], name: &str| keys.iter().any(|k| k.name.eq_ignore_ascii_case(name));
    let labels = article.source.document.units.iter();
    let labels = labels.filter(|unit| unit.kind == UnitKind::FrontMatter);
    let mut lost: Vec<&str> = Vec::new();
    for label in labels.filter_map(|unit| unit.label.as_deref()) {
        // A label may be a path into nested values, such as `hero.title`.
        let name = label.split(['.', '[']).next().unwrap_or(label);
        let is_top_level = has(&was, label) || has(&was, name);
        let is_kept = has(&is, label) || has(&is, name);
        if is_top_level && !is_kept && !lost.contains(&label) {
            lost.push(label);
        }
    }
    let foreign: Vec<&Key<'_>> = is.iter().filter(|key| !has(&was, key.name)).collect();
    // A title can also be the first heading, so a translation without front matter lost nothing that readers see.
    if lost.is_empty()
        || is.is_empty() && article.target.source.front_matter.span.is_empty() && lost == ["title"]
    {
        return None;
    }
    let at = foreign.first().map(|key| key.span.clone());
    let at = at.or_else(|| first_line(article.target));
    let fault = LintFault::of(Rule::FrontMatter, at, message(&lost, &foreign));
    Some(
        match was
            .iter()
            .find(|key| lost.iter().any(|l| key.name.eq_ignore_ascii_case(l)))
        {
            Some(key) => fault.about(key.span.clone()),
            None => fault,
        },
    )
}

fn message(lost: &[&str], foreign: &[&Key<'_>]) -> String {
    let list = |names: &mut dyn Iterator<Item = &str>| {
        names
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let noun = if lost.len() == 1 { "key" } else { "keys" };
    let verb = if lost.len() == 1 { "is" } else { "are" };
    let lost = list(&mut lost.iter().copied());
    let message = format!("the front-matter {noun} {lost} of the source {verb} missing");
    if foreign.is_empty() {
        return message;
    }
    let foreign = list(&mut foreign.iter().map(|key| key.name));
    format!("{message}; perhaps translated as {foreign}")
}

/// A top-level key and the bytes of its line.
struct Key<'t> {
    name: &'t str,
    span: Span,
}

/// The top-level keys of the front matter (YAML or TOML), whatever their values are.
fn keys(version: &ArticleVersion) -> Vec<Key<'_>> {
    let span = &version.source.front_matter.span;
    let range = span.start as usize..span.end as usize;
    let text = version.source.text.get(range).unwrap_or_default();
    let mut start = span.start as usize;
    let mut keys = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = key(line) {
            let range: Range<usize> = start..start + line.trim_end().len();
            keys.push(Key {
                name,
                span: range.start as u32..range.end as u32,
            });
        }
        start += line.len();
    }
    keys
}

fn key(line: &str) -> Option<&str> {
    let is_nested = line.starts_with([' ', '\t', '#', '-', '+', '[', '}']);
    let end = line.find([':', '=']).filter(|_| !is_nested)?;
    let name = line[..end].trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then_some(name)
}

/// The bytes of the first line.
fn first_line(version: &ArticleVersion) -> Option<Span> {
    let text = &version.source.text;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    (end > start).then_some(start as u32..end as u32)
}
