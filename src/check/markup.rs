//! Checks on what a translation has to keep: tags, images, links, code spans.
//!
//! Both sides are compared as bags, since word order differs between languages. Identity comes from the keys that
//! `segment` gives to runs; only where the bags differ are addresses and code looked at closely.

use super::bags::{LOOKED_FOR, drop_common};
use super::links::{address, page};
use super::pair::Report;
use super::view::View;
use crate::model::{Flag, Inline, InlineKind};

/// Sorts of markup that are expected again in a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Class {
    Link,
    Code,
    Html,
    Image,
    Footnote,
    Directive,
    Strong,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Code => "code span",
            Self::Html => "HTML tag",
            Self::Image => "image",
            Self::Footnote => "reference to a footnote",
            Self::Directive => "directive",
            Self::Strong => "bold text",
        }
    }
}

/// A piece of markup: its sort and identity, and the run it is.
#[derive(Clone, Copy)]
struct Item<'a> {
    class: Class,
    key: u64,
    run: &'a Inline,
}

/// Compares the markup of two sides.
pub(super) fn compare(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    if !source.marked_up && !target.marked_up {
        return;
    }
    let (mut ours, mut theirs) = (items(source), items(target));
    drop_common(&mut ours, &mut theirs, |item| (item.class, item.key));
    if !ours.is_empty() || !theirs.is_empty() {
        links(source, target, &ours, &theirs, report);
        code(source, target, &ours, &theirs, report);
        tags(source, target, &ours, &theirs, report);
    }
    empty_alt(source, target, report);
}

/// The markup of a side, sorted.
fn items<'a>(view: &View<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for run in view.runs() {
        let (class, key) = match run.kind {
            InlineKind::LinkOpen => (Class::Link, run.key),
            InlineKind::Code => (Class::Code, run.key),
            InlineKind::Image => (Class::Image, run.key),
            InlineKind::FootnoteRef => (Class::Footnote, run.key),
            InlineKind::Directive => (Class::Directive, run.key),
            InlineKind::StrongOpen => (Class::Strong, 0),
            InlineKind::Html => match html(view.raw(run)) {
                Some(class) => (class, run.key),
                None => continue,
            },
            _ => continue,
        };
        items.push(Item { class, key, run });
    }
    items.sort_by_key(|item| (item.class, item.key));
    items
}

/// What a tag of HTML is; `None` for comments, and for the ends of what is counted by its beginning.
fn html(tag: &str) -> Option<Class> {
    let inside = tag.strip_prefix('<')?;
    let name = inside.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = &name.as_bytes()[..end.unwrap_or(name.len())];
    let is = |names: &[&str]| {
        names
            .iter()
            .any(|n| n.as_bytes().eq_ignore_ascii_case(name))
    };
    if name.is_empty() {
        return None;
    }
    let closes = inside.starts_with('/');
    if is(&["a"]) {
        return (!closes).then_some(Class::Link);
    }
    if is(&["b", "strong"]) {
        return (!closes).then_some(Class::Strong);
    }
    Some(Class::Html)
}

fn of<'i, 'a>(items: &'i [Item<'a>], class: Class) -> impl Iterator<Item = &'i Item<'a>> {
    items.iter().filter(move |item| item.class == class)
}

