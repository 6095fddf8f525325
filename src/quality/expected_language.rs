//! The language and script that a text of a locale should have.

use whichlang::Lang;

use super::script::Script;
use crate::model::Locale;

/// The language and script that a text of a locale should have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expected {
    /// Letters of a script, in any language.
    Script(Script),
    /// Latin letters, and a language that the crate `whichlang` knows.
    Quick(Lang),
    /// Latin letters, and a language that only the crate `whatlang` knows, with letters that its neighbours lack.
    Thorough(whatlang::Lang, &'static str),
    /// Latin letters, in a language that no identifier knows.
    Latin,
    /// Unknown.
    Anything,
}

impl Expected {
    /// The expectation for a locale.
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
        // An unknown language may have any script.
        if LATIN.contains(&language) {
            Self::Latin
        } else {
            Self::Anything
        }
    }
}

pub(super) const QUICK: [(&str, Lang); 10] = [
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

/// Languages that only `whatlang` knows, with letters that neighbouring languages do not have (empty if there are none).
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
/// Other languages in Latin letters that documentation is translated into.
const LATIN: [&str; 14] = [
    "az", "bs", "cy", "eu", "fil", "ga", "gl", "is", "ms", "mt", "no", "nn", "sq", "uz",
];
