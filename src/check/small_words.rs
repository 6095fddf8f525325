//! Small words that tell a language: frequent in one of those that the quick identifier knows, and in no other, or in
//! few. Where some stand in a text, no identifier need be asked.

use std::sync::LazyLock;

use whichlang::Lang;

use super::beginnings::{EACH, HIGH};

/// By language: its own words, and those that it has in common with others; a word has at most seven bytes.
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
/// A word of the language's own counts for two; so much in different words tells it.
const ENOUGH: u32 = 3;
/// One word of so many has to be among them: a text with a few words of a language need not be in it.
const SHARE: usize = 8;

/// Whether a text, given by how its words begin, is surely in a language.
pub(super) fn tell(language: Lang, beginnings: &[u64]) -> bool {
    let Some(known) = KNOWN.iter().find(|known| known.language == language) else {
        return false;
    };
    // No branch asks for each word, since no processor can guess.
    let (mut count, mut different) = (0, 0_u64);
    for word in beginnings.iter().map(|word| whole(*word)) {
        let slot = known.slot(word);
        let is_known = known.words[slot] == word;
        count += usize::from(is_known);
        different |= u64::from(is_known) << slot;
    }
    let own = (different & known.own).count_ones();
    own > 0 && own + different.count_ones() >= ENOUGH && count * SHARE >= beginnings.len()
}

/// An empty slot; no text has such bytes.
const NONE: u64 = u64::MAX;

/// The words of a language, each in a slot of its own.
struct Known {
    language: Lang,
    /// What words are multiplied with to find their slot.
    factor: u64,
    words: [u64; 64],
    /// The slots of the words that no other language has.
    own: u64,
}

static KNOWN: LazyLock<[Known; 10]> =
    LazyLock::new(|| WORDS.map(|(language, own, shared)| Known::new(language, own, shared)));

impl Known {
    fn new(language: Lang, own: &str, shared: &str) -> Self {
        let mut known = Self {
            language,
            factor: 0x9e37_79b9_7f4a_7c15,
            words: [NONE; 64],
            own: 0,
        };
        // Of the factors that are tried, one sets all words apart before long.
        while !known.place(own, shared) {
            known.factor = known.factor.wrapping_mul(5).wrapping_add(2);
            (known.words, known.own) = ([NONE; 64], 0);
        }
        known
    }

    /// Gives each word a slot; `false` where two would have the same.
    fn place(&mut self, own: &str, shared: &str) -> bool {
        let own = own.split(' ').map(|word| (word, true));
        let shared = shared.split(' ').map(|word| (word, false));
        for (word, is_own) in own.chain(shared) {
            let mut bytes = [0; 8];
            bytes[..word.len()].copy_from_slice(word.as_bytes());
            let word = u64::from_le_bytes(bytes);
            let slot = self.slot(word);
            if self.words[slot] != NONE {
                return false;
            }
            self.words[slot] = word;
            self.own |= u64::from(is_own) << slot;
        }
        true
    }

    fn slot(&self, word: u64) -> usize {
        (word.wrapping_mul(self.factor) >> 58) as usize
    }
}

/// A word up to the space behind it, with zeros for the rest; what is longer than the words we know as it is.
fn whole(beginning: u64) -> u64 {
    let differ = beginning ^ (EACH * u64::from(b' '));
    let spaces = differ.wrapping_sub(EACH) & !differ & HIGH;
    let first = spaces & spaces.wrapping_neg();
    beginning & (first >> 7).wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::super::beginnings::beginnings;
    use super::*;

    #[test]
    fn small_words_tell_their_language_and_no_other() {
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
            let words = beginnings(text.as_bytes());
            for (other, ..) in WORDS {
                assert_eq!(tell(other, &words), other == language, "{other:?}: {text}");
            }
        }
    }

    #[test]
    fn a_few_words_of_a_language_are_not_a_text_in_it() {
        let text = "les et Open the lid of the greenhouse before you take the sensor and make sure that it is charged and that no water has come in from the hose behind it";
        assert!(!tell(Lang::Fra, &beginnings(text.as_bytes())));
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
