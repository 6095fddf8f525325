//! Runs the checks on a pair.
//!
//! Most pairs are plain text without fault. One pass over the bytes of each side tells what stands in it, and checks
//! whose trigger is not there are not run.

use super::norms::Norms;
use super::pair::{Pair, Report};
use super::view::View;
use super::{length, markup, text};
use crate::model::UnitKind;

/// Reports all that the checks find on a pair.
pub fn inspect(pair: &Pair<'_>, norms: &Norms, report: &mut impl Report) {
    if pair.kind == UnitKind::Code {
        return;
    }
    let (source, target) = (View::of(pair.source), View::of(pair.target));
    text::untranslated(&source, &target, norms, report);
    text::repeated_words(&source, &target, norms, report);
    length::check(&source, &target, norms, report);
    markup::compare(&source, &target, report);
}
