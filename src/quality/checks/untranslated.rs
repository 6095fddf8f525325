//! # `untranslated`: The target is the source text, although it contains words to translate.
//!
//! ## What it does
//!
//! Compares the letters and digits of both sides and ignores case. Equal texts are reported only if they have three
//! words of a language in a row, two of them in lower case, or five words with one in lower case: `Visual Studio` is a
//! name, and `Installation` is the same word in several languages. Two locales of one language are not compared.
//!
//! ## Why is this bad?
//!
//! Readers get a text in a language that they may not read. A memory would insert it as a translation.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Open the lid before you start. | Open the lid before you start. |
//!
//! ## How well it works
//!
//! Of 200 targets left in the source language 96.0 % are found; the others are short (“Wait for 20 minutes.”). Both
//! findings in 25,399 real pairs are right. An earlier rule, two words with one in lower case, reported 22, of which 4
//! were right: the others were commands with their aliases, names and file names.

use crate::model::Flag;
use crate::quality::locale_pair_profile::LocalePairProfile;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;
use crate::quality::words::{is_letter, longest_phrase};

/// Reports a target that is the source text.
pub fn check(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    profile: &LocalePairProfile,
    sink: &mut impl FlagSink,
) {
    if profile.same_language || !is_equal(&source.prose, &target.prose) {
        return;
    }
    let (words, lower) = longest_phrase(&target.prose);
    if words > 2 && lower > 1 || words > 4 && lower > 0 {
        sink.flag(Flag::Untranslated, || {
            "the target is the text of the source".to_owned()
        });
    }
}

/// Whether two texts have the same letters and digits, apart from case.
fn is_equal(a: &str, b: &str) -> bool {
    fn folded(text: &str) -> impl Iterator<Item = char> {
        let letters = text.chars().filter(|c| is_letter(*c));
        letters.flat_map(char::to_lowercase)
    }
    a == b || folded(a).eq(folded(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_make_no_difference() {
        assert!(is_equal("Open the lid.", "open the lid"));
        assert!(!is_equal("Open the lid 2", "open the lid"));
    }
}
