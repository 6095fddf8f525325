//! Counts brackets and quotation marks, which come in pairs.
//!
//! Marks of one family are counted together, because each language has its own: `“` closes a quotation in German and
//! opens one in English. An apostrophe is not a quotation mark.

use super::byte_classes::ByteClasses;
use super::segment_view::SegmentView;

/// The marks of one side.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    /// Open marks by family: round, square, curly brackets, corner quotes, guillemets.
    open: [i32; 5],
    /// By family, whether a mark was closed before one was opened.
    early: [bool; 5],
    /// Quotation marks of the families that have one sign for both ends.
    quotes: u32,
}

/// The families that have different signs for opening and closing.
const FAMILIES: [&str; 5] = [
    "round bracket",
    "square bracket",
    "curly bracket",
    "corner quote",
    "guillemet",
];
const BRACKETS: usize = 3;
const GUILLEMETS: usize = 4;

/// The marks of a pair whose target is not balanced.
pub(super) struct PairedMarks {
    source: Count,
    target: Count,
}

impl PairedMarks {
    /// `None` if the marks of the target are balanced.
    pub fn unbalanced(source: &SegmentView<'_>, target: &SegmentView<'_>) -> Option<Self> {
        if !may_hold(target) {
            return None;
        }
        let target = count(&target.prose);
        let is_balanced = target.is_balanced();
        (!is_balanced).then(|| Self {
            source: count(&source.prose),
            target,
        })
    }

    /// For each family of brackets that only the target has unbalanced, what is wrong.
    pub fn brackets(&self) -> impl Iterator<Item = String> {
        (0..BRACKETS).filter_map(|family| self.fault(family))
    }

    /// For each family of quotation marks that only the target has unbalanced, what is wrong.
    pub fn quotes(&self) -> impl Iterator<Item = String> {
        let families = (BRACKETS..FAMILIES.len()).filter_map(|family| self.fault(family));
        families.chain(self.odd_quotes())
    }

    fn fault(&self, family: usize) -> Option<String> {
        let is_fault =
            !self.target.family_is_balanced(family) && self.source.family_is_balanced(family);
        let (name, open) = (FAMILIES.get(family)?, self.target.open[family]);
        let missing = if open > 0 { "closed" } else { "opened" };
        is_fault.then(|| format!("a {name} is not {missing}"))
    }

    fn odd_quotes(&self) -> Option<String> {
        let count = self.target.quotes;
        let is_fault = count % 2 == 1 && self.source.quotes.is_multiple_of(2);
        is_fault.then(|| format!("{count} quotation marks"))
    }
}

/// Whether brackets or quotation marks can occur in a text. Apostrophes and no-break spaces alone do not count.
fn may_hold(view: &SegmentView<'_>) -> bool {
    if view.classes.any(
        ByteClasses::BRACKET
            | ByteClasses::QUOTE
            | ByteClasses::EAST_ASIAN
            | ByteClasses::FULL_WIDTH,
    ) {
        return true;
    }
    let bytes = view.prose.as_bytes();
    view.classes
        .any(ByteClasses::SIGNS | ByteClasses::PUNCTUATION)
        && memchr::memchr2_iter(0xc2, 0xe2, bytes).any(|at| {
            matches!(
                bytes[at..],
                [0xc2, 0xab | 0xbb, ..] | [0xe2, 0x80, 0x9c..=0x9f, ..]
            )
        })
}

impl Count {
    fn is_balanced(&self) -> bool {
        self.quotes.is_multiple_of(2)
            && (0..FAMILIES.len()).all(|family| self.family_is_balanced(family))
    }

    fn family_is_balanced(&self, family: usize) -> bool {
        // German uses guillemets the other way round: »so«.
        self.open[family] == 0 && (family == GUILLEMETS || !self.early[family])
    }
}

/// First bytes of the characters that are counted.
const LEADS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte as u8,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | 0xc2 | 0xe2 | 0xe3 | 0xef
        );
        byte += 1;
    }
    table
};

fn count(text: &str) -> Count {
    let mut count = Count::default();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(step) = bytes[from..].iter().position(|b| LEADS[*b as usize]) {
        let at = from + step;
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        from = at + c.len_utf8();
        let before = || text[..at].chars().next_back().unwrap_or(' ');
        let (family, step) = match c {
            '(' | '（' | '﹙' => (0, 1),
            // `a)` and `1)` number a list item, and `:)` is an emoticon.
            ')' | '）' | '﹚' => {
                let faces = matches!(before(), ':' | ';' | '-');
                let numbers =
                    at <= 2 && (at < 2 || before().is_ascii_digit()) && count.open[0] == 0;
                (
                    0,
                    if faces && count.open[0] == 0 || numbers {
                        0
                    } else {
                        -1
                    },
                )
            }
            '[' | '［' | '【' | '〔' => (1, 1),
            ']' | '］' | '】' | '〕' => (1, -1),
            '{' | '｛' => (2, 1),
            '}' | '｝' => (2, -1),
            '「' | '『' | '｢' | '《' | '〈' => (3, 1),
            '」' | '』' | '｣' | '》' | '〉' => (3, -1),
            '«' => (GUILLEMETS, 1),
            '»' => (GUILLEMETS, -1),
            // `5"` are inches.
            '"' if before().is_ascii_digit() && count.quotes.is_multiple_of(2) => (0, 0),
            '"' | '“' | '”' | '„' | '‟' | '＂' | '〝' | '〞' | '〟' => {
                count.quotes += 1;
                (0, 0)
            }
            _ => (0, 0),
        };
        count.open[family] += step;
        count.early[family] |= count.open[family] < 0;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_languages_come_in_pairs() {
        let balanced = [
            "„Ja“ und »Nein«",
            "« Oui » (peut-être)",
            "”Ja” och ”nej”",
            "「はい」と『いいえ』（多分）",
            "a) first",
            "1) first",
            "see (a 5\" disk)",
            "fine :)",
            "【注】《书》",
            "l’été d'avant",
        ];
        for text in balanced {
            assert!(count(text).is_balanced(), "{text}");
        }
        for text in ["（多分", "多分）", "„Ja", "« Oui", "[a", "「はい"] {
            assert!(!count(text).is_balanced(), "{text}");
        }
    }
}
