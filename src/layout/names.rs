//! Which names of folders and suffixes stand for a locale.
//!
//! A language tag alone is weak evidence: `os`, `is`, `io` and `to` are languages of ISO 639-1, and folders of code
//! have these names more often. So each name has a [`Strength`], and the families ask for more evidence where it is
//! weak. Codes of three letters are only known where somebody writes documentation in them: ISO 639-3 holds `api`,
//! `ffi` and `css`.

use crate::model::Locale;

/// How sure a name stands for a locale, without anything around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A language that is also an English word, or a usual name of a folder of code.
    Weak,
    /// A language that much documentation is written in.
    Strong,
    /// A language with a region or a script, such as `pt-BR`.
    Tagged,
    /// The site's configuration names it.
    Named,
}

/// A name that stands for a locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// The locale.
    pub locale: Locale,
    /// How sure that is.
    pub strength: Strength,
    /// The name is no language tag, but the code of a country or a word.
    pub alias: bool,
}

/// Languages that much documentation is written in, and whose codes are hardly ever names of something else.
const STRONG: &str =
    " ar de en es fa fi fr he hu ja ko nl pl pt ru sv th tr uk vi zh bg el da nb bn ";
/// The other languages of ISO 639-1.
const WEAK: &str = " aa ab ae af ak am an as av ay az ba be bh bi bm bo bs ca ce ch co cr cs cu cv cy dv \
    dz ee eo et eu ff fj fo fy ga gd gl gn gu gv ha hi ho hr ht hy hz ia id ie ig ii ik io is it iu jv ka kg ki kj \
    kk kl km kn ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd ne ng nn no nr nv ny \
    oc oj om or os pa pi ps qu rm rn ro rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sw ta te tg ti tk tl tn \
    to ts tt ty ug ur uz ve vo wa wo xh yi yo za zu ";
/// Languages of three letters that documentation is written in.
const THREE: &str = " ast ckb cmn fil gsw hsb dsb kab kmr nds pcm sco tzm yue zgh ceb haw hmn kok mai mni sat prs quz quc chr nso ";
/// Languages and regions whose codes are words of English, so that two of them are words too: `is-it`, `no-to`.
const WORDS: &str = " am an as at be by do go he if in is it me my no of on or so to up us we ";
/// Scripts that tags of documentation name.
const SCRIPTS: &str = " arab armn beng cyrl deva ethi geor grek gujr guru hang hans hant hebr jpan khmr knda kore laoo latn mlym mong \
    mymr orya sinh taml telu tfng thai tibt ";
/// Regions of ISO 3166-1.
const REGIONS: &str = " ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz \
    ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo \
    fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je \
    jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo \
    mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw \
    py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm \
    tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw 001 150 419 ";
/// Codes of countries and words that are used for languages, each with the tag it stands for.
const ALIASES: [(&str, &str, Strength); 63] = {
    use Strength::{Strong, Tagged, Weak};
    [
        ("cn", "zh", Strong),
        ("jp", "ja", Strong),
        ("kr", "ko", Strong),
        ("ua", "uk", Strong),
        ("cz", "cs", Strong),
        ("tw", "zh-TW", Weak),
        ("hk", "zh-HK", Weak),
        ("dk", "da", Weak),
        ("gr", "el", Weak),
        ("vn", "vi", Strong),
        ("iw", "he", Weak),
        ("kz", "kk", Weak),
        ("ir", "fa", Weak),
        ("sp", "es", Weak),
        // Breton has the code `br`, but documentation in Brazilian Portuguese is far more common.
        ("br", "pt-BR", Weak),
        ("eng", "en", Strong),
        ("deu", "de", Weak),
        ("ger", "de", Weak),
        ("fra", "fr", Weak),
        ("fre", "fr", Weak),
        ("spa", "es", Weak),
        ("esp", "es", Weak),
        ("ita", "it", Weak),
        ("jpn", "ja", Strong),
        ("kor", "ko", Strong),
        ("zho", "zh", Strong),
        ("chi", "zh", Weak),
        ("chn", "zh", Weak),
        ("rus", "ru", Weak),
        ("por", "pt", Weak),
        ("pol", "pl", Weak),
        ("tur", "tr", Weak),
        ("ukr", "uk", Weak),
        ("vie", "vi", Weak),
        ("nld", "nl", Weak),
        ("chs", "zh-Hans", Tagged),
        ("cht", "zh-Hant", Tagged),
        ("zhcn", "zh-CN", Tagged),
        ("zhtw", "zh-TW", Tagged),
        ("zhhans", "zh-Hans", Tagged),
        ("zhhant", "zh-Hant", Tagged),
        ("ptbr", "pt-BR", Tagged),
        ("ptpt", "pt-PT", Tagged),
        ("enus", "en-US", Tagged),
        ("engb", "en-GB", Tagged),
        ("esmx", "es-MX", Tagged),
        ("frca", "fr-CA", Tagged),
        ("english", "en", Strong),
        ("chinese", "zh", Strong),
        ("japanese", "ja", Strong),
        ("korean", "ko", Strong),
        ("french", "fr", Strong),
        ("german", "de", Strong),
        ("spanish", "es", Strong),
        ("portuguese", "pt", Strong),
        ("italian", "it", Strong),
        ("russian", "ru", Strong),
        ("turkish", "tr", Strong),
        ("vietnamese", "vi", Strong),
        ("ukrainian", "uk", Strong),
        ("polish", "pl", Weak),
        ("arabic", "ar", Strong),
        ("persian", "fa", Strong),
    ]
};

