//! Tokens of two languages that look alike: numbers, names, borrowed words.
//!
//! They are what is known before anything is learned. Words are alike when their first four letters agree (Simard,
//! Foster and Isabelle 1992), which needs no comparison of each with each.

use rustc_hash::FxHashMap;

use super::tokenize::Vocabulary;

/// Letters that must agree.
const LETTERS: usize = 4;

/// A pair of types that look alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cognate {
    pub source: u32,
    pub target: u32,
    /// In (0, 1]; 1 for what is equal and more than a short word.
    pub likeness: f32,
}

/// All pairs that look alike, ascending by source and target.
pub(super) fn cognates(source: &Vocabulary, target: &Vocabulary) -> Vec<Cognate> {
    let mut by_key: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (t, name) in target.names().iter().enumerate().skip(1) {
        by_key.entry(key(name)).or_default().push(t as u32);
    }
    let mut found = Vec::new();
    for (s, name) in source.names().iter().enumerate().skip(1) {
        for &t in by_key.get(key(name)).map_or(&[][..], Vec::as_slice) {
            let likeness = likeness(name, &target.names()[t as usize]);
            if likeness > 0.0 {
                found.push(Cognate {
                    source: s as u32,
                    target: t,
                    likeness,
                });
            }
        }
    }
    found
}

fn key(name: &str) -> &str {
    if !name.starts_with(char::is_alphabetic) {
        return name;
    }
    let end = name.char_indices().nth(LETTERS).map_or(name.len(), |c| c.0);
    &name[..end]
}

fn likeness(a: &str, b: &str) -> f32 {
    let (long_a, long_b) = (a.chars().count(), b.chars().count());
    let is_word = a.starts_with(char::is_alphabetic);
    if a == b {
        return if is_word && long_a < LETTERS {
            0.3
        } else {
            1.0
        };
    }
    if !is_word || long_a.min(long_b) < LETTERS {
        return 0.0;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    0.7 * common as f32 / long_a.max(long_b) as f32
}
