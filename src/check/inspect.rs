//! Runs the checks on a pair.
//!
//! Most pairs are plain text without fault. One pass over the bytes of each side tells what stands in it, and checks
//! whose trigger is not there are not run.

use super::norms::Norms;
use super::pair::{Pair, Report};
use super::view::View;
use super::{
    brackets, damage, encoding, hidden, language, length, markup, mixed, numbers, personal,
    placeholders, secret, text,
};
use crate::model::UnitKind;

/// Reports all that the checks find on a pair. Code is looked at only for what is wrong anywhere.
pub fn inspect(pair: &Pair<'_>, norms: &Norms, report: &mut impl Report) {
    let (source, target) = (View::of(pair.source), View::of(pair.target));
    encoding::check(&source, &target, report);
    hidden::check(&source, &target, report);
    personal::check(&source, &target, report);
    secret::check(&source, &target, report);
    if pair.kind == UnitKind::Code {
        return;
    }
    text::untranslated(&source, &target, norms, report);
    text::repeated_words(&source, &target, norms, report);
    numbers::check(&source, &target, report);
    markup::compare(&source, &target, report);
    damage::check(&source, &target, report);
    placeholders::check(&source, &target, report);
    brackets::check(&source, &target, report);
    length::check(&source, &target, norms, report);
    language::check(&source, &target, norms, report);
    mixed::check(&source, &target, norms, report);
}
