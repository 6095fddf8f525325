//! Small numbers and months as words, so that “two” may become 2, and “December” 12.
//!
//! Words are given by their word_prefixes, which covers most inflection (second, seconds; deux, deuxième). Languages that
//! are not listed get the benefit of the doubt.

use crate::model::Locale;

/// Numbers up to here are written as words.
const LARGEST: u64 = 12;

/// The words of a language for 0 to 12 and for the months: word_prefixes, apart by spaces.
type Words = [&'static str; 13];

/// Whether a text of a locale may say a small number in words.
pub(super) fn spelled(locale: &Locale, number: u64, text: &str) -> bool {
    if number > LARGEST {
        return locale.language() == "en" && spelled_in_english(number, text);
    }
    let Some((_, words, sort)) = LANGUAGES.iter().find(|l| l.0 == locale.language()) else {
        return true;
    };
    let mut word_prefixes = words[number as usize].split(' ').filter(|b| !b.is_empty());
    match sort {
        Sort::Inside => word_prefixes.any(|b| text.contains(b)),
        Sort::Words => {
            let lower = text.to_lowercase();
            let mut all = lower.split(|c: char| !c.is_alphabetic());
            all.any(|word| word_prefixes.clone().any(|b| begins(word, b)))
        }
    }
}

/// Whether English says a number from 13 to 99 in words, as it does at the beginning of a sentence.
fn spelled_in_english(number: u64, text: &str) -> bool {
    const TEENS: [&str; 7] = [
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet",
    ];
    let word = match number {
        13..20 => TEENS[number as usize - 13],
        20..100 => TENS[number as usize / 10 - 2],
        _ => return false,
    };
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphabetic())
        .any(|w| w.starts_with(word))
}

/// Whether a word begins like this; a very short beginning must be the whole word.
fn begins(word: &str, beginning: &str) -> bool {
    word.starts_with(beginning) && (beginning.len() > 2 || word.len() == beginning.len())
}

/// How words are found in a text.
#[derive(Clone, Copy)]
enum Sort {
    /// As the beginning of a word.
    Words,
    /// Anywhere: the script sets no spaces, or endings grow together with words.
    Inside,
}

