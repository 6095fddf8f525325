//! The target is in another language or script than its locale's.
//!
//! Script decides where it can: it is cheap and sure. Among languages in Latin letters small words are looked at first;
//! where they do not tell, a quick identifier is asked, and where it doubts, a second one; only what both say counts,
//! since either alone is wrong too often on the short texts of documentation. What is asked about are the words of
//! language, without names and code.

use whichlang::Lang;

use super::marks::Marks;
use super::norms::Norms;
use super::pair::Report;
use super::script::Script;
use super::small_words;
use super::view::View;
use crate::model::{Flag, Locale};

/// Letters below which nothing is decided: of 80 letters an identifier is right in 9 cases of 10, of 25 in every other.
const LEAST: usize = 40;
/// Letters of another script below which nothing is decided.
const LEAST_FOREIGN: usize = 8;
/// Words below which nothing is decided about a language.
const LEAST_WORDS: usize = 6;
/// Letters that are enough to ask about, and that are asked about where the first answer is another language.
const ENOUGH: [usize; 2] = [40, 160];

/// What a text of a locale should look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expected {
    /// Letters of a script; any language in it.
    Script(Script),
    /// Latin letters, and a language that the quick identifier knows.
    Quick(Lang),
    /// Latin letters, and a language that the thorough identifier knows; most texts hold one of its own letters.
    Thorough(whatlang::Lang, &'static str),
    /// Latin letters; nothing is known of the language.
    Latin,
    /// Nothing is known.
    Anything,
}

impl Expected {
    /// What is expected of a locale.
    pub fn of(locale: &Locale) -> Self {
        if let Some(script) = Script::of_locale(locale) {
            return Self::Script(script);
        }
        let language = locale.language();
        if let Some((_, lang)) = QUICK.iter().find(|l| l.0 == language) {
            return Self::Quick(*lang);
        }
        if let Some((_, lang, own)) = THOROUGH.iter().find(|l| l.0 == language) {
            return Self::Thorough(*lang, own);
        }
        // A language nobody has heard of may have any script.
        if LATIN.contains(&language) {
            Self::Latin
        } else {
            Self::Anything
        }
    }
}

const QUICK: [(&str, Lang); 10] = [
    ("de", Lang::Deu),
    ("en", Lang::Eng),
    ("es", Lang::Spa),
    ("fr", Lang::Fra),
    ("it", Lang::Ita),
    ("nl", Lang::Nld),
    ("pt", Lang::Por),
    ("sv", Lang::Swe),
    ("tr", Lang::Tur),
    ("vi", Lang::Vie),
];

/// Further languages, with letters that the languages around them have not; none where there are none such.
const THOROUGH: [(&str, whatlang::Lang, &str); 16] = [
    ("af", whatlang::Lang::Afr, ""),
    ("ca", whatlang::Lang::Cat, "·"),
    ("cs", whatlang::Lang::Ces, "ěřů"),
    ("da", whatlang::Lang::Dan, "æø"),
    ("et", whatlang::Lang::Est, "õ"),
    ("fi", whatlang::Lang::Fin, ""),
    ("hr", whatlang::Lang::Hrv, "čćđšž"),
    ("hu", whatlang::Lang::Hun, "őű"),
    ("id", whatlang::Lang::Ind, ""),
    ("lt", whatlang::Lang::Lit, "ėįų"),
    ("lv", whatlang::Lang::Lav, "āēīūļņ"),
    ("nb", whatlang::Lang::Nob, "æø"),
    ("pl", whatlang::Lang::Pol, "ąęłśźż"),
    ("ro", whatlang::Lang::Ron, "ăâșț"),
    ("sk", whatlang::Lang::Slk, "ľĺŕô"),
    ("sl", whatlang::Lang::Slv, "čšž"),
];
/// Languages that are too near each other for an identifier to tell them apart on a few words.
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
/// Other languages in Latin letters that documentation is translated into.
const LATIN: [&str; 14] = [
    "az", "bs", "cy", "eu", "fil", "ga", "gl", "is", "ms", "mt", "no", "nn", "sq", "uz",
];

/// Flags targets that are not in the language of their locale.
pub(super) fn check(source: &View<'_>, target: &View<'_>, norms: &Norms, report: &mut impl Report) {
    // Equal texts are told as untranslated.
    if target.prose.len() < LEAST_FOREIGN || source.prose == target.prose {
        return;
    }
    let found = match norms.expected {
        Expected::Script(script) => script.lacks(&target.prose),
        Expected::Anything => None,
        expected => other_script(target).or_else(|| match is_told(expected, target) {
            true => None,
            false => identify(expected, &target.prose),
        }),
    };
    if let Some(found) = found {
        report.flag(Flag::Language, || found.to_owned());
    }
}

/// Whether no identifier need be asked: the text is too short for one, or its small words tell the language.
fn is_told(expected: Expected, target: &View<'_>) -> bool {
    // What is asked about is no longer than the text and a space.
    let too_short = target.prose.len() + 1 < LEAST;
    let by_words = |own| small_words::tell(own, target.beginnings());
    too_short || matches!(expected, Expected::Quick(own) if by_words(own))
}

/// The script of a text that should be in Latin letters and is not.
fn other_script(target: &View<'_>) -> Option<&'static str> {
    if !target.marks.any(Marks::FOREIGN) {
        return None;
    }
    let (mut latin, mut foreign) = (0, 0);
    for c in target.prose.chars().filter(|c| c.is_alphabetic()) {
        match Script::of(c) {
            Some(_) => foreign += 1,
            None => latin += 1,
        }
    }
    (foreign >= LEAST_FOREIGN && foreign > latin).then_some("not in Latin letters")
}

/// The words of a text that tell its language, up to so many letters; `None` where they are too few to tell. Names
/// are capitals, but so are the nouns of German.
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
        if text.len() >= letters && count >= LEAST_WORDS {
            break;
        }
    }
    (text.len() >= LEAST && count >= LEAST_WORDS).then_some(text)
}

/// The language of a text, where it is surely not the one expected.
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
    // A language that the quick identifier does not know cannot be what it says.
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
