//! A corpus made by rule: the shape of real documentation, without a sentence of anybody's.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use pulldown_cmark::Options;

/// Syllables that words are made of, by locale.
const LOCALES: [(&str, [&str; 8]); 3] = [
    (
        "en-US",
        ["pump", "fil", "ter", "clean", "val", "ve", "flow", "ing"],
    ),
    (
        "de-DE",
        ["pum", "pen", "fil", "ter", "rein", "ven", "til", "ung"],
    ),
    (
        "ja-JP",
        ["給", "水", "の", "フィルター", "を", "弁", "洗", "浄"],
    ),
];

/// What the bare parser is told to read, the same as the program tells it.
pub fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Writes so many articles in three locales below a folder. In every third article the translations are stale: they
/// lack paragraphs that the original has.
pub fn write(folder: &Path, articles: u64) {
    for article in 0..articles {
        for (locale, syllables) in LOCALES {
            let original = locale == "en-US";
            let path = folder.join(locale).join(format!("part-{}", article % 7));
            fs::create_dir_all(&path).unwrap();
            let mut text = String::from("---\n");
            let mut numbers = Numbers(article);
            let _ = writeln!(text, "title: {}", sentence(&mut numbers, &syllables, 4));
            if !original {
                text.push_str("ms.translationtype: HT\nms.lasthandoff: 03/04/2024\n");
            }
            text.push_str("ms.topic: how-to\n---\n");
            for section in 0..6 {
                let title = sentence(&mut numbers, &syllables, 3);
                let _ = writeln!(text, "\n## <a name=\"s-{section}\"></a>{title}\n");
                for paragraph in 0..5 {
                    let body = block(&mut numbers, &syllables, section * 5 + paragraph);
                    let stale = article % 3 == 0 && numbers.below(5) == 0;
                    if original || !stale {
                        let _ = writeln!(text, "{body}\n");
                    }
                }
            }
            fs::write(path.join(format!("{article}.md")), text).unwrap();
        }
    }
}

fn block(numbers: &mut Numbers, syllables: &[&str; 8], number: u64) -> String {
    let mut text = |words| sentence(numbers, syllables, words);
    match number % 5 {
        0 => format!(
            "{} **{}** [{}](../part-{}/x.md).",
            text(20),
            text(2),
            text(3),
            number
        ),
        1 => format!(
            "- {}\n- {}\n  - `set-{number}` {}",
            text(9),
            text(6),
            text(7)
        ),
        2 => format!("> [!NOTE]\n> {} {number}.", text(18)),
        3 => format!(
            "| {} | {} |\n|---|---|\n| {} | {number} |\n| `{number}` | {} |",
            text(2),
            text(2),
            text(3),
            text(5)
        ),
        _ => format!(
            "{} {}\n\n```bash\nrun --level {number}\n```",
            text(25),
            text(15)
        ),
    }
}

fn sentence(numbers: &mut Numbers, syllables: &[&str; 8], words: u64) -> String {
    let mut text = String::new();
    for word in 0..words {
        if word > 0 && syllables[0].is_ascii() {
            text.push(' ');
        }
        for _ in 0..=numbers.below(3) {
            text.push_str(syllables[numbers.below(8) as usize]);
        }
    }
    text
}