fn links(
    source: &View<'_>,
    target: &View<'_>,
    ours: &[Item<'_>],
    theirs: &[Item<'_>],
    report: &mut impl Report,
) {
    let mut lost: Vec<_> = of(ours, Class::Link)
        .map(|l| address(source, l.run))
        .collect();
    let mut added: Vec<_> = of(theirs, Class::Link)
        .map(|l| address(target, l.run))
        .collect();
    // The same page under another address is the same link.
    drop_common(&mut lost, &mut added, |address| page(address));
    differ(Flag::Links, "link", &lost, &added, report);
}

fn code(
    source: &View<'_>,
    target: &View<'_>,
    ours: &[Item<'_>],
    theirs: &[Item<'_>],
    report: &mut impl Report,
) {
    // Code that lost its backticks is told with the tags; here counts what it says.
    let gone = |items: &[Item<'_>], of_side: &View<'_>, other: &View<'_>| {
        of(items, Class::Code)
            .take(LOOKED_FOR)
            .map(|code| of_side.text_of(code.run).trim().to_owned())
            .filter(|code| !says(other.text, code))
            .collect::<Vec<_>>()
    };
    let (lost, added) = (gone(ours, source, target), gone(theirs, target, source));
    let (lost, added): (Vec<_>, Vec<_>) = (
        lost.iter().map(String::as_str).collect(),
        added.iter().map(String::as_str).collect(),
    );
    differ(Flag::Code, "code", &lost, &added, report);
}

/// Whether a text holds some code, white space left aside.
fn says(text: &str, code: &str) -> bool {
    if text.contains(code) {
        return true;
    }
    let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    bare(text).contains(&bare(code))
}

fn tags(
    source: &View<'_>,
    target: &View<'_>,
    ours: &[Item<'_>],
    theirs: &[Item<'_>],
    report: &mut impl Report,
) {
    const OTHERS: [Class; 5] = [
        Class::Html,
        Class::Image,
        Class::Footnote,
        Class::Directive,
        Class::Strong,
    ];
    for class in OTHERS {
        let mut lost: Vec<_> = of(ours, class).map(|i| source.raw(i.run)).collect();
        let added: Vec<_> = of(theirs, class).map(|i| target.raw(i.run)).collect();
        if class == Class::Strong && added.is_empty() {
            lost.truncate(lost.len().saturating_sub(quoted_instead(source, target)));
        }
        differ(Flag::Tags, class.name(), &lost, &added, report);
    }
    let (lost, added) = (
        of(ours, Class::Code).count(),
        of(theirs, Class::Code).count(),
    );
    if lost != added {
        report.flag(Flag::Tags, || {
            let name = Class::Code.name();
            format!("{lost} {name}s of the source and {added} of the target have no partner")
        });
    }
}

/// How many phrases of the target are in quotation marks that the source has not: in Chinese and Japanese they are
/// set so in place of bold.
fn quoted_instead(source: &View<'_>, target: &View<'_>) -> usize {
    if !matches!(target.side.locale.language(), "zh" | "ja") {
        return 0;
    }
    let closing = |c: &char| matches!(c, '”' | '」' | '』' | '】' | ']');
    let straight = |c: &char| *c == '"';
    let count = |view: &View<'_>| {
        let chars = || view.text.chars();
        chars().filter(closing).count() + chars().filter(straight).count() / 2
    };
    count(target).saturating_sub(count(source))
}

fn differ(flag: Flag, what: &str, lost: &[&str], added: &[&str], report: &mut impl Report) {
    if lost.is_empty() && added.is_empty() {
        return;
    }
    report.flag(flag, || {
        let list = |items: &[&str]| {
            items
                .iter()
                .map(|i| format!("`{i}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match (lost, added) {
            (lost, []) => format!("{what} lost: {}", list(lost)),
            ([], added) => format!("{what} added: {}", list(added)),
            (lost, added) => format!("{what} changed: {} became {}", list(lost), list(added)),
        }
    });
}

/// Images whose alternative text was lost.
fn empty_alt(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    for image in target.runs().filter(|run| run.kind == InlineKind::Image) {
        if has_alt(target.raw(image)) {
            continue;
        }
        let mut partners = source
            .runs()
            .filter(|r| r.kind == InlineKind::Image && r.key == image.key);
        if partners.any(|partner| has_alt(source.raw(partner))) {
            report.flag(Flag::EmptyAlt, || format!("`{}`", target.raw(image)));
        }
    }
}

fn has_alt(image: &str) -> bool {
    let alt = match image.strip_prefix("![") {
        Some(rest) => rest.split(']').next(),
        None => image.split_once("alt=").map(|(_, value)| {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = &value[quote.map_or(0, char::len_utf8)..];
            value.split(quote.unwrap_or(' ')).next().unwrap_or_default()
        }),
    };
    alt.is_some_and(|alt| !alt.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_without_alternative_text_are_known() {
        assert!(has_alt("![Greenhouse](a.png)"));
        assert!(!has_alt("![](a.png)"));
        assert!(!has_alt("![ ](a.png)"));
        assert!(has_alt("<img src='a' alt=\"Greenhouse\">"));
        assert!(!has_alt("<img src='a' alt=\"\">"));
        assert!(!has_alt("<img src='a'>"));
    }
}