/// The locale a name stands for, if it can stand for one at all.
pub(super) fn parse(name: &str) -> Option<Name> {
    if name.len() < 2 || name.len() > 12 || !name.is_ascii() {
        return None;
    }
    let tag = name.to_ascii_lowercase().replace('_', "-");
    if let Some(&(_, locale, strength)) = ALIASES.iter().find(|a| a.0 == tag) {
        let locale = Locale::parse(locale).ok()?;
        return Some(Name {
            locale,
            strength,
            alias: true,
        });
    }
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let strength = language_strength(language)?;
    let mut rest = parts.peekable();
    let tagged = rest.peek().is_some();
    if rest.peek().is_some_and(|part| holds(SCRIPTS, part)) {
        rest.next();
    }
    if rest
        .peek()
        .is_some_and(|part| holds(REGIONS, part) || *part == language)
    {
        rest.next();
    }
    // Two variants that documentation is written in: Valencian, and the older Belarusian spelling.
    if !rest.all(|part| matches!(part, "valencia" | "tarask")) {
        return None;
    }
    let locale = Locale::parse(&tag).ok()?;
    // `is-it` and `no-to` are words in lower case; `is-IT` and `it-it` are not.
    let is_upper = || name.bytes().any(|b| b.is_ascii_uppercase());
    let is_words = || tag.split('-').all(|part| holds(WORDS, part)) && !doubled(&tag);
    let sure = tagged && (strength == Strength::Strong || is_upper() || !is_words());
    let strength = if sure { Strength::Tagged } else { strength };
    Some(Name {
        locale,
        strength,
        alias: false,
    })
}

fn doubled(tag: &str) -> bool {
    tag.split_once('-')
        .is_some_and(|(language, region)| language == region)
}

fn language_strength(language: &str) -> Option<Strength> {
    if holds(STRONG, language) {
        Some(Strength::Strong)
    } else if holds(WEAK, language) || holds(THREE, language) {
        Some(Strength::Weak)
    } else {
        None
    }
}

fn holds(list: &str, code: &str) -> bool {
    let found = list.match_indices(code);
    let bytes = list.as_bytes();
    !code.is_empty()
        && found.into_iter().any(|(at, _)| {
            bytes.get(at.wrapping_sub(1)) == Some(&b' ')
                && bytes.get(at + code.len()) == Some(&b' ')
        })
}

/// Splits the locale off the end of a name, as in `a.zh-CN`, `README_zh_CN` or `content.en`: what stands before the
/// separator, the separator, and what stands for the locale. The longest locale is taken.
pub(super) fn suffix(
    name: &str,
    parse: impl Fn(&str) -> Option<Name>,
) -> Option<(&str, char, Name)> {
    let from = name.len().saturating_sub(13);
    let from = (from..name.len()).find(|&at| name.is_char_boundary(at))?;
    let at = name[from..]
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '-' | '_'));
    let mut at = at
        .map(|(at, separator)| (from + at, separator))
        .filter(|(at, _)| *at > 0);
    at.find_map(|(at, separator)| Some((&name[..at], separator, parse(&name[at + 1..])?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str) -> Option<String> {
        parse(name).map(|n| n.locale.to_string())
    }

    #[test]
    fn tags_and_aliases_become_canonical() {
        for (name, locale) in [
            ("zh_CN", "zh-CN"),
            ("pt-br", "pt-BR"),
            ("es-419", "es-419"),
            ("ko-KO", "ko-KO"),
            ("cn", "zh"),
            ("kr", "ko"),
            ("ptbr", "pt-BR"),
            ("tw", "zh-TW"),
            ("br", "pt-BR"),
            ("zh-hant", "zh-Hant"),
            ("fil", "fil"),
            ("ca-valencia", "ca-valencia"),
        ] {
            assert_eq!(tag(name).as_deref(), Some(locale), "{name}");
        }
    }

    #[test]
    fn names_of_code_are_no_locales_or_weak_ones() {
        for name in [
            "api", "ui", "go", "faq", "hub", "ffi", "css", "rs", "js", "en_only", "fr-fr-x",
            "en-only", "docs",
        ] {
            assert_eq!(tag(name), None, "{name}");
        }
        for name in ["ca-es", "it-it", "cs-cz", "is-IT", "sr-latn-rs"] {
            assert_eq!(
                parse(name).map(|n| n.strength),
                Some(Strength::Tagged),
                "{name}"
            );
        }
        for name in [
            "is-it", "no-to", "id", "is", "it", "no", "to", "cs", "os", "ml", "ts", "io",
        ] {
            assert_eq!(
                parse(name).map(|n| n.strength),
                Some(Strength::Weak),
                "{name}"
            );
        }
    }

    #[test]
    fn the_longest_locale_is_split_off() {
        let split = |name| {
            suffix(name, parse).map(|(stem, separator, n)| (stem, separator, n.locale.to_string()))
        };
        assert_eq!(
            split("README_zh_CN"),
            Some(("README", '_', "zh-CN".to_owned()))
        );
        assert_eq!(split("a.$x.zh-CN"), Some(("a.$x", '.', "zh-CN".to_owned())));
        assert_eq!(split("command-line"), None);
        assert_eq!(split("release_notes_17.1"), None);
        assert_eq!(split(".fr"), None);
        assert_eq!(split("名前.ja"), Some(("名前", '.', "ja".to_owned())));
    }
}
