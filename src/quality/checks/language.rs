//! # `language`: The target is in another language or script than its locale.
//!
//! ## What it does
//!
//! - The script decides first: a Korean target needs Hangul, a Japanese one kana (25 Chinese characters without kana are
//!   Chinese), and a Chinese one must not have kana. Names and code are in Latin letters everywhere, so a target is
//!   in the wrong script only if it has no letter of the right one and contains a sentence in Latin letters.
//! - Among languages in Latin letters, stop words are counted first (*avec*, *pour*, *la*). If they do not prove the
//!   language of the locale, [whichlang](https://crates.io/crates/whichlang) reads 40 letters, then 160 letters if it
//!   names another language, and then [whatlang](https://crates.io/crates/whatlang) has to agree. Polish, Czech, Danish
//!   and others, which whichlang does not know, are recognized by their own letters and by whatlang.
//! - Code and names do not count. Texts with fewer than 6 words or 40 letters are not decided.
//! - Danish, Norwegian and Swedish are not distinguished; nor are Croatian, Serbian and Slovenian; Czech and Slovak; or
//!   simplified and traditional Chinese.
//!
//! ## Why is this bad?
//!
//! The text was left in the source language or was put into the wrong locale folder.
//!
//! ## Example
//!
//! | locale | target |
//! |---|---|
//! | fr-FR | Open the lid and wait until the light is green. |
//!
//! ## How well it works
//!
//! Of 200 targets in the language of a third locale 90.0 % are found; the others are short. No pair of 25,399 real pairs has
//! the flag.

use whichlang::Lang;

use crate::model::Flag;
use crate::quality::byte_classes::ByteClasses;
use crate::quality::expected_language::{Expected, QUICK};
use crate::quality::locale_pair_profile::LocalePairProfile;
use crate::quality::script::{MIN_FOREIGN_LETTERS, Script};
use crate::quality::segment_view::SegmentView;
use crate::quality::stopwords::is_language_by_stopwords;
use crate::quality::text_pair::FlagSink;

/// Texts with fewer letters are not decided. With 80 letters an identifier is right in 9 of 10 cases, with 25 in half of them.
const MIN_LETTERS: usize = 40;
/// Texts with fewer words are not decided.
const MIN_WORDS: usize = 6;
/// Letters for the first question, and for the second one if the first answer is another language.
const ENOUGH: [usize; 2] = [40, 160];

/// Languages that an identifier cannot tell apart with a few words.
const NEAR: [&[whatlang::Lang]; 3] = [
    &[
        whatlang::Lang::Dan,
        whatlang::Lang::Nob,
        whatlang::Lang::Swe,
    ],
    &[
        whatlang::Lang::Hrv,
        whatlang::Lang::Slv,
        whatlang::Lang::Srp,
    ],
    &[whatlang::Lang::Ces, whatlang::Lang::Slk],
];
/// Reports a target that is not in the language of its locale.
pub fn check(
    source: &SegmentView<'_>,
    target: &SegmentView<'_>,
    profile: &LocalePairProfile,
    sink: &mut impl FlagSink,
) {
    // The check `untranslated` reports equal texts.
    if target.prose.len() < MIN_FOREIGN_LETTERS || source.prose == target.prose {
        return;
    }
    let found = match profile.expected {
        Expected::Script(script) => script.lacks(&target.prose),
        Expected::Anything => None,
        expected => other_script(target).or_else(|| match is_settled(expected, target) {
            true => None,
            false => identify(expected, &target.prose),
        }),
    };
    if let Some(found) = found {
        sink.flag(Flag::Language, || found.to_owned());
    }
}

/// Whether no identifier is needed: the text is too short for one, or its stop words prove the language.
fn is_settled(expected: Expected, target: &SegmentView<'_>) -> bool {
    // The sample is at most one byte longer than the text.
    let too_short = target.prose.len() + 1 < MIN_LETTERS;
    let by_words = |own| is_language_by_stopwords(own, target.word_prefixes());
    too_short || matches!(expected, Expected::Quick(own) if by_words(own))
}

