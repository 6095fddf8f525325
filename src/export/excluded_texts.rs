//! Texts that no pair of a training set may contain, such as the sentences of a benchmark.
//!
//! Texts are compared without regard to case, punctuation and white space. A long text is found anywhere inside a
//! pair. A short one, which occurs in many places by chance, excludes only pairs that are equal to it.

use std::fs;
use std::io;
use std::path::Path;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;

/// Letters and digits that a text needs to be searched for inside others.
const LONG: usize = 20;

/// Texts that are excluded.
#[derive(Debug)]
pub struct ExcludedTexts {
    whole: FxHashSet<String>,
    /// Finds the long texts; `None` if there are none.
    long: Option<AhoCorasick>,
}

impl ExcludedTexts {
    /// Reads a file with one text per line. Tabs also separate texts, so both sides of a benchmark can be in one file.
    ///
    /// # Errors
    /// When the file cannot be read or has too many texts.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        Self::new(text.split(['\n', '\t']))
    }

    /// Excludes these texts. Empty ones are ignored.
    ///
    /// # Errors
    /// When there are too many texts.
    pub fn new<'t>(texts: impl Iterator<Item = &'t str>) -> io::Result<Self> {
        let whole: FxHashSet<String> = texts.map(normalized).filter(|t| !t.is_empty()).collect();
        let mut long: Vec<&String> = whole.iter().filter(|text| is_long(text)).collect();
        long.sort_unstable();
        let long = match long.is_empty() {
            true => None,
            false => Some(AhoCorasick::new(long).map_err(io::Error::other)?),
        };
        Ok(Self { whole, long })
    }

    /// Whether one of the texts is in this one.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let text = normalized(text);
        let contains = |long: &AhoCorasick| long.is_match(&text);
        self.whole.contains(&text) || self.long.as_ref().is_some_and(contains)
    }
}

fn is_long(text: &str) -> bool {
    text.chars().count() >= LONG
}

/// Only letters and digits, in lower case.
fn normalized(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_found_inside_and_a_short_one_only_as_a_whole() {
        let texts = "Pour the water over the leaves.\tVersez l’eau sur les feuilles.\n\nTea\n";
        let texts = ExcludedTexts::new(texts.split(['\n', '\t'])).unwrap();
        assert!(texts.is_in("First, pour the WATER\u{a0}over the leaves!"));
        assert!(texts.is_in("Versez l'eau sur les feuilles"));
        assert!(texts.is_in("tea."));
        assert!(!texts.is_in("Tea with milk"));
        assert!(!texts.is_in("Pour the water."));
        assert!(!texts.is_in(""));
    }
}
