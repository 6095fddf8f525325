//! # `untranslated`: The target is the source text, although it contains words to translate.
//!
//! ## What it does
//!
//! Compares the letters and digits of both sides and ignores case. Equal texts are reported only if they have three
//! words of a language in a row, two of them in lower case, or five words with one in lower case: `Visual Studio` is a
//! name, and `Installation` is the same word in several languages. If the target should be in another script than Latin,
//! less is enough: two words in lower case, an article, or one word that ends like a sentence (`Example:`). Two locales of one language are not compared.
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
use crate::quality::words::{Word, is_letter, longest_phrase, words};

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
    let is_phrase = words > 2 && lower > 1 || words > 4 && lower > 0;
    if is_phrase || profile.leaves_latin() && is_prose(target) {
        sink.flag(Flag::Untranslated, || {
            "the target is the text of the source".to_owned()
        });
    }
}

/// Whether a text in Latin letters is more than names, which are in Latin letters in every script: it has two words in
/// lower case or an English article, it is a list with “and”, or it ends like a sentence.
fn is_prose(target: &SegmentView<'_>) -> bool {
    let text = target.prose.trim();
    let is_article = |word: &str| {
        ["a", "an", "the"]
            .iter()
            .any(|a| a.eq_ignore_ascii_case(word))
    };
    let is_long = |word: &str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    let (mut all, mut long, mut articles, mut ands) = (0, 0, 0, 0);
    for word in words(text) {
        if Word::of(word) == Word::Code {
            return false;
        }
        all += 1;
        articles += usize::from(is_article(word));
        ands += usize::from(word == "and");
        long += usize::from(is_long(word) && !JOINING.contains(&word));
    }
    let is_sentence = text.ends_with([':', '.', '!', '?']);
    long > 1 || all > 1 && articles > 0 || all > 3 && ands > 0 || all > 0 && is_sentence
}

/// Words in lower case that occur in names.
const JOINING: [&str; 4] = ["and", "for", "the", "with"];

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
