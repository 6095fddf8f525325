//! The inline markup that only one side of a pair has.
//!
//! Both sides are compared as multisets, because languages order words differently. The keys that `segment` gives to
//! inline runs identify the markup; only where the multisets differ do the checks look at addresses and code.

use super::multiset::drop_common;
use super::segment_view::SegmentView;
use super::text_pair::FlagSink;
use crate::model::{Flag, Inline, InlineKind};

/// Kinds of markup that a translation must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum MarkupClass {
    Link,
    Code,
    Html,
    Image,
    Footnote,
    Directive,
    Strong,
}

impl MarkupClass {
    pub fn name(self) -> &'static str {
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

/// One piece of markup: its kind, its identity and its run.
#[derive(Clone, Copy)]
pub(super) struct MarkupItem<'a> {
    class: MarkupClass,
    key: u64,
    pub run: &'a Inline,
}

/// The markup without a partner on the other side.
pub(super) struct MarkupDifference<'v, 'a> {
    pub source: &'v SegmentView<'a>,
    pub target: &'v SegmentView<'a>,
    lost: Vec<MarkupItem<'a>>,
    added: Vec<MarkupItem<'a>>,
}

impl<'v, 'a> MarkupDifference<'v, 'a> {
    /// `None` if both sides have the same markup.
    pub fn between(source: &'v SegmentView<'a>, target: &'v SegmentView<'a>) -> Option<Self> {
        if !source.marked_up && !target.marked_up {
            return None;
        }
        let (mut lost, mut added) = (items(source), items(target));
        drop_common(&mut lost, &mut added, |item| (item.class, item.key));
        let is_same = lost.is_empty() && added.is_empty();
        (!is_same).then_some(Self {
            source,
            target,
            lost,
            added,
        })
    }

    /// Markup of a kind that only the source has.
    pub fn lost(&self, class: MarkupClass) -> impl Iterator<Item = &MarkupItem<'a>> {
        self.lost.iter().filter(move |item| item.class == class)
    }

    /// Markup of a kind that only the target has.
    pub fn added(&self, class: MarkupClass) -> impl Iterator<Item = &MarkupItem<'a>> {
        self.added.iter().filter(move |item| item.class == class)
    }
}

/// The markup of a side, sorted.
fn items<'a>(view: &SegmentView<'a>) -> Vec<MarkupItem<'a>> {
    let mut items = Vec::new();
    for run in view.runs() {
        let (class, key) = match run.kind {
            InlineKind::LinkOpen => (MarkupClass::Link, run.key),
            InlineKind::Code => (MarkupClass::Code, run.key),
            InlineKind::Image => (MarkupClass::Image, run.key),
            InlineKind::FootnoteRef => (MarkupClass::Footnote, run.key),
            InlineKind::Directive => (MarkupClass::Directive, run.key),
            InlineKind::StrongOpen => (MarkupClass::Strong, 0),
            InlineKind::Html => match html(view.raw(run)) {
                Some(class) => (class, run.key),
                None => continue,
            },
            _ => continue,
        };
        items.push(MarkupItem { class, key, run });
    }
    items.sort_by_key(|item| (item.class, item.key));
    items
}

/// The kind of an HTML tag; `None` for comments and for end tags that are counted by their start tags.
fn html(tag: &str) -> Option<MarkupClass> {
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
        return (!closes).then_some(MarkupClass::Link);
    }
    if is(&["b", "strong"]) {
        return (!closes).then_some(MarkupClass::Strong);
    }
    Some(MarkupClass::Html)
}

/// Reports items that only one side has.
pub(super) fn report_difference(
    flag: Flag,
    what: &str,
    lost: &[&str],
    added: &[&str],
    sink: &mut impl FlagSink,
) {
    if lost.is_empty() && added.is_empty() {
        return;
    }
    sink.flag(flag, || {
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
