//! Runs the checks on a pair.
//!
//! Most pairs are plain text without a fault. One pass over the bytes of each side finds the classes of bytes in it,
//! and a check whose trigger is missing returns at once.

use super::checks::{
    brackets, code, control_characters, empty_alt, encoding, language, length, links, markdown,
    mixed_language, nothing_to_translate, numbers, personal, placeholders, quotes, repeated_words,
    residue, secret, tags, untranslated,
};
use super::locale_pair_profile::LocalePairProfile;
use super::markup::MarkupDifference;
use super::paired_marks::PairedMarks;
use super::segment_view::SegmentView;
use super::text_pair::{FlagSink, TextPair};
use crate::model::UnitKind;

/// Reports everything that the checks find on a pair. A pair of code blocks gets only the checks that apply to any text.
pub fn inspect(pair: &TextPair<'_>, profile: &LocalePairProfile, sink: &mut impl FlagSink) {
    let source = SegmentView::of(pair.source);
    let target = SegmentView::of(pair.target);
    inspect_any_text(&source, &target, sink);
    if pair.kind != UnitKind::Code {
        inspect_words(&source, &target, profile, sink);
        inspect_markup(&source, &target, sink);
        inspect_signs(&source, &target, sink);
        inspect_language(&source, &target, profile, sink);
    }
}

fn inspect_any_text(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    encoding::check(source, target, sink);
    control_characters::check(source, target, sink);
    personal::check(source, target, sink);
    secret::check(source, target, sink);
}

fn inspect_words(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    profile: &LocalePairProfile,
    sink: &mut impl FlagSink,
) {
    nothing_to_translate::check(source, target, sink);
    untranslated::check(source, target, profile, sink);
    repeated_words::check(source, target, profile, sink);
    numbers::check(source, target, sink);
}

fn inspect_markup(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if let Some(difference) = MarkupDifference::between(source, target) {
        links::check(&difference, sink);
        code::check(&difference, sink);
        tags::check(&difference, sink);
    }
    empty_alt::check(source, target, sink);
    markdown::check(source, target, sink);
    residue::check(target, sink);
}

fn inspect_signs(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    placeholders::check(source, target, sink);
    if let Some(marks) = PairedMarks::unbalanced(source, target) {
        brackets::check(&marks, sink);
        quotes::check(&marks, sink);
    }
}

fn inspect_language(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    profile: &LocalePairProfile,
    sink: &mut impl FlagSink,
) {
    length::check(source, target, profile, sink);
    language::check(source, target, profile, sink);
    mixed_language::check(source, target, profile, sink);
}
