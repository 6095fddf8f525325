//! What is counted of the pairs of two locales for those who have to judge them: kinds, scores, flags.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::model::{Flag, Flags};

/// Upper bounds of the classes of scores, but for the last, which has none.
pub const SCORES: [f32; 6] = [0.5, 0.75, 0.85, 0.95, 0.99, 0.999];

/// What the classes are called.
pub const CLASSES: [&str; SCORES.len() + 1] = [
    "below 0.5",
    "below 0.75",
    "below 0.85",
    "below 0.95",
    "below 0.99",
    "below 0.999",
    "more",
];

/// Counts of the pairs of two locales.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quality {
    /// Pairs by kind of the units, by the kind's name in exports.
    pub kinds: BTreeMap<String, u64>,
    /// Pairs by score, in the classes of [`SCORES`].
    pub scores: [u64; SCORES.len() + 1],
    /// Pairs by flag.
    pub flags: BTreeMap<Flag, u64>,
}

impl Quality {
    /// Counts a pair.
    pub fn count(&mut self, kind: &str, score: f32, flags: Flags) {
        match self.kinds.get_mut(kind) {
            Some(count) => *count += 1,
            None => drop(self.kinds.insert(kind.to_owned(), 1)),
        }
        let class = SCORES.iter().position(|&bound| score < bound);
        self.scores[class.unwrap_or(SCORES.len())] += 1;
        for flag in flags.iter() {
            *self.flags.entry(flag).or_default() += 1;
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        for (kind, count) in &other.kinds {
            *self.kinds.entry(kind.clone()).or_default() += count;
        }
        for (to, more) in self.scores.iter_mut().zip(other.scores) {
            *to += more;
        }
        for (flag, count) in &other.flags {
            *self.flags.entry(*flag).or_default() += count;
        }
    }
}

/// The counts of some locale pairs, by name, as sections of Markdown.
#[must_use]
pub fn markdown(of: &[(&str, &Quality)]) -> String {
    let mut kinds: Vec<&str> = of
        .iter()
        .flat_map(|q| q.1.kinds.keys().map(String::as_str))
        .collect();
    let mut flags: Vec<Flag> = of.iter().flat_map(|q| q.1.flags.keys().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    flags.sort_unstable();
    flags.dedup();
    let mut text = String::new();
    let count = |q: &Quality, kind: &&str| q.kinds.get(*kind).copied().unwrap_or(0);
    let names: Vec<String> = kinds.iter().map(|k| format!("`{k}`")).collect();
    table(&mut text, "Kinds of text", &names, of, |q| {
        kinds.iter().map(|kind| count(q, kind)).collect()
    });
    if !of.is_empty() {
        let classes = CLASSES.map(str::to_owned);
        table(&mut text, "Scores", &classes, of, |q| q.scores.to_vec());
    }
    let names: Vec<String> = flags.iter().map(|f| format!("`{f}`")).collect();
    table(&mut text, "Flags", &names, of, |q| {
        let count = |flag: &Flag| q.flags.get(flag).copied().unwrap_or(0);
        flags.iter().map(count).collect()
    });
    text
}

fn table(
    text: &mut String,
    title: &str,
    columns: &[String],
    of: &[(&str, &Quality)],
    counts: impl Fn(&Quality) -> Vec<u64>,
) {
    if columns.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}\n");
    let _ = writeln!(text, "| pairs of | {} |", columns.join(" | "));
    let _ = writeln!(text, "|---|{}", "--:|".repeat(columns.len()));
    for (name, quality) in of {
        let counts: Vec<String> = counts(quality).iter().map(u64::to_string).collect();
        let _ = writeln!(text, "| {name} | {} |", counts.join(" | "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_called_by_their_bounds() {
        for (bound, name) in SCORES.iter().zip(CLASSES) {
            assert_eq!(name, format!("below {bound}"));
        }
    }

    #[test]
    fn tables_have_a_column_for_all_that_was_counted() {
        let (mut a, mut b) = (Quality::default(), Quality::default());
        a.count("heading", 0.4, Flags::NONE);
        a.count("paragraph", 0.999, Flags::of(&[Flag::Numbers, Flag::Links]));
        b.count("paragraph", 0.75, Flags::of(&[Flag::Numbers]));
        insta::assert_snapshot!(markdown(&[("en_de", &a), ("en_fr", &b)]).trim_start(), @r"
        ## Kinds of text

        | pairs of | `heading` | `paragraph` |
        |---|--:|--:|
        | en_de | 1 | 1 |
        | en_fr | 0 | 1 |

        ## Scores

        | pairs of | below 0.5 | below 0.75 | below 0.85 | below 0.95 | below 0.99 | below 0.999 | more |
        |---|--:|--:|--:|--:|--:|--:|--:|
        | en_de | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
        | en_fr | 0 | 0 | 1 | 0 | 0 | 0 | 0 |

        ## Flags

        | pairs of | `numbers` | `links` |
        |---|--:|--:|
        | en_de | 1 | 1 |
        | en_fr | 1 | 0 |
        ");
        let mut both = Quality::default();
        [&a, &b].into_iter().for_each(|q| both.add(q));
        assert_eq!(both.kinds["paragraph"], 2);
        assert_eq!(both.scores.iter().sum::<u64>(), 3);
        assert_eq!(both.flags[&Flag::Numbers], 2);
        assert_eq!(markdown(&[]), "");
    }
}
