//! Checks on the words: not translated, nothing to translate, words that stand twice.

use super::marks::Marks;
use super::norms::Norms;
use super::pair::Report;
use super::view::View;
use super::words;
use crate::model::Flag;

/// Languages that double words to say something.
const DOUBLING: [&str; 12] = [
    "id", "ms", "vi", "tr", "th", "zh", "ja", "hi", "bn", "tl", "fil", "sw",
];
/// Words that stand twice in correct sentences, by language.
const TWICE: [(&str, &[&str]); 5] = [
    ("de", &["das", "der", "die", "sie"]),
    ("en", &["had", "that"]),
    ("fr", &["nous", "vous"]),
    ("nl", &["dat", "die"]),
    ("sv", &["det", "som"]),
];

/// Texts that are equal, and texts that have no word of language.
pub(super) fn untranslated(
    source: &View<'_>,
    target: &View<'_>,
    norms: &Norms,
    report: &mut impl Report,
) {
    let says_nothing =
        |side: &View<'_>| !side.marks.any(Marks::LETTER | Marks::HIGH) || words::none(&side.prose);
    if says_nothing(source) && says_nothing(target) {
        report.flag(Flag::NothingToTranslate, || {
            "no word of a language on either side".to_owned()
        });
        return;
    }
    if norms.same_language || !equal(&source.prose, &target.prose) {
        return;
    }
    // A few capitals may be a name, and a single word the same in both languages.
    let (words, lower) = words::longest_phrase(&target.prose);
    if words > 2 && lower > 1 || words > 4 && lower > 0 {
        report.flag(Flag::Untranslated, || {
            "the target is the text of the source".to_owned()
        });
    }
}

/// Whether two texts have the same letters and digits but for case.
fn equal(a: &str, b: &str) -> bool {
    fn folded(text: &str) -> impl Iterator<Item = char> {
        let letters = text.chars().filter(|c| words::is_letter(*c));
        letters.flat_map(char::to_lowercase)
    }
    a == b || folded(a).eq(folded(b))
}

/// The words of a language that may stand twice in a row; `None` where any may.
pub(super) fn twice(language: &str) -> Option<&'static [&'static str]> {
    let found = TWICE.iter().find(|t| t.0 == language);
    (!DOUBLING.contains(&language)).then(|| found.map_or(&[][..], |t| t.1))
}

/// Whether two words in a row begin with the same letters: a quick test that few texts pass.
fn may_repeat(beginnings: &[u64]) -> bool {
    // What stands behind a short word is no part of it.
    let three = |word: &u64| {
        let [first, second, third, ..] = word.to_le_bytes();
        [first | 0x20, second | 0x20, THIRD[third as usize]]
    };
    let behind = beginnings.get(1..).unwrap_or_default();
    let pairs = beginnings.iter().map(three).zip(behind.iter().map(three));
    pairs.fold(false, |found, (a, b)| found | (a == b))
}

/// Bytes without case, and all that are no letters alike.
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

/// A word of the target that stands twice in a row, where the source has none such.
pub(super) fn repeated_words(
    source: &View<'_>,
    target: &View<'_>,
    norms: &Norms,
    report: &mut impl Report,
) {
    let Some(twice) = norms.twice else { return };
    if !may_repeat(target.beginnings()) {
        return;
    }
    let found = repeated(&target.prose, twice);
    if let Some(word) = found
        && repeated(&source.prose, &[]).is_none()
    {
        report.flag(Flag::RepeatedWords, || format!("`{word} {word}`"));
    }
}

/// The first word that follows itself with nothing but a space between.
fn repeated<'t>(text: &'t str, allowed: &[&str]) -> Option<&'t str> {
    let mut before = "";
    let mut start = 0;
    for end in memchr::memchr_iter(b' ', text.as_bytes()).chain([text.len()]) {
        let word = &text[start..end];
        start = end + 1;
        // What stands behind the word does not make it another one.
        if word.len() < before.len() || before.len() < 2 {
            before = word;
            continue;
        }
        let bare = word.trim_end_matches(|c| !words::is_letter(c));
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
    use super::super::beginnings::beginnings;
    use super::*;

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
            assert!(may_repeat(&beginnings(text.as_bytes())), "{text}");
        }
    }

    #[test]
    fn case_and_punctuation_make_no_difference() {
        assert!(equal("Open the lid.", "open the lid"));
        assert!(!equal("Open the lid 2", "open the lid"));
    }
}
