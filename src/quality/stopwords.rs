//! Recognizes a language by its stop words: frequent words that occur in one language, or in few.
//!
//! If a text has enough of them, no language identifier has to run, which would take longer than all other checks.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use whichlang::Lang;

/// For each language, the words that only it has and the words that it shares. A word has at most seven bytes.
const WORDS: [(Lang, &str, &str); 10] = [
    (
        Lang::Deu,
        "auf dem der durch ein für ist kann nicht oder sich sind und von wenn werden wird zu",
        "an das den des die im in",
    ),
    (
        Lang::Eng,
        "and are be can from has not of that the this to when which will with you your",
        "a by for if in is it on or",
    ),
    (
        Lang::Spa,
        "cuando desde el hay las los más puede sus",
        "con de del en la para por que se un una",
    ),
    (
        Lang::Fra,
        "aux avec cette dans du est et les peut pour qui sont sur une vous",
        "de des en la le que un à",
    ),
    (
        Lang::Ita,
        "alla che dei della delle di gli il nel più questo sono è",
        "con del in la le per si un una",
    ),
    (
        Lang::Nld,
        "aan deze dit door een het met naar niet op van voor wordt zijn",
        "dat de en in is te",
    ),
    (
        Lang::Por,
        "ao com não os pela pelo são também uma você",
        "a as da de do em mais no o para por que se um",
    ),
    (
        Lang::Swe,
        "att av det detta eller från för inte och på som till är",
        "de den en ett i kan med om",
    ),
    (
        Lang::Tur,
        "bir bu değil için ile olan olarak ve veya",
        "da de en ya",
    ),
    (
        Lang::Vie,
        "bạn cho các có của khi không một này trong và với",
        "là",
    ),
];
/// A text is in the language if its different stop words reach this sum. A word that only this language has counts twice.
const ENOUGH: u32 = 3;
/// At least one in this many words must be a stop word: a text that quotes a few words is not in their language.
const SHARE: usize = 8;

/// Whether a text is surely in a language, given the first bytes of its words (see [`super::word_prefixes`]).
pub(super) fn is_language_by_stopwords(language: Lang, word_prefixes: &[u64]) -> bool {
    let Some(stopwords) = STOPWORDS.iter().find(|s| s.language == language) else {
        return false;
    };
    let (mut count, mut different) = (0, 0_u64);
    for prefix in word_prefixes {
        if let Some(index) = stopwords.indexes.get(&word_of(*prefix)) {
            count += 1;
            different |= 1 << index;
        }
    }
    let own = (different & stopwords.own).count_ones();
    own > 0 && own + different.count_ones() >= ENOUGH && count * SHARE >= word_prefixes.len()
}

/// The stop words of a language, each with an index below 64.
struct Stopwords {
    language: Lang,
    indexes: FxHashMap<u64, u8>,
    /// One bit for each word that no other language has.
    own: u64,
}

static STOPWORDS: LazyLock<[Stopwords; 10]> =
    LazyLock::new(|| WORDS.map(|(language, own, shared)| Stopwords::new(language, own, shared)));

impl Stopwords {
    fn new(language: Lang, own: &str, shared: &str) -> Self {
        let words = own.split(' ').chain(shared.split(' ')).map(packed);
        Self {
            language,
            indexes: words.zip(0..64).collect(),
            own: (1 << own.split(' ').count()) - 1,
        }
    }
}

/// A word of at most seven bytes as a number, the first byte lowest.
fn packed(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from;
    }
    u64::from_le_bytes(bytes)
}

/// The word at the beginning of a prefix. A longer word stays whole and is equal to no stop word.
fn word_of(prefix: u64) -> u64 {
    let bytes = prefix.to_le_bytes();
    match bytes.iter().position(|byte| *byte == b' ') {
        Some(end) => prefix & ((1 << (8 * end)) - 1),
        None => prefix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::word_prefixes::word_prefixes;

    #[test]
    fn stop_words_prove_their_language_and_no_other() {
        let texts = [
            (
                Lang::Deu,
                "Der Deckel ist zu und der Sensor ist nicht geladen.",
            ),
            (
                Lang::Eng,
                "Make sure that the lid of the greenhouse is closed.",
            ),
            (Lang::Fra, "Vérifiez que les capteurs sont dans la serre."),
            (
                Lang::Swe,
                "Se till att locket är stängt och att det inte rör sig.",
            ),
            (Lang::Vie, "Kiểm tra các cảm biến trong nhà kính của bạn"),
        ];
        for (language, text) in texts {
            let words = word_prefixes(text.as_bytes());
            for (other, ..) in WORDS {
                assert_eq!(
                    is_language_by_stopwords(other, &words),
                    other == language,
                    "{other:?}: {text}"
                );
            }
        }
    }

    #[test]
    fn a_few_words_of_a_language_are_not_a_text_in_it() {
        let text = "les et Open the lid of the greenhouse before you take the sensor and make sure that it is charged and that no water has come in from the hose behind it";
        assert!(!is_language_by_stopwords(
            Lang::Fra,
            &word_prefixes(text.as_bytes())
        ));
    }

    #[test]
    fn own_words_are_in_one_language_only_and_none_is_too_long() {
        let words = WORDS.iter().flat_map(|(_, own, shared)| [own, shared]);
        assert!(
            words
                .flat_map(|list| list.split(' '))
                .all(|word| word.len() < 8)
        );
        for (language, own, _) in WORDS {
            let others = WORDS.iter().filter(|other| other.0 != language);
            for other in others.flat_map(|other| [other.1, other.2]) {
                let mut both = own
                    .split(' ')
                    .filter(|word| other.split(' ').any(|o| o == *word));
                assert_eq!(both.next(), None, "{language:?}");
            }
        }
    }
}