#[rustfmt::skip]
const LANGUAGES: &[(&str, Words, Sort)] = &[
    ("en", ["zero no none", "one once first single jan a an", "two twice second both double pair feb half", "three third triple mar", "four quarter apr", "five fif may", "six jun", "seven jul", "eight aug", "nine nin sep", "ten oct", "eleven nov", "twelve twelf dec"], Sort::Words),
    ("fr", ["zéro aucun", "un une premi seul janv", "deux second double fév", "trois tiers triple mars", "quatre quart avril", "cinq mai", "six sixi juin", "sept juil", "huit août", "neuf neuv sept", "dix dixi oct", "onz nov", "douz déc"], Sort::Words),
    ("de", ["null kein", "ein erst jan", "zwei zweit beid doppel paar feb halb", "drei dritt mär", "vier april", "fünf mai", "sech juni", "sieb juli", "acht aug", "neun sept", "zehn okt", "elf nov", "zwölf dez"], Sort::Words),
    ("es", ["cero ningun", "un uno una primer enero", "dos segund ambos doble febr medio", "tres tercer marzo", "cuatro cuart abril", "cinco quint mayo", "seis sext junio", "siete séptim julio", "ocho octav agosto", "nueve noven sept", "diez décim oct", "once nov", "doce dic"], Sort::Words),
    ("it", ["zero nessun", "un uno una prim genn", "due second entramb doppi febb", "tre terz marzo", "quattro quart apr", "cinque quint maggio", "sei sest giugno", "sette settim luglio", "otto ottav agosto", "nove non sett", "dieci decim ott", "undici nov", "dodici dic"], Sort::Words),
    ("pt", ["zero nenhum", "um uma primeir janeiro", "dois duas segund ambos dupl fever", "três terceir março", "quatro quart abril", "cinco quint maio", "seis sext junho", "sete sétim julho", "oito oitav agosto", "nove non set", "dez décim out", "onze nov", "doze dez"], Sort::Words),
    ("nl", ["nul geen", "een één eerst jan", "twee tweed beide dubbel feb", "drie derd maart", "vier april", "vijf mei", "zes juni", "zeven juli", "acht aug", "negen sept", "tien okt", "elf nov", "twaalf dec"], Sort::Words),
    ("sv", ["noll ingen", "en ett först jan", "två andra båda dubbel feb", "tre tredj mars", "fyr fjärd april", "fem maj", "sex sjätt juni", "sju juli", "åtta åttond aug", "nio sept", "tio okt", "elva elfte nov", "tolv dec"], Sort::Words),
    ("da", ["nul ingen", "en et først jan", "to and begge dobbelt feb", "tre tredj mart", "fire fjerd april", "fem maj", "seks sjette juni", "syv juli", "otte aug", "ni niend sept", "ti tiend okt", "elleve nov", "tolv dec"], Sort::Words),
    ("nb", ["null ingen", "en én ett først jan", "to and begge dobbel feb", "tre tredj mars", "fire fjerd april", "fem mai", "seks sjette juni", "sju syv juli", "åtte aug", "ni niend sept", "ti tiend okt", "elleve nov", "tolv des"], Sort::Words),
    ("pl", ["zero żaden", "jed pierw stycz", "dwa dwie dwó dwu drug oba obie podwój lut", "trzy trzec trzech mar", "cztery czter czwart kwie", "pięć piąt maj", "sześ szóst czerw", "siedem siód lip", "osiem ósm sierp", "dziewięć dziewiąt wrze", "dziesięć dziesiąt paźd", "jedenaś listop", "dwanaś grud"], Sort::Words),
    ("cs", ["nul žádn", "jed prv led", "dva dvě dvo druh oba obě dvoj únor", "tři tře třet břez", "čtyř čtvrt dub", "pět pát květ", "šest červ", "sedm červenec", "osm srp", "devět devát září", "deset desát říj", "jedenáct list", "dvanáct pros"], Sort::Words),
    ("ru", ["нол нул", "один одн перв янв", "два две двух двум двумя двой втор оба обе обо фев", "три трех трём трет мар", "четыр четв апр", "пят ма", "шест июн", "сем седьм июл", "восьм восем авг", "девят сен", "десят окт", "одиннадц ноя", "двенадц дек"], Sort::Words),
    ("tr", ["sıfır", "bir ilk tek ocak", "iki ikinci çift şubat", "üç mart", "dört nisan", "beş mayıs", "altı haz", "yedi tem", "sekiz ağu", "dokuz eyl", "on onun ekim", "kasım", "aralık"], Sort::Words),
    ("ja", ["ゼロ 零", "一 ひとつ 単", "二 両 双 ふた ダブル", "三 みっ", "四 よっ", "五 いつ", "六", "七", "八", "九", "十", "十一", "十二"], Sort::Inside),
    ("zh", ["零", "一 首 单 單 某", "二 两 兩 双 雙", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], Sort::Inside),
    ("ko", ["영 제로 없", "한 하나 첫 일 단일", "두 둘 이 양 쌍", "세 셋 삼", "네 넷 사", "다섯 오", "여섯 육", "일곱 칠", "여덟 팔", "아홉 구", "열 십", "열한 십일", "열두 십이"], Sort::Inside),
    ("th", ["ศูนย์", "หนึ่ง เดียว แรก", "สอง ทั้งคู่ คู่", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง"], Sort::Inside),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_known_as_words() {
        let is =
            |locale: &str, number, text| spelled(&Locale::parse(locale).unwrap(), number, text);
        assert!(is("en-US", 2, "The second sensor"));
        assert!(is("en-US", 12, "in December 2020"));
        assert!(is("fr-FR", 3, "les trois capteurs"));
        assert!(is("zh-CN", 2, "两个传感器"));
        assert!(!is("fr-FR", 3, "le capteur"));
        assert!(!is("fr-FR", 30, "trente"));
        assert!(is("en-US", 41, "Forty-one growers"));
        assert!(!is("en-US", 41, "Thirteen growers"));
        // Neither an article nor the beginning of another word is a number.
        assert!(!is("sv-SE", 1, "enhet"));
        assert!(is("eu", 3, "hiru"));
    }
}