/// The script of a text that should be in Latin letters and is not.
fn other_script(target: &SegmentView<'_>) -> Option<&'static str> {
    if !target.classes.any(ByteClasses::FOREIGN) {
        return None;
    }
    let (mut latin, mut foreign) = (0, 0);
    for c in target.prose.chars().filter(|c| c.is_alphabetic()) {
        match Script::of(c) {
            Some(_) => foreign += 1,
            None => latin += 1,
        }
    }
    (foreign >= MIN_FOREIGN_LETTERS && foreign > latin).then_some("not in Latin letters")
}

/// Words of a text that show its language, up to a number of letters; `None` if there are too few. Capitalized words
/// are left out as names, except in German, where nouns are capitalized.
fn sample(prose: &str, nouns: bool, letters: usize) -> Option<String> {
    let (mut text, mut count) = (String::with_capacity(letters + 40), 0);
    for word in prose.split(' ') {
        let word = word
            .strip_suffix(|c: char| c.is_ascii_punctuation())
            .unwrap_or(word);
        let [first, rest @ ..] = word.as_bytes() else {
            continue;
        };
        let is_small = |byte: &u8| byte.is_ascii_lowercase() || *byte >= 0x80;
        if (is_small(first) || nouns && first.is_ascii_uppercase()) && rest.iter().all(is_small) {
            text.push_str(word);
            text.push(' ');
            count += 1;
        }
        if text.len() >= letters && count >= MIN_WORDS {
            break;
        }
    }
    (text.len() >= MIN_LETTERS && count >= MIN_WORDS).then_some(text)
}

/// The language of a text if it is surely not the expected one.
fn identify(expected: Expected, prose: &str) -> Option<&'static str> {
    let nouns = expected == Expected::Quick(Lang::Deu);
    let text = sample(prose, nouns, ENOUGH[0])?;
    let own = match expected {
        Expected::Quick(own) if whichlang::detect_language(&text) == own => return None,
        Expected::Quick(own) => whatlang::Lang::from_code(own.three_letter_code())?,
        Expected::Thorough(_, letters) if prose.contains(|c| letters.contains(c)) => return None,
        Expected::Thorough(own, _) => own,
        _ => return None,
    };
    let text = sample(prose, nouns, ENOUGH[1])?;
    let first = whichlang::detect_language(&text).three_letter_code();
    if first == own.code() {
        return None;
    }
    let second = whatlang::detect(&text)?;
    let lang = second.lang();
    let near = NEAR
        .iter()
        .any(|group| group.contains(&own) && group.contains(&lang));
    // The first identifier cannot name a language that it does not know.
    let known = QUICK.iter().any(|l| l.1.three_letter_code() == lang.code());
    let agreed = match known {
        true => first == lang.code(),
        false => second.is_reliable(),
    };
    (lang != own && !near && agreed).then(|| lang.eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Locale;

    fn found(locale: &str, text: &str) -> Option<&'static str> {
        let expected = Expected::of(&Locale::parse(locale).unwrap());
        match expected {
            Expected::Script(script) => script.lacks(text),
            _ => identify(expected, text),
        }
    }

    const ENGLISH: &str = "Before you open the greenhouse, check that the sensors have been charged and that the lid is closed.";
    const FRENCH: &str = "Avant d’ouvrir la serre, vérifiez que les capteurs ont été chargés et que le couvercle est fermé.";
    const POLISH: &str = "Zanim otworzysz szklarnię, sprawdź, czy czujniki zostały naładowane, a pokrywa jest zamknięta.";

    #[test]
    fn another_language_in_latin_letters_is_named() {
        assert_eq!(found("fr-FR", ENGLISH), Some("English"));
        assert_eq!(found("en-US", FRENCH), Some("French"));
        assert_eq!(found("pl-PL", ENGLISH), Some("English"));
        assert_eq!(found("fr-FR", POLISH), Some("Polish"));
        assert_eq!(found("fr-FR", FRENCH), None);
        assert_eq!(found("pl-PL", POLISH), None);
        assert_eq!(found("en-GB", ENGLISH), None);
    }

    #[test]
    fn names_and_code_do_not_make_a_language() {
        let text = "Ouvrez Visual Studio Code, Azure Active Directory et Windows Server Update Services avec get_value.";
        assert_eq!(found("fr-FR", text), None);
    }
}
