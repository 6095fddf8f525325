//! Brackets and quotation marks of the target that do not come in pairs.
//!
//! Only what the source has right can be the translation's fault: where the source is not balanced either, nothing is
//! said. Marks of one family count together, since languages choose their own: `“` may close in German what it opens in
//! English. Apostrophes are no quotation marks.

use super::marks::Marks;
use super::pair::Report;
use super::view::View;
use crate::model::Flag;

/// What is counted of a side.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    /// Open brackets by family: round, square, curly, corner quotes, angular quotes.
    open: [i32; 5],
    /// A bracket was closed before it was opened, by family.
    early: [bool; 5],
    /// Quotation marks of the families that do not tell beginning from end.
    quotes: u32,
}

const NAMES: [&str; 5] = [
    "round bracket",
    "square bracket",
    "curly bracket",
    "corner quote",
    "guillemet",
];
const BRACKETS: usize = 3;
const GUILLEMETS: usize = 4;

/// Flags brackets and quotation marks without partner.
pub(super) fn check(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    if !may_hold(target) {
        return;
    }
    let there = count(&target.prose);
    if there.is_balanced() {
        return;
    }
    let here = count(&source.prose);
    for (family, name) in NAMES.iter().enumerate() {
        let fine = |count: &Count| count.family_is_balanced(family);
        if fine(&there) || !fine(&here) {
            continue;
        }
        let flag = if family < BRACKETS {
            Flag::Brackets
        } else {
            Flag::Quotes
        };
        report.flag(flag, || {
            let what = if there.open[family] > 0 {
                "closed"
            } else {
                "opened"
            };
            format!("a {name} is not {what}")
        });
    }
    if there.quotes % 2 == 1 && here.quotes.is_multiple_of(2) {
        report.flag(Flag::Quotes, || format!("{} quotation marks", there.quotes));
    }
}

/// Whether brackets or quotation marks can stand in a text; apostrophes and no-break spaces alone are none.
fn may_hold(view: &View<'_>) -> bool {
    if view
        .marks
        .any(Marks::BRACKET | Marks::QUOTE | Marks::EAST_ASIAN | Marks::FULL_WIDTH)
    {
        return true;
    }
    let bytes = view.prose.as_bytes();
    view.marks.any(Marks::SIGNS | Marks::PUNCTUATION)
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
            && (0..NAMES.len()).all(|family| self.family_is_balanced(family))
    }

    fn family_is_balanced(&self, family: usize) -> bool {
        // German turns guillemets round, and closes what it has not opened.
        self.open[family] == 0 && (family == GUILLEMETS || !self.early[family])
    }
}

/// First bytes of what is counted.
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
            // `a)` and `1)` number a list, `:)` is a face.
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
            // Inches.
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
