//! The script of a locale, and whether a text is written in it.

use std::ops::RangeInclusive;

use super::words::{Word, words};
use crate::model::Locale;

/// With fewer letters, nothing is decided.
const MIN_LETTERS: usize = 25;

/// With fewer letters of another script, nothing is decided.
pub(super) const MIN_FOREIGN_LETTERS: usize = 8;

/// A script other than Latin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Arabic,
    Cyrillic,
    Greek,
    Hangul,
    Hebrew,
    /// Of India and its neighbours.
    Indic,
    /// Chinese characters alone.
    Chinese,
    /// Kana and Chinese characters.
    Japanese,
    Thai,
    /// Georgian, Armenian, Khmer and others.
    Other,
}

impl Script {
    /// The script of a locale; `None` for Latin and for unknown languages.
    pub fn of_locale(locale: &Locale) -> Option<Self> {
        if locale.as_str().contains("-Latn") {
            return None;
        }
        let script = match locale.language() {
            "ar" | "fa" | "ur" | "ps" | "ckb" => Self::Arabic,
            "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "tg" | "uk" => Self::Cyrillic,
            "sr" if locale.as_str().contains("-Cyrl") => Self::Cyrillic,
            "el" => Self::Greek,
            "ko" => Self::Hangul,
            "he" | "yi" => Self::Hebrew,
            "as" | "bn" | "gu" | "hi" | "kn" | "ml" | "mr" | "ne" | "or" | "pa" | "si" | "ta"
            | "te" => Self::Indic,
            "zh" => Self::Chinese,
            "ja" => Self::Japanese,
            "th" => Self::Thai,
            "am" | "hy" | "ka" | "km" | "lo" | "my" => Self::Other,
            _ => return None,
        };
        Some(script)
    }

    /// The script of a letter; `None` for Latin and for characters that are not letters. Chinese characters are
    /// [`Script::Chinese`], kana [`Script::Japanese`].
    pub fn of(c: char) -> Option<Self> {
        let script = match c {
            '\0'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{2fff}' => return None,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Self::Arabic,
            '\u{900}'..='\u{dff}' => Self::Indic,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => {
                Self::Hangul
            }
            '\u{3041}'..='\u{30fa}' | '\u{ff66}'..='\u{ff9d}' => Self::Japanese,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
                Self::Chinese
            }
            '\u{530}'..='\u{58f}'
            | '\u{10a0}'..='\u{10ff}'
            | '\u{1200}'..='\u{139f}'
            | '\u{e80}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}' => Self::Other,
            _ => return None,
        };
        Some(script)
    }

    /// Why a text is not in this script; `None` if it is, or if it is too short to decide.
    pub fn lacks(self, text: &str) -> Option<&'static str> {
        if self.prevails(text.as_bytes()) {
            return None;
        }
        let (mut own, mut han, mut kana, mut other, mut latin) = (0, 0, 0, 0, 0);
        for c in text.chars() {
            match Self::of(c) {
                None => latin += usize::from(c.is_ascii_lowercase()),
                Some(Self::Chinese) => han += 1,
                Some(Self::Japanese) => kana += 1,
                Some(script) if script == self => own += 1,
                Some(_) => other += 1,
            }
        }
        match self {
            Self::Japanese if kana == 0 && han >= MIN_LETTERS => return Some("no kana"),
            Self::Chinese if kana >= 3 && kana * 10 > han => return Some("kana"),
            Self::Japanese => own = han + kana,
            Self::Chinese => own = han,
            _ => other += han + kana,
        }
        if other > own && other >= MIN_FOREIGN_LETTERS {
            return Some("another script");
        }
        // Names and code are in Latin letters everywhere, so only a text without any letter of the script is wrong.
        let sentence = || {
            let lower = |w: &str| Word::of(w) == Word::Lower;
            words(text).filter(|w| lower(w)).count() >= 4
        };
        (own == 0 && latin >= MIN_LETTERS && sentence()).then_some("Latin letters only")
    }

    /// Whether a text surely has letters of this script, and at most as many of others: a quick test that most texts
    /// pass. The first two bytes of a character are enough to tell its script.
    fn prevails(self, text: &[u8]) -> bool {
        let rest = 0x80..=0xbf;
        let kana = [0xe3..=0xe3, 0x81..=0x83];
        let han = [0xe4..=0xe9, rest.clone()];
        let own = match self {
            Self::Arabic => [0xd8..=0xdb, rest],
            Self::Cyrillic => [0xd0..=0xd3, rest],
            Self::Greek => [0xce..=0xcf, rest],
            Self::Hangul => [0xea..=0xed, rest],
            Self::Hebrew => [0xd7..=0xd7, rest],
            Self::Indic => [0xe0..=0xe0, 0xa4..=0xb7],
            Self::Thai => [0xe0..=0xe0, 0xb8..=0xb9],
            Self::Chinese if count(text, &kana) < 3 => han.clone(),
            Self::Japanese => kana,
            Self::Chinese | Self::Other => return false,
        };
        let own = match (self, count(text, &own)) {
            (_, 0) => return false,
            (Self::Japanese, kana) => kana + count(text, &han),
            (_, own) => own,
        };
        // From Greek on, all characters are letters, except those that begin with 0xE2.
        let letters = text.iter().filter(|b| **b >= 0xcd && **b != 0xe2);
        2 * own >= letters.count()
    }
}

/// How many characters have their first and second byte in these ranges.
fn count(text: &[u8], [first, second]: &[RangeInclusive<u8>; 2]) -> usize {
    let behind = text.get(1..).unwrap_or_default();
    let pairs = text.iter().zip(behind);
    pairs
        .filter(|pair| first.contains(pair.0) & second.contains(pair.1))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacks(locale: &str, text: &str) -> Option<&'static str> {
        Script::of_locale(&Locale::parse(locale).unwrap())
            .unwrap()
            .lacks(text)
    }

    #[test]
    fn the_wrong_script_is_told_from_names_in_the_right_one() {
        assert_eq!(
            lacks("ko-KR", "Before you open the lid, check the sensor."),
            Some("Latin letters only")
        );
        assert_eq!(
            lacks("ko-KR", "Visual Studio Code Windows Server 2019"),
            None
        );
        assert_eq!(lacks("ko-KR", "Visual Studio Code를 엽니다"), None);
        assert_eq!(
            lacks(
                "ja-JP",
                "在打开温室之前，请检查传感器是否已充满电，并确认盖子已经关好。"
            ),
            Some("no kana")
        );
        assert_eq!(lacks("ja-JP", "温室を開ける前に"), None);
        assert_eq!(
            lacks("zh-CN", "温室を開ける前にセンサーを確かめます"),
            Some("kana")
        );
        assert_eq!(
            lacks("th-TH", "온실을 열기 전에 센서를 확인하세요"),
            Some("another script")
        );
        assert_eq!(lacks("ru-RU", "Откройте крышку"), None);
    }
}
