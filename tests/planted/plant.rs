//! The kinds of faults, and how each is planted.

use diglot::internals::quality::Flag;

use super::pairs::Good;

/// A kind of fault.
pub struct LintFault {
    pub name: &'static str,
    /// The flags that tell of it; none where any flag will do.
    pub flags: &'static [Flag],
    /// Gives the pair with the fault; `None` where it cannot have it. The other pair is any.
    pub plant: fn(&mut Random, &Good, &Good) -> Option<[String; 2]>,
}

/// Numbers that look like chance and are the same in every run.
pub struct Random(u64);

impl Random {
    pub fn of(name: &str) -> Self {
        Self(
            name.bytes()
                .fold(7, |seed, b| seed.wrapping_mul(31) ^ u64::from(b)),
        )
    }

    pub fn below(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    pub fn of_list<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

macro_rules! fault {
    ($name:literal, [$($flag:ident),*], $plant:expr) => {
        LintFault { name: $name, flags: &[$(Flag::$flag),*], plant: $plant }
    };
}

pub const FAULTS: &[LintFault] = &[
    fault!(
        "left in the source's language",
        [Untranslated, Language],
        |_, good, _| {
            let [source, _] = good.markdown();
            let words = words(source).len();
            (words >= 4).then(|| keep(good, source.to_owned()))
        }
    ),
    fault!(
        "only code and numbers",
        [NothingToTranslate],
        |random, _, _| {
            let n = random.below(1000);
            Some([format!("`get-{n}` {n}"), format!("`get-{n}` {n}")])
        }
    ),
    fault!("a number swapped", [Numbers], |random, good, _| {
        let (at, old) = number(random, good)?;
        let new = format!("{}{}", (old.as_bytes()[0] - b'0' + 3) % 9 + 1, &old[1..]);
        Some(keep(good, replaced(good.markdown()[1], at, &old, &new)))
    }),
    fault!("a number lost", [Numbers], |random, good, _| {
        let (at, old) = number(random, good)?;
        Some(keep(good, replaced(good.markdown()[1], at, &old, "")))
    }),
    fault!("bold lost", [Tags], |_, good, _| {
        let target = good.markdown()[1];
        target
            .contains("**")
            .then(|| keep(good, target.replace("**", "")))
    }),
    fault!("an HTML tag lost", [Tags], |_, good, _| {
        let [source, target] = good.markdown();
        plain(good).then(|| [format!("{source} <kbd>Esc</kbd>"), format!("{target} Esc")])
    }),
    fault!("a link lost", [Links], |_, good, _| {
        let (start, text, end) = link(good.markdown()[1])?;
        let target = good.markdown()[1];
        Some(keep(
            good,
            format!("{}{text}{}", &target[..start], &target[end..]),
        ))
    }),
    fault!("a link to another page", [Links], |random, good, _| {
        let target = good.markdown()[1];
        let (_, _, end) = link(target)?;
        let open = target[..end].rfind("](")?;
        let page = format!("](page-{}.md)", random.below(900));
        Some(keep(
            good,
            format!("{}{page}{}", &target[..open], &target[end..]),
        ))
    }),
    fault!("code translated", [Code], |random, good, _| {
        let target = good.markdown()[1];
        let open = target.find('`')?;
        let close = open + 1 + target[open + 1..].find('`')?;
        let other = format!("`wort-{}`", random.below(900));
        (close > open + 1).then(|| {
            keep(
                good,
                format!("{}{other}{}", &target[..open], &target[close + 1..]),
            )
        })
    }),
    fault!(
        "a placeholder changed",
        [Placeholders, Tags],
        |random, good, _| {
            let (ours, theirs) = *random.of_list(&[
                ("{0}", "{1}"),
                ("%s", "% s"),
                ("{name}", "{nom}"),
                ("${all}", "$ {all}"),
                ("{{ user }}", ""),
                ("%1$d", "%2$d"),
            ]);
            let [source, target] = good.markdown();
            plain(good).then(|| [format!("{source} {ours}"), format!("{target} {theirs}")])
        }
    ),
    fault!("the end cut off", [Length], |_, good, _| {
        let target = good.markdown()[1];
        let chars: Vec<char> = target.chars().collect();
        (good.texts[0].len() > 80 && plain(good))
            .then(|| keep(good, chars[..chars.len() / 3].iter().collect()))
    }),
    fault!("another text added", [Length], |_, good, other| {
        let fine = good.locales[1] == other.locales[1] && plain(good) && plain(other);
        let long = other.texts[1].len() > good.texts[1].len() && good.texts[0].len() > 40;
        (fine && long).then(|| {
            keep(
                good,
                format!("{} {}", good.markdown()[1], other.markdown()[1]),
            )
        })
    }),
    fault!(
        "in another locale's language",
        [Language],
        |_, good, other| {
            let fine = plain(good) && plain(other) && words(&good.texts[0]).len() > 6;
            let same = good
                .locales
                .iter()
                .any(|l| l.language() == other.locales[1].language());
            let text = &other.texts[1];
            (fine && !same && text.chars().count() >= 40).then(|| keep(good, text.clone()))
        }
    ),
    fault!(
        "the second half left untranslated",
        [MixedLanguage, Language],
        |_, good, _| {
            let (source, target) = (words(good.markdown()[0]), good.markdown()[1]);
            let half: Vec<char> = target.chars().collect();
            let half: String = half[..half.len() / 2].iter().collect();
            (source.len() >= 12 && plain(good)).then(|| {
                keep(
                    good,
                    format!("{half} {}", source[source.len() / 2..].join(" ")),
                )
            })
        }
    ),
    fault!("a space behind the asterisks", [Markdown], |_, good, _| {
        let target = good.markdown()[1];
        let open = target.find("**")?;
        Some(keep(
            good,
            format!("{}** {}", &target[..open], &target[open + 2..]),
        ))
    }),
    fault!("a link cut in two", [Markdown], |_, good, _| {
        let target = good.markdown()[1];
        link(target).map(|_| keep(good, target.replacen("](", "] (", 1)))
    }),
    fault!("a link without text", [Markdown], |_, good, _| {
        let target = good.markdown()[1];
        let (start, text, _) = link(target)?;
        Some(keep(
            good,
            format!(
                "{}{text} []{}",
                &target[..start],
                &target[start + text.len() + 2..]
            ),
        ))
    }),
    fault!("residue of a tool", [Residue], |random, good, _| {
        let target = good.markdown()[1];
        let at = gap(random, target)?;
        Some(keep(
            good,
            format!(
                "{} <bpt id=\"p1\">**</bpt>{}<ept id=\"p1\">**</ept>",
                &target[..at],
                &target[at + 1..]
            ),
        ))
    }),
    fault!("read in a wrong encoding", [Encoding], |_, good, _| {
        // A letter or mark beyond ASCII, as Windows-1252 reads its bytes.
        let target = good.markdown()[1];
        let mut rest = target.chars();
        let mut broken = String::new();
        for c in rest.by_ref() {
            let damage = match c {
                'à'..='ÿ' => format!("Ã{}", char::from_u32(c as u32 - 0x40).unwrap_or(c)),
                '’' | '\'' => "â€™".to_owned(),
                '가'..='힣' | '一'..='鿿' => "\u{fffd}".to_owned(),
                c => {
                    broken.push(c);
                    continue;
                }
            };
            broken.push_str(&damage);
            break;
        }
        broken.push_str(rest.as_str());
        (broken != target).then(|| keep(good, broken))
    }),
    fault!("alternative text lost", [EmptyAlt], |random, good, _| {
        let n = random.below(90);
        let [source, target] = good.markdown();
        plain(good).then(|| {
            [
                format!("{source} ![Plan](media/{n}.png)"),
                format!("{target} ![](media/{n}.png)"),
            ]
        })
    }),
    fault!("a word doubled", [RepeatedWords], |random, good, _| {
        let list = words(good.markdown()[1]);
        let fine = |w: &&str| w.chars().count() > 2 && w.chars().all(char::is_alphabetic);
        let list: Vec<&str> = list.into_iter().filter(fine).collect();
        let spaced = good.locales[1].language() != "zh" && plain(good) && !list.is_empty();
        let word = spaced.then(|| *random.of_list(&list))?;
        Some(keep(
            good,
            good.markdown()[1].replacen(word, &format!("{word} {word}"), 1),
        ))
    }),
    fault!("a bracket lost", [Brackets], |random, good, _| {
        let [source, target] = good.markdown();
        let (at, end) = (gap(random, target)?, random.below(2));
        let text = ["(", ")"][end];
        plain(good).then(|| {
            [
                format!("{source} (Q)"),
                format!("{}{text} {}", &target[..at], &target[at..]),
            ]
        })
    }),
    fault!("a quotation mark lost", [Quotes], |random, good, _| {
        let marks = match good.locales[1].language() {
            "fr" => "«",
            "ko" | "en" => "“",
            "zh" => "“",
            "nl" => "‘“",
            _ => "”",
        };
        let [source, target] = good.markdown();
        let at = gap(random, target)?;
        let mark = marks.chars().next_back()?;
        plain(good).then(|| {
            [
                format!("{source} “Q”"),
                format!("{} {mark}{}", &target[..at], &target[at + 1..]),
            ]
        })
    }),
    fault!(
        "a hidden character",
        [ControlCharacters],
        |random, good, _| {
            let hidden = *random.of_list(&[
                '\u{200b}', '\u{202e}', '\u{ad}', '\u{7}', '\u{2060}', '\u{feff}',
            ]);
            let target = good.markdown()[1];
            let at = gap(random, target)?;
            Some(keep(
                good,
                format!("{}{hidden}{}", &target[..at], &target[at..]),
            ))
        }
    ),
    fault!("a secret", [Secret], |random, good, _| {
        let beginning =
            *random.of_list(&["AKIA", "ghp_", "AIza", "glpat-", "xoxb-", "AccountKey="]);
        let length = if beginning == "AKIA" { 16 } else { 40 };
        let key: String = (0..length)
            .map(|_| char::from(*random.of_list(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")))
            .collect();
        let [source, target] = good.markdown();
        Some([
            format!("{source} {beginning}{key}"),
            format!("{target} {beginning}{key}"),
        ])
    }),
    fault!("an address of a person", [Personal], |random, good, _| {
        let name = *random.of_list(&["maria.kowalska", "j.berg", "tanaka", "lee_minho"]);
        let host = *random.of_list(&["kvistra.dev", "mail.kvistra.io", "posteo.se"]);
        let [source, target] = good.markdown();
        Some([
            format!("{source} {name}@{host}"),
            format!("{target} {name}@{host}"),
        ])
    }),
    fault!("the translation of another text", [], |_, good, other| {
        let fine = good.locales[1] == other.locales[1] && good.texts[0] != other.texts[0];
        fine.then(|| keep(good, other.markdown()[1].to_owned()))
    }),
];

/// The pair with another target.
fn keep(good: &Good, target: String) -> [String; 2] {
    [good.markdown()[0].to_owned(), target]
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Nothing but text on both sides.
fn plain(good: &Good) -> bool {
    let marked = |text: &str| text.contains(['*', '`', '[', '<', '|', '_', '&', '\\']);
    !good.markdown().iter().any(|text| marked(text))
}

/// A space of a text that is in no markup.
fn gap(random: &mut Random, text: &str) -> Option<usize> {
    let marked = text.contains(['*', '`', '[', '<', '|', '&', '\\']);
    let gaps: Vec<usize> = text.match_indices(' ').map(|m| m.0).collect();
    (!marked && !gaps.is_empty()).then(|| *random.of_list(&gaps))
}

/// A number of the target that the source has too, and where it stands.
fn number(random: &mut Random, good: &Good) -> Option<(usize, String)> {
    let target = good.markdown()[1];
    let mut found = Vec::new();
    let mut at = 0;
    for part in target.split(|c: char| !c.is_ascii_digit()) {
        let start = at;
        at += part.len();
        at += target[at..].chars().next().map_or(0, char::len_utf8);
        let before = target[..start].chars().next_back();
        let outside = before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"`-/._#(".contains(c));
        let alone = target.matches(part).count() == 1 && good.markdown()[0].contains(part);
        if !part.is_empty()
            && part.len() < 6
            && outside
            && alone
            && !target.contains(['`', '[', '<'])
        {
            found.push((start, part.to_owned()));
        }
    }
    (!found.is_empty()).then(|| random.of_list(&found).clone())
}

fn replaced(text: &str, at: usize, old: &str, new: &str) -> String {
    format!("{}{new}{}", &text[..at], &text[at + old.len()..])
}

/// The first link of a text: where it begins, its text, and where it ends.
fn link(text: &str) -> Option<(usize, &str, usize)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')? + 1;
    let image = text[..start].ends_with('!');
    (!image && middle > start + 1).then(|| (start, &text[start + 1..middle], end))
}
